#include "review/personal_places.h"

#include <algorithm>

#include "review/look.h"
#include "review/word_lists.h"

namespace decorum::review {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "jo.bloggs84" -> "jo", "bloggs".
std::vector<std::string> letters_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      parts.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

bool is_role(const std::string& part, const std::vector<std::string>& roles) {
  return std::ranges::any_of(roles, [&](const std::string& role) {
    return part == role || (part.size() == role.size() + 1 && part.starts_with(role) &&
                            part.back() == 's');
  });
}

}  // namespace

Places::Places(const PlaceWords& words, const Reading& reading)
    : reading_(reading),
      personal_(words.personal.find(reading)),
      home_(words.home.find(reading)),
      offices_(words.offices.find(reading)),
      purposes_(words.purposes.find(reading)),
      samples_(words.samples.find(reading)),
      numbers_(words.numbers.find(reading)),
      vehicles_(words.vehicles.find(reading)) {}

bool Places::near(const std::vector<PhraseHit>& hits, base::Span place) const {
  if (hits.empty() || reading_.sentences.empty()) return false;
  const Sentence& here = reading_.sentence_at(place.start);
  return std::ranges::any_of(hits, [&](const PhraseHit& hit) {
    // A sentence may end in front of a number ("no. 5"), so a little of the one before counts.
    constexpr std::uint32_t reach = 60;
    const std::uint32_t from = place.start > reach ? place.start - reach : 0;
    return hit.span.end > std::min(here.span.start, from) && hit.span.start < here.span.end;
  });
}

bool Places::numbered(base::Span place) const {
  const auto [first, end] = reading_.words_in(place);
  return std::ranges::any_of(numbers_, [&](const PhraseHit& hit) {
    return hit.end_word <= first && hit.end_word + 3U >= first;
  });
}

bool Places::person(base::Span place) const {
  if (reading_.sentences.empty()) return false;
  const Sentence& here = reading_.sentence_at(place.start);
  const bool named = std::ranges::any_of(reading_.names, [&](const Name& name) {
    return name.kind == Name::Kind::person && !name.mention && name.span.start >= here.span.start &&
           name.span.start < here.span.end;
  });
  if (named) return true;
  for (std::size_t i = here.first_word; i < here.end_word; ++i) {
    const Word& word = reading_.words[i];
    if (!word.capital || word.aside) continue;
    std::string_view name = word.folded;
    if (name.ends_with("'s")) name.remove_suffix(2);
    // A first name at the beginning of a sentence may be an ordinary word.
    if (!word.first && name_words().first_names.contains(std::string(name))) return true;
  }
  return false;
}

bool Places::names_part_of(std::string_view local_part) const {
  const std::vector<std::string> parts = letters_of(local_part);
  constexpr std::size_t shortest = 3;
  return std::ranges::any_of(reading_.words, [&](const Word& word) {
    if (!word.capital || word.all_capitals || word.aside) return false;
    if (word.folded.size() < shortest) return false;
    return std::ranges::find(parts, word.folded) != parts.end();
  });
}

bool Places::addressed(base::Span place) const {
  for (const Name& name : reading_.names) {
    if (name.kind != Name::Kind::person || name.mention || name.span.end > place.start) continue;
    std::size_t next = name.end_word;
    // "Mr Khan of 14 Park Road"
    if (next < reading_.words.size() && reading_.words[next].folded == "of") ++next;
    // "Send the cards to Jack Moss at 11 Quarry Hill"
    const bool sent = any_before(reading_, name.first_word, 8,
                                 {"send", "sent", "post", "posted", "write", "cards", "card",
                                  "flowers", "letters", "parcels", "gifts", "deliver"});
    if (next < reading_.words.size() && sent && reading_.words[next].folded == "at") ++next;
    if (next >= reading_.words.size()) continue;
    const Word& word = reading_.words[next];
    constexpr std::uint32_t reach = 80;
    if (word.number && word.span.end < place.start && place.start - word.span.end < reach &&
        reading_.text.substr(name.span.end, word.span.start - name.span.end)
                .find_first_not_of(", \n:-ofat") == std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool Places::ours(base::Span place, std::size_t reach) const {
  const auto [first, end] = reading_.words_in(place);
  return any_before(reading_, first, reach, {"our", "we", "us"});
}

namespace {

bool is_dwelling(std::string_view word) {
  return one_of(word, {"flat", "apartment", "apt", "unit", "room"});
}

// The first word of "Flat 2, 9" that ends before `number`, itself a house number.
std::size_t with_dwelling(const Reading& reading, std::size_t number) {
  if (number < 2 || !reading.words[number - 1].number) return number;
  return is_dwelling(reading.words[number - 2].folded) ? number - 2 : number;
}

}  // namespace

base::Span whole_address(const Reading& reading, base::Span postcode) {
  constexpr std::size_t words_most = 9;
  const auto [first, end] = reading.words_in(postcode);
  std::size_t start = first;
  for (std::size_t i = first; i-- > 0 && first - i <= words_most;) {
    const std::string_view gap = gap_after(reading, i);
    if (gap.find_first_not_of(", \n") != std::string_view::npos || gap.empty()) break;
    const Word& word = reading.words[i];
    if (word.number && word.text.size() <= 5) {
      start = with_dwelling(reading, i);
      break;
    }
    if (!word.capital && !one_of(word.folded, {"on", "upon", "the", "under", "next", "of"})) break;
  }
  return {start < first ? reading.words[start].span.start : postcode.start, postcode.end};
}

std::vector<base::Span> street_addresses(const Reading& reading) {
  constexpr std::size_t name_words_most = 4;
  constexpr std::size_t found_most = 16;
  std::vector<base::Span> found;
  for (std::size_t i = 0; i + 2 < reading.words.size() && found.size() < found_most; ++i) {
    const Word& number = reading.words[i];
    if (!number.number || number.aside || number.text.size() > 5) continue;
    for (std::size_t j = i + 1; j < reading.words.size() && j <= i + name_words_most; ++j) {
      if (!reading.words[j].capital || gap_before(reading, j) != " ") break;
      const bool street = j > i + 1 &&
          one_of(reading.words[j].folded,
                 {"street", "road", "avenue", "close", "lane", "drive", "grove", "gardens", "walk",
                  "crescent", "terrace", "place", "court", "rise", "row", "way", "hill", "view",
                  "mews", "square", "st", "rd", "ave", "green", "park", "villas", "cottages"});
      if (!street) continue;
      const std::size_t first = with_dwelling(reading, i);
      found.push_back({reading.words[first].span.start, reading.words[j].span.end});
      break;
    }
  }
  return found;
}

bool names_person(std::string_view local_part, const std::vector<std::string>& roles) {
  const std::vector<std::string> parts = letters_of(local_part);
  if (parts.empty()) return false;
  if (std::ranges::any_of(parts, [&](const std::string& part) { return is_role(part, roles); })) {
    return false;
  }
  const WordSet& first_names = name_words().first_names;
  if (first_names.contains(parts.front())) return true;
  const bool separated = local_part.find_first_of("._") != std::string_view::npos;
  if (separated && parts.size() == 2) {
    // "j.bhattacharya": an initial and a surname.
    if (parts[0].size() == 1 && parts[1].size() > 2) return true;
    if (first_names.contains(parts[1])) return true;
  }
  // "bhattacharya84": a year of birth, often.
  const bool numbered = local_part.size() > 3 && is_digit(local_part.back()) &&
                        is_digit(local_part[local_part.size() - 2]);
  return numbered && parts.size() == 1;
}

}  // namespace decorum::review
