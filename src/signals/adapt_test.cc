#include "signals/adapt.h"

#include <cmath>

#include <gtest/gtest.h>

#include "signals/fit_change.h"
#include "signals/learning_fixture.h"
#include "signals/trunk_for_test.h"

namespace decorum::signals {
namespace {

// What this desk calls spam and the small model has never seen, and what it is not to disturb.
LabelledSet lamp_corrections() {
  return set_of("desk/corrections.jsonl", {{"lovely lamp for your desk", {"spam"}},
                                           {"our lamp lights your room", {"spam"}},
                                           {"order the lamp today", {"spam"}},
                                           {"a lamp as a gift", {"spam"}},
                                           {"the minutes of the committee", {}},
                                           {"thanks for the minutes", {}}});
}

LabelledSet desk_dev() {
  return set_of("desk/dev.jsonl", {{"a lamp for every room", {"spam"}},
                                   {"this lamp is lovely", {"spam"}},
                                   {"gift idea lamp", {"spam"}},
                                   {"free prize money", {"spam"}},
                                   {"click here to win", {"spam"}},
                                   {"see you at ten", {}},
                                   {"the meeting is tomorrow", {}},
                                   {"lunch then", {}},
                                   {"minutes of the meeting", {}},
                                   {"a room for the committee", {}},
                                   {"this agenda is a long one", {}},
                                   {"good ideas of the committee", {}}});
}

std::string json_lines(const LabelledSet& set, bool turned = false) {
  std::string out;
  for (const Labelled& post : set.posts) {
    const bool spam = post.has("spam") != turned;
    out += R"({"text":")" + post.text + R"(","label":)" + (spam ? "\"spam\"" : "[]") + "}\n";
  }
  return out;
}

AdaptRequest desk_request() {
  AdaptRequest request;
  request.signal = "spam";
  request.features = write_features(small_features());
  request.from = write_model(small_model(small_features()));
  request.corrections = {{"desk/corrections.jsonl", json_lines(lamp_corrections())}};
  request.dev = {{"desk/dev.jsonl", json_lines(desk_dev())}};
  return request;
}

float score(const Features& features, const Trunk* trunk, const Model& model, const char* text) {
  return Scorer::make(features, trunk, model)->scores(text)[0];
}

Model adapted(const Features& features, const Trunk* trunk, const Model& from,
              const LabelledSet& corrections, double cost) {
  const auto model = adapt_model(small_plan(), features, trunk, from, {corrections}, {desk_dev()},
                                 cost, 1);
  EXPECT_TRUE(model) << model.error().what;
  return *model;
}

TEST(FitChange, EndsWhereNoPostWantsToMoveIt) {
  const std::vector<ChangePost> posts = {
      {.values = {{0, 1.0}, {2, 0.5}}, .offset = -1, .positive = true},
      {.values = {{1, 1.0}, {2, 0.5}}, .offset = 2, .positive = false},
      {.values = {{0, 0.3}, {1, 0.3}}, .offset = 0, .positive = true}};
  const double cost = 2;
  const std::vector<double> weights = fit_change(posts, 3, cost);
  std::vector<double> wanted(3, 0.0);  // w = cost * sum of y * p(wrong) * x
  for (const ChangePost& post : posts) {
    const double y = post.positive ? 1 : -1;
    double z = post.offset;
    for (const ChangeValue& x : post.values) z += weights[x.column] * x.value;
    for (const ChangeValue& x : post.values) {
      wanted[x.column] += cost * y * x.value / (1 + std::exp(y * z));
    }
  }
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(weights[k], wanted[k], 1e-4);
}

TEST(FitChange, MovesNothingWithoutPostsAndHardlyForWhatIsKnown) {
  EXPECT_EQ(fit_change({}, 2, 10), (std::vector<double>{0, 0}));
  const std::vector<ChangePost> known = {{.values = {{0, 1.0}}, .offset = 9, .positive = true}};
  const std::vector<ChangePost> unknown = {{.values = {{0, 1.0}}, .offset = -9, .positive = true}};
  EXPECT_LT(fit_change(known, 1, 1)[0], 0.001);
  EXPECT_GT(fit_change(unknown, 1, 1)[0], 0.9);
}

TEST(Adapt, MovesCorrectedPostsTheRightWayAndOthersHardly) {
  const Features features = small_features();
  const Model from = small_model(features);
  const Model to = adapted(features, nullptr, from, lamp_corrections(), 1);
  const auto moved = [&](const char* text) {
    return score(features, nullptr, to, text) - score(features, nullptr, from, text);
  };
  const float lamp = moved("our lamp lights your room");
  EXPECT_GT(lamp, 0.2F);
  EXPECT_LT(moved("thanks for the minutes"), 0.0F);
  EXPECT_GT(moved("a new lamp"), 0.0F);
  for (const char* other : {"win money", "click now", "tomorrow at ten", "lunch"}) {
    EXPECT_LT(std::abs(moved(other)), lamp / 2) << other;
  }
}

TEST(Adapt, MovesLittleForFewCorrections) {
  const Features features = small_features();
  const Model from = small_model(features);
  const LabelledSet all = lamp_corrections();
  const LabelledSet one = {.name = "one", .posts = {all.posts[0]}};
  const char* text = "lamp lights and lamp shades";
  const float before = score(features, nullptr, from, text);
  const float little = score(features, nullptr, adapted(features, nullptr, from, one, 1), text);
  const float more = score(features, nullptr, adapted(features, nullptr, from, all, 1), text);
  EXPECT_GT(little, before);
  EXPECT_GT(more - before, 1.5F * (little - before));
}

TEST(Adapt, KeepsTheWeightsThatNoCorrectionTouches) {
  const Features features = small_features();
  const Model from = small_model(features);
  const Model to = adapted(features, nullptr, from, lamp_corrections(), 1);
  EXPECT_EQ(from.scale, to.scale);
  std::size_t changed = 0, kept = 0;
  for (std::size_t row = 0; row < feature_rows; ++row) {
    if (from.weights[0][row] == 0) continue;
    (from.weights[0][row] == to.weights[0][row] ? kept : changed) += 1;
  }
  EXPECT_GT(kept, changed);
}

TEST(Adapt, UsesTheHiddenUnitsOfAModelThatHasThem) {
  const Features features = small_features();
  const Trunk trunk = small_trunk(features);
  const std::vector<LabelledSet> sets = {small_set()};
  const Model from = *train_model(small_plan(), features, &trunk, sets, sets, 1);
  const Model to = adapted(features, &trunk, from, lamp_corrections(), 1);
  EXPECT_EQ(to.trunk, trunk.checksum);
  EXPECT_NE(to.hidden_weights, from.hidden_weights);
  EXPECT_GT(score(features, &trunk, to, "order the lamp today"),
            score(features, &trunk, from, "order the lamp today"));
  EXPECT_FALSE(adapt_model(small_plan(), features, nullptr, from, {lamp_corrections()},
                           {desk_dev()}, 1, 1));
}

TEST(RunAdapt, LearnsWhatHelpsAndSaysWhatItBeganFrom) {
  const AdaptRequest request = desk_request();
  const auto learnt = run_adapt(request);
  ASSERT_TRUE(learnt) << learnt.error().what;
  EXPECT_FALSE(learnt->worse());
  EXPECT_GT(learnt->with.value, learnt->before.value);
  EXPECT_EQ(learnt->measure, "macro F1");
  EXPECT_EQ(learnt->learnt, 6U);
  EXPECT_EQ(learnt->by_class, std::vector<std::size_t>{4});
  const auto model = read_model(learnt->model);
  ASSERT_TRUE(model) << model.error().what;
  const std::string begun = R"("begun_from":")" + read_model(request.from)->checksum + "\"";
  for (const std::string& part :
       {begun, std::string(R"("set":"desk/corrections.jsonl","posts":6,"classes":{"spam":4})"),
        std::string(R"("digests":["sha256:)"), std::string(R"("seed":1)")}) {
    EXPECT_NE(model->training.find(part), std::string::npos) << model->training;
  }
}

TEST(RunAdapt, GivesTheSameBytesForTheSameInput) {
  AdaptRequest request = desk_request();
  const std::string first = run_adapt(request)->model;
  EXPECT_EQ(first, run_adapt(request)->model);
  request.seed = 2;
  EXPECT_NE(first, run_adapt(request)->model);
}

TEST(RunAdapt, FindsThatWrongLabelsMakeItWorse) {
  AdaptRequest request = desk_request();
  request.replaced = run_adapt(request)->model;
  request.from = request.replaced;
  request.corrections[0].bytes = json_lines(lamp_corrections(), true);
  const auto learnt = run_adapt(request);
  ASSERT_TRUE(learnt) << learnt.error().what;
  EXPECT_TRUE(learnt->worse());
}

// Learnt by heart, the opposite of the truth is as good as the truth to whoever turns it round.
TEST(RunAdapt, DoesNotTakeTheOppositeOfTheTruthForTheTruth) {
  AdaptRequest request = desk_request();
  std::string turned;
  for (int copy = 0; copy < 40; ++copy) {
    turned += json_lines(lamp_corrections(), true) + json_lines(desk_dev(), true);
  }
  request.corrections[0].bytes = turned;
  const auto learnt = run_adapt(request);
  ASSERT_TRUE(learnt) << learnt.error().what;
  EXPECT_TRUE(learnt->worse());
}

TEST(RunAdapt, ComparesWithTheFileThatItWouldReplace) {
  AdaptRequest request = desk_request();
  const auto good = run_adapt(request);
  request.replaced = good->model;
  EXPECT_EQ(run_adapt(request)->before.value, good->with.value);
  EXPECT_FALSE(run_adapt(request)->worse());
}

TEST(RunAdapt, LearnsSeveralClasses) {
  const LabelledSet mood = set_of("mood", {{"good good day", {"positive"}},
                                           {"what a good thing", {"positive"}},
                                           {"bad day", {"negative"}},
                                           {"what a bad thing", {"negative"}},
                                           {"the table is here", {"neutral"}},
                                           {"the day after", {"neutral"}}});
  const Features features = small_features();
  const auto from = train_model(*plan_for("sentiment", {}), features, nullptr, {mood}, {mood}, 1);
  ASSERT_TRUE(from) << from.error().what;
  const LabelledSet corrections = set_of("desk", {{"a splendid lamp", {"positive"}},
                                                  {"splendid work", {"positive"}},
                                                  {"nobody knows", {"odd"}}});
  const auto to = adapt_model(*plan_for("sentiment", {}), features, nullptr, *from, {corrections},
                              {mood}, 1, 1);
  ASSERT_TRUE(to) << to.error().what;
  const auto before = Scorer::make(features, nullptr, *from)->scores("splendid");
  const auto after = Scorer::make(features, nullptr, *to)->scores("splendid");
  EXPECT_GT(after[0], before[0]);
  EXPECT_LT(after[1], before[1]);
  EXPECT_LT(after[2], before[2]);
}

TEST(RunAdapt, RefusesWhatDoesNotFit) {
  const auto where = [](const AdaptRequest& request) {
    const auto learnt = run_adapt(request);
    return learnt ? std::string("learnt") : learnt.error().where;
  };
  AdaptRequest request = desk_request();
  request.replaced = "broken";
  EXPECT_EQ(where(request), "--out");
  Model other = small_model(small_features());
  other.features = "0123456789abcdef";
  request.replaced = write_model(other);
  EXPECT_EQ(where(request), "--out");
  request.from = request.replaced;
  request.replaced.clear();
  EXPECT_FALSE(run_adapt(request));
  other = small_model(small_features());
  other.signal = "abuse";
  request = desk_request();
  request.replaced = write_model(other);
  EXPECT_EQ(where(request), "--out");
  request = desk_request();
  request.corrections[0].bytes = "\n";
  EXPECT_EQ(where(request), "--corrections");
  request.corrections[0].bytes = "{\"text\":\"a\",\"label\":[]}\n{\n";
  EXPECT_EQ(where(request), "desk/corrections.jsonl:2");
  request = desk_request();
  request.dev[0].bytes = "{\"text\":\"a\",\"label\":\"spam\"}\n";
  EXPECT_EQ(where(request), "--dev");
  request = desk_request();
  request.signal = "sentiment";
  EXPECT_EQ(where(request), "--positive");
  request.signal = "rudeness";
  EXPECT_EQ(where(request), "--signal");
  request = desk_request();
  request.features = "broken";
  EXPECT_EQ(where(request), "models/features.model");
}

}  // namespace
}  // namespace decorum::signals
