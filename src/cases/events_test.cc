// Each line of test/golden/events/FAMILY.jsonl is an event as the record keeps it for ever: of each
// kind one that says all it can, and one that says as little. A line is written once and never
// changed; a new kind or version adds its lines (with DECORUM_UPDATE_GOLDEN set, the test does).
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cases/families_for_test.h"

namespace decorum::cases {
namespace {

template <class Family>
class Events : public testing::Test {
 protected:
  using Variant = typename Family::Variant;

  static std::string path() { return fmt::format("test/golden/events/{}.jsonl", Family::name); }

  static std::vector<std::string> golden() {
    std::vector<std::string> lines;
    std::ifstream in(path());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  static record::Event sample(const Variant& what) {
    return event_of(what, base::Id{first_id + 77},
                    *base::parse_rfc3339("2026-11-27T10:00:00.123456Z"));
  }
};

using Families = testing::Types<Conversations, Drafts, Topics>;
TYPED_TEST_SUITE(Events, Families);

TYPED_TEST(Events, EveryKindHasItsLinesForEver) {
  std::map<std::string, int> found;
  for (const std::string& line : this->golden()) {
    const auto event = base::read_shape<record::Event>(line);
    ASSERT_TRUE(event) << line;
    ++found[event->kind];
  }
  const bool update = std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr;
  std::ofstream out;
  if (update) out.open(this->path(), std::ios::app);
  for (const bool full : {true, false}) {
    for (const auto& what : samples_of<typename TypeParam::Variant>(full)) {
      if (found[std::string(kind_of(what))] >= 2) continue;
      const std::string line = base::write_shape(this->sample(what));
      if (update) out << line << '\n';
      ADD_FAILURE() << "without a line: " << line;
    }
  }
}

TYPED_TEST(Events, ReadAndWrittenTheyAreTheSameBytes) {
  int lines = 0;
  for (const std::string& line : this->golden()) {
    const auto event = base::read_shape<record::Event>(line);
    ASSERT_TRUE(event) << line;
    EXPECT_EQ(base::write_shape(*event), line);
    const auto what = TypeParam::read(*event);
    ASSERT_TRUE(what) << line << what.error().where << ": " << what.error().what;
    EXPECT_EQ(kind_of(*what), event->kind);
    EXPECT_EQ(data_of(*what).json, event->data.json);
    ++lines;
  }
  EXPECT_GE(lines, 30);
}

TYPED_TEST(Events, AKindIsThereOnce) {
  std::set<std::string_view> once;
  for (const std::string_view kind : TypeParam::kinds()) {
    EXPECT_TRUE(once.insert(kind).second) << kind;
    EXPECT_LE(kind.size(), 64U);
  }
}

TYPED_TEST(Events, OfAnotherVersionAreRefused) {
  for (const auto& what : samples_of<typename TypeParam::Variant>(true)) {
    record::Event event = this->sample(what);
    event.version = 2;
    const auto read = TypeParam::read(event);
    ASSERT_FALSE(read) << event.kind;
    EXPECT_EQ(read.error().where, "/version");
  }
}

// A record that was changed, or that a newer program wrote, is never read as something else.
TYPED_TEST(Events, WithAFieldMoreOrOfAnotherTypeAreRefused) {
  for (const auto& what : samples_of<typename TypeParam::Variant>(true)) {
    record::Event event = this->sample(what);
    const std::string data = event.data.json;
    const std::string inside = data.substr(1, data.size() - 2);
    event.data.json = fmt::format("{{{}{}\"more\":1}}", inside, inside.empty() ? "" : ",");
    const auto more = TypeParam::read(event);
    ASSERT_FALSE(more) << event.kind;
    EXPECT_EQ(more.error().where, "/data/more") << event.kind;
    for (const char* other : {"[]", "1", "\"x\"", "true"}) {
      event.data.json = other;
      EXPECT_FALSE(TypeParam::read(event)) << event.kind << other;
    }
    if (inside.empty()) continue;
    event.data.json = "{" + data.substr(1, data.find(':')) + "{\"x\":[1]}}";
    EXPECT_FALSE(TypeParam::read(event)) << event.data.json;
  }
}

TYPED_TEST(Events, OfAKindThatDoesNotExistAreRefused) {
  for (const char* kind : {"", "Opened", "opened ", "opened\n", "post", "sealed", "nothing"}) {
    record::Event event = this->sample(samples_of<typename TypeParam::Variant>(true)[0]);
    event.kind = kind;
    const auto read = TypeParam::read(event);
    ASSERT_FALSE(read) << kind;
    EXPECT_EQ(read.error().where, "/kind");
  }
}

}  // namespace
}  // namespace decorum::cases
