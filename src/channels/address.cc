#include "channels/address.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace decorum::channels {
namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array<Range4, 17> not_public_v4 = {{
    {v4(0, 0, 0, 0), 8},         // "this network"
    {v4(10, 0, 0, 0), 8},        // private
    {v4(100, 64, 0, 0), 10},     // carrier-grade NAT
    {v4(127, 0, 0, 0), 8},       // this machine
    {v4(169, 254, 0, 0), 16},    // link-local
    {v4(172, 16, 0, 0), 12},     // private
    {v4(192, 0, 0, 0), 24},      // protocol assignments
    {v4(192, 0, 2, 0), 24},      // documentation
    {v4(192, 31, 196, 0), 24},   // AS112
    {v4(192, 52, 193, 0), 24},   // AMT
    {v4(192, 88, 99, 0), 24},    // 6to4 relays
    {v4(192, 168, 0, 0), 16},    // private
    {v4(192, 175, 48, 0), 24},   // AS112
    {v4(198, 18, 0, 0), 15},     // measurements
    {v4(198, 51, 100, 0), 24},   // documentation
    {v4(203, 0, 113, 0), 24},    // documentation
    {v4(224, 0, 0, 0), 3},       // multicast, reserved, broadcast
}};

bool is_public_v4(std::uint32_t address) {
  for (const Range4& range : not_public_v4) {
    if ((address ^ range.first) >> (32 - range.bits) == 0) return false;
  }
  return true;
}

using Bytes16 = std::array<std::uint8_t, 16>;

bool begins(const Bytes16& address, std::initializer_list<std::uint8_t> bytes, int bits) {
  std::size_t i = 0;
  for (const std::uint8_t byte : bytes) {
    if (bits >= 8) {
      if (address[i] != byte) return false;
    } else {
      return (address[i] ^ byte) >> (8 - bits) == 0;
    }
    bits -= 8;
    if (bits == 0) return true;
    ++i;
  }
  return true;
}

bool is_public_v6(const Bytes16& address) {
  // Only 2000::/3 is handed out; everything that is local or embeds by prefix lies outside it,
  // but for these.
  if (!begins(address, {0x20}, 3)) return false;
  if (begins(address, {0x20, 0x01, 0x00}, 23)) return false;        // Teredo, ORCHID, tests
  if (begins(address, {0x20, 0x01, 0x0d, 0xb8}, 32)) return false;  // documentation
  if (begins(address, {0x20, 0x02}, 16)) return false;              // 6to4
  if (begins(address, {0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48)) return false;  // AS112
  if (begins(address, {0x3f, 0xfe}, 16)) return false;              // the old test network
  if (begins(address, {0x3f, 0xff, 0x00}, 20)) return false;        // documentation
  // ISATAP: an interface of 0000:5efe or 0200:5efe and an IPv4 address.
  if ((address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe) {
    return false;
  }
  return true;
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public_v6(bytes);
  }
  return false;
}

bool is_public_address(std::string_view text) {
  const std::string copy(text);
  in_addr v4_address{};
  if (inet_pton(AF_INET, copy.c_str(), &v4_address) == 1) {
    return is_public_v4(ntohl(v4_address.s_addr));
  }
  Bytes16 bytes{};
  return inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1 && is_public_v6(bytes);
}

}  // namespace decorum::channels
