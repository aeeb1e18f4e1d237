#include "signals/language.h"

#include <algorithm>
#include <array>
#include <string>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>

namespace decorum::signals {
namespace {

// Confidences that are not counted but chosen: how sure a rule is. Only their side of
// foreign_confidence matters to other readers.
constexpr float confidence_words = 0.97F;   // enough function words
constexpr float confidence_script = 0.99F;  // another script
constexpr float confidence_short = 0.6F;    // too little text: the desk's language is assumed
constexpr float confidence_unsure = 0.5F;   // CLD2 will not say

// Words that are frequent in English and in few other languages written without accents, up to
// eight letters each. Words that Dutch, German, Danish, French, Italian, Welsh and others share
// ("is", "me", "in", "was", "of", "for", "so", "her", "on", "do", "we") are left out on purpose.
constexpr std::string_view english_words =
    "about account after again against ain airport all almost always amazing american and "
    "another answer any anyone are aren around asked ass away back beach because been before "
    "being better between big birthday bitch bitches black book both breaking bridge brother "
    "but buy call called can cards change check city coming congrats could country course crap "
    "crazy customer cute damn day days did didn dinner does doesn doing don dont down downtown "
    "drink drunk early eat eating enjoy even ever every everyone excited family father "
    "february feel finally find first flight follow food found free friday friend friends from "
    "fuck fucking game get getting girl give going gonna good got gotta great green guys happy "
    "has hate have haven having head health heart hell hello help here hey high hills him his "
    "hoes holiday home hope hour hours house how if illegal im into isn it its ive january "
    "join july june just keep kids know lake last left let life like little live lmao lol look "
    "looking lost love loved loving made make making many may meeting member miss missed "
    "monday money more morning most mother much mum must my name need needed needs never new "
    "news next nice night north not nothing now october off office old omg one only other our "
    "out own paid pay payment people perfect phone play playing please pretty proud question "
    "read reading ready really reply right road run said same saturday say says school season "
    "see sell send sent service she shit shop should show since sister sleep some someone "
    "sorry south state still street such summer sun sunday sunset support sweet take talk tell "
    "than thank thanks that the their them then there these they thing things think this those "
    "thought through thursday time times tired today together told tomorrow tonight too took "
    "trash travel tree trip trying tuesday turn two united until using vaccine vaccines valley "
    "very view wait waiting wanna want wasn watch watching water way week weekend welcome well "
    "went were what when where which while white who why will win wish with without woman "
    "women words work working world would wouldn wrong yeah year years yes yet you young your "
    "youre ";

// Of these, the ones that count double: an English text of any length is full of them.
constexpr std::string_view english_marks = "and have that the they this with you your ";

constexpr std::size_t packed_max = 8;

std::uint64_t packed(std::string_view word) {
  std::uint64_t key = 0;
  for (const char c : word) key = (key << 8) | static_cast<unsigned char>(c);
  return key;
}

// Open addressing over words of at most eight bytes.
class WordSet {
 public:
  WordSet() {
    add_all(english_words, 1);
    add_all(english_marks, 2);
  }
  // How much the word speaks for English.
  std::uint32_t weight(std::uint64_t key) const {
    for (std::size_t at = place(key);; at = (at + 1) % size) {
      if (keys_[at] == key) return weights_[at];
      if (keys_[at] == 0) return 0;
    }
  }

 private:
  static constexpr std::size_t size = 2048;
  static std::size_t place(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> 53);  // 11 bits: below size
  }
  void add_all(std::string_view words, std::uint8_t weight) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = words.find(' ', begin);
      const std::uint64_t key = packed(words.substr(begin, end - begin));
      std::size_t at = place(key);
      while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) % size;
      keys_[at] = key;
      weights_[at] = weight;
      begin = end + 1;
    }
  }
  std::array<std::uint64_t, size> keys_{};
  std::array<std::uint8_t, size> weights_{};
};

const WordSet& english() {
  static const WordSet words;
  return words;
}

constexpr std::uint32_t words_looked_at = 64;

// What a first look at the words shows. Links, handles and hashtags are no words.
struct Look {
  std::uint32_t words = 0;
  std::uint32_t english = 0;   // the weight of those that are English
  std::uint32_t latin = 0;     // letters
  std::uint32_t accented = 0;  // of these, letters beyond ASCII
  std::uint32_t foreign = 0;   // letters of other scripts
};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool is_link(std::string_view word) {
  return word.starts_with("www.") || word.starts_with("http:") || word.starts_with("https:");
}

// Is this space-delimited word something a site makes sense of rather than a reader?
bool is_address(std::string_view word) {
  return word.starts_with('@') || word.starts_with('#') || is_link(word) ||
         (word.find('@') != std::string_view::npos && word.find('.') != std::string_view::npos);
}

void look_at_letter(char32_t code, Look& look) {
  if (u_isalpha(static_cast<UChar32>(code)) == 0) return;
  const bool latin = code < 0x250 || (code >= 0x1e00 && code < 0x1f00);
  ++(latin ? look.latin : look.foreign);
  if (latin) ++look.accented;
}

Look look_at(std::string_view text) {
  const WordSet& set = english();
  Look look;
  std::size_t at = 0;
  bool part_begins = true;  // at the text's start or after a space
  while (at < text.size() && look.words < words_looked_at) {
    const char c = text[at];
    if (is_letter(c)) {
      const std::size_t begin = at;
      std::uint64_t key = 0;
      for (; at < text.size() && is_letter(text[at]); ++at) {
        key = (key << 8) | static_cast<unsigned char>(text[at]);
      }
      if (part_begins && (c == 'h' || c == 'w') && is_link(text.substr(begin))) {
        at = std::min(text.find(' ', at), text.size());
        continue;
      }
      look.latin += static_cast<std::uint32_t>(at - begin);
      ++look.words;
      if (at - begin <= packed_max) look.english += set.weight(key);
      part_begins = false;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const base::CodePoint point = base::decode_at(text, at);
      look_at_letter(point.code, look);
      at += point.length;
      part_begins = false;
    } else if (part_begins && (c == '@' || c == '#')) {
      at = std::min(text.find(' ', at), text.size());
    } else {
      part_begins = c == ' ';
      ++at;
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
  if (code.starts_with("xx")) return "";  // a script it has no language for
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

// The text up to language_bytes_max, cut between code points.
std::string_view beginning(std::string_view text) {
  if (text.size() <= language_bytes_max) return text;
  std::size_t end = language_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end);
}

float share(const Verdict& verdict) { return static_cast<float>(verdict.percent) / 100.0F; }

// CLD2 is sure of most texts it sees, also of English ones made of names and noise. Where it has
// little to go by (a few words, no accent), only languages that noise seldom looks like count.
bool believed(const Verdict& verdict, const Look& look, std::string_view said) {
  constexpr int percent_min = 85;
  if (verdict.code.empty() || !verdict.reliable || verdict.english_too) return false;
  if (verdict.percent < percent_min) return false;
  constexpr std::uint32_t words_enough = 8;
  if (look.words >= words_enough || look.accented > 0 || verdict.code == primary(said)) return true;
  static constexpr std::array<std::string_view, 8> distinct = {"cy", "de", "es", "fr",
                                                               "nl", "pl", "ro", "tr"};
  constexpr std::uint32_t words_few = 5;
  return look.words >= words_few &&
         std::find(distinct.begin(), distinct.end(), verdict.code) != distinct.end();
}

Language of_desk(std::string_view desk, float confidence) {
  return {std::string(primary(desk)), confidence};
}

}  // namespace

bool is_foreign(const Language& language, std::string_view readers_language) {
  return language.code != readers_language && language.confidence >= foreign_confidence;
}

Language identify(const Folded& folded, std::string_view desk, std::string_view said) {
  const std::string_view text = beginning(folded.text);
  const Look look = look_at(text);

  constexpr std::uint32_t english_share = 8;  // one English word in so many is enough
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
  return believed(verdict, look, said) ? Language{verdict.code, share(verdict)}
                                       : of_desk(desk, confidence_unsure);
}

}  // namespace decorum::signals
