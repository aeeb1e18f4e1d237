#include "review/spelling_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "review/look.h"
#include "review/word_lists.h"
#include "spelling/letters.h"
#include "spelling/near.h"

namespace decorum::review {
namespace {

using spelling::Capitals;

// Run together, or without their apostrophe: nothing else can be meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 58> sure_words = {{
    {"alot", "a lot"},           {"abit", "a bit"},           {"atleast", "at least"},
    {"aswell", "as well"},       {"infact", "in fact"},       {"inspite", "in spite"},
    {"eachother", "each other"}, {"everytime", "every time"}, {"thankyou", "thank you"},
    {"incase", "in case"},       {"noone", "no one"},         {"upto", "up to"},
    {"ofcourse", "of course"},   {"highstreet", "high street"}, {"nevermind", "never mind"},
    {"dont", "don't"},           {"didnt", "didn't"},         {"doesnt", "doesn't"},
    {"isnt", "isn't"},           {"arent", "aren't"},         {"wasnt", "wasn't"},
    {"werent", "weren't"},       {"hasnt", "hasn't"},         {"havent", "haven't"},
    {"hadnt", "hadn't"},         {"wouldnt", "wouldn't"},     {"couldnt", "couldn't"},
    {"shouldnt", "shouldn't"},   {"mustnt", "mustn't"},       {"neednt", "needn't"},
    {"youre", "you're"},         {"theyre", "they're"},       {"youve", "you've"},
    {"theyve", "they've"},       {"weve", "we've"},           {"ive", "I've"},
    {"youll", "you'll"},         {"theyll", "they'll"},       {"itll", "it'll"},
    {"thats", "that's"},         {"whats", "what's"},         {"heres", "here's"},
    {"theres", "there's"},       {"wheres", "where's"},       {"oclock", "o'clock"},
    {"shouldve", "should've"},   {"wouldve", "would've"},     {"couldve", "could've"},
    {"im", "I'm"},               {"youd", "you'd"},           {"theyd", "they'd"},
    {"hes", "he's"},             {"havn't", "haven't"},       {"cannt", "can't"},
    {"i'm", "I'm"},              {"i'll", "I'll"},            {"i've", "I've"},
    {"i'd", "I'd"},
}};

// Right, and so rare that another word is meant (chosen from codespell's list by SCOWL's levels).
constexpr std::array<std::pair<std::string_view, std::string_view>, 32> rare_words = {{
    {"calender", "calendar"}, {"calenders", "calendars"}, {"cannister", "canister"},
    {"cannisters", "canisters"}, {"continuos", "continuous"}, {"equipments", "equipment"},
    {"examinated", "examined"}, {"excentric", "eccentric"}, {"formate", "format"},
    {"formates", "formats"}, {"froward", "forward"}, {"incidently", "incidentally"},
    {"incudes", "includes"}, {"infectuous", "infectious"}, {"informations", "information"},
    {"inly", "only"}, {"intensionally", "intentionally"}, {"internation", "international"},
    {"meeds", "needs"}, {"miliary", "military"}, {"minium", "minimum"}, {"mutch", "much"},
    {"penalities", "penalties"}, {"penality", "penalty"}, {"processer", "processor"},
    {"punctation", "punctuation"}, {"recommand", "recommend"}, {"recommanded", "recommended"},
    {"recommands", "recommends"}, {"setted", "set"}, {"targetted", "targeted"},
    {"targetting", "targeting"},
}};

constexpr std::array<std::string_view, 36> prefixes = {
    "anti",  "auto",  "bio",   "co",    "counter", "cyber", "eco",   "electro", "ex",
    "geo",   "hydro", "hyper", "inter", "intra",   "macro", "mega",  "meta",    "micro",
    "mid",   "mini",  "multi", "nano",  "neuro",   "non",   "over",  "photo",   "post",
    "pre",   "pro",   "pseudo", "re",   "semi",    "sub",   "super", "tele",    "un"};

constexpr std::size_t part_bytes_min = 4;
constexpr int part_rarity_max = 50;

std::string_view without_genitive(std::string_view text) {
  for (const std::string_view ending : {"'s", "’s", "s'", "s’"}) {
    if (text.size() > ending.size() && text.ends_with(ending)) {
      return text.substr(0, text.size() - ending.size() + (ending.front() == 's' ? 1 : 0));
    }
  }
  return text;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return byte >= '0' && byte <= '9'; });
}

bool is_plain_letters(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || byte == '\'' || byte == '-';
  });
}

// "sooo", "yesss", "loooovely": meant to be so. Three of a letter in a long word are a slip.
bool is_stretched(std::string_view folded) {
  constexpr std::size_t long_bytes = 8;
  std::size_t run = 1;
  for (std::size_t i = 1; i < folded.size(); ++i) {
    run = folded[i] == folded[i - 1] ? run + 1 : 1;
    if (run > 3 || (run == 3 && folded.size() < long_bytes)) return true;
  }
  return false;
}

// "hahaha", "hehe", "haahah", "ohh", "ughh": noises have no spelling.
bool is_noise(std::string_view folded) {
  if (folded.ends_with("hh")) return true;
  constexpr std::size_t laugh_bytes_min = 4;
  return folded.size() >= laugh_bytes_min && folded.find('h') != std::string_view::npos &&
         (folded.find_first_not_of("ha") == std::string_view::npos ||
          folded.find_first_not_of("he") == std::string_view::npos);
}

// "pls", "stp", "bn": a short word without a vowel is a short form.
bool is_short_form(std::string_view folded) {
  constexpr std::size_t short_bytes = 4;
  return folded.size() <= short_bytes &&
         folded.find_first_of("aeiouy") == std::string_view::npos;
}

// In an address that is no entity, as its host is not of this world: "https://a.example/b".
bool in_address(std::string_view text, const Word& word) {
  constexpr std::size_t look_back_bytes = 200;
  const std::size_t start = word.span.start;
  const std::size_t from = start < look_back_bytes ? 0 : start - look_back_bytes;
  const std::string_view before = text.substr(from, word.span.start - from);
  const std::size_t blank = before.find_last_of(" \t\r\n");
  return before.substr(blank == std::string_view::npos ? 0 : blank).find("://") !=
         std::string_view::npos;
}

// Part of a file name, an address without a scheme, a short code: "readme.txt", ":tada:".
bool is_part_of_code(const Reading& reading, const Word& word) {
  const auto at = [&](std::size_t place) {
    return place < reading.text.size() ? reading.text[place] : ' ';
  };
  const char before = word.span.start == 0 ? ' ' : at(word.span.start - 1);
  const char after = at(word.span.end), further = at(word.span.end + 1);
  const auto joins = [](char byte) {
    return std::string_view("_@#*\\=<>&").find(byte) != std::string_view::npos;
  };
  if (joins(before) || joins(after)) return true;
  // "wh- why": broken off.
  if (before == '-' || after == '-') return true;
  if (before == ':' && after == ':') return true;
  const bool letter_further =
      (further >= 'a' && further <= 'z') || (further >= '0' && further <= '9');
  if (after == '.' && letter_further) return true;
  const char earlier = word.span.start < 2 ? ' ' : at(word.span.start - 2);
  return in_address(reading.text, word) ||
         (before == '.' && earlier != ' ' && earlier != '.' && earlier != '\n');
}

bool is_acronym(const Word& word) {
  constexpr std::size_t acronym_bytes_max = 6;
  return word.all_capitals && without_genitive(word.text).size() <= acronym_bytes_max;
}

bool passed_over(const Reading& reading, const Word& word) {
  if (word.aside || word.number || word.folded.size() < 2 || has_digit(word.folded)) return true;
  if (word.text.size() > spelling::word_bytes_max || !is_plain_letters(word.folded)) return true;
  if (is_acronym(word) || is_stretched(word.folded)) return true;
  if (is_noise(word.folded) || is_short_form(without_genitive(word.folded))) return true;
  const Capitals capitals = spelling::capitals_of(without_genitive(word.text));
  if (capitals == Capitals::mixed && word.text.find('-') == std::string_view::npos) return true;
  return is_part_of_code(reading, word);
}

bool next_is_capital(const Reading& reading, std::size_t word) {
  const std::size_t next = word + 1;
  return next < reading.words.size() && reading.words[next].capital &&
         reading.words[next].sentence == reading.words[word].sentence &&
         gap_after(reading, word) == " ";
}

bool in_sure_name(const Reading& reading, std::size_t word) {
  const Name* name = name_at(reading, word);
  return name != nullptr && !name->mention && name->kind != Name::Kind::other;
}

std::string without_hyphens(std::string_view word) {
  std::string out(word);
  std::erase(out, '-');
  return out;
}

// How far off a proposal may be: short words have neighbours by chance, and beside a word of
// another language stands another one.
double cost_most(std::size_t letters, bool beside_stranger) {
  if (letters <= 3) return 0.5;
  if (beside_stranger) return 0.6;
  if (letters <= 4) return 1.0;
  if (letters <= 6) return 1.3;
  return letters <= 9 ? 1.7 : 2.2;
}

template <class Pairs>
const std::string_view* second_of(const Pairs& pairs, std::string_view first) {
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&](const auto& pair) { return pair.first == first; });
  return found == pairs.end() ? nullptr : &found->second;
}

const std::string_view* sure_word(std::string_view folded) {
  return second_of(sure_words, folded);
}

}  // namespace

bool Speller::is_accepted(std::string_view folded) const {
  return accepted_.contains(std::string(folded)) ||
         accepted_.contains(std::string(without_genitive(folded)));
}

bool Speller::is_known_part(std::string_view part) const {
  return dictionary_.knows(part) || accepted_.contains(spelling::lower(part));
}

// In the capitals that it has, or, at a sentence's start and in a headline, in small letters.
bool Speller::is_known(const Word& word) const {
  if (is_accepted(word.folded)) return true;
  const std::string_view stem = without_genitive(word.text);
  if (dictionary_.knows(word.text) || dictionary_.knows(stem)) return true;
  const std::string small(without_genitive(word.folded));
  const NameWords& names = name_words();
  if (word.capital && names.first_names.contains(small)) return true;
  if (word.capital && names.places.contains(small)) return true;
  // "x-raying", "Mei-Ling": each part on its own.
  std::size_t at = 0;
  if (stem.find('-') == std::string_view::npos) return false;
  while (at <= stem.size()) {
    const std::size_t end = std::min(stem.find('-', at), stem.size());
    const std::string_view part = stem.substr(at, end - at);
    const bool short_part = part.size() < 2;
    const std::string low = spelling::lower(part);
    const bool is_name = word.capital && names.first_names.contains(low);
    const bool fits = short_part || is_name || is_known_part(part) || looks_made_of_known(low);
    if (!fits) return false;
    at = end + 1;
  }
  return true;
}

// "timesheet", "rewild": two known words, or a prefix and one. Short parts are too often mistakes.
bool Speller::looks_made_of_known(std::string_view folded) const {
  const auto is_common = [&](std::string_view part) {
    if (part.size() < part_bytes_min) return false;
    const int rarity = dictionary_.rarity(part);
    return rarity > 0 && rarity <= part_rarity_max && dictionary_.knows_as_ordinary(part);
  };
  for (const std::string_view prefix : prefixes) {
    if (folded.starts_with(prefix) && is_common(folded.substr(prefix.size()))) return true;
  }
  for (std::size_t at = part_bytes_min; at + part_bytes_min <= folded.size(); ++at) {
    if (is_common(folded.substr(0, at)) && is_common(folded.substr(at))) return true;
  }
  // -ize is British too; whether it is wanted is a matter of the house (kind_spelling.cc).
  const std::size_t z = folded.rfind("iz");
  if (z == std::string_view::npos) return false;
  std::string other(folded);
  other[z + 1] = 's';
  return other.size() > 5 && dictionary_.knows(other);
}

bool Speller::is_unknown_plain(const Word& word) const {
  return !word.aside && !word.number && !word.capital && word.folded.size() > 1 &&
         !is_known(word) && sure_word(word.folded) == nullptr;
}

std::vector<bool> Speller::english_sentences(const Reading& reading) const {
  std::vector<bool> english(reading.sentences.size(), true);
  std::size_t all_known = 0, all_words = 0;
  for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
    std::size_t known = 0, words = 0;
    for (std::size_t i = reading.sentences[s].first_word; i < reading.sentences[s].end_word; ++i) {
      const Word& word = reading.words[i];
      if (word.aside || word.number || word.all_capitals || word.folded.size() < 2) continue;
      if (word.capital && !word.first) continue;
      ++words;
      if (!is_unknown_plain(word) && (!word.capital || is_known(word))) ++known;
    }
    all_known += known;
    all_words += words;
    constexpr std::size_t few = 5;
    if (words >= 3) english[s] = words <= few ? known * 2 >= words : known * 10 >= words * 6;
  }
  if (all_words >= 3 && all_known * 2 < all_words) english.assign(english.size(), false);
  return english;
}

// Two unknown words or more side by side, where each is a stranger: "ar agor", "joie de vivre".
bool Speller::stands_in_foreign_run(const Reading& reading, std::size_t word) const {
  std::size_t first = word, end = word + 1;
  const auto unknown = [&](std::size_t i) {
    return reading.words[i].sentence == reading.words[word].sentence &&
           (is_unknown_plain(reading.words[i]) ||
            (reading.words[i].capital && !is_known(reading.words[i])));
  };
  while (first > 0 && unknown(first - 1)) --first;
  while (end < reading.words.size() && unknown(end)) ++end;
  if (end - first >= 3) return true;
  if (!reading.words[word].quoted) return false;
  // In quotation marks: most of the words inside.
  for (const base::Span& quotation : reading.quotations) {
    const auto [from, to] = reading.words_in(quotation);
    if (word < from || word >= to) continue;
    std::size_t strangers = 0;
    for (std::size_t i = from; i < to; ++i) strangers += unknown(i) ? 1U : 0U;
    return strangers * 2 >= to - from;
  }
  return false;
}

// Is the word before or behind it an unknown word with a capital, and no person?
bool Speller::beside_stranger(const Reading& reading, std::size_t word) const {
  const auto is_stranger = [&](std::size_t i) {
    const Word& other = reading.words[i];
    return other.sentence == reading.words[word].sentence && other.capital && !other.aside &&
           !other.all_capitals && !is_known(other) && !in_sure_name(reading, i);
  };
  return (word > 0 && is_stranger(word - 1)) ||
         (word + 1 < reading.words.size() && is_stranger(word + 1));
}

std::optional<Misspelt> Speller::with_proposals(const Reading& reading, std::size_t at) const {
  const Word& word = reading.words[at];
  const std::vector<spelling::Proposal> proposals = dictionary_.propose(word.text);
  if (proposals.empty()) return std::nullopt;
  const spelling::Proposal& best = proposals.front();
  const std::size_t letters = without_genitive(word.folded).size();
  // Nothing near: a word of some trade, or of another language.
  if (best.cost > cost_most(letters, beside_stranger(reading, at))) return std::nullopt;
  // "ok", "imho": acronyms in small letters.
  const bool acronym = std::any_of(proposals.begin(), proposals.end(), [&](const auto& each) {
    return spelling::lower(each.text) == word.folded &&
           spelling::capitals_of(each.text) == Capitals::all;
  });
  if (acronym) return std::nullopt;
  if (word.all_capitals && best.text.find(' ') != std::string::npos) return std::nullopt;
  // "charcater" is made of "char" and "cater" by chance.
  constexpr double sure_cost = 0.7;
  if (best.cost > sure_cost && looks_made_of_known(without_genitive(word.folded))) {
    return std::nullopt;
  }
  // "preemptive": whether a hyphen stands there is a matter of taste.
  if (without_hyphens(spelling::lower(best.text)) == without_hyphens(word.folded)) {
    return std::nullopt;
  }
  // "gov't", "ref'd": short forms of their own making.
  if (without_genitive(word.folded).find('\'') != std::string_view::npos &&
      best.text.find('\'') == std::string::npos) {
    return std::nullopt;
  }
  constexpr double compound_cost_most = 1.0;
  if (word.folded.find('-') != std::string_view::npos &&
      (best.cost > compound_cost_most || letters < 10)) {
    return std::nullopt;
  }
  if (word.capital && !word.all_capitals) {
    // A name, unless it is very near to an ordinary and common word, or to a day or month.
    constexpr std::size_t long_enough = 7, long_enough_first = 6;
    constexpr double very_near = 1.0;
    if (letters < (word.first ? long_enough_first : long_enough) || best.cost > very_near) {
      return std::nullopt;
    }
    if (next_is_capital(reading, at) && !word.first) return std::nullopt;
    const int rarity = dictionary_.rarity(spelling::lower(best.text));
    const int name_rarity = dictionary_.rarity(best.text);
    const bool common = rarity > 0 && rarity <= 35;
    const bool common_name = rarity == 0 && name_rarity > 0 && name_rarity <= 35;
    if (!common && !common_name) return std::nullopt;
  }
  Misspelt out;
  for (const spelling::Proposal& proposal : proposals) {
    if (proposal.cost <= best.cost + 1.0) out.suggestions.push_back(proposal.text);
  }
  return out;
}

std::optional<Misspelt> Speller::misspelt(const Reading& reading, std::size_t at,
                                          std::size_t& look_ups_left) const {
  const Word& word = reading.words[at];
  if (passed_over(reading, word)) return std::nullopt;
  if (const std::string_view* meant = sure_word(word.folded); meant != nullptr) {
    // "Im" and "Ive" may be names; in small letters, or at the start of a sentence, they are not.
    if (is_accepted(word.folded) || (word.capital && !word.first)) return std::nullopt;
    std::string text = word.capital ? spelling::with_first_upper(*meant) : std::string(*meant);
    if (meant->size() == word.folded.size() && word.capital) return std::nullopt;  // "I'm"
    return Misspelt{{std::move(text)}, true};
  }
  const bool may_be_name = word.capital && !word.first && !word.all_capitals;
  if (const auto* meant = second_of(rare_words, word.folded); meant != nullptr && !may_be_name) {
    if (is_accepted(word.folded)) return std::nullopt;
    return Misspelt{{word.capital ? spelling::with_first_upper(*meant) : std::string(*meant)},
                    false};
  }
  if (is_known(word) || british_of(word.text)) return std::nullopt;
  // "gary": a name in small letters may want a capital, but it is not misspelt.
  const NameWords& names = name_words();
  const std::string small(without_genitive(word.folded));
  if (names.first_names.contains(small) || names.places.contains(small)) return std::nullopt;
  if (in_sure_name(reading, at)) return std::nullopt;
  if (stands_in_foreign_run(reading, at)) return std::nullopt;
  if (look_ups_left == 0) return std::nullopt;
  --look_ups_left;
  return with_proposals(reading, at);
}

std::optional<std::string> Speller::british_of(std::string_view text) const {
  return respelt(text, [&](std::string_view part) { return dictionary_.british_form(part); });
}

bool Speller::may_respell(const Reading& reading, std::size_t at) const {
  const Word& word = reading.words[at];
  if (word.aside || word.number || word.quoted || is_acronym(word)) return false;
  if (is_accepted(word.folded) || is_part_of_code(reading, word)) return false;
  if (!word.capital || word.all_capitals) return true;
  return word.first && !next_is_capital(reading, at) && !in_sure_name(reading, at);
}

}  // namespace decorum::review
