#include "signals/builtin_words.h"

namespace decorum::signals {
namespace {

// "{go|come} home" gives "go home" and "come home".
std::vector<std::string> expanded(std::string_view line) {
  std::vector<std::string> all{""};
  while (!line.empty()) {
    const std::size_t open = line.find('{');
    const std::size_t close = open == std::string_view::npos ? open : line.find('}', open);
    const std::string_view plain = line.substr(0, close == std::string_view::npos ? close : open);
    for (std::string& text : all) text += plain;
    if (close == std::string_view::npos) break;
    std::string_view choices = line.substr(open + 1, close - open - 1);
    line.remove_prefix(close + 1);
    std::vector<std::string> next;
    for (bool more = true; more;) {
      const std::size_t bar = choices.find('|');
      more = bar != std::string_view::npos;
      for (const std::string& text : all) {
        if (next.size() == expansions_max) break;
        next.push_back(text + std::string(choices.substr(0, bar)));
      }
      if (more) choices.remove_prefix(bar + 1);
    }
    all.swap(next);
  }
  return all;
}

}  // namespace

post::Lexicon parse_word_list(std::string id, std::string_view text) {
  post::Lexicon list;
  list.id = std::move(id);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    constexpr std::string_view except = "except: ";
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string>* entries = &list.phrases;
    if (line.starts_with(except)) {
      line.remove_prefix(except.size());
      entries = &list.except;
    }
    for (std::string& entry : expanded(line)) entries->push_back(std::move(entry));
  }
  return list;
}

}  // namespace decorum::signals
