#include "desk/sample.h"

#include <algorithm>
#include <chrono>

#include "base/hash.h"
#include "desk/kept.h"

namespace decorum::desk {
namespace {

constexpr std::string_view check_kind = "sample-check";
constexpr base::Duration week_lasts = std::chrono::days(7);

struct Kept {
  bool right = true;
  std::string by;
};
template <class V>
void describe(V& v, Kept& k) {
  v.field("right", k.right);
  v.field("by", k.by);
}

struct SampleChecked {
  static constexpr std::string_view kind = "sample-checked";
  base::Id post;
  bool right = true;
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, SampleChecked& e) {
  v.field("post", e.post);
  v.field("right", e.right);
  v.field("reason", e.reason);
}

bool was_let_stand(const store::PostRow& row) {
  return !row.ours && !row.history && !row.case_id && row.ask.empty() && row.document;
}

Sampled sampled(store::Snapshot& in, const store::PostRow& row) {
  Sampled one{post_view(in, row), {}, ""};
  if (const auto check = kept<Kept>(in, check_kind, base::to_text(row.id))) {
    one.right = check->right;
    one.by = check->by;
  }
  return one;
}

// A person said that somebody should have looked: the chart's first question is theirs.
void put_on_desk(Writing& writing, const InUse& in_use, store::PostRow& row) {
  const policy::Protocol& chart = in_use.policy->protocol;
  const policy::Question& first = chart.questions[chart.start];
  const std::string account = row.accounts.empty() ? "" : row.accounts.front();
  cases::Conversation one;
  cases::Opened opened;
  opened.site = row.site;
  opened.accounts = row.accounts;
  opened.author = row.author;
  opened.thread = row.thread;
  writing.happen(one, opened);
  writing.happen(one, cases::PostAdded{row.id, account, false});
  cases::Decided decided;
  decided.post = row.id;
  decided.policy = in_use.policy->hash;
  decided.readers = in_use.readers->version();
  decided.ask = first.id;
  decided.owner = first.unsure_role;
  decided.queue = "questions";
  decided.priority = "normal";
  writing.happen(one, decided);
  writing.save(one, 0);
  row.case_id = one.id;
  row.ask = first.id;
  writing.in().put_post(row);
}

}  // namespace

std::vector<Sampled> weekly_sample(store::Snapshot& in, base::Time week) {
  std::vector<std::pair<std::string, store::PostRow>> drawn;
  const base::Id end = base::first_id_at(week + week_lasts);
  base::Id after = base::first_id_at(week);
  std::size_t read = 0;
  for (bool more = true; more && read < sample_read_max;) {
    const auto page = in.posts_after(after, false, store::page_max);
    read += page.size();
    more = page.size() == store::page_max;
    for (const store::PostRow& row : page) {
      after = row.id;
      if (row.id >= end) more = false;
      // One that was checked and found wrong has a case by now, and stays in the sample.
      const bool is_checked =
          row.id < end && in.document(check_kind, base::to_text(row.id)).has_value();
      if (row.id < end && (was_let_stand(row) || is_checked)) {
        drawn.emplace_back(base::sha256(base::to_text(row.id)), row);
      }
    }
  }
  std::ranges::sort(drawn, {}, [](const auto& one) -> const std::string& { return one.first; });
  if (drawn.size() > sample_size) drawn.resize(sample_size);
  std::vector<Sampled> sample;
  for (const auto& [digest, row] : drawn) sample.push_back(sampled(in, row));
  return sample;
}

OrRefused<Sampled> check_sampled(Desk& desk, const Actor& actor, base::Id post,
                                 const SampleCheck& check) {
  if (!actor.can(Permission::lead) && !actor.can(Permission::answer)) {
    return refuse(Refusal::not_permitted, "no role of yours may check the sample");
  }
  if (!check.right && check.reason.empty()) {
    return refuse(Refusal::bad_request, "say why it should not have been let stand", "/reason");
  }
  const auto in_use = desk.in_use();
  OrRefused<Sampled> answer = refuse(Refusal::not_found, "there is no such post");
  desk.write(actor.id, [&](Writing& writing) {
    auto row = writing.in().post(post);
    if (!row) return;
    const std::string id = base::to_text(post);
    if (writing.in().document(check_kind, id)) {
      answer = refuse(Refusal::already_so, "somebody has checked this post");
      return;
    }
    if (!was_let_stand(*row)) {
      answer = refuse(Refusal::wrong_state, "the machine did not let this post stand by itself");
      return;
    }
    SampleChecked event{post, check.right, {}};
    if (!check.reason.empty()) event.reason = writing.keep("reason", check.reason, {.words = ""});
    writing.event(SampleChecked::kind, event);
    put_kept(writing, check_kind, id, Kept{check.right, actor.person});
    if (!check.right) put_on_desk(writing, *in_use, *row);
    answer = sampled(writing.in(), *row);
  });
  return answer;
}

}  // namespace decorum::desk
