#include "policy/yaml_events.h"

#include <array>
#include <new>

#include <yaml.h>

namespace decorum::policy {
namespace {

using Failure = YamlFailure::Kind;

// The words of libyaml 0.2.5 that we can say better.
struct Known {
  std::string_view context, problem;  // how they begin
  Failure kind;
  bool at_context;  // the fault is where the thing begins, not where reading it ended
  std::string_view what, expected;
};

constexpr std::string_view quoted_colon = "text with ': ' in it is put in quotes";
constexpr std::string_view quoted_start = "text that begins with it is put in quotes";
constexpr std::string_view closed_quote = "text that begins with a quotation mark ends with it";
constexpr std::string_view misfit = "this line does not fit the mapping it stands in";
constexpr std::string_view one_column =
    "keys of one mapping in one column, and text that begins with a quote ending with it";
constexpr std::string_view item_lines = "each item on its own line after '- '";
constexpr std::string_view doubled = "'\\\\' for a backslash, or single quotes around the text";
constexpr std::string_view below = "the text on the lines below, or in quotes";

constexpr std::array<Known, 29> known = {{
    {"", "mapping values are not allowed", Failure::text, false,
     "a ':' stands where no value can begin", quoted_colon},
    {"", "found unexpected ':'", Failure::text, false, "a ':' stands where no value can begin",
     quoted_colon},
    {"", "mapping keys are not allowed", Failure::text, false,
     "a '?' stands where no key can begin", quoted_start},
    {"", "block sequence entries are not allowed", Failure::text, false,
     "a '-' stands where no list can begin", item_lines},
    {"while parsing a block mapping", "did not find expected key", Failure::no_key, false, misfit,
     one_column},
    {"while scanning a simple key", "could not find expected ':'", Failure::text, true, misfit,
     one_column},
    {"", "did not find expected '-'", Failure::text, false,
     "this line does not fit the list it stands in", item_lines},
    {"", "did not find expected ',' or '}'", Failure::open_flow, true, "", ""},
    {"", "did not find expected ',' or ']'", Failure::open_flow, true, "", ""},
    {"while parsing a flow node", "did not find expected node content", Failure::no_value, false,
     "a value is missing before this", "[ one, two ] or { key: value }"},
    {"", "did not find expected node content", Failure::text, false,
     "this character cannot begin a text", quoted_start},
    {"", "did not find expected <document start>", Failure::second_document, false,
     "a second document begins here", "one document a file"},
    {"while scanning a quoted scalar", "found unexpected end of stream", Failure::open_quote, true,
     "a quotation mark is opened here and never closed", closed_quote},
    {"while scanning a quoted scalar", "found unexpected document indicator", Failure::open_quote,
     true, "a quotation mark is not closed before the document ends", closed_quote},
    {"", "found unknown escape character", Failure::text, false,
     "this escape is none that YAML knows", doubled},
    {"", "did not find expected hexdecimal number", Failure::text, false,
     "this escape does not say which character is meant", doubled},
    {"", "found invalid Unicode character escape code", Failure::text, false,
     "this escape does not say which character is meant", doubled},
    {"while scanning a block scalar", "did not find expected comment", Failure::text, true,
     "after this mark the line must end", below},
    {"while scanning a block scalar", "found an indentation indicator equal to 0", Failure::text,
     true, "after this mark the line must end", below},
    {"", "found a tab character", Failure::text, false, tab_indents, blanks_indent},
    {"", "found character that cannot start any token", Failure::text, false,
     "this character cannot begin a text", quoted_start},
    {"while scanning a directive", "", Failure::text, true, "this character cannot begin a text",
     quoted_start},
    {"while scanning a %", "", Failure::text, true, "this character cannot begin a text",
     quoted_start},
    // Their first character says what they are, so that they are refused like those that are whole.
    {"while scanning an anchor", "", Failure::text, true, "this cannot be read as YAML", ""},
    {"while scanning an alias", "", Failure::text, true, "this cannot be read as YAML", ""},
    {"while scanning a tag", "", Failure::text, true, "this cannot be read as YAML", ""},
    {"while parsing a tag", "", Failure::text, true, "this cannot be read as YAML", ""},
    {"", "found undefined tag handle", Failure::text, false, "this cannot be read as YAML", ""},
    {"", "", Failure::text, false, "this cannot be read as YAML", ""},
}};

const Known& known_for(std::string_view context, std::string_view problem) {
  for (const Known& entry : known) {
    if (context.starts_with(entry.context) && problem.starts_with(entry.problem)) return entry;
  }
  return known.back();
}

std::string_view view(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

struct YamlEvents::State {
  yaml_parser_t parser;
  yaml_event_t event;  // the last one, as its text is still lent out
};

YamlEvents::YamlEvents(std::string_view text) : state_(std::make_unique<State>()) {
  if (yaml_parser_initialize(&state_->parser) == 0) throw std::bad_alloc();
  yaml_parser_set_encoding(&state_->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&state_->parser,
                               reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

YamlEvents::~YamlEvents() {
  yaml_event_delete(&state_->event);
  yaml_parser_delete(&state_->parser);
}

YamlEvent YamlEvents::next() {
  using Kind = YamlEvent::Kind;
  yaml_event_t& event = state_->event;
  for (;;) {
    yaml_event_delete(&event);
    if (yaml_parser_parse(&state_->parser, &event) == 0) {
      fail();
      return {Kind::failure, false, failure_.character, {}};
    }
    const std::size_t at = event.start_mark.index;
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return {Kind::document_start, false, at, {}};
      case YAML_ALIAS_EVENT:
        return {Kind::alias, false, at, {}};
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event.data.scalar;
        return {Kind::scalar, scalar.style == YAML_PLAIN_SCALAR_STYLE, at,
                {reinterpret_cast<const char*>(scalar.value), scalar.length}};
      }
      case YAML_SEQUENCE_START_EVENT:
        return {Kind::sequence_start, false, at, {}};
      case YAML_MAPPING_START_EVENT:
        return {Kind::mapping_start, false, at, {}};
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return {Kind::collection_end, false, at, {}};
      case YAML_NO_EVENT:
      case YAML_STREAM_END_EVENT:
        return {Kind::end, false, at, {}};
      case YAML_STREAM_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
        break;
    }
  }
}

void YamlEvents::fail() {
  const yaml_parser_t& parser = state_->parser;
  if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
  const Known& entry = known_for(view(parser.context), view(parser.problem));
  failure_.kind = entry.kind;
  failure_.character = entry.at_context ? parser.context_mark.index : parser.problem_mark.index;
  failure_.what = entry.what;
  failure_.expected = entry.expected;
}

}  // namespace decorum::policy
