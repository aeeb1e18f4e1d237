#include "desk/policy_versions.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "desk/desk_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

// A policy made ready with the readers of the test's.
base::Result<std::shared_ptr<const InUse>> make(std::vector<policy::PolicyFile> files) {
  struct Kept {
    std::vector<policy::PolicyFile> files;
    policy::Policy policy;
  };
  policy::Context context;
  context.sites = policy::limits_of(institute_for_test().sites);
  auto loaded = policy::load_policy(files, context);
  if (!loaded) return base::fail("mistakes");
  const auto kept = std::make_shared<Kept>(Kept{std::move(files), std::move(*loaded)});
  auto made = std::make_shared<InUse>(*institute_in_use());
  made->owner = kept;
  made->policy = &kept->policy;
  made->files = &kept->files;
  return std::shared_ptr<const InUse>(std::move(made));
}

class PolicyVersions : public DeskForTest {
 protected:
  PolicyVersions() {
    keep_first_version(desk_, "command");
    clock_.pass(1h);
  }

  Actor editor() { return actor(manager); }
  PolicyChecks checks() {
    PolicyChecks checks;
    checks.context.sites = policy::limits_of(institute_for_test().sites);
    checks.today = std::chrono::floor<std::chrono::days>(clock_.now());
    return checks;
  }
  std::string file(const PolicyDraft& draft, const std::string& path) {
    std::string bytes;
    store_.read([&](store::Snapshot& in) {
      const auto ref = std::ranges::find(draft.files, path, &PolicyFileRef::path);
      ASSERT_TRUE(ref != draft.files.end()) << path;
      bytes = file_bytes(in, *ref);
    });
    return bytes;
  }
  // A draft that is in force from a day on.
  PolicyDraft begun(const std::string& day) {
    PolicyDraft draft = begin_policy_draft(desk_, editor(), "Spring review").value();
    std::string info = file(draft, "policy.yaml");
    const std::size_t at = info.find("in_force_from: ");
    info.replace(at + 15, 10, day);
    return put_draft_file(desk_, editor(), draft.id, "policy.yaml", info, draft.version).value();
  }
  std::size_t versions() {
    std::size_t count = 0;
    store_.read([&](store::Snapshot& in) { count = policy_versions(in).size(); });
    return count;
  }
};

TEST_F(PolicyVersions, TheFirstIsKeptOnceAndReadsAsItWas) {
  keep_first_version(desk_, "command");
  EXPECT_EQ(versions(), 1U);
  store_.read([&](store::Snapshot& in) {
    const auto version = version_on(in, std::chrono::sys_days::max());
    ASSERT_TRUE(version);
    EXPECT_EQ(version->hash, desk_.in_use()->policy->hash);
    EXPECT_EQ(policy::content_hash(files_of(in, version->files)), version->hash);
  });
}

TEST_F(PolicyVersions, OfTwoEditorsTheSecondIsTold) {
  const PolicyDraft draft = begin_policy_draft(desk_, editor(), "Spring review").value();
  ASSERT_TRUE(put_draft_file(desk_, editor(), draft.id, "words/new.yaml", "x", draft.version));
  const auto stale =
      put_draft_file(desk_, editor(), draft.id, "words/new.yaml", "y", draft.version);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().why, Refusal::stale);
  EXPECT_NE(stale.error().what.find(manager), std::string::npos);
}

TEST_F(PolicyVersions, RefusesPathsThatLeaveTheFolder) {
  const PolicyDraft draft = begin_policy_draft(desk_, editor(), "Spring review").value();
  for (const char* path : {"", "/etc/passwd", "../x", "a/../b", "a//b", ".hidden", "a/.b", "a\\b",
                           "a b", "a\n"}) {
    EXPECT_EQ(put_draft_file(desk_, editor(), draft.id, path, "x", draft.version).error().why,
              Refusal::bad_request)
        << path;
  }
  EXPECT_EQ(put_draft_file(desk_, editor(), draft.id, "no.yaml", std::nullopt, draft.version)
                .error()
                .why,
            Refusal::not_found);
  EXPECT_EQ(begin_policy_draft(desk_, actor(responder), "x").error().why, Refusal::not_permitted);
}

TEST_F(PolicyVersions, ADraftWithMistakesIsNotPublished) {
  PolicyDraft draft = begin_policy_draft(desk_, editor(), "Spring review").value();
  draft = put_draft_file(desk_, editor(), draft.id, "protocol.yaml", "start: nowhere\n",
                         draft.version)
              .value();
  store_.read([&](store::Snapshot& in) {
    const auto mistakes = check_draft(files_of(in, draft.files), checks());
    EXPECT_TRUE(std::ranges::any_of(mistakes, [](const policy::Mistake& mistake) {
      return mistake.file == "protocol.yaml" && mistake.line == 1;
    }));
  });
  EXPECT_EQ(publish(desk_, editor(), draft.id, {draft.version, "try"}, checks(), make)
                .error()
                .why,
            Refusal::wrong_state);
  EXPECT_EQ(versions(), 1U);
}

TEST_F(PolicyVersions, WhatIsPublishedForTodayIsInForceAtOnce) {
  const PolicyDraft draft = begun("2026-11-27");
  const std::string before = desk_.in_use()->policy->hash;
  EXPECT_EQ(publish(desk_, editor(), draft.id, {draft.version - 1, "new"}, checks(), make)
                .error()
                .why,
            Refusal::stale);
  const auto version =
      publish(desk_, editor(), draft.id, {draft.version, "new"}, checks(), make);
  ASSERT_TRUE(version) << version.error().what;
  EXPECT_EQ(version->follows, before);
  EXPECT_EQ(desk_.in_use()->policy->hash, version->hash);
  EXPECT_NE(version->hash, before);
  EXPECT_EQ(kinds().back(), "policy-published");
  store_.read([&](store::Snapshot& in) { EXPECT_FALSE(policy_draft(in, draft.id)); });
}

TEST_F(PolicyVersions, ALaterDateIsTakenUpOnItsDayAndAnEarlierOneRefused) {
  PolicyDraft draft = begun("2026-11-26");
  EXPECT_EQ(publish(desk_, editor(), draft.id, {draft.version, "new"}, checks(), make)
                .error()
                .why,
            Refusal::wrong_state);
  draft = begun("2026-12-01");
  const std::string before = desk_.in_use()->policy->hash;
  ASSERT_TRUE(publish(desk_, editor(), draft.id, {draft.version, "new"}, checks(), make));
  EXPECT_EQ(desk_.in_use()->policy->hash, before);
  const auto day = [](const char* text) { return *base::parse_date(text); };
  EXPECT_FALSE(take_up(desk_, day("2026-11-30"), make));
  EXPECT_TRUE(take_up(desk_, day("2026-12-01"), make));
  EXPECT_NE(desk_.in_use()->policy->hash, before);
  EXPECT_FALSE(take_up(desk_, day("2026-12-01"), make));
}

TEST_F(PolicyVersions, ADraftOfAnOlderVersionIsNotPublished) {
  const PolicyDraft older = begin_policy_draft(desk_, editor(), "Old").value();
  const PolicyDraft draft = begun("2026-11-27");
  ASSERT_TRUE(publish(desk_, editor(), draft.id, {draft.version, "new"}, checks(), make));
  EXPECT_EQ(publish(desk_, editor(), older.id, {older.version, "old"}, checks(), make)
                .error()
                .why,
            Refusal::wrong_state);
}

TEST_F(PolicyVersions, AReplayUnderTheSamePolicyChangesNothing) {
  post("1", "Where is my certificate?");
  post("2", "I will kill you", "t2");
  store_.read([&](store::Snapshot& in) {
    const auto result = replay_posts(in, *desk_.in_use(), *desk_.in_use(), clock_.now() - 24h);
    EXPECT_EQ(result.posts, 2U);
    EXPECT_EQ(result.changed, 0U);
    EXPECT_EQ(replay_posts(in, *desk_.in_use(), *desk_.in_use(), clock_.now() + 24h).posts, 0U);
  });
}

TEST_F(PolicyVersions, AVersionIsAcknowledgedOnceByItsLink) {
  const std::string hash = desk_.in_use()->policy->hash;
  const base::Time until = clock_.now() + 48h;
  EXPECT_EQ(ask_to_acknowledge(desk_, editor(), hash, {"ana"}, until).error().where, "/to/0");
  EXPECT_EQ(ask_to_acknowledge(desk_, editor(), hash, {}, until).error().why,
            Refusal::bad_request);
  EXPECT_EQ(ask_to_acknowledge(desk_, editor(), "sha256:no", {"a@example.org"}, until).error().why,
            Refusal::not_found);
  EXPECT_EQ(ask_to_acknowledge(desk_, editor(), hash, {"a@example.org", "b@example.org"}, until),
            2U);
  EXPECT_EQ(ask_to_acknowledge(desk_, editor(), hash, {"b@example.org", "c@example.org"}, until),
            1U);
  std::string secret;
  store_.read([&](store::Snapshot& in) {
    for (const store::OutboxRow& row : in.outbox_due(clock_.now(), 10)) {
      const auto mail = base::read_shape<MailWish>(row.payload);
      if (mail->to == "b@example.org") secret = mail->fields.at("link");
    }
  });
  ASSERT_FALSE(secret.empty());
  EXPECT_EQ(acknowledge(desk_, "not a secret").error().why, Refusal::too_late);
  EXPECT_EQ(acknowledge(desk_, secret)->hash, hash);
  EXPECT_EQ(acknowledge(desk_, secret).error().why, Refusal::too_late);
  store_.read([&](store::Snapshot& in) {
    const auto list = acknowledgements(in, hash);
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(std::ranges::count_if(list, [](const auto& one) { return !!one.acknowledged_at; }),
              1);
  });
}

}  // namespace
}  // namespace decorum::desk
