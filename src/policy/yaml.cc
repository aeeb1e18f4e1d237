#include "policy/yaml.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "base/utf8.h"

namespace decorum::policy {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Line and column of a byte, found by walking from where the last one was: the events of a parser
// come nearly in order, so that the walks together are about as long as the text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  YamlPoint at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    for (; offset_ < offset; ++offset_) step(text_[offset_]);
    if (offset_ > offset) go_back(offset);
    return {line_, column_};
  }

 private:
  static bool starts_character(char byte) { return (byte & 0xC0) != 0x80; }

  void step(char byte) {
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if (starts_character(byte)) {
      ++column_;
    }
  }
  void go_back(std::size_t offset) {
    const std::string_view passed = text_.substr(offset, offset_ - offset);
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
    offset_ = offset;
    if (lines == 0) {
      column_ -= static_cast<std::uint32_t>(std::ranges::count_if(passed, starts_character));
      return;
    }
    line_ -= lines;
    const std::size_t newline = offset == 0 ? text_.npos : text_.rfind('\n', offset - 1);
    const std::size_t start = newline == text_.npos ? 0 : newline + 1;
    const std::string_view before = text_.substr(start, offset - start);
    column_ = 1 + static_cast<std::uint32_t>(std::ranges::count_if(before, starts_character));
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

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

struct Sentence {
  std::string_view what, expected;
};

// yaml-cpp's words for what we can say better; by the text of its exceptions (version 0.7).
Sentence sentence_for(std::string_view message) {
  struct Known {
    std::string_view message;
    Sentence sentence;
  };
  static constexpr std::array<Known, 9> known = {{
      {"illegal map value",
       {"a ':' stands where no value can begin", "text with ': ' in it is put in quotes"}},
      {"end of map not found",
       {"this line does not fit the mapping it stands in",
        "keys of one mapping in one column, and text that begins with a quote ending with it"}},
      {"end of sequence not found",
       {"this line does not fit the list it stands in", "each item on its own line after '- '"}},
      {"end of map flow not found",
       {"a '{' is not closed, or a comma is missing", "{ key: value, key: value }"}},
      {"end of sequence flow not found",
       {"a '[' is not closed, or a comma is missing", "[ one, two ]"}},
      {"illegal EOF in scalar", {"a quotation mark is not closed before the file ends", ""}},
      {"illegal document indicator in scalar",
       {"a quotation mark is not closed before the document ends", ""}},
      {"illegal tab when looking for indentation",
       {"a tab is used to indent", "blanks only at the beginning of a line"}},
      {"unknown token",
       {"this character cannot begin a text", "text that begins with it is put in quotes"}},
  }};
  for (const Known& entry : known) {
    if (message.starts_with(entry.message)) return entry.sentence;
  }
  return {"this cannot be read as YAML", ""};
}

// Thrown by the handler to leave yaml-cpp; caught in parse_yaml.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view path, std::string_view text, std::size_t nodes_max)
      : path_(path), text_(text), cursor_(text), nodes_max_(nodes_max) {}

  YamlFile take() { return std::move(file_); }

  void mistake(const YamlNode& at, std::string code, std::string what, std::string expected = {},
               std::string suggestion = {}) {
    if (file_.mistakes.size() >= mistakes_max) throw Stop{};
    file_.mistakes.push_back({path_, at.line, at.column, at.end_column, std::move(code),
                              std::move(what), std::move(expected), std::move(suggestion)});
  }

  YamlNode node_at(const YAML::Mark& mark, YamlNode::Kind kind, std::string_view decoded = {}) {
    YamlNode node;
    node.kind = kind;
    node.offset = mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(mark.pos), text_.size());
    const YamlPoint point = cursor_.at(node.offset);
    node.line = point.line;
    node.column = point.column;
    const std::string_view line = rest_of_line(node.offset);
    const std::size_t bytes = bytes_on_first_line(line, decoded);
    const std::size_t characters = base::count_code_points(line.substr(0, bytes));
    node.end_column = node.column + std::max(1U, static_cast<std::uint32_t>(characters));
    return node;
  }

  // What yaml-cpp could not read, said at the place where it probably went wrong.
  void fail(const YAML::Exception& exception) {
    YamlNode at = node_at(exception.mark, YamlNode::Kind::scalar);
    if (refuse_property(at)) return;  // an alias of an anchor that is not there
    Sentence sentence = sentence_for(exception.msg);
    const std::size_t newline = at.offset == 0 ? text_.npos : text_.rfind('\n', at.offset - 1);
    const std::size_t start = newline == text_.npos ? 0 : newline + 1;
    const std::size_t end = std::min(text_.find_first_not_of(" \t", start), text_.size());
    const std::string_view indent = text_.substr(start, end - start);
    const bool in_flow = sentence.what.find("is not closed, or") != std::string_view::npos;
    if (const std::size_t tab = indent.find('\t'); tab != std::string_view::npos) {
      at.column = static_cast<std::uint32_t>(tab) + 1;
      at.end_column = at.column + 1;
      sentence = sentence_for("illegal tab when looking for indentation");
    } else if (in_flow && !frames_.empty()) {
      at = frames_.back().node;
    } else if (open_quote_) {
      mistake(*open_quote_, "yaml", "a quotation mark is opened here and not closed in this line",
              "text that begins with a quotation mark ends with it");
      return;
    }
    mistake(at, "yaml", std::string(sentence.what), std::string(sentence.expected));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    mistake(node_at(mark, YamlNode::Kind::scalar), "second-document",
            "a second document begins here", "one document a file");
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    YamlNode node = node_at(mark, YamlNode::Kind::scalar);
    node.plain = true;
    node.null = true;
    if (!refuse_property(node) && !frames_.empty() && frames_.back().key) {
      // What is not there is shown at the key that misses it.
      const YamlNode& key = *frames_.back().key;
      const std::string_view source = text_.substr(node.offset);
      if (!source.starts_with("null") && !source.starts_with('~')) {
        node.line = key.line;
        node.column = key.column;
        node.end_column = key.end_column;
      }
    }
    attach(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    YamlNode node = node_at(mark, YamlNode::Kind::scalar);
    refuse_property(node);
    attach(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    YamlNode node = node_at(mark, YamlNode::Kind::scalar, value);
    const char first = node.offset < text_.size() ? text_[node.offset] : ' ';
    node.plain = first != '"' && first != '\'' && first != '|' && first != '>';
    node.text = value;
    // A text in quotes over several lines is allowed, and mostly the reason when what follows does
    // not fit.
    const bool quoted = first == '"' || first == '\'';
    open_quote_.reset();
    if (quoted && closes_in(rest_of_line(node.offset)) == 0) {
      open_quote_ = node;
      // yaml-cpp takes the end of the file for the closing quote.
      if (closes_in(text_.substr(node.offset)) == 0) {
        mistake(node, "yaml", "a quotation mark is opened here and never closed",
                "text that begins with a quotation mark ends with it");
        node.refused = true;
      }
    }
    if (!refuse_property(node)) check_text(node);
    attach(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::sequence);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::mapping);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    YamlNode node;
    std::optional<YamlNode> key;
    std::unordered_set<std::string> keys;
  };

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

  void open(const YAML::Mark& mark, YamlNode::Kind kind) {
    YamlNode node = node_at(mark, kind);
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
      const bool block = text_[frame.node.offset] != '{';
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
      mistake(key, "key", "a key must be a word or a text", "key: value");
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

  std::string path_;
  std::string_view text_;
  Cursor cursor_;
  std::size_t line_start_ = 1, line_end_ = 0;  // of rest_of_line; nothing yet
  std::size_t nodes_max_;
  YamlFile file_;
  std::vector<Frame> frames_;
  std::optional<YamlNode> open_quote_;  // the last scalar, if its quotes span several lines
  int documents_ = 0;
};

// What yaml-cpp must not even see: bytes that are no text.
std::optional<Mistake> broken_bytes(std::string_view path, std::string_view text) {
  std::size_t offset = base::find_invalid_utf8(text);
  std::string what = "this byte is not UTF-8";
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool lone_return = byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    const bool allowed = byte == '\n' || byte == '\t' || byte == '\r';
    if (lone_return || byte == 0x7F || (byte < 0x20 && !allowed)) {
      offset = i;
      what = fmt::format("a control character (U+{:04X}) stands here", byte);
    }
  }
  if (offset == std::string_view::npos) return std::nullopt;
  const YamlPoint point = Cursor(text).at(offset);
  return Mistake{std::string(path), point.line,      point.column, point.column + 1, "not-text",
                 what,              "a UTF-8 text", ""};
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
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return builder.take();
  } catch (const YAML::Exception& exception) {
    try {
      builder.fail(exception);
    } catch (const Stop&) {
      // The mistake was one too many to be kept.
    }
    YamlFile file = builder.take();
    file.root.reset();
    return file;
  }
  return builder.take();
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
  return Cursor(bytes).at(std::min(at, bytes.size()));
}

}  // namespace decorum::policy
