// Pictures that the tests of this folder and of review draw, change and save. Chance is seeded.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "media/logo.h"
#include "media/picture.h"

namespace decorum::media {

std::string bytes_of(const std::string& path);  // from the project's root
Picture load(const std::string& path);

// type: "png", "jpeg" or "webp"; quality 1 to 100, not for PNG. JPEG has no alpha: on white.
std::string encoded(const Picture& picture, const char* type, int quality = 90);
Picture saved_again(const Picture& picture, const char* type, int quality = 90);

Picture plain(std::uint32_t width, std::uint32_t height, Colour colour);
Picture scaled(const Picture& picture, std::uint32_t width, std::uint32_t height);
Picture to_width(const Picture& picture, std::uint32_t width);  // keeps the proportions
Picture on(const Picture& picture, Colour ground);
// With a margin of that share of its width on each side.
Picture with_margin(const Picture& picture, double left, double top, double right, double bottom);
Picture turned(const Picture& picture, double degrees);  // on white, nothing cut off
Picture mirrored(const Picture& picture);
// Parts of the sides, 0 to 1.
Picture cropped(const Picture& picture, double left, double top, double right, double bottom);
Picture covered(const Picture& picture, double left, double top, double right, double bottom,
                Colour colour);
Picture with_disc(const Picture& picture, double x, double y, double radius, Colour colour);
Picture shadowed(const Picture& picture, double shift);
Picture outlined(const Picture& picture, double width);
Picture recoloured(const Picture& picture, const std::function<Colour(Colour)>& change);

// A picture that shows no logo of ours; each seed another. `sort` is what it is like.
Picture unrelated(std::uint32_t seed, std::string& sort);

}  // namespace decorum::media
