#include "record/named_texts.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>
#include <simdjson.h>

namespace decorum::record {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t depth_max = 64;

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::optional<TextRef> reference_in(dom::object object) {
  std::string_view id_text, digest;
  if (object.size() != 2 || object["id"].get(id_text) || object["digest"].get(digest)) {
    return std::nullopt;
  }
  const auto id = base::parse_id(id_text);
  if (!id || !is_digest(digest)) return std::nullopt;
  return TextRef{*id, std::string(digest)};
}

// A member's name inside a JSON pointer (RFC 6901).
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// As deep as the parser lets JSON be: depth_max.
void walk(dom::element value, const std::string& where, std::vector<NamedText>& out) {
  if (out.size() > named_texts_max) return;
  dom::array array;
  dom::object object;
  if (!value.get(array)) {
    std::size_t i = 0;
    for (const dom::element entry : array) walk(entry, fmt::format("{}/{}", where, i++), out);
  } else if (!value.get(object)) {
    if (auto ref = reference_in(object)) {
      out.push_back({*std::move(ref), where});
      return;
    }
    for (const auto& [name, member] : object) walk(member, where + '/' + escaped(name), out);
  }
}

}  // namespace

base::Result<std::vector<NamedText>> texts_named_in(const Event& event) {
  dom::parser parser;
  dom::element root;
  const std::size_t bytes = std::max<std::size_t>(event.data.json.size(), 64);
  if (parser.allocate(bytes, depth_max) != simdjson::SUCCESS ||
      parser.parse(event.data.json).get(root) != simdjson::SUCCESS) {
    return base::fail("the event's data is no JSON");
  }
  std::vector<NamedText> out;
  walk(root, "", out);
  if (out.size() > named_texts_max) {
    return base::fail(fmt::format("an event names at most {} texts", named_texts_max));
  }
  return out;
}

}  // namespace decorum::record
