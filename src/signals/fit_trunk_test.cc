#include "signals/fit_trunk.h"

#include <gtest/gtest.h>

#include "signals/evaluate.h"
#include "signals/trunk_for_test.h"
#include "signals/weights.h"

namespace decorum::signals {
namespace {

TEST(FitTrunk, GivesTheSameBytesForTheSameInput) {
  const Features features = small_features();
  EXPECT_EQ(write_trunk(small_trunk(features)), write_trunk(small_trunk(features)));
  EXPECT_NE(write_trunk(small_trunk(features)), write_trunk(small_trunk(features, 2)));
}

// The words of the posts are known when a vector or enough posts tell of them, and so are the
// vectors' first words.
TEST(FitTrunk, KnowsTheWordsItCanKnow) {
  const Trunk trunk = small_trunk(small_features());
  const auto knows = [&](std::string_view word) {
    return std::count(trunk.words.begin(), trunk.words.end(), hash_token(word)) > 0;
  };
  EXPECT_TRUE(knows("free"));
  EXPECT_TRUE(knows("is"));
  EXPECT_FALSE(knows("tomorrow"));  // no vector, in two posts only
  EXPECT_FALSE(knows("unheard"));
}

// A model that has nothing but the hidden units tells the posts apart, also where the telling word
// stands in another place than in the posts it learnt from.
TEST(FitTrunk, HiddenUnitsTellTheClassesApart) {
  const Features features = small_features();
  const Trunk trunk = small_trunk(features);
  Plan plan = small_plan();
  plan.hidden_share = 1;
  const std::vector<LabelledSet> sets = {small_set()};
  const auto model = train_model(plan, features, &trunk, sets, sets, 1);
  ASSERT_TRUE(model) << model.error().what;
  EvaluateRequest request;
  request.signal = "spam";
  request.models = {write_features(features), write_trunk(trunk), write_model(*model)};
  request.files = {{"new", "{\"text\":\"now win money\",\"label\":\"spam\"}\n"
                           "{\"text\":\"prize prize free\",\"label\":\"spam\"}\n"
                           "{\"text\":\"you see the meeting at lunch\",\"label\":\"ham\"}\n"
                           "{\"text\":\"lunch at ten\",\"label\":\"ham\"}\n"}};
  const auto json = run_evaluate(request);
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_NE(json->find("\"accuracy\":1.0000"), std::string::npos) << *json;
}

TEST(FitTrunk, ModelsNameTheTrunkTheyWereTrainedOn) {
  const Features features = small_features();
  const Trunk trunk = small_trunk(features);
  const std::vector<LabelledSet> sets = {small_set()};
  const std::vector<Model> models = {*train_model(small_plan(), features, &trunk, sets, sets, 1)};
  const Trunk other = small_trunk(features, 2);
  EXPECT_TRUE(Weights::make(features, &trunk, models));
  EXPECT_FALSE(Weights::make(features, &other, models));
  EXPECT_FALSE(Weights::make(features, nullptr, models));
  Trunk stranger = trunk;
  stranger.features = "0000000000000000";
  EXPECT_FALSE(Weights::make(features, &stranger, {}));
}

TEST(FitTrunk, RefusesSetsOfOneLabelAndOfTooMany) {
  const Features features = small_features();
  const LabelledSet one = set_of("one", {{"a", {"x"}}, {"b", {"x"}}});
  EXPECT_EQ(fit_trunk(features, {one}, small_vectors(), {}).error().where, "--train");
  LabelledSet many = set_of("many", {});
  for (std::size_t k = 0; k <= task_labels_max; ++k) {
    many.posts.push_back({"text", {fmt::format("label {}", k)}, {}});
  }
  EXPECT_FALSE(fit_trunk(features, {many}, small_vectors(), {}));
  many.posts.pop_back();
  EXPECT_TRUE(fit_trunk(features, {many}, small_vectors(), {.epochs = 1}));
}

}  // namespace
}  // namespace decorum::signals
