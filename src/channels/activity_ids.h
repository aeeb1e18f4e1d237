// Ids of posts, authors and accounts as the URIs that ActivityStreams wants, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace decorum::channels {

struct SiteId {
  std::string site, id;
};

// "urn:decorum:KIND:SITE:ID", everything but letters, digits and -._~ written as %XX.
std::string urn_of(std::string_view kind, std::string_view site, std::string_view id);

// Exactly what urn_of writes; another URI is none of ours.
std::optional<SiteId> read_urn(std::string_view kind, std::string_view urn);

}  // namespace decorum::channels
