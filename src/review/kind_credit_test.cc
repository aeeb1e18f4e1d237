#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

using post::DraftMedia;
using post::Origin;

const ReviewTest& reposts() {
  static const ReviewTest test(rule_with("kind: credit\nfind: [repost]"));
  return test;
}

TEST(Credit, FindsWordsThatSayItIsSomebodyElses) {
  struct Row {
    std::string text, words;
  };
  const std::vector<Row> table = {
      {"Found this photo online and had to share", "Found this photo online"},
      {"I found a great picture on the internet today",
       "found a great picture on the internet"},
      {"We saw this brilliant cartoon on Facebook", "saw this brilliant cartoon on Facebook"},
      {"Came across this old image in my feed", "Came across this old image in my feed"},
      {"Nicked this from somebody cleverer", "Nicked this from"},
      {"nicked this meme, too good", "nicked this meme"},
      {"Stolen this image from Google", "Stolen this image from Google"},
      {"borrowed this image for today's point", "borrowed this image"},
      {"BORROWED THIS IMAGE for today's point", "BORROWED THIS IMAGE"},
      {"Grabbed this photo off Instagram", "Grabbed this photo off Instagram"},
      {"not my picture but it says it all", "not my picture"},
      {"Love it. (Not my photo.)", "Not my photo"},
      {"This photo isn't mine", "photo isn't mine"},
      {"this photo isn’t mine", "photo isn’t mine"},
      {"We did not take this photo ourselves", "did not take this photo"},
      {"I didn't draw this lovely cartoon", "didn't draw this lovely cartoon"},
      {"Screenshot from a thread that says it all", "Screenshot from"},
      {"screenshot taken from someone's story", "screenshot taken from"},
      {"Reposting this because it is so true", "Reposting this"},
      {"Reposted from elsewhere", "Reposted from"},
      {"Credit to the owner of the clip", "Credit to the owner"},
      {"Great picture, artist unknown", "artist unknown"},
      {"No idea who took this photo", "idea who took this photo"},
      {"Image from Google", "from Google"},
      {"A picture I found online", "found online"},
      {"A cartoon about committees, pulled off the internet", "pulled off the internet"},
      {"Lovely picture, lifted from Instagram", "lifted from Instagram"},
      {"Our mill in 1910 (source unknown).", "source unknown"},
      {"Pictures off the internet brighten the day", "off the internet"},
  };
  for (const auto& [text, words] : table) {
    EXPECT_EQ(reposts().told(text), "R1 warning [" + words + "] Look.\n") << text;
  }
}

TEST(Credit, LeavesOwnWorkCreditsAndOtherWordsAlone) {
  for (const std::string text :
       {"Found this photo online, by @jofield",
        "Found this photo online. Photo: Jo Field",
        "Found this photo online (📷 Jo Field)",
        "Nicked this from @jofield",
        "Borrowed this image from our archive",
        "Borrowed this picture with thanks; courtesy of the National Archives",
        "Reposting this in case you missed it",
        "Reposting this with the corrected link",
        "Reposting this as booking closes tomorrow",
        "Screenshot from our booking page",
        "Screenshot of the new form",
        "We found the answer online",
        "We found this report useful",
        "Join us online to see the pictures",
        "Our photos from the conference are on the website",
        "Photos from our Instagram",
        "The photographer is not known to miss a deadline",
        "This is not my first conference",
        "Not our best year, but our happiest",
        "We saw a video of the event and loved it",
        "She stole the show",
        "A list taken from the web page of the council",
        "A picture taken from the tower",
        "Credit to the whole team for a fine year",
        "Saved this seat for you",
        "Copied the slides for everybody who asked",
        "Source: Office for National Statistics",
        "Taken this morning at the lake",
        "Please take a photo of your badge",
        "Photo by Jo Field",
        "via @jofield: a cartoon found online",
        ""}) {
    EXPECT_EQ(reposts().told(text), "") << text;
  }
}

TEST(Credit, ACreditInTheMediaIsEnoughForTheText) {
  post::Draft draft;
  draft.text = "Found this photo online";
  draft.media.resize(1);
  EXPECT_NE(reposts().told(draft), "");
  draft.media[0].credit = "Jo Field";
  EXPECT_EQ(reposts().told(draft), "");
}

TEST(Credit, SaysWhoseWorkAPictureIs) {
  struct Row {
    std::string name, text;
    std::function<void(DraftMedia&)> set;
    std::string told;
  };
  const std::string unsaid =
      "R1 error [] Say whose work the picture is: credit them, or note that it is our own.\n";
  const std::string others =
      "R1 error [] Say whose work the picture is: it is not ours and has no credit.\n";
  const auto visible = [](const std::string& credit) {
    return "R1 error [] The licence of the picture asks for its author where readers see it: "
           "put “" + credit + "” into the text or the description.\n";
  };
  const auto commons = [](const char* licence, const char* alt) {
    return [licence, alt](DraftMedia& m) {
      m.origin = Origin::creative_commons, m.licence = licence, m.credit = "Jo Field";
      m.alt = alt;
    };
  };
  const std::vector<Row> table = {
      {"unsaid", "A day out", [](DraftMedia&) {}, unsaid},
      {"own", "A day out", [](DraftMedia& m) { m.origin = Origin::own; }, ""},
      {"public domain", "A day out", [](DraftMedia& m) { m.origin = Origin::public_domain; }, ""},
      {"unsaid, credit", "A day out", [](DraftMedia& m) { m.credit = "Jo Field"; }, ""},
      {"unsaid, in the text", "A day out. Photo: Jo Field", [](DraftMedia&) {}, ""},
      {"unsaid, camera", "A day out 📷 @jo", [](DraftMedia&) {}, ""},
      {"unsaid, camera alone", "A day out 📷", [](DraftMedia&) {}, unsaid},
      {"unsaid, via", "A day out via @jo", [](DraftMedia&) {}, ""},
      {"licensed", "A day out", [](DraftMedia& m) { m.origin = Origin::licensed; }, others},
      {"licensed, credit", "A day out",
       [](DraftMedia& m) { m.origin = Origin::licensed, m.credit = "Stock"; }, ""},
      {"permission", "A day out", [](DraftMedia& m) { m.origin = Origin::permission; }, others},
      {"commons", "A day out",
       [](DraftMedia& m) { m.origin = Origin::creative_commons, m.licence = "CC BY 4.0"; }, others},
      {"CC BY unseen", "A day out", commons("CC BY 4.0", "A lake"), visible("Jo Field")},
      {"CC BY in alt", "A day out", commons("CC BY 4.0", "A lake (photo: Jo Field)"), ""},
      {"CC BY in text", "A day out, seen by Jo Field", commons("cc-by-sa 4.0", "A lake"), ""},
      {"CC0", "A day out", commons("CC0", "A lake"), ""},
      {"CC BY said of licensed work", "A day out",
       [](DraftMedia& m) {
         m.origin = Origin::licensed, m.licence = "CC BY-NC 4.0", m.credit = "Photo by Jo Field";
       },
       visible("Photo by Jo Field")},
      {"document", "A day out", [](DraftMedia& m) { m.kind = "document"; }, ""},
  };
  const ReviewTest test(rule_with("kind: credit\nseverity: error"));
  for (const Row& row : table) {
    post::Draft draft;
    draft.text = row.text;
    draft.media.resize(1);
    row.set(draft.media[0]);
    EXPECT_EQ(test.told(draft), row.told) << row.name;
  }
}

TEST(Credit, SuggestsTheNameThatTheFileHolds) {
  const ReviewTest test(rule_with("kind: credit\nfind: [media]"));
  post::Draft draft;
  draft.text = "A day out";
  draft.media.resize(1);
  Around around;
  around.pictures.resize(1);
  around.pictures[0].emplace();
  around.pictures[0]->metadata.by_line = "Ada Field";
  const Result result = test.result(draft, around);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].suggestions, std::vector<std::string>{"Ada Field"});
}

TEST(Credit, UnknownFieldsAreMistakes) {
  for (const std::string fields : {"find: [photos]", "media: true", "quotes: true", "find: repost",
                                   "message: '{who}'"}) {
    EXPECT_NE(ReviewTest(rule_with("kind: credit\n" + fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
