// The pictures that a draft names as files, read and looked at for review.
//
// A picture's path is taken from the folder of its draft and may not leave it; with a media root it
// is taken from there, and may also be absolute below it. Links that lead out are refused. A
// picture that cannot be read says why (review::SeenPicture::error) and stops nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "post/draft.h"
#include "review/kind.h"

namespace decorum::cli {

// One entry a medium of the draft; none for what names no file or is no picture.
std::vector<std::optional<review::SeenPicture>> look_at_pictures(
    const post::Draft& draft, const std::filesystem::path& folder);

// The folder that a draft's pictures are in: `media_root` when it is given, else the folder of the
// file, or the current one for standard input.
std::filesystem::path picture_folder(const std::string& file, const std::string& media_root);

}  // namespace decorum::cli
