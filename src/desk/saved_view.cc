#include "desk/saved_view.h"

#include <fmt/format.h>

#include "desk/kept.h"

namespace decorum::desk {
namespace {

constexpr std::string_view view_kind = "saved-view";
constexpr std::size_t all_views_max = 5000;

struct ViewEvent {
  std::string view;
  bool shared = false;
};
template <class V>
void describe(V& v, ViewEvent& e) {
  v.field("view", e.view);
  v.field("shared", e.shared);
}

}  // namespace

std::vector<SavedView> saved_views(store::Snapshot& in, const Actor& actor) {
  std::vector<SavedView> views;
  for (SavedView& view : all_kept<SavedView>(in, view_kind, all_views_max)) {
    if (view.shared || view.owner == actor.person) views.push_back(std::move(view));
  }
  return views;
}

OrRefused<SavedView> save_view(Desk& desk, const Actor& actor, SavedView view) {
  if (actor.person.empty() || !actor.can(Permission::see_cases)) {
    return refuse(Refusal::not_permitted, "views are saved by people who see cases");
  }
  OrRefused<SavedView> answer = refuse(Refusal::not_found, "there is no such view of yours");
  desk.write(actor.id, [&](Writing& writing) {
    std::size_t own = 0;
    bool is_own = view.id.empty();
    for (const SavedView& one : saved_views(writing.in(), actor)) {
      if (one.owner == actor.person) ++own;
      is_own = is_own || (one.id == view.id && one.owner == actor.person);
    }
    if (!is_own) return;
    if (view.id.empty() && own >= saved_views_max) {
      answer = refuse(Refusal::too_many,
                      fmt::format("you have {} views; drop one first", saved_views_max));
      return;
    }
    if (view.id.empty()) view.id = base::to_text(writing.new_id());
    view.owner = actor.person;
    writing.event("view-saved", ViewEvent{view.id, view.shared});
    put_kept(writing, view_kind, view.id, view);
    answer = view;
  });
  return answer;
}

OrRefused<SavedView> drop_view(Desk& desk, const Actor& actor, const std::string& id) {
  OrRefused<SavedView> answer = refuse(Refusal::not_found, "there is no such view of yours");
  desk.write(actor.id, [&](Writing& writing) {
    auto view = kept<SavedView>(writing.in(), view_kind, id);
    if (!view || view->owner != actor.person) return;
    writing.event("view-dropped", ViewEvent{id, view->shared});
    writing.in().drop_document(view_kind, id);
    answer = std::move(*view);
  });
  return answer;
}

}  // namespace decorum::desk
