// A list that somebody gave a name to: filters as they stand in the page's address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/refusal.h"

namespace decorum::desk {

inline constexpr std::size_t saved_views_max = 100;  // of one person

struct SavedView {
  static constexpr std::string_view shape_name = "SavedView";
  std::string id, owner, name, query;
  bool shared = false;  // everybody sees it
};
template <class V>
void describe(V& v, SavedView& view) {
  v.field("id", view.id, {.most = 13, .may_miss = true});
  v.field("owner", view.owner, {.most = 128, .may_miss = true});
  v.field("name", view.name, {.most = 120, .may_be_empty = false});
  v.field("query", view.query, {.most = 4000, .about = "The filters, as in the list's address"});
  v.field("shared", view.shared, {.may_miss = true});
}

// Their own and the shared ones.
std::vector<SavedView> saved_views(store::Snapshot& in, const Actor& actor);

// A new one, or with an id a changed one of their own.
OrRefused<SavedView> save_view(Desk& desk, const Actor& actor, SavedView view);
OrRefused<SavedView> drop_view(Desk& desk, const Actor& actor, const std::string& id);

}  // namespace decorum::desk
