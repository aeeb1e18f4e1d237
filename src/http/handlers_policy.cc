#include "http/handlers_policy.h"

#include "http/caller.h"
#include "http/etag.h"
#include "http/policy_views.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

constexpr std::size_t file_body_max = desk::draft_file_bytes_max + 1024;

struct VersionList {
  static constexpr std::string_view shape_name = "PolicyVersionList";
  std::vector<desk::PolicyVersion> versions;
};
template <class V>
void describe(V& v, VersionList& list) {
  v.field("versions", list.versions);
}

struct DraftList {
  static constexpr std::string_view shape_name = "PolicyDraftList";
  std::vector<desk::PolicyDraft> drafts;
};
template <class V>
void describe(V& v, DraftList& list) {
  v.field("drafts", list.drafts);
}

struct BeginDraft {
  std::string title;
};
template <class V>
void describe(V& v, BeginDraft& begin) {
  v.field("title", begin.title, {.most = 200, .may_be_empty = false});
}

struct AskRead {
  std::vector<std::string> to;
  base::Time until;
};
template <class V>
void describe(V& v, AskRead& ask) {
  v.field("to", ask.to, {.most = 320, .most_items = desk::acknowledgers_max});
  v.field("until", ask.until, {.about = "How long the links work"});
}

struct Asked {
  std::int64_t asked = 0;
};
template <class V>
void describe(V& v, Asked& asked) {
  v.field("asked", asked.asked, {.about = "Those who were asked before are passed over"});
}

struct ReadList {
  static constexpr std::string_view shape_name = "AcknowledgementList";
  std::vector<desk::AcknowledgementAsked> asked;
};
template <class V>
void describe(V& v, ReadList& list) {
  v.field("asked", list.asked, {.most_items = desk::acknowledgers_max});
}

Response show_policy(const PolicyParts& parts, const Request&) {
  return json_of(policy_view(*parts.desk.in_use()->policy));
}

Response show_chart(const PolicyParts& parts, const Request&) {
  return json_of(chart_view(parts.desk.in_use()->policy->protocol));
}

Response list_versions(const PolicyParts& parts, const Request&) {
  VersionList list;
  parts.desk.store().read([&](store::Snapshot& in) { list.versions = desk::policy_versions(in); });
  return json_of(list);
}

Response show_file(const PolicyParts& parts, const Request& request) {
  std::optional<std::string> bytes;
  parts.desk.store().read([&](store::Snapshot& in) {
    bytes.reset();
    std::vector<desk::PolicyFileRef> files;
    if (const auto version = desk::version_by_hash(in, request.capture("version"))) {
      files = version->files;
    } else if (actor_of(request).can(desk::Permission::edit_policy)) {
      const auto draft = desk::policy_draft(in, request.capture("version"));
      if (draft) files = draft->files;
    }
    for (const desk::PolicyFileRef& file : files) {
      if (file.path == request.capture("path")) bytes = desk::file_bytes(in, file);
    }
  });
  if (!bytes) return not_found("There is no such version, draft or file.");
  const std::string_view path = request.capture("path");
  return download(std::move(*bytes), "application/octet-stream",
                  path.substr(path.rfind('/') + 1));
}

// ---- drafts

Response list_drafts(const PolicyParts& parts, const Request&) {
  DraftList list;
  parts.desk.store().read([&](store::Snapshot& in) { list.drafts = desk::policy_drafts(in); });
  return json_of(list);
}

Response begin_draft(const PolicyParts& parts, const Request& request) {
  const auto wish = body_of<BeginDraft>(request);
  if (!wish) return wish.error();
  const auto draft = desk::begin_policy_draft(parts.desk, actor_of(request), wish->title);
  if (!draft) return refused(draft.error());
  return with_etag(json_of(*draft, 201), draft->version);
}

std::optional<desk::PolicyDraft> draft_of(const PolicyParts& parts, const Request& request) {
  std::optional<desk::PolicyDraft> draft;
  parts.desk.store().read([&](store::Snapshot& in) {
    draft = desk::policy_draft(in, request.capture("draft"));
  });
  return draft;
}

Response show_draft(const PolicyParts& parts, const Request& request) {
  const auto draft = draft_of(parts, request);
  if (!draft) return not_found("There is no such draft.");
  return with_etag(json_of(*draft), draft->version);
}

// 428 without If-Match: two people may be at it.
OrResponse<std::int64_t> seen_version(const Request& request) {
  const auto version = version_of(request);
  if (!version) return tl::unexpected(version.error());
  if (*version) return **version;
  return tl::unexpected(precondition_required("Say in If-Match which version you changed."));
}

Response changed(const PolicyParts& parts, const Request& request,
                 const desk::OrRefused<desk::PolicyDraft>& draft) {
  if (draft) return with_etag(json_of(*draft), draft->version);
  const auto now = draft_of(parts, request);
  const bool is_stale = draft.error().why == desk::Refusal::stale && now;
  return refused(draft.error(), is_stale ? std::optional(base::write_shape(*now)) : std::nullopt);
}

Response put_file(const PolicyParts& parts, const Request& request) {
  const auto seen = seen_version(request);
  if (!seen) return seen.error();
  return changed(parts, request,
                 desk::put_draft_file(parts.desk, actor_of(request),
                                      std::string(request.capture("draft")),
                                      std::string(request.capture("path")), request.body, *seen));
}

Response drop_file(const PolicyParts& parts, const Request& request) {
  const auto seen = seen_version(request);
  if (!seen) return seen.error();
  return changed(parts, request,
                 desk::put_draft_file(parts.desk, actor_of(request),
                                      std::string(request.capture("draft")),
                                      std::string(request.capture("path")), std::nullopt, *seen));
}

Response drop_draft(const PolicyParts& parts, const Request& request) {
  const auto seen = seen_version(request);
  if (!seen) return seen.error();
  return changed(parts, request,
                 desk::drop_policy_draft(parts.desk, actor_of(request),
                                         std::string(request.capture("draft")), *seen));
}

std::optional<std::vector<policy::PolicyFile>> files_of_draft(const PolicyParts& parts,
                                                              const Request& request) {
  std::optional<std::vector<policy::PolicyFile>> files;
  parts.desk.store().read([&](store::Snapshot& in) {
    files.reset();
    const auto draft = desk::policy_draft(in, request.capture("draft"));
    if (draft) files = desk::files_of(in, draft->files);
  });
  return files;
}

Response check_draft(const PolicyParts& parts, const Request& request) {
  const auto files = files_of_draft(parts, request);
  if (!files) return not_found("There is no such draft.");
  return json_of(mistakes_view(desk::check_draft(*files, parts.checks())));
}

Response replay_draft(const PolicyParts& parts, const Request& request) {
  auto files = files_of_draft(parts, request);
  if (!files) return not_found("There is no such draft.");
  const auto since = time_of(request, "since");
  if (!since) return since.error();
  const auto made = parts.make_in_use(std::move(*files));
  if (!made) return unprocessable(made.error());
  const auto in_use = parts.desk.in_use();
  std::string json;
  parts.desk.store().read([&](store::Snapshot& in) {
    const base::Time from =
        since->value_or(parts.desk.now() - std::chrono::hours(24 * 30));
    const triage::ReplayResult result = desk::replay_posts(in, *in_use, **made, from);
    json = triage::replay_json(*in_use->policy, *(*made)->policy, result);
  });
  return json_text(std::move(json));
}

Response publish(const PolicyParts& parts, const Request& request) {
  const auto wish = body_of<desk::PublishRequest>(request);
  if (!wish) return wish.error();
  const auto version =
      desk::publish(parts.desk, actor_of(request), std::string(request.capture("draft")), *wish,
                    parts.checks(), parts.make_in_use);
  return version ? json_of(*version, 201) : refused(version.error());
}

// ---- acknowledgement

Response ask_read(const PolicyParts& parts, const Request& request) {
  const auto wish = body_of<AskRead>(request);
  if (!wish) return wish.error();
  if (wish->until <= parts.desk.now()) return wrong_field("name a time to come", "/until");
  const auto count = desk::ask_to_acknowledge(parts.desk, actor_of(request),
                                              std::string(request.capture("version")), wish->to,
                                              wish->until);
  if (!count) return refused(count.error());
  return json_of(Asked{static_cast<std::int64_t>(*count)});
}

Response list_read(const PolicyParts& parts, const Request& request) {
  ReadList list;
  parts.desk.store().read([&](store::Snapshot& in) {
    list.asked = desk::acknowledgements(in, request.capture("version"));
  });
  return json_of(list);
}

Response acknowledge(const PolicyParts& parts, const Request& request) {
  const auto version =
      desk::acknowledge(parts.desk, std::string(request.capture("secret")));
  return version ? json_of(*version) : refused(version.error());
}

using Does = Response (*)(const PolicyParts&, const Request&);

Handler handler(const PolicyParts& parts, Does does) {
  return [&parts, does](const Request& request) { return does(parts, request); };
}

std::vector<Route> reading_routes(const PolicyParts& parts) {
  return {{.method = "GET",
           .path = "/api/policy",
           .permission = signed_in,
           .summary = "The policy in force: who it is of, its accounts, roles, teams, outcomes",
           .handler = handler(parts, show_policy),
           .answers = {{200, "The policy", schema<PolicyView>}}},
          {.method = "GET",
           .path = "/api/policy/chart",
           .permission = signed_in,
           .summary = "The response chart: questions, their definitions, where answers lead",
           .handler = handler(parts, show_chart),
           .answers = {{200, "The chart", schema<ChartView>}}},
          {.method = "GET",
           .path = "/api/policy/versions",
           .permission = signed_in,
           .summary = "Every version that was published",
           .handler = handler(parts, list_versions),
           .answers = {{200, "The versions", schema<VersionList>}}},
          {.method = "GET",
           .path = "/api/policy/versions/{version}/files/{path...}",
           .permission = signed_in,
           .summary = "A file of a version, by its hash, or of a draft, by its id",
           .handler = handler(parts, show_file),
           .answers = {{200, "Its bytes", nullptr, "application/octet-stream"},
                       {404, "There is none"}}},
          {.method = "POST",
           .path = "/api/policy/versions/{version}/acknowledgements",
           .permission = "publish-policy",
           .summary = "Ask people to say that they have read a version, by one-time link",
           .handler = handler(parts, ask_read),
           .request = schema<AskRead>,
           .answers = {{200, "How many were asked", schema<Asked>},
                       {404, "There is no such version"},
                       {422, "A field is wrong"}},
           .rate = RateClass::heavy},
          {.method = "GET",
           .path = "/api/policy/versions/{version}/acknowledgements",
           .permission = "publish-policy",
           .summary = "Who has read a version, and who has not",
           .handler = handler(parts, list_read),
           .answers = {{200, "Those who were asked", schema<ReadList>}}},
          {.method = "POST",
           .path = "/api/acknowledge/{secret}",
           .permission = everybody,
           .summary = "Say that you have read the policy, with the link that you were sent",
           .handler = handler(parts, acknowledge),
           .answers = {{200, "The version", schema<desk::PolicyVersion>},
                       {410, "The link was used, or is too old"}},
           .rate = RateClass::public_form}};
}

std::vector<Route> draft_routes(const PolicyParts& parts) {
  const Answer the_draft{200, "The draft as it is now", schema<desk::PolicyDraft>};
  const Answer stale{409, "Somebody else changed it; `current` is what it is now"};
  return {{.method = "GET",
           .path = "/api/policy/drafts",
           .permission = "edit-policy",
           .summary = "Drafts of the policy",
           .handler = handler(parts, list_drafts),
           .answers = {{200, "The drafts", schema<DraftList>}}},
          {.method = "POST",
           .path = "/api/policy/drafts",
           .permission = "edit-policy",
           .summary = "Begin a draft from the policy in force",
           .handler = handler(parts, begin_draft),
           .request = schema<BeginDraft>,
           .answers = {{201, "The draft", schema<desk::PolicyDraft>}, {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "GET",
           .path = "/api/policy/drafts/{draft}",
           .permission = "edit-policy",
           .summary = "A draft of the policy",
           .handler = handler(parts, show_draft),
           .answers = {the_draft, {404, "There is none"}}},
          {.method = "DELETE",
           .path = "/api/policy/drafts/{draft}",
           .permission = "edit-policy",
           .summary = "Drop a draft",
           .handler = handler(parts, drop_draft),
           .answers = {the_draft, {404, "There is none"}, stale},
           .parameters = {if_match},
           .rate = RateClass::write},
          {.method = "PUT",
           .path = "/api/policy/drafts/{draft}/files/{path...}",
           .permission = "edit-policy",
           .summary = "Write a file of a draft",
           .handler = handler(parts, put_file),
           .request_type = "application/octet-stream",
           .answers = {the_draft, {404, "There is none"}, stale, {428, "If-Match is missing"}},
           .parameters = {if_match},
           .body_bytes_max = file_body_max,
           .rate = RateClass::write},
          {.method = "DELETE",
           .path = "/api/policy/drafts/{draft}/files/{path...}",
           .permission = "edit-policy",
           .summary = "Take a file out of a draft",
           .handler = handler(parts, drop_file),
           .answers = {the_draft, {404, "There is none"}, stale, {428, "If-Match is missing"}},
           .parameters = {if_match},
           .rate = RateClass::write}};
}

std::vector<Route> judging_routes(const PolicyParts& parts) {
  return {{.method = "GET",
           .path = "/api/policy/drafts/{draft}/mistakes",
           .permission = "edit-policy",
           .summary = "Every mistake and warning, with file, line and column",
           .handler = handler(parts, check_draft),
           .answers = {{200, "The mistakes", schema<MistakeList>}, {404, "There is none"}},
           .rate = RateClass::heavy},
          {.method = "GET",
           .path = "/api/policy/drafts/{draft}/replay",
           .permission = "edit-policy",
           .summary = "Which decisions of the posts since then the draft would change",
           .handler = handler(parts, replay_draft),
           .answers = {{200, "As `decorum policy replay --format json` writes it"},
                       {404, "There is none"},
                       {422, "The draft has mistakes"}},
           .parameters = {{"since", "Thirty days ago, when left out"}},
           .rate = RateClass::heavy},
          {.method = "POST",
           .path = "/api/policy/drafts/{draft}/publish",
           .permission = "publish-policy",
           .summary = "Publish a draft; it is in force from the day that policy.yaml names",
           .handler = handler(parts, publish),
           .request = schema<desk::PublishRequest>,
           .answers = {{201, "The version", schema<desk::PolicyVersion>},
                       {404, "There is none"},
                       {409, "It has mistakes, or somebody was faster"},
                       {422, "A field is wrong"}},
           .rate = RateClass::heavy}};
}

}  // namespace

std::vector<Route> policy_routes(const PolicyParts& parts) {
  std::vector<Route> routes = reading_routes(parts);
  for (std::vector<Route> some : {draft_routes(parts), judging_routes(parts)}) {
    routes.insert(routes.end(), some.begin(), some.end());
  }
  return routes;
}

}  // namespace decorum::http
