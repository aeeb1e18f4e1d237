// Text: mending, clusters, entities and lengths hold what their headers promise for any bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/unicode.h"
#include "base/utf8.h"
#include "policy/sites.h"
#include "policy/text_command.h"
#include "policy/text_length.h"
#include "post/atproto_syntax.h"
#include "post/entities.h"
#include "post/json_check.h"

namespace {

using decorum::base::Span;

void require(bool holds) {
  if (!holds) std::abort();
}

const decorum::policy::Sites& sites() {
  static const decorum::policy::Sites shipped = [] {
    std::ifstream file("data/sites.yaml", std::ios::binary);
    return *decorum::policy::read_sites(
        "data/sites.yaml", std::string{std::istreambuf_iterator<char>(file), {}});
  }();
  return shipped;
}

void require_boundary(std::string_view text, std::size_t offset) {
  require(offset <= text.size());
  require(offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80);
}

void check_clusters(std::string_view text) {
  std::uint32_t end = 0;
  std::size_t count = 0;
  for (const Span& span : decorum::base::graphemes(text)) {
    require(span.start == end && span.end > span.start);
    require_boundary(text, span.end);
    end = span.end;
    ++count;
  }
  require(end == text.size());
  require(count == decorum::base::count_graphemes(text));
  require(decorum::base::is_valid_utf8(decorum::base::nfc(text)));
}

void check_entities(std::string_view text) {
  std::uint32_t end = 0;
  for (const decorum::post::Entity& entity : decorum::post::find_entities(text)) {
    require(entity.span.start >= end && entity.span.end > entity.span.start);
    require_boundary(text, entity.span.start);
    require_boundary(text, entity.span.end);
    require(!entity.value.empty());
    end = entity.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  decorum::post::find_entities(bytes);
  decorum::base::graphemes(bytes);
  decorum::post::is_at_uri(bytes);
  decorum::post::is_datetime(bytes);
  decorum::post::is_language(bytes);

  const std::string text = decorum::base::mended(bytes);
  require(decorum::base::is_valid_utf8(text));
  require(decorum::base::is_valid_utf8(bytes) == (text == bytes));
  check_clusters(text);
  check_entities(text);
  for (const decorum::policy::Site& site : sites().sites) {
    for (const auto& cap : decorum::policy::measure(text, site).caps) require(cap.used >= 0);
  }
  const auto described = decorum::policy::describe_text(text, sites().sites.front());
  require(described.has_value());
  require(decorum::post::check_json_document(*described, 8).has_value());
  return 0;
}
