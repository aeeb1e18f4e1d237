#include "post/atproto_syntax.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "post/letters.h"

namespace decorum::post {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t uri_bytes_max = 8 * 1024;
constexpr std::size_t label_bytes_max = 63;

bool is_letter(char c) { return is_ascii_letter(static_cast<unsigned char>(c)); }
bool is_digit(char c) { return is_ascii_digit(static_cast<unsigned char>(c)); }
bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

bool all(std::string_view text, bool (*accept)(char)) {
  return std::all_of(text.begin(), text.end(), accept);
}

bool is_one_of(std::string_view characters, char c) { return characters.find(c) != npos; }

// Takes the text up to the next separator off its start.
std::string_view take_part(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const bool last = text.find(separator) == npos;
    out.push_back(take_part(text, separator));
    if (last) return out;
  }
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= label_bytes_max && is_alphanumeric(label.front()) &&
         is_alphanumeric(label.back()) &&
         all(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Minutes east of UTC of "Z" or "+hh:mm".
std::optional<int> offset_minutes(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const auto hours = number(text.substr(1, 2));
  const auto minutes = number(text.substr(4, 2));
  if (!hours || !minutes || *hours > 23 || *minutes > 59 || text == "-00:00") return {};
  const int total = *hours * 60 + *minutes;
  return text[0] == '-' ? -total : total;
}

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return out;
}

// The parts of a language tag from left to right (RFC 5646, section 2.1), in small letters.
class LanguageTag {
 public:
  explicit LanguageTag(std::string_view text) {
    for (const std::string_view part : parts_of(text, '-')) parts_.push_back(small(part));
  }

  bool is_sound() {
    if (std::any_of(parts_.begin(), parts_.end(), [](const std::string& part) {
          return part.empty() || part.size() > 8 || !all(part, is_alphanumeric);
        })) {
      return false;
    }
    if (parts_[0] == "x") return parts_.size() > 1;
    if (parts_[0] == "i") return parts_.size() == 2 && parts_[1].size() > 2;
    if (parts_[0].size() < 2 || parts_[0].size() > 3) return false;
    ++at_;
    for (int extended = 0; extended < 3 && here_is(3, is_letter); ++extended) ++at_;
    if (here_is(4, is_letter)) ++at_;
    if (here_is(2, is_letter) || here_is(3, is_digit)) ++at_;
    if (!take_variants() || !take_extensions()) return false;
    if (at_ == parts_.size()) return true;
    return parts_[at_] == "x" && at_ + 1 < parts_.size();
  }

 private:
  bool here_is(std::size_t size, bool (*accept)(char)) const {
    return at_ < parts_.size() && parts_[at_].size() == size && all(parts_[at_], accept);
  }

  bool take_variants() {
    const std::size_t first = at_;
    while (at_ < parts_.size()) {
      const std::string& part = parts_[at_];
      if (part.size() < 4 || (part.size() == 4 && !is_digit(part[0]))) break;
      if (has_before(first, part)) return false;
      ++at_;
    }
    return true;
  }

  bool take_extensions() {
    std::vector<std::string> singletons;
    while (at_ < parts_.size() && parts_[at_].size() == 1 && parts_[at_] != "x") {
      const std::string& singleton = parts_[at_];
      if (std::find(singletons.begin(), singletons.end(), singleton) != singletons.end()) {
        return false;
      }
      singletons.push_back(singleton);
      const std::size_t first = ++at_;
      while (at_ < parts_.size() && parts_[at_].size() > 1) ++at_;
      if (at_ == first) return false;
    }
    return true;
  }

  bool has_before(std::size_t first, const std::string& part) const {
    const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = parts_.begin() + static_cast<std::ptrdiff_t>(at_);
    return std::find(begin, end, part) != end;
  }

  std::vector<std::string> parts_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_handle(std::string_view text) {
  if (text.size() > 253) return false;
  const auto labels = parts_of(text, '.');
  return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), is_label) &&
         is_letter(labels.back().front());
}

bool is_did(std::string_view text) {
  if (text.size() > 2048) return false;
  if (take_part(text, ':') != "did") return false;
  const std::string_view method = take_part(text, ':');
  return !method.empty() && all(method, is_small_letter) && !text.empty() &&
         !is_one_of(":%", text.back()) &&
         all(text, [](char c) { return is_alphanumeric(c) || is_one_of("._:%-", c); });
}

bool is_at_identifier(std::string_view text) { return is_did(text) || is_handle(text); }

bool is_nsid(std::string_view text) {
  if (text.size() > 317) return false;
  const auto parts = parts_of(text, '.');
  const std::string_view name = parts.back();
  return parts.size() >= 3 && std::all_of(parts.begin(), parts.end(), is_label) &&
         is_letter(parts.front().front()) && is_letter(name.front()) &&
         all(name, is_alphanumeric);
}

bool is_tid(std::string_view text) {
  return text.size() == 13 && text.front() >= '2' && text.front() <= 'j' &&
         all(text, [](char c) { return is_small_letter(c) || (c >= '2' && c <= '7'); });
}

bool is_record_key(std::string_view text) {
  return !text.empty() && text.size() <= 512 && text != "." && text != ".." &&
         all(text, [](char c) { return is_alphanumeric(c) || is_one_of("._:~-", c); });
}

bool is_at_uri(std::string_view text) {
  constexpr std::string_view scheme = "at://";
  if (text.size() > uri_bytes_max || !text.starts_with(scheme)) return false;
  const auto parts = parts_of(text.substr(scheme.size()), '/');
  return parts.size() <= 3 && is_at_identifier(parts[0]) &&
         (parts.size() < 2 || is_nsid(parts[1])) && (parts.size() < 3 || is_record_key(parts[2]));
}

bool is_cid(std::string_view text) {
  return text.size() >= 8 && text.size() <= 256 && !text.starts_with("Qm") &&
         all(text, [](char c) { return is_alphanumeric(c) || c == '+' || c == '='; });
}

bool is_datetime(std::string_view text) {
  namespace chrono = std::chrono;
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  const auto at = [&](std::size_t offset) { return *number(text.substr(offset, 2)); };
  const chrono::year_month_day date{chrono::year{*number(text.substr(0, 4))},
                                    chrono::month{static_cast<unsigned>(at(5))},
                                    chrono::day{static_cast<unsigned>(at(8))}};
  if (!date.ok() || at(11) > 23 || at(14) > 59 || at(17) > 60) return false;

  std::string_view rest = text.substr(form.size());
  if (rest.starts_with('.')) {
    const auto end = std::find_if_not(rest.begin() + 1, rest.end(), is_digit) - rest.begin();
    if (end == 1) return false;
    rest.remove_prefix(static_cast<std::size_t>(end));
  }
  const auto offset = offset_minutes(rest);
  if (!offset) return false;
  const auto minute = chrono::sys_days{date} + chrono::hours{at(11)} + chrono::minutes{at(14)} -
                      chrono::minutes{*offset};
  return minute >= chrono::sys_days{chrono::year{0} / 1 / 1};
}

bool is_language(std::string_view text) {
  // Registered before the rules were, and outside them (RFC 5646, "irregular").
  constexpr std::array<std::string_view, 4> irregular = {"en-GB-oed", "sgn-BE-FR", "sgn-BE-NL",
                                                         "sgn-CH-DE"};
  if (text.size() > 128) return false;
  if (std::find(irregular.begin(), irregular.end(), text) != irregular.end()) return true;
  std::string_view rest = text;
  const std::string_view first = take_part(rest, '-');
  if (!all(first, is_small_letter) && first != "X") return false;
  return LanguageTag(text).is_sound();
}

bool is_uri(std::string_view text) {
  if (text.size() > uri_bytes_max) return false;
  const auto colon = text.find(':');
  if (colon == npos || colon == 0 || colon > 80 || colon + 1 == text.size()) return false;
  return is_letter(text.front()) &&
         all(text.substr(0, colon),
             [](char c) { return is_alphanumeric(c) || is_one_of("+-.", c); }) &&
         all(text.substr(colon), [](char c) { return static_cast<unsigned char>(c) > ' '; });
}

}  // namespace decorum::post
