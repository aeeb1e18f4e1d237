#include "policy/text_length.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/unicode.h"
#include "post/emoji_sequences.h"
#include "post/entities.h"
#include "post/gsm.h"
#include "post/letters.h"
#include "post/urls.h"

namespace decorum::policy {
namespace {

using base::CodePoint;
using base::Span;

std::int64_t size_of(std::size_t count) { return static_cast<std::int64_t>(count); }

std::string_view part(std::string_view text, const Span& span) {
  return text.substr(span.start, span.end - span.start);
}

std::int64_t weight_of(char32_t code, const Weights& weights) {
  for (const Weights::Range& range : weights.ranges) {
    if (code >= range.first && code <= range.last) return range.weight;
  }
  return weights.otherwise;
}

// One stretch of a text that counts as a whole: a URL, an emoji, or a code point.
struct Token {
  Span span;
  std::int64_t cost = 0;  // times the scale
  bool forbidden = false;
};

// Cuts a text into tokens, from left to right.
class Tokens {
 public:
  Tokens(std::string_view text, const Counting& counting, const Weights& weights)
      : text_(text), counting_(counting), weights_(weights) {
    if (counting.url) {
      urls_ = post::find_urls(text, {.without_protocol = counting.url_without_protocol});
    }
  }

  template <class Visit>
  void visit(Visit visit) {
    std::size_t url = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const auto start = static_cast<std::uint32_t>(at);
      Token token;
      if (url < urls_.size() && urls_[url].start == at) {
        token = {urls_[url++], *counting_.url * weights_.scale, false};
      } else if (const std::uint32_t end = end_of_emoji(start); end > start) {
        token = {{start, end}, *counting_.emoji * weights_.scale, false};
      } else {
        const CodePoint point = base::decode_at(text_, at);
        token = {{start, start + point.length},
                 weight_of(point.code, weights_),
                 post::is_forbidden(point.code)};
      }
      visit(token);
      at = token.span.end;
    }
  }

 private:
  std::uint32_t end_of_emoji(std::uint32_t start) const {
    if (!counting_.emoji) return start;
    return static_cast<std::uint32_t>(post::end_of_emoji_sequence(text_, start));
  }

  std::string_view text_;
  const Counting& counting_;
  const Weights& weights_;
  std::vector<Span> urls_;
};

bool is_server_character(char32_t code) {
  return post::is_hashtag_letter(code) || post::is_ascii_digit(code) || code == '_';
}

// The end of "@host" at `at`, or `at`. A host is letters, digits, "_", "." and "-", and does not
// end with "." or "-".
std::size_t end_of_server(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '@') return at;
  std::size_t end = at;
  for (std::size_t next = at + 1; next < text.size();) {
    const CodePoint point = base::decode_at(text, next);
    const bool inner = point.code == '.' || point.code == '-';
    if (!inner && !is_server_character(point.code)) break;
    next += point.length;
    if (!inner) end = next;
  }
  return end;
}

bool is_name_character(char c) {
  const auto code = static_cast<unsigned char>(c);
  return post::is_ascii_letter(code) || post::is_ascii_digit(code) || code == '_';
}

// The end of the name after the "@" at `at`: [A-Za-z0-9_], with "." and "-" inside.
std::size_t end_of_name(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  for (std::size_t next = at + 1; next < text.size(); ++next) {
    const bool inner = text[next] == '.' || text[next] == '-';
    if (!inner && !is_name_character(text[next])) break;
    if (inner && next == at + 1) break;
    if (!inner) end = next + 1;
  }
  return end;
}

// "@user@host" becomes "@user". A mention does not follow a letter, digit, "_", "=" or "/"
// (Mastodon, Account::MENTION_RE).
void append_without_servers(std::string& out, std::string_view text) {
  bool may_start = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = base::decode_at(text, at);
    std::size_t end = at + point.length;
    std::size_t skip_to = end;
    if (point.code == '@' && may_start) {
      end = end_of_name(text, at);
      skip_to = end > at + 1 ? end_of_server(text, end) : end;
    }
    out.append(text.substr(at, end - at));
    may_start = skip_to > at + point.length ||
                (!is_server_character(point.code) && point.code != '=' && point.code != '/');
    at = skip_to;
  }
}

// The text as it is counted: URLs and mentions replaced by what they count as.
std::string replaced(std::string_view text, const Counting& counting) {
  std::string out;
  std::size_t at = 0;
  const auto append = [&](std::string_view plain) {
    if (counting.mention_without_server) {
      append_without_servers(out, plain);
    } else {
      out.append(plain);
    }
  };
  if (counting.url) {
    for (const Span& url :
         post::find_urls(text, {.without_protocol = counting.url_without_protocol})) {
      append(text.substr(at, url.start - at));
      out.append(static_cast<std::size_t>(*counting.url), 'x');
      at = url.end;
    }
  }
  append(text.substr(at));
  return out;
}

// Code points, but of an emoji its bytes.
std::int64_t count_with_emoji_bytes(std::string_view text) {
  std::size_t count = base::count_code_points(text);
  for (const Span& emoji : post::find_emoji(text)) {
    const std::string_view bytes = part(text, emoji);
    count += bytes.size() - base::count_code_points(bytes);
  }
  return size_of(count);
}

std::int64_t count(std::string_view text, Unit unit, const Site& site) {
  switch (unit) {
    case Unit::codepoint:
      if (site.counting.emoji_as_bytes) return count_with_emoji_bytes(text);
      return size_of(base::count_code_points(text));
    case Unit::grapheme: return size_of(base::count_graphemes(text));
    case Unit::utf16: return size_of(base::count_utf16_units(text));
    case Unit::byte: return size_of(text.size());
    case Unit::septet: return size_of(post::count_gsm_septets(text).value_or(text.size()));
    case Unit::weighted: break;  // counted by weigh(), on the text as it stands
  }
  return 0;
}

bool applies(const Cap& cap, std::string_view text) {
  if (cap.alphabet == Cap::Alphabet::any) return true;
  const bool gsm = post::count_gsm_septets(text).has_value();
  return gsm == (cap.alphabet == Cap::Alphabet::gsm7);
}

bool has_forbidden_mark(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = base::decode_at(text, at);
    if (post::is_forbidden(point.code)) return true;
    at += point.length;
  }
  return false;
}

}  // namespace

Weighing weigh(std::string_view text, const Counting& counting, const Weights& weights,
               std::int64_t limit) {
  const std::string normal = counting.nfc ? base::nfc(text) : std::string(text);
  const std::int64_t units = size_of(base::count_utf16_units(text));
  const std::int64_t normal_units = size_of(base::count_utf16_units(normal));

  Weighing out;
  std::int64_t weight = 0;
  std::int64_t last_unit = -1;
  bool forbidden = false;
  Tokens(normal, counting, weights).visit([&](const Token& token) {
    weight += token.cost;
    last_unit += size_of(base::count_utf16_units(part(normal, token.span)));
    forbidden = forbidden || token.forbidden;
    if (!forbidden && weight <= limit * weights.scale) out.valid_end = last_unit;
  });
  out.length = (weight + weights.scale - 1) / weights.scale;
  out.valid = !forbidden && out.length > 0 && out.length <= limit;
  out.permillage = limit > 0 ? out.length * 1000 / limit : 0;
  out.display_end = std::max<std::int64_t>(units - 1, 0);
  out.valid_end += units - normal_units;
  return out;
}

Length measure(std::string_view text, const Site& site, std::optional<std::int64_t> text_max) {
  Length out;
  out.site = site.id;
  out.valid = (site.empty_allowed || !text.empty()) &&
              (!site.forbids_marks || !has_forbidden_mark(text));
  const std::string counted = replaced(text, site.counting);
  for (const Cap& cap : site.caps) {
    if (!applies(cap, text)) continue;
    CapUse use{cap.unit, 0, cap.fact.limit};
    if (text_max && out.caps.empty()) use.limit = std::min(use.limit, *text_max);
    use.used = cap.unit == Unit::weighted
                   ? weigh(text, site.counting, site.weights, use.limit).length
                   : count(counted, cap.unit, site);
    out.valid = out.valid && use.used <= use.limit;
    out.caps.push_back(use);
  }
  if (text_max && site.caps.empty()) {
    const CapUse use{Unit::codepoint, count(counted, Unit::codepoint, site), *text_max};
    out.valid = out.valid && use.used <= use.limit;
    out.caps.push_back(use);
  }
  return out;
}

std::string to_json(const Length& length) {
  std::string out = fmt::format(R"({{"site":"{}","valid":{},"caps":[)", length.site, length.valid);
  for (std::size_t i = 0; i < length.caps.size(); ++i) {
    const CapUse& cap = length.caps[i];
    out += fmt::format(R"({}{{"unit":"{}","used":{},"limit":{}}})", i == 0 ? "" : ",",
                       name_of(cap.unit), cap.used, cap.limit);
  }
  return out + "]}";
}

}  // namespace decorum::policy
