// Keys, passwords, machines and projects that are nobody else's business.
//
// The shapes of keys are those that the services publish so that others can find leaked ones.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

enum class Find : std::uint8_t { key, password, host, project };

// How sure a pattern is of what it finds.
enum class Check : std::uint8_t {
  none,      // its shape is nobody else's
  random,    // the value must look like chance: no words, no hashtags
  password,  // the value must look like a password, or end its sentence
  code,      // digits
  address,   // no number of a version or section
  name,      // not of a war or a museum
};

struct Shape {
  Find find;
  std::string_view what;
  Check check;
  std::string_view pattern;  // group 1, if any, is the value that is checked
};

constexpr std::array shapes = {
    Shape{Find::key, "a private key", Check::none,
          R"(-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----)"},
    Shape{Find::key, "an access key", Check::none,
          R"(\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b)"},
    Shape{Find::key, "an access token", Check::none,
          R"(\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255}|glpat-[\w-]{20,}|)"
          R"(npm_[A-Za-z0-9]{36}|)"
          R"(dop_v1_[0-9a-f]{40,}|dckr_pat_[\w-]{20,}|pypi-Ag[\w-]{40,}|hf_[A-Za-z0-9]{30,}|)"
          R"(xox[abeoprs]-[A-Za-z0-9-]{10,}|shp(?:at|ss|ca)_[0-9a-fA-F]{32}|)"
          R"(sq0[a-z]{3}-[\w-]{22,}))"},
    Shape{Find::key, "an access key", Check::none,
          R"(\b(?:[rs]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/]{20,}|AIza[\w-]{35}|)"
          R"(GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|key-[0-9a-f]{32}|)"
          R"([0-9]{8,10}:AA[\w-]{33}))"},
    Shape{Find::key, "an access key", Check::random, R"(\b(sk-[\w-]{20,}))"},
    Shape{Find::key, "a signed token", Check::none,
          R"(\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]{4,})?)"},
    Shape{Find::key, "an SSH key", Check::none,
          R"(\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp[0-9]{3}) AAAA[A-Za-z0-9+/]{30,}={0,2})"},
    Shape{Find::key, "a secret address", Check::none,
          R"(https://(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks))"
          R"(/[\w/-]{16,})"},
    Shape{Find::key, "a bearer token", Check::random, R"((?i)\bbearer[ :]+([\w.~+/-]{20,}=*))"},
    Shape{Find::key, "an access key", Check::random,
          R"((?i)\b(?:[a-z]+_)?(?:api|secret|access|account|private|client|auth|signing|shared|)"
          R"(encryption)[ _-]?)"
          R"((?:access[ _-]?)?(?:key|secret|token)(?:[ _-]id)?["']?(?: is| =|=|:| :| to))"
          R"(\s*["'`]?([\w+/.~-]{12,}={0,2}))"},
    Shape{Find::key, "an access key", Check::random,
          R"((?i)\b(?:token|secret|key)["']?(?: is |\s?[=:]\s?)["'`]?([\w+/.~-]{20,}={0,2}))"},
    Shape{Find::password, "a name and password", Check::none,
          R"(\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{1,64}:[^\s/@]{2,64}@[^\s]+)"},
    Shape{Find::password, "a name and password", Check::none,
          R"((?i)\b(?:server|data source|host)=[^;\s]+;[^\n]*?\b(?:password|pwd)=[^;\s]+)"},
    Shape{Find::password, "a password", Check::password,
          R"re((?i)\b(?:pass ?words?|passwd|pass ?phrase|passcode|pwd|pw))re"
          R"re((?: for [^.:=\n]{1,40}?)?)re"
          R"re((?:\s+(?:is|was|will be|is now|is still|remains)(?: set to)?[: ]|\s?[:=]|)re"
          R"re(\s+["“‘'`])\s*["“‘'`]?([^\s"“”‘’`]{3,64}))re"},
    Shape{Find::password, "a name and password", Check::password,
          R"((?i)\b(?:user ?name|user|log-?in|account)\b[^.\n]{1,40}\b(?:password|pwd|pw))"
          R"(\s+([^\s"]{4,64}))"},
    Shape{Find::password, "an access code", Check::code,
          R"((?i)\b(?:wi-?fi|wireless|router|door|gate|alarm|entry|entrance|barrier|keypad|)"
          R"(key[ -]?safe|)"
          R"(key[ -]?box|lock ?box|padlock|safe|lock|voicemail|staff|admin|log-?in|card)\s)"
          R"((?:(?:entry|pin|access|security)\s)?(?:code|pin|key|combination)(?: number)?)"
          R"((?: for [^.:=\n]{1,40}?)?(?:\s+(?:is|will be|is now|changes to|has changed to)))"
          R"(?\s?[:=]?\s?["“'`]?)"
          R"(([A-Za-z]{0,3}[0-9][0-9A-Za-z#*-]{2,15}))"},
    Shape{Find::password, "an access code", Check::code,
          R"(\b(?:PIN|Pin|pin)(?: code| number)?(?: for [^.:=\n]{1,40}?)?(?: is(?: now)?|:| =))"
          R"(?\s([0-9]{4,8})\b)"},
    Shape{Find::password, "an access code", Check::code,
          R"((?i)\bcode (?:for|to) (?:the |our )?(?:[a-z]+ )?(?:door|gate|alarm|keypad|)"
          R"(key[ -]?safe|barrier|safe|lock|wi-?fi|building|office|store ?room|building)\s?)"
          R"((?:is(?: now)?|:|=)\s?["“'`]?([A-Za-z]{0,3}[0-9][0-9A-Za-z#*-]{2,15}))"},
    Shape{Find::host, "an internal path", Check::none,
          R"(\\\\[A-Za-z0-9][\w.$-]*\\[^\s"“”<>|]+)"},
    Shape{Find::host, "an internal path", Check::none, R"((?i)\bfile://[^\s]+)"},
    Shape{Find::host, "an internal path", Check::none, R"(\b[A-Za-z]:\\[\w .$-]+\\?[^\s"<>|]*)"},
    Shape{Find::host, "an internal address", Check::address,
          R"((?:\bhttps?://)?\b(?:10\.[0-9]{1,3}|192\.168|172\.(?:1[6-9]|2[0-9]|3[01])))"
          R"(\.[0-9]{1,3}\.[0-9]{1,3}\b)"
          R"((?::[0-9]+)?(?:/[^\s]*)?)"},
    Shape{Find::host, "an internal address", Check::none,
          R"(\b(?:https?://)?localhost(?::[0-9]{2,5}|/)[^\s]*)"},
    Shape{Find::project, "the name of a project", Check::name,
          R"((?i:\bcode[- ]?named?)\s?:?\s?["“'‘]?((?:[A-Z][A-Za-z]+)(?: [A-Z][A-Za-z]+)?))"},
};

struct Compiled {
  const Shape* shape = nullptr;
  std::unique_ptr<re2::RE2> regex;
};

struct Config {
  std::vector<Compiled> shapes;
  std::unique_ptr<re2::RE2> hosts;  // null: none
  Phrases projects;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_large(char c) { return c >= 'A' && c <= 'Z'; }

// Shannon's measure, in bits a character.
double entropy(std::string_view text) {
  std::array<int, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const int count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

// Letters and digits in no order that words have.
bool looks_random(std::string_view value) {
  const auto count = [&](auto&& of) { return std::ranges::count_if(value, of); };
  const auto digits = count(is_digit), small = count(is_small), large = count(is_large);
  if (digits == 0 || small + large < 2 || value.find("://") != value.npos) return false;
  // One digit alone, as in "covid-19-plan", wants more disorder and both cases.
  constexpr double bits_min = 3.0, bits_with_one_digit = 3.8;
  if (digits == 1) return small > 0 && large > 1 && entropy(value) >= bits_with_one_digit;
  return entropy(value) >= bits_min;
}

// A digit or a sign among letters, or capitals inside.
bool looks_chosen(std::string_view value) {
  const auto signs = std::ranges::count_if(value, [](char c) {
    return !is_digit(c) && !is_small(c) && !is_large(c) && static_cast<unsigned char>(c) < 0x80;
  });
  const bool digits = std::ranges::any_of(value, is_digit);
  const bool letters =
      std::ranges::any_of(value, [](char c) { return is_small(c) || is_large(c); });
  const bool inside = std::any_of(value.begin() + 1, value.end(), is_large) &&
                      std::ranges::any_of(value, is_small);
  constexpr std::string_view odd = "!$%&*+=?@^_~#";
  const bool odd_sign = value.find_first_of(odd) != std::string_view::npos;
  return (digits && (letters || signs > 0 || value.size() >= 4)) || odd_sign || inside;
}

// What may follow "the password is" without being one.
bool is_said_of_passwords(std::string_view value) {
  std::string word(value);
  std::ranges::transform(word, word.begin(),
                         [](char c) { return is_large(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  static constexpr std::array<std::string_view, 58> words = {
      "required", "needed",   "wrong",     "incorrect", "expired",  "secure",    "safe",
      "strong",   "weak",     "secret",    "optional",  "changed",  "reset",     "free",
      "here",     "there",    "yours",     "protected", "correct",  "below",     "above",
      "enclosed", "unique",   "different", "long",      "short",    "sent",      "shared",
      "available", "emailed", "private",   "enough",    "managers", "manager",   "hygiene",
      "security", "rules",    "policy",    "tips",      "advice",   "reminder",  "important",
      "essential", "everything", "dead",   "not",       "hacked",   "stolen",    "leaked",
      "invalid",  "missing",  "empty",     "ready",     "mandatory", "temporary", "on",
      "in",       "case-sensitive"};
  return std::ranges::find(words, word) != words.end();
}

class Search {
 public:
  Search(const Config& config, const Subject& subject, Hits& hits)
      : config_(config), reading_(subject.reading), text_(subject.reading.text), hits_(hits) {}

  void run() {
    for (const Compiled& one : config_.shapes) look_for(one);
    if (config_.hosts) look_for_hosts();
    for (const PhraseHit& hit : config_.projects.find(reading_)) {
      add(hit.span.start, hit.span.end, "the name of a project");
    }
  }

 private:
  void look_for(const Compiled& one) {
    const bool value = one.regex->NumberOfCapturingGroups() > 0;
    each(*one.regex, [&](std::size_t from, std::size_t to, std::string_view found) {
      if (value) {
        // What ends the sentence is no part of the value.
        while (!found.empty() && std::string_view(".,;:)?'’").find(found.back()) !=
                                     std::string_view::npos) {
          found.remove_suffix(1);
        }
        to = static_cast<std::size_t>(found.data() - text_.data()) + found.size();
        if (found.empty()) return;
      }
      if (holds(one.shape->check, from, to, found)) add(from, trimmed(from, to), one.shape->what);
    });
  }

  void look_for_hosts() {
    each(*config_.hosts, [&](std::size_t from, std::size_t to, std::string_view) {
      if (from > 0 && (text_[from - 1] == '@' || text_[from - 1] == '#')) return;
      add(from, trimmed(from, to), "an internal address");
    });
  }

  // Calls `take(from, to, value)` for each match, at most a hundred.
  template <class Take>
  void each(const re2::RE2& regex, Take&& take) {
    const re2::StringPiece all(text_.data(), text_.size());
    std::array<re2::StringPiece, 2> groups;
    std::size_t at = 0;
    for (int i = 0; i < 100; ++i) {
      const std::size_t count = regex.NumberOfCapturingGroups() > 0 ? 2 : 1;
      if (!regex.Match(all, at, all.size(), re2::RE2::UNANCHORED, groups.data(),
                       static_cast<int>(count))) {
        return;
      }
      const auto from = static_cast<std::size_t>(groups[0].data() - text_.data());
      const std::size_t to = from + groups[0].size();
      take(from, to, std::string_view(groups[count - 1].data(), groups[count - 1].size()));
      at = std::max(to, at + 1);
    }
  }

  std::size_t trimmed(std::size_t from, std::size_t to) const {
    while (to > from + 1 &&
           std::string_view(".,;:)?'\"").find(text_[to - 1]) != std::string_view::npos) {
      --to;
    }
    return to;
  }

  bool holds(Check check, std::size_t from, std::size_t to, std::string_view value) const {
    switch (check) {
      case Check::none: return true;
      case Check::random: return looks_random(value);
      case Check::password: return is_password(from, to, value);
      case Check::code: return true;
      case Check::address: return !is_counted(from);
      case Check::name: return !is_history(from);
    }
    return false;
  }

  bool is_password(std::size_t from, std::size_t to, std::string_view value) const {
    if (is_said_of_passwords(value)) return false;
    // A meeting that all may join has its code beside it.
    const std::string_view word = text_.substr(from, to - from);
    if ((word.starts_with("pass") || word.starts_with("Pass")) && in_sentence(from, {
            "meeting", "zoom", "webinar", "teams", "briefing", "dial", "join"})) {
      const bool code = word.substr(4).starts_with("code");
      const bool number = value.find_first_not_of("0123456789") == std::string_view::npos;
      if (code || number) return false;
    }
    if (value.starts_with("www.") || value.find('/') != std::string_view::npos) return false;
    if (looks_chosen(value)) return true;
    // "will be renewed", "is changing"
    if (is_small(value.front()) && (value.ends_with("ed") || value.ends_with("ing"))) return false;
    // A plain word is one where nothing follows it.
    constexpr std::size_t shortest = 4;
    const std::string_view rest = text_.substr(to);
    const std::size_t next = rest.find_first_not_of(" \t\"”’'`");
    const bool ends = next == std::string_view::npos || rest[next] == '.' || rest[next] == '\n' ||
                      rest[next] == '!' || rest[next] == ',' || rest[next] == ';' ||
                      rest[next] == ')';
    return value.size() >= shortest && ends;
  }

  bool in_sentence(std::size_t at, std::initializer_list<std::string_view> words) const {
    if (reading_.sentences.empty()) return false;
    const Sentence& here = reading_.sentence_at(static_cast<std::uint32_t>(at));
    for (std::size_t i = here.first_word; i < here.end_word; ++i) {
      if (one_of(reading_.words[i].folded, words)) return true;
    }
    return false;
  }

  // "version 10.4.1.2", "section 10.1.2.3"
  bool is_counted(std::size_t from) const {
    const auto words = reading_.words_in({static_cast<std::uint32_t>(from),
                                          static_cast<std::uint32_t>(from + 1)});
    return words.first > 0 && words.first < reading_.words.size() &&
           any_before(reading_, words.first, 2,
                      {"version", "v", "release", "section", "sections", "build", "clause",
                       "paragraph", "para", "chapter", "update", "firmware"});
  }

  // "Operation Overlord, as it was codenamed in 1944": long over.
  bool is_history(std::size_t from) const {
    if (reading_.sentences.empty()) return false;
    if (in_sentence(from, {"war", "wartime", "exhibition", "museum", "historian", "spy", "spies",
                           "film", "novel", "book", "game", "history", "archive", "agent", "agents",
                           "invasion", "raid", "wwii", "bletchley"})) {
      return true;
    }
    const Sentence& here = reading_.sentence_at(static_cast<std::uint32_t>(from));
    for (std::size_t i = here.first_word; i < here.end_word; ++i) {
      const std::string_view word = reading_.words[i].folded;
      if (word.size() >= 4 && (word.starts_with("19") || word.starts_with("18"))) return true;
    }
    return false;
  }

  void add(std::size_t from, std::size_t to, std::string_view what) {
    const base::Span span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    for (const Hit& hit : hits_.all()) {
      if (hit.span.start < span.end && span.start < hit.span.end) return;
    }
    Hit hit;
    hit.span = span;
    hit.fields.emplace_back("what", what);
    hits_.add(std::move(hit));
  }

  const Config& config_;
  const Reading& reading_;
  std::string_view text_;
  Hits& hits_;
};

// "*.local", "intranet.*", "*.sharepoint.com": hosts with a name before or behind.
std::unique_ptr<re2::RE2> hosts_of(const std::vector<std::string>& patterns) {
  if (patterns.empty()) return nullptr;
  std::string any;
  for (const std::string& pattern : patterns) {
    std::string_view rest = pattern;
    const bool before = rest.starts_with("*."), behind = rest.ends_with(".*");
    if (before) rest.remove_prefix(2);
    if (behind && rest.size() >= 2) rest.remove_suffix(2);
    if (!any.empty()) any += '|';
    constexpr std::string_view label = R"([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)";
    if (before) any += "(?:" + std::string(label) + R"(\.)+)";
    any += re2::RE2::QuoteMeta(re2::StringPiece(rest.data(), rest.size()));
    if (behind) any += "(?:" + (R"(\.)" + std::string(label)) + ")+";
  }
  return std::make_unique<re2::RE2>(R"((?i)(?:\bhttps?://)?\b(?:)" + any +
                                    R"()\b(?::[0-9]{2,5})?(?:/[^\s<>"“”]*)?)");
}

}  // namespace

Run compile_secret(Settings& settings, const Setup&) {
  auto config = std::make_shared<Config>();
  const auto find = settings.choices_if("find", {"key", "password", "host", "project"});
  const auto wanted = [&](Find what) {
    return find.empty() || std::ranges::find(find, static_cast<std::size_t>(what)) != find.end();
  };
  for (const Shape& shape : shapes) {
    if (!wanted(shape.find)) continue;
    config->shapes.push_back({&shape, std::make_unique<re2::RE2>(
                                          re2::StringPiece(shape.pattern.data(),
                                                           shape.pattern.size()))});
  }
  const std::vector<std::string> hosts = settings.texts_if("hosts");
  if (wanted(Find::host)) config->hosts = hosts_of(hosts);
  const std::vector<std::string> projects = settings.texts_if("projects");
  if (wanted(Find::project)) config->projects = Phrases(projects);
  return [config](const Subject& subject, Hits& hits) { Search(*config, subject, hits).run(); };
}

}  // namespace decorum::review
