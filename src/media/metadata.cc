#include <array>
#include <cmath>
#include <cstddef>
#include <exception>
#include <initializer_list>
#include <span>

#include <exiv2/exiv2.hpp>
#include <glib.h>

#include "base/utf8.h"
#include "media/format.h"
#include "media/picture.h"

namespace decorum::media {
namespace {

constexpr std::size_t text_bytes_max = 1'000;

// The XMP toolkit keeps tables for the whole process and asks for a lock to guard them.
void lock_toolkit(void* data, bool lock) {
  auto* mutex = static_cast<GMutex*>(data);
  if (lock) g_mutex_lock(mutex);
  else g_mutex_unlock(mutex);
}

// What the library wants before its first use by several threads.
void prepare() {
  static GMutex mutex;  // zeroed memory is a mutex that nobody holds
  static const bool ready = [] {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    return Exiv2::XmpParser::initialize(lock_toolkit, &mutex);
  }();
  (void)ready;
}

std::string plain(const std::string& written) {
  std::string text = base::mended(written.substr(0, text_bytes_max));
  // EXIF fills up with blanks and zeros; XMP marks the language of a text in front of it.
  if (text.starts_with("lang=")) {
    const std::size_t blank = text.find(' ');
    text.erase(0, blank == std::string::npos ? text.size() : blank + 1);
  }
  const std::string_view blanks(" \t\r\n\0", 5);
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// The first of the fields that says something.
template <class Data, class Key>
std::string first_of(const Data& data, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = data.findKey(Key(name));
    if (found == data.end()) continue;
    std::string text = plain(found->toString());
    if (!text.empty()) return text;
  }
  return {};
}

// Degrees, minutes and seconds, each a fraction.
std::optional<double> angle(const Exiv2::ExifData& exif, const char* name) {
  const auto found = exif.findKey(Exiv2::ExifKey(name));
  if (found == exif.end() || found->count() < 1 || found->count() > 3) return std::nullopt;
  double degrees = 0;
  double unit = 1;
  for (long i = 0; i < found->count(); ++i, unit *= 60) {
    const Exiv2::Rational part = found->toRational(i);
    if (part.second == 0) return std::nullopt;
    degrees += static_cast<double>(part.first) / part.second / unit;
  }
  return degrees;
}

std::optional<Coordinates> checked(std::optional<double> latitude, std::optional<double> longitude,
                                   bool south, bool west) {
  if (!latitude || !longitude) return std::nullopt;
  if (!(std::abs(*latitude) <= 90) || !(std::abs(*longitude) <= 180)) return std::nullopt;
  // Some cameras write noughts when they do not know where they are.
  if (*latitude == 0 && *longitude == 0) return std::nullopt;
  return Coordinates{south ? -*latitude : *latitude, west ? -*longitude : *longitude};
}

std::optional<Coordinates> place_in(const Exiv2::ExifData& exif) {
  const auto reference = [&](const char* name) {
    return first_of<Exiv2::ExifData, Exiv2::ExifKey>(exif, {name});
  };
  return checked(angle(exif, "Exif.GPSInfo.GPSLatitude"), angle(exif, "Exif.GPSInfo.GPSLongitude"),
                 reference("Exif.GPSInfo.GPSLatitudeRef").starts_with('S'),
                 reference("Exif.GPSInfo.GPSLongitudeRef").starts_with('W'));
}

// XMP writes "51,30.45N" or "51,30,27N" (XMP Specification part 2, GPSCoordinate).
std::optional<double> xmp_angle(std::string_view text, bool& negative) {
  if (text.size() < 2) return std::nullopt;
  negative = text.back() == 'S' || text.back() == 'W';
  text.remove_suffix(1);
  double degrees = 0;
  double unit = 1;
  for (int parts = 0; !text.empty(); unit *= 60) {
    const std::size_t comma = text.find(',');
    const std::string part(text.substr(0, comma));
    char* end = nullptr;
    const double value = std::strtod(part.c_str(), &end);
    if (part.empty() || *end != '\0' || !(value >= 0) || ++parts > 3) return std::nullopt;
    degrees += value / unit;
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return degrees;
}

std::optional<Coordinates> place_in(const Exiv2::XmpData& xmp) {
  bool south = false;
  bool west = false;
  const auto written = [&](const char* name) {
    return first_of<Exiv2::XmpData, Exiv2::XmpKey>(xmp, {name});
  };
  const auto latitude = xmp_angle(written("Xmp.exif.GPSLatitude"), south);
  const auto longitude = xmp_angle(written("Xmp.exif.GPSLongitude"), west);
  return checked(latitude, longitude, south, west);
}

std::string either(std::string first, std::string second) {
  return first.empty() ? std::move(second) : std::move(first);
}

Metadata read_all(std::string_view bytes) {
  prepare();
  const auto image = Exiv2::ImageFactory::open(
      reinterpret_cast<const Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size()));
  if (image.get() == nullptr) return {};
  image->readMetadata();
  const Exiv2::ExifData& exif = image->exifData();
  const Exiv2::IptcData& iptc = image->iptcData();
  const Exiv2::XmpData& xmp = image->xmpData();
  const auto from_exif = [&](std::initializer_list<const char*> names) {
    return first_of<Exiv2::ExifData, Exiv2::ExifKey>(exif, names);
  };
  const auto from_iptc = [&](const char* name) {
    return first_of<Exiv2::IptcData, Exiv2::IptcKey>(iptc, {name});
  };
  const auto from_xmp = [&](std::initializer_list<const char*> names) {
    return first_of<Exiv2::XmpData, Exiv2::XmpKey>(xmp, names);
  };
  Metadata metadata;
  metadata.place = place_in(exif);
  if (!metadata.place) metadata.place = place_in(xmp);
  // IPTC Photo Metadata Standard: the same property in XMP, in the older IIM, and in EXIF.
  metadata.by_line = either(from_xmp({"Xmp.dc.creator"}),
                            either(from_iptc("Iptc.Application2.Byline"),
                                   from_exif({"Exif.Image.Artist"})));
  metadata.credit =
      either(from_xmp({"Xmp.photoshop.Credit"}), from_iptc("Iptc.Application2.Credit"));
  metadata.copyright = either(from_xmp({"Xmp.dc.rights"}),
                              either(from_iptc("Iptc.Application2.Copyright"),
                                     from_exif({"Exif.Image.Copyright"})));
  metadata.taken_at = either(from_exif({"Exif.Photo.DateTimeOriginal", "Exif.Image.DateTime"}),
                             from_xmp({"Xmp.photoshop.DateCreated", "Xmp.xmp.CreateDate"}));
  return metadata;
}

}  // namespace

Metadata read_metadata(std::string_view bytes) {
  const std::optional<Format> format = format_of(bytes);
  if (!format || *format == Format::svg || bytes.size() > picture_bytes_max) return {};
  try {
    return read_all(bytes);
  } catch (const std::exception&) {  // Exiv2::AnyError is one; a broken block says nothing
    return {};
  }
}

}  // namespace decorum::media
