#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_tag(const Situation& situation) {
  if (situation.one.tags.size() < cases::tags_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case has {} tags, which is the most", cases::tags_max),
                 {}};
}

OrRefused<Acted> tag(const Situation& situation, const TagRequest& request, Keeper&) {
  if (!is_reference(request.tag)) {
    return refuse(Refusal::bad_request,
                  "A tag is made of small letters, digits and single hyphens, such as exam-results",
                  "/tag");
  }
  const auto& tags = situation.one.tags;
  if (std::find(tags.begin(), tags.end(), request.tag) != tags.end()) {
    return refuse(Refusal::already_so, "The case has that tag already", "/tag");
  }
  Acted acted;
  acted.events.emplace_back(cases::Tagged{request.tag});
  return acted;
}

}  // namespace

Act tag_act() {
  return make_act<TagRequest>(
      {.name = "tag",
       .title = "Put a tag on it",
       .about = "Puts a tag on the case, by which it is found",
       .permission = Permission::act,
       .inverse = "untag",
       .in_bulk = true},
      may_tag, tag);
}

}  // namespace decorum::desk
