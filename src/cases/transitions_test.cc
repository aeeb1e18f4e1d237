// test/golden/cases/FAMILY.txt: what each event makes of a case in each situation, as a table that
// a person can check. Written anew with DECORUM_UPDATE_GOLDEN set; read what changed.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cases/families_for_test.h"

namespace decorum::cases {
namespace {

template <class Case>
struct Situation {
  std::string name;
  Case one;
};

template <class Case, class Variant>
Case after(Case one, const std::vector<Variant>& events) {
  for (const Variant& what : events) apply(one, event_of(what, base::Id{first_id + 50}, {}), what);
  return one;
}

record::TextRef text() { return {base::Id{first_id + 60}, "00"}; }

std::vector<Situation<Conversation>> situations_of(const Conversation&) {
  using All = std::vector<ConversationEvent>;
  Decided decided;
  decided.post = base::Id{first_id + 2};
  decided.due = Due{};
  const All held{Opened{"x", {"main"}, base::Id{first_id + 1}, "1", false},
                 PostAdded{base::Id{first_id + 2}, "main", false}, decided, Held{}};
  const Conversation open = after(Conversation{}, held);
  return {{"open, held", open},
          {"author", after(open, All{Paused{}})},
          {"team", after(open, All{HandedOver{"team:shop", text(), {}, {}}})},
          {"snoozed", after(open, All{Snoozed{}})},
          {"done", after(open, All{Closed{"no-reply", {}}})},
          {"merged", after(open, All{MergedInto{base::Id{first_id + 9}, {}}})}};
}

std::string cell_of(const Conversation& one) {
  std::string cell(state_names[static_cast<std::size_t>(one.state)]);
  if (one.waits_for != WaitsFor::nobody) {
    cell += fmt::format(" {}", waits_for_names[static_cast<std::size_t>(one.waits_for)]);
  }
  if (one.holding) cell += ", held";
  if (one.due) cell += one.due->paused_since ? ", paused" : ", due";
  return cell;
}

std::vector<Situation<Draft>> situations_of(const Draft&) {
  using All = std::vector<DraftEvent>;
  DraftSubmitted submitted;
  submitted.findings = text();
  submitted.seal = "seal";
  submitted.needs = {{{"manager"}, "the policy asks for it"}};
  const Draft writing = after(Draft{}, All{DraftOpened{}, DraftWritten{text()}});
  const Draft waiting = after(writing, All{submitted});
  const Draft ready = after(waiting, All{DraftApproved{{"manager"}, "seal", true}});
  const Draft queued = after(ready, All{DraftQueued{base::Id{first_id + 7}, "key", {}, "seal"}});
  const Draft sending = after(queued, All{SendStarted{"key", 1}});
  const Draft sent = after(sending, All{DraftSent{"key", "1", "https://example.org/1"}});
  return {{"writing", writing},
          {"waiting", waiting},
          {"ready", ready},
          {"by hand", after(ready, All{PreparedByHand{}})},
          {"queued", queued},
          {"sending", sending},
          {"sent", sent},
          {"failed", after(sending, All{SendFailed{"key", "no", false}})},
          {"unknown", after(sending, All{SendUnknown{"key", "who knows"}})},
          {"held", after(queued, All{HeldBack{}})},
          {"withdrawn", after(ready, All{DraftWithdrawn{}})},
          {"deleted", after(sent, All{TakenDown{text()}})}};
}

std::string cell_of(const Draft& one) {
  std::string cell(draft_state_names[static_cast<std::size_t>(one.state)]);
  if (!one.approvals.empty()) cell += fmt::format(" +{}", one.approvals.size());
  if (one.by_hand) cell += " by hand";
  return cell;
}

std::vector<Situation<Topic>> situations_of(const Topic&) {
  using All = std::vector<TopicEvent>;
  const Topic open = after(Topic{}, All{TopicOpened{text(), {}}});
  const Topic crisis = after(open, All{CrisisDeclared{{"ana"}, {}}});
  return {{"open", open},
          {"crisis", crisis},
          {"stood down", after(crisis, All{CrisisStoodDown{text()}})},
          {"closed", after(open, All{TopicClosed{}})},
          {"closed in crisis", after(crisis, All{TopicClosed{}})}};
}

std::string cell_of(const Topic& one) {
  std::string cell(topic_state_names[static_cast<std::size_t>(one.state)]);
  if (one.crisis && one.crisis->briefs) cell += ", briefs";
  return cell;
}

// The samples speak of ids and seals that no case has; here they are to fit.
void fit(ConversationEvent&) {}
void fit(DraftEvent& what) {
  if (auto* approved = std::get_if<DraftApproved>(&what)) approved->seal = "seal";
  if (auto* queued = std::get_if<DraftQueued>(&what)) queued->seal = "seal";
  if (auto* withdrawn = std::get_if<ApprovalWithdrawn>(&what)) {
    withdrawn->approval = base::Id{first_id + 50};
  }
}
void fit(TopicEvent&) {}

template <class Family>
std::string table_of() {
  const auto situations = situations_of(typename Family::Case{});
  std::vector<std::vector<std::string>> rows(1);
  rows[0].emplace_back("event");
  for (const auto& situation : situations) rows[0].push_back(situation.name);
  for (auto& what : samples_of<typename Family::Variant>(true)) {
    fit(what);
    rows.emplace_back().emplace_back(kind_of(what));
    for (const auto& situation : situations) {
      rows.back().push_back(cell_of(after(situation.one, std::vector{what})));
    }
  }
  std::vector<std::size_t> widths(rows[0].size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += fmt::format("{}{:<{}}", i == 0 ? "" : " | ", row[i], widths[i]);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return out;
}

template <class Family>
class Transitions : public testing::Test {};
using Families = testing::Types<Conversations, Drafts, Topics>;
TYPED_TEST_SUITE(Transitions, Families);

TYPED_TEST(Transitions, AreThoseOfTheTable) {
  const std::string path = fmt::format("test/golden/cases/{}.txt", TypeParam::name);
  const std::string table = table_of<TypeParam>();
  if (std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << table;
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), table);
}

}  // namespace
}  // namespace decorum::cases
