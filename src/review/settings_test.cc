#include "review/settings.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

// A check of kind k with these fields besides those that all have.
policy::ReviewCheck check_with(const std::string& fields) {
  const ReviewTest test(rule_with("kind: k\n" + fields), {});
  if (!test.loaded()) {
    ADD_FAILURE() << fields << "\n" << test.mistakes();
    return {};
  }
  return test.policy().review.rules[0].checks[0];
}

using Read = std::function<std::string(Settings&)>;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += "[" + text + "]";
  return all;
}

// What a kind reads, then the mistakes as "CODE COLUMN what; expected; suggestion".
std::string outcome(const std::string& fields, const Read& read) {
  const policy::ReviewCheck check = check_with(fields);
  std::vector<policy::Mistake> mistakes;
  Settings settings(check, mistakes);
  std::string all = read(settings);
  settings.finish();
  for (const policy::Mistake& mistake : mistakes) {
    EXPECT_EQ(mistake.file, "review.yaml");
    EXPECT_GT(mistake.line, 0U);
    all += "|" + mistake.code + " " + std::to_string(mistake.column) + " " + mistake.what;
  }
  return all;
}

struct Row {
  std::string fields;
  Read read;
  std::string outcome;
};

void hold(const std::vector<Row>& table) {
  for (const Row& row : table) EXPECT_EQ(outcome(row.fields, row.read), row.outcome) << row.fields;
}

TEST(Settings, ReadTexts) {
  const Read text = [](Settings& settings) { return settings.text("a"); };
  const Read text_if = [](Settings& settings) { return settings.text_if("a", "other"); };
  const Read texts = [](Settings& settings) { return joined(settings.texts("a")); };
  const Read texts_if = [](Settings& settings) { return joined(settings.texts_if("a")); };
  hold({
      {"a: word", text, "word"},
      {"a: 12", text, "12"},
      {"", text, "|missing 15 a check of kind k has no 'a'"},
      {"a: ''", text, "|empty 12 'a' of a check of kind k is empty"},
      {"a: [b]", text, "|type 12 'a' of a check of kind k is a list"},
      {"a: { b: c }", text, "|type 12 'a' of a check of kind k is a mapping"},
      {"", text_if, "other"},
      {"a: b", text_if, "b"},
      {"a: [b]", text_if, "other|type 12 'a' of a check of kind k is a list"},
      {"a: [b, 999, true]", texts, "[b][999][true]"},
      {"", texts, "|missing 15 a check of kind k has no 'a'"},
      {"a: []", texts, "|empty 12 'a' of a check of kind k is an empty list"},
      {"a: b", texts, "|type 12 'a' of a check of kind k is a text"},
      {"a: [b, '', [c], d]", texts,
       "[b][d]|empty 16 an entry of 'a' of a check of kind k is empty"
       "|type 20 an entry of 'a' of a check of kind k is a list"},
      {"", texts_if, ""},
      {"a: [b]", texts_if, "[b]"},
  });
}

TEST(Settings, ReadFlagsAndNumbers) {
  const Read flag = [](Settings& settings) { return settings.flag_if("a", true) ? "yes" : "no"; };
  const Read number = [](Settings& settings) {
    return std::to_string(settings.number("a", 2, 9));
  };
  const Read number_if = [](Settings& settings) {
    return std::to_string(settings.number_if("a", 2, 9).value_or(-1));
  };
  const Read real = [](Settings& settings) {
    return fmt::format("{}", settings.real_if("a", 0, 1).value_or(-1));
  };
  hold({
      {"", flag, "yes"},
      {"a: false", flag, "no"},
      {"a: true", flag, "yes"},
      {"a: 1", flag, "yes|type 12 'a' of a check of kind k is a whole number"},
      {"a: 'false'", flag, "yes|type 12 'a' of a check of kind k is a text"},
      {"a: 9", number, "9"},
      {"a: 10", number, "2|range 12 'a' of a check of kind k is 10"},
      {"a: -3", number, "2|range 12 'a' of a check of kind k is -3"},
      {"a: 2.5", number, "2|type 12 'a' of a check of kind k is a number"},
      {"a: '5'", number, "2|type 12 'a' of a check of kind k is a text"},
      {"", number, "2|missing 15 a check of kind k has no 'a'"},
      {"", number_if, "-1"},
      {"a: 5", number_if, "5"},
      {"a: [5]", number_if, "-1|type 12 'a' of a check of kind k is a list"},
      {"a: 0.5", real, "0.5"},
      {"a: 1", real, "1"},
      {"", real, "-1"},
      {"a: 1.5", real, "-1|range 12 'a' of a check of kind k is 1.5"},
      {"a: half", real, "-1|type 12 'a' of a check of kind k is a text"},
      {"a: .nan", real, "-1|type 12 'a' of a check of kind k is a text"},
  });
}

TEST(Settings, ReadChoices) {
  static const std::vector<std::string> words = {"start", "anywhere"};
  const Read choice = [](Settings& settings) {
    const auto chosen = settings.choice_if("a", words);
    return chosen ? words[*chosen] : std::string("none");
  };
  const Read choices = [](Settings& settings) {
    std::string all;
    for (const std::size_t chosen : settings.choices_if("a", words)) all += words[chosen] + " ";
    return all;
  };
  hold({
      {"", choice, "none"},
      {"a: start", choice, "start"},
      {"a: strat", choice, "none|choice 12 'a' of a check of kind k cannot be 'strat'"},
      {"a: [start]", choice, "none|type 12 'a' of a check of kind k is a list"},
      {"", choices, ""},
      {"a: [anywhere, start]", choices, "anywhere start "},
      {"a: [start, start]", choices,
       "start |twice 20 'start' stands twice in 'a' of a check of kind k"},
      {"a: [nowhere]", choices,
       "|choice 13 an entry of 'a' of a check of kind k cannot be 'nowhere'"},
      {"a: start", choices, "|type 12 'a' of a check of kind k is a text"},
      {"a: []", choices, "|empty 12 'a' of a check of kind k is an empty list"},
  });
}

TEST(Settings, ReadNumbersByName) {
  const Read numbers = [](Settings& settings) {
    std::string all;
    for (const auto& [name, number] : settings.numbers_by_name("a", 0, 1)) {
      all += fmt::format("{}={} ", name, number);
    }
    return all;
  };
  hold({
      {"", numbers, ""},
      {"a: { irony: 0.5, emotion.anger: 1 }", numbers, "irony=0.5 emotion.anger=1 "},
      {"a: { irony: 2 }", numbers, "|range 21 'irony' in 'a' of a check of kind k is 2"},
      {"a: { irony: much }", numbers, "|type 21 'irony' in 'a' of a check of kind k is a text"},
      {"a: [irony]", numbers, "|type 12 'a' of a check of kind k is a list"},
      {"a: {}", numbers, "|empty 12 'a' of a check of kind k is empty"},
  });
}

TEST(Settings, FieldsThatNobodyAskedForAreMistakes) {
  const policy::ReviewCheck check = check_with("wrods: [a]\nmessages: b\nzzz: 1");
  std::vector<policy::Mistake> mistakes;
  Settings settings(check, mistakes);
  settings.texts_if("words");
  settings.finish();
  ASSERT_EQ(mistakes.size(), 3U);
  EXPECT_EQ(mistakes[0].what, "a check of kind k has no field 'wrods'");
  EXPECT_EQ(mistakes[0].suggestion, "'words'");
  EXPECT_EQ(mistakes[0].expected,
            "one of kind, severity, message, accounts, sites, capacity, audience, words");
  EXPECT_EQ(mistakes[1].suggestion, "'message'");
  EXPECT_EQ(mistakes[2].suggestion, "");
  EXPECT_EQ(mistakes[2].code, "unknown-key");
  EXPECT_EQ(mistakes[2].column, 9U);
  EXPECT_EQ(mistakes[2].end_column, 12U);
}

TEST(Settings, MistakesAreBounded) {
  const policy::ReviewCheck check = check_with("b: 1");
  std::vector<policy::Mistake> mistakes(policy::mistakes_max);
  Settings settings(check, mistakes);
  settings.text("a");
  settings.finish();
  EXPECT_EQ(mistakes.size(), policy::mistakes_max);
}

}  // namespace
}  // namespace decorum::review
