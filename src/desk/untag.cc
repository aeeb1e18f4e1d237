#include <algorithm>

#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_untag(const Situation& situation) {
  if (!situation.one.tags.empty()) return std::nullopt;
  return Refused{Refusal::already_so, "The case has no tag", {}};
}

OrRefused<Acted> untag(const Situation& situation, const TagRequest& request, Keeper&) {
  const auto& tags = situation.one.tags;
  if (std::find(tags.begin(), tags.end(), request.tag) == tags.end()) {
    return refuse(Refusal::already_so, "The case does not have that tag", "/tag");
  }
  Acted acted;
  acted.events.emplace_back(cases::Untagged{request.tag});
  return acted;
}

}  // namespace

Act untag_act() {
  return make_act<TagRequest>(
      {.name = "untag",
       .title = "Take a tag off",
       .about = "Takes a tag off the case",
       .permission = Permission::act,
       .inverse = "tag",
       .in_bulk = true},
      may_untag, untag);
}

}  // namespace decorum::desk
