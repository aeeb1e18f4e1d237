#include <memory>
#include <string>
#include <vector>

#include <exiv2/exiv2.hpp>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "media/picture.h"
#include "media/pictures_for_test.h"

namespace decorum::media {
namespace {

struct Field {
  const char* name;
  const char* value;
};

// A picture with fields, "Exif...", "Iptc..." and "Xmp...", as other programs would write them.
std::string with_fields(const char* type, const std::vector<Field>& fields) {
  const std::string plain_file = encoded(plain(16, 16, {9, 90, 200}), type);
  auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(plain_file.data()),
                                         static_cast<long>(plain_file.size()));
  image->readMetadata();
  for (const auto& [name, value] : fields) {
    const std::string_view family = std::string_view(name).substr(0, 4);
    if (family == "Exif") image->exifData()[name] = value;
    if (family == "Iptc") image->iptcData()[name] = value;
    if (family == "Xmp.") image->xmpData()[name] = value;
  }
  image->writeMetadata();
  Exiv2::BasicIo& io = image->io();
  io.seek(0, Exiv2::BasicIo::beg);
  const Exiv2::DataBuf buffer = io.read(static_cast<long>(io.size()));
  return {reinterpret_cast<const char*>(buffer.pData_), static_cast<std::size_t>(buffer.size_)};
}

TEST(Metadata, ReadsThePlaceFromExif) {
  for (const char* type : {"jpeg", "png", "webp"}) {
    const Metadata metadata =
        read_metadata(with_fields(type, {{"Exif.GPSInfo.GPSLatitude", "51/1 30/1 2640/100"},
                                         {"Exif.GPSInfo.GPSLatitudeRef", "N"},
                                         {"Exif.GPSInfo.GPSLongitude", "0/1 7/1 3906/100"},
                                         {"Exif.GPSInfo.GPSLongitudeRef", "W"}}));
    ASSERT_TRUE(metadata.place) << type;
    EXPECT_NEAR(metadata.place->latitude, 51.50733, 1e-4) << type;
    EXPECT_NEAR(metadata.place->longitude, -0.12752, 1e-4) << type;
  }
}

TEST(Metadata, ReadsThePlaceFromXmp) {
  const Metadata metadata = read_metadata(with_fields(
      "jpeg", {{"Xmp.exif.GPSLatitude", "33,51.54S"}, {"Xmp.exif.GPSLongitude", "151,12,33E"}}));
  ASSERT_TRUE(metadata.place);
  EXPECT_NEAR(metadata.place->latitude, -33.859, 1e-3);
  EXPECT_NEAR(metadata.place->longitude, 151.209, 1e-3);
}

TEST(Metadata, TakesNoPlaceThatIsNone) {
  const std::vector<std::vector<Field>> cases = {
      {{"Exif.GPSInfo.GPSLatitude", "51/1 30/1 0/1"}},  // half a place
      {{"Exif.GPSInfo.GPSLatitude", "51/0 0/0 0/0"}, {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"}},
      {{"Exif.GPSInfo.GPSLatitude", "95/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"}},
      {{"Exif.GPSInfo.GPSLatitude", "5/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "181/1 0/1 0/1"}},
      {{"Exif.GPSInfo.GPSLatitude", "0/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "0/1 0/1 0/1"}},
      {{"Exif.GPSInfo.GPSLatitude", "1/1 2/1 3/1 4/1 5/1"},
       {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"}},
      {{"Xmp.exif.GPSLatitude", "north"}, {"Xmp.exif.GPSLongitude", "east"}},
      {{"Xmp.exif.GPSLatitude", ",,,N"}, {"Xmp.exif.GPSLongitude", "1,2E"}},
      {{"Xmp.exif.GPSLatitude", "nanN"}, {"Xmp.exif.GPSLongitude", "1,2E"}},
      {{"Xmp.exif.GPSLatitude", "1,2,3,4,5N"}, {"Xmp.exif.GPSLongitude", "1,2E"}},
      {{"Exif.Image.Artist", "Ada"}},
  };
  for (const auto& fields : cases) {
    EXPECT_FALSE(read_metadata(with_fields("jpeg", fields)).place) << fields.front().value;
  }
}

TEST(Metadata, ReadsWhoMadeItInTheThreeFamilies) {
  const Metadata exif = read_metadata(with_fields(
      "jpeg", {{"Exif.Image.Artist", "Ada Field "}, {"Exif.Image.Copyright", "(c) Ada Field"},
               {"Exif.Photo.DateTimeOriginal", "2026:05:04 10:20:30"}}));
  EXPECT_EQ(exif.by_line, "Ada Field");
  EXPECT_EQ(exif.copyright, "(c) Ada Field");
  EXPECT_EQ(exif.taken_at, "2026:05:04 10:20:30");

  const Metadata iptc = read_metadata(
      with_fields("jpeg", {{"Iptc.Application2.Byline", "Ben Moor"},
                           {"Iptc.Application2.Credit", "Moor Pictures"},
                           {"Iptc.Application2.Copyright", "2026 Moor Pictures"}}));
  EXPECT_EQ(iptc.by_line, "Ben Moor");
  EXPECT_EQ(iptc.credit, "Moor Pictures");
  EXPECT_EQ(iptc.copyright, "2026 Moor Pictures");

  const Metadata xmp = read_metadata(with_fields(
      "png", {{"Xmp.dc.creator", "Cleo Wharf"}, {"Xmp.photoshop.Credit", "Wharf / Press"},
              {"Xmp.dc.rights", "lang=x-default All rights reserved"}}));
  EXPECT_EQ(xmp.by_line, "Cleo Wharf");
  EXPECT_EQ(xmp.credit, "Wharf / Press");
  EXPECT_EQ(xmp.copyright, "All rights reserved");
}

TEST(Metadata, IsMendedAndCutShort) {
  const std::string long_name(5'000, 'n');
  const Metadata metadata = read_metadata(
      with_fields("jpeg", {{"Exif.Image.Artist", "\xff\xfe\x80 odd"},
                           {"Exif.Image.Copyright", long_name.c_str()}}));
  EXPECT_TRUE(base::is_valid_utf8(metadata.by_line));
  EXPECT_LE(metadata.copyright.size(), 1'000U);
}

TEST(Metadata, OfAFileWithoutOrWithBrokenOnesSaysNothing) {
  const std::string whole =
      with_fields("jpeg", {{"Exif.GPSInfo.GPSLatitude", "51/1 30/1 0/1"},
                           {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"},
                           {"Exif.Image.Artist", "Ada"}, {"Xmp.dc.rights", "rights"}});
  std::vector<std::string> files = {"", "hello", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n",
                                    std::string("RIFF\0\0\0\0WEBP", 12), "<svg/>",
                                    encoded(plain(4, 4, {1, 2, 3}), "png")};
  for (const std::string& file : files) {
    const Metadata metadata = read_metadata(file);
    EXPECT_FALSE(metadata.place);
    EXPECT_EQ(metadata.by_line + metadata.credit + metadata.copyright + metadata.taken_at, "");
  }
  // Every cut and every wrong byte near the start: nothing may be thrown.
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) (void)read_metadata(whole.substr(0, cut));
  for (std::size_t at = 2; at < std::min<std::size_t>(whole.size(), 400); ++at) {
    std::string wrong = whole;
    wrong[at] = static_cast<char>(~wrong[at]);
    (void)read_metadata(wrong);
  }
}

}  // namespace
}  // namespace decorum::media
