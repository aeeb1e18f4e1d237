// What we have posted before in nearly the same words, and what came of it.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/time.h"
#include "policy/zone_time.h"
#include "review/kind_list.h"
#include "review/shingles.h"

namespace decorum::review {
namespace {

struct Config {
  double at_least = 0.85;
  std::size_t words_min = 8;
  bool say_when_not_looked = false;
  std::string zone;
};

std::string_view in_words(PastPost::State state) {
  switch (state) {
    case PastPost::State::standing: return "still stands";
    case PastPost::State::withdrawn: return "was withdrawn";
    case PastPost::State::complained_of: return "was complained of";
  }
  return "";
}

// The graver of two posts that are equally alike.
int weight(PastPost::State state) {
  switch (state) {
    case PastPost::State::standing: return 0;
    case PastPost::State::withdrawn: return 1;
    case PastPost::State::complained_of: return 2;
  }
  return 0;
}

void compare(const Config& config, const Subject& subject, Hits& hits) {
  const Shingles draft = shingles_of(subject.reading.text);
  if (draft.words.size() < config.words_min) return;
  const PastPost* best = nullptr;
  double best_share = 0;
  std::size_t times = 0;
  for (const PastPost& post : *subject.around.past) {
    // Sizes tell before all pairs are compared.
    const bool prepared = !post.pairs.empty();
    const std::vector<std::uint32_t> fresh = prepared ? std::vector<std::uint32_t>()
                                                      : pairs_of(post.text);
    const std::vector<std::uint32_t>& pairs = prepared ? post.pairs : fresh;
    const std::size_t small = std::min(pairs.size(), draft.pairs.size());
    const std::size_t large = std::max(pairs.size(), draft.pairs.size());
    if (2.0 * static_cast<double>(small) <
        config.at_least * static_cast<double>(small + large)) {
      continue;
    }
    const double found = share(draft.pairs, pairs);
    if (found < config.at_least) continue;
    ++times;
    const bool better = best == nullptr || std::pair(found, weight(post.state)) >
                                               std::pair(best_share, weight(best->state));
    if (!better) continue;
    best = &post;
    best_share = found;
  }
  if (best == nullptr) return;
  Hit hit;
  hit.span = longest_run(draft, shingles_of(best->text));
  hit.fields.emplace_back("posted",
                          best->posted_at
                              ? "on " + base::format_date(policy::local_day(config.zone,
                                                                            *best->posted_at))
                              : std::string("before"));
  hit.fields.emplace_back("state", in_words(best->state));
  hit.fields.emplace_back("share", fmt::format("{:.0f} %", best_share * 100));
  hit.fields.emplace_back("link", best->url.empty() ? best->id : best->url);
  hit.fields.emplace_back("times", times == 1 ? "once" : fmt::format("{} times", times));
  hits.add(std::move(hit));
}

}  // namespace

Run compile_similarity(Settings& settings, const Setup& setup) {
  auto config = std::make_shared<Config>();
  config->zone = setup.policy.info.time_zone;
  settings.choice_if("against", {"own-posts"});
  config->at_least = settings.real_if("at_least", 0.1, 1).value_or(config->at_least);
  config->words_min =
      static_cast<std::size_t>(settings.number_if("words_min", 2, 100).value_or(8));
  config->say_when_not_looked = settings.flag_if("say_when_not_looked");
  return [config](const Subject& subject, Hits& hits) {
    if (subject.around.past != nullptr) return compare(*config, subject, hits);
    if (!config->say_when_not_looked || subject.draft.account.empty()) return;
    Hit hit;
    hit.message = "Our earlier posts were not looked at.";
    hit.not_looked_up = true;
    hits.add(std::move(hit));
  };
}

}  // namespace decorum::review
