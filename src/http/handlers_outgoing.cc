#include "http/handlers_outgoing.h"

#include <deque>
#include <map>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/views.h"
#include "http/caller.h"
#include "http/etag.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

struct OutboxView {
  static constexpr std::string_view shape_name = "OutboxEntry";
  base::Id id;
  std::string kind, channel, state, trouble;
  std::int32_t attempts = 0;
  std::optional<base::Id> case_id;
  base::Time created_at, next_at;
};
template <class V>
void describe(V& v, OutboxView& o) {
  v.field("id", o.id);
  v.field("kind", o.kind, {.about = "send, mail or webhook"});
  v.field("channel", o.channel);
  v.field("state", o.state, {.about = "waiting, sending, sent, failed, unknown, cancelled"});
  v.field("trouble", o.trouble, {.about = "Of the last attempt"});
  v.field("attempts", o.attempts);
  v.field("case", o.case_id);
  v.field("created_at", o.created_at);
  v.field("next_at", o.next_at);
}

struct DraftView {
  static constexpr std::string_view shape_name = "DraftCase";
  cases::Draft draft;
  std::map<std::string, std::string> texts;
  std::vector<desk::PossibleView> acts;
  std::vector<OutboxView> outbox;
};
template <class V>
void describe(V& v, DraftView& d) {
  v.field("draft", d.draft);
  v.field("texts", d.texts, {.about = "By their ids; of a version, what it says as JSON"});
  v.field("acts", d.acts);
  v.field("outbox", d.outbox, {.about = "Where its sending stands"});
}

struct TopicView {
  static constexpr std::string_view shape_name = "TopicCase";
  cases::Topic topic;
  std::map<std::string, std::string> texts;
  std::vector<desk::PossibleView> acts;
};
template <class V>
void describe(V& v, TopicView& t) {
  v.field("topic", t.topic);
  v.field("texts", t.texts);
  v.field("acts", t.acts);
}

OutboxView outbox_view(const store::OutboxRow& row) {
  OutboxView view{row.id,       row.kind, row.channel,    row.state,  row.trouble,
                  row.attempts, {},       row.created_at, row.next_at};
  if (row.case_id) view.case_id = row.case_id;
  return view;
}

void add_possible(std::vector<desk::Possible> possible, std::vector<desk::PossibleView>& out) {
  for (desk::Possible& one : possible) {
    out.push_back({std::move(one.act), std::move(one.title), std::move(one.refused),
                   std::move(one.because)});
  }
}

void add_texts(store::Snapshot& in, const std::string& body,
               std::map<std::string, std::string>& texts) {
  for (const base::Id id : desk::texts_named(base::RawJson{body})) {
    if (const auto text = in.text(id)) texts[base::to_text(id)] = text->body;
  }
}

std::optional<store::CaseRow> row_of(store::Snapshot& in, base::Id id, store::Family family) {
  auto row = in.case_row(id);
  if (row && row->family != family) row.reset();
  return row;
}

// ---- drafts

std::optional<DraftView> draft_view(const OutgoingParts& parts, const desk::Actor& actor,
                                    base::Id id) {
  std::optional<DraftView> view;
  const auto in_use = parts.desk.in_use();
  parts.desk.store().read([&](store::Snapshot& in) {
    view.reset();
    const auto row = row_of(in, id, store::Family::draft);
    if (!row) return;
    view.emplace();
    view->draft = desk::draft_of(*row);
    add_texts(in, row->body, view->texts);
    add_possible(desk::possible_on(in, *in_use, actor, view->draft, parts.drafts,
                                   parts.desk.now()),
                 view->acts);
    for (const store::OutboxRow& one : in.outbox_of(id)) view->outbox.push_back(outbox_view(one));
  });
  return view;
}

Response show_draft(const OutgoingParts& parts, const Request& request) {
  const auto id = id_of(request, "draft");
  if (!id) return id.error();
  const auto view = draft_view(parts, actor_of(request), *id);
  if (!view) return not_found("There is no draft of this id.");
  return with_etag(json_of(*view), view->draft.version);
}

Response act_on_draft(const OutgoingParts& parts, const Request& request, std::string_view act) {
  if (auto no = refuse_unless_sees_cases(request)) return std::move(*no);
  desk::DraftWish wish;
  wish.act = act;
  if (!request.body.empty()) {
    if (auto no = refuse_unless_json(request)) return std::move(*no);
    wish.request = request.body;
  }
  if (act != "write") {
    const auto id = id_of(request, "draft");
    if (!id) return id.error();
    wish.draft = *id;
    const auto version = version_of(request);
    if (!version) return version.error();
    wish.version = *version;
  }
  const desk::Actor& actor = actor_of(request);
  const auto done = desk::perform_on_draft(parts.desk, actor, wish, parts.drafts);
  if (!done) {
    const auto view = done.error().why == desk::Refusal::stale
                          ? draft_view(parts, actor, wish.draft)
                          : std::nullopt;
    return refused(done.error(), view ? std::optional(base::write_shape(*view)) : std::nullopt);
  }
  const auto view = draft_view(parts, actor, done->draft);
  if (!view) return not_found("There is no draft of this id.");
  return with_etag(json_of(*view, act == "write" ? 201 : 200), view->draft.version);
}

// ---- topics

std::optional<TopicView> topic_view(const OutgoingParts& parts, const desk::Actor& actor,
                                    base::Id id) {
  std::optional<TopicView> view;
  const auto in_use = parts.desk.in_use();
  parts.desk.store().read([&](store::Snapshot& in) {
    view.reset();
    const auto row = row_of(in, id, store::Family::topic);
    if (!row) return;
    view.emplace();
    view->topic = desk::topic_of(*row);
    add_texts(in, row->body, view->texts);
    add_possible(desk::possible_on(in, *in_use, actor, view->topic, parts.topics,
                                   parts.desk.now()),
                 view->acts);
  });
  return view;
}

Response show_topic(const OutgoingParts& parts, const Request& request) {
  const auto id = id_of(request, "topic");
  if (!id) return id.error();
  const auto view = topic_view(parts, actor_of(request), *id);
  if (!view) return not_found("There is no topic of this id.");
  return with_etag(json_of(*view), view->topic.version);
}

Response act_on_topic(const OutgoingParts& parts, const Request& request, std::string_view act) {
  if (auto no = refuse_unless_sees_cases(request)) return std::move(*no);
  desk::TopicWish wish;
  wish.act = act;
  if (!request.body.empty()) {
    if (auto no = refuse_unless_json(request)) return std::move(*no);
    wish.request = request.body;
  }
  if (act != "open") {
    const auto id = id_of(request, "topic");
    if (!id) return id.error();
    wish.topic = *id;
    const auto version = version_of(request);
    if (!version) return version.error();
    wish.version = *version;
  }
  const desk::Actor& actor = actor_of(request);
  const auto done = desk::perform_on_topic(parts.desk, actor, wish, parts.topics);
  if (!done) {
    const auto view = done.error().why == desk::Refusal::stale
                          ? topic_view(parts, actor, wish.topic)
                          : std::nullopt;
    return refused(done.error(), view ? std::optional(base::write_shape(*view)) : std::nullopt);
  }
  const auto view = topic_view(parts, actor, done->topic);
  if (!view) return not_found("There is no topic of this id.");
  return with_etag(json_of(*view, act == "open" ? 201 : 200), view->topic.version);
}

Response show_crisis(const OutgoingParts& parts, const Request&) {
  desk::CrisisPause pause;
  parts.desk.store().read([&](store::Snapshot& in) { pause = desk::crisis_pause(in); });
  return json_of(pause);
}

// ---- the table

using Acts = Response (*)(const OutgoingParts&, const Request&, std::string_view act);

// Routes are views of texts; these live as long as the program.
std::string_view kept_path(std::string path) {
  static std::deque<std::string> paths;
  paths.push_back(std::move(path));
  return paths.back();
}

Route act_route(const OutgoingParts& parts, const desk::ActInfo& info, Shape request,
                std::string_view noun, std::string_view first, Acts does, Shape answer) {
  const bool is_first = info.name == first;
  const std::string_view name = info.name;
  Route route{.method = "POST",
              .path = kept_path(is_first ? fmt::format("/api/{}s", noun)
                                         : fmt::format("/api/{0}s/{{{0}}}/{1}", noun, name)),
              .permission = signed_in,
              .summary = info.about.empty() ? info.title : info.about,
              .handler = [&parts, does, name](const Request& asked) {
                return does(parts, asked, name);
              },
              .request = request,
              .answers = {{is_first ? 201 : 200, "As it is now", answer},
                          {403, "No role of yours gives this"},
                          {404, "There is none"},
                          {409, "A named refusal; of an older version, with the newest"},
                          {410, "The text is gone, or it is too late"},
                          {422, "A field is missing or wrong"}},
              .rate = RateClass::write};
  if (!is_first) {
    route.parameters = {{"If-Match", "The ETag of the version that you saw", "header"}};
  }
  return route;
}

}  // namespace

std::vector<Route> outgoing_routes(const OutgoingParts& parts) {
  std::vector<Route> routes{
      {.method = "GET",
       .path = "/api/drafts/{draft}",
       .permission = "see-cases",
       .summary = "A draft: what it says, its findings, approvals, and where its sending stands",
       .handler = [&parts](const Request& request) { return show_draft(parts, request); },
       .answers = {{200, "The draft", schema<DraftView>}, {404, "There is none"}}},
      {.method = "GET",
       .path = "/api/topics/{topic}",
       .permission = "see-cases",
       .summary = "A topic: its holding line, log and crisis",
       .handler = [&parts](const Request& request) { return show_topic(parts, request); },
       .answers = {{200, "The topic", schema<TopicView>}, {404, "There is none"}}},
      {.method = "GET",
       .path = "/api/crisis",
       .permission = "see-cases",
       .summary = "Is a crisis on, and who may speak",
       .handler = [&parts](const Request& request) { return show_crisis(parts, request); },
       .answers = {{200, "The pause", schema<desk::CrisisPause>}}}};
  for (const desk::DraftAct& act : desk::draft_acts()) {
    routes.push_back(act_route(parts, act.info, act.schema, "draft", "write", act_on_draft,
                               schema<DraftView>));
  }
  for (const desk::TopicAct& act : desk::topic_acts()) {
    routes.push_back(act_route(parts, act.info, act.schema, "topic", "open", act_on_topic,
                               schema<TopicView>));
  }
  return routes;
}

}  // namespace decorum::http
