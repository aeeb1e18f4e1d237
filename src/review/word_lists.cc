#include "review/word_lists.h"

#include "review/word_texts.h"

namespace decorum::review {
namespace {

WordSet set_of(std::string_view list, std::string_view section = {}) {
  WordSet out;
  for (std::string& word : words_of(list, section)) {
    for (char& letter : word) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    out.insert(std::move(word));
  }
  return out;
}

}  // namespace

std::vector<std::string> words_of(std::string_view list, std::string_view section) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t end = list.find('\n');
    std::string_view line = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    if (line.starts_with('#')) continue;
    if (!section.empty()) {
      if (!line.starts_with(section) || line.substr(section.size(), 1) != ":") continue;
      line.remove_prefix(section.size() + 1);
    }
    while (!line.empty()) {
      const std::size_t blank = line.find(' ');
      if (blank != 0) out.emplace_back(line.substr(0, blank));
      line = blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1);
    }
  }
  return out;
}

const NameWords& name_words() {
  static const NameWords words{set_of(text_of_first_names()),
                               set_of(text_of_places()),
                               set_of(text_of_no_persons()),
                               set_of(text_of_organisation_words(), "organisation"),
                               set_of(text_of_organisation_words(), "business"),
                               set_of(text_of_organisation_words(), "place")};
  return words;
}

const CoarseWords& coarse_words() {
  static const CoarseWords words{words_of(text_of_coarse_words(), "strong"),
                                 words_of(text_of_coarse_words(), "mild")};
  return words;
}

}  // namespace decorum::review
