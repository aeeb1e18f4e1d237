// Kinds that count and take apart: measure, length, link.
#include <gtest/gtest.h>

#include "review/link_parts.h"
#include "review/review_for_test.h"
#include "review/spans.h"
#include "review/syllables.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

ReviewTest test_of(const std::string& fields, const policy::FileMap& files = {}) {
  return ReviewTest(rule_with(fields), kinds(), files, &spelling::dictionary_for_test());
}

std::string found(const ReviewTest& test, const post::Draft& draft) {
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += finding.span.end == 0
               ? "(nowhere)"
               : draft.text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

Finding first_in(const ReviewTest& test, const std::string& text) {
  post::Draft draft;
  draft.text = text;
  const std::vector<Finding> findings = test.result(draft).findings;
  return findings.empty() ? Finding{} : findings.front();
}

std::string found(const ReviewTest& test, const std::string& text, const std::string& site = {}) {
  post::Draft draft;
  draft.text = text;
  draft.site = site;
  return found(test, draft);
}

struct Case {
  std::string text, expected;
};

void expect_found(const ReviewTest& test, const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(found(test, one.text), one.expected) << one.text;
}

void expect_refused(const std::vector<const char*>& checks) {
  for (const char* fields : checks) EXPECT_NE(test_of(fields).mistakes(), "") << fields;
}

std::string words(std::size_t count, const std::string& word = "oak") {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + word;
  return text;
}

TEST(Measure, FindsTheMarkThatIsTooMany) {
  const ReviewTest test = test_of("kind: measure\nexclamation_marks_max: 1");
  expect_found(test, {{"Yes! No", ""},
                      {"Yes! No! Go!", "Yes! No! Go!"},
                      {"`!!` https://a.example.org/!", ""}});
  EXPECT_EQ(first_in(test, "Yes! No. Go!").span, (base::Span{11, 12}));
}

TEST(Measure, FindsTheRowOfSentencesThatExclaim) {
  const ReviewTest test = test_of("kind: measure\nexclamation_marks_max: 1");
  expect_found(test, {{"Oak here! Ash there! Elm.", "Oak here! Ash there!"},
                      {"Elm. Oak! Ash", ""},
                      {"Oak! Elm. Ash! Yew.", "!"},
                      {"Oak! Elm. Ash! Yew! Fir!", "Ash! Yew! Fir!"},
                      {"!", ""},
                      {"!!", "!"}});
}

TEST(Measure, FindsTheRowOfMentions) {
  const ReviewTest test = test_of("kind: measure\nmentions_max: 2");
  expect_found(test, {{"Oak @ash @elm @yew!", "@ash @elm @yew"},
                      {"@ash, @elm and @yew", "@ash, @elm and @yew"},
                      {"@ash @elm oak @yew", "@yew"},
                      {"@ash @elm oak", ""}});
}

TEST(Measure, FindsLongSentencesAndParagraphs) {
  const ReviewTest sentence = test_of("kind: measure\nsentence_words_max: 5");
  expect_found(sentence, {{words(5) + ". " + words(5) + ".", ""},
                          {words(6) + ".", words(6) + "."},
                          {words(5) + " https://a.example.org.", ""}});
  const ReviewTest paragraph = test_of("kind: measure\nparagraph_words_max: 5");
  expect_found(paragraph, {{words(3) + ".\n\n" + words(3) + ".", ""},
                           {words(3) + ". " + words(3) + ".", words(3) + ". " + words(3)}});
}

TEST(Measure, FindsTheEntityThatIsTooMany) {
  expect_found(test_of("kind: measure\nhashtags_max: 2"),
               {{"#One #Two", ""}, {"#One #Two #Three #Four", "#One #Two #Three #Four"},
                {"#One a #Two b #Three", "#Three"}});
  expect_found(test_of("kind: measure\nmentions_max: 1"), {{"@anna", ""},
                {"@anna @bob", "@anna @bob"}});
  expect_found(test_of("kind: measure\nlinks_max: 1"),
               {{"https://a.example.org", ""},
                {"https://a.example.org https://b.example.org", "https://b.example.org"}});
}

TEST(Measure, CountsAttachedLinksOnce) {
  const ReviewTest test = test_of("kind: measure\nlinks_max: 1");
  post::Draft draft;
  draft.text = "See https://a.example.org";
  draft.links = {"https://a.example.org"};
  EXPECT_EQ(found(test, draft), "");
  draft.links.emplace_back("https://b.example.org");
  EXPECT_EQ(found(test, draft), "(nowhere)");
}

TEST(Measure, TakesTheLimitsOfTheSite) {
  const ReviewTest test = test_of("kind: measure\nhashtags_max: 5\nfrom: site");
  const std::string three = "#One #Two #Three";
  EXPECT_EQ(found(test, three, "web"), "");
  EXPECT_EQ(found(test, three, "x"), three);  // the base policy takes two
}

TEST(Measure, ReadingAgeIsAboutLongWordsAndSentences) {
  const ReviewTest test = test_of("kind: measure\nreading_age_max: 16");
  const std::string easy = "We meet at ten. The tea is hot. Bring a cup and a friend with you.";
  const std::string hard =
      "Institutional prioritisation of interdisciplinary methodologies necessitates organisational "
      "reconsideration.";
  expect_found(test, {{easy + " " + easy + " " + easy, ""},
                      {hard, hard},
                      {"Internationalisation.", ""},
                      {easy + " " + hard + " " + hard + " " + hard + " " + hard, hard}});
}

TEST(Measure, SyllablesAreAboutRight) {
  const std::vector<std::pair<std::string_view, std::size_t>> cases = {
      {"tea", 1},    {"table", 2}, {"house", 1}, {"houses", 2},  {"walked", 1},     {"wanted", 2},
      {"nation", 2}, {"video", 3}, {"hmm", 1},   {"library", 3}, {"management", 3}, {"rhythm", 1},
      {"the", 1},    {"agree", 2}, {"stable", 2}, {"organisation", 5}};
  std::size_t right = 0;
  for (const auto& [word, count] : cases) right += syllables(word) == count ? 1U : 0U;
  EXPECT_GE(right + 2, cases.size());
  EXPECT_NEAR(reading_age(10, 1, 15), 0.39 * 10 + 11.8 * 1.5 - 15.59 + 5, 1e-9);
}

TEST(Measure, ContractionsFollowTheRegister) {
  const ReviewTest few = test_of("kind: measure\ncontractions: few");
  expect_found(few, {{"We're glad you're here", ""},
                     {"We're glad you’re here, aren't you", "aren't"},
                     {"Ana's, the boys' and QIM's", ""}});
  const ReviewTest many = test_of("kind: measure\ncontractions: many");
  expect_found(many, {{"We are glad. You are here. It is late.", "We are"},
                      {"We are glad. You are here. It's late.", ""}});
}

TEST(Measure, RefusesACheckOfNothing) {
  expect_refused({"kind: measure", "kind: measure\nlinks_max: -1", "kind: measure\nfrom: site",
                  "kind: measure\nlinks_max: 1\nfrom: there",
                  "kind: measure\ncontractions: some", "kind: measure\nreading_age_max: 2"});
}

TEST(Length, PlacesWhatIsBeyondTheSitesLimit) {
  const ReviewTest test = test_of("kind: length");
  const std::string long_text = std::string(140, 'a') + "bcd";
  EXPECT_EQ(found(test, long_text, "x"), "bcd");  // the base policy's own limit on x
  EXPECT_EQ(found(test, std::string(140, 'a'), "x"), "");
  EXPECT_EQ(found(test, std::string(100'000, 'a'), "web"), "");
  const std::string thumb = "\U0001F44D\U0001F3FD";
  EXPECT_EQ(found(test, std::string(500, 'a') + thumb, "mastodon"), thumb);
}

TEST(Length, CountsAsTheSiteCounts) {
  const ReviewTest test = test_of("kind: length");
  // A URL counts as 23 on x and is never cut; an emoji counts as 2 and is one character.
  const std::string url = "https://www.example.org/" + std::string(100, 'a');
  EXPECT_EQ(found(test, std::string(116, 'a') + " " + url, "x"), "");
  EXPECT_EQ(found(test, std::string(118, 'a') + " " + url, "x"), url);
  EXPECT_EQ(found(test, std::string(139, 'a') + "\U0001F600", "x"), "\U0001F600");
  const std::string sms = std::string(159, 'a') + "{";  // two septets
  EXPECT_EQ(found(test, sms, "sms"), "{");
  EXPECT_EQ(found(test, std::string(70, 'a') + "\u0175", "sms"), "\u0175");
}

TEST(Length, AdviceIsShorterThanTheLimit) {
  const ReviewTest test = test_of("kind: length\nadvise_max: 100");
  EXPECT_EQ(found(test, std::string(103, 'a'), "x"), "aaa");
  EXPECT_EQ(found(test, std::string(103, 'a')), "aaa");
  EXPECT_EQ(found(test, std::string(100, 'a'), "x"), "");
  expect_refused({"kind: length\nadvise_max: 0", "kind: length\nmax: 5"});
}

TEST(Link, FindsInsecureShortenedAndForbiddenOnes) {
  expect_found(test_of("kind: link\nhttps_only: true"),
               {{"http://a.example.org/b.", "http://a.example.org/b"},
                {"https://a.example.org a.example.org", ""}});
  expect_found(test_of("kind: link\nshorteners: [bit.ly, t.co]"),
               {{"See https://bit.ly/3x and bit.ly/4y", "https://bit.ly/3x|bit.ly/4y"},
                {"https://notbit.ly/3 https://bit.ly.example.org/3", ""}});
  expect_found(test_of("kind: link\ndeny: [bad.com]"),
               {{"https://www.bad.com/x", "https://www.bad.com/x"},
                {"https://bad.com.example.org https://a.example.org/bad.com", ""}});
}

TEST(Link, FindsWhatTellsOnPeople) {
  const ReviewTest test = test_of(
      "kind: link\ntrackers: [utm_*, fbclid]\nown_domains: [qim.example.org]");
  expect_found(test,
               {{"https://a.example.org/?id=1&fbclid=x", "https://a.example.org/?id=1&fbclid=x"},
                {"https://a.example.org/?UTM_Source=x", "https://a.example.org/?UTM_Source=x"},
                {"https://www.qim.example.org/?utm_source=x", ""},
                {"https://a.example.org/?id=fbclid https://a.example.org/utm_a", ""}});
  EXPECT_EQ(first_in(test, "https://a.example.org/?fbclid=x&id=1#top").suggestions,
            std::vector<std::string>{"https://a.example.org/?id=1#top"});
}

TEST(Link, FindsOnesThatAreNotWhatTheySeem) {
  expect_found(test_of("kind: link\ncredentials: true"),
               {{"ftp://ana:secret@a.example.org/x", "ftp://ana:secret@a.example.org/x"},
                {"https://a.example.org/@ana", ""}});
  expect_found(test_of("kind: link\naddresses: true"),
               {{"(http://192.0.2.7/x)", "http://192.0.2.7/x"},
                {"http://[2001:db8::1]/", "http://[2001:db8::1]/"},
                {"Version 1.2.3.4", ""}});
  expect_found(test_of("kind: link\nlookalikes: true"),
               {{"https://ex\u0430mple.org/a", "https://ex\u0430mple.org/a"},
                {"https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"},
                {"https://münchen.de https://例え.jp", ""}});
  expect_found(test_of("kind: link\nfiles: true"),
               {{"file:///a/b.doc", "file:///a/b.doc"}, {"https://a.example.org", ""}});
  expect_found(test_of("kind: link\nredirects: true"),
               {{"https://a.example.org/?to=https%3A%2F%2Fb.example.com",
                 "https://a.example.org/?to=https%3A%2F%2Fb.example.com"},
                {"https://a.example.org/?to=https%3A%2F%2Fwww.a.example.org", ""}});
}

TEST(Link, LooksAtAttachedLinks) {
  const ReviewTest test = test_of("kind: link\nhttps_only: true");
  post::Draft draft;
  draft.text = "A guide";
  draft.links = {"http://a.example.org", "https://a.example.org"};
  EXPECT_EQ(found(test, draft), "(nowhere)");
}

TEST(Link, FindsWordsThatSayNothing) {
  expect_found(test_of("kind: link\nvague: [click here]"),
               {{"Click here for more", "Click here"}, {"The clicks are here", ""}});
}

TEST(Link, RefusesACheckOfNothing) {
  expect_refused({"kind: link", "kind: link\nhttps_only: false", "kind: link\nshorteners: bit.ly",
                  "kind: link\nhttp: true"});
}

TEST(Link, PartsAreThoseOfTheAddress) {
  const LinkParts parts = parts_of_link("HTTPS://Ana:x@WWW.Example.org:8080/a/b?c=1&d#e=2");
  EXPECT_EQ(parts.scheme, "https");
  EXPECT_EQ(parts.user, "Ana:x");
  EXPECT_EQ(parts.host, "www.example.org");
  EXPECT_EQ(parts.path, "/a/b");
  ASSERT_EQ(parts.parameters.size(), 3U);
  EXPECT_EQ(parts.parameters[1].first, "d");
  EXPECT_EQ(parts.parameters[2].second, "2");
  for (const char* odd : {"", "://", "http://", "?", "#", "http://@", "http://[", "a?&&=&"}) {
    EXPECT_LE(parts_of_link(odd).host.size(), 1U) << odd;
  }
  EXPECT_EQ(percent_decoded("%41%2"), "A%2");
  EXPECT_EQ(percent_decoded("%zz%"), "%zz%");
}

TEST(Spans, OverlapIsOfHalfOpenRanges) {
  EXPECT_FALSE(overlap({0, 2}, {2, 4}));
  EXPECT_TRUE(overlap({0, 3}, {2, 4}));
  const std::vector<base::Span> sorted = {{0, 2}, {4, 6}};
  EXPECT_FALSE(overlaps_any(sorted, {2, 4}));
  EXPECT_TRUE(overlaps_any(sorted, {3, 5}));
  EXPECT_FALSE(overlaps_any({}, {0, 9}));
}

}  // namespace
}  // namespace decorum::review
