#include "signals/fit_troll.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "signals/composite.h"
#include "signals/learning_fixture.h"

namespace decorum::signals {
namespace {

class FitTroll : public testing::Test {
 protected:
  void SetUp() override {
    ReaderSet::Models models;
    if (std::filesystem::is_directory("models")) {
      for (const auto& entry : std::filesystem::directory_iterator("models")) {
        if (entry.path().extension() != ".model") continue;
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        models.model_files.push_back(bytes.str());
      }
    }
    if (models.model_files.empty()) GTEST_SKIP() << "no models in ./models";
    auto made = ReaderSet::make(models, {});
    ASSERT_TRUE(made) << made.error().what;
    readers_ = std::make_unique<ReaderSet>(std::move(*made));
  }

  std::unique_ptr<ReaderSet> readers_;
  const std::vector<std::string> positive_ = {"troll"};
  const LabelledSet trolls_ = set_of("trolls", {{"you are all pathetic idiots", {"troll"}},
                                                {"shut up you stupid clowns", {"troll"}},
                                                {"nobody likes you, moron", {"troll"}}});
  const LabelledSet others_ = set_of("others", {{"thank you for the lovely evening", {}},
                                                {"what time do you open on Friday?", {}},
                                                {"my certificate has not come, please help", {}}});
};

TEST_F(FitTroll, PartsInsultsFromOtherPosts) {
  const auto json = fit_troll(*readers_, positive_, {trolls_, others_}, {trolls_, others_});
  ASSERT_TRUE(json) << json.error().what;
  simdjson::dom::parser parser;
  simdjson::dom::element fitted;
  ASSERT_EQ(parser.parse(*json).get(fitted), simdjson::SUCCESS) << *json;
  EXPECT_EQ(double(fitted["auc"]), 1);
  EXPECT_EQ(fitted["weights"].get_object().size(), troll_numbers_count);
  EXPECT_GT(double(fitted["weights"]["abuse"]), 0);
  ASSERT_EQ(fitted["sets"].get_array().size(), 2U);
  EXPECT_EQ(std::int64_t(fitted["sets"].at(0)["troll"]), 3);
  EXPECT_EQ(std::int64_t(fitted["sets"].at(1)["troll"]), 0);
  EXPECT_EQ(*json, *fit_troll(*readers_, positive_, {trolls_, others_}, {trolls_, others_}));
}

TEST_F(FitTroll, RefusesPostsOfOneKindOnly) {
  const LabelledSet german =
      set_of("german", {{"Ihr seid allesamt armselige Trottel, haltet endlich den Mund", {"troll"}},
                        {"Vielen Dank für den schönen Abend und die gute Musik", {}}});
  for (const LabelledSet& set : {trolls_, others_, german}) {
    EXPECT_EQ(fit_troll(*readers_, positive_, {set}, {trolls_, others_}).error().where, "--train");
  }
  EXPECT_EQ(fit_troll(*readers_, positive_, {trolls_, others_}, {others_}).error().where, "--dev");
  EXPECT_EQ(fit_troll(*readers_, {"x"}, {trolls_, others_}, {trolls_}).error().where, "--train");
}

TEST(FitTrollWithoutModels, KnowsNothingToFit) {
  const auto readers = ReaderSet::make({}, {});
  const std::vector<LabelledSet> sets = {set_of("a", {{"you idiot", {"troll"}}, {"hello", {}}})};
  EXPECT_FALSE(fit_troll(*readers, {"troll"}, sets, sets));
}

}  // namespace
}  // namespace decorum::signals
