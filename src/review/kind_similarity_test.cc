#include <chrono>

#include <gtest/gtest.h>

#include "review/review_for_test.h"
#include "review/shingles.h"

namespace decorum::review {
namespace {

const std::string rule = rule_with(
    "kind: similarity\nat_least: 0.8\n"
    "message: \"Posted {posted}, {times}, and it {state}: {link}\"");
const std::string known =
    "Our winter course for new managers starts on the second of February in Leeds";

std::vector<PastPost> past_of(std::initializer_list<std::string> texts) {
  std::vector<PastPost> past;
  for (const std::string& text : texts) {
    PastPost post;
    post.id = "p" + std::to_string(past.size() + 1);
    post.text = text;
    past.push_back(post);
  }
  return past;
}

std::string told(const std::string& text, const std::vector<PastPost>* past,
                 const std::string& yaml = rule) {
  const ReviewTest test(yaml);
  post::Draft draft;
  draft.text = text;
  Around around;
  around.past = past;
  return test.told(draft, around);
}

TEST(KindSimilarity, NearlyTheSameWordsAreFoundWithTheLongestRun) {
  const auto past = past_of({"Something else that we said about quite another thing altogether.",
                             known + ": https://example.org/a"});
  EXPECT_EQ(told("OUR winter course, for new managers, starts on the third of February in Leeds!",
                 &past),
            "R1 warning [OUR winter course, for new managers, starts on the] "
            "Posted before, once, and it still stands: p2\n");
  EXPECT_EQ(told("Our winter course for new bakers starts in May.", &past), "");
}

TEST(KindSimilarity, SaysWhatCameOfTheGravest) {
  auto past = past_of({known, known, known});
  past[1].state = PastPost::State::complained_of;
  past[1].posted_at = *base::parse_rfc3339("2026-06-30T23:30:00Z");
  past[1].url = "https://x.example.org/1";
  past[2].state = PastPost::State::withdrawn;
  EXPECT_EQ(told(known, &past), "R1 warning [" + known + "] Posted on 2026-07-01, 3 times, and it "
                                "was complained of: https://x.example.org/1\n");
}

TEST(KindSimilarity, ShortTextsMayBeSaidAgain) {
  const auto past = past_of({"Thank you for telling us, Sam."});
  EXPECT_EQ(told("Thank you for telling us, Sam.", &past), "");
}

TEST(KindSimilarity, WhatWasNotLookedAtIsSaidWhenAskedFor) {
  EXPECT_EQ(told(known, nullptr), "");
  const ReviewTest test(rule_with("kind: similarity\nsay_when_not_looked: true"));
  post::Draft draft;
  draft.text = known;
  EXPECT_EQ(test.told(draft), "") << "no account: a text to try out";
  draft.account = "main";
  EXPECT_NE(test.told(draft).find("were not looked at"), std::string::npos);
}

TEST(KindSimilarity, CountedPairsGiveTheSame) {
  auto past = past_of({known});
  const std::string fresh = told(known, &past);
  past[0].pairs = pairs_of(known);
  EXPECT_EQ(told(known, &past), fresh);
}

TEST(KindSimilarity, TwentyThousandPostsTakeLittleTime) {
  std::vector<PastPost> past;
  for (int i = 0; i < 20'000; ++i) {
    PastPost post;
    for (int k = 0; k < 25; ++k) {
      post.text += "word" + std::to_string((i * 31 + k * k) % 4099) + " ";
    }
    post.pairs = pairs_of(post.text);
    past.push_back(std::move(post));
  }
  const ReviewTest test(rule);
  post::Draft draft;
  for (int k = 0; k < 40; ++k) draft.text += "word" + std::to_string(k) + " ";
  Around around;
  around.past = &past;
  EXPECT_EQ(test.told(draft, around), "");
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(test.told(draft, around), "");
  const auto took = std::chrono::steady_clock::now() - before;
  // Five times the promise, for slow and watched builds.
  EXPECT_LT(std::chrono::duration<double>(took).count(), 0.1);
}

TEST(Shingles, ShareIsOfPairsOfWords) {
  EXPECT_EQ(share(pairs_of("a b c"), pairs_of("A, b: c!")), 1.0);
  EXPECT_EQ(share(pairs_of("a b c"), pairs_of("c b a")), 0.0);
  EXPECT_EQ(share(pairs_of("a b c d"), pairs_of("a b c x")), 2.0 / 3.0);
  EXPECT_EQ(share(pairs_of(""), pairs_of("")), 0.0);
  EXPECT_EQ(share(pairs_of("one"), pairs_of("one")), 0.0);
  EXPECT_EQ(share(pairs_of("\uff41 b"), pairs_of("a https://x.org B")), 1.0);
}

TEST(Shingles, TheLongestRunIsInTheFirstText) {
  const std::string text = "x \u201cOne two\u201d three y";
  const base::Span run = longest_run(shingles_of(text), shingles_of("zero one two three four"));
  EXPECT_EQ(text.substr(run.start, run.end - run.start), "One two\u201d three");
  EXPECT_EQ(longest_run(shingles_of("a"), shingles_of("b")), (base::Span{0, 0}));
}

}  // namespace
}  // namespace decorum::review
