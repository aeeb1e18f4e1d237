// Kinds that look for words: existence, pattern, substitution, brand.
#include <gtest/gtest.h>

#include "review/inflect.h"
#include "review/review_for_test.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

const spelling::Dictionary* dictionary() { return &spelling::dictionary_for_test(); }

ReviewTest test_of(const std::string& fields, const policy::FileMap& files = {}) {
  return ReviewTest(rule_with(fields), kinds(), files, dictionary());
}

// The words found in the text, one after another: "a|b".
std::string found(const ReviewTest& test, const post::Draft& draft) {
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += draft.text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

std::string found(const ReviewTest& test, const std::string& text) {
  post::Draft draft;
  draft.text = text;
  return found(test, draft);
}

// The text with all fixes.
std::string mended(const ReviewTest& test, const std::string& text) {
  post::Draft draft;
  draft.text = text;
  std::string out = text;
  const std::vector<Finding> findings = test.result(draft).findings;
  for (auto it = findings.rbegin(); it != findings.rend(); ++it) {
    if (!it->fix) continue;
    out.replace(it->fix->span.start, it->fix->span.end - it->fix->span.start,
                it->fix->replacement);
  }
  return out;
}

struct Case {
  std::string text, expected;
};

void expect_found(const ReviewTest& test, const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(found(test, one.text), one.expected) << one.text;
}

TEST(Existence, FindsWordsInAnyCaseAndForm) {
  const ReviewTest test = test_of("kind: existence\nwords: [guarantee*, number one, \"no. 1\"]");
  expect_found(test, {{"We guarantee it.", "guarantee"},
                      {"GUARANTEED!", "GUARANTEED"},
                      {"The Number  One choice", "Number  One"},
                      {"The number-one choice", "number-one"},
                      {"Britain’s No. 1", "No. 1"},
                      {"a guarantor", ""},
                      {"one number", ""},
                      {"https://a.example.org/guarantee", ""},
                      {"#guarantee", ""},
                      {"", ""}});
}

TEST(Existence, LeavesOutWhatStandsInAnException) {
  const ReviewTest test =
      test_of("kind: existence\nwords: [the best]\nexcept: [the best way*, all the best]");
  expect_found(test, {{"The best way to reach us", ""},
                      {"All the best from us", ""},
                      {"The best course, and the best way to book", "The best"}});
}

TEST(Existence, KeepsToSentencesWithOrWithoutOtherWords) {
  const ReviewTest unless = test_of("kind: existence\nwords: [never]\nunless: [mind]");
  expect_found(unless, {{"Never mind the rain.", ""}, {"Never. I mind.", "Never"}});
  const ReviewTest with = test_of("kind: existence\nwords: [always]\nonly_with: [we, our]");
  expect_found(with, {{"We always win.", "always"}, {"It always rains. We know.", ""}});
}

TEST(Existence, SparesQuotationsAndQuestionsWhenAsked) {
  const ReviewTest test = test_of(
      "kind: existence\nwords: [the best]\nnot_in_quotes: true\nnot_in_questions: true");
  expect_found(test, {{"“The best day”, says Ana.", ""},
                      {"What is the best answer?", ""},
                      {"It is the best. Or is it?", "the best"}});
  const ReviewTest strict = test_of("kind: existence\nwords: [the best]");
  expect_found(strict, {{"“The best day”, says Ana.", "The best"}});
}

TEST(Existence, StartOnlyLooksAtTheFirstWords) {
  const ReviewTest test = test_of("kind: existence\nwords: [breaking]\nstart_only: true");
  expect_found(test, {{"Breaking: rain", "Breaking"}, {"The news is breaking", ""}});
}

TEST(Existence, ASourceMakesItHarmless) {
  const ReviewTest test = test_of("kind: existence\nwords: [the largest]\nunless_source: true");
  expect_found(test, {{"The largest fair in Wales.", "The largest"},
                      {"The largest fair in Wales: https://a.example.org/count", ""},
                      {"The largest fair. Source: https://a.example.org/count", ""},
                      {"The largest fair. Places: https://a.example.org/buy", "The largest"}});
  post::Draft draft;
  draft.text = "The largest fair in Wales.";
  draft.sources = {"Annual count, table 4"};
  EXPECT_EQ(found(test, draft), "");
}

TEST(Existence, RefusesWhatItDoesNotKnow) {
  for (const char* fields : {"kind: existence", "kind: existence\nwords: []",
                             "kind: existence\nwords: best", "kind: existence\nwords: [[a]]",
                             "kind: existence\nwords: [a]\nnot_in_quotes: maybe",
                             "kind: existence\nwords: [a]\nexept: [b]"}) {
    EXPECT_NE(test_of(fields).mistakes(), "") << fields;
  }
}

TEST(Pattern, PlacesTheFirstGroupThatTookPart) {
  const ReviewTest test =
      test_of("kind: pattern\npatterns: ['\\b(the only) \\w+ in Wales', '[A-Z]{2}-\\d+']");
  expect_found(test, {{"We are the only bank in Wales", "the only"},
                      {"Reference AB-12 and CD-3", "AB-12|CD-3"},
                      {"The only bank in Wales", ""}});
}

TEST(Pattern, IgnoresCaseAndAllowsWhenTold) {
  const ReviewTest test =
      test_of("kind: pattern\npatterns: ['ab+']\nignore_case: true\nallow: [abb]");
  expect_found(test, {{"ABBB abb ab", "ABBB|ab"}});
}

TEST(Pattern, SparesQuotationsQuestionsAndSources) {
  const ReviewTest test = test_of(
      "kind: pattern\npatterns: ['top']\nnot_in_quotes: true\nnot_in_questions: true\n"
      "unless_source: true");
  expect_found(test, {{"\"top\" they said", ""},
                      {"Is it top?", ""},
                      {"It is top: https://a.example.org", ""},
                      {"It is top.", "top"}});
}

TEST(Pattern, EmptyMatchesEnd) {
  const ReviewTest test = test_of("kind: pattern\npatterns: ['x*']");
  expect_found(test, {{"abc", ""}, {"axxb", "xx"}, {"", ""}});
}

TEST(Pattern, IsRefusedWhenItCannotBeRead) {
  for (const char* fields :
       {"kind: pattern\npatterns: ['(']", "kind: pattern\npatterns: ['(?=a)']",
        "kind: pattern\npatterns: ['((a{1000}){1000}){1000}']", "kind: pattern"}) {
    EXPECT_NE(test_of(fields).mistakes(), "") << fields;
  }
}

TEST(Pattern, IsLinearOnALongText) {
  const ReviewTest test = test_of("kind: pattern\npatterns: ['(a+)+b']");
  EXPECT_EQ(found(test, std::string(post::draft_text_bytes_max, 'a')), "");
}

TEST(Inflect, GivesTheFormsOfBothWords) {
  const auto form_of = [](std::string_view from, std::string_view to, std::string_view wanted) {
    for (const Form& form : forms(from, to)) {
      if (form.from == wanted) return form.to;
    }
    return std::string("none");
  };
  EXPECT_EQ(form_of("utilise", "use", "utilising"), "using");
  EXPECT_EQ(form_of("utilise", "use", "utilized"), "used");
  EXPECT_EQ(form_of("reach out to", "contact", "reached out to"), "contacted");
  EXPECT_EQ(form_of("endeavour", "try", "endeavoured"), "tried");
  EXPECT_EQ(form_of("endeavour", "try", "endeavours"), "tries");
  EXPECT_EQ(form_of("ascertain", "find out", "ascertained"), "found out");
  EXPECT_EQ(form_of("terminate", "stop", "terminating"), "stopping");
  EXPECT_EQ(form_of("provide", "give", "provided"), "none");  // gave or given?
  EXPECT_EQ(form_of("e-mail", "email", "e-mails"), "emails");
  EXPECT_EQ(form_of("chairman", "chair", "chairmen"), "chairs");
  EXPECT_EQ(form_of("Q.I.M.", "QIM", "Q.I.M."), "QIM");
}

TEST(Substitution, OffersTheBetterWordWithItsCapitals) {
  const ReviewTest test = test_of("kind: substitution\npairs: { utilise: use, prior to: before }");
  EXPECT_EQ(mended(test, "Utilise it. UTILISING it. We utilized it prior to June."),
            "Use it. USING it. We used it before June.");
  EXPECT_EQ(mended(test, "Use it."), "Use it.");
}

TEST(Substitution, LeavesQuotationsNamesAndLinksAlone) {
  const ReviewTest test = test_of("kind: substitution\npairs: { leverage: use }");
  expect_found(test, {{"“We leverage it”, says Bo.", ""},
                      {"A talk by Leverage Ltd", ""},
                      {"https://leverage.example.org", ""},
                      {"#leverage @leverage", ""},
                      {"They leverage it", "leverage"}});
}

TEST(Substitution, KeepsItsHandsOffAnArticleThatWouldBeWrong) {
  const ReviewTest test = test_of("kind: substitution\npairs: { endeavour: try }");
  EXPECT_EQ(found(test, "It is an endeavour."), "endeavour");
  EXPECT_EQ(mended(test, "It is an endeavour."), "It is an endeavour.");
}

TEST(Substitution, RefusesPairsThatNeverEnd) {
  for (const char* fields :
       {"kind: substitution", "kind: substitution\npairs: [a]",
        "kind: substitution\npairs: { staff: our staff }",
        "kind: substitution\npairs: { a b: c d, c d: a b }",
        "kind: substitution\npairs: { a: \"\" }"}) {
    EXPECT_NE(test_of(fields).mistakes(), "") << fields;
  }
}

const policy::FileMap& brand_files() {
  static const policy::FileMap files = {
      {"brand.yaml",
       "names:\n"
       "  - { text: Quillmere Institute of Management, first_use: true, short: QIM }\n"
       "  - { text: Open Floor }\n"
       "  - { text: RMgr }\n"
       "preferred: { e-mail: email, leverage: use }\n"
       "banned:\n"
       "  - { text: The Quillmere, why: \"Too short.\", instead: Quillmere }\n"
       "  - { text: Q.I.M., why: \"No stops.\", instead: QIM }\n"
       "  - { text: guys, why: \"It leaves people out.\" }\n"
       "ask: manager\n"}};
  return files;
}

TEST(Brand, FindsOurNameWrittenWrongly) {
  const ReviewTest test = test_of("kind: brand\nnames: true", brand_files());
  EXPECT_EQ(mended(test, "The quillmere institute of management and Quillmere Institute for "
                         "Management meet."),
            "The Quillmere Institute of Management and Quillmere Institute of Management meet.");
  expect_found(test, {{"Quilmere Institute of Management", "Quilmere Institute of Management"},
                      {"Quillmere Institute of Managers", "Quillmere Institute of Managers"},
                      {"Come to Quilmere", "Quilmere"},
                      {"Come to open floor on Monday", "open floor"},
                      {"Our Qim card, and qim’s bag", "Qim|qim"},
                      {"She is an RMGR", "RMGR"}});
}

TEST(Brand, LeavesOtherNamesAlone) {
  const ReviewTest test = test_of("kind: brand\nnames: true", brand_files());
  expect_found(test, {{"Quillmere Institute of Management’s hall", ""},
                      {"QUILLMERE INSTITUTE OF MANAGEMENT", ""},
                      {"The Royal Institute of Management", ""},
                      {"The floor is open", ""},
                      {"“quillmere” he wrote", ""},
                      {"https://www.quillmere.example.org #quillmere @quillmere", ""},
                      {"QIM and RMgr", ""},
                      {"Windermere and Miller", ""}});
}

TEST(Brand, WantsTheFullNameFirstWhereThereIsRoom) {
  const ReviewTest test = test_of("kind: brand\nfirst_use: true", brand_files());
  expect_found(test, {{"QIM members meet", "QIM"},
                      {"Quillmere Institute of Management (QIM): QIM members meet", ""},
                      {"Members of others meet", ""}});
  post::Draft draft;
  draft.site = "x";
  draft.text = "QIM " + std::string(130, 'a');  // 140 is this policy's limit on x
  EXPECT_EQ(found(test, draft), "");
}

TEST(Brand, HasHouseWordsAndWordsToLeaveOut) {
  const ReviewTest test = test_of("kind: brand\npreferred: true\nbanned: true", brand_files());
  expect_found(test, {{"Write an e-mail", "e-mail"},
                      {"Leveraging it", "Leveraging"},
                      {"Come to the Quillmere today", "the Quillmere"},
                      {"The Quillmere Institute of Management", ""},
                      {"the Quillmere Hall", ""},
                      {"Ask Q.I.M. first", "Q.I.M."},
                      {"Thanks, guys", "guys"},
                      {"Guy’s Hospital, and the film Guys", ""}});
}

TEST(Brand, AddsTheAccountsOwnWords) {
  const ReviewTest test = test_of("kind: brand\nbanned: true", brand_files());
  post::Draft draft;
  draft.text = "A cheap day out";
  EXPECT_EQ(found(test, draft), "");
  draft.account = "main";
  EXPECT_EQ(found(test, draft), "cheap");
}

TEST(Brand, RefusesACheckOfNothing) {
  EXPECT_NE(test_of("kind: brand", brand_files()).mistakes(), "");
  EXPECT_NE(test_of("kind: brand\nname: true", brand_files()).mistakes(), "");
}

}  // namespace
}  // namespace decorum::review
