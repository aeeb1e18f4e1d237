#include "post/draft_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.h"
#include "cel/suggest.h"
#include "post/json.h"
#include "post/json_check.h"
#include "post/json_path.h"
#include "post/post.h"

namespace decorum::post {
namespace {

using Names = std::span<const std::string>;

constexpr std::size_t draft_nesting_max = 8;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The type of the value that starts with this byte, in a reader's words.
std::string_view type_of(char first) {
  switch (first) {
    case '{': return "an object";
    case '[': return "a list";
    case '"': return "a text";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: return "a number";
  }
}

// Steps through JSON that check_json_document has found good: nothing here can run past its end.
class Cursor {
 public:
  explicit Cursor(std::string_view json) : json_(json) { skip_blanks(); }

  char first() const { return json_[at_]; }
  std::size_t at() const { return at_; }

  std::string take_string() {
    std::string out;
    at_ = decode_json_string(json_, at_, out).value();
    skip_blanks();
    return out;
  }
  std::string_view take_value() {
    const std::size_t start = at_;
    at_ = end_of_json_value(json_, at_, draft_nesting_max).value();
    const std::string_view value = json_.substr(start, at_ - start);
    skip_blanks();
    return value;
  }
  // Is there another member of the object or list at hand? Steps over its opening mark, the commas
  // and the closing mark.
  bool next(bool& opened) {
    const bool begins = !std::exchange(opened, true);
    if (begins || first() == ',') {
      step();
      if (first() != '}' && first() != ']') return true;
    }
    step();
    return false;
  }
  void step() {
    ++at_;
    skip_blanks();
  }

 private:
  void skip_blanks() {
    while (at_ < json_.size() && is_blank(json_[at_])) ++at_;
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

// Walks the JSON into a Draft. Every step answers whether it may go on; if not, `error` says why.
class Walk {
 public:
  explicit Walk(std::string_view json) : in_(json) {}

  const base::Error& error() const { return error_; }

  bool draft(Draft& out) {
    static const std::vector<std::string> names = {
        "text",     "site",  "account", "capacity", "on_behalf_of", "relationship",
        "paid",     "links", "media",   "sources",  "related_to",   "audience",
        "reply_to", "publish_at", "embargo_until", "suppress", "id"};
    bool has_text = false;
    if (in_.first() != '{') {
      return refuse(fmt::format("a draft must be an object, not {}", type_of(in_.first())));
    }
    const bool done = object("a draft", names, [&](std::size_t field) {
      switch (field) {
        case 0: return text(out.text, draft_text_bytes_max, &has_text);
        case 1: return text(out.site, name_bytes_max);
        case 2: return text(out.account, name_bytes_max);
        case 3: return capacity(out.capacity);
        case 4: return text(out.on_behalf_of, name_bytes_max);
        case 5: return relationship(out.relationship);
        case 6: return paid(out.paid);
        case 7: return addresses(out.links);
        case 8: return list([&] { return media(out.media.emplace_back()); });
        case 9: return addresses(out.sources);
        case 10: return text(out.related_to, name_bytes_max);
        case 11: return texts(out.audience);
        case 12: return reply_to(out.reply_to);
        case 13: return time(out.publish_at);
        case 14: return time(out.embargo_until);
        case 15: return list([&] { return suppression(out.suppress.emplace_back()); });
        default: return identifier(out.id);
      }
    });
    if (!done) return false;
    return has_text || missing("text");
  }

 private:
  bool refuse(std::string what) {
    error_ = {std::move(what), path_.pointer()};
    return false;
  }
  bool missing(std::string_view name) {
    path_.enter(name);
    return refuse(fmt::format("{} is missing", name));
  }
  bool wrong_type(std::string_view wanted) {
    return refuse(fmt::format("{} must be {}, not {}", path_.subject(), wanted,
                              type_of(in_.first())));
  }
  bool take_null() {
    if (in_.first() != 'n') return false;
    in_.take_value();
    return true;
  }

  // Every field of an object, or null; `thing` is what it is in words.
  template <class Take>
  bool object(std::string_view thing, Names names, Take take) {
    if (in_.first() != '{') return wrong_type("an object");
    std::uint32_t seen = 0;
    for (bool opened = false; in_.next(opened);) {
      const std::string name = in_.take_string();
      const auto known = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
      if (known == names.size()) return unknown(thing, name, names);
      path_.enter(names[known]);
      if (((seen >> known) & 1U) != 0) return refuse(fmt::format("{} is given twice", name));
      seen |= 1U << known;
      in_.step();  // the colon
      if (!take_null() && !take(known)) return false;
      path_.leave();
    }
    return true;
  }

  bool unknown(std::string_view thing, const std::string& name, Names names) {
    const std::string near = cel::closest(name, names);
    const std::string_view shown = base::clipped(name, 64);
    path_.enter(shown.empty() ? " " : shown);
    if (!near.empty()) {
      return refuse(fmt::format("{} has no field '{}'; did you mean '{}'?", thing, shown, near));
    }
    return refuse(fmt::format("{} has no field '{}'; its fields are {}", thing, shown,
                              fmt::join(names, ", ")));
  }

  template <class Take>
  bool list(Take take) {
    if (in_.first() != '[') return wrong_type("a list");
    std::size_t count = 0;
    for (bool opened = false; in_.next(opened); ++count) {
      if (count == draft_list_max) {
        return refuse(fmt::format("{} may have {} entries at most", path_.subject(),
                                  draft_list_max));
      }
      path_.enter(count);
      if (!take()) return false;
      path_.leave();
    }
    return true;
  }

  bool text(std::string& out, std::size_t bytes_max, bool* present = nullptr) {
    if (in_.first() != '"') return wrong_type("a text");
    out = in_.take_string();
    if (out.size() > bytes_max) {
      return refuse(fmt::format("{} may have {} bytes at most, and this has {}", path_.subject(),
                                bytes_max, out.size()));
    }
    if (present != nullptr) *present = true;
    return true;
  }

  bool texts(std::vector<std::string>& out) {
    return list([&] { return text(out.emplace_back(), name_bytes_max); });
  }

  bool flag(bool& out) {
    if (in_.first() != 't' && in_.first() != 'f') return wrong_type("true or false");
    out = in_.take_value() == "true";
    return true;
  }

  bool paid(bool& out) {
    if (in_.first() != '"') {
      if (in_.first() != 't' && in_.first() != 'f') {
        return wrong_type("true, false or a text that says what was given");
      }
      return flag(out);
    }
    std::string what;
    if (!text(what, text_bytes_max)) return false;
    out = what.find_first_not_of(" \t\r\n") != std::string::npos && what != "no" &&
          what != "none";
    return true;
  }

  // The index of one of `words`.
  bool choice(Names words, std::size_t& out) {
    std::string word;
    if (!text(word, name_bytes_max)) return false;
    out = static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
    if (out < words.size()) return true;
    const std::string near = cel::closest(word, words);
    return refuse(fmt::format("{} cannot be '{}': it is one of {}{}", path_.subject(),
                              base::clipped(word, 64), fmt::join(words, ", "),
                              near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
  }

  bool capacity(Capacity& out) {
    static const std::vector<std::string> words = {"official", "personal"};
    std::size_t which = 0;
    if (!choice(words, which)) return false;
    out = which == 0 ? Capacity::official : Capacity::personal;
    return true;
  }

  bool relationship(std::string& out) {
    if (!text(out, name_bytes_max)) return false;
    if (out.empty() || out == "None") out = "none";
    return true;
  }

  bool origin(Origin& out) {
    static const std::vector<std::string> words = {
        "own", "licensed", "permission", "creative_commons", "public_domain",
        "CC",  "public-domain"};  // the last two as people write them
    static constexpr std::array<Origin, 7> origins = {
        Origin::own,           Origin::licensed,         Origin::permission,
        Origin::creative_commons, Origin::public_domain, Origin::creative_commons,
        Origin::public_domain};
    std::size_t which = 0;
    if (!choice(words, which)) return false;
    out = origins[which];
    return true;
  }

  bool time(std::optional<base::Time>& out) {
    std::string word;
    if (!text(word, name_bytes_max)) return false;
    const auto parsed = base::parse_rfc3339(word);
    if (!parsed) return refuse(fmt::format("{}: {}", path_.subject(), parsed.error().what));
    out = *parsed;
    return true;
  }

  bool day(std::optional<std::chrono::sys_days>& out) {
    std::string word;
    if (!text(word, name_bytes_max)) return false;
    const auto parsed = base::parse_date(word);
    if (!parsed) return refuse(fmt::format("{}: {}", path_.subject(), parsed.error().what));
    out = *parsed;
    return true;
  }

  bool identifier(std::string& out) {
    const char first = in_.first();
    if (first == '"') return text(out, name_bytes_max);
    if (first != '-' && (first < '0' || first > '9')) return wrong_type("a text or a whole number");
    const std::string_view digits = in_.take_value();
    if (digits.find_first_of(".eE") != std::string_view::npos || digits.size() > name_bytes_max) {
      return refuse(fmt::format("{} must be a text or a whole number", path_.subject()));
    }
    out = digits;
    return true;
  }

  bool offset(std::optional<std::uint32_t>& out) {
    const char first = in_.first();
    if (first != '-' && (first < '0' || first > '9')) return wrong_type("a whole number");
    const std::string_view digits = in_.take_value();
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end || number > draft_text_bytes_max) {
      return refuse(fmt::format("{} must be a whole number from 0 to {}", path_.subject(),
                                draft_text_bytes_max));
    }
    out = number;
    return true;
  }

  bool addresses(std::vector<std::string>& out) {
    return list([&] { return address(out.emplace_back()); });
  }

  bool address(std::string& out) {
    static const std::vector<std::string> names = {"url", "title"};
    if (in_.first() == '"') return text(out, url_bytes_max);
    if (in_.first() != '{') return wrong_type("a text or an object with url and title");
    std::string title;
    const bool done = object("a source or link", names, [&](std::size_t field) {
      return field == 0 ? text(out, url_bytes_max) : text(title, url_bytes_max);
    });
    if (!done) return false;
    if (out.empty()) out = title;
    return !out.empty() || refuse(fmt::format("{} needs a url or a title", path_.subject()));
  }

  bool media(DraftMedia& out) {
    static const std::vector<std::string> names = {
        "kind",     "alt",     "credit",           "url",      "file", "origin", "licence",
        "permission", "people", "children", "consent", "words_in_picture", "captions", "logo"};
    if (in_.first() == '"') return media_named(out);
    if (in_.first() != '{') return wrong_type("an object, or a text that is a URL or a file");
    return object("a medium", names, [&](std::size_t field) {
      switch (field) {
        case 0: return media_kind(out.kind);
        case 1: return text(out.alt.emplace(), text_bytes_max);
        case 2: return text(out.credit, name_bytes_max);
        case 3: return text(out.url, url_bytes_max);
        case 4: return text(out.file, name_bytes_max);
        case 5: return origin(out.origin);
        case 6: return text(out.licence, name_bytes_max);
        case 7: return permission(out.permission.emplace());
        case 8: return flag(out.people);
        case 9: return flag(out.children);
        case 10: return flag(out.consent);
        case 11: return text(out.words_in_picture, text_bytes_max);
        case 12: return flag(out.captions);
        default: return flag(out.logo);
      }
    });
  }

  bool media_named(DraftMedia& out) {
    std::string name;
    if (!text(name, url_bytes_max)) return false;
    if (name.find("://") != std::string::npos) {
      out.url = std::move(name);
      return true;
    }
    if (name.empty()) return refuse("each entry of media must name a URL or a file");
    if (name.size() > name_bytes_max) {
      return refuse(fmt::format("a file's name may have {} bytes at most", name_bytes_max));
    }
    out.file = std::move(name);
    return true;
  }

  bool media_kind(std::string& out) {
    static const std::vector<std::string> kinds = {"image", "video", "audio", "document"};
    std::size_t which = 0;
    if (!choice(kinds, which)) return false;
    out = kinds[which];
    return true;
  }

  bool permission(Permission& out) {
    static const std::vector<std::string> names = {"by", "scope", "evidence", "on", "until"};
    return object("a permission", names, [&](std::size_t field) {
      switch (field) {
        case 0: return text(out.by, name_bytes_max);
        case 1: return text(out.scope, text_bytes_max);
        case 2: return text(out.evidence, text_bytes_max);
        case 3: return day(out.on);
        default: return day(out.until);
      }
    });
  }

  bool reply_to(std::optional<ReplyTo>& out) {
    static const std::vector<std::string> names = {"id", "author", "outcomes", "due_at"};
    ReplyTo& reply = out.emplace();
    return object("reply_to", names, [&](std::size_t field) {
      switch (field) {
        case 0: return identifier(reply.id);
        case 1: return text(reply.author, name_bytes_max);
        case 2: return texts(reply.outcomes);
        default: return time(reply.due_at);
      }
    });
  }

  bool suppression(Suppression& out) {
    static const std::vector<std::string> names = {"rule", "reason", "by", "words", "start", "end"};
    std::optional<std::uint32_t> start, end;
    const bool done = object("a suppression", names, [&](std::size_t field) {
      switch (field) {
        case 0: return text(out.rule, name_bytes_max);
        case 1: return text(out.reason, text_bytes_max);
        case 2: return text(out.by, name_bytes_max);
        case 3: return text(out.words, text_bytes_max);
        case 4: return offset(start);
        default: return offset(end);
      }
    });
    if (!done) return false;
    if (out.rule.empty()) return missing("rule");
    if (out.reason.empty()) return missing("reason");
    if (start.has_value() != end.has_value() || (start && *start > *end)) {
      return refuse("a place needs start and end, in that order");
    }
    if (start) out.span = base::Span{*start, *end};
    return out.span || !out.words.empty() ||
           refuse("a suppression needs the words it lets stand, or their start and end");
  }

  Cursor in_;
  JsonPath path_;
  base::Error error_;
};

}  // namespace

base::Result<Draft> read_draft(std::string_view json) {
  if (json.size() > draft_json_bytes_max) {
    return base::fail(fmt::format("a draft may have {} bytes at most", draft_json_bytes_max));
  }
  const std::string text = base::mended(json);
  const JsonEnd end = check_json_document(text, draft_nesting_max);
  if (!end) {
    return base::fail(fmt::format("this is not JSON from byte {} on: {}", end.error().offset,
                                  end.error().what));
  }
  Draft draft;
  Walk walk(text);
  if (!walk.draft(draft)) return tl::unexpected(walk.error());
  return draft;
}

std::string with_text(std::string_view json, std::string_view text) {
  Cursor in(json);
  for (bool opened = false; in.next(opened);) {
    const bool found = in.take_string() == "text";
    in.step();  // the colon
    const std::size_t start = in.at();
    const std::size_t bytes = in.take_value().size();
    if (!found) continue;
    std::string out(json.substr(0, start));
    append_json_string(out, text);
    out += json.substr(start + bytes);
    return out;
  }
  return std::string(json);
}

}  // namespace decorum::post
