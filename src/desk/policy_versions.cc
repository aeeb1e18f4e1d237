#include "desk/policy_versions.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "base/base64.h"
#include "base/hash.h"
#include "desk/kept.h"

namespace decorum::desk {
namespace {

constexpr std::string_view version_kind = "policy-version";
constexpr std::string_view draft_kind = "policy-draft";
constexpr std::string_view file_kind = "policy-file";

// A document's body is text on every kind of store; a logo is not.
std::string bytes_of(const std::string& base64) {
  std::string bytes(base64.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                        base64.data(), base64.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return {};
  }
  bytes.resize(length);
  return bytes;
}

struct PolicyPublished {
  std::string hash, version, follows;
  std::chrono::sys_days in_force_from;
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, PolicyPublished& event) {
  v.field("hash", event.hash);
  v.field("version", event.version);
  v.field("follows", event.follows);
  v.field("in_force_from", event.in_force_from);
  v.field("reason", event.reason);
}

struct DraftEvent {
  std::string draft, path, digest;
};
template <class V>
void describe(V& v, DraftEvent& event) {
  v.field("draft", event.draft);
  v.field("path", event.path);
  v.field("digest", event.digest);
}

PolicyFileRef keep_file(Writing& writing, const std::string& path, const std::string& bytes) {
  const std::string digest = base::sha256(bytes);
  if (!writing.in().document(file_kind, digest)) {
    put_body(writing, file_kind, digest, base::base64(bytes), {});
  }
  return {path, digest};
}

void put_draft(Writing& writing, const PolicyDraft& draft) {
  put_kept(writing, draft_kind, draft.id, draft);
}

void put_version(Writing& writing, const InUse& in_use, const std::string& follows,
                 const std::string& reason) {
  const policy::PolicyInfo& info = in_use.policy->info;
  PolicyVersion version;
  version.hash = in_use.policy->hash;
  version.title = info.title;
  version.version = info.version;
  version.owner = info.owner;
  version.author = info.author;
  version.in_force_from = info.in_force_from;
  version.review_by = info.review_by;
  version.published_by = writing.actor();
  version.published_at = writing.now();
  version.follows = follows;
  for (const policy::PolicyFile& file : *in_use.files) {
    version.files.push_back(keep_file(writing, file.path, file.bytes));
  }
  PolicyPublished event{version.hash, version.version, follows, version.in_force_from, {}};
  if (!reason.empty()) event.reason = writing.keep("reason", reason, {.words = ""});
  writing.event("policy-published", event);
  put_kept(writing, version_kind, version.hash, version);
}

std::optional<Refused> needs(const Actor& actor, Permission permission) {
  if (actor.can(permission)) return std::nullopt;
  return Refused{Refusal::not_permitted, "no role of yours may do this", ""};
}

bool is_plain_path(std::string_view path) {
  if (path.empty() || path.size() > 300) return false;
  if (path.front() == '/' || path.front() == '.') return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c < 0x21 || c == '\\' || c == 0x7f) return false;
    if (c != '/') continue;
    if (i + 1 == path.size() || path[i + 1] == '/' || path[i + 1] == '.') return false;
  }
  return true;
}

}  // namespace

void keep_first_version(Desk& desk, const std::string& actor) {
  const auto in_use = desk.in_use();
  desk.write(actor, [&](Writing& writing) {
    if (writing.in().document(version_kind, in_use->policy->hash)) return;
    const auto before = version_on(writing.in(), std::chrono::sys_days::max());
    put_version(writing, *in_use, before ? before->hash : "", "");
  });
}

std::vector<PolicyVersion> policy_versions(store::Snapshot& in) {
  auto versions = all_kept<PolicyVersion>(in, version_kind, store::page_max);
  std::ranges::sort(versions, {}, &PolicyVersion::published_at);
  return versions;
}

std::optional<PolicyVersion> version_on(store::Snapshot& in, std::chrono::sys_days day) {
  std::optional<PolicyVersion> found;
  for (PolicyVersion& version : policy_versions(in)) {
    if (version.in_force_from <= day) found = std::move(version);
  }
  return found;
}

std::optional<PolicyVersion> version_by_hash(store::Snapshot& in, std::string_view hash) {
  return kept<PolicyVersion>(in, version_kind, hash);
}

std::string file_bytes(store::Snapshot& in, const PolicyFileRef& ref) {
  const auto document = in.document(file_kind, ref.digest);
  std::string bytes = document ? bytes_of(document->body) : "";
  if (document && base::sha256(bytes) == ref.digest) return bytes;
  throw store::StoreError(store::StoreError::Kind::damaged,
                          fmt::format("the policy's file {} is {}", ref.path,
                                      document ? "not what was kept" : "missing"));
}

std::vector<policy::PolicyFile> files_of(store::Snapshot& in,
                                         const std::vector<PolicyFileRef>& refs) {
  std::vector<policy::PolicyFile> files;
  files.reserve(refs.size());
  for (const PolicyFileRef& ref : refs) files.push_back({ref.path, file_bytes(in, ref)});
  return files;
}

OrRefused<PolicyDraft> begin_policy_draft(Desk& desk, const Actor& actor, std::string title) {
  if (auto no = needs(actor, Permission::edit_policy)) return tl::unexpected(*no);
  if (title.empty() || title.size() > 200) {
    return refuse(Refusal::bad_request, "a draft needs a title of at most 200 bytes", "/title");
  }
  const auto in_use = desk.in_use();
  OrRefused<PolicyDraft> answer = refuse(Refusal::not_found, "");
  desk.write(actor.id, [&](Writing& writing) {
    if (policy_drafts(writing.in()).size() >= policy_drafts_max) {
      answer = refuse(Refusal::too_many,
                      fmt::format("there are {} drafts already; drop one", policy_drafts_max));
      return;
    }
    PolicyDraft draft;
    draft.id = base::to_text(writing.new_id());
    draft.title = title;
    draft.base = in_use->policy->hash;
    draft.version = 1;
    draft.begun_by = draft.changed_by = actor.person;
    draft.begun_at = draft.changed_at = writing.now();
    for (const policy::PolicyFile& file : *in_use->files) {
      draft.files.push_back(keep_file(writing, file.path, file.bytes));
    }
    writing.event("policy-draft-begun", DraftEvent{draft.id, "", draft.base});
    put_draft(writing, draft);
    answer = std::move(draft);
  });
  return answer;
}

std::optional<PolicyDraft> policy_draft(store::Snapshot& in, std::string_view id) {
  return kept<PolicyDraft>(in, draft_kind, id);
}

std::vector<PolicyDraft> policy_drafts(store::Snapshot& in) {
  return all_kept<PolicyDraft>(in, draft_kind, policy_drafts_max);
}

namespace {

// Reads the draft, checks that the person saw it as it is, lets `change` change it, writes it.
OrRefused<PolicyDraft> change_draft(
    Desk& desk, const Actor& actor, const std::string& id, std::int64_t seen,
    const std::function<std::optional<Refused>(Writing&, PolicyDraft&)>& change) {
  if (auto no = needs(actor, Permission::edit_policy)) return tl::unexpected(*no);
  OrRefused<PolicyDraft> answer = refuse(Refusal::not_found, "there is no such draft");
  desk.write(actor.id, [&](Writing& writing) {
    auto draft = policy_draft(writing.in(), id);
    if (!draft) return;
    if (draft->version != seen) {
      answer = refuse(Refusal::stale, fmt::format("{} changed the draft at {}; read it again",
                                                  draft->changed_by,
                                                  base::format_rfc3339(draft->changed_at)));
      return;
    }
    ++draft->version;
    draft->changed_by = actor.person;
    draft->changed_at = writing.now();
    if (auto no = change(writing, *draft)) {
      answer = tl::unexpected(*no);
      return;
    }
    answer = std::move(*draft);
  });
  return answer;
}

}  // namespace

OrRefused<PolicyDraft> put_draft_file(Desk& desk, const Actor& actor, const std::string& id,
                                      const std::string& path, std::optional<std::string> bytes,
                                      std::int64_t seen) {
  if (!is_plain_path(path)) {
    return refuse(Refusal::bad_request,
                  "a path is like words/threat.yaml: no blanks, no dots in front", "/path");
  }
  if (bytes && bytes->size() > draft_file_bytes_max) {
    return refuse(Refusal::bad_request,
                  fmt::format("a file has at most {} bytes", draft_file_bytes_max), "/bytes");
  }
  return change_draft(desk, actor, id, seen, [&](Writing& writing, PolicyDraft& draft)
                                                 -> std::optional<Refused> {
    const auto place = std::ranges::lower_bound(draft.files, path, {}, &PolicyFileRef::path);
    const bool is_there = place != draft.files.end() && place->path == path;
    if (!bytes && !is_there) return Refused{Refusal::not_found, "there is no such file", "/path"};
    if (!is_there && draft.files.size() >= policy::files_max) {
      return Refused{Refusal::too_many,
                     fmt::format("a policy has at most {} files", policy::files_max), ""};
    }
    std::string digest;
    if (!bytes) {
      draft.files.erase(place);
    } else {
      PolicyFileRef ref = keep_file(writing, path, *bytes);
      digest = ref.digest;
      if (is_there) *place = std::move(ref);
      else draft.files.insert(place, std::move(ref));
    }
    writing.event("policy-draft-changed", DraftEvent{draft.id, path, digest});
    put_draft(writing, draft);
    return std::nullopt;
  });
}

OrRefused<PolicyDraft> drop_policy_draft(Desk& desk, const Actor& actor, const std::string& id,
                                         std::int64_t seen) {
  return change_draft(desk, actor, id, seen, [&](Writing& writing, PolicyDraft& draft)
                                                 -> std::optional<Refused> {
    writing.event("policy-draft-dropped", DraftEvent{draft.id, "", ""});
    writing.in().drop_document(draft_kind, draft.id);
    return std::nullopt;
  });
}

std::vector<policy::Mistake> check_draft(const std::vector<policy::PolicyFile>& files,
                                         const PolicyChecks& checks) {
  auto loaded = policy::load_policy(files, checks.context);
  if (!loaded) return std::move(loaded.error());
  return policy::warnings_of(*loaded, files, checks.today);
}

namespace {

OrRefused<PolicyVersion> publish_made(Desk& desk, const Actor& actor, const PolicyDraft& draft,
                                      const PublishRequest& request,
                                      const std::shared_ptr<const InUse>& made,
                                      const PolicyChecks& checks) {
  OrRefused<PolicyVersion> answer = refuse(Refusal::not_found, "there is no such draft");
  desk.write(actor.id, [&](Writing& writing) {
    const auto now = policy_draft(writing.in(), draft.id);
    if (!now) return;
    if (now->version != draft.version) {
      answer = refuse(Refusal::stale, fmt::format("{} changed the draft meanwhile; read it again",
                                                  now->changed_by));
      return;
    }
    const std::vector<PolicyVersion> versions = policy_versions(writing.in());
    const std::string newest = versions.empty() ? "" : versions.back().hash;
    if (newest != draft.base) {
      answer = refuse(Refusal::wrong_state,
                      "another version was published since this draft was begun; begin a new one "
                      "from it and make your changes there");
      return;
    }
    if (writing.in().document(version_kind, made->policy->hash)) {
      answer = refuse(Refusal::already_so,
                      "nothing in it differs from a version that was published already");
      return;
    }
    put_version(writing, *made, newest, request.reason);
    writing.in().drop_document(draft_kind, draft.id);
    answer = *version_by_hash(writing.in(), made->policy->hash);
  });
  if (answer && answer->in_force_from <= checks.today) desk.use(made);
  return answer;
}

}  // namespace

OrRefused<PolicyVersion> publish(Desk& desk, const Actor& actor, const std::string& id,
                                 const PublishRequest& request, const PolicyChecks& checks,
                                 const MakeInUse& make) {
  if (auto no = needs(actor, Permission::publish_policy)) return tl::unexpected(*no);
  std::optional<PolicyDraft> draft;
  std::vector<policy::PolicyFile> files;
  desk.store().read([&](store::Snapshot& in) {
    draft = policy_draft(in, id);
    if (draft) files = files_of(in, draft->files);
  });
  if (!draft) return refuse(Refusal::not_found, "there is no such draft");
  if (draft->version != request.seen) {
    return refuse(Refusal::stale, fmt::format("{} changed the draft; read it again",
                                              draft->changed_by));
  }
  auto loaded = policy::load_policy(files, checks.context);
  if (!loaded) {
    return refuse(Refusal::wrong_state,
                  fmt::format("the draft has {} mistakes; mend them first", loaded.error().size()));
  }
  if (loaded->info.in_force_from < checks.today) {
    return refuse(Refusal::wrong_state,
                  fmt::format("in_force_from in policy.yaml is {}, a day that has passed; name "
                              "today or a later day",
                              base::format_date(loaded->info.in_force_from)));
  }
  auto made = make(std::move(files));
  if (!made) return refuse(Refusal::wrong_state, made.error().what, made.error().where);
  return publish_made(desk, actor, *draft, request, *made, checks);
}

bool take_up(Desk& desk, std::chrono::sys_days today, const MakeInUse& make) {
  std::optional<PolicyVersion> version;
  std::vector<policy::PolicyFile> files;
  desk.store().read([&](store::Snapshot& in) {
    version = version_on(in, today);
    if (version && version->hash != desk.in_use()->policy->hash) {
      files = files_of(in, version->files);
    }
  });
  if (files.empty()) return false;
  auto made = make(std::move(files));
  if (!made) throw std::runtime_error("the published policy cannot be used: " + made.error().what);
  desk.use(*made);
  return true;
}

}  // namespace decorum::desk
