#include "http/handlers_cases.h"

#include <algorithm>
#include <array>
#include <deque>

#include <fmt/format.h>

#include "desk/act.h"
#include "desk/kept.h"
#include "desk/perform.h"
#include "desk/views.h"
#include "http/caller.h"
#include "http/etag.h"
#include "http/idempotency.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

constexpr std::string_view again_kind = "idempotency";
constexpr base::Duration again_lasts = std::chrono::hours(24);
constexpr std::int64_t cases_page_max = 200;
constexpr std::size_t filter_values_max = 20;

struct CaseList {
  static constexpr std::string_view shape_name = "CaseList";
  std::vector<desk::CaseLine> cases;
  std::string next;
};
template <class V>
void describe(V& v, CaseList& list) {
  v.field("cases", list.cases);
  v.field("next", list.next, {.about = "The cursor of the next page; empty when this is the last"});
}

struct CaseCount {
  std::string value;
  std::int64_t count = 0;
};
template <class V>
void describe(V& v, CaseCount& count) {
  v.field("value", count.value);
  v.field("count", count.count);
}

struct CaseCounts {
  static constexpr std::string_view shape_name = "CaseCounts";
  std::vector<CaseCount> counts;
};
template <class V>
void describe(V& v, CaseCounts& counts) {
  v.field("counts", counts.counts);
}

struct EventList {
  static constexpr std::string_view shape_name = "EventList";
  std::vector<desk::EventView> events;
  std::string next;
};
template <class V>
void describe(V& v, EventList& list) {
  v.field("events", list.events);
  v.field("next", list.next);
}

struct ActDone {
  static constexpr std::string_view shape_name = "ActDone";
  desk::CaseView view;
  std::vector<base::Id> events;
  std::vector<std::string> links;
};
template <class V>
void describe(V& v, ActDone& done) {
  v.field("case", done.view);
  v.field("events", done.events, {.about = "What was written to the record"});
  v.field("links", done.links, {.about = "Secrets of one-time links that were made; shown once"});
}

struct BulkRequest {
  std::string act;
  std::vector<base::Id> cases;
  base::RawJson request{"{}"};
};
template <class V>
void describe(V& v, BulkRequest& bulk) {
  v.field("act", bulk.act, {.most = 64});
  v.field("cases", bulk.cases, {.most_items = desk::bulk_cases_max});
  v.field("request", bulk.request, {.most = 16384, .may_miss = true});
}

struct BulkAnswer {
  base::Id case_id;
  std::optional<std::int64_t> version;
  std::optional<std::string> refused, because;
};
template <class V>
void describe(V& v, BulkAnswer& answer) {
  v.field("case", answer.case_id);
  v.field("version", answer.version);
  v.field("refused", answer.refused);
  v.field("because", answer.because);
}

struct BulkAnswers {
  static constexpr std::string_view shape_name = "BulkAnswers";
  std::vector<BulkAnswer> answers;
};
template <class V>
void describe(V& v, BulkAnswers& answers) {
  v.field("answers", answers.answers);
}

struct Again {
  std::string fingerprint;
  base::Id case_id;
};
template <class V>
void describe(V& v, Again& again) {
  v.field("fingerprint", again.fingerprint);
  v.field("case", again.case_id);
}

// ---- lists

void add_values(const Request& request, std::string_view name, std::vector<std::string>& out) {
  for (const auto& [key, value] : request.query) {
    if (key == name && out.size() < filter_values_max) out.push_back(value);
  }
}

void set_value(const Request& request, std::string_view name, std::optional<std::string>& out) {
  if (const auto value = request.query_field(name)) out = std::string(*value);
}

std::optional<Response> set_id(const Request& request, std::string_view name,
                               std::optional<base::Id>& out) {
  const auto text = request.query_field(name);
  if (!text) return std::nullopt;
  const auto id = base::parse_id(*text);
  if (!id) return wrong_field(id.error().what, "?" + std::string(name));
  out = *id;
  return std::nullopt;
}

OrResponse<store::CaseOrder> order_of(const Request& request) {
  const std::string_view text = request.query_field("order").value_or("due");
  if (text == "due") return store::CaseOrder::due;
  if (text == "newest") return store::CaseOrder::newest;
  if (text == "oldest") return store::CaseOrder::oldest;
  if (text == "changed") return store::CaseOrder::changed;
  return tl::unexpected(
      wrong_field("an order is due, newest, oldest or changed", "?order"));
}

OrResponse<store::CaseQuery> query_of(const Request& request) {
  store::CaseQuery query;
  query.family = store::Family::conversation;
  if (const auto family = request.query_field("family")) {
    if (*family == "draft") query.family = store::Family::draft;
    else if (*family == "topic") query.family = store::Family::topic;
    else if (*family != "conversation") {
      return tl::unexpected(
          wrong_field("a family is conversation, draft or topic", "?family"));
    }
  }
  add_values(request, "state", query.states);
  add_values(request, "waits_for", query.waits_for);
  add_values(request, "account", query.accounts);
  add_values(request, "queue", query.queues);
  add_values(request, "priority", query.priorities);
  set_value(request, "site", query.site);
  set_value(request, "assigned", query.assigned);
  set_value(request, "holder", query.holder);
  set_value(request, "ask", query.ask);
  set_value(request, "outcome", query.outcome);
  set_value(request, "tag", query.tag);
  set_value(request, "owner", query.owner);
  for (auto [name, out] : {std::pair{"author", &query.author}, std::pair{"topic", &query.topic},
                           std::pair{"parent", &query.parent}}) {
    if (auto no = set_id(request, name, *out)) return tl::unexpected(std::move(*no));
  }
  const auto due = time_of(request, "due_before");
  if (!due) return tl::unexpected(due.error());
  query.due_before = *due;
  const auto order = order_of(request);
  if (!order) return tl::unexpected(order.error());
  query.order = *order;
  const auto most = number_of(request, "limit", {1, cases_page_max}, 50);
  if (!most) return tl::unexpected(most.error());
  query.most = static_cast<std::size_t>(*most);
  query.after = request.query_field("cursor").value_or("");
  query.confidential = actor_of(request).can(desk::Permission::see_confidential);
  return query;
}

Response list_cases(desk::Desk& desk, const Request& request) {
  const auto query = query_of(request);
  if (!query) return query.error();
  CaseList list;
  desk.store().read([&](store::Snapshot& in) {
    const store::CasePage page = in.cases(*query);
    list = {};
    for (const store::CaseRow& row : page.cases) list.cases.push_back(desk::case_line(in, row));
    list.next = page.next;
  });
  return json_of(list);
}

Response count_cases(desk::Desk& desk, const Request& request) {
  const auto query = query_of(request);
  if (!query) return query.error();
  const std::string_view by = request.query_field("by").value_or("state");
  constexpr std::array<std::string_view, 6> columns{"state", "queue",    "assigned",
                                                    "ask",   "priority", "account"};
  if (std::ranges::find(columns, by) == columns.end()) {
    return wrong_field("count by state, queue, assigned, ask, priority or account", "?by");
  }
  CaseCounts counts;
  desk.store().read([&](store::Snapshot& in) {
    counts = {};
    for (store::Count& one : in.count_cases_by(*query, by)) {
      counts.counts.push_back({std::move(one.value), one.count});
    }
  });
  return json_of(counts);
}

// ---- one case

// 404 also for what the person may not see.
std::optional<store::CaseRow> visible_case(store::Snapshot& in, const desk::Actor& actor,
                                           base::Id id) {
  auto row = in.case_row(id);
  if (row && row->family != store::Family::conversation) row.reset();
  if (row && row->confidential && !actor.can(desk::Permission::see_confidential)) row.reset();
  return row;
}

std::optional<desk::CaseView> view_of(desk::Desk& desk, const desk::Actor& actor, base::Id id) {
  std::optional<desk::CaseView> view;
  const auto in_use = desk.in_use();
  desk.store().read([&](store::Snapshot& in) {
    view.reset();
    const auto row = visible_case(in, actor, id);
    if (row) view = desk::case_view(desk, in, *in_use, actor, *row);
  });
  return view;
}

Response show_case(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "case");
  if (!id) return id.error();
  const auto view = view_of(desk, actor_of(request), *id);
  if (!view) return not_found("There is no case of this id, or you may not see it.");
  return with_etag(json_of(*view), view->conversation.version);
}

Response case_events(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "case");
  if (!id) return id.error();
  std::optional<base::Id> after;
  if (auto no = set_id(request, "cursor", after)) return std::move(*no);
  const auto most = number_of(request, "limit", {1, cases_page_max}, 100);
  if (!most) return most.error();
  std::optional<EventList> list;
  desk.store().read([&](store::Snapshot& in) {
    list.reset();
    if (!visible_case(in, actor_of(request), *id)) return;
    list.emplace();
    const auto rows = in.events_of(*id, after.value_or(base::Id{}),
                                   static_cast<std::size_t>(*most));
    for (const store::EventRow& row : rows) {
      list->events.push_back(desk::event_view(in, row, true));
    }
    if (rows.size() == static_cast<std::size_t>(*most)) list->next = base::to_text(rows.back().id);
  });
  if (!list) return not_found("There is no case of this id, or you may not see it.");
  return json_of(*list);
}

// ---- acts

// A request that was answered before under the same key, or a reason to refuse it.
OrResponse<std::optional<base::Id>> done_before(desk::Desk& desk, const Request& request,
                                                const std::optional<std::string>& key) {
  if (!key) return std::optional<base::Id>{};
  std::optional<Again> kept;
  desk.store().read([&](store::Snapshot& in) {
    kept = desk::kept<Again>(in, again_kind, request.actor + " " + *key);
  });
  std::optional<KeptAnswer> answer;
  if (kept) answer = KeptAnswer{kept->fingerprint, true};
  switch (judge(answer, fingerprint_of(request))) {
    case http::Again::first: return std::optional<base::Id>{};
    case http::Again::answered: return kept->case_id;
    case http::Again::under_way: return tl::unexpected(refuse_under_way());
    case http::Again::different: return tl::unexpected(refuse_different());
  }
  return std::optional<base::Id>{};
}

Response act_done(desk::Desk& desk, const Request& request, base::Id id,
                  const desk::Done* done) {
  ActDone answer;
  auto view = view_of(desk, actor_of(request), id);
  if (!view) return not_found("There is no case of this id, or you may not see it.");
  answer.view = std::move(*view);
  if (done != nullptr) {
    answer.events = done->events;
    for (const desk::MadeLink& link : done->links) answer.links.push_back(link.secret);
  }
  const std::int64_t version = answer.view.conversation.version;
  return with_etag(json_of(answer), version);
}

Response do_act(desk::Desk& desk, const Request& request, std::string_view act) {
  if (auto no = refuse_unless_sees_cases(request)) return std::move(*no);
  const auto id = id_of(request, "case");
  if (!id) return id.error();
  if (!request.body.empty()) {
    if (auto no = refuse_unless_json(request)) return std::move(*no);
  }
  const auto version = version_of(request);
  if (!version) return version.error();
  const auto key = idempotency_key_of(request);
  if (!key) return key.error();
  const auto before = done_before(desk, request, *key);
  if (!before) return before.error();
  if (*before) return act_done(desk, request, **before, nullptr);
  if (!view_of(desk, actor_of(request), *id)) {
    return not_found("There is no case of this id, or you may not see it.");
  }
  desk::Wish wish{.case_id = *id,
                  .act = std::string(act),
                  .request = request.body.empty() ? "{}" : request.body,
                  .version = *version};
  if (*key) {
    wish.with = [&](desk::Writing& writing) {
      desk::put_kept(writing, again_kind, request.actor + " " + **key,
                     Again{fingerprint_of(request), *id},
                     {.expires_at = writing.now() + again_lasts});
    };
  }
  const auto done = desk::perform(desk, actor_of(request), wish);
  if (done) return act_done(desk, request, *id, &*done);
  if (done.error().why != desk::Refusal::stale) return refused(done.error());
  const auto view = view_of(desk, actor_of(request), *id);
  return refused(done.error(), view ? std::optional(base::write_shape(*view)) : std::nullopt);
}

Response act_in_bulk(desk::Desk& desk, const Request& request) {
  const auto bulk = body_of<BulkRequest>(request);
  if (!bulk) return bulk.error();
  const desk::Act* act = desk::act_named(bulk->act);
  if (act == nullptr || !act->info.in_bulk) {
    return wrong_field("this act cannot be done to many cases at once", "/act");
  }
  if (bulk->cases.empty()) return wrong_field("name at least one case", "/cases");
  const auto done = desk::perform_in_bulk(desk, actor_of(request), bulk->cases, bulk->act,
                                          bulk->request.json);
  BulkAnswers answers;
  for (std::size_t i = 0; i < done.size(); ++i) {
    BulkAnswer answer;
    answer.case_id = bulk->cases[i];
    if (done[i]) {
      answer.version = done[i]->version;
    } else {
      const desk::Refused& no = done[i].error();
      answer.refused = names_of(no.why)[static_cast<std::size_t>(no.why)];
      answer.because = no.what;
    }
    answers.answers.push_back(std::move(answer));
  }
  return json_of(answers);
}

const std::vector<Parameter>& list_parameters() {
  static const std::vector<Parameter> parameters{
      {"family", "conversation (otherwise), draft or topic"},
      {"state", "open, waiting, snoozed, done, merged; may be given more than once"},
      {"waits_for", "nobody, author, team, research, approval, sending"},
      {"account", "An account of ours; may be given more than once"},
      {"queue", "A queue of the policy"},
      {"priority", "urgent, soon, normal"},
      {"site", "A site"},
      {"assigned", "A person's id; empty: nobody has it"},
      {"holder", "Who is at it now"},
      {"ask", "The question that waits"},
      {"outcome", "An outcome that was reached"},
      {"tag", "A tag"},
      {"owner", "The role or team that has to act"},
      {"author", "An author's id"},
      {"topic", "A topic case"},
      {"parent", "Of drafts: the case that they answer"},
      {"due_before", "Due before this time"},
      {"order", "due (otherwise), newest, oldest, changed"},
      cursor_parameter,
      limit_parameter};
  return parameters;
}

Route act_route(desk::Desk& desk, const desk::Act& act) {
  // Routes are views of texts; these live as long as the program.
  static std::deque<std::string> paths;
  paths.push_back(fmt::format("/api/cases/{{case}}/{}", act.info.name));
  const std::string_view name = act.info.name;
  return {.method = "POST",
          .path = paths.back(),
          .permission = signed_in,
          .summary = act.info.about.empty() ? act.info.title : act.info.about,
          .handler = [&desk, name](const Request& request) { return do_act(desk, request, name); },
          .request = act.schema,
          .answers = {{200, "The case as it is now", schema<ActDone>},
                      {403, "No role of yours gives this"},
                      {404, "There is no such case, or you may not see it"},
                      {409, "A named refusal; of a version that is not the newest, with the case"},
                      {410, "The text is gone, or it is too late"},
                      {422, "A field is missing or wrong"}},
          .parameters = {{"If-Match", "The ETag of the case as you saw it", "header"},
                         idempotency_key},
          .rate = RateClass::write};
}

}  // namespace

std::vector<Route> case_routes(desk::Desk& desk) {
  std::vector<Route> routes{
      {.method = "GET",
       .path = "/api/cases",
       .permission = "see-cases",
       .summary = "A page of cases, filtered and ordered",
       .handler = [&desk](const Request& request) { return list_cases(desk, request); },
       .answers = {{200, "The page", schema<CaseList>}, {422, "A filter is wrong"}},
       .parameters = list_parameters()},
      {.method = "GET",
       .path = "/api/cases/counts",
       .permission = "see-cases",
       .summary = "How many cases there are, by one of their columns",
       .handler = [&desk](const Request& request) { return count_cases(desk, request); },
       .answers = {{200, "The counts", schema<CaseCounts>}, {422, "A filter is wrong"}},
       .parameters = {{"by", "state, queue, assigned, ask, priority or account"}}},
      {.method = "POST",
       .path = "/api/cases/bulk",
       .permission = "act",
       .summary = "The same act on many cases, each with its own answer",
       .handler = [&desk](const Request& request) { return act_in_bulk(desk, request); },
       .request = schema<BulkRequest>,
       .answers = {{200, "An answer for each case", schema<BulkAnswers>},
                   {422, "A field is wrong"}},
       .rate = RateClass::write},
      {.method = "GET",
       .path = "/api/cases/{case}",
       .permission = "see-cases",
       .summary = "One case: its posts, what the chart says, and what you may do now",
       .handler = [&desk](const Request& request) { return show_case(desk, request); },
       .answers = {{200, "The case", schema<desk::CaseView>},
                   {404, "There is none, or you may not see it"}}},
      {.method = "GET",
       .path = "/api/cases/{case}/events",
       .permission = "see-cases",
       .summary = "The history of a case, as the record has it",
       .handler = [&desk](const Request& request) { return case_events(desk, request); },
       .answers = {{200, "A page of events", schema<EventList>},
                   {404, "There is none, or you may not see it"}},
       .parameters = {cursor_parameter, limit_parameter}}};
  for (const desk::Act& act : desk::acts()) routes.push_back(act_route(desk, act));
  return routes;
}

}  // namespace decorum::http
