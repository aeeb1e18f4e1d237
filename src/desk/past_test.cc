#include "desk/past.h"

#include <gtest/gtest.h>

namespace decorum::desk {
namespace {

using State = review::PastPost::State;

constexpr std::string_view course = "Our course on managing change starts in May, in Leeds.";
constexpr std::string_view nearly = "OUR course on managing change starts in June, in Leeds!";

review::PastPost post(std::string id, std::string_view text) {
  return {.id = std::move(id), .text = std::string(text), .url = {}, .posted_at = {}};
}

std::vector<std::string> ids(const std::vector<SaidBefore>& said) {
  std::vector<std::string> ids;
  for (const SaidBefore& one : said) ids.push_back(one.post.id);
  return ids;
}
using Ids = std::vector<std::string>;

TEST(PastPosts, FindWhatWasSaidInNearlyTheSameWords) {
  PastPosts past(100);
  past.add(post("1", "Congratulations to everybody who passed the diploma this summer."));
  past.add(post("2", course));
  EXPECT_EQ(ids(past.like(nearly)), Ids{"2"});
  EXPECT_LT(past.like(nearly).front().similarity, 1);
  EXPECT_EQ(past.like(course).front().similarity, 1);
  EXPECT_EQ(past.past_for(nearly).front().text, course);
  EXPECT_FALSE(past.past_for(nearly).front().pairs.empty());
}

TEST(PastPosts, FindNothingInOtherOrNoWords) {
  PastPosts past(100);
  EXPECT_TRUE(past.like(course).empty());
  past.add(post("1", course));
  past.add(post("2", ""));
  for (const char* text : {"", " ", "The library closes at noon on Saturdays from now on."}) {
    EXPECT_TRUE(past.like(text).empty()) << text;
  }
}

TEST(PastPosts, SayWhatBecameOfAPost) {
  PastPosts past(100);
  past.add(post("1", course));
  past.change("1", State::withdrawn);
  past.change("no-such-post", State::complained_of);
  EXPECT_EQ(past.like(nearly).front().post.state, State::withdrawn);
}

TEST(PastPosts, TakeAnEditInPlaceOfTheTextBefore) {
  PastPosts past(100);
  past.add(post("1", course));
  past.add(post("1", "We are closed on Monday because of the snow, and open on Tuesday."));
  EXPECT_TRUE(past.like(nearly).empty());
  EXPECT_EQ(past.size(), 1u);
}

TEST(PastPosts, ForgetAnErasedText) {
  PastPosts past(100);
  past.add(post("1", course));
  past.forget("1");
  past.forget("1");
  EXPECT_TRUE(past.like(course).empty());
  past.change("1", State::withdrawn);
  EXPECT_EQ(past.size(), 0u);
}

TEST(PastPosts, HoldTheLatestOnlyAndStillKnowTheirIds) {
  PastPosts past(3);
  const std::vector<std::string> texts{
      "The first of our posts is about the opening hours of the library.",
      "Secondly we thank all volunteers who cleaned the river bank on Sunday.",
      "Exam results come out on Thursday at noon, in your account.",
      "Places at the annual dinner are on sale from tomorrow morning.",
      "Our new president takes office in October and writes to all members."};
  for (std::size_t i = 0; i < texts.size(); ++i) past.add(post(std::to_string(i), texts[i]));
  EXPECT_EQ(past.size(), 3u);
  EXPECT_TRUE(past.like(texts[0]).empty());
  EXPECT_TRUE(past.like(texts[1]).empty());
  past.change("3", State::withdrawn);
  past.change("0", State::withdrawn);
  EXPECT_EQ(past.like(texts[3]).front().post.state, State::withdrawn);
  EXPECT_EQ(past.like(texts[2]).front().post.state, State::standing);
}

TEST(PastPosts, FindABoundedNumber) {
  PastPosts past(1000);
  for (int i = 0; i < 200; ++i) past.add(post(std::to_string(i), course));
  EXPECT_EQ(past.like(course).size(), PastPosts::found_max);
}

}  // namespace
}  // namespace decorum::desk
