#include "spelling/sound.h"

#include <array>

#include <xxhash.h>

#include "base/utf8.h"
#include "spelling/letters.h"

namespace decorum::spelling {
namespace {

std::string plain(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const base::CodePoint point = base::decode_at(word, at);
    at += point.length;
    const char32_t letter = lower(without_accent(point.code));
    if (letter >= U'a' && letter <= U'z') out += static_cast<char>(letter);
  }
  return out;
}

struct Group {
  std::string_view written, said;
  enum class Where : std::uint8_t { anywhere, start, end } where = Where::anywhere;
};

// The first that fits wins, so longer groups stand before shorter ones. A vowel is written "a", a
// soft sh "x", a soft g "j".
constexpr std::array groups = {
    Group{"kn", "n", Group::Where::start},   Group{"gn", "n", Group::Where::start},
    Group{"pn", "n", Group::Where::start},   Group{"wr", "r", Group::Where::start},
    Group{"ps", "s", Group::Where::start},   Group{"wh", "w", Group::Where::start},
    Group{"x", "s", Group::Where::start},    Group{"mb", "m", Group::Where::end},
    Group{"mn", "m", Group::Where::end},     Group{"gn", "n", Group::Where::end},
    Group{"eau", "a"},   Group{"ough", "a"}, Group{"augh", "a"},  Group{"igh", "a"},
    Group{"eigh", "a"},  Group{"tion", "xan"}, Group{"sion", "xan"}, Group{"cian", "xan"},
    Group{"cean", "xan"}, Group{"tial", "xal"}, Group{"cial", "xal"}, Group{"cious", "xas"},
    Group{"tious", "xas"}, Group{"ture", "xar"}, Group{"tch", "x"}, Group{"sch", "sk"},
    Group{"sce", "sa"},  Group{"sci", "sa"},   Group{"ssi", "xa"},  Group{"sh", "x"},
    Group{"ch", "x"},    Group{"ph", "f"},     Group{"th", "t"},    Group{"gh", "g"},
    Group{"dge", "j"},   Group{"dgi", "ja"},   Group{"dj", "j"},    Group{"ge", "ja"},
    Group{"gi", "ja"},   Group{"gy", "ja"},    Group{"cc", "k"},    Group{"ck", "k"},
    Group{"cq", "k"},    Group{"ce", "sa"},    Group{"ci", "sa"},   Group{"cy", "sa"},
    Group{"qu", "kw"},   Group{"que", "k", Group::Where::end},      Group{"x", "ks"},
    Group{"rh", "r"},
};

char single(char letter) {
  switch (letter) {
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'y': return 'a';
    case 'c': case 'q': return 'k';
    case 'z': return 's';
    case 'v': return 'f';
    default: return letter;
  }
}

const Group* group_at(std::string_view word, std::size_t at) {
  for (const Group& group : groups) {
    if (!word.substr(at).starts_with(group.written)) continue;
    if (group.where == Group::Where::start && at != 0) continue;
    if (group.where == Group::Where::end && at + group.written.size() != word.size()) continue;
    return &group;
  }
  return nullptr;
}

}  // namespace

std::string sound_of(std::string_view word) {
  const std::string letters = plain(word);
  std::string said;
  for (std::size_t at = 0; at < letters.size();) {
    if (const Group* group = group_at(letters, at)) {
      said += group->said;
      at += group->written.size();
    } else {
      // An h between or after vowels is not heard well enough to count on.
      if (letters[at] != 'h' || at == 0) said += single(letters[at]);
      ++at;
    }
  }
  std::string out;
  char previous = '\0';
  for (const char sound : said) {
    if (sound != previous && (out.empty() || sound != 'a')) out += sound;
    previous = sound;
  }
  return out;
}

std::uint32_t sound_key(std::string_view word) {
  const std::string sound = sound_of(word);
  return static_cast<std::uint32_t>(XXH3_64bits(sound.data(), sound.size()));
}

}  // namespace decorum::spelling
