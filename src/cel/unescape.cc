#include "cel/unescape.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::cel {
namespace {

constexpr std::string_view letters = "abfnrtv\\?\"'`";
constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";

bool is_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

// Exactly `count` digits of `base` at `offset`.
std::optional<std::uint32_t> digits_at(std::string_view text, std::size_t offset,
                                       std::size_t count, int base) {
  if (offset > text.size() || text.size() - offset < count) return std::nullopt;
  std::uint32_t value = 0;
  const char* first = text.data() + offset;
  const auto read = std::from_chars(first, first + count, value, base);
  if (read.ec != std::errc() || read.ptr != first + count) return std::nullopt;
  return value;
}

class Decoder {
 public:
  Decoder(std::string_view written, bool bytes) : written_(written), bytes_(bytes) {}

  tl::expected<std::string, EscapeError> decode() {
    while (place_ < written_.size()) {
      const std::size_t backslash = written_.find('\\', place_);
      out_ += with_newlines(written_.substr(place_, backslash - place_));
      if (backslash == std::string_view::npos) break;
      place_ = backslash;
      if (auto problem = escape()) {
        return tl::make_unexpected(EscapeError{backslash, std::move(*problem)});
      }
    }
    return std::move(out_);
  }

 private:
  // Decodes the escape at place_ and moves behind it, or says what is wrong.
  std::optional<std::string> escape() {
    const char letter = place_ + 1 < written_.size() ? written_[place_ + 1] : '\0';
    const std::size_t known = letter == '\0' ? std::string_view::npos : letters.find(letter);
    if (known != std::string_view::npos) {
      out_ += meanings[known];
      place_ += 2;
      return std::nullopt;
    }
    if (letter == 'x' || letter == 'X') return code(2, 2, 16);
    if (letter >= '0' && letter <= '3') return code(1, 3, 8);
    if (letter == 'u' || letter == 'U') {
      if (bytes_) return fmt::format("\\{} is a character, and bytes have none", letter);
      return code(2, letter == 'u' ? 4 : 8, 16);
    }
    const std::size_t next = place_ + 1;
    const std::size_t length =
        next < written_.size() ? base::decode_at(written_, next).length : std::size_t{0};
    return fmt::format("\\{} is no escape sequence; a backslash is written \\\\",
                       written_.substr(next, length));
  }

  std::optional<std::string> code(std::size_t skip, std::size_t count, int base) {
    const auto value = digits_at(written_, place_ + skip, count, base);
    if (!value) {
      return fmt::format("this escape sequence needs {} {} digits", count,
                         base == 16 ? "hexadecimal" : "octal");
    }
    place_ += skip + count;
    if (bytes_) {
      out_ += static_cast<char>(*value);
      return std::nullopt;
    }
    if (is_surrogate(*value) || *value > 0x10FFFF) {
      return fmt::format("U+{:04X} is not a character", *value);
    }
    base::append_utf8(out_, static_cast<char32_t>(*value));
    return std::nullopt;
  }

  std::string_view written_;
  bool bytes_;
  std::size_t place_ = 0;
  std::string out_;
};

}  // namespace

tl::expected<std::string, EscapeError> unescape(std::string_view written, bool bytes) {
  return Decoder(written, bytes).decode();
}

std::string with_newlines(std::string_view written) {
  std::string out;
  out.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool before_newline = i + 1 < written.size() && written[i + 1] == '\n';
    if (written[i] != '\r') out += written[i];
    else if (!before_newline) out += '\n';
  }
  return out;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view escaped = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view as = "abfnrtv\\\"";
  std::string out = "\"";
  for (const char c : text) {
    const std::size_t known = escaped.find(c);
    if (known == std::string_view::npos) {
      out += c;
    } else {
      out += '\\';
      out += as[known];
    }
  }
  return out + '"';
}

}  // namespace decorum::cel
