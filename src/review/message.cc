#include "review/message.h"

#include <algorithm>

#include "base/utf8.h"

namespace decorum::review {

std::string quoted_words(std::string_view text) {
  constexpr std::size_t bytes_max = 60;
  constexpr std::size_t look_max = 4 * bytes_max;
  std::string line;
  const std::string_view start = base::clipped(text, look_max);
  for (const char byte : start) {
    const bool blank = static_cast<unsigned char>(byte) <= 0x20;
    if (!blank) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' ')) line.pop_back();
  const bool all = start.size() == text.size();
  if (all && line.size() <= bytes_max) return line;
  std::string cut(base::clipped(line, bytes_max));
  const std::size_t blank = cut.find_last_of(' ');
  if (line.size() > bytes_max && blank != std::string::npos && blank > bytes_max / 2) {
    cut.resize(blank);
  }
  return cut + "…";
}

Message::Message(std::string_view source) {
  const auto add = [&](std::string_view text, bool field) {
    if (!text.empty()) parts_.push_back({std::string(text), field});
  };
  while (!source.empty()) {
    const std::size_t open = source.find('{');
    const std::size_t close = open == std::string_view::npos ? open : source.find('}', open);
    if (close == std::string_view::npos) break;
    add(source.substr(0, open), false);
    add(source.substr(open + 1, close - open - 1), true);
    source.remove_prefix(close + 1);
  }
  add(source, false);
}

std::vector<std::string> Message::fields() const {
  std::vector<std::string> fields;
  for (const Part& part : parts_) {
    if (part.field) fields.push_back(part.text);
  }
  return fields;
}

std::string Message::with(const Hit& hit, std::string_view draft_text) const {
  std::string message;
  for (const Part& part : parts_) {
    if (!part.field) {
      message += part.text;
    } else if (part.text == "text") {
      message += quoted_words(draft_text.substr(hit.span.start, hit.span.end - hit.span.start));
    } else {
      const auto found = std::ranges::find(hit.fields, std::string_view(part.text),
                                           &std::pair<std::string_view, std::string>::first);
      if (found != hit.fields.end()) message += found->second;
    }
  }
  return message;
}

}  // namespace decorum::review
