#include "signals/labelled.h"

#include <gtest/gtest.h>

#include "signals/plan.h"

namespace decorum::signals {
namespace {

TEST(ReadLabelled, TakesLabelsInEveryForm) {
  const auto set = read_labelled(NamedBytes{
      "/some/where/davidson/train.jsonl",
      "{\"text\":\"a\",\"label\":\"hate\",\"site\":\"x\",\"other\":[1]}\n\n"
      "{\"label\":[\"joy\",\"love\"],\"text\":\"b\"}\r\n{\"text\":\"\",\"label\":1}\n"
      "{\"text\":\"c\",\"label\":[]}"});
  ASSERT_TRUE(set) << set.error().what;
  EXPECT_EQ(set->name, "davidson/train.jsonl");
  ASSERT_EQ(set->posts.size(), 4u);
  EXPECT_EQ(set->posts[0].site, "x");
  EXPECT_TRUE(set->posts[0].has("hate"));
  EXPECT_TRUE(set->posts[1].has_any({"love", "hate"}));
  EXPECT_FALSE(set->posts[1].has("hate"));
  EXPECT_TRUE(set->posts[2].has("1"));
  EXPECT_TRUE(set->posts[3].labels.empty());
}

TEST(ReadLabelled, RefusesWrongLinesWithTheirPlace) {
  const char* wrong[] = {"{",
                         "[]",
                         "\"text\"",
                         "{\"label\":\"a\"}",
                         "{\"text\":\"a\"}",
                         "{\"text\":1,\"label\":\"a\"}",
                         "{\"text\":\"a\",\"label\":null}",
                         "{\"text\":\"a\",\"label\":1.5}",
                         "{\"text\":\"a\",\"label\":{}}",
                         "{\"text\":\"a\",\"label\":[\"b\",null]}",
                         "{\"text\":\"a\",\"label\":\"b\"} x",
                         "{\"text\":\"\xFF\",\"label\":\"b\"}",
                         "{\"text\":\"\\ud800\",\"label\":\"b\"}"};
  for (const char* line : wrong) {
    const auto set = read_labelled(
        NamedBytes{"a.jsonl", std::string("{\"text\":\"a\",\"label\":\"b\"}\n") + line + "\n"});
    ASSERT_FALSE(set) << line;
    EXPECT_EQ(set.error().where, "a.jsonl:2") << line;
  }
}

TEST(ReadLabelled, RefusesATextOverTheBound) {
  const std::string text(300 * 1024, 'a');
  EXPECT_FALSE(read_labelled(NamedBytes{"a", "{\"text\":\"" + text + "\",\"label\":\"b\"}"}));
}

TEST(ReadLabelled, AnEmptyFileIsAnEmptySet) {
  const auto set = read_labelled(NamedBytes{"a", ""});
  ASSERT_TRUE(set);
  EXPECT_TRUE(set->posts.empty());
}

TEST(PlanFor, KnowsEverySignalWithAModel) {
  for (const Plan& plan : plans()) {
    EXPECT_TRUE(plan_for(plan.signal, {}));
    EXPECT_TRUE(plan.classes.size() > 1 || !plan.positive.empty()) << plan.signal;
  }
  EXPECT_EQ(plans().size(), 10u);
}

TEST(PlanFor, PositiveMakesAnySignalTwoClass) {
  const auto plan = plan_for("sentiment", {"positive", "neutral"});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->classes, std::vector<std::string>{"sentiment"});
  EXPECT_FALSE(plan->exclusive);
}

TEST(PlanFor, NamesTheSignalsWhenItKnowsNone) {
  const auto plan = plan_for("rudeness", {});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().where, "--signal");
  EXPECT_NE(plan.error().what.find("sentiment, irony, abuse"), std::string::npos);
}

}  // namespace
}  // namespace decorum::signals
