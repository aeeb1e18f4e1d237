#include "http/proxies.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace decorum::http {

namespace {

constexpr int four_prefix_bits = 96;  // ::ffff:0:0/96
constexpr int address_bits = 128;

bool is_four(const AddressBytes& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t b) { return b == 0; }) &&
         bytes[10] == 0xff && bytes[11] == 0xff;
}

std::string text_of(const AddressBytes& bytes) {
  char text[INET6_ADDRSTRLEN];
  const bool four = is_four(bytes);
  ::inet_ntop(four ? AF_INET : AF_INET6, four ? bytes.data() + 12 : bytes.data(), text,
              sizeof text);
  return text;
}

bool same_start(const AddressBytes& a, const AddressBytes& b, int bits) {
  for (int i = 0; i < bits; ++i) {
    const auto byte = static_cast<std::size_t>(i / 8);
    const auto mask = static_cast<std::uint8_t>(0x80u >> (i % 8));
    if ((a[byte] & mask) != (b[byte] & mask)) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The addresses of all X-Forwarded-For headers, the last first.
std::vector<std::string_view> forwarded_backwards(const Headers& headers) {
  std::vector<std::string_view> hops;
  for (auto field = headers.rbegin(); field != headers.rend(); ++field) {
    if (field->first != "x-forwarded-for") continue;
    std::string_view rest = field->second;
    while (hops.size() < hops_max) {
      const std::size_t comma = rest.rfind(',');
      hops.push_back(trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
      if (comma == std::string_view::npos) break;
      rest = rest.substr(0, comma);
    }
  }
  return hops;
}

}  // namespace

std::optional<AddressBytes> parse_address(std::string_view text) {
  const std::string held(text.substr(0, INET6_ADDRSTRLEN));
  AddressBytes bytes{};
  if (::inet_pton(AF_INET, held.c_str(), bytes.data() + 12) == 1) {
    bytes[10] = bytes[11] = 0xff;
    return bytes;
  }
  if (::inet_pton(AF_INET6, held.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

std::string address_group(std::string_view address) {
  auto bytes = parse_address(address);
  if (!bytes) return std::string(address);
  if (is_four(*bytes)) return text_of(*bytes);
  std::fill(bytes->begin() + 8, bytes->end(), std::uint8_t{0});
  return text_of(*bytes) + "/64";
}

base::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& list) {
  TrustedProxies out;
  if (list.size() > proxies_max) {
    return base::fail(fmt::format("at most {} trusted proxies", proxies_max));
  }
  for (const std::string& entry : list) {
    if (entry == "unix") {
      out.unix_ = true;
      continue;
    }
    const std::string_view view = entry;
    const std::size_t slash = view.find('/');
    const auto bytes = parse_address(view.substr(0, slash));
    int bits = address_bits;
    bool good = bytes.has_value();
    if (good && slash != std::string_view::npos) {
      const std::string_view digits = view.substr(slash + 1);
      const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
      const int most = is_four(*bytes) ? address_bits - four_prefix_bits : address_bits;
      good = end.ec == std::errc() && end.ptr == digits.data() + digits.size() && bits >= 0 &&
             bits <= most;
      if (is_four(*bytes)) bits += four_prefix_bits;
    }
    if (!good) {
      return base::fail(
          fmt::format("{} is not an address, a network such as 10.0.0.0/8, or unix", entry));
    }
    out.networks_.push_back({*bytes, bits});
  }
  return out;
}

bool TrustedProxies::trusts(std::string_view address) const {
  if (address == "unix") return unix_;
  const auto bytes = parse_address(address);
  return bytes && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return same_start(network.bytes, *bytes, network.bits);
  });
}

Origin TrustedProxies::origin_of(std::string_view address, bool secure,
                                 const Headers& headers) const {
  Origin origin{std::string(address), secure};
  if (!trusts(address)) return origin;
  for (const auto& [name, value] : headers) {
    if (name == "x-forwarded-proto") origin.secure = value == "https";
  }
  for (const std::string_view hop : forwarded_backwards(headers)) {
    const auto bytes = parse_address(hop);
    if (!bytes) break;
    origin.address = text_of(*bytes);
    if (!trusts(origin.address)) break;
  }
  return origin;
}

}  // namespace decorum::http
