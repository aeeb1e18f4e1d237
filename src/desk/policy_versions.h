// Versions of the policy at the desk: drafts that several people may edit, replay on stored posts,
// publishing with a date in force, and acknowledgement by one-time link.
//
//   draft = begin_policy_draft(desk, actor, "Spring review");
//   put_draft_file(desk, actor, draft.id, "protocol.yaml", bytes, draft.version);
//                                                    // stale: somebody else changed it
//   check_draft(...)      every mistake with its place
//   replay_draft(...)     which decisions of the last posts would change
//   publish(...)          refused while there are mistakes; in force from a day on
//
// The files of a version are kept by their digest, once. A version is known by the hash of its
// files (policy/load.h), which every decision names. Nothing is ever taken away: a policy that was
// in force can be read as long as a decision names it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/refusal.h"
#include "policy/load.h"
#include "triage/replay.h"

namespace decorum::desk {

inline constexpr std::size_t policy_drafts_max = 100;
inline constexpr std::size_t draft_file_bytes_max = 4u << 20;
inline constexpr std::size_t replay_posts_max = 5000;

struct PolicyFileRef {
  std::string path, digest;  // "sha256:..."
};
template <class V>
void describe(V& v, PolicyFileRef& ref) {
  v.field("path", ref.path, {.most = 300});
  v.field("digest", ref.digest, {.most = 80});
}

struct PolicyDraft {
  static constexpr std::string_view shape_name = "PolicyDraft";
  std::string id, title;
  std::string base;  // the hash of the version that it started from
  std::int64_t version = 0;
  std::string begun_by, changed_by;
  base::Time begun_at, changed_at;
  std::vector<PolicyFileRef> files;
};
template <class V>
void describe(V& v, PolicyDraft& draft) {
  v.field("id", draft.id, {.most = 13});
  v.field("title", draft.title, {.most = 200, .may_be_empty = false});
  v.field("base", draft.base, {.most = 80});
  v.field("version", draft.version);
  v.field("begun_by", draft.begun_by);
  v.field("changed_by", draft.changed_by);
  v.field("begun_at", draft.begun_at);
  v.field("changed_at", draft.changed_at);
  v.field("files", draft.files);
}

struct PolicyVersion {
  static constexpr std::string_view shape_name = "PolicyVersion";
  std::string hash, title, version, owner, author;
  std::chrono::sys_days in_force_from, review_by;
  std::string published_by;
  base::Time published_at;
  std::string follows;  // the hash of the version before; empty: the first
  std::vector<PolicyFileRef> files;
};
template <class V>
void describe(V& v, PolicyVersion& version) {
  v.field("hash", version.hash, {.most = 80});
  v.field("title", version.title);
  v.field("version", version.version);
  v.field("owner", version.owner);
  v.field("author", version.author);
  v.field("in_force_from", version.in_force_from);
  v.field("review_by", version.review_by);
  v.field("published_by", version.published_by);
  v.field("published_at", version.published_at);
  v.field("follows", version.follows, {.most = 80});
  v.field("files", version.files);
}

// Makes a policy ready for use out of its files: readers, rulebook and all. Given by whoever has
// models and data. An error is a sentence for the person who publishes.
using MakeInUse =
    std::function<base::Result<std::shared_ptr<const InUse>>(std::vector<policy::PolicyFile>)>;

// What a policy is checked against besides itself, and today.
struct PolicyChecks {
  policy::Context context;
  std::chrono::sys_days today;
};

// Keeps the policy that the desk was started with, if it is not known yet.
void keep_first_version(Desk& desk, const std::string& actor);

// The version in force on a day: of those published with a date up to then, the newest. Nothing
// when none was kept.
std::optional<PolicyVersion> version_on(store::Snapshot& in, std::chrono::sys_days day);
std::vector<PolicyVersion> policy_versions(store::Snapshot& in);
std::optional<PolicyVersion> version_by_hash(store::Snapshot& in, std::string_view hash);

// The bytes of a file or of all files; throws store::StoreError when one is missing.
std::string file_bytes(store::Snapshot& in, const PolicyFileRef& ref);
std::vector<policy::PolicyFile> files_of(store::Snapshot& in,
                                         const std::vector<PolicyFileRef>& refs);

OrRefused<PolicyDraft> begin_policy_draft(Desk& desk, const Actor& actor, std::string title);
std::optional<PolicyDraft> policy_draft(store::Snapshot& in, std::string_view id);
std::vector<PolicyDraft> policy_drafts(store::Snapshot& in);

// `seen` is the draft's version that the person read; `bytes` nullopt takes the file away.
OrRefused<PolicyDraft> put_draft_file(Desk& desk, const Actor& actor, const std::string& id,
                                      const std::string& path, std::optional<std::string> bytes,
                                      std::int64_t seen);
OrRefused<PolicyDraft> drop_policy_draft(Desk& desk, const Actor& actor, const std::string& id,
                                         std::int64_t seen);

// Every mistake and warning of the draft, as `decorum policy check` finds them.
std::vector<policy::Mistake> check_draft(const std::vector<policy::PolicyFile>& files,
                                         const PolicyChecks& checks);

// The posts seen since then (not our own, not erased; the first replay_posts_max of them) decided
// under both policies, with the history that each post had.
triage::ReplayResult replay_posts(store::Snapshot& in, const InUse& from, const InUse& to,
                                  base::Time since);

struct PublishRequest {
  std::int64_t seen = 0;
  std::string reason;
};
template <class V>
void describe(V& v, PublishRequest& request) {
  v.field("version", request.seen);
  v.field("reason", request.reason, {.most = 4000, .may_be_empty = false,
                                     .about = "What changes and why; kept in the record"});
}

// Refused while the draft has mistakes, or when another version was published since it was begun.
// What comes into force today is used at once; a later date is taken up by `take_up`.
OrRefused<PolicyVersion> publish(Desk& desk, const Actor& actor, const std::string& id,
                                 const PublishRequest& request, const PolicyChecks& checks,
                                 const MakeInUse& make);

// Puts the version of the day into use where it is another one; answers whether it did.
bool take_up(Desk& desk, std::chrono::sys_days today, const MakeInUse& make);

// ---- acknowledgement

struct AcknowledgementAsked {
  std::string hash, to;     // an address
  std::string link;         // the link's id
  base::Time asked_at;
  std::optional<base::Time> acknowledged_at;
};
template <class V>
void describe(V& v, AcknowledgementAsked& asked) {
  v.field("hash", asked.hash, {.most = 80});
  v.field("to", asked.to, {.most = 320});
  v.field("link", asked.link, {.most = 13});
  v.field("asked_at", asked.asked_at);
  v.field("acknowledged_at", asked.acknowledged_at);
}

inline constexpr std::size_t acknowledgers_max = 5000;  // of one asking

// A link and a mail for each address that was not asked for this version yet.
OrRefused<std::size_t> ask_to_acknowledge(Desk& desk, const Actor& actor, const std::string& hash,
                                          const std::vector<std::string>& addresses,
                                          base::Time until);
// By the secret of a link; refused when it was used or is too old.
OrRefused<PolicyVersion> acknowledge(Desk& desk, const std::string& secret);
// Who has and who has not.
std::vector<AcknowledgementAsked> acknowledgements(store::Snapshot& in, std::string_view hash);

}  // namespace decorum::desk
