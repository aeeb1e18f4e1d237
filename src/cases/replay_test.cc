// What holds of a case whatever events it is given, valid or not, in any order.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cases/families_for_test.h"

namespace decorum::cases {
namespace {

constexpr int sequences = 60;
constexpr int events_of_sequence = 250;

template <class Values>
bool has_twice(const Values& values) {
  for (auto at = values.begin(); at != values.end(); ++at) {
    if (std::find(values.begin(), at, *at) != at) return true;
  }
  return false;
}

void holds(const Conversation& before, const std::string& kind, const Conversation& one) {
  if (before.state == State::merged && kind != "reopened") {
    EXPECT_EQ(one.state, State::merged);
  }
  if (one.state == State::done || one.state == State::merged) {
    EXPECT_FALSE(one.holding);
    EXPECT_FALSE(one.due);
    EXPECT_EQ(one.waits_for, WaitsFor::nobody);
  }
  EXPECT_EQ(one.state == State::snoozed, one.snoozed_until.has_value());
  EXPECT_EQ(one.state == State::merged, one.merged_into.has_value());
  if (one.state == State::waiting) {
    EXPECT_NE(one.waits_for, WaitsFor::nobody);
  }
  if (one.state == State::open) {
    EXPECT_EQ(one.waits_for, WaitsFor::nobody);
  }
  if (one.due && one.due->paused_since) {
    EXPECT_EQ(one.waits_for, WaitsFor::author);
  }
  if (one.state != State::done) {
    EXPECT_TRUE(one.closed_as.empty());
  }
  EXPECT_FALSE(has_twice(one.posts));
  EXPECT_TRUE(std::ranges::is_sorted(one.posts));
  EXPECT_FALSE(has_twice(one.tags));
  EXPECT_FALSE(has_twice(one.accounts));
  EXPECT_FALSE(has_twice(one.drafts));
  EXPECT_FALSE(has_twice(one.legal_holds));
}

void holds(const Draft& before, const std::string& kind, const Draft& one) {
  const auto is_out = [](const Draft& draft) {
    return draft.state == DraftState::sent || draft.state == DraftState::deleted;
  };
  if (is_out(before)) {
    EXPECT_TRUE(is_out(one));
    EXPECT_EQ(one.publication, before.publication);
    EXPECT_EQ(one.versions, before.versions);
  }
  EXPECT_EQ(is_out(one), one.publication.has_value());
  if (before.state == DraftState::unknown) {
    EXPECT_TRUE(is_out(one) || kind.starts_with("send-") || one.state == before.state) << kind;
  }
  const bool may_go_out = one.state == DraftState::ready || one.state == DraftState::queued ||
                          one.state == DraftState::held || one.state == DraftState::sending;
  if (one.state == DraftState::waiting || may_go_out || one.by_hand) {
    EXPECT_TRUE(one.submission);
  }
  const bool might_before = before.state != DraftState::writing &&
                            before.state != DraftState::waiting &&
                            before.state != DraftState::withdrawn;
  if (may_go_out && !might_before) {
    EXPECT_TRUE(kind == "draft-approved" || kind == "draft-submitted") << kind;
  }
  for (const Approved& approval : one.approvals) {
    ASSERT_TRUE(one.submission);
    EXPECT_EQ(approval.seal, one.submission->seal);
  }
  for (const DraftVersion& version : one.versions) {
    EXPECT_TRUE(std::ranges::find(one.authors, version.by) != one.authors.end());
  }
  EXPECT_FALSE(has_twice(one.authors));
}

void holds(const Topic&, const std::string&, const Topic& one) {
  if (one.state == TopicState::crisis) {
    ASSERT_TRUE(one.crisis);
    EXPECT_FALSE(one.crisis->stood_down_at);
  }
  if (one.crisis && one.crisis->stood_down_at) {
    EXPECT_FALSE(one.crisis->briefs);
  }
}

template <class Family>
class Replay : public testing::Test {
 protected:
  using Case = typename Family::Case;
  using Variant = typename Family::Variant;

  static record::Event random(RandomFields& fields, std::int64_t number) {
    static const std::vector<std::string> actors{"person:ana", "person:ben", "machine", "link:1"};
    return event_of(random_event<Variant>(fields), base::Id{first_id + number % 12},
                    fields.time(), actors[fields.below(actors.size())]);
  }

  // As record verify does: from bytes alone.
  static std::string row_of(const std::vector<std::string>& record) {
    Case one;
    for (const std::string& bytes : record) {
      const auto event = base::read_shape<record::Event>(bytes);
      EXPECT_TRUE(event) << bytes;
      const auto what = Family::read(*event);
      EXPECT_TRUE(what) << bytes;
      apply(one, *event, *what);
    }
    return base::write_shape(one);
  }
};

using Families = testing::Types<Conversations, Drafts, Topics>;
TYPED_TEST_SUITE(Replay, Families);

TYPED_TEST(Replay, KeepsWhatHoldsOfEveryCase) {
  for (std::uint64_t seed = 1; seed <= sequences; ++seed) {
    RandomFields fields(seed);
    typename TypeParam::Case one;
    for (int i = 1; i <= events_of_sequence; ++i) {
      const record::Event event = this->random(fields, i);
      const auto what = TypeParam::read(event);
      ASSERT_TRUE(what) << event.kind << what.error().where << what.error().what;
      const typename TypeParam::Case before = one;
      apply(one, event, *what);
      EXPECT_EQ(one.version, i);
      EXPECT_EQ(one.changed_at, event.at);
      EXPECT_EQ(one.id, base::Id{first_id});
      holds(before, event.kind, one);
      ASSERT_FALSE(this->HasFailure()) << "seed " << seed << ", event " << i << ": " << event.kind;
    }
  }
}

TYPED_TEST(Replay, OfTheRecordGivesTheRowByteForByte) {
  for (std::uint64_t seed = 1; seed <= sequences / 4; ++seed) {
    RandomFields fields(seed);
    typename TypeParam::Case one;
    std::vector<std::string> record;
    for (int i = 1; i <= events_of_sequence; ++i) {
      const record::Event event = this->random(fields, i);
      record.push_back(base::write_shape(event));
      apply(one, event, *TypeParam::read(event));
    }
    const std::string row = base::write_shape(one);
    EXPECT_EQ(this->row_of(record), row);
    const auto read = base::read_shape<typename TypeParam::Case>(row);
    ASSERT_TRUE(read) << read.error().where << ": " << read.error().what;
    EXPECT_EQ(*read, one);
    EXPECT_EQ(base::write_shape(*read), row);
  }
}

// A row over a list's bound could not be read any more.
TYPED_TEST(Replay, OfOneKindWithoutEndStaysReadable) {
  constexpr int many = 2100;
  const std::size_t kinds = TypeParam::kinds().size();
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    RandomFields fields(kind + 1, 1 << 20);
    typename TypeParam::Case one;
    const auto happen = [&](const typename TypeParam::Variant& what) {
      apply(one, event_of(what, fields.id(), fields.time()), what);
    };
    happen(samples_of<typename TypeParam::Variant>(true)[0]);
    for (int i = 0; i < many; ++i) {
      happen(random_of_kind<typename TypeParam::Variant>(fields, kind));
    }
    const std::string row = base::write_shape(one);
    const auto read = base::read_shape<typename TypeParam::Case>(row);
    ASSERT_TRUE(read) << TypeParam::kinds()[kind] << read.error().where << read.error().what;
    EXPECT_EQ(*read, one);
  }
}

}  // namespace
}  // namespace decorum::cases
