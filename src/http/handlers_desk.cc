#include "http/handlers_desk.h"

#include "desk/act.h"
#include "desk/fetch.h"
#include "desk/people.h"
#include "desk/sample.h"
#include "desk/saved_view.h"
#include "desk/sealer.h"
#include "desk/views.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

constexpr std::int64_t events_page_max = 500;

struct SampleList {
  static constexpr std::string_view shape_name = "Sample";
  std::vector<desk::Sampled> posts;
};
template <class V>
void describe(V& v, SampleList& list) {
  v.field("posts", list.posts);
}

struct ViewList {
  static constexpr std::string_view shape_name = "SavedViewList";
  std::vector<desk::SavedView> views;
};
template <class V>
void describe(V& v, ViewList& list) {
  v.field("views", list.views, {.most_items = 5000});
}

struct ActView {
  static constexpr std::string_view shape_name = "Act";
  std::string name, title, about, permission, inverse, no_inverse;
  bool in_bulk = false;
};
template <class V>
void describe(V& v, ActView& a) {
  v.field("name", a.name);
  v.field("title", a.title);
  v.field("about", a.about);
  v.field("permission", a.permission);
  v.field("inverse", a.inverse, {.about = "The act that takes it back; empty: none"});
  v.field("no_inverse", a.no_inverse, {.about = "Why not"});
  v.field("in_bulk", a.in_bulk);
}

struct ActList {
  static constexpr std::string_view shape_name = "ActList";
  std::vector<ActView> acts;
};
template <class V>
void describe(V& v, ActList& list) {
  v.field("acts", list.acts);
}

struct ChannelList {
  static constexpr std::string_view shape_name = "ChannelList";
  std::vector<desk::ChannelState> channels;
};
template <class V>
void describe(V& v, ChannelList& list) {
  v.field("channels", list.channels);
}

struct RecordPage {
  static constexpr std::string_view shape_name = "RecordPage";
  std::vector<desk::EventView> events;
  std::string next;
};
template <class V>
void describe(V& v, RecordPage& page) {
  v.field("events", page.events);
  v.field("next", page.next);
}

struct RecordHead {
  static constexpr std::string_view shape_name = "RecordHead";
  std::string origin, note;
  std::int64_t size = 0;
  std::int64_t waiting = 0;
  std::optional<base::Time> at;
  std::vector<std::string> keys;
};
template <class V>
void describe(V& v, RecordHead& head) {
  v.field("origin", head.origin, {.about = "The record's name"});
  v.field("note", head.note, {.most = 16384, .about = "The newest signed tree head, as text"});
  v.field("size", head.size, {.about = "Events that it covers"});
  v.field("waiting", head.waiting, {.about = "Events that are not sealed yet, at most 500"});
  v.field("at", head.at);
  v.field("keys", head.keys, {.about = "Public keys, the first one first"});
}

Response live_events(desk::Desk& desk, LiveHub& live, const Request& request) {
  const std::string person = actor_of(request).person;
  // A token's leave is that of the moment it asked; its stream ends with the server's next restart.
  if (person.empty()) return live.subscribe(request, [](const LiveEvent&) { return true; });
  // Asked anew at each event, so that leave that was taken away is gone.
  return live.subscribe(request, [&desk, person](const LiveEvent&) {
    bool may_see = false;
    const auto in_use = desk.in_use();
    desk.store().read([&](store::Snapshot& in) {
      const auto actor = desk::actor_for(in, *in_use, person, desk.now());
      may_see = actor && actor->can(desk::Permission::see_cases);
    });
    return may_see;
  });
}

Response note_present(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "case");
  if (!id) return id.error();
  desk.presence().note(*id, request.actor, desk.now());
  return no_content();
}

Response list_acts(const Request&) {
  ActList list;
  for (const desk::Act& act : desk::acts()) {
    const auto permission = static_cast<std::size_t>(act.info.permission);
    list.acts.push_back({std::string(act.info.name), std::string(act.info.title),
                         std::string(act.info.about),
                         std::string(desk::permission_names[permission]),
                         std::string(act.info.inverse), std::string(act.info.no_inverse),
                         act.info.in_bulk});
  }
  return json_of(list);
}

Response show_sample(desk::Desk& desk, const Request& request) {
  const auto week = time_of(request, "week");
  if (!week) return week.error();
  SampleList list;
  desk.store().read([&](store::Snapshot& in) {
    list.posts = desk::weekly_sample(in, week->value_or(desk.now() - std::chrono::days(7)));
  });
  return json_of(list);
}

Response check_sample(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "post");
  if (!id) return id.error();
  const auto check = body_of<desk::SampleCheck>(request);
  if (!check) return check.error();
  const auto sampled = desk::check_sampled(desk, actor_of(request), *id, *check);
  return sampled ? json_of(*sampled) : refused(sampled.error());
}

Response list_views(desk::Desk& desk, const Request& request) {
  ViewList list;
  desk.store().read([&](store::Snapshot& in) {
    list.views = desk::saved_views(in, actor_of(request));
  });
  return json_of(list);
}

Response save_view(desk::Desk& desk, const Request& request) {
  auto wish = body_of<desk::SavedView>(request);
  if (!wish) return wish.error();
  const auto view = desk::save_view(desk, actor_of(request), std::move(*wish));
  return view ? json_of(*view) : refused(view.error());
}

Response drop_view(desk::Desk& desk, const Request& request) {
  const auto view = desk::drop_view(desk, actor_of(request), std::string(request.capture("view")));
  return view ? no_content() : refused(view.error());
}

Response list_channels(desk::Desk& desk, const Request&) {
  ChannelList list;
  desk.store().read([&](store::Snapshot& in) { list.channels = desk::channel_states(in); });
  return json_of(list);
}

// ---- the record

Response record_events(desk::Desk& desk, const Request& request) {
  base::Id after;
  if (const auto cursor = request.query_field("cursor"); cursor && !cursor->empty()) {
    const auto id = base::parse_id(*cursor);
    if (!id) return wrong_field(id.error().what, "?cursor");
    after = *id;
  }
  const auto most = number_of(request, "limit", {1, events_page_max}, 100);
  if (!most) return most.error();
  RecordPage page;
  desk.store().read([&](store::Snapshot& in) {
    page = {};
    const auto rows = in.events_after(after, static_cast<std::size_t>(*most));
    for (const store::EventRow& row : rows) {
      page.events.push_back(desk::event_view(in, row, false));
    }
    if (rows.size() == static_cast<std::size_t>(*most)) page.next = base::to_text(rows.back().id);
  });
  return json_of(page);
}

Response record_head(desk::Desk& desk, const Request&) {
  RecordHead head;
  desk.store().read([&](store::Snapshot& in) {
    head = {};
    head.origin = desk::record_origin(in);
    for (const desk::RecordKey& key : desk::record_keys(in)) head.keys.push_back(key.public_key);
    head.waiting = static_cast<std::int64_t>(in.events_unsealed(store::page_max).size());
    if (const auto row = in.head()) {
      head.note = row->note;
      head.size = row->size;
      head.at = row->at;
    }
  });
  return json_of(head);
}

using Does = Response (*)(desk::Desk&, const Request&);

Handler handler(desk::Desk& desk, Does does) {
  return [&desk, does](const Request& request) { return does(desk, request); };
}

std::vector<Route> record_routes(desk::Desk& desk) {
  return {{.method = "GET",
           .path = "/api/record/events",
           .permission = "see-record",
           .summary = "The record, event by event: that things happened, without anybody's words",
           .handler = handler(desk, record_events),
           .answers = {{200, "A page of events", schema<RecordPage>}, {422, "A field is wrong"}},
           .parameters = {cursor_parameter, limit_parameter}},
          {.method = "GET",
           .path = "/api/record/head",
           .permission = "see-record",
           .summary = "The newest signed tree head, for keeping elsewhere",
           .handler = handler(desk, record_head),
           .answers = {{200, "The head and the keys", schema<RecordHead>}}}};
}

std::vector<Route> sample_routes(desk::Desk& desk) {
  return {{.method = "GET",
           .path = "/api/sample",
           .permission = "answer",
           .summary = "A week's sample of what the machine let stand by itself",
           .handler = handler(desk, show_sample),
           .answers = {{200, "The sample", schema<SampleList>}, {422, "A field is wrong"}},
           .parameters = {{"week", "When the week begins; the last seven days when left out"}}},
          {.method = "POST",
           .path = "/api/sample/{post}",
           .permission = "answer",
           .summary = "Say whether it was right to let a post stand",
           .handler = handler(desk, check_sample),
           .request = schema<desk::SampleCheck>,
           .answers = {{200, "The post, checked", schema<desk::Sampled>},
                       {404, "There is none"},
                       {409, "It was checked, or was not let stand"},
                       {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "GET",
           .path = "/api/views",
           .permission = "see-cases",
           .summary = "Your saved views, and the shared ones",
           .handler = handler(desk, list_views),
           .answers = {{200, "The views", schema<ViewList>}}},
          {.method = "POST",
           .path = "/api/views",
           .permission = "see-cases",
           .summary = "Save a view, or change one of yours",
           .handler = handler(desk, save_view),
           .request = schema<desk::SavedView>,
           .answers = {{200, "The view", schema<desk::SavedView>},
                       {404, "You have no such view"},
                       {409, "You have too many"},
                       {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "DELETE",
           .path = "/api/views/{view}",
           .permission = "see-cases",
           .summary = "Drop a view of yours",
           .handler = handler(desk, drop_view),
           .answers = {{204, "It is gone"}, {404, "You have no such view"}},
           .rate = RateClass::write}};
}

}  // namespace

std::vector<Route> desk_routes(desk::Desk& desk, LiveHub& live) {
  std::vector<Route> routes{
      {.method = "GET",
       .path = "/api/events",
       .permission = "see-cases",
       .summary = "What changes, as it changes: server-sent events, with resume",
       .handler = [&desk, &live](const Request& request) {
         return live_events(desk, live, request);
       },
       .answers = {{200, "The stream", nullptr, "text/event-stream"}},
       .parameters = {last_event_id}},
      {.method = "POST",
       .path = "/api/cases/{case}/present",
       .permission = "see-cases",
       .summary = "Say that you are looking at a case; others see it for a minute",
       .handler = handler(desk, note_present),
       .answers = {{204, "It is noted"}, {404, "This is no id"}}},
      {.method = "GET",
       .path = "/api/acts",
       .permission = signed_in,
       .summary = "Every act on a case: what it does, who may, and how it is taken back",
       .handler = [](const Request& request) { return list_acts(request); },
       .answers = {{200, "The acts", schema<ActList>}}},
      {.method = "GET",
       .path = "/api/channels",
       .permission = "administer",
       .summary = "How the channels are: what they brought, and what is wrong",
       .handler = handler(desk, list_channels),
       .answers = {{200, "The channels", schema<ChannelList>}}}};
  for (std::vector<Route> some : {sample_routes(desk), record_routes(desk)}) {
    routes.insert(routes.end(), some.begin(), some.end());
  }
  return routes;
}

}  // namespace decorum::http
