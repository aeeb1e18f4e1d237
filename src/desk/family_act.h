// An act on a case of a family, in the manner of act.h: what is asked with, whether it may be done,
// what it does. `Situation` holds the case, the actor and what is looked up; `Acted` what the act
// wants written; `Keep` is a Keeper, or more.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "desk/act.h"

namespace decorum::desk {

template <class Situation, class Acted, class Keep>
struct FamilyAct {
  ActInfo info;
  std::optional<Refused> (*may)(const Situation&) = nullptr;
  std::function<OrRefused<Acted>(const Situation&, std::string_view request, Keep&)> perform;
  std::string (*schema)(base::Schemas&) = nullptr;
};

// A role of the actor's gives it.
inline std::optional<Refused> may_at_all(const ActInfo& info, const Actor& actor) {
  if (actor.can(info.permission)) return std::nullopt;
  return Refused{Refusal::not_permitted, "No role of yours gives you this", {}};
}

template <class Request, class Situation, class Acted, class Keep>
FamilyAct<Situation, Acted, Keep> make_family_act(
    const ActInfo& info, std::optional<Refused> (*may)(const Situation&),
    OrRefused<Acted> (*perform)(const Situation&, const Request&, Keep&)) {
  return {info, may,
          [info, may, perform](const Situation& situation, std::string_view request,
                               Keep& keeper) -> OrRefused<Acted> {
            if (auto no = may_at_all(info, situation.actor)) return tl::unexpected(*no);
            if (auto no = may(situation)) return tl::unexpected(*no);
            auto read = base::read_shape<Request>(request);
            if (!read) return refuse(Refusal::bad_request, read.error().what, read.error().where);
            return perform(situation, *read, keeper);
          },
          [](base::Schemas& named) { return base::schema_of<Request>(named); }};
}

template <class Act>
const Act* act_in(const std::vector<Act>& acts, std::string_view name) {
  const auto found = std::find_if(acts.begin(), acts.end(),
                                  [&](const Act& act) { return act.info.name == name; });
  return found == acts.end() ? nullptr : &*found;
}

// What may be done now, and why the rest may not.
template <class Act, class Situation>
std::vector<Possible> possible_in(const std::vector<Act>& acts, const Situation& situation) {
  std::vector<Possible> possible;
  for (const Act& act : acts) {
    auto no = may_at_all(act.info, situation.actor);
    if (!no) no = act.may(situation);
    Possible one{std::string(act.info.name), std::string(act.info.title), {}, {}};
    if (no) {
      one.refused = std::string(names_of(no->why)[static_cast<std::size_t>(no->why)]);
      one.because = no->what;
    }
    possible.push_back(std::move(one));
  }
  return possible;
}

}  // namespace decorum::desk
