#include "post/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "post/json_check.h"
#include "post/json_path.h"

namespace decorum::post {
namespace {

namespace ondemand = simdjson::ondemand;

// What a line of up to this size needs is kept for the next line.
constexpr std::size_t keep_bytes_max = 256 * 1024;

using Names = std::span<const std::string_view>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view token) {
  const auto last = token.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view{} : token.substr(0, last + 1);
}

// The type of the value that starts with this token, in a reader's words.
std::string_view type_of(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '{': return "an object";
    case '[': return "a list";
    case '"': return "a string";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: break;
  }
  return token.find_first_of(".eE") == std::string_view::npos ? "a number" : "a fraction";
}

// Walks one parsed document into structs. Every step answers whether it may go on; if not, `error`
// says why, or is empty when the text is not JSON.
class Walk {
 public:
  explicit Walk(std::string_view json) : json_(json) {}

  const base::Error& error() const { return error_; }

  bool post(ondemand::object object, Post& out) {
    static constexpr std::array<std::string_view, 10> names = {
        "text",      "id",          "site", "account", "author", "lang",
        "posted_at", "in_reply_to", "url",  "media"};
    bool has_text = false;
    const bool done = fields(object, names, out.extra, [&](std::size_t field, auto& value) {
      switch (field) {
        case 0: return string(value, out.text, text_bytes_max, &has_text);
        case 1: return identifier(value, out.id);
        case 2: return string(value, out.site, name_bytes_max);
        case 3: return string(value, out.account, name_bytes_max);
        case 4: return nested(value, [&](ondemand::object in) { return author(in, out.author); });
        case 5: return string(value, out.lang, name_bytes_max);
        case 6: return time(value, out.posted_at);
        case 7: return identifier(value, out.in_reply_to);
        case 8: return string(value, out.url, url_bytes_max);
        default: return media_list(value, out.media);
      }
    });
    if (!done || has_text) return done;
    path_.enter("text");
    return refuse("text is missing");
  }

  bool author(ondemand::object object, Author& out) {
    static constexpr std::array<std::string_view, 4> names = {"id", "handle", "name", "followers"};
    return fields(object, names, out.extra, [&](std::size_t field, auto& value) {
      switch (field) {
        case 0: return identifier(value, out.id);
        case 1: return string(value, out.handle, name_bytes_max);
        case 2: return string(value, out.name, name_bytes_max);
        default: return count(value, out.followers);
      }
    });
  }

  bool thread(ondemand::object object, Thread& out) {
    static constexpr std::array<std::string_view, 2> names = {"root_id", "posts"};
    return fields(object, names, out.extra, [&](std::size_t field, auto& value) {
      if (field == 0) return identifier(value, out.root_id);
      return list(value, out.posts, posts_max,
                  [&](ondemand::object in, Post& entry) { return post(in, entry); });
    });
  }

  bool account(ondemand::object object, Account& out) {
    static constexpr std::array<std::string_view, 5> names = {"id", "site", "handle", "name",
                                                              "url"};
    return fields(object, names, out.extra, [&](std::size_t field, auto& value) {
      switch (field) {
        case 0: return string(value, out.id, name_bytes_max);
        case 1: return string(value, out.site, name_bytes_max);
        case 2: return string(value, out.handle, name_bytes_max);
        case 3: return string(value, out.name, name_bytes_max);
        default: return string(value, out.url, url_bytes_max);
      }
    });
  }

  // What is no value at all is broken; only a good value can be of the wrong type.
  bool wrong_type(std::string_view wanted, std::string_view token) {
    if (token.empty()) return broken();
    const bool scalar = token.front() != '{' && token.front() != '[';
    if (scalar && end_of_json_value(token, 0, 0) != JsonEnd(token.size())) return broken();
    return refuse(fmt::format("{} must be {}, not {}", path_.subject(), wanted, type_of(token)));
  }

 private:
  bool refuse(std::string what) {
    error_ = {std::move(what), path_.pointer()};
    return false;
  }
  bool broken() const { return false; }

  std::size_t offset_of(const char* place) const {
    return static_cast<std::size_t>(place - json_.data());
  }

  bool media(ondemand::object object, Media& out) {
    static constexpr std::array<std::string_view, 4> names = {"kind", "alt", "credit", "url"};
    return fields(object, names, out.extra, [&](std::size_t field, auto& value) {
      switch (field) {
        case 0: return string(value, out.kind, name_bytes_max);
        case 1: return optional_string(value, out.alt);
        case 2: return optional_string(value, out.credit);
        default: return string(value, out.url, url_bytes_max);
      }
    });
  }

  bool media_list(ondemand::value& value, std::vector<Media>& out) {
    return list(value, out, media_max,
                [&](ondemand::object in, Media& entry) { return media(in, entry); });
  }

  // Every field of an object: those of `names` go to `take`, the others to `extra`.
  template <class Take>
  bool fields(ondemand::object& object, Names names, std::vector<ExtraField>& extra, Take take) {
    std::uint32_t seen = 0;
    std::size_t extra_bytes = 0;
    for (auto result : object) {
      ondemand::field field;
      if (std::move(result).get(field) != simdjson::SUCCESS) return broken();
      std::string_view name;
      if (!read_name(field.key().raw(), name)) return broken();
      ondemand::value value = field.value();
      if (!is_followed_well(value)) return broken();
      const auto known = static_cast<std::size_t>(
          std::find(names.begin(), names.end(), name) - names.begin());
      if (known == names.size()) {
        if (!keep(name, value, extra, extra_bytes)) return false;
        continue;
      }
      path_.enter(names[known]);
      if (((seen >> known) & 1U) != 0) return refuse(fmt::format("{} is given twice", name));
      seen |= 1U << known;
      if (!take(known, value)) return false;
      path_.leave();
    }
    return true;
  }

  // simdjson looks at a scalar, and at what comes after it, only when it takes it apart itself.
  static bool is_followed_well(ondemand::value& value) {
    const std::string_view token = value.raw_json_token();
    if (token.front() == '{' || token.front() == '[') return true;
    const char next = *(token.data() + token.size());  // the padding at the latest
    return next == ',' || next == '}';
  }

  bool read_name(const char* after_quote, std::string_view& name) {
    const std::size_t start = offset_of(after_quote);
    const auto quote = json_.find('"', start);
    if (quote == std::string_view::npos) return false;
    name = json_.substr(start, quote - start);
    if (name.find('\\') == std::string_view::npos) return true;
    if (!decode_json_string(json_, start - 1, name_)) return false;
    name = name_;
    return true;
  }

  bool keep(std::string_view name, ondemand::value& value, std::vector<ExtraField>& extra,
            std::size_t& extra_bytes) {
    if (name.size() > name_bytes_max) {
      return refuse(fmt::format("the name of a field is over {} bytes", name_bytes_max));
    }
    const std::size_t start = offset_of(value.raw_json_token().data());
    const JsonEnd end = end_of_json_value(json_, start, nesting_max - path_.depth());
    const auto next = end ? json_.find_first_not_of(" \t\r\n", *end) : std::string_view::npos;
    if (next == std::string_view::npos || (json_[next] != ',' && json_[next] != '}')) {
      return broken();
    }
    const std::string_view json = json_.substr(start, *end - start);
    const bool twice = std::any_of(extra.begin(), extra.end(),
                                   [&](const ExtraField& field) { return field.name == name; });
    if (twice) return refuse(fmt::format("{} is given twice", base::clipped(name, 64)));
    extra_bytes += name.size() + json.size();
    if (extra_bytes > extra_bytes_max || extra.size() == extra_max) {
      return refuse(fmt::format(
          "the fields that are not known may be {} and have {} bytes together at most", extra_max,
          extra_bytes_max));
    }
    extra.push_back({std::string(name), std::string(json)});
    return true;
  }

  // A whole scalar, or the opening mark of an object or list; the blanks after it are cut.
  static std::string_view token_of(ondemand::value& value) {
    return trimmed(value.raw_json_token());
  }

  bool string(ondemand::value& value, std::string& out, std::size_t bytes_max,
              bool* present = nullptr) {
    const std::string_view token = token_of(value);
    if (token == "null") return true;
    if (token.empty() || token.front() != '"') return wrong_type("a string", token);
    const std::size_t start = offset_of(token.data());
    const JsonEnd end = decode_json_string(json_, start, out);
    if (!end || *end != start + token.size()) return broken();
    if (out.size() > bytes_max) {
      return refuse(fmt::format("{} may have {} bytes at most, and this has {}", path_.subject(),
                                bytes_max, out.size()));
    }
    if (present != nullptr) *present = true;
    return true;
  }

  bool optional_string(ondemand::value& value, std::optional<std::string>& out) {
    bool present = false;
    if (!out) out.emplace();
    if (!string(value, *out, text_bytes_max, &present)) return false;
    if (!present) out.reset();
    return true;
  }

  bool identifier(ondemand::value& value, std::string& out) {
    const std::string_view token = token_of(value);
    if (token == "null" || (!token.empty() && token.front() == '"')) {
      return string(value, out, name_bytes_max);
    }
    if (!is_whole(token, "a string or a whole number")) return false;
    if (token.size() > name_bytes_max) {
      return refuse(fmt::format("{} may have {} digits at most", path_.subject(), name_bytes_max));
    }
    out.assign(token);
    return true;
  }

  // A number without fraction or exponent?
  bool is_whole(std::string_view token, std::string_view wanted) {
    const bool number = !token.empty() && (token.front() == '-' || is_digit(token.front()));
    if (!number || token.find_first_of(".eE") != std::string_view::npos) {
      return wrong_type(wanted, token);
    }
    return end_of_json_value(token, 0, 0) == JsonEnd(token.size()) || broken();
  }

  bool count(ondemand::value& value, std::optional<std::int64_t>& out) {
    const std::string_view token = token_of(value);
    if (token == "null") return true;
    if (!is_whole(token, "a whole number")) return false;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (fault != std::errc() || number < 0) {
      return refuse(fmt::format("{} must be from 0 to 9223372036854775807", path_.subject()));
    }
    out = number;
    return true;
  }

  bool time(ondemand::value& value, std::optional<base::Time>& out) {
    bool present = false;
    if (!string(value, name_, name_bytes_max, &present)) return false;
    if (!present) return true;
    const auto time = base::parse_rfc3339(name_);
    if (!time) return refuse(time.error().what);
    out = *time;
    return true;
  }

  template <class Read>
  bool nested(ondemand::value& value, Read read) {
    const std::string_view token = token_of(value);
    if (token == "null") return true;
    if (token.empty() || token.front() != '{') return wrong_type("an object", token);
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return broken();
    return read(object);
  }

  template <class Entry, class Read>
  bool list(ondemand::value& value, std::vector<Entry>& out, std::size_t entries_max, Read read) {
    const std::string_view token = token_of(value);
    if (token == "null") return true;
    if (token.empty() || token.front() != '[') return wrong_type("a list", token);
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return broken();
    std::size_t index = 0;
    for (auto result : array) {
      ondemand::value entry;
      if (std::move(result).get(entry) != simdjson::SUCCESS) return broken();
      if (index == entries_max) {
        return refuse(fmt::format("{} may have {} entries at most", path_.subject(), entries_max));
      }
      path_.enter(index++);
      const std::string_view first = token_of(entry);
      if (first.empty() || first.front() != '{') return wrong_type("an object", first);
      ondemand::object object;
      if (entry.get_object().get(object) != simdjson::SUCCESS) return broken();
      if (!read(object, out.emplace_back())) return false;
      path_.leave();
    }
    return true;
  }

  std::string_view json_;
  JsonPath path_;
  std::string name_;  // a name or time that had to be decoded
  base::Error error_;
};

base::Error not_json(std::size_t offset, std::string_view what) {
  return {fmt::format("this is not JSON from byte {} on: {}", offset, what), {}};
}

// What is wrong with a text that the fast reader gave up on.
base::Error fault_of(std::string_view json) {
  const std::size_t bad_byte = base::find_invalid_utf8(json);
  if (bad_byte != std::string_view::npos) {
    return {fmt::format("the text is not UTF-8: byte {} is broken", bad_byte), {}};
  }
  const JsonEnd end = check_json_document(json, nesting_max);
  if (!end) return not_json(end.error().offset, end.error().what);
  return {"this is not JSON", {}};
}

void clear(Post& post) {
  post.id.clear();
  post.site.clear();
  post.account.clear();
  post.author.id.clear();
  post.author.handle.clear();
  post.author.name.clear();
  post.author.followers.reset();
  post.author.extra.clear();
  post.text.clear();
  post.lang.clear();
  post.posted_at.reset();
  post.in_reply_to.clear();
  post.url.clear();
  post.media.clear();
  post.extra.clear();
}

// A parser and the memory it works in.
class Engine {
 public:
  template <class Read>
  base::Result<void> read(std::string_view json, Read read_object) {
    if (json.size() > line_bytes_max) {
      return base::fail(fmt::format("a line may have {} bytes at most", line_bytes_max));
    }
    base::Result<void> done = read_bounded(json, read_object);
    if (json.size() > keep_bytes_max) {
      parser_ = ondemand::parser();
      bytes_.reset();
      capacity_ = 0;
    }
    return done;
  }

 private:
  void copy(std::string_view json) {
    const std::size_t needed = json.size() + simdjson::SIMDJSON_PADDING;
    if (capacity_ < needed) {
      capacity_ = std::max(needed, std::size_t{4096});
      bytes_ = std::make_unique<char[]>(capacity_);
    }
    if (!json.empty()) std::memcpy(bytes_.get(), json.data(), json.size());
    std::memset(bytes_.get() + json.size(), 0, simdjson::SIMDJSON_PADDING);
  }

  template <class Read>
  base::Result<void> read_bounded(std::string_view json, Read read_object) {
    copy(json);
    Walk walk({bytes_.get(), json.size()});
    ondemand::document document;
    if (parser_.iterate(bytes_.get(), json.size(), capacity_).get(document) != simdjson::SUCCESS) {
      return tl::unexpected(fault_of(json));
    }
    const auto start = json.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || json[start] != '{') {
      // Only what is JSON at all is told that it is the wrong kind of JSON.
      if (!check_json_document(json, nesting_max)) return tl::unexpected(fault_of(json));
      walk.wrong_type("an object", trimmed(json.substr(start)));
      return tl::unexpected(walk.error());
    }
    ondemand::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS) {
      return tl::unexpected(fault_of(json));
    }
    const bool done = read_object(walk, object);
    if (!done && !walk.error().what.empty()) return tl::unexpected(walk.error());
    const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!done || !at_end) return tl::unexpected(fault_of(json));
    return {};
  }

  ondemand::parser parser_;
  std::unique_ptr<char[]> bytes_;  // simdjson reads a little past the end of the text
  std::size_t capacity_ = 0;
};

template <class Value>
base::Result<Value> read_one(std::string_view json, bool (Walk::*read)(ondemand::object, Value&)) {
  Value out;
  const auto done = Engine().read(
      json, [&](Walk& walk, ondemand::object& in) { return (walk.*read)(in, out); });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace

struct PostReader::Impl {
  Engine engine;
};

PostReader::PostReader() : impl_(std::make_unique<Impl>()) {}
PostReader::~PostReader() = default;
PostReader::PostReader(PostReader&&) noexcept = default;
PostReader& PostReader::operator=(PostReader&&) noexcept = default;

base::Result<void> PostReader::read(std::string_view json, Post& out) {
  clear(out);
  return impl_->engine.read(
      json, [&](Walk& walk, ondemand::object& in) { return walk.post(in, out); });
}

base::Result<Post> read_post(std::string_view json) { return read_one(json, &Walk::post); }
base::Result<Author> read_author(std::string_view json) { return read_one(json, &Walk::author); }
base::Result<Thread> read_thread(std::string_view json) { return read_one(json, &Walk::thread); }

base::Result<Account> read_account(std::string_view json) {
  return read_one(json, &Walk::account);
}

}  // namespace decorum::post
