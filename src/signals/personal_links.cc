#include "signals/personal_links.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace decorum::signals {
namespace {

// ---- e-mail ----

constexpr std::size_t local_max = 64;  // RFC 5321, 4.5.3.1

// Where the word of letters, digits and what `more` allows begins that ends before `at`.
std::size_t word_start(const PersonalText& text, std::size_t at, std::string_view more) {
  const std::size_t end = at;
  while (at > 0 && end - at < local_max) {
    const char c = text.before(at);
    if (static_cast<unsigned char>(c) >= 0x80) {
      if (!text.joined_before(at)) break;  // an emoji, say
      --at;
      while (at > 0 && (static_cast<unsigned char>(text.at(at)) & 0xC0U) == 0x80U) --at;
    } else if (is_digit_char(c) || is_letter_char(c) || more.find(c) != std::string_view::npos) {
      --at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t word_end(const PersonalText& text, std::size_t at) {
  while (at < text.text().size() && (text.joined_at(at) || text.at(at) == '-')) {
    at += base::decode_at(text.text(), at).length;
  }
  return at;
}

// "icon@2x.png" is a file, not an address.
bool is_file_ending(std::string_view top) {
  constexpr auto endings = std::to_array<std::string_view>(
      {"png", "jpg", "jpeg", "gif", "webp", "svg", "pdf", "avif"});
  return std::find(endings.begin(), endings.end(), top) != endings.end();
}

bool is_domain(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3) return false;
  const std::string_view top = domain.substr(dot + 1);
  return std::none_of(top.begin(), top.end(), is_digit_char) && !is_file_ending(top);
}

// The end of a domain name with a dot that begins at `at`; 0 when there is none.
std::size_t domain_end(const PersonalText& text, std::size_t at) {
  std::size_t to = word_end(text, at);
  while (text.at(to) == '.' && text.joined_at(to + 1)) to = word_end(text, to + 1);
  if (!is_domain(text.text().substr(at, to - at))) return 0;
  // "git@host.example:team/work.git" is a place for copying files.
  if (text.at(to) != ':' || !text.joined_at(to + 1)) return to;
  constexpr std::size_t path_max = 256;
  const std::string_view rest = text.text().substr(to, path_max);
  return rest.substr(0, rest.find(' ')).find('/') == std::string_view::npos ? to : 0;
}

// The end of a sign in brackets, "[at]" or " (dot) ", with the spaces around it; `at` otherwise.
std::size_t spelt_end(const PersonalText& text, std::size_t at, std::string_view name) {
  std::size_t to = at;
  if (text.at(to) == ' ') ++to;
  const char open = text.at(to);
  if (open != '[' && open != '(' && open != '{' && open != '<') return at;
  ++to;
  if (text.at(to) == ' ') ++to;
  if (!text.text().substr(std::min(to, text.text().size())).starts_with(name)) return at;
  to += name.size();
  if (text.at(to) == ' ') ++to;
  const char close = open == '[' ? ']' : open == '(' ? ')' : open == '{' ? '}' : '>';
  if (text.at(to) != close) return at;
  ++to;
  return text.at(to) == ' ' && (text.joined_at(to + 1)) ? to + 1 : to;
}

constexpr std::string_view dot_word = " dot ";

std::size_t dot_end(const PersonalText& text, std::size_t at) {
  if (text.at(at) == '.' && text.joined_at(at + 1)) return at + 1;
  for (const std::string_view name : {"dot", ".", "punkt"}) {
    if (const std::size_t end = spelt_end(text, at, name); end != at) return end;
  }
  const std::string_view rest = text.text().substr(std::min(at, text.text().size()));
  return rest.starts_with(dot_word) ? at + dot_word.size() : at;
}

// "jo [at] example (dot) org", from the bracket of "at" on.
void add_spelt(PersonalText& text, std::size_t open) {
  const std::size_t start = open > 0 && text.before(open) == ' ' ? open - 1 : open;
  std::size_t to = spelt_end(text, start, "at");
  if (to == start) to = spelt_end(text, start, "@");
  if (to == start) return;
  std::size_t from = word_start(text, start, "._%+-'");
  while (from < start && !text.joined_at(from)) ++from;
  bool dotted = false;
  std::size_t end = word_end(text, to);
  constexpr int labels_max = 6;
  for (int labels = 0; labels < labels_max && end > to; ++labels) {
    const std::size_t next = dot_end(text, end);
    if (next == end || !text.joined_at(next)) break;
    dotted = true;
    to = next;
    end = word_end(text, next);
  }
  if (from == start || !dotted || end < to + 2) return;
  text.add("email", {from, end});
}

void find_spelt_emails(PersonalText& text) {
  const std::string_view all = text.text();
  constexpr int tries_max = 64;
  std::size_t at = all.find_first_of("[({<");
  for (int i = 0; i < tries_max && at != std::string_view::npos; ++i) {
    add_spelt(text, at);
    at = all.find_first_of("[({<", at + 1);
  }
}

// "ali at example dot org": without brackets only before a common top level, and never after a word
// that goes before "at" anyway.
bool ends_plainly(std::string_view top) {
  constexpr auto tops = std::to_array<std::string_view>(
      {"com", "org", "net", "co", "uk", "ac", "gov", "io", "eu", "ie", "info", "edu", "de", "fr"});
  return std::find(tops.begin(), tops.end(), top) != tops.end();
}

bool goes_before_at(std::string_view word) {
  constexpr auto words = std::to_array<std::string_view>(
      {"look", "looking", "looked", "me", "us", "him", "her", "them", "it", "is", "are", "was",
       "be", "here", "there", "out", "up", "in", "on", "now", "not", "all", "online", "live",
       "shop", "site", "website", "page", "find", "found", "see", "more", "info", "available",
       "work", "working", "visit", "details", "you", "that"});
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The word before " at " and the labels after it, from the first " dot " on.
void add_plainly_spelt(PersonalText& text, std::size_t dot) {
  constexpr std::string_view at_word = " at ";
  const std::string_view all = text.text();
  const std::size_t host = word_start(text, dot, "");
  if (host == dot || host < at_word.size() || !all.substr(0, host).ends_with(at_word)) return;
  const std::size_t start = host - at_word.size();
  const std::size_t from = word_start(text, start, "._+-");
  if (from == start || goes_before_at(all.substr(from, start - from))) return;
  std::size_t end = dot;
  std::size_t top = dot;
  constexpr int labels_max = 4;
  for (int labels = 0; labels < labels_max; ++labels) {
    const std::size_t next = dot_end(text, end);
    if (next == end || !text.joined_at(next)) break;
    top = next;
    end = word_end(text, next);
  }
  if (ends_plainly(all.substr(top, end - top))) text.add("email", {from, end});
}

// ---- links ----

// Names of what opens a door, in a link's query: the whole name, or its last part.
constexpr auto secret_names = std::to_array<std::string_view>(
    {"password", "passwd", "pwd", "pass", "token", "apikey", "secret", "accesstoken"});
// Names of much else, unless the value looks drawn by lot.
constexpr auto perhaps_secret = std::to_array<std::string_view>(
    {"key", "auth", "sig", "signature", "session", "sessionid", "sid", "jwt"});

bool is_secret(std::string_view name, std::string_view value) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t drawn_shortest = 12;
  if (value.size() < shortest) return false;
  const std::size_t part = name.find_last_of("_-");
  const std::string_view last = part == std::string_view::npos ? name : name.substr(part + 1);
  const auto is = [&](std::string_view one) { return one == name || one == last; };
  if (std::any_of(secret_names.begin(), secret_names.end(), is)) return true;
  const bool drawn = value.size() >= drawn_shortest &&
                     std::any_of(value.begin(), value.end(), is_digit_char);
  return drawn && std::any_of(perhaps_secret.begin(), perhaps_secret.end(), is);
}

// Does "?a=b&c=d" hold a secret?
bool query_tells(std::string_view query) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find_first_of("&;#"));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos &&
        is_secret(pair.substr(0, equals), pair.substr(equals + 1))) {
      return true;
    }
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return false;
}

// "//jo:secret@host" before the path; `rest` is what follows "://".
bool names_password(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?# "));
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos || at + 1 == authority.size()) return false;
  const std::string_view user = authority.substr(0, at);
  const std::size_t colon = user.find(':');
  return colon != std::string_view::npos && colon + 1 < user.size();
}

}  // namespace

bool may_hold_link(std::string_view folded) {
  for (std::size_t at = folded.find(':'); at != std::string_view::npos;
       at = folded.find(':', at + 1)) {
    if (folded.substr(at).starts_with("://")) return true;
  }
  return false;
}

bool may_hold_spelt_email(std::string_view folded) {
  for (const char close : {']', ')', '}'}) {
    for (std::size_t at = folded.find(close); at != std::string_view::npos;
         at = folded.find(close, at + 1)) {
      const std::string_view head = folded.substr(0, at);
      if (head.ends_with("at") || head.ends_with("at ") || head.ends_with("@")) return true;
    }
  }
  // By its "d", which is rarer than a space.
  for (std::size_t at = folded.find('d', 1); at != std::string_view::npos;
       at = folded.find('d', at + 1)) {
    if (folded[at - 1] == ' ' && folded.substr(at - 1).starts_with(dot_word)) return true;
  }
  return false;
}

void find_emails(PersonalText& text) {
  const std::string_view all = text.text();
  for (std::size_t at = all.find('@'); at != std::string_view::npos; at = all.find('@', at + 1)) {
    std::size_t from = word_start(text, at, "._%+-'");
    while (from < at && !text.joined_at(from)) ++from;
    const std::size_t to = domain_end(text, at + 1);
    // "@name@server" is a handle of the fediverse.
    if (from == at || to == 0 || text.before(from) == '@') continue;
    text.add("email", {from, to});
  }
  if (!may_hold_spelt_email(all)) return;
  find_spelt_emails(text);
  constexpr int tries_max = 16;
  std::size_t dot = all.find(dot_word);
  for (int i = 0; i < tries_max && dot != std::string_view::npos; ++i) {
    add_plainly_spelt(text, dot);
    dot = all.find(dot_word, dot + 1);
  }
}

void find_link_credentials(PersonalText& text) {
  constexpr std::string_view mark = "://";
  constexpr int links_max = 64;
  const std::string_view all = text.text();
  std::size_t at = all.find(mark);
  for (int i = 0; i < links_max && at != std::string_view::npos; ++i) {
    const std::size_t space = std::min(all.find(' ', at), all.size());
    const std::string_view rest = all.substr(at + mark.size(), space - at - mark.size());
    const std::size_t query = rest.find('?');
    const bool tells = names_password(rest) ||
                       (query != std::string_view::npos && query_tells(rest.substr(query + 1)));
    if (tells) {
      const std::size_t from = word_start(text, at, "+.-");
      std::size_t to = space;
      // Signs that close a sentence or a quotation around the link.
      while (to > at && std::string_view(".,;:!?\"')]}>").find(all[to - 1]) !=
                            std::string_view::npos) {
        --to;
      }
      if (from < at) text.add_link("url_credentials", {from, to});
    }
    at = all.find(mark, space);
  }
}

}  // namespace decorum::signals
