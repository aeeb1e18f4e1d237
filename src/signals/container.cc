#include "signals/container.h"

#include <bit>
#include <cstring>

#include <fmt/format.h>
#include <xxhash.h>

namespace decorum::signals {
namespace {

static_assert(std::endian::native == std::endian::little,
              "numbers are copied as they lie in memory; a big-endian machine must swap them");

constexpr std::string_view magic("DECORUM\x01", 8);
constexpr std::size_t prefix_bytes = 16;
constexpr std::size_t checksum_bytes = 8;
constexpr std::uint32_t header_bytes_max = 1U << 20;
constexpr std::uint32_t payload_bytes_max = 256U << 20;

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

void append_number(std::string& out, std::uint32_t number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

base::Result<Container> open_container(std::string_view bytes) {
  if (bytes.size() < prefix_bytes + checksum_bytes || !bytes.starts_with(magic.substr(0, 7))) {
    return base::fail("this is not a Decorum model file");
  }
  if (bytes[7] != magic[7]) {
    return base::fail(fmt::format("the model file has format version {}, this program reads 1",
                                  static_cast<int>(bytes[7])));
  }
  const std::uint32_t header = number_at(bytes, 8);
  const std::uint32_t payload = number_at(bytes, 12);
  if (header > header_bytes_max || payload > payload_bytes_max ||
      bytes.size() != prefix_bytes + checksum_bytes + header + payload) {
    return base::fail("the model file is cut short or has something added");
  }
  const std::string_view content = bytes.substr(0, bytes.size() - checksum_bytes);
  std::uint64_t stored = 0;
  std::memcpy(&stored, bytes.data() + content.size(), sizeof stored);
  if (XXH3_64bits(content.data(), content.size()) != stored) {
    return base::fail("the model file is damaged: its checksum does not fit its content");
  }
  return Container{.header = bytes.substr(prefix_bytes, header),
                   .payload = bytes.substr(prefix_bytes + header, payload),
                   .checksum = fmt::format("{:016x}", stored)};
}

std::string seal_container(std::string_view header, std::string_view payload) {
  std::string bytes;
  bytes.reserve(prefix_bytes + header.size() + payload.size() + checksum_bytes);
  bytes += magic;
  append_number(bytes, static_cast<std::uint32_t>(header.size()));
  append_number(bytes, static_cast<std::uint32_t>(payload.size()));
  bytes += header;
  bytes += payload;
  const std::uint64_t checksum = XXH3_64bits(bytes.data(), bytes.size());
  bytes.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
  return bytes;
}

}  // namespace decorum::signals
