#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

using post::DraftMedia;
using post::Origin;

std::string told(const std::string& fields, const std::vector<DraftMedia>& media) {
  post::Draft draft;
  draft.text = "Our new library opens today";
  draft.media = media;
  draft.publish_at = *base::parse_rfc3339("2026-11-22T09:00:00Z");
  return ReviewTest(rule_with("kind: permission\n" + fields)).told(draft);
}

post::Permission given(std::string by, const char* until = nullptr) {
  post::Permission permission;
  permission.by = std::move(by);
  if (until != nullptr) permission.until = *base::parse_date(until);
  return permission;
}

struct Row {
  std::string name;
  std::function<void(DraftMedia&)> set;
  std::string find;  // empty: nothing is found
};

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {"nothing said", [](DraftMedia&) {}, ""},
      {"own", [](DraftMedia& m) { m.origin = Origin::own; }, ""},
      {"public domain", [](DraftMedia& m) { m.origin = Origin::public_domain; }, ""},
      {"licensed", [](DraftMedia& m) { m.origin = Origin::licensed; }, "record"},
      {"licensed, licence",
       [](DraftMedia& m) { m.origin = Origin::licensed, m.licence = "Stock 4711"; }, ""},
      {"licensed, giver",
       [](DraftMedia& m) { m.origin = Origin::licensed, m.permission = given("Ada"); }, ""},
      {"by permission", [](DraftMedia& m) { m.origin = Origin::permission; }, "record"},
      {"by permission, of nobody",
       [](DraftMedia& m) { m.origin = Origin::permission, m.permission = given(""); }, "record"},
      {"by permission, only a licence",
       [](DraftMedia& m) { m.origin = Origin::permission, m.licence = "x"; }, "record"},
      {"by permission, of Ada",
       [](DraftMedia& m) { m.origin = Origin::permission, m.permission = given("Ada"); }, ""},
      {"run out",
       [](DraftMedia& m) {
         m.origin = Origin::permission, m.permission = given("Ada", "2026-11-21");
       },
       "expired"},
      {"last day",
       [](DraftMedia& m) {
         m.origin = Origin::permission, m.permission = given("Ada", "2026-11-22");
       },
       ""},
      {"run out, though own",
       [](DraftMedia& m) { m.origin = Origin::own, m.permission = given("Ada", "2020-01-01"); },
       "expired"},
      {"Creative Commons", [](DraftMedia& m) { m.origin = Origin::creative_commons; }, "licence"},
      {"CC BY 4.0",
       [](DraftMedia& m) { m.origin = Origin::creative_commons, m.licence = "CC BY 4.0"; }, ""},
      {"people", [](DraftMedia& m) { m.people = true; }, "consent"},
      {"people who agreed", [](DraftMedia& m) { m.people = m.consent = true; }, ""},
      {"children", [](DraftMedia& m) { m.children = true; }, "children"},
      {"people and children", [](DraftMedia& m) { m.people = m.children = true; }, "children"},
      {"children whose parents agreed", [](DraftMedia& m) { m.children = m.consent = true; }, ""},
  };
  return rows;
}

TEST(Permission, FindsEachThingAlone) {
  for (const Row& row : table()) {
    DraftMedia medium;
    row.set(medium);
    for (const std::string find : {"record", "expired", "licence", "consent", "children"}) {
      EXPECT_EQ(told("find: [" + find + "]", {medium}),
                find == row.find ? "R1 warning [] Look.\n" : "")
          << row.name << ", " << find;
    }
    EXPECT_EQ(told("severity: error", {medium}).empty(), row.find.empty()) << row.name;
  }
}

TEST(Permission, SaysOfWhichPictureAndWhatToDo) {
  DraftMedia first;
  first.origin = Origin::creative_commons;
  DraftMedia second;
  second.kind = "video";
  second.children = true;
  EXPECT_EQ(told("severity: error", {first, second}),
            "R1 error [] Name the Creative Commons licence of picture 1, such as CC BY 4.0.\n"
            "R1 error [] Film 2 shows children: their parents' consent is on record before it goes "
            "out.\n");
  second.permission = given("Ada", "2026-01-31");
  second.consent = true;
  EXPECT_EQ(told("find: [expired]\nmessage: 'Ask again for {which}: it ended on {until}.'",
                 {second}),
            "R1 warning [] Ask again for the film: it ended on 2026-01-31.\n");
}

TEST(Permission, UnknownWordsAreMistakes) {
  for (const std::string fields :
       {"find: [consents]", "find: consent", "origin: [licensed]", "people: consent",
        "message: 'See {picture}.'", "find: [3]"}) {
    EXPECT_NE(ReviewTest(rule_with("kind: permission\n" + std::string(fields))).mistakes(), "")
        << fields;
  }
}

}  // namespace
}  // namespace decorum::review
