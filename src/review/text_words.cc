#include "review/text_words.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "review/phrases.h"

namespace decorum::review {
namespace {

enum class Shape : std::uint8_t { other, letter, digit, joining, ignorable };

// Letters and digits; what may stand between them; what is not seen at all.
Shape shape_of(char32_t code) {
  if (code < 0x80) {
    if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')) return Shape::letter;
    if (code >= '0' && code <= '9') return Shape::digit;
    if (code == '\'' || code == '-' || code == '.' || code == ',') return Shape::joining;
    return Shape::other;
  }
  if (code == 0x2019 || code == 0x2018 || code == 0x02bc || code == 0x2010 || code == 0x2011) {
    return Shape::joining;
  }
  const auto point = static_cast<UChar32>(code);
  if (u_isalpha(point) != 0) return Shape::letter;
  if (u_isdigit(point) != 0) return Shape::digit;
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) {
    // Variation selectors belong to emoji.
    const bool selector = code >= 0xfe00 && code <= 0xfe0f;
    return selector ? Shape::ignorable : Shape::letter;
  }
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return Shape::ignorable;
  return Shape::other;
}

bool is_capital(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  return u_isupper(static_cast<UChar32>(code)) != 0 || u_istitle(static_cast<UChar32>(code)) != 0;
}


bool is_apostrophe(char32_t code) {
  return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02bc;
}

// May this sign join what is before it with what comes after?
bool joins(char32_t sign, Shape before, Shape after) {
  if (after != Shape::letter && after != Shape::digit) return false;
  if (sign == '.' || sign == ',') return before == Shape::digit && after == Shape::digit;
  if (is_apostrophe(sign)) return after == Shape::letter;
  return before == Shape::letter || after == Shape::letter;
}

class Words {
 public:
  explicit Words(Reading& reading) : reading_(reading), text_(reading.text) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const base::CodePoint point = base::decode_at(text_, at);
      const Shape shape = shape_of(point.code);
      if (shape == Shape::letter || shape == Shape::digit) {
        at = word_at(at);
      } else {
        at += point.length;
      }
    }
  }

 private:
  // The word that begins at `start`; where it ends.
  std::size_t word_at(std::size_t start) {
    Word word;
    std::size_t at = start;
    std::size_t end = start;
    std::size_t joined = start;  // `end`, or the end of what is not seen after it
    Shape before = Shape::other;
    letters_ = capitals_ = 0;
    while (at < text_.size()) {
      const base::CodePoint point = base::decode_at(text_, at);
      const Shape shape = shape_of(point.code);
      if (shape == Shape::letter || shape == Shape::digit) {
        if (at == start) {
          word.number = shape == Shape::digit;
          word.capital = is_capital(point.code);
        }
        before = shape;
        end = joined = at + point.length;
        letters_ += shape == Shape::letter ? 1U : 0U;
        capitals_ += is_capital(point.code) ? 1U : 0U;
      } else if (shape == Shape::joining) {
        if (joined != at || !joins(point.code, before, shape_after(at + point.length))) break;
      } else if (shape == Shape::ignorable && joined == at) {
        joined += point.length;
      } else {
        break;
      }
      at += point.length;
    }
    finish(word, start, end);
    return end;
  }

  Shape shape_after(std::size_t at) const {
    return at < text_.size() ? shape_of(base::decode_at(text_, at).code) : Shape::other;
  }

  void finish(Word& word, std::size_t start, std::size_t end) {
    word.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    word.text = text_.substr(start, end - start);
    word.folded = folded(start, end);
    const bool possessive = word.folded.ends_with("'s") && word.text.ends_with('s');
    const std::size_t letters = letters_ - (possessive ? 1 : 0);
    word.all_capitals = letters >= 2 && capitals_ == letters;
    reading_.words.push_back(word);
  }

  // The bytes of the folded text that came from [start, end).
  std::string_view folded(std::size_t start, std::size_t end) {
    const std::string_view all = reading_.folded.text;
    const std::vector<std::uint32_t>& origin = reading_.folded.origin;
    if (origin.empty()) return all.substr(start, end - start);
    while (folded_at_ < all.size() && origin[folded_at_] < start) ++folded_at_;
    const std::size_t from = folded_at_;
    while (folded_at_ < all.size() && origin[folded_at_] < end) ++folded_at_;
    return all.substr(from, folded_at_ - from);
  }

  Reading& reading_;
  std::string_view text_;
  std::size_t folded_at_ = 0;
  std::size_t letters_ = 0, capitals_ = 0;
};

}  // namespace

void find_words(Reading& reading) {
  reading.words.clear();
  Words(reading).run();
}

void cut_pieces(Reading& reading) {
  reading.pieces.clear();
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const std::string_view folded = reading.words[i].folded;
    std::size_t at = 0;
    do {
      const std::size_t hyphen = std::min(folded.find('-', at), folded.size());
      Piece piece;
      piece.folded = folded.substr(at, hyphen - at);
      piece.word = static_cast<std::uint32_t>(i);
      piece.first = at == 0;
      piece.last = hyphen == folded.size();
      piece.hash = hash_of_piece(without_possessive(piece.folded));
      piece.head_hash = hash_of_piece(head_of_piece(piece.folded));
      reading.pieces.push_back(piece);
      at = hyphen + 1;
    } while (at < folded.size());
  }
}

}  // namespace decorum::review
