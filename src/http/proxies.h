// Whose word is taken for where a request comes from. Behind a proxy every connection comes from
// the proxy; it says whom it speaks for in X-Forwarded-For and X-Forwarded-Proto. Anybody can send
// these headers, so they are read only when the connection comes from an address that the
// operator named, and X-Forwarded-For only from its end back to the first address not named.
//
//   auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1", "unix"});
//   const Origin origin = proxies->origin_of("10.0.0.7", false, request.headers);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace decorum::http {

inline constexpr std::size_t proxies_max = 64;
inline constexpr std::size_t hops_max = 16;  // addresses of X-Forwarded-For that are looked at

// The 16 bytes of an IPv6 address; an IPv4 address as ::ffff:a.b.c.d.
using AddressBytes = std::array<std::uint8_t, 16>;
std::optional<AddressBytes> parse_address(std::string_view text);

// What counts as one place for a limit: an IPv4 address, or the /64 of an IPv6 address, as text.
// Other texts ("unix") come back as they are.
std::string address_group(std::string_view address);

struct Origin {
  std::string address;
  bool secure = false;
};

class TrustedProxies {
 public:
  // Each an address, a network "10.0.0.0/8", or "unix" for a Unix domain socket; at most
  // proxies_max.
  static base::Result<TrustedProxies> parse(const std::vector<std::string>& list);

  bool trusts(std::string_view address) const;
  // `address` and `secure` are the connection's own.
  Origin origin_of(std::string_view address, bool secure, const Headers& headers) const;

 private:
  struct Network {
    AddressBytes bytes;
    int bits;
  };
  std::vector<Network> networks_;
  bool unix_ = false;
};

}  // namespace decorum::http
