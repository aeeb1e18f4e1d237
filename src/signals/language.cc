#include "signals/language.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace decorum::signals {
namespace {

// Confidences that are not counted but chosen: how sure a rule is. Only their side of
// foreign_confidence matters to other readers.
constexpr float confidence_words = 0.97F;   // enough function words
constexpr float confidence_script = 0.99F;  // another script
constexpr float confidence_short = 0.6F;    // too little text: the desk's language is assumed
constexpr float confidence_unsure = 0.5F;   // CLD2 will not say

// Words that are frequent in English and in no other language written without accents, up to eight
// letters each. Words that Dutch, German, Danish, French, Italian, Welsh and others share ("is",
// "me", "in", "was", "of", "for", "so", "her", "on", "do", "we") are left out on purpose.
constexpr std::array<std::string_view, 132> english_words = {
    "about",   "after",   "again",    "all",     "always",  "and",     "any",      "anyone",
    "are",     "aren",    "asked",    "away",    "back",    "because", "been",     "before",
    "being",   "best",    "better",   "but",     "by",      "call",    "called",   "can",
    "could",   "day",     "did",      "didn",    "does",    "doesn",   "doing",    "don",
    "down",    "even",    "ever",     "every",   "everyone", "feel",   "first",    "free",
    "from",    "fuck",    "fucking",  "get",     "getting", "give",    "going",    "gonna",
    "good",    "got",     "great",    "guys",    "had",     "happy",   "has",      "have",
    "haven",   "having",  "he",       "help",    "here",    "his",     "how",      "if",
    "isn",     "it",      "its",      "just",    "know",    "last",    "let",      "life",
    "like",    "look",    "love",     "make",    "more",    "morning", "most",     "much",
    "my",      "need",    "never",    "new",     "night",   "not",     "nothing",  "now",
    "of",      "off",     "only",     "other",   "our",     "out",     "people",   "please",
    "really",  "right",   "said",     "say",     "see",     "she",     "should",   "some",
    "someone", "still",   "than",     "thank",   "thanks",  "that",    "the",      "their",
    "them",    "there",   "these",    "they",    "thing",   "think",   "this",     "those",
    "time",    "today",   "too",      "want",    "was",     "wasn",    "what",     "when",
    "where",   "which",   "while",    "who",
};
// Kept apart only because they share the table's bounds.
constexpr std::array<std::string_view, 24> more_english_words = {
    "why",   "will",  "with",  "won",    "work", "would", "wouldn", "year",
    "yes",   "yet",   "you",   "your",   "youre", "im",   "ive",    "dont",
    "lol",   "omg",   "tomorrow", "tonight", "then", "week", "went",  "years",
};

std::uint64_t packed(std::string_view word) {
  std::uint64_t key = 0;
  std::memcpy(&key, word.data(), std::min<std::size_t>(word.size(), 8));
  return key;
}

// Open addressing over words of at most eight bytes.
class WordSet {
 public:
  WordSet() {
    for (const std::string_view word : english_words) add(packed(word));
    for (const std::string_view word : more_english_words) add(packed(word));
  }
  bool has(std::uint64_t key) const {
    for (std::size_t at = place(key);; at = (at + 1) % size) {
      if (slots_[at] == key) return true;
      if (slots_[at] == 0) return false;
    }
  }

 private:
  static constexpr std::size_t size = 512;
  static std::size_t place(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> 55);  // 9 bits: 0..511
  }
  void add(std::uint64_t key) {
    std::size_t at = place(key);
    while (slots_[at] != 0) at = (at + 1) % size;
    slots_[at] = key;
  }
  std::array<std::uint64_t, size> slots_{};
};

const WordSet& english() {
  static const WordSet words;
  return words;
}

// What a first look at the words shows. Links, handles and hashtags are no words.
struct Look {
  std::uint32_t words = 0;
  std::uint32_t english = 0;
  std::uint32_t latin = 0;    // letters
  std::uint32_t foreign = 0;  // letters of other scripts
};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// Is this space-delimited word something a site makes sense of rather than a reader?
bool is_address(std::string_view word) {
  return word.starts_with('@') || word.starts_with('#') || word.starts_with("www.") ||
         word.find("://") != std::string_view::npos ||
         (word.find('@') != std::string_view::npos && word.find('.') != std::string_view::npos);
}

Look look_at(std::string_view text) {
  const WordSet& set = english();
  Look look;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    at = end + 1;
    if (is_address(part)) continue;
    std::size_t i = 0;
    while (i < part.size()) {
      const auto first = static_cast<unsigned char>(part[i]);
      if (first >= 0x80) {
        const base::CodePoint point = base::decode_at(part, i);
        i += point.length;
        if (point.code < 0x250 || (point.code >= 0x1e00 && point.code < 0x1f00)) {
          look.latin += point.code >= 0xc0 ? 1U : 0U;
        } else if (joins_words(point.code) || (point.code >= 0xe00 && point.code < 0x2000) ||
                   (point.code >= 0x3040 && point.code < 0xfb00)) {
          ++look.foreign;
        }
        continue;
      }
      if (!is_letter(part[i])) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < part.size() && is_letter(part[i])) ++i;
      look.latin += static_cast<std::uint32_t>(i - begin);
      ++look.words;
      if (i - begin <= 8 && set.has(packed(part.substr(begin, i - begin)))) ++look.english;
    }
  }
  return look;
}

// The language a script stands for when nothing finer is known.
std::string_view language_of_script(char32_t code) {
  struct Block {
    char32_t first;
    char32_t last;
    std::string_view language;
  };
  static constexpr std::array blocks = {
      Block{0x370, 0x3ff, "el"},    Block{0x400, 0x52f, "ru"},    Block{0x530, 0x58f, "hy"},
      Block{0x590, 0x5ff, "he"},    Block{0x600, 0x77f, "ar"},    Block{0x900, 0x97f, "hi"},
      Block{0x980, 0x9ff, "bn"},    Block{0xa00, 0xa7f, "pa"},    Block{0xa80, 0xaff, "gu"},
      Block{0xb80, 0xbff, "ta"},    Block{0xc00, 0xc7f, "te"},    Block{0xc80, 0xcff, "kn"},
      Block{0xd00, 0xd7f, "ml"},    Block{0xd80, 0xdff, "si"},    Block{0xe00, 0xe7f, "th"},
      Block{0xe80, 0xeff, "lo"},    Block{0x1000, 0x109f, "my"},  Block{0x10a0, 0x10ff, "ka"},
      Block{0x1100, 0x11ff, "ko"},  Block{0x1200, 0x137f, "am"},  Block{0x1780, 0x17ff, "km"},
      Block{0x3040, 0x30ff, "ja"},  Block{0x3400, 0x9fff, "zh"},  Block{0xac00, 0xd7a3, "ko"},
  };
  for (const Block& block : blocks) {
    if (code >= block.first && code <= block.last) return block.language;
  }
  return "";
}

std::string_view language_of_scripts(std::string_view text) {
  std::string_view found;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_at(text, i);
    i += point.length;
    const std::string_view language = language_of_script(point.code);
    if (language == "ja") return language;  // kana among Chinese characters
    if (found.empty()) found = language;
  }
  return found;
}

// The text without addresses, for CLD2, which would read them as words.
std::string without_addresses(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    if (!is_address(part)) {
      out += part;
      out += ' ';
    }
    at = end + 1;
  }
  return out;
}

// CLD2 keeps some codes that ISO 639 has replaced.
std::string iso_code(CLD2::Language language) {
  const std::string_view code = CLD2::LanguageCode(language);
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  return std::string(code.substr(0, code.find('-')));
}

struct Verdict {
  std::string code;
  int percent = 0;
  bool reliable = false;
  bool english_too = false;
};

Verdict ask_cld2(const std::string& text, std::string_view said) {
  const std::string hint(said.substr(0, 16));
  const CLD2::CLDHints hints{hint.empty() ? nullptr : hint.c_str(), nullptr,
                             CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0,
                                 languages.data(), percents.data(), scores.data(), nullptr,
                                 &text_bytes, &reliable);
  Verdict verdict;
  if (languages[0] != CLD2::UNKNOWN_LANGUAGE) verdict.code = iso_code(languages[0]);
  verdict.percent = percents[0];
  verdict.reliable = reliable;
  verdict.english_too = languages[1] == CLD2::ENGLISH || languages[2] == CLD2::ENGLISH;
  return verdict;
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

Language of_desk(std::string_view desk, float confidence) {
  return {std::string(primary(desk)), confidence};
}

}  // namespace

bool is_foreign(const Language& language, std::string_view readers_language) {
  return language.code != readers_language && language.confidence >= foreign_confidence;
}

Language identify(const Folded& folded, std::string_view desk, std::string_view said) {
  std::string_view text = folded.text;
  if (text.size() > language_bytes_max) text = text.substr(0, language_bytes_max);
  const Look look = look_at(text);

  constexpr std::uint32_t english_share = 8;  // one function word in so many is enough
  if (look.english > 0 && look.english * english_share >= look.words + 2 &&
      look.foreign <= look.latin) {
    return {"en", confidence_words};
  }
  constexpr std::uint32_t foreign_letters_min = 3;
  const bool other_script = look.foreign >= foreign_letters_min && look.foreign > look.latin;
  constexpr std::uint32_t words_min = 4;
  constexpr std::uint32_t letters_min = 16;
  if (!other_script && (look.words < words_min || look.latin < letters_min)) {
    return of_desk(desk, confidence_short);
  }

  const Verdict verdict = ask_cld2(without_addresses(text), said);
  if (other_script) {
    const bool named = !verdict.code.empty() && verdict.code != "en";
    const std::string code(named ? verdict.code : language_of_scripts(text));
    return {code, code.empty() ? confidence_unsure : confidence_script};
  }
  if (verdict.code.empty() || !verdict.reliable || verdict.english_too) {
    return of_desk(desk, confidence_unsure);
  }
  constexpr int percent_min = 85;
  if (verdict.percent < percent_min) return of_desk(desk, confidence_unsure);
  return {verdict.code, static_cast<float>(verdict.percent) / 100.0F};
}

}  // namespace decorum::signals
