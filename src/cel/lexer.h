// Lexer: the source of an expression as tokens, with literals already decoded.
//
// Promises: every byte of the source is looked at a bounded number of times; a token's offset and
// length lie within the source. A mistake is a token of kind `mistake` whose `text` says what is
// wrong; nothing comes after it. The source must be valid UTF-8 and outlive the lexer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace decorum::cel {

enum class TokenKind : std::uint8_t {
  end,
  mistake,
  identifier,
  quoted_identifier,  // `any-thing`, allowed as a field's name
  literal,            // a number, string or bytes; `true`, `false` and `null` too
  sign,               // an operator or bracket; `text` is how it is written
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;     // of an identifier without its quotes; of a sign; what a mistake is
  Value literal;
  bool too_big = false;  // the literal 9223372036854775808, an int only behind a minus

  bool is(std::string_view sign) const { return kind == TokenKind::sign && text == sign; }
};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Token next();

 private:
  void skip_space();
  Token number();
  Token quoted(bool raw, bool bytes);
  Token quoted_name();
  Token word();
  Token sign();
  Token finish(TokenKind kind, std::size_t start, std::string text) const;
  Token mistake(std::size_t at, std::string what);
  char at(std::size_t offset) const { return offset < source_.size() ? source_[offset] : '\0'; }

  std::string_view source_;
  std::size_t place_ = 0;
};

// Words that are no names: `true`, `in`, `for` and the other reserved ones.
bool is_reserved(std::string_view word);

}  // namespace decorum::cel
