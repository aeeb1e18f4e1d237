#include "desk/crisis.h"

#include <algorithm>

#include <fmt/format.h>

namespace decorum::desk {
namespace {

constexpr std::string_view kind = "setting";
constexpr std::string_view id = "crisis";

}  // namespace

CrisisPause crisis_pause(store::Snapshot& in) {
  const auto document = in.document(kind, id);
  if (!document) return {};
  auto pause = base::read_shape<CrisisPause>(document->body);
  if (!pause) {
    throw store::StoreError(store::StoreError::Kind::damaged,
                            "the setting of the crisis cannot be read");
  }
  return std::move(*pause);
}

void set_crisis_pause(Writing& writing, const CrisisPause& pause) {
  const auto before = writing.in().document(kind, id);
  writing.in().put_document({.kind = std::string(kind),
                             .id = std::string(id),
                             .version = before ? before->version + 1 : 1,
                             .key = {},
                             .second_key = {},
                             .expires_at = {},
                             .changed_at = writing.now(),
                             .body = base::write_shape(pause)});
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
