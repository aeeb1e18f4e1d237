#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "review/kind_list.h"

namespace decorum::review {
namespace {

enum class Find : std::uint8_t { monitored, late };

}  // namespace

// A draft that answers somebody. Fields:
//   find: [monitored, late]    the chart says not to answer; it was due before now
// A draft that is to go out later is late if that is too late. Messages: {outcome}, {author}.
Run compile_reply(Settings& settings, const Setup& setup) {
  const std::vector<std::size_t> find = settings.choices_if("find", {"monitored", "late"});
  const auto wanted = [&](Find what) {
    return find.empty() ||
           std::ranges::find(find, static_cast<std::size_t>(what)) != find.end();
  };
  auto silent = std::make_shared<std::vector<std::string>>();
  for (const policy::Outcome& outcome : setup.policy.protocol.outcomes) {
    const bool is_silent = outcome.act == policy::Outcome::Do::monitor;
    if (is_silent) silent->push_back(outcome.id);
  }
  const bool monitor = wanted(Find::monitored);
  const bool due = wanted(Find::late);
  return [silent, monitor, due](const Subject& subject, Hits& hits) {
    if (!subject.draft.reply_to) return;
    const post::ReplyTo& reply = *subject.draft.reply_to;
    for (const std::string& outcome : reply.outcomes) {
      if (!monitor || std::ranges::find(*silent, outcome) == silent->end()) continue;
      Hit hit;
      hit.fields.emplace_back("outcome", outcome);
      hit.fields.emplace_back("author", reply.author);
      hits.add(std::move(hit));
      break;
    }
    const base::Time goes_out = subject.draft.publish_at.value_or(subject.around.now);
    if (!due || !reply.due_at || *reply.due_at >= goes_out) return;
    Hit hit;
    hit.fields.emplace_back("author", reply.author);
    hits.add(std::move(hit));
  };
}

}  // namespace decorum::review
