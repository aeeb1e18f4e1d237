#include "signals/parts.h"

#include <gtest/gtest.h>

#include "signals/learning_fixture.h"

namespace decorum::signals {
namespace {

class PartsTest : public ::testing::Test {
 protected:
  // The score a text gets beyond the bias, and the parts of its tokens.
  float score_of(const std::string& text) {
    tokenise(text, row_);
    Sums none, sums;
    Scores bias, scores;
    weights_.scores(none, bias);
    weights_.sum(row_, sums);
    weights_.scores(sums, scores);
    parts_.summed = false;
    fill_parts(weights_, row_, parts_);
    return scores[0] - bias[0];
  }
  // What token `k` adds to the score.
  float part_of(std::size_t k) {
    Scores gradient{};
    gradient[0] = 1;
    std::vector<float> weights;
    token_weights(weights_, row_, parts_, gradient, weights);
    return weights[k];
  }
  float sum_of_parts() {
    float sum = 0;
    for (std::size_t k = 0; k < row_.tokens.size(); ++k) sum += part_of(k);
    return sum;
  }

  Features features_ = small_features();
  std::vector<Model> models_ = {small_model(features_)};
  Weights weights_ = *Weights::make(features_, nullptr, models_);
  TokenRow row_;
  Parts parts_;
};

TEST_F(PartsTest, AddUpToTheScoreWhereNoLexiconSpeaks) {
  for (const char* text : {"win a free prize", "meeting at ten tomorrow then", "lunch"}) {
    const float score = score_of(text);
    // What is left is the count of words, which belongs to no single one of them.
    Sums sums;
    weights_.sum(row_, sums);
    float numbers = 0;
    for (std::size_t j = 0; j < number_count; ++j) {
      numbers += sums.numbers[j] * weights_.number_weights(j)[0];
    }
    EXPECT_NEAR(sum_of_parts() + numbers, score, 1e-3F) << text;
  }
}

// Two texts that differ in one word differ in the lexicon numbers by that word's part.
TEST_F(PartsTest, GiveALexiconWordWhatItsAbsenceWouldChange) {
  tokenise("a lunch", row_);
  Sums without;
  weights_.sum(row_, without);
  score_of("a bad lunch");
  Sums with;
  weights_.sum(row_, with);
  float numbers = 0;
  for (std::size_t j = 0; j < number_count; ++j) {
    numbers += (with.numbers[j] - without.numbers[j]) * weights_.number_weights(j)[0];
  }
  const float bad = part_of(1);
  score_of("a bxd lunch");  // no lexicon knows it, and no feature of the small set
  EXPECT_NE(numbers, 0.0F);
  EXPECT_NEAR(bad - part_of(1), numbers, 1e-3F);
}

TEST_F(PartsTest, AreBoundedOnALongText) {
  std::string text;
  for (int k = 0; k < 3000; ++k) text += "free ";
  score_of(text);
  EXPECT_LE(parts_.changes.size(), lexicon_tokens_max * number_count);
  EXPECT_NE(part_of(0), 0.0F);
  score_of("");
  EXPECT_TRUE(parts_.changes.empty());
}

}  // namespace
}  // namespace decorum::signals
