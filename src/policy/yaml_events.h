// The events of one YAML text, pulled from libyaml one after the other, and what libyaml could not
// read, in our own words. For yaml.cc alone.
//
//   YamlEvents events(text);
//   for (;;) {
//     const YamlEvent event = events.next();
//     if (event.kind == YamlEvent::Kind::end) break;
//     if (event.kind == YamlEvent::Kind::failure) ...   // events.failure() says where and what
//   }
//
// `text` must be UTF-8 without a byte order mark, control characters or U+0085, U+2028, U+2029
// (which libyaml takes for line breaks), and outlive the events. libyaml reads at most 1,024
// characters ahead of the event that it hands out, or to the end of one scalar. Throws nothing but
// std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace decorum::policy {

struct YamlEvent {
  enum class Kind : std::uint8_t {
    document_start, alias, scalar, sequence_start, mapping_start, collection_end, end, failure
  };
  Kind kind = Kind::end;
  bool plain = false;         // a scalar without quotes, not a block
  std::size_t character = 0;  // where it begins, in code points from the start of the text
  std::string_view text;      // of a scalar, decoded; until the next event
};

struct YamlFailure {
  enum class Kind : std::uint8_t {
    text,             // nothing special
    open_flow,        // `character` is that of the '{' or '[' which is not closed
    open_quote,       // `character` is that of a quotation mark which is never closed
    no_key,           // something else stands where a key is looked for
    no_value,         // something else stands where a value is looked for
    second_document,  // what comes after the end of the first document
  };
  Kind kind = Kind::text;
  std::size_t character = 0;
  std::string_view what, expected;  // a sentence without a full stop; the second may be empty
};

inline constexpr std::string_view tab_indents = "a tab is used to indent";
inline constexpr std::string_view blanks_indent = "blanks only at the beginning of a line";

class YamlEvents {
 public:
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  YamlEvent next();
  // After an event of kind `failure`, which is the last one.
  const YamlFailure& failure() const { return failure_; }

 private:
  struct State;
  void fail();

  std::unique_ptr<State> state_;
  YamlFailure failure_;
};

}  // namespace decorum::policy
