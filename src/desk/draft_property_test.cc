// Whatever people do in whatever order, and whatever the site answers: a text goes out only if
// exactly its bytes were approved by everybody who has to, none of whom wrote a version of it, and
// at most once for each key. Told from the record's events alone, by other code than the desk's.
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "desk/crisis.h"
#include "desk/draft_for_test.h"

namespace decorum::desk {
namespace {

using Texts = std::vector<std::string>;

// What the events of a draft allow, kept by the simplest means.
struct Allowed {
  std::string text;
  std::set<std::string> authors, approved_as;
  std::vector<Texts> needs;
  bool submitted = false;
  std::string queued_key;

  bool may_go() const {
    if (!submitted) return false;
    for (const Texts& by : needs) {
      bool settled = false;
      for (const std::string& role : by) settled = settled || approved_as.contains(role);
      if (!settled) return false;
    }
    return true;
  }
};

class DraftProperty : public DraftTest, public ::testing::WithParamInterface<unsigned> {
 protected:
  std::mt19937 chance_{GetParam()};

  std::size_t below(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(chance_);
  }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

  std::string text_of(store::Snapshot& in, const record::TextRef& ref) {
    const auto row = in.text(ref.id);
    if (!row || row->body.empty()) return "(erased)";
    return base::read_shape<Content>(row->body)->text;
  }

  // By the events before a sending: may it go, and with which text?
  std::map<std::string, Allowed> at_each_start(store::Snapshot& in, base::Id id) {
    std::map<std::string, Allowed> at;
    Allowed now;
    for (const store::EventRow& row : in.events_of(id, {}, 500)) {
      const auto event = *base::read_shape<record::Event>(row.bytes);
      const auto what = *cases::read_draft_event(event);
      if (const auto* e = std::get_if<cases::DraftWritten>(&what)) {
        now.text = text_of(in, e->text);
        now.authors.insert(event.actor);
        now.submitted = false;
        now.approved_as.clear();
      } else if (const auto* f = std::get_if<cases::DraftSubmitted>(&what)) {
        now.submitted = true;
        now.needs.clear();
        now.approved_as.clear();
        for (const cases::Need& need : f->needs) now.needs.push_back(need.by);
      } else if (const auto* g = std::get_if<cases::DraftApproved>(&what)) {
        EXPECT_FALSE(now.authors.contains(event.actor)) << "an author approved";
        now.approved_as.insert(g->as.begin(), g->as.end());
      } else if (std::get_if<cases::ApprovalWithdrawn>(&what) != nullptr ||
                 std::get_if<cases::DraftSentBack>(&what) != nullptr ||
                 std::get_if<cases::DraftTakenUp>(&what) != nullptr) {
        now.approved_as.clear();
        if (std::get_if<cases::ApprovalWithdrawn>(&what) == nullptr) now.submitted = false;
      } else if (const auto* h = std::get_if<cases::SendStarted>(&what)) {
        at[h->key] = now;
      }
    }
    return at;
  }

  Texts possible_for(const std::string& person, base::Id id) {
    static const Texts passed_over{"withdraw",      "send-back",        "taken-down",
                                   "complained-of", "not-complained-of", "tick",
                                   "untick",        "revise",           "unqueue",
                                   "prepare-by-hand", "withdraw-approval"};
    Texts names;
    store_.read([&](store::Snapshot& in) {
      for (const Possible& one : possible_on(in, *in_use(), actor(person),
                                             draft_of(*in.case_row(id)), tools_, clock_.now())) {
        const bool often = std::ranges::find(passed_over, one.act) == passed_over.end();
        if (!one.refused && (often || below(8) == 0)) names.push_back(one.act);
      }
    });
    return names;
  }

  void do_something(std::vector<base::Id>& drafts) {
    static const Texts people{"ray", "rob", "mia", "pip", "cy", "lee", "sue", "dan"};
    static const Texts accounts{"main", "press", "chief", "policy"};
    static const Texts acts{"submit", "submit", "approve", "approve", "approve", "queue", "queue",
                            "queue", "unqueue", "withdraw", "take-up", "withdraw-approval",
                            "send-back", "schedule", "settle", "prepare-by-hand", "revise"};
    const std::string& person = one_of(people);
    if (drafts.size() < 3 || below(6) == 0) {
      const auto done = act(person, "write", {},
                            written("Text " + std::to_string(chance_()) + ".", one_of(accounts)));
      if (done) drafts.push_back(done->draft);
      return;
    }
    const base::Id id = below(2) == 0 ? one_of(drafts) : drafts.back();
    std::string name = one_of(acts);
    if (below(5) != 0) {  // mostly what is possible, or too little would go out
      const Texts possible = possible_for(person, id);
      if (possible.empty()) return;
      name = one_of(possible);
    }
    std::string request = "{}";
    if (name == "approve") request = approve_now(id);
    if (name == "revise") {
      request = revised(newest(id), "Text " + std::to_string(chance_()) + ".");
    }
    if (name == "send-back") request = R"({"reason":"No."})";
    if (name == "schedule") {
      request = R"({"at":")" + base::format_rfc3339(clock_.now() + std::chrono::minutes(5)) + "\"}";
    }
    if (name == "settle") request = R"({"went_out":false})";
    if (name == "submit" && below(4) == 0) request = R"({"also":["manager"]})";
    act(person, name, id, request);
  }

  void disturb(const std::vector<base::Id>& drafts) {
    using Kind = channels::Receipt::Kind;
    static const std::vector<Kind> kinds{Kind::sent, Kind::sent, Kind::refused, Kind::not_sent,
                                         Kind::unknown};
    channel_.answers.clear();
    for (int i = 0; i < 3; ++i) channel_.answers.push_back(receipt(one_of(kinds)));
    if (below(60) == 0) {
      desk_.write("person:mia", [&](Writing& writing) {
        set_crisis_pause(writing, {below(4) == 0, {}, writing.now(), {"pip"}});
      });
    }
    if (below(40) == 0 && !drafts.empty()) {
      const base::Id text = draft(one_of(drafts)).versions.back().text.id;
      desk_.write("person:mia", [&](Writing& writing) { writing.in().erase_text(text); });
    }
  }
};

TEST_P(DraftProperty, OnlyWhatWasApprovedGoesOutAndOnceAKey) {
  channel_.able.repeats_safely = GetParam() % 2 == 0;
  std::vector<base::Id> drafts;
  std::size_t seen = 0;
  for (int step = 0; step < 200; ++step) {
    do_something(drafts);
    disturb(drafts);
    if (below(3) == 0) clock_.pass(std::chrono::minutes(below(90)));
    if (below(2) == 0) outbox_.turn();
    store_.read([&](store::Snapshot& in) {
      for (; seen < channel_.given.size(); ++seen) {
        const channels::Outgoing& given = channel_.given[seen];
        bool found = false;
        for (const base::Id id : drafts) {
          const auto at = at_each_start(in, id);
          const auto start = at.find(given.key);
          if (start == at.end()) continue;
          found = true;
          EXPECT_TRUE(start->second.may_go()) << given.text;
          EXPECT_TRUE(given.text == start->second.text || start->second.text == "(erased)");
          EXPECT_EQ(given.account, draft_of(*in.case_row(id)).account);
        }
        EXPECT_TRUE(found) << "the record has no start of " << given.key;
      }
    });
  }
  // The same key twice only where the site takes it twice without harm, or said that it has not got
  // it; and always the same bytes.
  std::map<std::string, std::string> texts;
  for (const channels::Outgoing& given : channel_.given) {
    const auto [known, is_new] = texts.emplace(given.key, given.text);
    EXPECT_TRUE(is_new || known->second == given.text);
  }
  RecordProperty("sent", static_cast<int>(channel_.given.size()));
  EXPECT_FALSE(channel_.given.empty()) << "the test shows nothing: nothing went out";
}

INSTANTIATE_TEST_SUITE_P(Seeds, DraftProperty, ::testing::Range(1u, 13u));

}  // namespace
}  // namespace decorum::desk
