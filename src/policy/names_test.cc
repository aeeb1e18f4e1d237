#include "policy/names.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "policy/history.h"

namespace decorum::policy {
namespace {

using namespace std::chrono_literals;

const base::Time now = *base::parse_rfc3339("2026-11-22T12:00:00Z");

std::vector<post::Lexicon> lexicons() {
  return {{"threat", {"x"}, {}, {}}, {"spam", {"y"}, {}, {}}};
}

TEST(Names, StandInTheSlotsThatTheHeaderStates) {
  const cel::Environment environment = make_environment(lexicons());
  const auto& variables = environment.variables();
  ASSERT_EQ(variables.size(), slot_of_words(2));
  EXPECT_EQ(variables[slot_of(signals::Signal::sentiment_positive)].name, "sentiment.positive");
  EXPECT_EQ(variables[slot_of(signals::Signal::emotion_sadness)].name, "emotion.sadness");
  struct Row {
    Name name;
    std::string_view text;
  };
  const Row rows[] = {{Name::language_code, "language.code"},
                      {Name::language_confidence, "language.confidence"},
                      {Name::personal_data_count, "personal_data.count"},
                      {Name::post_text, "post.text"},
                      {Name::post_site, "post.site"},
                      {Name::post_account, "post.account"},
                      {Name::post_lang, "post.lang"},
                      {Name::post_length, "post.length"},
                      {Name::post_links, "post.links"},
                      {Name::post_mentions, "post.mentions"},
                      {Name::post_hashtags, "post.hashtags"},
                      {Name::post_is_reply, "post.is_reply"},
                      {Name::post_has_media, "post.has_media"},
                      {Name::account_kind, "account.kind"},
                      {Name::author_handle, "author.handle"},
                      {Name::history, "history"},
                      {Name::history_first_contact, "history.first_contact"},
                      {Name::now, "now"},
                      {Name::facts_contradicted, "facts.contradicted"},
                      {Name::facts_supported, "facts.supported"},
                      {Name::facts_asked, "facts.asked"}};
  ASSERT_EQ(std::size(rows), name_count);
  for (const Row& row : rows) EXPECT_EQ(variables[slot_of(row.name)].name, row.text);
  EXPECT_EQ(variables[slot_of_words(0)].name, "words.threat");
  EXPECT_EQ(variables[slot_of_words(1)].name, "words.spam");
}

cel::Value answer(std::string_view expression) {
  const cel::Environment environment = make_environment(lexicons());
  auto program = cel::compile(environment, expression);
  if (!program) return cel::Value::error(program.error().front().what);
  History past;
  past.first_contact = false;
  for (int i = 1; i <= 3; ++i) past.incidents.push_back({"hostile", now - i * 240h, now + 1h});
  const HistoryAt at{past, now};
  std::vector<cel::Value> slots(environment.variables().size(), cel::Value::unknown());
  slots[slot_of(Name::history)] = value_of(at);
  slots[slot_of(Name::history_first_contact)] = cel::Value(false);
  slots[slot_of_words(0)] = cel::Value(2);
  return cel::evaluate(**program, slots);
}

TEST(Names, HistoryAndDaysAnswer) {
  for (const std::string_view holds :
       {"history.count('hostile', days(30)) == 2", "history.count('hostile', days(31)) == 3",
        "history.count('hostile', duration('240h1s')) == 1", "history.count('spam', days(30)) == 0",
        "history.count('hostile', days(-1)) == 0", "!history.first_contact", "words.threat == 2",
        "days(2) == duration('48h')", "days(0) == duration('0s')"}) {
    EXPECT_TRUE(answer(holds).is_true()) << holds;
  }
}

TEST(Names, WhatIsNotKnownStaysUnknown) {
  EXPECT_TRUE(answer("words.spam > 0").is_unknown());
  EXPECT_TRUE(answer("spam >= 0.9").is_unknown());
  EXPECT_TRUE(answer("spam >= 0.9 || words.threat == 2").is_true());
}

TEST(Names, WrongUsesAreRefused) {
  for (const std::string_view wrong :
       {"author.followers > 10", "history.count('hostile')", "history.count(days(3), 'hostile')",
        "history.count('hostile', 30)", "days('3') > days(2)", "days(1.5) > days(1)",
        "history == history.first_contact", "words.nothing > 0", "post.followers > 1"}) {
    EXPECT_FALSE(cel::compile(make_environment(lexicons()), wrong).has_value()) << wrong;
  }
}

TEST(Names, TooManyDaysAreAnError) {
  EXPECT_TRUE(answer("days(3651) > days(1)").is_error());
  EXPECT_TRUE(answer("days(-9223372036854775807) > days(1)").is_error());
  EXPECT_TRUE(answer("days(3650) > days(1)").is_true());
}

}  // namespace
}  // namespace decorum::policy
