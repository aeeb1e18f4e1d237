#include "policy/case_expect.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "policy/mistake.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 100;

class ExpectParser {
 public:
  explicit ExpectParser(std::string_view value) : rest_(value) {}

  base::Result<std::vector<ExpectedFinding>> parse() {
    const bool bracket = take('[');
    std::vector<ExpectedFinding> out;
    do {
      if (out.size() == entries_max) return base::fail("more is expected than 100 findings");
      ExpectedFinding one;
      one.rule = take_id();
      if (one.rule.empty()) {
        return base::fail(fmt::format("a rule is expected at '{}'", shortened(rest_)));
      }
      if (take('"')) {
        auto words = take_words();
        if (!words) return base::fail("the quotation mark is not closed");
        one.words = std::move(*words);
      }
      out.push_back(std::move(one));
    } while (take(','));
    if (bracket && !take(']')) return base::fail("the bracket is not closed");
    skip();
    if (!rest_.empty() && rest_.front() != '#') {
      return base::fail(fmt::format("a comma is expected before '{}'", shortened(rest_)));
    }
    if (out.size() == 1 && out.front() == ExpectedFinding{"none", ""}) out.clear();
    return out;
  }

 private:
  void skip() {
    const auto start = rest_.find_first_not_of(" \t\n");
    rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
  }
  bool take(char sign) {
    skip();
    if (rest_.empty() || rest_.front() != sign) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string take_id() {
    skip();
    const std::size_t end = rest_.find_first_of(" \t\n,\"]#");
    std::string id(rest_.substr(0, end));
    rest_.remove_prefix(id.size());
    return id;
  }
  // After the opening mark.
  std::optional<std::string> take_words() {
    std::string words;
    while (true) {
      const std::size_t mark = rest_.find('"');
      if (mark == std::string_view::npos) return std::nullopt;
      words += rest_.substr(0, mark);
      rest_.remove_prefix(mark + 1);
      if (rest_.empty() || rest_.front() != '"') return words;
      words += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
};

}  // namespace

base::Result<std::vector<ExpectedFinding>> parse_expect(std::string_view value) {
  return ExpectParser(value).parse();
}

}  // namespace decorum::policy
