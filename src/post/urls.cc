#include "post/urls.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "post/domains.h"
#include "post/letters.h"

namespace decorum::post {
namespace {

using base::CodePoint;
using base::Span;

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t url_points_max = 4096;
constexpr std::size_t tco_word_max = 40;
constexpr std::string_view assumed_protocol = "https://";

constexpr char32_t full_width_at = 0xFF20;
constexpr char32_t full_width_hash = 0xFF03;

Span span(std::size_t start, std::size_t end) {
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
}

bool may_precede(char32_t code) {
  return !is_ascii_letter(code) && !is_ascii_digit(code) && code != '@' && code != full_width_at &&
         code != '$' && code != '#' && code != full_width_hash && !is_forbidden(code);
}

bool is_path_letter(char32_t code) {
  return is_ascii_letter(code) || is_ascii_digit(code) || (code >= 0x400 && code <= 0x4FF) ||
         is_latin_accent(code);
}

bool is_one_of(std::string_view characters, char32_t code) {
  return code < 0x80 && characters.find(static_cast<char>(code)) != npos;
}

bool is_path_character(char32_t code) {
  return is_path_letter(code) || is_one_of("!*';:=+,.$/%#[]-_~@|&", code) || code == 0x2013;
}

bool may_end_path(char32_t code) { return is_path_letter(code) || is_one_of("+-=_#/", code); }

bool is_query_character(char c) {
  const auto code = static_cast<unsigned char>(c);
  return is_ascii_letter(code) || is_ascii_digit(code) ||
         is_one_of("!?*'@();:&=+$/%#[]-_.,~|", code);
}

bool may_end_query(char c) {
  const auto code = static_cast<unsigned char>(c);
  return is_ascii_letter(code) || is_ascii_digit(code) || is_one_of("-_&=#/", code);
}

// Length of "http://" or "https://" at `start`, letter case ignored; 0 when there is neither.
std::size_t protocol_bytes(std::string_view text, std::size_t start) {
  for (const std::string_view protocol : {"http://", "https://"}) {
    if (text.size() - start < protocol.size()) continue;
    const std::string_view found = text.substr(start, protocol.size());
    const bool same = std::equal(found.begin(), found.end(), protocol.begin(),
                                 [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    if (same && found.ends_with("://")) return protocol.size();
  }
  return 0;
}

std::size_t skip_path_characters(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint point = base::decode_at(text, at);
    if (!is_path_character(point.code)) break;
    at += point.length;
  }
  return at;
}

bool stands_at(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

// The end of "(...)" or "(..(...)..)" that starts at `open`, or npos.
std::size_t end_of_brackets(std::string_view text, std::size_t open) {
  const std::size_t inside = skip_path_characters(text, open + 1);
  if (stands_at(text, inside, ')')) return inside > open + 1 ? inside + 1 : npos;
  if (!stands_at(text, inside, '(')) return npos;
  const std::size_t nested = skip_path_characters(text, inside + 1);
  if (nested == inside + 1 || !stands_at(text, nested, ')')) return npos;
  const std::size_t rest = skip_path_characters(text, nested + 1);
  return stands_at(text, rest, ')') ? rest + 1 : npos;
}

// The end of the path from the "/" at `start`. It ends with the last character that may end one and
// is in no brackets, and with the brackets that follow directly: "/a(b)" and "/(a)c" are whole, of
// "/a.(b)" only "/a" is taken.
std::size_t end_of_path(std::string_view text, std::size_t start) {
  std::size_t end = start + 1;
  for (std::size_t at = start + 1; at < text.size();) {
    const CodePoint point = base::decode_at(text, at);
    if (point.code == '(') {
      const std::size_t brackets = end_of_brackets(text, at);
      if (brackets == npos) break;
      at = brackets;
      continue;
    }
    if (!is_path_character(point.code)) break;
    at += point.length;
    if (may_end_path(point.code)) end = at;
  }
  while (stands_at(text, end, '(')) {
    const std::size_t brackets = end_of_brackets(text, end);
    if (brackets == npos) break;
    end = brackets;
  }
  return end;
}

// The longest query from the "?" at `start`, or `start` when there is none.
std::size_t end_of_query(std::string_view text, std::size_t start) {
  std::size_t end = start;
  for (std::size_t at = start + 1; at < text.size() && is_query_character(text[at]); ++at) {
    if (may_end_query(text[at])) end = at + 1;
  }
  return end;
}

// Where domains end. Labels and dots ahead of the search are read once and kept, so that the many
// places at which a domain might start in a long run of letters cost no more than one.
class Domains {
 public:
  explicit Domains(std::string_view text) : text_(text) {}

  // The end of the longest domain that starts exactly at `start`, or npos. Calls must not go back.
  std::size_t end_from(std::size_t start) {
    if (start < hopeless_until_ || start >= text_.size()) return npos;
    if (labels_.empty() || labels_.back().dot < start) read_labels(start);
    while (next_ < labels_.size() && labels_[next_].dot < start) ++next_;
    if (next_ == labels_.size() || labels_[next_].dot == start) return npos;
    if (!is_domain_character(base::decode_at(text_, start).code)) return npos;
    return best_end(next_, start);
  }

 private:
  struct Label {
    std::size_t dot = 0;                // after the label
    std::size_t last_underscore = npos;
    std::size_t tld_end = npos;         // of a top-level domain right after the dot
    std::size_t deeper_end = npos;      // of the longest domain that has the next label too
  };

  // From the label at `index`, cut to begin at `start`. The last label before the top-level domain
  // must not hold "_".
  std::size_t best_end(std::size_t index, std::size_t start) const {
    const Label& label = labels_[index];
    if (label.deeper_end != npos) return label.deeper_end;
    const bool underscore = label.last_underscore != npos && label.last_underscore >= start;
    return underscore ? npos : label.tld_end;
  }

  void read_labels(std::size_t start) {
    labels_.clear();
    next_ = 0;
    for (std::size_t at = start; read_label(at, at == start); at = labels_.back().dot + 1) {
    }
    for (std::size_t i = labels_.size(); i-- > 1;) {
      labels_[i - 1].deeper_end = best_end(i, labels_[i - 1].dot + 1);
    }
  }

  bool read_label(std::size_t start, bool first) {
    Label label;
    std::size_t at = start;
    bool ends_well = false;
    while (at < text_.size()) {
      const CodePoint point = base::decode_at(text_, at);
      const bool joiner = point.code == '-' || point.code == '_';
      if (!joiner && !is_domain_character(point.code)) break;
      // The first label may be entered further on, at a better character.
      if (joiner && at == start && !first) return false;
      if (point.code == '_') label.last_underscore = at;
      ends_well = !joiner;
      at += point.length;
    }
    const bool dotted = stands_at(text_, at, '.') && ends_well;
    if (!dotted && first) hopeless_until_ = std::max(at, start + 1);
    if (!dotted) return false;
    label.dot = at;
    label.tld_end = end_of_tld(text_, at + 1, text_.size());
    labels_.push_back(label);
    return true;
  }

  std::string_view text_;
  std::vector<Label> labels_;       // one run of labels, each followed by a dot
  std::size_t next_ = 0;            // the label in which the search stands
  std::size_t hopeless_until_ = 0;  // no domain starts before this
};

// Is there a dot between two bytes that a domain may have there? Sentences have none.
bool may_hold_domain(std::string_view text) {
  const auto belongs = [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return code >= 0x80 || is_ascii_letter(code) || is_ascii_digit(code);
  };
  for (auto dot = text.find('.', 1); dot < text.size(); dot = text.find('.', dot + 1)) {
    if (dot + 1 < text.size() && belongs(text[dot - 1]) && belongs(text[dot + 1])) return true;
  }
  return false;
}

// One match of the whole pattern, before it is decided what of it is a URL.
struct Match {
  std::size_t start = 0;
  std::size_t domain_start = 0;
  std::size_t domain_end = 0;
  std::size_t end = 0;
  bool has_path = false;
};

class Finder {
 public:
  Finder(std::string_view text, UrlRules rules) : text_(text), rules_(rules), domains_(text) {}

  std::vector<Span> find() {
    for (std::size_t at = 0; at < text_.size();) {
      const CodePoint point = base::decode_at(text_, at);
      const std::size_t next = at + point.length;
      Match match;
      if (may_precede(point.code) && match_at(next, match)) {
        take(match, point.code);
        at = match.end;
      } else if (at == 0 && match_at_start(match)) {
        take(match, 0);
        at = match.end;
      } else {
        at = next;
      }
    }
    return std::move(urls_);
  }

 private:
  // The very first character may also belong to the URL; that was looked past just now.
  bool match_at_start(Match& match) {
    domains_ = Domains(text_);
    return match_at(0, match);
  }

  bool match_at(std::size_t start, Match& match) {
    if (start >= text_.size()) return false;
    match.start = start;
    match.domain_start = start + protocol_bytes(text_, start);
    match.domain_end = domains_.end_from(match.domain_start);
    if (match.domain_end == npos) return false;
    match.end = match.domain_end;
    if (stands_at(text_, match.end, ':')) {
      std::size_t port = match.end + 1;
      while (port < text_.size() && text_[port] >= '0' && text_[port] <= '9') ++port;
      if (port > match.end + 1) match.end = port;
    }
    match.has_path = stands_at(text_, match.end, '/');
    if (match.has_path) match.end = end_of_path(text_, match.end);
    if (stands_at(text_, match.end, '?')) match.end = end_of_query(text_, match.end);
    return true;
  }

  void take(const Match& match, char32_t before) {
    if (match.domain_start > match.start) {
      take_with_protocol(match);
    } else if (rules_.without_protocol && !is_one_of("-_./", before)) {
      take_without_protocol(match);
    }
  }

  void take_with_protocol(const Match& match) {
    std::size_t end = match.end;
    const std::size_t word_end = end_of_tco_word(match);
    if (word_end != npos) {
      if (word_end - match.domain_end - 1 > tco_word_max) return;
      end = word_end;
      if (stands_at(text_, end, '?')) end = end_of_query(text_, end);
    }
    const std::string_view domain = domain_of(match);
    if (domain.starts_with("xn--") && !has_ascii_domain(match)) return;
    if (is_sound(domain, match.start, end, 0)) urls_.push_back(span(match.start, end));
  }

  // The end of "https://t.co/WORD", or npos when the match is something else.
  std::size_t end_of_tco_word(const Match& match) const {
    const std::string_view domain = domain_of(match);
    const bool tco = domain.size() == 4 && (domain[0] | 0x20) == 't' && domain[1] == '.' &&
                     (domain[2] | 0x20) == 'c' && (domain[3] | 0x20) == 'o';
    if (!tco || !stands_at(text_, match.domain_end, '/')) return npos;
    std::size_t end = match.domain_end + 1;
    while (end < text_.size() && (is_ascii_letter(static_cast<unsigned char>(text_[end])) ||
                                  is_ascii_digit(static_cast<unsigned char>(text_[end])))) {
      ++end;
    }
    return end > match.domain_end + 1 ? end : npos;
  }

  void take_without_protocol(const Match& match) {
    const std::size_t before = urls_.size();
    for (std::size_t at = match.domain_start; at < match.domain_end;) {
      Span found;
      if (!next_ascii_domain(match.domain_end, at, found)) break;
      const std::string_view domain = text_.substr(found.start, found.end - found.start);
      const std::size_t end = match.has_path ? match.end : std::size_t{found.end};
      if (is_sound(domain, found.start, end, assumed_protocol.size())) urls_.push_back(found);
    }
    if (match.has_path && urls_.size() > before) {
      urls_.back().end = static_cast<std::uint32_t>(match.end);
    }
  }

  bool has_ascii_domain(const Match& match) const {
    std::size_t at = match.domain_start;
    Span found;
    return next_ascii_domain(match.domain_end, at, found);
  }

  // The next run of ASCII or accented labels that ends in a top-level domain; `at` moves past it.
  bool next_ascii_domain(std::size_t limit, std::size_t& at, Span& found) const {
    while (at < limit) {
      const std::size_t start = at;
      std::vector<std::size_t> dots;
      while (at < limit) {
        const CodePoint point = base::decode_at(text_, at);
        const bool dot = point.code == '.';
        if (!dot && !is_ascii_letter(point.code) && !is_ascii_digit(point.code) &&
            point.code != '-' && point.code != '_' && !is_latin_accent(point.code)) {
          break;
        }
        if (dot && at > start) dots.push_back(at);
        at += point.length;
      }
      for (; !dots.empty(); dots.pop_back()) {
        const std::size_t end = end_of_tld(text_, dots.back() + 1, limit);
        if (end == npos) continue;
        found = span(text_[start] == '.' ? start + 1 : start, end);
        at = std::max(at, end);
        return true;
      }
      if (at == start) at += base::decode_at(text_, at).length;
    }
    return false;
  }

  std::string_view domain_of(const Match& match) const {
    return text_.substr(match.domain_start, match.domain_end - match.domain_start);
  }

  bool is_sound(std::string_view domain, std::size_t start, std::size_t end,
                std::size_t protocol) const {
    if (!has_sound_labels(domain)) return false;
    // Most need no counting: punycode adds less than thrice the bytes of a domain.
    if (4 * (end - start) + protocol <= url_points_max) return true;
    const std::size_t points = base::count_code_points(text_.substr(start, end - start));
    return points + punycode_growth(domain) + protocol <= url_points_max;
  }

  std::string_view text_;
  UrlRules rules_;
  Domains domains_;
  std::vector<Span> urls_;
};

}  // namespace

std::vector<Span> find_urls(std::string_view text, UrlRules rules) {
  if (!may_hold_domain(text)) return {};
  if (!rules.without_protocol && text.find("://") == npos) return {};
  return Finder(text, rules).find();
}

}  // namespace decorum::post
