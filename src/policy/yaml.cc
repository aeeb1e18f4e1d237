#include "policy/yaml.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "policy/yaml_cursor.h"
#include "policy/yaml_events.h"

namespace decorum::policy {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The bytes from an opening quote to one past its closing quote; 0 when it is not in this text.
std::size_t closes_in(std::string_view line) {
  const char quote = line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (quote == '"' && line[i] == '\\') {
      ++i;
    } else if (line[i] == quote) {
      if (quote == '"' || i + 1 >= line.size() || line[i + 1] != '\'') return i + 1;
      ++i;  // '' is one quote
    }
  }
  return 0;
}

// The text bytes a scalar takes on its first line, of which `line` is the rest.
std::size_t bytes_on_first_line(std::string_view line, std::string_view decoded) {
  if (line.empty() || decoded.empty()) return 1;
  const char first = line.front();
  if (first == '"' || first == '\'') {
    const std::size_t closed = closes_in(line);
    return closed > 0 ? closed : line.size();
  }
  if (first == '|' || first == '>') return 1;
  if (line.starts_with(decoded)) return decoded.size();
  return line.find_last_not_of(" \t") + 1;
}

// Thrown to leave the rest of a file unread; caught in parse_yaml.
struct Stop {};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view path, std::string_view text, std::size_t nodes_max)
      : path_(path), text_(text), cursor_(text), nodes_max_(nodes_max) {}

  YamlFile finish() { return std::move(file_); }

  void mistake(const YamlNode& at, std::string code, std::string what, std::string expected = {},
               std::string suggestion = {}) {
    if (file_.mistakes.size() >= mistakes_max) throw Stop{};
    file_.mistakes.push_back({path_, at.line, at.column, at.end_column, std::move(code),
                              std::move(what), std::move(expected), std::move(suggestion)});
  }

  void take(const YamlEvent& event) {
    switch (event.kind) {
      case YamlEvent::Kind::document_start:
        if (++documents_ > 1) second_document(node_at(event.character, YamlNode::Kind::scalar));
        return;
      case YamlEvent::Kind::alias: {
        YamlNode node = node_at(event.character, YamlNode::Kind::scalar);
        refuse_property(node);
        return attach(std::move(node));
      }
      case YamlEvent::Kind::scalar:
        return is_null(event) ? take_null(event) : take_scalar(event);
      case YamlEvent::Kind::sequence_start:
        return open(event, YamlNode::Kind::sequence);
      case YamlEvent::Kind::mapping_start:
        return open(event, YamlNode::Kind::mapping);
      case YamlEvent::Kind::collection_end:
        return close();
      case YamlEvent::Kind::end:
      case YamlEvent::Kind::failure:
        return;
    }
  }

  // What libyaml could not read, said at the place where it probably went wrong.
  void fail(const YamlFailure& failure) {
    YamlNode at = node_at(failure.character, YamlNode::Kind::scalar);
    const std::string_view first = text_.substr(at.offset, 1);
    const bool begins = first != "]" && first != "}" && first != ":" && documents_ > 0;
    if (begins && failure.kind == YamlFailure::Kind::second_document) second_document(at);
    file_.root.reset();
    if (follows_property(at) || refuse_property(at)) return;
    if (const auto tab = indenting_tab(at.offset)) {
      at.column = *tab;
      at.end_column = *tab + 1;
      mistake(at, "yaml", std::string(tab_indents), std::string(blanks_indent));
    } else if (failure.kind == YamlFailure::Kind::no_value && first != ":" && first != "," &&
               first != "-") {
      open_flow(innermost_flow());
    } else if (failure.kind == YamlFailure::Kind::open_flow) {
      open_flow(at);
    } else if (open_quote_) {
      mistake(*open_quote_, "yaml", "a quotation mark is opened here and not closed in this line",
              "text that begins with a quotation mark ends with it");
    } else {
      say(failure, at, first);
    }
  }

 private:
  struct Frame {
    YamlNode node;
    std::optional<YamlNode> key;
    std::unordered_set<std::string> keys;
  };

  YamlNode node_at(std::size_t character, YamlNode::Kind kind, std::string_view decoded = {}) {
    cursor_.go_to(character);
    YamlNode node;
    node.kind = kind;
    node.offset = cursor_.offset();
    const YamlPoint point = cursor_.point();
    node.line = point.line;
    node.column = point.column;
    const std::string_view line = rest_of_line(node.offset);
    const std::size_t bytes = bytes_on_first_line(line, decoded);
    const std::size_t characters = base::count_code_points(line.substr(0, bytes));
    node.end_column = node.column + std::max(1U, static_cast<std::uint32_t>(characters));
    return node;
  }

  // The column of a tab in the blanks before the text of a line.
  std::optional<std::uint32_t> indenting_tab(std::size_t offset) const {
    const std::size_t newline = offset == 0 ? text_.npos : text_.rfind('\n', offset - 1);
    const std::size_t start = newline == text_.npos ? 0 : newline + 1;
    const std::size_t end = std::min(text_.find_first_not_of(" \t", start), text_.size());
    const std::size_t tab = text_.substr(start, end - start).find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(tab) + 1;
  }

  // What stands behind a tag, anchor or alias fails only for it: that has been said, or it is said
  // now, as libyaml reads a little ahead of what it hands out.
  bool follows_property(const YamlNode& at) {
    if (!file_.mistakes.empty()) {
      const Mistake& last = file_.mistakes.back();
      const bool is_property = last.code == "tag" || last.code == "anchor" || last.code == "alias";
      if (is_property && last.line == at.line) return true;
    }
    const std::string_view before = text_.substr(0, at.offset);
    const std::size_t end = before.find_last_not_of(" \t") + 1;
    const std::size_t start = before.substr(0, end).find_last_of(" \t\n[{,") + 1;
    if (start >= end || (text_[start] != '!' && text_[start] != '&')) return false;
    const std::size_t lead = before.substr(0, start).find_last_not_of(" \t");
    const char led_by = lead == before.npos ? '\n' : before[lead];
    const bool has_key = !frames_.empty() && frames_.back().key;
    if (led_by == ':' ? !has_key : std::string_view("[{,-\n").find(led_by) == before.npos) {
      return false;
    }
    cursor_.go_to_byte(start);
    YamlNode property = node_at(cursor_.character(), YamlNode::Kind::scalar);
    return refuse_property(property);
  }

  // One is open, as libyaml looks for a value in it.
  YamlNode innermost_flow() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      const char first = text_[frame->node.offset];
      if (first == '[' || first == '{') return frame->node;
    }
    return {};
  }

  void open_flow(const YamlNode& at) {
    const char bracket = at.offset < text_.size() ? text_[at.offset] : '[';
    mistake(at, "yaml", fmt::format("a '{}' is not closed, or a comma is missing", bracket),
            bracket == '[' ? "[ one, two ]" : "{ key: value, key: value }");
  }

  void say(const YamlFailure& failure, YamlNode at, std::string_view first) {
    if (failure.kind == YamlFailure::Kind::second_document && documents_ == 0) {
      mistake(at, "yaml", "the lines that begin with '%' are not followed by one of '---'", "---");
      return;
    }
    const bool no_value = failure.kind == YamlFailure::Kind::no_value;
    if (first == ":" && (no_value || failure.kind == YamlFailure::Kind::no_key)) {
      no_key(at);
    } else if (first == "-" && no_value) {
      mistake(at, "yaml", "a '-' stands where no list can begin", "[ one, two ]");
    } else if (first == "]" || first == "}") {
      mistake(at, "yaml", fmt::format("this '{}' closes nothing that is open", first),
              "one closing bracket for each that opens");
    } else if (first == ":" && failure.kind == YamlFailure::Kind::second_document) {
      mistake(at, "yaml", "a ':' stands where no value can begin",
              "text with ': ' in it is put in quotes");
    } else if (first == "\t") {
      mistake(at, "yaml", "a tab stands where only blanks may", "blanks");
    } else {
      if (failure.kind == YamlFailure::Kind::open_quote) show_first_line(at);
      mistake(at, "yaml", std::string(failure.what), std::string(failure.expected));
    }
  }

  void show_first_line(YamlNode& node) {
    const std::size_t characters = base::count_code_points(rest_of_line(node.offset));
    node.end_column = node.column + std::max(1U, static_cast<std::uint32_t>(characters));
  }

  void second_document(const YamlNode& at) {
    mistake(at, "second-document", "a second document begins here", "one document a file");
    throw Stop{};
  }

  static bool is_null(const YamlEvent& event) {
    const std::string_view text = event.text;
    return event.plain && (text.empty() || text == "~" || text == "null" || text == "Null" ||
                           text == "NULL");
  }

  void take_null(const YamlEvent& event) {
    YamlNode node = node_at(event.character, YamlNode::Kind::scalar);
    node.plain = true;
    node.null = !refuse_property(node);
    open_quote_.reset();
    if (node.null && event.text.empty() && !frames_.empty()) show_missing(node);
    attach(std::move(node));
  }

  // What is not there is shown at the key, or at the '-', that misses it.
  void show_missing(YamlNode& node) {
    if (frames_.back().key) {
      const YamlNode& key = *frames_.back().key;
      node.line = key.line;
      node.column = key.column;
      node.end_column = key.end_column;
    } else if (frames_.back().node.is_sequence() && node.column > 1 &&
               text_[node.offset - 1] == '-') {
      --node.offset;
      --node.column;
      node.end_column = node.column + 1;
    }
  }

  void take_scalar(const YamlEvent& event) {
    YamlNode node = node_at(event.character, YamlNode::Kind::scalar, event.text);
    node.plain = event.plain;
    node.text = event.text;
    // A text in quotes over several lines is allowed, and mostly the reason when what follows does
    // not fit.
    const char first = node.offset < text_.size() ? text_[node.offset] : ' ';
    const bool quoted = first == '"' || first == '\'';
    open_quote_.reset();
    if (quoted && closes_in(rest_of_line(node.offset)) == 0) open_quote_ = node;
    if (!refuse_property(node)) check_text(node);
    attach(std::move(node));
  }

  // Its end is looked for once a line, for many values may stand in a long one.
  std::string_view rest_of_line(std::size_t offset) {
    if (offset < line_start_ || offset > line_end_) {
      line_start_ = offset;
      line_end_ = std::min(text_.find_first_of("\r\n", offset), text_.size());
    }
    return text_.substr(offset, line_end_ - offset);
  }

  // A tag, anchor or alias is known by its first byte: nothing else may begin with it.
  bool refuse_property(YamlNode& node) {
    const std::string_view source = text_.substr(node.offset);
    const char first = source.empty() ? ' ' : source.front();
    if (first != '!' && first != '&' && first != '*') return false;
    const std::string word = shortened(source.substr(0, source.find_first_of(" \t\r\n,}]")));
    node.end_column = node.column + static_cast<std::uint32_t>(base::count_code_points(word));
    node.refused = true;
    if (first == '!') {
      const bool type = word.starts_with("!!");
      mistake(node, "tag", fmt::format("'{}' is a YAML tag, which a policy does not use", word),
              type ? "the value alone" : "an expression that begins with '!' stands in quotes",
              type ? "" : fmt::format("\"{}\"", word));
    } else if (first == '&') {
      mistake(node, "anchor",
              fmt::format("'{}' is a YAML anchor, which a policy does not use", word),
              "the text itself, written out where it is needed");
    } else {
      mistake(node, "alias",
              fmt::format("'{}' is a YAML alias, which a policy does not use", word),
              "the text itself, written out; a text that begins with '*' stands in quotes");
    }
    return true;
  }

  // Escapes in double quotes can make what the file itself may not hold.
  void check_text(YamlNode& node) {
    const bool has_control = std::ranges::any_of(node.text, [](char byte) {
      const auto value = static_cast<unsigned char>(byte);
      return (value < 0x20 && byte != '\n' && byte != '\t') || value == 0x7F;
    });
    if (!has_control && base::is_valid_utf8(node.text)) return;
    mistake(node, "control-character", "an escape in this text makes a character that is no text",
            "characters that can be read, line breaks and tabs");
    node.refused = true;
    node.text.clear();
  }

  void count_node(const YamlNode& node) {
    if (++file_.nodes <= nodes_max_) return;
    mistake(node, "too-many-nodes",
            fmt::format("the policy holds more than {} values up to here", nodes_max_),
            "a smaller file");
    throw Stop{};
  }

  void open(const YamlEvent& event, YamlNode::Kind kind) {
    YamlNode node = node_at(event.character, kind);
    refuse_property(node);
    if (frames_.size() >= yaml_depth_max) {
      mistake(node, "too-deep", fmt::format("this is nested more than {} levels deep",
                                            yaml_depth_max),
              "a flatter file");
      throw Stop{};
    }
    node.end_column = node.column + 1;
    frames_.push_back({std::move(node), std::nullopt, {}});
  }

  void close() {
    YamlNode node = std::move(frames_.back().node);
    frames_.pop_back();
    attach(std::move(node));
  }

  void attach(YamlNode node) {
    count_node(node);
    if (frames_.empty()) {
      file_.root = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.is_sequence()) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      check_key(frame, node);
      const bool block = text_[frame.node.offset] != '{' && frame.node.line == node.line;
      if (block && frame.node.fields.empty()) frame.node.end_column = node.end_column;
      frame.key = std::move(node);
    } else {
      if (!frame.key->refused) {
        frame.node.fields.push_back({std::move(*frame.key), std::move(node)});
      }
      frame.key.reset();
    }
  }

  void check_key(Frame& frame, YamlNode& key) {
    if (key.refused) return;
    key.refused = true;
    if (!key.is_scalar() || key.null) {
      no_key(key);
    } else if (key.plain && key.text == "<<") {
      mistake(key, "merge-key", "'<<' is a YAML merge key, which a policy does not use",
              "the fields themselves, written out");
    } else if (!frame.keys.insert(key.text).second) {
      mistake(key, "duplicate-key", fmt::format("'{}' is here twice", shortened(key.text)),
              "each key once in its mapping");
    } else {
      key.refused = false;
    }
  }

  void no_key(const YamlNode& at) {
    mistake(at, "key", "a key must be a word or a text", "key: value");
  }

  std::string path_;
  std::string_view text_;
  YamlCursor cursor_;
  std::size_t line_start_ = 1, line_end_ = 0;  // of rest_of_line; nothing yet
  std::size_t nodes_max_;
  YamlFile file_;
  std::vector<Frame> frames_;
  std::optional<YamlNode> open_quote_;  // the last scalar, if its quotes span several lines
  int documents_ = 0;
};

// Characters that one does not see and that readers of YAML take for different things: C1 controls,
// the line breaks U+0085, U+2028 and U+2029, a byte order mark inside a text, noncharacters.
bool is_hidden(std::string_view at) {
  return (at.starts_with('\xC2') && static_cast<unsigned char>(at[1]) < 0xA0) ||
         at.starts_with("\xE2\x80\xA8") || at.starts_with("\xE2\x80\xA9") ||
         at.starts_with(byte_order_mark) || at.starts_with("\xEF\xBF\xBE") ||
         at.starts_with("\xEF\xBF\xBF");
}

// What libyaml must not even see: bytes that are no text.
std::optional<Mistake> broken_bytes(std::string_view path, std::string_view text) {
  std::size_t offset = base::find_invalid_utf8(text);
  std::string what = "this byte is not UTF-8", expected = "a UTF-8 text";
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    const bool lone_return = byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    const bool allowed = byte == '\n' || byte == '\t' || byte == '\r';
    if (lone_return || byte == 0x7F || (byte < 0x20 && !allowed)) {
      offset = i;
      what = fmt::format("a control character (U+{:04X}) stands here", byte);
    } else if (byte >= 0xC2 && is_hidden(text.substr(i))) {
      offset = i;
      const auto point = static_cast<std::uint32_t>(base::decode_at(text, i).code);
      what = fmt::format("a character that cannot be seen (U+{:04X}) stands here", point);
      expected = fmt::format("\\u{:04X} in double quotes, where it is meant", point);
    }
  }
  if (offset == std::string_view::npos) return std::nullopt;
  const std::string_view before = text.substr(0, offset);
  const auto newlines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  const std::string_view line = newlines == 0 ? before : before.substr(before.rfind('\n') + 1);
  const auto characters = static_cast<std::uint32_t>(base::count_code_points(line));
  const YamlPoint point{newlines + 1, characters + 1};
  return Mistake{std::string(path), point.line, point.column, point.column + 1, "not-text",
                 what,              expected,   ""};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlField& field : fields) {
    if (field.key.text == key) return &field.value;
  }
  return nullptr;
}

const YamlNode* YamlNode::find_key(std::string_view key) const {
  for (const YamlField& field : fields) {
    if (field.key.text == key) return &field.key;
  }
  return nullptr;
}

YamlFile parse_yaml(std::string_view path, std::string_view bytes, std::size_t nodes_max) {
  YamlFile refused;
  if (bytes.size() > yaml_bytes_max) {
    refused.mistakes.push_back({std::string(path), 0, 0, 0, "too-large",
                                fmt::format("the file has {} bytes", bytes.size()),
                                "at most 1 MiB (1,048,576 bytes)", ""});
    return refused;
  }
  const std::string_view text =
      bytes.starts_with(byte_order_mark) ? bytes.substr(byte_order_mark.size()) : bytes;
  if (auto mistake = broken_bytes(path, text)) {
    refused.mistakes.push_back(std::move(*mistake));
    return refused;
  }
  TreeBuilder builder(path, text, std::min(nodes_max, yaml_nodes_max));
  try {
    YamlEvents events(text);
    YamlEvent event = events.next();
    for (; event.kind != YamlEvent::Kind::end; event = events.next()) {
      if (event.kind != YamlEvent::Kind::failure) {
        builder.take(event);
      } else {
        builder.fail(events.failure());
        break;
      }
    }
  } catch (const Stop&) {
    // A mistake after which nothing more is read, or one too many to be kept.
  }
  return builder.finish();
}

YamlPoint point_in(const YamlNode& scalar, std::size_t offset, std::string_view bytes) {
  const YamlPoint start{scalar.line, scalar.column};
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (scalar.offset >= bytes.size() || offset > scalar.text.size()) return start;
  const std::string_view text = scalar.text;
  const char first = bytes[scalar.offset];
  const bool is_block = first == '|' || first == '>';
  const bool is_quoted = first == '"' || first == '\'';
  std::size_t at = scalar.offset + (is_quoted ? 1 : 0);
  if (is_block) at = std::min(bytes.find('\n', at), bytes.size());

  // Blanks may differ by folding and indentation; everything else stands in the file as in the
  // text, but for \n and \t, and for the quote and the backslash, which are written as two.
  const auto is_blank = [](char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
  };
  const auto skip_blanks = [&] {
    for (; at < bytes.size(); ++at) {
      const bool escaped_blank = first == '"' && bytes[at] == '\\' && at + 1 < bytes.size() &&
                                 (bytes[at + 1] == 'n' || bytes[at + 1] == 't');
      if (escaped_blank) {
        ++at;
      } else if (!is_blank(bytes[at])) {
        return;
      }
    }
  };
  for (std::size_t i = 0; i <= offset; ++i) {
    if (i < text.size() && is_blank(text[i])) continue;
    skip_blanks();
    if (i == offset) break;
    const bool is_doubled = (first == '\'' && text[i] == '\'') ||
                            (first == '"' && (text[i] == '"' || text[i] == '\\'));
    if (is_doubled) ++at;
    if (at >= bytes.size() || bytes[at] != text[i]) return start;
    ++at;
  }
  YamlCursor cursor(bytes);
  cursor.go_to_byte(at);
  return cursor.point();
}

}  // namespace decorum::policy
