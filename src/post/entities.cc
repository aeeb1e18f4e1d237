#include "post/entities.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/unicode.h"
#include "post/letters.h"

namespace decorum::post {
namespace {

using base::CodePoint;
using base::Span;

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t mention_letters_max = 20;
constexpr std::size_t list_letters_max = 25;
constexpr std::size_t cashtag_letters_max = 6;

constexpr char32_t full_width_at = 0xFF20;
constexpr char32_t full_width_hash = 0xFF03;
constexpr char32_t text_style = 0xFE0E;
constexpr char32_t emoji_style = 0xFE0F;
constexpr char32_t keycap = 0x20E3;

// What a text may hold, by its bytes alone.
struct Hints {
  bool at = false;
  bool hash = false;
  bool dollar = false;
  bool dot = false;
  bool full_width = false;  // a byte with which ＠ and ＃ begin
  bool emoji = false;       // a byte with which emoji begin
};

Hints hints_of(std::string_view text) {
  enum : std::uint8_t { at = 1, hash = 2, dollar = 4, dot = 8, full_width = 16, emoji = 32 };
  static constexpr auto table = [] {
    std::array<std::uint8_t, 256> marks{};
    marks['@'] = at;
    marks['#'] = hash;
    marks['$'] = dollar;
    marks['.'] = dot;
    for (const unsigned lead : {0xE2U, 0xE3U, 0xF0U}) marks[lead] = emoji;
    marks[0xEF] = full_width | emoji;
    return marks;
  }();
  std::uint8_t seen = 0;
  for (const char c : text) seen |= table[static_cast<unsigned char>(c)];
  return {(seen & at) != 0,  (seen & hash) != 0,       (seen & dollar) != 0,
          (seen & dot) != 0, (seen & full_width) != 0, (seen & emoji) != 0};
}

bool is_word(char32_t code) {
  return is_ascii_letter(code) || is_ascii_digit(code) || code == '_';
}

bool is_flag_letter(char32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }

bool is_one_of(std::string_view characters, char32_t code) {
  return code < 0x80 && characters.find(static_cast<char>(code)) != npos;
}

std::optional<CodePoint> point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  return base::decode_at(text, at);
}

// The code point that ends at `end`, not looking further back than `from`.
std::optional<CodePoint> point_before(std::string_view text, std::size_t end, std::size_t from) {
  if (end <= from) return std::nullopt;
  std::size_t start = end - 1;
  while (start > from && end - start < 4 &&
         (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) {
    --start;
  }
  const CodePoint point = base::decode_at(text, start);
  if (start + point.length == end) return point;
  return CodePoint{0xFFFD, 1, false};
}

template <class Accept>
std::size_t skip_while(std::string_view text, std::size_t at, std::size_t count_max,
                       Accept accept) {
  for (std::size_t n = 0; n < count_max && at < text.size(); ++n) {
    if (!accept(static_cast<unsigned char>(text[at]))) break;
    ++at;
  }
  return at;
}

// Finds entities that begin with a sign, one kind at a time, from left to right. What one match has
// taken cannot be looked back at by the next, as in a regular expression.
class SignFinder {
 public:
  SignFinder(std::string_view text, std::vector<Entity>& out) : text_(text), out_(out) {}

  void find_mentions() {
    each_sign("@", "＠", [this](std::size_t sign, std::size_t start) {
      if (!may_precede_mention(sign)) return;
      std::size_t end = skip_while(text_, start, mention_letters_max, is_word);
      if (end == start) return;
      end = end_of_list(end);
      taken_ = end;
      const auto next = point_at(text_, end);
      const bool spoilt = next && (next->code == '@' || next->code == full_width_at ||
                                   is_latin_accent(next->code) || is_protocol_mark(end));
      if (!spoilt) add(Entity::Kind::mention, sign, start, end);
    });
  }

  void find_hashtags() {
    each_sign("#", "＃", [this](std::size_t sign, std::size_t start) {
      if (!may_precede_hashtag(sign)) return;
      bool letter = false;
      std::size_t end = start;
      while (const auto point = point_at(text_, end)) {
        const bool style = point->code == emoji_style || point->code == keycap;
        if ((end == start && style) || !is_hashtag_character(point->code)) break;
        letter = letter || is_hashtag_letter(point->code);
        end += point->length;
      }
      if (!letter) return;
      taken_ = end;
      const auto next = point_at(text_, end);
      const bool spoilt = next && (next->code == '#' || next->code == full_width_hash ||
                                   is_protocol_mark(end));
      if (!spoilt) add(Entity::Kind::hashtag, sign, start, end);
    });
  }

  void find_cashtags() {
    each_sign("$", "$", [this](std::size_t sign, std::size_t start) {
      const auto before = point_before(text_, sign, taken_);
      const bool may_stand =
          sign == 0 || (before && (is_space(before->code) || is_directional(before->code)));
      if (!may_stand) return;
      const std::size_t letters =
          skip_while(text_, start, cashtag_letters_max, is_ascii_letter);
      if (letters == start) return;
      const std::size_t end = end_of_cashtag(letters);
      if (end == npos) return;
      taken_ = end;
      add(Entity::Kind::cashtag, sign, start, end);
    });
  }

 private:
  // Calls `visit(sign, start)` for every sign in one of its two forms: where it stands, and where
  // what follows it starts. Each form is searched for once from left to right.
  template <class Visit>
  void each_sign(std::string_view plain, std::string_view wide, Visit visit) {
    taken_ = 0;
    std::size_t next_plain = text_.find(plain);
    std::size_t next_wide = text_.find(wide);
    while (next_plain != npos || next_wide != npos) {
      const std::size_t at = std::min(next_plain, next_wide);
      const std::size_t start = at + (at == next_plain ? plain.size() : wide.size());
      visit(at, start);
      const std::size_t from = std::max(start, taken_);
      if (next_plain < from) next_plain = text_.find(plain, from);
      if (next_wide < from) next_wide = text_.find(wide, from);
    }
  }

  void add(Entity::Kind kind, std::size_t sign, std::size_t start, std::size_t end) {
    out_.push_back({kind,
                    {static_cast<std::uint32_t>(sign), static_cast<std::uint32_t>(end)},
                    text_.substr(start, end - start)});
  }

  bool is_protocol_mark(std::size_t at) const { return text_.substr(at, 3) == "://"; }

  bool may_precede_mention(std::size_t sign) const {
    if (sign == 0) return true;
    const auto before = point_before(text_, sign, taken_);
    if (!before) return false;
    if (!is_word(before->code) && !is_one_of("!#$%&*@", before->code) &&
        before->code != full_width_at) {
      return true;
    }
    // "RT@user", when "RT" is no end of a word.
    if (sign < taken_ + 2) return false;
    const bool retweet = (text_[sign - 2] | 0x20) == 'r' && (text_[sign - 1] | 0x20) == 't';
    if (!retweet || sign == 2) return retweet;
    const auto earlier = point_before(text_, sign - 2, taken_);
    return earlier && !is_word(earlier->code) && !is_one_of("+~.-", earlier->code);
  }

  // "/list" after a name: a letter, then up to 24 letters, digits, "_" or "-".
  std::size_t end_of_list(std::size_t at) const {
    const auto first = at < text_.size() && text_[at] == '/' ? point_at(text_, at + 1)
                                                             : std::nullopt;
    if (!first || !is_ascii_letter(first->code)) return at;
    return skip_while(text_, at + 1, list_letters_max,
                      [](char32_t code) { return is_word(code) || code == '-'; });
  }

  bool may_precede_hashtag(std::size_t sign) const {
    if (sign == 0) return true;
    const auto before = point_before(text_, sign, taken_);
    if (!before) return false;
    return before->code == text_style || before->code == emoji_style ||
           (before->code != '&' && !is_hashtag_character(before->code));
  }

  // White space as JavaScript knows it, which is not quite what may stand before the sign.
  bool may_follow_cashtag(std::size_t at) const {
    const auto next = point_at(text_, at);
    if (!next) return true;
    constexpr char32_t next_line = 0x85;
    constexpr char32_t vowel_separator = 0x180E;
    constexpr char32_t byte_order_mark = 0xFEFF;
    if (next->code == next_line || next->code == vowel_separator) return false;
    return is_space(next->code) || next->code == byte_order_mark ||
           is_ascii_punctuation(next->code);
  }

  // With "." or "_" and one or two more letters when that ends well, else without; npos when
  // neither does.
  std::size_t end_of_cashtag(std::size_t letters) const {
    if (letters < text_.size() && (text_[letters] == '.' || text_[letters] == '_')) {
      const std::size_t tail = skip_while(text_, letters + 1, 2, is_ascii_letter);
      if (tail > letters + 1 && may_follow_cashtag(tail)) return tail;
    }
    return may_follow_cashtag(letters) ? letters : npos;
  }

  std::string_view text_;
  std::vector<Entity>& out_;
  std::size_t taken_ = 0;
};

bool starts_before(const Entity& a, const Entity& b) {
  return a.span.start != b.span.start ? a.span.start < b.span.start : a.kind < b.kind;
}

void keep_first_of_overlapping(std::vector<Entity>& entities) {
  std::sort(entities.begin(), entities.end(), starts_before);
  std::uint32_t end = 0;
  std::erase_if(entities, [&](const Entity& entity) {
    if (entity.span.start < end) return true;
    end = entity.span.end;
    return false;
  });
}

// May an emoji begin with this code point, which stands at `at`?
bool may_begin_emoji(std::string_view text, std::size_t at, const CodePoint& point) {
  if (point.code < 0x80) {
    // A keycap is a digit, "#" or "*" and what is far beyond ASCII.
    const std::size_t next = at + 1;
    return (is_ascii_digit(point.code) || point.code == '#' || point.code == '*') &&
           next < text.size() && static_cast<unsigned char>(text[next]) >= 0xE2;
  }
  return is_flag_letter(point.code) || base::is_pictograph(point.code);
}

}  // namespace

std::string_view name_of(Entity::Kind kind) {
  switch (kind) {
    case Entity::Kind::url: return "url";
    case Entity::Kind::mention: return "mention";
    case Entity::Kind::hashtag: return "hashtag";
    case Entity::Kind::cashtag: return "cashtag";
    case Entity::Kind::emoji: return "emoji";
  }
  return {};
}

bool counts_as_emoji(std::string_view cluster) {
  // A single ASCII character never is one; a keycap such as 1⃣ has more bytes.
  if (cluster.size() < 2) return false;
  if (base::is_emoji_cluster(cluster)) return true;
  const CodePoint first = base::decode_at(cluster, 0);
  constexpr char32_t trade_mark = 0x2122;
  constexpr char32_t chess_pawn = 0x265F;
  if (first.code < 0x203C || first.code == trade_mark || first.code == chess_pawn) return false;
  const auto second = point_at(cluster, first.length);
  return base::is_pictograph(first.code) && !(second && second->code == text_style);
}

std::vector<Span> find_emoji(std::string_view text) {
  std::vector<Span> out;
  if (!hints_of(text).emoji) return out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = base::decode_at(text, at);
    if (!may_begin_emoji(text, at, point)) {
      at += point.length;
      continue;
    }
    const std::size_t end = base::end_of_grapheme(text, at);
    if (counts_as_emoji(text.substr(at, end - at))) {
      out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
    at = end;
  }
  return out;
}

std::vector<Entity> find_entities(std::string_view text, UrlRules rules) {
  std::vector<Entity> out;
  const Hints hints = hints_of(text);
  if (hints.dot) {
    for (const Span& span : find_urls(text, rules)) {
      out.push_back({Entity::Kind::url, span, text.substr(span.start, span.end - span.start)});
    }
  }
  SignFinder finder(text, out);
  if (hints.hash || hints.full_width) finder.find_hashtags();
  if (hints.at || hints.full_width) finder.find_mentions();
  if (hints.dollar) finder.find_cashtags();
  keep_first_of_overlapping(out);
  if (!hints.emoji) return out;

  // An emoji's cluster may reach into what follows it, as a URL may start with a combining mark;
  // such an emoji gives way.
  const std::size_t others = out.size();
  std::size_t other = 0;
  for (const Span& span : find_emoji(text)) {
    while (other < others && out[other].span.end <= span.start) ++other;
    if (other < others && out[other].span.start < span.end) continue;
    out.push_back({Entity::Kind::emoji, span, text.substr(span.start, span.end - span.start)});
  }
  if (out.size() > others) std::sort(out.begin(), out.end(), starts_before);
  return out;
}

}  // namespace decorum::post
