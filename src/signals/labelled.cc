#include "signals/labelled.h"

#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "post/post.h"

namespace decorum::signals {
namespace {

using simdjson::dom::element;

bool append_label(element value, std::vector<std::string>& labels) {
  std::string_view text;
  std::int64_t number = 0;
  if (value.get(text) == simdjson::SUCCESS) {
    labels.emplace_back(text);
  } else if (value.get(number) == simdjson::SUCCESS) {
    labels.push_back(fmt::format("{}", number));
  } else {
    return false;
  }
  return true;
}

std::string read_line(simdjson::dom::parser& parser, std::string_view line, Labelled& out) {
  element root;
  if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS || !root.is_object()) {
    return "this line is not a JSON object";
  }
  std::string_view text;
  if (root["text"].get(text) != simdjson::SUCCESS) return "\"text\" is missing or not a string";
  if (text.size() > post::text_bytes_max) return "\"text\" is too long";
  out.text = text;
  element label;
  if (root["label"].get(label) != simdjson::SUCCESS) return "\"label\" is missing";
  simdjson::dom::array list;
  bool good = true;
  if (label.get(list) == simdjson::SUCCESS) {
    for (const element item : list) good = good && append_label(item, out.labels);
  } else {
    good = append_label(label, out.labels);
  }
  if (!good) return "\"label\" must be a string, a whole number or a list of them";
  if (root["site"].get(text) == simdjson::SUCCESS) out.site = text;
  return {};
}

}  // namespace

std::string short_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return std::string(path);
  const std::size_t folder = path.rfind('/', slash - 1);
  return std::string(path.substr(folder == std::string_view::npos ? 0 : folder + 1));
}

bool Labelled::has(std::string_view label) const {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool Labelled::has_any(const std::vector<std::string>& wanted) const {
  return std::any_of(wanted.begin(), wanted.end(),
                     [this](const std::string& label) { return has(label); });
}

base::Result<LabelledSet> read_labelled(const NamedBytes& file) {
  LabelledSet set{.name = short_name(file.name), .posts = {}};
  simdjson::dom::parser parser(post::line_bytes_max);
  std::string_view rest = file.bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Labelled post;
    std::string wrong = read_line(parser, line, post);
    if (!wrong.empty()) {
      return base::fail(std::move(wrong), fmt::format("{}:{}", file.name, number));
    }
    set.posts.push_back(std::move(post));
  }
  return set;
}

base::Result<std::vector<LabelledSet>> read_labelled(const std::vector<NamedBytes>& files) {
  std::vector<LabelledSet> sets;
  for (const NamedBytes& file : files) {
    auto set = read_labelled(file);
    if (!set) return tl::unexpected(set.error());
    sets.push_back(std::move(*set));
  }
  return sets;
}

}  // namespace decorum::signals
