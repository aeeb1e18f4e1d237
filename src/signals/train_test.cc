#include "signals/train.h"

#include <gtest/gtest.h>

#include "signals/evaluate.h"
#include "signals/learning_fixture.h"

namespace decorum::signals {
namespace {

std::string json_lines(const LabelledSet& set) {
  std::string out;
  for (const Labelled& post : set.posts) {
    out += R"({"text":")" + post.text + R"(","label":")" + post.labels[0] + "\"}\n";
  }
  return out;
}

TrainRequest small_request() {
  TrainRequest request;
  request.signal = "spam";
  request.train = {{"small/train.jsonl", json_lines(small_set())}};
  request.dev = {{"small/dev.jsonl", json_lines(small_set())}};
  request.features = write_features(small_features());
  return request;
}

LabelledSet mood_set() {
  return set_of("mood", {{"good good day", {"positive"}},
                         {"what a good thing", {"positive"}},
                         {"so good", {"positive"}},
                         {"bad day", {"negative"}},
                         {"what a bad thing", {"negative"}},
                         {"so bad", {"negative"}},
                         {"the table is here", {"neutral"}},
                         {"a table", {"neutral"}},
                         {"the day after", {"neutral"}}});
}

EvaluateRequest small_evaluation(const std::string& model) {
  EvaluateRequest request;
  request.signal = "spam";
  request.files = {{"small", json_lines(small_set())}};
  request.models = {write_features(small_features()), model};
  return request;
}

TEST(RunTrain, LearnsWhatPartsTheClasses) {
  const auto model = run_train(small_request());
  ASSERT_TRUE(model) << model.error().what;
  const auto json = run_evaluate(small_evaluation(*model));
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_NE(json->find(R"("signal":"spam","n":8,)"), std::string::npos) << *json;
  EXPECT_NE(json->find(R"("accuracy":1.0000,"macro_f1":1.0000)"), std::string::npos) << *json;
  EXPECT_NE(json->find(R"("posts_per_second":null)"), std::string::npos) << *json;
}

TEST(RunTrain, GivesTheSameBytesForTheSameInput) {
  EXPECT_EQ(*run_train(small_request()), *run_train(small_request()));
}

TEST(RunTrain, SeedMattersOnlyWherePostsAreDrawn) {
  TrainRequest request = small_request();
  request.seed = 2;
  const auto one = read_model(*run_train(small_request()));
  const auto two = read_model(*run_train(request));
  EXPECT_EQ(one->weights, two->weights);
}

TEST(RunTrain, LearnsSeveralClassesAndPositiveMakesThemTwo) {
  TrainRequest request = small_request();
  request.signal = "sentiment";
  request.train = request.dev = {{"mood", json_lines(mood_set())}};
  const auto bytes = run_train(request);
  ASSERT_TRUE(bytes) << bytes.error().what;
  const auto model = read_model(*bytes);
  EXPECT_EQ(model->classes, (std::vector<std::string>{"positive", "neutral", "negative"}));

  EvaluateRequest evaluation = small_evaluation(*bytes);
  evaluation.signal = "sentiment";
  evaluation.files = {{"mood", json_lines(mood_set()) + "{\"text\":\"a\",\"label\":\"odd\"}\n"}};
  const auto json = run_evaluate(evaluation);
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_NE(json->find(R"("n":9,"threshold":null)"), std::string::npos) << *json;
  EXPECT_NE(json->find(R"("skipped":1)"), std::string::npos) << *json;
  evaluation.positive = {"positive", "neutral"};
  EXPECT_NE(run_evaluate(evaluation)->find(R"("n":10,"threshold":0.5000)"), std::string::npos);

  request.positive = {"positive"};
  EXPECT_TRUE(read_model(*run_train(request))->two_class());
}

TEST(RunTrain, MakesTheFeaturesFromPostsAndLexicons) {
  TrainRequest request = small_request();
  request.signal = "features";
  request.lexicons = small_lexicons();
  const auto bytes = run_train(request);
  ASSERT_TRUE(bytes) << bytes.error().what;
  EXPECT_TRUE(read_features(*bytes));
  request.lexicons.clear();
  EXPECT_FALSE(run_train(request));
}

TEST(RunTrain, RefusesWhatCannotBeLearntFrom) {
  TrainRequest request = small_request();
  request.signal = "rudeness";
  EXPECT_EQ(run_train(request).error().where, "--signal");
  request = small_request();
  request.positive = {"never"};
  EXPECT_EQ(run_train(request).error().where, "--train");
  request.positive = {"spam", "ham"};
  EXPECT_EQ(run_train(request).error().where, "--train");
  request = small_request();
  request.dev = {};
  EXPECT_EQ(run_train(request).error().where, "--dev");
  request = small_request();
  request.dev = {{"dev", "{\"text\":\"a\",\"label\":\"spam\"}\n"}};
  EXPECT_EQ(run_train(request).error().where, "--dev");
  request = small_request();
  request.train = {};
  EXPECT_FALSE(run_train(request));
  request = small_request();
  request.train[0].bytes += "{\n";
  EXPECT_EQ(run_train(request).error().where, "small/train.jsonl:9");
  request = small_request();
  request.features = "broken";
  EXPECT_EQ(run_train(request).error().where, "models/features.model");
}

TEST(RunTrain, BringsSmallSetsToWeightWithoutChangingTheirPosts) {
  LabelledSet large = set_of("large", {});
  for (int k = 0; k < 60; ++k) {
    large.posts.push_back({"lunch at ten " + std::to_string(k), {"ham"}, {}});
    large.posts.push_back({"free prize " + std::to_string(k), {"spam"}, {}});
  }
  const LabelledSet small = set_of("few", {{"buy gold", {"spam"}}, {"gold medal", {"ham"}}});
  const Features features = small_features();
  const auto model = train_model(small_plan(), features, nullptr, {large, small}, {large}, 1);
  ASSERT_TRUE(model) << model.error().what;
  EXPECT_NE(model->training.find(R"({"set":"few","posts":2,"classes":{"spam":1}})"),
            std::string::npos)
      << model->training;
}

TEST(RunEvaluate, PrintsTheCurveOnlyWhenAsked) {
  EvaluateRequest request = small_evaluation(*run_train(small_request()));
  EXPECT_EQ(run_evaluate(request)->find("\"curve\""), std::string::npos);
  request.curve = true;
  const auto json = run_evaluate(request);
  for (const char* part : {R"("curve":{"answered":[{"probability":0.50,"n":8,"coverage":1.0000)",
                           R"("yes":[)", R"("no":[)", R"("error_upper":)"}) {
    EXPECT_NE(json->find(part), std::string::npos) << part << " in " << *json;
  }
}

TEST(RunEvaluate, CountsPostsASecondByTheClockItIsGiven) {
  EvaluateRequest request = small_evaluation(*run_train(small_request()));
  double now = 0;
  request.seconds = [&] { return now += 0.5; };
  EXPECT_NE(run_evaluate(request)->find(R"("posts_per_second":16)"), std::string::npos);
}

TEST(RunEvaluate, TakesAModelGivenByName) {
  EvaluateRequest request = small_evaluation(*run_train(small_request()));
  request.model = request.models[1];
  request.models.pop_back();
  EXPECT_TRUE(run_evaluate(request));
  request.signal = "abuse";
  EXPECT_EQ(run_evaluate(request).error().where, "--model");
}

TEST(RunEvaluate, RefusesMissingModelsAndUnknownSignals) {
  EvaluateRequest request = small_evaluation(*run_train(small_request()));
  request.signal = "rudeness";
  EXPECT_FALSE(run_evaluate(request));
  request.signal = "abuse";
  EXPECT_EQ(run_evaluate(request).error().what, "there is no model for abuse");
  request.models.erase(request.models.begin());
  EXPECT_EQ(run_evaluate(request).error().what, "models/features.model is missing");
  request.models.push_back("broken");
  EXPECT_FALSE(run_evaluate(request));
}

}  // namespace
}  // namespace decorum::signals
