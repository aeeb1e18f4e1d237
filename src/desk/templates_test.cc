#include "desk/templates.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/policy_for_test.h"

namespace decorum::desk {
namespace {

using Names = std::vector<std::string>;

class Templates : public ::testing::Test {
 protected:
  const TestPolicy& test_ = institute_for_test();
  const std::chrono::sys_days today_{std::chrono::year{2026} / 11 / 27};

  Values values(const ReplyFacts& facts) const {
    return values_of(test_.policy, test_.sites, facts);
  }
  Starts starts(std::string_view outcome, std::string_view site, const Names& matched = {}) const {
    return starts_for(test_.policy, outcome, site, matched, today_);
  }
  static bool offers(const std::vector<Start>& starts, std::string_view id) {
    return std::ranges::any_of(starts, [&](const Start& start) { return start.id == id; });
  }
};

struct FillCase {
  std::string_view name, text, filled;
  Names missing;
};

class Fill : public ::testing::TestWithParam<FillCase> {};

TEST_P(Fill, PutsInWhatIsKnownAndTellsOfTheRest) {
  const Values values{{"author", "Ana {link}"}, {"team", "Member care"}, {"rule", ""}};
  const Filled filled = fill(GetParam().text, values);
  EXPECT_EQ(filled.text, GetParam().filled);
  EXPECT_EQ(filled.missing, GetParam().missing);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Fill,
    ::testing::Values(
        FillCase{"Nothing", "", "", {}},
        FillCase{"NoFields", "Thank you.", "Thank you.", {}},
        FillCase{"AValueIsNotFilledAgain", "Dear {author}", "Dear Ana {link}", {}},
        FillCase{"NoValue", "See {link} or {link}", "See {link} or {link}", {"link"}},
        FillCase{"AnEmptyValueIsNone", "Our rule on {rule}", "Our rule on {rule}", {"rule"}},
        FillCase{"InTheTextsOrder", "{sources} {team} {fact}", "{sources} Member care {fact}",
                 {"sources", "fact"}},
        FillCase{"NotAField", "a {b} c { author }", "a {b} c { author }", {}},
        FillCase{"NotClosed", "a {author", "a {author", {}},
        FillCase{"OpenedTwice", "{{author}}", "{Ana {link}}", {}},
        FillCase{"OpenedAgainBeforeItsEnd", "{au{author}", "{auAna {link}", {}}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(OpenFields, AreThoseThatATemplateMayHaveAndNoOtherBraces) {
  EXPECT_EQ(open_fields("{author}, {you} see {link}; {link"), (Names{"author", "link"}));
  EXPECT_EQ(open_fields("{}"), Names{});
  EXPECT_EQ(open_fields("} {"), Names{});
}

TEST_F(Templates, SayTheDeadlineInThePolicysZone) {
  const auto winter = base::parse_rfc3339("2026-11-27T16:40:00Z");
  const auto summer = base::parse_rfc3339("2026-07-01T15:05:00Z");
  EXPECT_EQ(values({.due_at = *winter})["deadline"], "Friday 27 November, 16:40");
  EXPECT_EQ(values({.due_at = *summer})["deadline"], "Wednesday 1 July, 16:05");
}

TEST_F(Templates, NameTeamsRolesAndAccountsAsPeopleDo) {
  EXPECT_EQ(values({.account = "main"})["account"], "Quillmere Institute of Management");
  EXPECT_EQ(values({.account = "nobody"})["account"], "");
  EXPECT_EQ(values({.team = "press-officer"})["team"], "Press officer");
}

TEST_F(Templates, GiveSourcesWithTitlesOnlyWhereTheSiteHasRoom) {
  EXPECT_EQ(values({.sheet = "breach", .site = "x"})["sources"],
            "https://www.quillmere.example.org/security/march-2026");
  EXPECT_EQ(values({.sheet = "breach", .site = "email"})["sources"],
            "What happened on 9 March, and what we changed, "
            "https://www.quillmere.example.org/security/march-2026");
  EXPECT_EQ(values({.sheet = "no-such-sheet", .site = "x"})["sources"], "");
}

TEST_F(Templates, OfAnOutcomeBeginWithItsOwn) {
  const Starts starts = this->starts("serve", "facebook");
  ASSERT_FALSE(starts.templates.empty());
  EXPECT_EQ(starts.templates.front().id, "service-received");
  EXPECT_TRUE(starts.templates.front().suggested);
  EXPECT_TRUE(offers(starts.templates, "details-please"));
  EXPECT_TRUE(offers(starts.templates, "holding-line"));  // for every outcome
  EXPECT_FALSE(offers(starts.templates, "thanks"));
  EXPECT_TRUE(starts.sheets.empty());
}

TEST_F(Templates, OfAnotherSiteAreNotOffered) {
  EXPECT_TRUE(offers(starts("respond", "x").templates, "thanks-short"));
  EXPECT_FALSE(offers(starts("respond", "linkedin").templates, "thanks-short"));
}

TEST_F(Templates, OfAnOutcomeThatThePolicyDoesNotHaveAreThoseForAll) {
  const Starts starts = this->starts("no-such-outcome", "x");
  EXPECT_TRUE(offers(starts.templates, "holding-line"));
  EXPECT_FALSE(offers(starts.templates, "details-please"));
}

TEST_F(Templates, SheetsThatThePostSpeaksOfComeFirstAndSayWhenTheyAreOverdue) {
  const Starts starts = this->starts("post-the-facts", "x", {"fees", "no-such-sheet"});
  ASSERT_EQ(starts.sheets.size(), test_.policy.facts.size());
  EXPECT_EQ(starts.sheets.front().id, "fees");
  EXPECT_TRUE(starts.sheets.front().suggested);
  EXPECT_FALSE(starts.sheets.front().overdue);
  const Starts later = starts_for(test_.policy, "serve", "x", {"fees"},
                                  std::chrono::year{2040} / 1 / 1);
  ASSERT_EQ(later.sheets.size(), 1u);
  EXPECT_TRUE(later.sheets.front().overdue);
}

TEST_F(Templates, ASheetGoesIntoTheTemplateOfItsOutcome) {
  const std::string text = text_for_sheet(test_.policy, "post-the-facts", "x");
  EXPECT_EQ(text, "{fact} Sources: {sources}");
  EXPECT_EQ(text_for_sheet(test_.policy, "serve", "x"), "{fact} {sources}");
  const Filled filled = fill(text, values({.sheet = "breach", .site = "x"}));
  EXPECT_TRUE(filled.missing.empty());
  EXPECT_TRUE(filled.text.ends_with("Sources: "
                                    "https://www.quillmere.example.org/security/march-2026"));
}

TEST_F(Templates, EveryTemplateOfThePolicyIsFilledWhenAllValuesAreThere) {
  Values all;
  for (const std::string& field : policy::template_fields()) all[field] = "VALUE";
  for (const policy::ReplyTemplate& one : test_.policy.replies) {
    const Filled filled = fill(one.text, all);
    EXPECT_TRUE(filled.missing.empty()) << one.id;
    EXPECT_EQ(filled.text.find('{'), std::string::npos) << one.id;
  }
}

}  // namespace
}  // namespace decorum::desk
