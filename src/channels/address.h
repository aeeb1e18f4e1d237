// Which network addresses the program may reach on the word of somebody else: those of the public
// Internet, and no others.
//
// Not public: this machine, private networks, link-local (the metadata services of clouds stand
// there), carrier-grade NAT, multicast, broadcast, documentation and test networks, what is
// reserved, and IPv6 addresses that carry an IPv4 one inside (mapped, 6to4, Teredo, NAT64, ISATAP),
// because whoever unpacks them decides where they lead. The ranges are those of the IANA
// special-purpose registries (RFC 6890 and its updates).
#pragma once

#include <string_view>

struct sockaddr;

namespace decorum::channels {

// An address of another family than IPv4 and IPv6 is not public.
bool is_public(const sockaddr& address);

// The same for an address as text, exactly as inet_pton takes it; another text is not public.
bool is_public_address(std::string_view text);

}  // namespace decorum::channels
