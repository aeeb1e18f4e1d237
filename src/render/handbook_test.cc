#include "render/handbook.h"

#include <regex>
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

std::set<std::string> all_matches(const std::string& html, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator it(html.begin(), html.end(), expression), end; it != end; ++it) {
    found.insert((*it)[1]);
  }
  return found;
}

// Every element that is opened is closed, in order.
bool well_nested(const std::string& html) {
  const std::regex tag("<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>");
  std::vector<std::string> open;
  for (std::sregex_iterator it(html.begin(), html.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2];
    if (name == "meta" || name == "img" || (*it)[4] == "/") continue;
    if ((*it)[1] != "/") {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
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
  const std::set<std::string> ids = all_matches(html, " id=\"([^\"]*)\"");
  for (const std::string& target : all_matches(html, "href=\"#([^\"]*)\"")) {
    EXPECT_TRUE(ids.contains(target)) << target;
  }
}

TEST(Handbook, EveryIdStandsOnce) {
  const std::string html = handbook_html(full_policy(), {}, {});
  const std::regex expression(" id=\"([^\"]*)\"");
  std::set<std::string> seen;
  for (std::sregex_iterator it(html.begin(), html.end(), expression), end; it != end; ++it) {
    EXPECT_TRUE(seen.insert((*it)[1]).second) << (*it)[1];
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
