#include "http/handlers_posts.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/ingest.h"
#include "desk/privacy.h"
#include "desk/views.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"
#include "policy/sites.h"
#include "post/json.h"

namespace decorum::http {
namespace {

constexpr std::int64_t search_page_max = 100;

struct TakenView {
  static constexpr std::string_view shape_name = "Taken";
  std::string what;
  std::optional<base::Id> post, case_id;
};
template <class V>
void describe(V& v, TakenView& taken) {
  v.field("what", taken.what, {.about = "taken-in, edited, deleted, unchanged, unknown"});
  v.field("post", taken.post);
  v.field("case", taken.case_id, {.about = "Left out when it needs no person"});
}

struct PostIn {
  base::RawJson post;
  std::string thread;
  bool history = false;
};
template <class V>
void describe(V& v, PostIn& in) {
  v.field("post", in.post, {.most = post::text_bytes_max * 2,
                            .about = "As `decorum triage` reads it; at least its text"});
  v.field("thread", in.thread, {.most = 1024, .may_miss = true,
                                .about = "The site's id of the conversation's first post"});
  v.field("history", in.history, {.may_miss = true,
                                  .about = "From before the desk: no clocks and no watches"});
}

struct HitView {
  static constexpr std::string_view shape_name = "SearchHit";
  base::Id text;
  std::optional<base::Id> post, case_id;
  std::string kind, snippet;
};
template <class V>
void describe(V& v, HitView& hit) {
  v.field("text", hit.text);
  v.field("post", hit.post);
  v.field("case", hit.case_id);
  v.field("kind", hit.kind);
  v.field("snippet", hit.snippet,
          {.about = "Plain text; U+0002 and U+0003 stand round the words that were found"});
}

struct SearchAnswer {
  static constexpr std::string_view shape_name = "SearchAnswer";
  std::vector<HitView> hits;
  std::string next;
};
template <class V>
void describe(V& v, SearchAnswer& answer) {
  v.field("hits", answer.hits);
  v.field("next", answer.next);
}

std::string_view word_of(desk::Taken::Kind kind) {
  using Kind = desk::Taken::Kind;
  switch (kind) {
    case Kind::taken_in: return "taken-in";
    case Kind::edited: return "edited";
    case Kind::deleted: return "deleted";
    case Kind::unchanged: return "unchanged";
    case Kind::unknown: return "unknown";
  }
  return "unknown";
}

Response take_in(desk::Desk& desk, const Request& request) {
  const auto in = body_of<PostIn>(request);
  if (!in) return in.error();
  auto read = post::read_post(in->post.json);
  if (!read) return wrong_field(read.error().what, "/post" + read.error().where);
  const auto in_use = desk.in_use();
  channels::Incoming incoming;
  incoming.post = std::move(*read);
  incoming.thread = in->thread;
  incoming.history = in->history;
  if (incoming.post.text.empty() && incoming.post.media.empty()) {
    return wrong_field("a post has a text or a picture", "/post/text");
  }
  if (!incoming.post.account.empty()) {
    const policy::Account* account = in_use->policy->accounts.named(incoming.post.account);
    if (account == nullptr) {
      return wrong_field("there is no account of ours called that", "/post/account");
    }
    if (incoming.post.site.empty()) incoming.post.site = account->site;
  }
  if (incoming.post.site.empty()) return wrong_field("name the site", "/post/site");
  const bool is_program = actor_of(request).can(desk::Permission::intake);
  const auto taken = desk::ingest(desk, {&incoming, 1},
                                  {.actor = request.actor, .by_hand = !is_program});
  TakenView view{std::string(word_of(taken.front().kind)), {}, {}};
  if (taken.front().post) view.post = taken.front().post;
  if (taken.front().case_id) view.case_id = taken.front().case_id;
  return json_of(view, taken.front().kind == desk::Taken::Kind::taken_in ? 201 : 200);
}

Response show_post(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "post");
  if (!id) return id.error();
  std::optional<desk::PostView> view;
  desk.store().read([&](store::Snapshot& in) {
    const auto row = in.post(*id);
    if (row) view = desk::post_view(in, *row);
  });
  return view ? json_of(*view) : not_found("There is no post of this id.");
}

Response show_author(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "author");
  if (!id) return id.error();
  std::optional<desk::AuthorView> view;
  desk.store().read([&](store::Snapshot& in) {
    const auto row = in.author(*id);
    if (row) view = desk::author_view(in, *row);
  });
  return view ? json_of(*view) : not_found("There is no author of this id.");
}

Response search(desk::Desk& desk, const Request& request) {
  store::SearchQuery query;
  query.words = request.query_field("q").value_or("");
  if (query.words.empty() || query.words.size() > 1000) {
    return wrong_field("name words to look for, at most 1,000 bytes", "?q");
  }
  for (const auto& [name, value] : request.query) {
    if (name == "kind" && query.kinds.size() < 10) query.kinds.push_back(value);
    if (name == "account" && query.accounts.size() < 50) query.accounts.push_back(value);
  }
  const auto since = time_of(request, "since");
  if (!since) return since.error();
  query.since = *since;
  const auto until = time_of(request, "until");
  if (!until) return until.error();
  query.until = *until;
  const auto most = number_of(request, "limit", {1, search_page_max}, 20);
  if (!most) return most.error();
  query.most = static_cast<std::size_t>(*most);
  query.after = request.query_field("cursor").value_or("");
  query.confidential = actor_of(request).can(desk::Permission::see_confidential);
  SearchAnswer answer;
  desk.store().read([&](store::Snapshot& in) {
    answer = {};
    store::SearchPage page = in.search(query);
    for (store::SearchHit& hit : page.hits) {
      HitView view{hit.text, {}, {}, std::move(hit.kind), std::move(hit.snippet)};
      if (hit.post) view.post = hit.post;
      if (hit.case_id) view.case_id = hit.case_id;
      answer.hits.push_back(std::move(view));
    }
    answer.next = std::move(page.next);
  });
  return json_of(answer);
}

// ---- privacy

Response erase_post(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "post");
  if (!id) return id.error();
  const auto wish = body_of<desk::EraseRequest>(request);
  if (!wish) return wish.error();
  const auto erased = desk::erase_post(desk, actor_of(request), *id, *wish);
  return erased ? json_of(*erased) : refused(erased.error());
}

Response erase_author(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "author");
  if (!id) return id.error();
  const auto wish = body_of<desk::EraseRequest>(request);
  if (!wish) return wish.error();
  const auto erased = desk::erase_author(desk, actor_of(request), *id, *wish);
  return erased ? json_of(*erased) : refused(erased.error());
}

Response held_on_author(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "author");
  if (!id) return id.error();
  const auto held = desk::held_on_person(desk, actor_of(request), *id);
  if (!held) return refused(held.error());
  return download(base::write_shape(*held), "application/json",
                  "held-on-" + base::to_text(*id) + ".json");
}

std::vector<Route> privacy_routes(desk::Desk& desk) {
  return {
      {.method = "POST",
       .path = "/api/posts/{post}/erase",
       .permission = "privacy",
       .summary = "Erase the words of one post; its proofs stay whole",
       .handler = [&desk](const Request& request) { return erase_post(desk, request); },
       .request = schema<desk::EraseRequest>,
       .answers = {{200, "What went", schema<desk::Erased>},
                   {404, "There is none"},
                   {409, "It is on legal hold, or a case still needs it"}},
       .rate = RateClass::write},
      {.method = "POST",
       .path = "/api/authors/{author}/erase",
       .permission = "privacy",
       .summary = "Erase everything held about an author but what a case or legal hold needs",
       .handler = [&desk](const Request& request) { return erase_author(desk, request); },
       .request = schema<desk::EraseRequest>,
       .answers = {{200, "What went and what was kept", schema<desk::Erased>},
                   {404, "There is none"}},
       .rate = RateClass::heavy},
      {.method = "GET",
       .path = "/api/authors/{author}/held",
       .permission = "privacy",
       .summary = "Everything held about an author, for a request of theirs",
       .handler = [&desk](const Request& request) { return held_on_author(desk, request); },
       .answers = {{200, "What is held", schema<desk::HeldOnPerson>}, {404, "There is none"}},
       .rate = RateClass::heavy}};
}

}  // namespace

std::vector<Route> post_routes(desk::Desk& desk) {
  std::vector<Route> routes{
      {.method = "POST",
       .path = "/api/posts",
       .permission = "act",
       .summary = "Take in a post that no channel brings: pasted, forwarded, or from a program",
       .handler = [&desk](const Request& request) { return take_in(desk, request); },
       .request = schema<PostIn>,
       .answers = {{200, "It was known already", schema<TakenView>},
                   {201, "It was taken in", schema<TakenView>},
                   {422, "A field is missing or wrong"}},
       .rate = RateClass::write},
      {.method = "GET",
       .path = "/api/posts/{post}",
       .permission = "see-cases",
       .summary = "One post as it stands now",
       .handler = [&desk](const Request& request) { return show_post(desk, request); },
       .answers = {{200, "The post", schema<desk::PostView>}, {404, "There is none"}}},
      {.method = "GET",
       .path = "/api/authors/{author}",
       .permission = "see-cases",
       .summary = "Who wrote: what is known of an author on one site",
       .handler = [&desk](const Request& request) { return show_author(desk, request); },
       .answers = {{200, "The author", schema<desk::AuthorView>}, {404, "There is none"}}},
      {.method = "GET",
       .path = "/api/search",
       .permission = "see-cases",
       .summary = "Full-text search over what you may see",
       .handler = [&desk](const Request& request) { return search(desk, request); },
       .answers = {{200, "A page of what was found", schema<SearchAnswer>},
                   {422, "A field is wrong"}},
       .parameters = {{"q", "All of these words; \"a phrase\", -without, prefix*", "query",
                       "string", true},
                      {"kind", "post (otherwise), note, reason, draft, ..."},
                      {"account", "An account of ours"},
                      {"since", "Not older than this"},
                      {"until", "Not newer than this"},
                      cursor_parameter,
                      limit_parameter}}};
  for (Route& route : privacy_routes(desk)) routes.push_back(std::move(route));
  return routes;
}

}  // namespace decorum::http
