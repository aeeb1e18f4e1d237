#include "media/picture.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/format.h"
#include "media/glib.h"
#include "media/scale.h"
#include "media/svg.h"

namespace decorum::media {
namespace {

// What the loader tells while it reads.
struct Progress {
  std::uint32_t width = 0, height = 0;
  bool refused = false;
};

bool too_large(std::uint64_t width, std::uint64_t height) {
  return width > side_max || height > side_max || width * height > pixels_max;
}

// The sides are known and no pixel is unpacked yet: the moment to refuse, or to ask for less.
void on_size(GdkPixbufLoader* loader, int width, int height, gpointer data) {
  auto& progress = *static_cast<Progress*>(data);
  progress.width = static_cast<std::uint32_t>(std::max(width, 0));
  progress.height = static_cast<std::uint32_t>(std::max(height, 0));
  if (width < 1 || height < 1 || too_large(progress.width, progress.height)) {
    progress.refused = true;
    gdk_pixbuf_loader_set_size(loader, 0, 0);  // the loader then stops
    return;
  }
  const std::uint32_t longer = std::max(progress.width, progress.height);
  if (longer <= decoded_side_max) return;
  const auto smaller = [&](std::uint32_t side) {
    const std::uint64_t scaled = std::uint64_t{side} * decoded_side_max / longer;
    return static_cast<int>(std::max<std::uint64_t>(1, scaled));
  };
  gdk_pixbuf_loader_set_size(loader, smaller(progress.width), smaller(progress.height));
}

// Reads all bytes. The loader has to be closed whether or not it liked them.
bool feed(GdkPixbufLoader* loader, std::string_view bytes) {
  GFailure failure;
  const bool written =
      gdk_pixbuf_loader_write(loader, reinterpret_cast<const guchar*>(bytes.data()), bytes.size(),
                              failure.out()) != 0;
  const bool closed = gdk_pixbuf_loader_close(loader, failure.out()) != 0;
  return written && closed;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, bool big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t place = at + (big_endian ? i : 3 - i);
    value = value << 8U | static_cast<unsigned char>(bytes[place]);
  }
  return value;
}

// Follows the segments to the end-of-image marker (ITU-T T.81, annex B). A thumbnail's own end
// stands inside a segment and does not count.
bool jpeg_ends(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 2 <= bytes.size()) {
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (bytes[at] != '\xff') {
      ++at;  // coded data behind a start of scan, or fill
    } else if (marker == 0xd9) {
      return true;
    } else if (marker == 0xff) {
      ++at;
    } else if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;  // alone: stuffing, restarts
    } else if (at + 4 <= bytes.size()) {
      at += 2 + (static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 2])) << 8U |
                 static_cast<unsigned char>(bytes[at + 3]));
    } else {
      return false;
    }
  }
  return false;
}

// The loaders give what they have of a file that was cut short, without a word. PNG ends in a chunk
// of its own (RFC 2083, 3.2 and 4.1.4); WebP begins with its length (RFC 9649, 2.3).
bool is_whole(Format format, std::string_view bytes) {
  constexpr std::size_t chunk_frame = 12;  // length, type, checksum
  switch (format) {
    case Format::png:
      for (std::size_t at = 8; at + chunk_frame <= bytes.size();) {
        if (bytes.substr(at + 4, 4) == "IEND") return true;
        at += chunk_frame + number_at(bytes, at, true);
      }
      return false;
    case Format::webp:
      return bytes.size() >= 12 && number_at(bytes, 4, false) <= bytes.size() - 8;
    case Format::jpeg: return jpeg_ends(bytes);
    case Format::gif:
    case Format::svg: return true;
  }
  return false;
}

Picture taken_from(const GdkPixbuf* pixbuf) {
  Picture picture;
  picture.width = static_cast<std::uint32_t>(gdk_pixbuf_get_width(pixbuf));
  picture.height = static_cast<std::uint32_t>(gdk_pixbuf_get_height(pixbuf));
  const auto channels = static_cast<std::size_t>(gdk_pixbuf_get_n_channels(pixbuf));
  const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(pixbuf));
  const std::uint8_t* data = gdk_pixbuf_read_pixels(pixbuf);
  picture.pixels.resize(static_cast<std::size_t>(picture.width) * picture.height * 4);
  std::uint8_t* to = picture.pixels.data();
  for (std::uint32_t y = 0; y < picture.height; ++y) {
    const std::uint8_t* from = data + y * stride;
    for (std::uint32_t x = 0; x < picture.width; ++x, from += channels, to += 4) {
      std::copy_n(from, 3, to);
      to[3] = channels == 4 ? from[3] : std::uint8_t{255};
      picture.has_alpha = picture.has_alpha || to[3] < 255;
    }
  }
  return picture;
}

// The loaders note their own mistakes about strange files on standard error, where they would stand
// between the lines for people; what matters comes back as an error.
void silence_loaders() {
  static const guint handler = g_log_set_handler(
      "GdkPixbuf", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION),
      [](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
  (void)handler;
}

base::Result<Picture> unpack(Format format, std::string_view bytes) {
  // The format is named, so that no other of the system's loaders ever sees the bytes.
  const char* const type = format == Format::png    ? "png"
                           : format == Format::jpeg ? "jpeg"
                           : format == Format::gif  ? "gif"
                                                    : "webp";
  silence_loaders();
  GFailure failure;
  const GOwned<GdkPixbufLoader> loader(gdk_pixbuf_loader_new_with_type(type, failure.out()));
  if (loader == nullptr) {
    return base::fail(fmt::format("{} pictures cannot be read on this machine", name_of(format)));
  }
  Progress progress;
  g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(on_size), &progress);
  const bool whole = feed(loader.get(), bytes);
  if (progress.refused) {
    return base::fail(fmt::format(
        "the picture is {} x {} pixels; at most {} a side and {} million in all are read",
        progress.width, progress.height, side_max, pixels_max / 1'000'000));
  }
  GdkPixbuf* const raw =
      whole && is_whole(format, bytes) ? gdk_pixbuf_loader_get_pixbuf(loader.get()) : nullptr;
  if (raw == nullptr) {
    return base::fail(fmt::format("the {} file is damaged or cut short", name_of(format)));
  }
  // As a camera held it.
  const GOwned<GdkPixbuf> pixbuf(gdk_pixbuf_apply_embedded_orientation(raw));
  if (pixbuf == nullptr) return base::fail("there is not enough memory for the picture");
  Picture picture = taken_from(pixbuf.get());
  const bool turned = (picture.width > picture.height) != (progress.width > progress.height);
  if (turned) std::swap(progress.width, progress.height);
  picture.file_width = progress.width;
  picture.file_height = progress.height;
  shrink(picture, decoded_side_max);
  return picture;
}

}  // namespace

base::Result<Picture> decode(std::string_view bytes) {
  if (bytes.size() > picture_bytes_max) return base::fail("the file is larger than 32 MiB");
  const std::optional<Format> format = format_of(bytes);
  if (!format) return base::fail(why_not(bytes));
  return *format == Format::svg ? draw_svg(bytes) : unpack(*format, bytes);
}

}  // namespace decorum::media
