#include "cli/past_posts.h"

#include <array>
#include <utility>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"
#include "post/json.h"
#include "review/shingles.h"

namespace decorum::cli {
namespace {

using State = review::PastPost::State;

base::Result<State> state_of(const post::Post& post) {
  static constexpr std::array<std::pair<std::string_view, State>, 4> states = {
      {{"null", State::standing},
       {"\"standing\"", State::standing},
       {"\"withdrawn\"", State::withdrawn},
       {"\"complained_of\"", State::complained_of}}};
  for (const post::ExtraField& field : post.extra) {
    if (field.name != "state") continue;
    for (const auto& [json, state] : states) {
      if (field.json == json) return state;
    }
    return base::fail("state must be standing, withdrawn or complained_of", "/state");
  }
  return State::standing;
}

}  // namespace

base::Result<std::vector<review::PastPost>> read_past_posts(std::string_view bytes) {
  std::vector<review::PastPost> past;
  post::PostReader reader;
  post::Post post;
  std::size_t number = 0;
  const auto fail = [&](const base::Error& error) {
    return base::fail(error.what, fmt::format("{}{}{}", number, error.where.empty() ? "" : " ",
                                              error.where));
  };
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (past.size() == past_posts_max) {
      return fail({fmt::format("there are more than {} earlier posts", past_posts_max), {}});
    }
    if (auto done = reader.read(line, post); !done) return fail(done.error());
    const auto state = state_of(post);
    if (!state) return fail(state.error());
    past.push_back({post.id, post.text, post.url, post.posted_at, *state,
                    review::pairs_of(post.text)});
  }
  return past;
}

std::vector<review::PastPost> open_past_posts(const std::string& path) {
  auto past = read_past_posts(read_file(path, past_bytes_max));
  if (past) return std::move(*past);
  throw CannotRun(fmt::format("{}:{}: {}", path, past.error().where, past.error().what));
}

}  // namespace decorum::cli
