#include "review/name_forms.h"

#include <string_view>
#include <vector>

#include "post/entities.h"
#include "review/look.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

// A name as it is written here and there: without its article, title or legal form, "and" for "&".
std::vector<std::string> forms_of(const std::string& name) {
  std::vector<std::string> forms = {name};
  for (const std::string_view start : {"The ", "Councillor ", "Cllr ", "Dr ", "Professor ", "Prof ",
                                       "Sir ", "Dame ", "Mr ", "Mrs ", "Ms ", "Miss "}) {
    if (name.starts_with(start)) forms.push_back(name.substr(start.size()));
  }
  for (const std::string_view end : {" Ltd", " Limited", " plc", " PLC", " LLP", " Inc", " CIC",
                                     " FC", " Group", " UK"}) {
    const std::string& last = forms.back();
    if (last.ends_with(end)) forms.push_back(last.substr(0, last.size() - end.size()));
  }
  for (std::size_t i = 0, count = forms.size(); i < count; ++i) {
    const std::size_t at = forms[i].find(" & ");
    const std::size_t word = forms[i].find(" and ");
    if (at != std::string::npos) forms.push_back(std::string(forms[i]).replace(at, 3, " and "));
    if (word != std::string::npos) forms.push_back(std::string(forms[i]).replace(word, 5, " & "));
  }
  return forms;
}

// "#FinchCatering", "@calder_rail".
std::optional<base::Span> tagged(const Reading& reading, const std::vector<std::string>& forms) {
  const auto letters = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) out += c;
    }
    return out;
  };
  for (const post::Entity& entity : reading.entities) {
    if (entity.kind != post::Entity::Kind::hashtag && entity.kind != post::Entity::Kind::mention) {
      continue;
    }
    const std::string tag = letters(entity.value.substr(0, entity.value.find('@', 1)));
    for (const std::string& form : forms) {
      if (!tag.empty() && tag == letters(form)) return entity.span;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<base::Span> place_of(const Reading& reading, const std::string& name) {
  const std::vector<std::string> forms = forms_of(name);
  for (const std::string& form : forms) {
    const std::vector<PhraseHit> hits = Phrases({form}).find(reading);
    for (const PhraseHit& hit : hits) {
      if (reading.words[hit.first_word].capital || form == name) return hit.span;
    }
  }
  return tagged(reading, forms);
}

std::optional<base::Span> place_of_first_word(const Reading& reading, const std::string& name) {
  const std::string_view article = "The ";
  const std::size_t from = name.starts_with(article) ? article.size() : 0;
  const std::string wanted = name.substr(from, name.find(' ', from) - from);
  const bool telling = wanted.size() > 4 && wanted != name &&
                       !one_of(wanted, {"Royal", "National", "Friends", "Guild", "Institute",
                                        "University", "Worshipful", "Society", "Association",
                                        "County", "Councillor", "Professor"});
  if (!telling) return std::nullopt;
  for (const PhraseHit& hit : Phrases({wanted}).find(reading, true)) {
    if (reading.words[hit.first_word].capital) return hit.span;
  }
  return std::nullopt;
}

}  // namespace decorum::review
