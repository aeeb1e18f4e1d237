#include "policy/fact_text.h"

#include <algorithm>

namespace decorum::policy {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_in_word(char c) { return is_ascii_letter(c) || is_digit(c); }
char lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

// General punctuation, arrows and symbols, emoji: no part of a word.
bool is_sign(char32_t code) {
  return (code >= 0x2000 && code <= 0x2BFF) || code < 0xC0 || code == 0xD7 || code == 0xF7 ||
         (code >= 0x3000 && code <= 0x303F) || code >= 0x1F000 || code == 0xFE0F;
}

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<std::string>& handles, FactText& out)
      : text_(text), handles_(handles), out_(out) {}

  void cut() {
    out_.clear();
    out_.storage.reserve(text_.size());
    while (at_ < text_.size() && out_.words.size() < fact_words_max) step();
    end_sentence();
  }

 private:
  bool ahead(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  char next(std::size_t by = 1) const {
    return at_ + by < text_.size() ? text_[at_ + by] : '\0';
  }

  // Something that is in a word, and how long; 0 when it is not.
  std::size_t letter_here() const {
    const char c = text_[at_];
    if (is_ascii_letter(c) || is_digit(c)) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    const base::CodePoint point = base::decode_long_at(text_, at_);
    return is_sign(point.code) ? 0 : point.length;
  }

  void step() {
    const char c = text_[at_];
    const bool word_before = at_ > 0 && is_in_word(text_[at_ - 1]);
    if (c == '@' && !word_before) return mention();
    if (c == '#' && !word_before) {
      ++at_;
      return hashtag();
    }
    if (ahead("http://") || ahead("https://") || ahead("www.")) return skip_to_blank();
    if (letter_here() > 0) return word();
    sign(c);
  }

  void skip_to_blank() {
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) > ' ') ++at_;
  }

  void mention() {
    const std::size_t start = at_++;
    const std::size_t name = at_;
    const auto in_name = [](char c) {
      return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
    };
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    std::string handle(text_.substr(name, at_ - name));
    while (!handle.empty() && (handle.back() == '.' || handle.back() == '-')) handle.pop_back();
    std::ranges::transform(handle, handle.begin(), lower);
    if (std::ranges::find(handles_, handle) == handles_.end()) {
      out_.mentions_others = true;
      return;
    }
    add(start, at_, {}).own = true;
  }

  // "OpenFloor2026" is "open", "floor", "2026".
  void hashtag() {
    std::size_t start = at_;
    while (at_ < text_.size()) {
      const std::size_t length = letter_here();
      if (length == 0) break;
      const bool edge = at_ > start && ((is_upper(text_[at_]) && !is_upper(text_[at_ - 1])) ||
                                        is_digit(text_[at_]) != is_digit(text_[at_ - 1]));
      if (edge) {
        add(start, at_, folded(start, at_));
        start = at_;
      }
      at_ += length;
    }
    if (at_ > start) add(start, at_, folded(start, at_));
  }

  void word() {
    const std::size_t start = at_;
    const bool number = is_digit(text_[at_]);
    while (at_ < text_.size()) {
      if (const std::size_t length = letter_here()) {
        at_ += length;
      } else if (number && (text_[at_] == '.' || text_[at_] == ',') && is_digit(next())) {
        ++at_;
      } else if (text_[at_] == '\'' && is_ascii_letter(next())) {
        ++at_;
      } else if (ahead("\u2019") && is_ascii_letter(next(3))) {
        at_ += 3;
      } else {
        break;
      }
    }
    FactWord& added = add(start, at_, folded(start, at_));
    if (!number) return;
    added.percent = ahead("%") || ahead(" %") || ahead("\u00a0%") || ahead(" per cent") ||
                    ahead(" percent") || ahead(" pct");
    added.money = money_ || ahead(" pounds") || ahead(" quid") || ahead(" GBP");
  }

  std::string_view folded(std::size_t from, std::size_t to) {
    const std::size_t begin = out_.storage.size();
    for (std::size_t i = from; i < to; ++i) {
      if (text_.substr(i, 3) == "\u2019") {
        out_.storage += '\'';
        i += 2;
      } else {
        out_.storage += lower(text_[i]);
      }
    }
    return std::string_view(out_.storage).substr(begin);
  }

  FactWord& add(std::size_t start, std::size_t end, std::string_view folded_text) {
    FactWord added;
    added.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    added.folded = folded_text;
    added.before = gap_;
    added.quoted = quoted_;
    if (ended_) end_sentence();
    ended_ = false;
    gap_ = Gap::none;
    out_.words.push_back(added);
    return out_.words.back();
  }

  void sign(char c) {
    money_ = false;
    std::size_t length = 1;
    if (static_cast<unsigned char>(c) >= 0x80) {
      const base::CodePoint point = base::decode_long_at(text_, at_);
      length = point.length;
      wide_sign(point.code);
    } else {
      narrow_sign(c);
    }
    at_ += length;
  }

  void wide_sign(char32_t code) {
    if (code == 0x2013 || code == 0x2014) gap_ = std::max(gap_, Gap::comma);
    if (code == 0x201C) quoted_ = true;
    if (code == 0x201D) quoted_ = false;
    if (code == 0x2026) end(false);
    if (code == 0xA3 || code == 0x20AC) money_ = true;
  }

  void narrow_sign(char c) {
    if (c == '.' || c == '!' || c == '\n') end(false);
    if (c == '?') end(true);
    if (c == ',' || c == ';' || c == '(' || c == ')') gap_ = std::max(gap_, Gap::comma);
    if (c == '-' && (next() == ' ' || next() == '-')) gap_ = std::max(gap_, Gap::comma);
    if (c == ':') gap_ = Gap::colon;
    if (c == '$') money_ = true;
    if (c == '"') quoted_ = !quoted_;
  }

  void end(bool asks) {
    ended_ = true;
    asks_ = asks_ || asks;
    if (text_[at_] == '\n') quoted_ = false;
  }

  void end_sentence() {
    const auto end = static_cast<std::uint32_t>(out_.words.size());
    const std::uint32_t first = out_.sentences.empty() ? 0 : out_.sentences.back().end;
    if (end > first) out_.sentences.push_back({first, end, asks_});
    asks_ = false;
  }

  std::string_view text_;
  const std::vector<std::string>& handles_;
  FactText& out_;
  std::size_t at_ = 0;
  Gap gap_ = Gap::none;
  bool quoted_ = false, ended_ = false, asks_ = false, money_ = false;
};

}  // namespace

void FactText::clear() {
  storage.clear();
  words.clear();
  sentences.clear();
  mentions_others = false;
}

void cut_post(std::string_view text, const std::vector<std::string>& handles, FactText& out) {
  Cutter(text, handles, out).cut();
}

}  // namespace decorum::policy
