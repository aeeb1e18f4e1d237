#include "desk/crisis.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/kept.h"

namespace decorum::desk {
namespace {

constexpr std::string_view kind = "setting";
constexpr std::string_view id = "crisis";

}  // namespace

CrisisPause crisis_pause(store::Snapshot& in) {
  return kept<CrisisPause>(in, kind, id).value_or(CrisisPause{});
}

void set_crisis_pause(Writing& writing, const CrisisPause& pause) {
  put_kept(writing, kind, id, pause);
}

bool holds_back(const CrisisPause& pause, const store::OutboxRow& row) {
  return pause.declared_at && row.created_at <= *pause.declared_at;
}

std::optional<Refused> may_speak(const CrisisPause& pause, const Actor& actor) {
  if (!pause.on) return std::nullopt;
  const bool named = !actor.person.empty() &&
                     std::ranges::find(pause.speakers, actor.person) != pause.speakers.end();
  if (named) return std::nullopt;
  return Refused{Refusal::in_crisis,
                 "A crisis is on, and only those named in it publish; ask one of them, or wait "
                 "until it is stood down",
                 {}};
}

base::Result<Drill> read_drill(std::string_view json) {
  auto drill = base::read_shape<Drill>(json);
  if (!drill) return drill;
  for (std::size_t i = 0; i < drill->steps.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (drill->steps[i].id != drill->steps[j].id) continue;
      return base::fail(fmt::format("two steps are called '{}'", drill->steps[i].id),
                        fmt::format("/steps/{}/id", i));
    }
  }
  return drill;
}

}  // namespace decorum::desk
