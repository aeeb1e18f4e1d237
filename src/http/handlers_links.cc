#include "http/handlers_links.h"

#include <algorithm>

#include "desk/case_row.h"
#include "desk/link.h"
#include "desk/perform.h"
#include "desk/views.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

constexpr std::string_view purpose = "answer-for-team";

struct AskedPost {
  static constexpr std::string_view shape_name = "AskedPost";
  std::optional<std::string> text;
  base::Time posted_at;
  bool ours = false;
};
template <class V>
void describe(V& v, AskedPost& post) {
  v.field("text", post.text, {.most = 262144});
  v.field("posted_at", post.posted_at);
  v.field("ours", post.ours);
}

struct AskedView {
  static constexpr std::string_view shape_name = "Asked";
  std::string organisation, site;
  std::optional<std::string> message;
  std::vector<AskedPost> posts;
  base::Time until;
  std::optional<base::Time> due_at;
};
template <class V>
void describe(V& v, AskedView& asked) {
  v.field("organisation", asked.organisation);
  v.field("site", asked.site);
  v.field("message", asked.message, {.most = 16384, .about = "What you are asked"});
  v.field("posts", asked.posts, {.about = "The conversation, oldest first"});
  v.field("until", asked.until, {.about = "How long the link works"});
  v.field("due_at", asked.due_at);
}

struct GiveAnswer {
  std::string answer;
};
template <class V>
void describe(V& v, GiveAnswer& give) {
  v.field("answer", give.answer, {.most = desk::note_bytes_max, .may_be_empty = false});
}

Response over() {
  return refused({desk::Refusal::too_late, "this link was used already, or is too old", ""});
}

// The case of an open link, and where it was handed to.
struct Handed {
  desk::Link link;
  cases::Conversation one;
  cases::HandOver hand_over;
};

std::optional<Handed> handed(store::Snapshot& in, std::string_view secret, base::Time now) {
  auto link = desk::open_link(in, secret, now);
  if (!link || link->purpose != purpose || !link->case_id) return std::nullopt;
  const auto row = in.case_row(*link->case_id);
  if (!row || row->family != store::Family::conversation) return std::nullopt;
  cases::Conversation one = desk::conversation_of(*row);
  const auto found = std::ranges::find(one.hand_overs, link->id, &cases::HandOver::link);
  if (found == one.hand_overs.end() || found->back_at) return std::nullopt;
  cases::HandOver hand_over = *found;
  return Handed{std::move(*link), std::move(one), std::move(hand_over)};
}

Response show(desk::Desk& desk, const Request& request) {
  std::optional<AskedView> view;
  const auto in_use = desk.in_use();
  desk.store().read([&](store::Snapshot& in) {
    view.reset();
    const auto found = handed(in, request.capture("secret"), desk.now());
    if (!found) return;
    view.emplace();
    view->organisation = in_use->policy->info.organisation;
    view->site = found->one.site;
    view->until = found->link.until;
    if (found->one.due) view->due_at = found->one.due->at;
    if (const auto text = in.text(found->hand_over.message.id)) view->message = text->body;
    for (const base::Id id : found->one.posts) {
      const auto row = in.post(id);
      if (!row) continue;
      desk::PostView post = desk::post_view(in, *row);
      view->posts.push_back({std::move(post.text), post.posted_at, post.ours});
    }
  });
  return view ? json_of(*view) : over();
}

Response answer(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<GiveAnswer>(request);
  if (!wish) return wish.error();
  std::optional<Handed> found;
  desk.store().read([&](store::Snapshot& in) {
    found = handed(in, request.capture("secret"), desk.now());
  });
  if (!found) return over();
  desk::Actor actor;
  actor.id = "link:" + base::to_text(found->link.id);
  const auto done = desk::perform(desk, actor, {.case_id = found->one.id,
                                                .act = "hand-back",
                                                .request = base::write_shape(*wish)});
  return done ? no_content() : refused(done.error());
}

}  // namespace

std::vector<Route> link_routes(desk::Desk& desk) {
  return {{.method = "GET",
           .path = "/api/links/{secret}",
           .permission = everybody,
           .summary = "What you are asked, with the one-time link that you were sent",
           .handler = [&desk](const Request& request) { return show(desk, request); },
           .answers = {{200, "The question and the conversation", schema<AskedView>},
                       {410, "The link was used, or is too old"}},
           .rate = RateClass::public_form},
          {.method = "POST",
           .path = "/api/links/{secret}",
           .permission = everybody,
           .summary = "Give your answer back; the link works once",
           .handler = [&desk](const Request& request) { return answer(desk, request); },
           .request = schema<GiveAnswer>,
           .answers = {{204, "It is with those who asked"},
                       {410, "The link was used, or is too old"},
                       {422, "The answer is missing or too long"}},
           .rate = RateClass::public_form}};
}

}  // namespace decorum::http
