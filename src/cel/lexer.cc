#include "cel/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/unescape.h"

namespace decorum::cel {
namespace {

// google/cel-spec, doc/langdef.md, "Syntax", RESERVED.
constexpr std::array reserved_words{
    std::string_view("as"),     std::string_view("break"),     std::string_view("const"),
    std::string_view("continue"), std::string_view("else"),    std::string_view("for"),
    std::string_view("function"), std::string_view("if"),      std::string_view("import"),
    std::string_view("let"),    std::string_view("loop"),      std::string_view("package"),
    std::string_view("namespace"), std::string_view("return"), std::string_view("var"),
    std::string_view("void"),   std::string_view("while"),     std::string_view("in"),
    std::string_view("true"),   std::string_view("false"),     std::string_view("null")};

constexpr std::array two_letter_signs{std::string_view("&&"), std::string_view("||"),
                                      std::string_view("<="), std::string_view(">="),
                                      std::string_view("=="), std::string_view("!=")};
constexpr std::string_view one_letter_signs = "<>!+-*/%?:.,()[]{}";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool starts_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_name(char c) { return starts_name(c) || is_digit(c); }
bool in_quoted_name(char c) {
  return in_name(c) || c == '.' || c == '-' || c == '/' || c == ' ';
}

}  // namespace

bool is_reserved(std::string_view word) {
  return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

Token Lexer::finish(TokenKind kind, std::size_t start, std::string text) const {
  Token token;
  token.kind = kind;
  token.offset = start;
  token.length = place_ - start;
  token.text = std::move(text);
  return token;
}

Token Lexer::mistake(std::size_t at_offset, std::string what) {
  place_ = source_.size();
  Token token;
  token.kind = TokenKind::mistake;
  token.offset = at_offset;
  token.text = std::move(what);
  return token;
}

void Lexer::skip_space() {
  while (place_ < source_.size()) {
    const char c = source_[place_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++place_;
    } else if (c == '/' && at(place_ + 1) == '/') {
      place_ = std::min(source_.find_first_of("\r\n", place_), source_.size());
    } else {
      return;
    }
  }
}

Token Lexer::next() {
  skip_space();
  if (place_ >= source_.size()) return finish(TokenKind::end, place_, {});
  const char c = source_[place_];
  if (is_digit(c) || (c == '.' && is_digit(at(place_ + 1)))) return number();
  if (c == '"' || c == '\'') return quoted(false, false);
  if (c == '`') return quoted_name();
  if (starts_name(c)) return word();
  return sign();
}

Token Lexer::number() {
  const std::size_t start = place_;
  const bool hex = at(place_) == '0' && at(place_ + 1) == 'x' && is_hex_digit(at(place_ + 2));
  if (hex) place_ += 2;
  const std::size_t digits = place_;
  while (hex ? is_hex_digit(at(place_)) : is_digit(at(place_))) ++place_;
  bool real = false;
  if (!hex && at(place_) == '.' && is_digit(at(place_ + 1))) {
    real = true;
    for (++place_; is_digit(at(place_));) ++place_;
  }
  if (!hex && (at(place_) == 'e' || at(place_) == 'E')) {
    const std::size_t sign = at(place_ + 1) == '+' || at(place_ + 1) == '-' ? 1 : 0;
    if (is_digit(at(place_ + 1 + sign))) {
      real = true;
      for (place_ += 1 + sign; is_digit(at(place_));) ++place_;
    }
  }
  if (real) {
    Token token = finish(TokenKind::literal, start, {});
    const std::string text(source_.substr(start, place_ - start));
    const double value = std::strtod(text.c_str(), nullptr);
    if (std::isinf(value)) return mistake(start, fmt::format("{} is too big a number", text));
    token.literal = Value(value);
    return token;
  }
  std::uint64_t value = 0;
  const char* last = source_.data() + place_;
  const auto read = std::from_chars(source_.data() + digits, last, value, hex ? 16 : 10);
  const bool fits = read.ec == std::errc();
  const bool is_unsigned = at(place_) == 'u' || at(place_) == 'U';
  if (is_unsigned) ++place_;
  Token token = finish(TokenKind::literal, start, {});
  constexpr std::uint64_t int_limit = std::uint64_t{1} << 63;
  if (!fits || (!is_unsigned && value > int_limit)) {
    const std::string_view digits_written = source_.substr(start, place_ - start);
    return mistake(start, fmt::format("{} is too big a number", digits_written));
  }
  token.too_big = !is_unsigned && value == int_limit;
  token.literal = is_unsigned ? Value(value) : Value(static_cast<std::int64_t>(value));
  return token;
}

Token Lexer::quoted(bool raw, bool bytes) {
  const std::size_t start = place_ - (raw ? 1U : 0U) - (bytes ? 1U : 0U);
  const char quote = source_[place_];
  const bool triple = at(place_ + 1) == quote && at(place_ + 2) == quote;
  const std::string closing(triple ? 3 : 1, quote);
  place_ += closing.size();
  const std::size_t content = place_;
  for (;; ++place_) {
    if (place_ >= source_.size()) {
      return mistake(start, fmt::format("this text has no closing {}", closing));
    }
    if (source_.substr(place_, closing.size()) == closing) break;
    const char c = source_[place_];
    if (!triple && (c == '\n' || c == '\r')) {
      return mistake(start, fmt::format("this text has no closing {} on its line", closing));
    }
    if (!raw && c == '\\') ++place_;
  }
  const std::string_view written = source_.substr(content, place_ - content);
  place_ += closing.size();
  Token token = finish(TokenKind::literal, start, {});
  std::string text;
  if (raw) {
    text = with_newlines(written);
  } else {
    auto decoded = unescape(written, bytes);
    if (!decoded) return mistake(content + decoded.error().offset, decoded.error().what);
    text = std::move(*decoded);
  }
  token.literal = bytes ? Value::bytes(std::move(text)) : Value::string(std::move(text));
  return token;
}

Token Lexer::quoted_name() {
  const std::size_t start = place_++;
  while (in_quoted_name(at(place_))) ++place_;
  if (at(place_) != '`' || place_ == start + 1) {
    return mistake(start, "a name in backticks holds letters, digits, '_', '.', '-', '/' and "
                          "spaces, and ends with a backtick");
  }
  ++place_;
  std::string name(source_.substr(start + 1, place_ - start - 2));
  return finish(TokenKind::quoted_identifier, start, std::move(name));
}

Token Lexer::word() {
  const std::size_t start = place_;
  while (in_name(at(place_))) ++place_;
  std::string text(source_.substr(start, place_ - start));
  if (at(place_) == '"' || at(place_) == '\'') {
    const char first = static_cast<char>(text[0] | 0x20);
    const char second = text.size() > 1 ? static_cast<char>(text[1] | 0x20) : '\0';
    if (text.size() == 1 && (first == 'r' || first == 'b')) {
      return quoted(first == 'r', first == 'b');
    }
    if (text.size() == 2 && first == 'b' && second == 'r') return quoted(true, true);
  }
  Token token = finish(TokenKind::identifier, start, std::move(text));
  if (token.text != "true" && token.text != "false" && token.text != "null") {
    if (token.text == "in") token.kind = TokenKind::sign;
    return token;
  }
  token.kind = TokenKind::literal;
  if (token.text != "null") token.literal = Value(token.text == "true");
  return token;
}

Token Lexer::sign() {
  const std::size_t start = place_;
  const std::string_view two = source_.substr(place_, 2);
  if (std::find(two_letter_signs.begin(), two_letter_signs.end(), two) != two_letter_signs.end()) {
    place_ += 2;
    return finish(TokenKind::sign, start, std::string(two));
  }
  const char c = source_[place_];
  if (one_letter_signs.find(c) != std::string_view::npos && c != '\0') {
    ++place_;
    return finish(TokenKind::sign, start, std::string(1, c));
  }
  if (c == '=') return mistake(start, "a single = means nothing here; equality is written ==");
  if (c == '&') return mistake(start, "a single & means nothing here; 'and' is written &&");
  if (c == '|') return mistake(start, "a single | means nothing here; 'or' is written ||");
  const auto code = base::decode_at(source_, place_);
  if (code.code < 0x20 || code.code == 0x7f || !code.valid) {
    return mistake(start, fmt::format("the character U+{:04X} has no place in an expression",
                                      static_cast<std::uint32_t>(code.code)));
  }
  return mistake(start, fmt::format("'{}' has no place in an expression",
                                    source_.substr(start, code.length)));
}

}  // namespace decorum::cel
