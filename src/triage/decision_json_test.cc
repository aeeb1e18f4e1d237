#include "triage/decision_json.h"

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/decide.h"

namespace decorum::triage {
namespace {

policy::Policy small_chart() {
  return chart(R"(
question positive
  yes: sentiment.positive >= 0.75 -> stand
  no: sentiment.positive < 0.75 -> troll
question troll
  spam: spam >= 0.95 && words.threat >= 1 -> monitor confirm
  neither: spam < 0.5 -> stand
outcome stand
outcome monitor watch hostile 30d
words threat
)");
}

std::string json(const policy::Policy& policy, std::string_view id, const signals::Signals& signals,
                 const EvidenceOf& evidence = {}) {
  const Decision decision = decide(policy, {}, {}, signals, {}, {}, {}, evidence);
  std::string out;
  DecisionWriter(policy, "sha256:readers").append(out, id, signals, decision);
  return out;
}

constexpr std::string_view nothing_read =
    R"({"sentiment":{"positive":null,"neutral":null,"negative":null},"irony":null,"abuse":null,)"
    R"("prejudice":null,"aggression":null,"spam":null,"troll":null,"service":null,)"
    R"("question":null,"claim":null,"emotion":{"anger":null,"joy":null,"optimism":null,)"
    R"("sadness":null},"personal_data":[],"language":{"code":null,"confidence":null}})";

TEST(DecisionJson, UnknownSignalsAreNull) {
  const policy::Policy policy = small_chart();
  EXPECT_EQ(json(policy, "17", {}),
            R"({"id":"17","outcomes":[],"ask":"positive","proposed":[],)"
            R"("path":[{"question":"positive","from":null,"answers":[],"by":"machine",)"
            R"("confidence":0,"because":[]}],"signals":)" +
                std::string(nothing_read) +
                R"(,"policy":"sha256:test","readers":"sha256:readers"})");
}

TEST(DecisionJson, FactSheetsThatThePostSpeaksOfAreNamedAndNoOthers) {
  policy::Policy policy = chart(R"(
question sheet
  yes: facts.contradicted > 0 -> answer confirm
  no: facts.contradicted == 0 -> stand
outcome answer
outcome stand
)");
  policy::FactSheet& sheet = policy.facts.emplace_back();
  sheet.id = "branch";
  sheet.statement = "The harbour branch is closing.";
  sheet.answer = "It stays.";
  const auto said = [&](std::string text) {
    post::Post post;
    post.text = std::move(text);
    const Decision decision = decide(policy, post, {}, {}, {}, {}, {},
                                     [](std::size_t) { return std::vector<signals::Evidence>(); });
    std::string out;
    DecisionWriter(policy, "r").append(out, "1", {}, decision);
    const std::size_t signals = out.find(",\"signals\"");
    const std::size_t readers = out.find(",\"readers\":\"r\"") + 14;
    return out.substr(0, signals) + " ... " + out.substr(readers);
  };
  EXPECT_EQ(said("So the harbour branch is closing."),
            R"({"id":"1","outcomes":[],"ask":"sheet","proposed":["answer"],"path":[{)"
            R"("question":"sheet","from":null,"answers":["yes"],"by":"proposed","confidence":1,)"
            R"("because":[{"signal":"facts.contradicted","value":1,"start":7,"end":32}]}] ... )"
            R"(,"facts":[{"sheet":"branch","match":"contradicts","score":1,"start":7,"end":32}]})");
  EXPECT_EQ(said("Lovely harbour."),
            R"({"id":"1","outcomes":["stand"],"ask":null,"proposed":[],"path":[{)"
            R"("question":"sheet","from":null,"answers":["no"],"by":"machine","confidence":1,)"
            R"("because":[{"signal":"facts.contradicted","value":0,"start":0,"end":0}]}] ... })");
}

TEST(DecisionJson, AProposalNamesItsReasonsAndPlaces) {
  const policy::Policy policy = small_chart();
  signals::Signals signals =
      signals_of(policy, "sentiment.positive=0.25 spam=0.99 words.threat=2 language.code=en");
  signals.personal_data.push_back({"email", {4, 9}});
  const EvidenceOf evidence = [](std::size_t slot) -> std::vector<signals::Evidence> {
    if (slot == policy::slot_of_words(0)) return {{{0, 3}, 1}, {{5, 8}, 1}};
    return {};
  };
  const std::string out = json(policy, "a\"b", signals, evidence);
  EXPECT_EQ(
      out.substr(0, out.find(",\"signals\"")),
      R"({"id":"a\"b","outcomes":[],"ask":"troll","proposed":["monitor"],"path":[)"
      R"({"question":"positive","from":null,"answers":["no"],"by":"machine","confidence":0.75,)"
      R"("because":[{"signal":"sentiment.positive","value":0.25,"start":0,"end":0}]},)"
      R"({"question":"troll","from":"positive","answers":["spam"],"by":"proposed",)"
      R"("confidence":0.99,"because":[{"signal":"spam","value":0.99,"start":0,"end":0},)"
      R"({"signal":"words.threat","value":2,"start":0,"end":3},)"
      R"({"signal":"words.threat","value":2,"start":5,"end":8}]}])");
  EXPECT_NE(out.find(R"("personal_data":[{"kind":"email","start":4,"end":9}],)"
                     R"("language":{"code":"en","confidence":0.95}})"),
            std::string::npos);
}

TEST(DecisionJson, ReachedOutcomesAskNobody) {
  const policy::Policy policy = small_chart();
  const std::string out = json(policy, "1", signals_of(policy, "sentiment.positive=0.9"));
  EXPECT_EQ(out.find(R"({"id":"1","outcomes":["stand"],"ask":null,"proposed":[],)"), 0U);
}

}  // namespace
}  // namespace decorum::triage
