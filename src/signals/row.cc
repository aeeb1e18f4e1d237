#include "signals/row.h"

#include <array>

#include "signals/characters.h"
#include "signals/clean.h"
#include "signals/emoticons.h"
#include "signals/negation.h"

namespace decorum::signals {
namespace {

constexpr int negation_reach = 4;
constexpr int letter_run_max = 2;  // "soooo" and "soo" are one word, "so" another
constexpr int other_run_max = 3;

// FNV-1a (hash_token) one byte at a time.
constexpr std::uint64_t hash_start = 0xCBF29CE484222325ULL;
std::uint64_t hashed(std::uint64_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
}
std::uint64_t hash_end(std::uint64_t hash) {
  hash ^= hash >> 33;
  hash *= 0xFF51AFD7ED558CCDULL;
  hash ^= hash >> 33;
  hash *= 0xC4CEB9FE1A85EC53ULL;
  return hash ^ (hash >> 33);
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, TokenRow& row) : text_(text), row_(row) {}

  void run() {
    while (at_ < text_.size() && !row_.cut) step();
    mark_negated();
  }

 private:
  void step();
  bool read_link();
  bool read_handle();
  bool read_hashtag();
  bool read_emoticon();
  void read_emoji(Character first);
  void read_word();
  bool read_plain_word();
  void read_marks(Character first);
  std::size_t end_of_word(bool& number) const;
  std::size_t end_of_name(std::size_t at) const;
  void add_word(std::size_t start, std::size_t end, std::uint8_t flags);
  void add_number(std::size_t start, std::size_t end);
  void add_parts(std::size_t start, std::size_t end);
  void add_placeholder(std::string_view name, std::size_t start, std::size_t end);
  void finish(std::size_t offset, std::size_t start, std::size_t end, std::uint8_t flags);
  void finish(std::size_t offset, std::size_t start, std::size_t end, std::uint8_t flags,
              std::uint64_t hash);
  void mark_negated();

  Kind kind_at(std::size_t at) const {
    return at < text_.size() ? character_at(text_, at).kind : Kind::space;
  }
  bool letter_at(std::size_t at) const { return kind_at(at) == Kind::letter; }
  bool digit_at(std::size_t at) const {
    return at < text_.size() && text_[at] >= '0' && text_[at] <= '9';
  }
  bool name_at(std::size_t at) const {
    const Kind kind = kind_at(at);
    return kind == Kind::letter || kind == Kind::digit || (at < text_.size() && text_[at] == '_');
  }
  // Case folded; `lower` is ASCII.
  bool starts_with(std::size_t at, std::string_view lower) const {
    if (text_.size() - at < lower.size()) return false;
    for (std::size_t k = 0; k < lower.size(); ++k) {
      const char byte = text_[at + k];
      if ((byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte) != lower[k]) {
        return false;
      }
    }
    return true;
  }

  std::string_view text_;
  TokenRow& row_;
  std::size_t at_ = 0;
  Kind before_ = Kind::space;  // what the character before at_ was
};

void Tokeniser::step() {
  const Character character = character_at(text_, at_);
  const std::size_t start = at_;
  switch (character.kind) {
    case Kind::space:
      at_ += character.length;
      break;
    case Kind::letter:
      if (!read_link() && !read_emoticon()) read_word();
      break;
    case Kind::digit:
      read_word();
      break;
    case Kind::emoji:
      read_emoji(character);
      break;
    case Kind::mark:
      if (!(text_[start] == '@' && read_handle()) && !(text_[start] == '#' && read_hashtag()) &&
          !read_emoticon()) {
        read_marks(character);
      }
      break;
  }
  before_ = character.kind;
}

// A web address up to the next space. Data sets write masked ones as the bare word "http" or
// "URL"; they are read as what they stand for.
bool Tokeniser::read_link() {
  const char first = text_[at_];
  if (first != 'h' && first != 'w' && first != 'H' && first != 'W' && first != 'U') return false;
  std::size_t end = at_;
  if (starts_with(at_, "http://") || starts_with(at_, "https://") || starts_with(at_, "www.")) {
    while (end < text_.size() && kind_at(end) != Kind::space) {
      end += character_at(text_, end).length;
    }
  } else {
    for (const std::string_view masked : {"http", "https", "httpurl"}) {
      if (starts_with(at_, masked) && !name_at(at_ + masked.size())) end = at_ + masked.size();
    }
    if (text_.substr(at_).starts_with("URL") && !name_at(at_ + 3)) end = at_ + 3;
  }
  if (end == at_) return false;
  add_placeholder("<url>", at_, end);
  at_ = end;
  return true;
}

std::size_t Tokeniser::end_of_name(std::size_t at) const {
  while (at < text_.size() && name_at(at)) at += character_at(text_, at).length;
  return at;
}

// "@name" or "@name@host.example"; neighbours become one token.
bool Tokeniser::read_handle() {
  if (before_ == Kind::letter || before_ == Kind::digit || !name_at(at_ + 1)) return false;
  const std::size_t start = at_;
  at_ = end_of_name(at_ + 1);
  if (at_ < text_.size() && text_[at_] == '@' && name_at(at_ + 1)) {
    at_ = end_of_name(at_ + 1);
    while (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == '-') && name_at(at_ + 1)) {
      at_ = end_of_name(at_ + 1);
    }
  }
  if (!row_.tokens.empty() && row_.text_of(row_.tokens.back()) == "<user>") {
    row_.tokens.back().span.end = static_cast<std::uint32_t>(at_);
    return true;
  }
  add_placeholder("<user>", start, at_);
  return true;
}

bool Tokeniser::read_hashtag() {
  if (!name_at(at_ + 1)) return false;
  const std::size_t start = at_;
  at_ = end_of_name(at_ + 1);
  const std::size_t offset = row_.text.size();
  row_.text += '#';
  for (std::size_t k = start + 1; k < at_ && row_.text.size() - offset + 4 <= word_bytes_max;) {
    const Character character = character_at(text_, k);
    base::append_utf8(row_.text, character.lower);
    k += character.length;
  }
  finish(offset, start, at_, token_flag::hashtag);
  add_parts(start + 1, at_);
  return true;
}

// "#BackToSchool2026" also reads as back, to, school, 2026.
void Tokeniser::add_parts(std::size_t start, std::size_t end) {
  std::size_t first = start;
  Character before;
  for (std::size_t k = start; k < end;) {
    const Character character = character_at(text_, k);
    const bool line = text_[k] == '_';
    const bool case_change = character.upper && before.kind == Kind::letter && !before.upper;
    const bool digit_change = (character.kind == Kind::digit) != (before.kind == Kind::digit);
    if (k > first && (line || case_change || digit_change)) {
      add_word(first, k, token_flag::hashtag);
      first = k;
    }
    k += character.length;
    if (line) first = k;
    before = character;
  }
  if (end > first) add_word(first, end, token_flag::hashtag);
}

bool Tokeniser::read_emoticon() {
  const auto byte = static_cast<unsigned char>(text_[at_]);
  if (byte >= 128 || !emoticon_starts[byte]) return false;
  if (before_ == Kind::letter || before_ == Kind::digit) return false;
  const auto next = static_cast<unsigned char>(at_ + 1 < text_.size() ? text_[at_ + 1] : ' ');
  if (next >= 128 || !emoticon_seconds[next]) return false;
  const bool begins_with_letter = letter_at(at_);
  if (begins_with_letter && before_ != Kind::space) return false;
  for (const std::string_view emoticon : emoticons) {
    if (!starts_with(at_, emoticon)) continue;
    const std::size_t end = at_ + emoticon.size();
    const char last = emoticon.back();
    const bool ends_with_name = (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9');
    if (ends_with_name && name_at(end)) continue;
    if (emoticon == ":/" && end < text_.size() && text_[end] == '/') continue;
    const std::size_t offset = row_.text.size();
    row_.text += emoticon;
    finish(offset, at_, end, token_flag::emoji);
    at_ = end;
    return true;
  }
  return false;
}

void Tokeniser::read_emoji(Character first) {
  const std::size_t start = at_;
  while (at_ < text_.size() && character_at(text_, at_).lower == first.lower) at_ += first.length;
  const std::size_t offset = row_.text.size();
  base::append_utf8(row_.text, first.lower);
  finish(offset, start, at_, token_flag::emoji);
}

// Letters, digits and "_"; "'", "*" and "$" between letters; "." and "," between digits.
std::size_t Tokeniser::end_of_word(bool& number) const {
  std::size_t at = at_;
  Kind before = Kind::space;
  while (at < text_.size()) {
    const Character character = character_at(text_, at);
    if (character.kind == Kind::mark) {
      const char byte = text_[at];
      const bool inner_letter = (byte == '\'' || byte == '*' || byte == '$') &&
                                before == Kind::letter && letter_at(at + 1);
      const bool inner_digit =
          (byte == '.' || byte == ',') && before == Kind::digit && digit_at(at + 1);
      if (byte != '_' && !inner_letter && !inner_digit) break;
      number = number && inner_digit;
    } else if (character.kind == Kind::letter) {
      number = false;
    } else if (character.kind != Kind::digit) {
      break;
    }
    before = character.kind;
    at += character.length;
  }
  return at;
}

Kind plain_kind(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code < 128 ? detail::ascii[code].kind : Kind::space;
}

// Does a word that has been plain up to here go on in a way that only the long way reads?
bool goes_on(char before, char byte, char after) {
  if (static_cast<unsigned char>(byte) >= 128) return true;
  const bool wide = static_cast<unsigned char>(after) >= 128;  // may be a letter or a digit
  if (byte == '*' || byte == '$' || byte == '\'') {
    return plain_kind(before) == Kind::letter && (wide || plain_kind(after) == Kind::letter);
  }
  if (byte == '.' || byte == ',') {
    return plain_kind(before) == Kind::digit && (wide || plain_kind(after) == Kind::digit);
  }
  return false;
}

// Nineteen words of twenty are ASCII letters, digits, "_" and inner "'": read, folded, counted and
// hashed in one pass. False, with nothing done, when the word is not one of these; the long way
// (end_of_word and add_word) gives the same for those that are.
bool Tokeniser::read_plain_word() {
  std::array<char, word_bytes_max> bytes;
  std::size_t length = 0;
  std::uint64_t hash = hash_start;
  std::size_t letters = 0, capitals = 0;
  std::uint8_t flags = token_flag::word;
  char before = 0;
  int run = 0;
  std::size_t at = at_;
  bool number = true;
  for (; at < text_.size(); ++at) {
    const char byte = text_[at];
    const char after = at + 1 < text_.size() ? text_[at + 1] : ' ';
    if (static_cast<unsigned char>(byte) >= 128) return false;
    const Character character = detail::ascii[static_cast<unsigned char>(byte)];
    const bool letter = character.kind == Kind::letter;
    if (!letter && character.kind != Kind::digit && byte != '_') {
      const char last = at > at_ ? text_[at - 1] : ' ';
      const bool inner = byte == '\'' && plain_kind(last) == Kind::letter &&
                         plain_kind(after) == Kind::letter;
      if (!inner && goes_on(last, byte, after)) return false;
      if (!inner) break;
    }
    letters += letter ? 1U : 0U;
    capitals += character.upper ? 1U : 0U;
    number = number && character.kind == Kind::digit;
    const char lower = static_cast<char>(character.lower);
    run = lower == before ? run + 1 : 1;
    before = lower;
    if (letter && run > letter_run_max) flags |= token_flag::lengthened;
    if (run > (letter ? letter_run_max : other_run_max)) continue;
    if (length + 4 > word_bytes_max) continue;
    bytes[length++] = lower;
    hash = hashed(hash, lower);
  }
  if (number) return false;
  if (letters >= 2 && capitals == letters) flags |= token_flag::capitals;
  if (letters == 0) flags |= token_flag::number;
  const std::size_t offset = row_.text.size();
  bytes[length] = ' ';
  row_.text.append(bytes.data(), length + 1);
  finish(offset, at_, at, flags, hash_end(hash));
  at_ = at;
  return true;
}

void Tokeniser::read_word() {
  if (read_plain_word()) return;
  bool number = true;
  const std::size_t end = end_of_word(number);
  if (number) {
    add_number(at_, end);
  } else {
    add_word(at_, end, 0);
  }
  at_ = end;
}

void Tokeniser::read_marks(Character first) {
  const std::size_t start = at_;
  std::size_t count = 0;
  while (at_ < text_.size() && character_at(text_, at_).lower == first.lower) {
    at_ += first.length;
    ++count;
  }
  const std::size_t offset = row_.text.size();
  const int copies = count == 1 ? 1 : count < 4 ? 2 : 3;
  for (int k = 0; k < copies; ++k) {
    if (first.lower < 128) {
      row_.text += static_cast<char>(first.lower);
    } else {
      base::append_utf8(row_.text, first.lower);
    }
  }
  finish(offset, start, at_, token_flag::punctuation);
}

void Tokeniser::add_word(std::size_t start, std::size_t end, std::uint8_t flags) {
  const std::size_t offset = row_.text.size();
  char32_t before = 0;
  int run = 0;
  std::size_t letters = 0;
  std::size_t capitals = 0;
  for (std::size_t k = start; k < end;) {
    const Character character = character_at(text_, k);
    k += character.length;
    const bool letter = character.kind == Kind::letter;
    letters += letter ? 1 : 0;
    capitals += character.upper ? 1 : 0;
    run = character.lower == before ? run + 1 : 1;
    before = character.lower;
    if (letter && run > letter_run_max) flags |= token_flag::lengthened;
    if (run > (letter ? letter_run_max : other_run_max)) continue;
    if (row_.text.size() - offset + 4 > word_bytes_max) continue;
    if (character.lower < 128) {
      row_.text += static_cast<char>(character.lower);
    } else {
      base::append_utf8(row_.text, character.lower);
    }
  }
  if (letters >= 2 && capitals == letters) flags |= token_flag::capitals;
  if (letters == 0) flags |= token_flag::number;
  finish(offset, start, end, flags | token_flag::word);
}

// One or two digits stay; longer numbers keep their shape only ("1,250.00" is "0,000.00").
void Tokeniser::add_number(std::size_t start, std::size_t end) {
  const std::size_t offset = row_.text.size();
  const bool masked = end - start > 2;
  for (std::size_t k = start; k < end && row_.text.size() - offset + 4 <= word_bytes_max;) {
    const Character character = character_at(text_, k);
    if (character.kind == Kind::digit && masked) {
      row_.text += '0';
    } else {
      base::append_utf8(row_.text, character.lower);
    }
    k += character.length;
  }
  finish(offset, start, end, token_flag::word | token_flag::number);
}

void Tokeniser::add_placeholder(std::string_view name, std::size_t start, std::size_t end) {
  const std::size_t offset = row_.text.size();
  row_.text += name;
  finish(offset, start, end, token_flag::punctuation);
}

void Tokeniser::finish(std::size_t offset, std::size_t start, std::size_t end,
                       std::uint8_t flags) {
  row_.text += ' ';
  const std::string_view text = std::string_view(row_.text).substr(offset);
  finish(offset, start, end, flags, hash_token(text.substr(0, text.size() - 1)));
}

// `row_.text` ends with the token's text and a space.
void Tokeniser::finish(std::size_t offset, std::size_t start, std::size_t end, std::uint8_t flags,
                       std::uint64_t hash) {
  if (row_.tokens.size() == tokens_max) {
    row_.cut = true;
    row_.text.resize(offset);
    return;
  }
  Token token;
  token.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
  token.offset = static_cast<std::uint32_t>(offset);
  token.length = static_cast<std::uint8_t>(row_.text.size() - offset - 1);
  token.flags = flags;
  token.hash = hash;
  row_.tokens.push_back(token);
}

void Tokeniser::mark_negated() {
  int reach = 0;
  for (Token& token : row_.tokens) {
    const std::string_view text = row_.text_of(token);
    if (token.is(token_flag::punctuation)) {
      if (std::string_view(".,!?;:").find(text[0]) != std::string_view::npos) reach = 0;
      continue;
    }
    if (!token.is(token_flag::word)) continue;
    if (reach > 0) {
      token.flags |= token_flag::negated;
      --reach;
    }
    if (is_negation(text, token.hash)) reach = negation_reach;
  }
}

}  // namespace

std::uint64_t hash_token(std::string_view text) {
  std::uint64_t hash = hash_start;
  for (const char byte : text) hash = hashed(hash, byte);
  return hash_end(hash);
}

void tokenise(std::string_view text, TokenRow& row) {
  row.tokens.clear();
  row.text.assign(1, ' ');  // so that every token has a space on both sides
  row.clean.clear();
  row.origin.clear();
  row.cut = false;
  const bool changed = !is_clean(text);
  if (changed) clean(text, row.clean, row.origin);
  Tokeniser(changed ? std::string_view(row.clean) : text, row).run();
  if (!changed) return;
  for (Token& token : row.tokens) {
    // Dropped characters after a token count as its own: a variation selector is its emoji's.
    token.span.start = row.origin[token.span.start];
    token.span.end = row.origin[token.span.end];
  }
}

}  // namespace decorum::signals
