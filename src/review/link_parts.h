// Links as people write them, cut into the parts that say where they lead (RFC 3986).
//
//   for (const Link& link : links_in(reading)) ... link.parts.host ...
//
// Besides the URLs of post/urls.h, everything that begins with a scheme and "://" is a link: one to
// a number, to a file, or with a password, which those leave out. Linear in the text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "review/reading.h"

namespace decorum::review {

inline constexpr std::size_t link_parameters_max = 100;  // later ones are not looked at

struct LinkParts {
  std::string scheme;      // lower case; empty: none is written
  std::string user;        // with its password: "name:word"
  std::string host;        // lower case, without a port; brackets stay
  std::string_view path;   // with its "/"
  std::vector<std::pair<std::string_view, std::string_view>> parameters;  // as they are written
};

struct Link {
  base::Span span;
  std::string_view text;
  LinkParts parts;
};

// ASCII letters made small: hosts and parameters are told apart in no other way.
std::string lower(std::string_view text);

LinkParts parts_of_link(std::string_view link);

std::vector<Link> links_in(const Reading& reading);

// Is the host this domain or below it? ("www.example.org" is of "example.org".)
bool is_of_domain(std::string_view host, std::string_view domain);

// "192.0.2.1", "[2001:db8::1]", "3232235777": a number for a name.
bool is_number_host(std::string_view host);

// May a reader take it for another name? Punycode, letters of several scripts in one label, or a
// label of another script whose letters all pass for Latin ones.
bool is_lookalike_host(std::string_view host);

// "https%3A%2F%2Fa.example" -> "https://a.example". A "%" that is none stays.
std::string percent_decoded(std::string_view text);

// The link without those parameters.
std::string without_parameters(std::string_view link, const std::vector<std::string_view>& names);

}  // namespace decorum::review
