#include "render/handbook.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "render/chart_for_test.h"

namespace decorum::render {
namespace {

policy::Policy full_policy() {
  policy::Policy policy = policy_for_test();
  policy.info.language = "en-GB";
  policy.info.time_zone = "Europe/London";
  policy.info.sources.push_back({"guide", "Guide <of> 2014", "https://example.org/g", 16, {}});
  policy.info.sources.push_back({"code", "Our code", "", {}, {{"1.1", "Be honest."}}});
  policy::ReviewRule rule;
  rule.id = "FA2";
  rule.title = "Superlatives";
  rule.about = "A claim that cannot be proved.";
  rule.cites = "guide p. 5";
  rule.clauses = {"code 1.1"};
  rule.checks.resize(1);
  rule.checks[0].message = "Can we prove {text}?";
  rule.checks[0].capacity = "official";
  rule.examples.push_back({"The best & <only> one", "One of many"});
  policy.review.rules.push_back(rule);
  policy.handbook.emplace();
  policy.handbook->introduction = {"Why \"this\" guide <script>alert(1)</script> exists."};
  policy.handbook->dos.push_back({"Engage", "Listen.", "guide p. 4", {"FA2"}});
  policy.handbook->problems.push_back({"Danger", "Call 999.", "", {}});
  policy.calendar.windows.push_back({"vote", policy::CalendarWindow::Kind::pre_election, "Election",
                                     "No side.", base::Time{}, base::Time{}, {}, ""});
  policy.calendar.windows.push_back({"secret", policy::CalendarWindow::Kind::embargo,
                                     "Secret merger", "Not yet.", base::Time{}, base::Time{},
                                     {"merger"}, ""});
  policy.brand.emplace();
  policy.brand->names.push_back({"Example Society", true, "ES"});
  policy.brand->logos.push_back({"logos/mark.png", "Our mark", 120, {}});
  return policy;
}

// What stands between each `before` and the next quotation mark.
std::vector<std::string> values_behind(const std::string& html, std::string_view before) {
  std::vector<std::string> values;
  for (std::size_t at = html.find(before); at != std::string::npos; at = html.find(before, at)) {
    at += before.size();
    values.push_back(html.substr(at, html.find('"', at) - at));
  }
  return values;
}

bool begins_a_tag(char letter) { return letter == '/' || (letter >= 'a' && letter <= 'z'); }

// Every element that is opened is closed, in order.
bool well_nested(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    if (!begins_a_tag(html[at + 1])) continue;  // the doctype
    const std::string tag = html.substr(at + 1, html.find('>', at) - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (name == "meta" || name == "img" || tag.ends_with('/')) continue;
    if (!name.starts_with('/')) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name.substr(1)) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}

TEST(Handbook, IsOneWellFormedFileWithoutScriptOrOutsideParts) {
  const std::string html = handbook_html(full_policy(), {}, {});
  EXPECT_TRUE(well_nested(html));
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos) << "what was written is still shown";
  EXPECT_EQ(html.find(" src=\"http"), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
}

TEST(Handbook, EveryLinkInsideLeadsSomewhere) {
  const std::string html = handbook_html(full_policy(), {}, {});
  const std::vector<std::string> ids = values_behind(html, " id=\"");
  const std::vector<std::string> targets = values_behind(html, "href=\"#");
  EXPECT_GT(targets.size(), 10U);
  for (const std::string& target : targets) {
    EXPECT_NE(std::ranges::find(ids, target), ids.end()) << target;
  }
}

TEST(Handbook, EveryIdStandsOnce) {
  std::set<std::string> seen;
  for (const std::string& id : values_behind(handbook_html(full_policy(), {}, {}), " id=\"")) {
    EXPECT_TRUE(seen.insert(id).second) << id;
  }
}

TEST(Handbook, ShowsQuestionsOutcomesRulesAndWhoAnswers) {
  const policy::Policy policy = full_policy();
  const std::string html = handbook_html(policy, {}, {});
  for (const auto& question : policy.protocol.questions) {
    EXPECT_NE(html.find("id=\"question-" + question.id + "\""), std::string::npos);
  }
  for (const auto& outcome : policy.protocol.outcomes) {
    EXPECT_NE(html.find("id=\"outcome-" + outcome.id + "\""), std::string::npos);
  }
  EXPECT_NE(html.find("id=\"rule-FA2\""), std::string::npos);
  EXPECT_NE(html.find("Can we prove …?"), std::string::npos);
  EXPECT_NE(html.find("on official accounts"), std::string::npos);
  EXPECT_NE(html.find("The best &amp; &lt;only&gt; one"), std::string::npos);
  EXPECT_NE(html.find("Code, 1.1"), std::string::npos);
  EXPECT_NE(html.find("The machine proposes, a person confirms"), std::string::npos);
}

TEST(Handbook, SaysHowOftenTheMachineMayBeWrong) {
  policy::Policy policy = full_policy();
  const std::string_view words = "The machine, wrong in at most 5 of 100; or a person";
  EXPECT_EQ(handbook_html(policy, {}, {}).find(words), std::string::npos);
  for (policy::Answer& answer : policy.protocol.questions[0].answers) {
    answer.wrong_at_most_per_mille = 50;
  }
  EXPECT_NE(handbook_html(policy, {}, {}).find(words), std::string::npos);
}

TEST(Handbook, DoesNotPrintWhatIsUnderEmbargo) {
  const std::string html = handbook_html(full_policy(), {}, {});
  EXPECT_NE(html.find("Election"), std::string::npos);
  EXPECT_EQ(html.find("merger"), std::string::npos);
  EXPECT_EQ(html.find("Secret"), std::string::npos);
}

TEST(Handbook, ALogoIsPutInAsDataOrNamedWhenItIsTooLarge) {
  const policy::Policy policy = full_policy();
  std::vector<policy::PolicyFile> files = {{"logos/mark.png", "foobar"}};
  EXPECT_NE(handbook_html(policy, {}, files).find("data:image/png;base64,Zm9vYmFy"),
            std::string::npos);
  files[0].bytes.assign(logo_bytes_shown_max + 1, 'x');
  const std::string html = handbook_html(policy, {}, files);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_NE(html.find("Our mark; at least 120 pixels wide"), std::string::npos);
}

TEST(Handbook, AChapterWithoutContentIsLeftOut) {
  const std::string html = handbook_html(policy_for_test(), {}, {});
  EXPECT_EQ(html.find("id=\"rules\""), std::string::npos);
  EXPECT_EQ(html.find("id=\"brand\""), std::string::npos);
  EXPECT_NE(html.find("id=\"chart\""), std::string::npos);
}

TEST(Handbook, TheSamePolicyGivesTheSameBytes) {
  EXPECT_EQ(handbook_html(full_policy(), {}, {}), handbook_html(full_policy(), {}, {}));
}

}  // namespace
}  // namespace decorum::render
