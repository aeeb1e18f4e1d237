#include "policy/text_command.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "policy/text_length.h"
#include "post/entities.h"
#include "post/json.h"

namespace decorum::policy {

base::Result<std::string> describe_text(std::string_view text, const Site& site,
                                        std::optional<std::int64_t> text_max) {
  if (text.size() > text_command_bytes_max) {
    return base::fail(fmt::format("a text may have {} bytes at most", text_command_bytes_max));
  }
  const std::size_t bad_byte = base::find_invalid_utf8(text);
  if (bad_byte != std::string_view::npos) {
    return base::fail(fmt::format("the text is not UTF-8: byte {} is broken", bad_byte));
  }
  std::string out = R"({"length":)" + to_json(measure(text, site, text_max)) + R"(,"entities":[)";
  bool first = true;
  for (const post::Entity& entity : post::find_entities(text)) {
    out += fmt::format(R"({}{{"kind":"{}","start":{},"end":{},"value":)", first ? "" : ",",
                       post::name_of(entity.kind), entity.span.start, entity.span.end);
    post::append_json_string(out, entity.value);
    out.push_back('}');
    first = false;
  }
  return out + "]}";
}

}  // namespace decorum::policy
