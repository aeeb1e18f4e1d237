#include "signals/compared_text.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "signals/lookalike.h"
#include "signals/loosen.h"

namespace decorum::signals {
namespace {

constexpr std::size_t short_words = 4;
constexpr std::size_t short_letters = 12;
// Of a text that was cut off so much has to be left: many begin alike.
constexpr std::size_t cut_words = 6;
constexpr std::size_t cut_letters = 30;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// A letter of any script as one byte: those of ASCII as they are, others above.
char byte_of(char32_t code) {
  const std::uint32_t mixed = static_cast<std::uint32_t>(code) * 0x9e3779b1U;
  return static_cast<char>(0x80U | mixed >> 25);
}

std::size_t end_of_token(std::string_view text, std::size_t at) {
  return std::min(text.find(' ', at), text.size());
}

// "https://…", "www.…", and "example.org/…" without either.
bool is_link(std::string_view token) {
  if (token.starts_with("www.") || token.find("://") != std::string_view::npos) return true;
  const std::size_t dot = token.find('.');
  const std::size_t slash = token.find('/');
  return slash != std::string_view::npos && dot > 0 && dot < slash && dot + 2 < slash;
}

class Words {
 public:
  explicit Words(ComparedText& out) : out_(out) {}

  void read(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && out_.letters.size() < letters_max) {
      if (text[at] == ' ') {
        end_word();
        ++at;
        continue;
      }
      const std::size_t end = end_of_token(text, at);
      const std::string_view token = text.substr(at, end - at);
      if (!is_link(token)) {
        out_.cut = token.ends_with("...");  // an ellipsis is folded to three full stops
        read_token(token);
      }
      at = end;
    }
    end_word();
    if (out_.letters.ends_with(' ')) out_.letters.pop_back();
  }

 private:
  void read_token(std::string_view token) {
    for (std::size_t at = 0; at < token.size() && out_.letters.size() < letters_max;) {
      const base::CodePoint point = base::decode_at(token, at);
      if (point.code == '@') {
        at = end_of_handle(token, at + 1);
        end_word();
        continue;
      }
      at += point.length;
      if (point.code < 0x80) {
        read_plain(static_cast<char>(point.code));
      } else {
        read_wide(point.code);
      }
    }
  }

  static std::size_t end_of_handle(std::string_view token, std::size_t at) {
    while (at < token.size() && (is_plain(token[at]) || token[at] == '_')) ++at;
    return at;
  }

  void read_plain(char c) {
    if (is_plain(c)) {
      put(c);
    } else if (c != '\'') {
      end_word();
    }
  }

  void read_wide(char32_t code) {
    if (const char latin = lookalike(code); latin != '\0') return put(latin);
    const auto c = static_cast<UChar32>(code);
    if (u_isalnum(c) == 0) {
      if (u_getCombiningClass(c) == 0) end_word();
      return;
    }
    const bool alone = !joins_words(code);  // Chinese and the like: every character is a word
    if (alone) end_word();
    put(byte_of(code));
    if (alone) end_word();
  }

  void put(char c) { out_.letters.push_back(c); }

  void end_word() {
    if (out_.letters.empty() || out_.letters.back() == ' ') return;
    out_.letters.push_back(' ');
    ++out_.words;
  }

  ComparedText& out_;
};

WordPair pair_of(std::string_view both) {
  const std::uint64_t hash = base::hash64(both);
  return {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32)};
}

void find_pairs(ComparedText& out) {
  const std::string_view letters = out.letters;
  std::size_t first = 0;
  std::size_t second = letters.find(' ');
  if (second == std::string_view::npos) {
    if (!letters.empty()) out.pairs.push_back(pair_of(letters));
    return;
  }
  while (second != std::string_view::npos) {
    const std::size_t end = letters.find(' ', second + 1);
    out.pairs.push_back(pair_of(letters.substr(first, end - first)));
    first = second + 1;
    second = end;
  }
  const auto by_rank = [](const WordPair& a, const WordPair& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.key < b.key;
  };
  std::ranges::sort(out.pairs, by_rank);
  out.pairs.erase(std::ranges::unique(out.pairs).begin(), out.pairs.end());
}

std::uint32_t trigram_at(std::string_view letters, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(letters[at + i]));
  };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

constexpr std::size_t trigram_size = 3;
constexpr std::uint32_t slot_bits = 11;  // twice letters_max

}  // namespace

bool ComparedText::is_short() const {
  return words < short_words || letters.size() < short_letters;
}

void compare_as(std::string_view text, ComparedText& out) {
  // What is folded is longer than what counts, as links and signs are dropped from it.
  constexpr std::size_t bytes_max = 16 * letters_max;
  const std::string_view start = base::clipped(text, bytes_max);
  out.letters.clear();
  out.pairs.clear();
  out.words = 0;
  out.cut = false;
  fold(start, out.folded);
  const bool loosened = loosen(out.folded, out.readings) > 0;
  Words(out).read(loosened ? out.readings[0].text : out.folded.text);
  out.cut = out.cut && out.words >= cut_words && out.letters.size() >= cut_letters;
  find_pairs(out);
}

Trigrams::Trigrams() : slots_(std::size_t{1} << slot_bits) {}

Trigrams::Slot& Trigrams::slot_of(std::uint32_t key) {
  std::uint32_t at = key * 0x9e3779b1U >> (32 - slot_bits);
  while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & ((1U << slot_bits) - 1);
  return slots_[at];
}

void Trigrams::fill(std::string_view letters) {
  std::ranges::fill(slots_, Slot());
  round_ = 0;
  filled_ = letters.size();
  for (std::size_t at = 0; at + trigram_size <= letters.size(); ++at) {
    const std::uint32_t key = trigram_at(letters, at);
    Slot& slot = slot_of(key);
    slot.key = key;
    ++slot.count;
  }
}

void Trigrams::set(std::string_view letters) {
  letters_ = letters.substr(0, letters_max);
  fill(letters_);
}

double Trigrams::dice(std::string_view other) {
  if (filled_ < trigram_size || other.size() < trigram_size) return 0;
  ++round_;
  std::size_t both = 0;
  for (std::size_t at = 0; at + trigram_size <= other.size(); ++at) {
    Slot& slot = slot_of(trigram_at(other, at));
    if (slot.round != round_) {
      slot.round = round_;
      slot.used = 0;
    }
    if (slot.used < slot.count) {
      ++slot.used;
      ++both;
    }
  }
  const std::size_t all = filled_ + other.size() - 2 * (trigram_size - 1);
  return 2.0 * static_cast<double>(both) / static_cast<double>(all);
}

double Trigrams::similarity(std::string_view other) {
  if (filled_ != letters_.size()) fill(letters_);
  return dice(other);
}

double Trigrams::similarity_of_start(std::string_view other) {
  if (letters_.size() <= other.size()) return similarity(other.substr(0, letters_.size()));
  fill(std::string_view(letters_).substr(0, other.size()));
  return dice(other);
}

double Trigrams::similarity_max(std::size_t characters) const {
  const auto least = static_cast<double>(std::min(characters, letters_.size()));
  return 2.0 * least / static_cast<double>(characters + letters_.size());
}

}  // namespace decorum::signals
