#include "media/picture.h"

#include <array>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "media/format.h"
#include "media/pictures_for_test.h"
#include "media/scale.h"
#include "media/svg.h"

// librsvg forgets the text of entities that a file defines (libxml2's xmlParseEntityValue); a file
// is at most 4 MiB. Nothing of ours is let off.
extern "C" const char* __lsan_default_suppressions() { return "leak:xmlParseEntityValue\n"; }

namespace decorum::media {
namespace {

constexpr Colour orange = {240, 140, 20};

std::string error_of(std::string_view bytes) {
  const auto picture = decode(bytes);
  return picture ? "no error" : picture.error().what;
}

Colour colour_at(const Picture& picture, std::uint32_t x, std::uint32_t y) {
  const std::uint8_t* pixel = &picture.pixels[(std::size_t{y} * picture.width + x) * 4];
  return {pixel[0], pixel[1], pixel[2]};
}

bool near(Colour left, Colour right, int by) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (std::abs(left[c] - right[c]) > by) return false;
  }
  return true;
}

void big_endian(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
}

// The polynomial of PNG (RFC 2083, appendix), for headers that lie about their size.
std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::string png_that_says(std::uint32_t width, std::uint32_t height) {
  std::string png = encoded(plain(8, 8, orange), "png");
  big_endian(png, 16, width);
  big_endian(png, 20, height);
  big_endian(png, 29, crc_of(std::string_view(png).substr(12, 17)));
  return png;
}

std::string svg(const std::string& inside, const std::string& attributes =
                                               "viewBox=\"0 0 100 50\"") {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" " + attributes + ">" + inside + "</svg>";
}

TEST(Decode, ReadsEveryFormat) {
  const Picture drawn = plain(60, 40, orange);
  for (const char* type : {"png", "jpeg", "webp"}) {
    const auto picture = decode(encoded(drawn, type));
    ASSERT_TRUE(picture) << type << ": " << picture.error().what;
    EXPECT_EQ(picture->width, 60U) << type;
    EXPECT_EQ(picture->height, 40U) << type;
    EXPECT_EQ(picture->file_width, 60U) << type;
    EXPECT_EQ(picture->pixels.size(), 60U * 40 * 4) << type;
    EXPECT_TRUE(near(colour_at(*picture, 30, 20), orange, 8)) << type;
    EXPECT_FALSE(picture->has_alpha) << type;
  }
}

TEST(Decode, ReadsTheFirstFrameOfAGif) {
  // Two by one, red and blue, then a frame that is green.
  const std::string gif("GIF89a\x02\0\x01\0\x91\0\0\xff\0\0\0\0\xff\0\xff\0\0\0\0"
                        ",\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0"
                        ",\0\0\0\0\x02\0\x01\0\0\x02\x02\x94\x0a\0;",
                        57);
  const auto picture = decode(gif);
  ASSERT_TRUE(picture) << picture.error().what;
  EXPECT_EQ(picture->width, 2U);
  EXPECT_EQ(colour_at(*picture, 0, 0), (Colour{255, 0, 0}));
  EXPECT_EQ(colour_at(*picture, 1, 0), (Colour{0, 0, 255}));
}

TEST(Decode, KeepsAlphaUnmultiplied) {
  Picture drawn = plain(10, 10, orange);
  for (std::size_t i = 3; i < drawn.pixels.size(); i += 4) drawn.pixels[i] = 100;
  const auto picture = decode(encoded(drawn, "png"));
  ASSERT_TRUE(picture);
  EXPECT_TRUE(picture->has_alpha);
  EXPECT_EQ(picture->pixels[3], 100);
  EXPECT_TRUE(near(colour_at(*picture, 5, 5), orange, 1));
}

TEST(Decode, MakesLargePicturesSmallerAndRemembersTheirSize) {
  for (const char* type : {"png", "jpeg", "webp"}) {
    const auto picture = decode(encoded(plain(3000, 1500, orange), type));
    ASSERT_TRUE(picture) << type << ": " << picture.error().what;
    EXPECT_EQ(picture->width, decoded_side_max) << type;
    EXPECT_EQ(picture->height, decoded_side_max / 2) << type;
    EXPECT_EQ(picture->file_width, 3000U) << type;
    EXPECT_EQ(picture->file_height, 1500U) << type;
    EXPECT_TRUE(near(colour_at(*picture, 1000, 500), orange, 8)) << type;
  }
}

TEST(Decode, KeepsAThinPictureAPixelHigh) {
  const auto picture = decode(encoded(plain(4000, 1, orange), "png"));
  ASSERT_TRUE(picture) << picture.error().what;
  EXPECT_EQ(picture->width, decoded_side_max);
  EXPECT_EQ(picture->height, 1U);
}

TEST(Decode, RefusesBySidesBeforeUnpacking) {
  struct Case {
    std::uint32_t width, height;
  };
  // The last would need 200 GB; a test that unpacked it would not end.
  for (const auto& [width, height] : {Case{12'001, 10}, Case{10, 12'001}, Case{10'000, 10'000},
                                      Case{200'000, 250'000}}) {
    EXPECT_NE(error_of(png_that_says(width, height)).find("at most 12000 a side"),
              std::string::npos)
        << width << " x " << height << ": " << error_of(png_that_says(width, height));
  }
}

TEST(Decode, RefusesAGifOrWebpThatIsTooLarge) {
  std::string gif("GIF89a\xff\xff\xff\xff\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\xff\xff\xff\xff\0", 29);
  gif += std::string("\x02\x02\x44\x0a\0;", 6);
  EXPECT_NE(error_of(gif).find("at most 12000 a side"), std::string::npos) << error_of(gif);

  std::string webp = encoded(plain(16, 16, orange), "webp", 80);
  // VP8's frame header holds both sides in 14 bits (RFC 6386, section 9.1).
  const std::size_t start = webp.find("\x9d\x01\x2a");
  ASSERT_NE(start, std::string::npos);
  for (std::size_t i = 3; i < 7; ++i) webp[start + i] = static_cast<char>(i % 2 == 1 ? 0xff : 0x3f);
  EXPECT_NE(error_of(webp).find("at most 12000 a side"), std::string::npos) << error_of(webp);
}

TEST(Decode, RefusesAFileThatIsTooLong) {
  const std::string bytes =
      encoded(plain(8, 8, orange), "png") + std::string(picture_bytes_max, 'x');
  EXPECT_EQ(error_of(bytes), "the file is larger than 32 MiB");
}

TEST(Decode, SaysWhatAFileIsThatIsNoPicture) {
  struct Case {
    std::string bytes, what;
  };
  using namespace std::string_literals;
  for (const auto& [bytes, what] : std::vector<Case>{
           {"", "the file is empty"},
           {"hello", "this is no picture that can be read; save it as PNG, JPEG, GIF, WebP or SVG"},
           {"\0\0\0\x18" "ftypheic\0\0"s, "this is a HEIC picture; save it as"},
           {"\0\0\0\x18" "ftypavif\0\0"s, "this is an AVIF picture; save it as"},
           {"II*\0\x08\0\0\0"s, "this is a TIFF picture; save it as"},
           {"BM\x36\0\0\0"s, "this is a bitmap; save it as"},
           {"%PDF-1.7\n", "this is a PDF document; save it as"},
           {"PK\x03\x04", "this is an archive; save it as"},
           // Unpacked it might be anything: a compressed SVG is not opened.
           {"\x1f\x8b\x08\0\0\0"s, "this is a compressed file; save it as"},
           {"<html><svg></svg></html>", "this is no picture"},
           {"<!-- <svg> -->", "this is no picture"},
           {"<svgx/>", "this is no picture"},
           {std::string(100'000, ' ') + "<svg/>", "this is no picture"},
           {"RIFF\0\0\0\0WAVE"s, "this is no picture"}}) {
    EXPECT_TRUE(error_of(bytes).starts_with(what))
        << bytes.substr(0, 40) << ": " << error_of(bytes);
  }
}

TEST(Decode, TellsADamagedFile) {
  for (const char* type : {"png", "jpeg", "webp"}) {
    std::string sort;
    const std::string whole = encoded(unrelated(1, sort), type);
    for (const std::size_t share : {1U, 10U, 40U, 70U, 90U}) {
      const std::string cut = whole.substr(0, whole.size() * share / 100);
      EXPECT_NE(error_of(cut), "no error") << type << " cut to " << share << " %";
    }
    std::string wrong = whole;
    for (std::size_t i = wrong.size() / 10; i < wrong.size(); i += 7) wrong[i] = '\x5a';
    (void)decode(wrong);  // an error or a strange picture, but nothing worse
  }
  EXPECT_NE(error_of("\x89PNG\r\n\x1a\n"), "no error");
  EXPECT_NE(error_of("\xff\xd8\xff"), "no error");
  EXPECT_NE(error_of("GIF89a"), "no error");
  EXPECT_NE(error_of(std::string("RIFF\0\0\0\0WEBP", 12)), "no error");
}

TEST(Decode, IsTheSameFromSeveralThreads) {
  std::string sort;
  const std::vector<std::string> files = {
      encoded(unrelated(1, sort), "png"), encoded(unrelated(2, sort), "jpeg"),
      encoded(unrelated(3, sort), "webp"), svg("<circle cx='50' cy='25' r='20' fill='red'/>")};
  std::vector<std::vector<std::uint8_t>> alone;
  for (const std::string& file : files) alone.push_back(decode(file)->pixels);
  constexpr std::size_t thread_count = 4;
  std::array<int, thread_count> wrong{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < thread_count; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 12; ++i) {
        const std::size_t which = (i + t) % files.size();
        (void)read_metadata(files[which]);
        if (decode(files[which])->pixels != alone[which]) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) EXPECT_EQ(count, 0);
}

TEST(Svg, IsDrawnLargeEnoughToLookAt) {
  const auto small = decode(svg("<rect width='50' height='50' fill='#f08c14'/>"));
  ASSERT_TRUE(small) << small.error().what;
  EXPECT_EQ(small->width, svg_side_min);
  EXPECT_EQ(small->height, svg_side_min / 2);
  EXPECT_EQ(small->file_width, 100U);
  EXPECT_EQ(small->file_height, 50U);
  EXPECT_EQ(colour_at(*small, 100, 100), orange);
  EXPECT_EQ(small->pixels[(100 * std::size_t{small->width} + 400) * 4 + 3], 0);
  EXPECT_TRUE(small->has_alpha);

  const auto large = decode(svg("<rect width='9' height='9'/>", "width=\"4000\" height=\"1000\""));
  ASSERT_TRUE(large);
  EXPECT_EQ(large->width, decoded_side_max);
  EXPECT_EQ(large->file_width, 4000U);
}

TEST(Svg, MayBeginWithADeclarationACommentOrAPrefix) {
  const std::string body = "<rect width='9' height='9'/>";
  for (const std::string& text :
       {"<?xml version='1.0'?>\n<!-- drawn by hand -->\n" + svg(body), "\xEF\xBB\xBF" + svg(body),
        "\n  " + svg(body), "<!DOCTYPE svg>" + svg(body),
        std::string("<s:svg xmlns:s='http://www.w3.org/2000/svg' width='9' height='9'/>")}) {
    EXPECT_EQ(error_of(text), "no error") << text;
  }
}

TEST(Svg, FetchesNothingFromOutside) {
  // A picture file, a style sheet and an entity that exist: they must not show.
  const std::string beside = "policies/institute/logos/qim-mark.svg";
  const std::string blank = svg("");
  const std::vector<std::uint8_t> nothing = decode(blank)->pixels;
  for (const char* const inside :
       {"<image href='file:///usr/share/pixmaps/debian-logo.png' width='100' height='50'/>",
        "<image xlink:href='qim-mark.svg' width='100' height='50'/>",
        "<image href='https://example.org/a.png' width='100' height='50'/>",
        "<use href='file:///etc/hosts#a'/>", "<use xlink:href='qim-mark.svg#gap'/>",
        "<style>@import url('file:///etc/hosts');</style>"}) {
    const auto picture = decode(svg(inside));
    if (picture) {
      EXPECT_EQ(picture->pixels, nothing) << inside;
    }
  }
  const auto by_path = decode(svg("<image href='" + beside + "' width='100' height='50'/>"));
  if (by_path) {
    EXPECT_EQ(by_path->pixels, nothing);
  }
  const std::string entity =
      "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" +
      svg("<text y='30'>&x;</text>");
  const auto with_entity = decode(entity);
  if (with_entity) {
    EXPECT_EQ(with_entity->pixels, nothing);
  }
}

TEST(Svg, OfNoSizeOrHostileIsAnError) {
  std::string laughs = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string before = std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) laughs += before;
    laughs += "'>";
  }
  laughs += "]>";
  for (const std::string& text :
       {std::string("<svg"), std::string("<svg ="), std::string("<svg></wrong>"),
        svg("", "width=\"0\" height=\"0\""), svg("", "width=\"90000\" height=\"10\""),
        svg("", "width=\"11000\" height=\"11000\""), svg("", "viewBox=\"0 0 1e30 1e30\""),
        svg("<text>&l;</text>").insert(0, laughs),
        svg(std::string(svg_bytes_max, ' '))}) {
    EXPECT_NE(error_of(text), "no error") << text.substr(0, 100);
  }
}

TEST(Svg, ThatWouldTakeForeverIsRefused) {
  std::string uses = "<defs><g id='a0'><rect width='9' height='9'/></g>";
  for (int i = 1; i < 9; ++i) {
    uses += "<g id='a" + std::to_string(i) + "'>";
    for (int k = 0; k < 10; ++k) uses += "<use href='#a" + std::to_string(i - 1) + "'/>";
    uses += "</g>";
  }
  uses += "</defs><use href='#a8'/>";
  std::string many;
  for (int i = 0; i < 6'000; ++i) many += "<rect width='90' height='90' opacity='.5'/>";
  std::string blurs = "<filter id='f'>";
  for (int i = 0; i < 40; ++i) blurs += "<feGaussianBlur stdDeviation='50'/>";
  blurs += "</filter>";
  for (int i = 0; i < 10; ++i) blurs += "<rect width='9' height='9' filter='url(#f)'/>";
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<g>";
  const std::string entity = "<!DOCTYPE svg [<!ENTITY a '<rect/><rect/>'><!ENTITY b '&a;&a;'>]>";
  const std::string styled = "<style>rect{fill:url(#p)}</style><pattern id='p'/>";
  for (const std::string& text : {svg(uses), svg(many), svg(blurs), svg(deep), svg(styled),
                                  entity + svg("&b;")}) {
    EXPECT_EQ(error_of(text), "the SVG file holds too much to draw") << text.substr(0, 120);
  }
}

TEST(Svg, WithAShadowMarkersOrReferencesIsDrawn) {
  std::string ticks = "<defs><path id='t' d='M0 0V3'/></defs>";
  for (int i = 0; i < 200; ++i) ticks += "<use href='#t' x='" + std::to_string(i) + "'/>";
  for (const std::string& inside :
       {std::string("<filter id='f'><feDropShadow dx='1'/></filter>"
                    "<rect width='9' height='9' filter='url(#f)'/>"),
        std::string("<marker id='m'><circle r='2'/></marker>"
                    "<path d='M0 0L9 9' marker-end='url(#m)' stroke='#000'/>"),
        std::string("<a id='x' href='#x'><rect width='9' height='9' fill='#abc'/></a>"), ticks}) {
    EXPECT_EQ(error_of(svg(inside)), "no error") << inside.substr(0, 120);
  }
  const std::string names = "<!DOCTYPE svg [<!ENTITY n 'http://www.w3.org/2000/svg'>]>"
                            "<svg xmlns='&n;' width='9' height='9'/>";
  EXPECT_EQ(error_of(names), "no error");
}

TEST(Scale, KeepsTheMeanOfWhatItCovers) {
  Plane plane{4, 2, {0, 1, 2, 3, 4, 5, 6, 7}};
  const Plane half = resampled(plane, {0, 0, 4, 2}, 2, 1);
  EXPECT_FLOAT_EQ(half.at(0, 0), 2.5F);
  EXPECT_FLOAT_EQ(half.at(1, 0), 4.5F);
  const Plane part = resampled(plane, {0.5, 0, 1.5, 1}, 1, 1);
  EXPECT_FLOAT_EQ(part.at(0, 0), 0.5F);
  const Plane outside = resampled(plane, {-9, -9, -7, -7}, 1, 1);
  EXPECT_FLOAT_EQ(outside.at(0, 0), 0.0F);
}

}  // namespace
}  // namespace decorum::media
