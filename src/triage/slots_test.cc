#include "triage/slots.h"

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"

namespace decorum::triage {
namespace {

const base::Time noon = *base::parse_rfc3339("2026-09-01T12:00:00.5Z");

policy::Policy two_word_lists() {
  return chart(R"(
question q
  a: words.spite > 0 -> end
  b: true -> end
outcome end
words threat
words spite
)");
}

TEST(Slots, NamesAreThoseOfTheEnvironment) {
  const policy::Policy policy = two_word_lists();
  const cel::Environment environment = policy::make_environment(policy.lexicons);
  const auto& variables = environment.variables();
  ASSERT_EQ(variables.size(), slot_count(policy));
  for (std::size_t slot = 0; slot < variables.size(); ++slot) {
    if (slot == policy::slot_of(policy::Name::history)) {
      EXPECT_EQ(name_of_slot(policy, slot), "history.count");
    } else {
      EXPECT_EQ(name_of_slot(policy, slot), variables[slot].name);
    }
  }
}

TEST(Slots, OnlyWhatAnExpressionReadsIsFilled) {
  const policy::Policy policy = two_word_lists();
  EXPECT_EQ(slots_read(policy.protocol), std::vector<std::size_t>{policy::slot_of_words(1)});
}

// What an expression over the names gives for one post; "unknown" and "error: ..." for the others.
std::string asked(const policy::Policy& policy, const post::Post& post,
                  const signals::Signals& signals, std::string_view expression) {
  auto program = cel::compile(policy::make_environment(policy.lexicons), expression);
  if (!program) return program.error().front().what;
  const policy::History history{.first_contact = false,
                                .incidents = {{"hostile", noon - std::chrono::days(2),
                                               noon + std::chrono::days(2)}}};
  const Facts facts{policy, post, signals, {history, noon}};
  std::vector<cel::Value> slots(slot_count(policy), cel::Value::unknown());
  fill_slots(cel::slots_of(**program), facts, slots);
  const cel::Value value = cel::evaluate(**program, slots);
  if (value.is_unknown()) return "unknown";
  if (value.is_error()) return "error: " + std::string(value.what());
  return value.is_true() ? "true" : "false";
}

TEST(Slots, EveryNameHasItsValue) {
  policy::Policy policy = two_word_lists();
  policy::Account& account = policy.accounts.accounts.emplace_back();
  account.id = "main";
  account.kind = policy::Account::Kind::branch;
  post::Post post;
  post.site = "x";
  post.account = "main";
  post.lang = "en";
  post.author.handle = "sam";
  post.in_reply_to = "1";
  post.text = "Schöne #Grüße @anna https://example.org";
  post.media.emplace_back();
  const signals::Signals signals =
      signals_of(policy, "abuse=0.25 words.spite=2 language.code=de personal_data=3");
  for (std::string_view expression :
       {"abuse == 0.25", "words.spite == 2", "words.threat == 0", "language.code == 'de'",
        "language.confidence == 0.95", "personal_data.count == 3", "post.site == 'x'",
        "post.account == 'main'", "post.lang == 'en'", "post.text.startsWith('Sch')",
        "post.length == 39", "post.links == 1", "post.mentions == 1", "post.hashtags == 1",
        "post.is_reply", "post.has_media", "account.kind == 'branch'",
        "author.handle == 'sam'", "!history.first_contact",
        "history.count('hostile', days(30)) == 1", "history.count('hostile', days(1)) == 0",
        "facts.contradicted == 0", "facts.supported == 0", "facts.asked == 0",
        "now == timestamp('2026-09-01T12:00:00.5Z')"}) {
    EXPECT_EQ(asked(policy, post, signals, expression), "true") << expression;
  }
}

TEST(Slots, WhatIsNotKnownIsUnknown) {
  const policy::Policy policy = two_word_lists();
  const signals::Signals nothing;
  for (std::string_view expression :
       {"abuse >= 0.0", "sentiment.positive < 2.0", "words.threat >= 0", "words.spite > 0",
        "language.confidence >= 0.0"}) {
    EXPECT_EQ(asked(policy, {}, nothing, expression), "unknown") << expression;
  }
  for (std::string_view expression :
       {"language.code == ''", "account.kind == ''", "post.length == 0", "!post.has_media",
        "abuse > 0.5 || true"}) {
    EXPECT_EQ(asked(policy, {}, nothing, expression), "true") << expression;
  }
}

}  // namespace
}  // namespace decorum::triage
