#include "policy/show.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "policy/files_for_test.h"
#include "policy/names.h"

namespace decorum::policy {
namespace {

using namespace std::chrono_literals;

// Written anew with DECORUM_UPDATE_GOLDEN.
TEST(Show, ReadsLikeThis) {
  const auto policy = load_policy(listed(base_files()), {});
  ASSERT_TRUE(policy.has_value());
  const std::string path = "test/golden/policy/show.txt";
  if (std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << show(*policy);
  }
  EXPECT_EQ(show(*policy), read_for_test(path));
}

TEST(Words, OfConditions) {
  const auto policy = load_policy(listed(base_files()), {});
  ASSERT_TRUE(policy.has_value());
  struct Row {
    std::string_view source, words;
  };
  const Row rows[] = {
      {"spam >= 0.9", "spam is at least 0.9"},
      {"0.9 <= spam", "spam is at least 0.9"},
      {"irony < 0.3 && abuse <= 0.1", "irony is below 0.3 and abuse is at most 0.1"},
      {"spam > 0.9 || abuse > 0.9 && irony < 0.5",
       "spam is above 0.9 or (abuse is above 0.9 and irony is below 0.5)"},
      {"words.threat > 0", "it has a word of the list 'Words of threat'"},
      {"words.threat == 0", "it has no word of the list 'Words of threat'"},
      {"words.threat >= 3", "the number of words of the list 'Words of threat' is at least 3"},
      {"post.is_reply && !post.has_media", "it is a reply and it has no media"},
      {"history.first_contact", "the author is new to us"},
      {"history.count('hostile', days(30)) >= 3",
       "the number of the author's posts watched as hostile in the last 30 days is at least 3"},
      {"language.code != ''", "the language is known"},
      {"language.code == ''", "the language is not known"},
      {"language.code == 'cy'", "the language is 'cy'"},
      {"post.site in ['x', 'bluesky', 'sms']", "the site is 'x', 'bluesky' or 'sms'"},
      {"post.text.endsWith('?')", "its text ends with '?'"},
      {"!post.text.contains('sale')", "its text does not hold 'sale'"},
      {"post.text.size()\n   > 3", "`post.text.size() > 3`"},
      {"spam > irony", "`spam > irony`"},
  };
  const cel::Environment environment = make_environment(policy->lexicons);
  for (const Row& row : rows) {
    const auto program = cel::compile(environment, row.source);
    ASSERT_TRUE(program.has_value()) << row.source;
    EXPECT_EQ(in_words(**program, *policy), row.words) << row.source;
  }
}

TEST(Show, SaysHowOftenTheMachineMayBeWrong) {
  FileMap files = base_files();
  change(files, "protocol.yaml", "when: \"sentiment.negative >= 0.6\"",
         "when: \"sentiment.negative >= 0.6\"\n        wrong_at_most: 5%");
  const auto policy = load_policy(listed(files), {});
  ASSERT_TRUE(policy.has_value());
  EXPECT_NE(show(*policy).find("given by machine, wrong in at most 5 of 100\n"),
            std::string::npos);
  EXPECT_EQ(rate_in_words(20), "wrong in at most 2 of 100");
  EXPECT_EQ(rate_in_words(5), "wrong in at most 5 of 1,000");
}

TEST(Words, OfTimesAndDeadlines) {
  EXPECT_EQ(in_words(base::Duration(1h)), "1 hour");
  EXPECT_EQ(in_words(base::Duration(90min)), "90 minutes");
  EXPECT_EQ(in_words(base::Duration(336h)), "14 days");
  EXPECT_EQ(in_words(base::Duration(0s)), "0 seconds");
  Deadline deadline;
  EXPECT_EQ(in_words(deadline), "no deadline");
  deadline.kind = Deadline::Kind::business;
  deadline.amount = 24h;
  EXPECT_EQ(in_words(deadline), "within 24 business hours");
  deadline.amount = 30min;
  EXPECT_EQ(in_words(deadline), "within 30 business minutes");
  deadline.kind = Deadline::Kind::working_days;
  deadline.days = 1;
  EXPECT_EQ(in_words(deadline), "within 1 working day");
}

}  // namespace
}  // namespace decorum::policy
