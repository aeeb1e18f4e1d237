#include "policy/prove.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "policy/names.h"

namespace decorum::policy {
namespace {

const cel::Environment& environment() {
  static const cel::Environment made =
      make_environment(std::vector<post::Lexicon>{{"threat", {"x"}, {}, {}}});
  return made;
}

cel::ProgramPtr compiled(std::string_view source) {
  auto program = cel::compile(environment(), source);
  EXPECT_TRUE(program.has_value()) << source;
  return program ? std::move(*program) : nullptr;
}

std::string verdict(std::string_view source) {
  ProofBudget budget;
  const auto program = compiled(source);
  if (!program) return "does not compile";
  const Truth truth = truth_of(*program, budget);
  if (never(truth.when_true)) return "never";
  return never(truth.when_false) ? "always" : "";
}

TEST(Prove, WhatCanNeverAndWhatMustHold) {
  struct Row {
    std::string_view source, verdict;
  };
  const Row rows[] = {
      {"false", "never"},
      {"spam > 1.0", "never"},
      {"spam < 0.0", "never"},
      {"spam >= 1.0", ""},
      {"spam <= 0.0", ""},
      {"2.0 < spam", "never"},
      {"spam > 0.9 && spam < 0.5", "never"},
      {"spam > 0.5 && spam < 0.5", "never"},
      {"spam >= 0.5 && spam <= 0.5", ""},
      {"spam == 0.5 && spam != 0.5", "never"},
      {"spam > 0.5 && !(spam > 0.4)", "never"},
      {"words.threat > 0 && words.threat < 1", "never"},
      {"words.threat == -1", "never"},
      {"post.length < 0", "never"},
      {"history.count('hostile', days(30)) < 0", "never"},
      {"history.count('a', days(1)) > 2 && history.count('a', days(1)) < 2", "never"},
      {"history.count('a', days(1)) > 2 && history.count('b', days(1)) < 2", ""},
      {"post.is_reply && !post.is_reply", "never"},
      {"post.site == 'x' && post.site == 'sms'", "never"},
      {"post.site == 'x' && post.site != 'x'", "never"},
      {"post.site == 'x' || post.site == 'sms'", ""},
      {"post.site != 'x' && post.site != 'sms'", ""},
      {"sentiment.positive >= 0.6 && sentiment.negative >= 0.6", "never"},
      {"sentiment.positive < 0.3 && sentiment.neutral < 0.3 && sentiment.negative < 0.3", "never"},
      {"sentiment.positive >= 0.5 && sentiment.negative >= 0.5", ""},
      {"(spam > 0.5 ? spam : 1.0 - spam) < 0.0", ""},
      {"spam > 0.5 ? spam < 0.4 : spam > 0.6", "never"},
      {"true", "always"},
      {"spam >= 0.0", "always"},
      {"words.threat >= 0", "always"},
      {"words.threat > -1", "always"},
      {"spam >= 0.5 || spam < 0.5", "always"},
      {"post.is_reply || !post.is_reply", "always"},
      {"!(spam > 2.0)", "always"},
      {"spam >= 0.5 || spam < 0.4", ""},
      {"spam >= 0.5 || abuse < 0.5", ""},
      {"post.text.contains('a') && !post.text.contains('a')", "never"},
      {"post.text.contains('a') && !post.text.contains('b')", ""},
      {"[1, 2].exists(x, x > 3)", ""},
      {"1 > 2", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(verdict(row.source), row.verdict) << row.source;
}

TEST(Prove, OneConditionWithinAnother) {
  struct Row {
    std::string_view inner, outer;
    bool within;
  };
  const Row rows[] = {
      {"spam > 0.9", "spam > 0.8", true},
      {"spam > 0.8", "spam > 0.9", false},
      {"spam > 0.9 && irony < 0.1", "spam > 0.8", true},
      {"spam > 0.9", "spam > 0.8 && irony < 0.1", false},
      {"spam > 0.9", "spam > 0.8 || irony < 0.1", true},
      {"words.threat > 0", "words.threat >= 1", true},
      {"words.threat >= 1", "words.threat > 0", true},
      {"post.is_reply && spam > 0.5", "post.is_reply", true},
      {"post.site == 'x'", "post.site != 'sms'", true},
      {"post.site != 'x'", "post.site == 'sms'", false},
  };
  for (const Row& row : rows) {
    ProofBudget budget;
    const auto inner = compiled(row.inner), outer = compiled(row.outer);
    const Truth in = truth_of(*inner, budget), out = truth_of(*outer, budget);
    EXPECT_EQ(exclude_each_other(in.when_true, out.when_false, budget), row.within)
        << row.inner << " within " << row.outer;
  }
}

TEST(Prove, StopsWhenTheBudgetIsUsedUp) {
  ProofBudget budget{3};
  const auto program = compiled("(spam > 0.9 || abuse > 0.9) && (spam < 0.1 || abuse < 0.1)");
  EXPECT_FALSE(never(truth_of(*program, budget).when_true));
  EXPECT_EQ(budget.joins, 0U);
}

TEST(Prove, ManyAlternativesBecomeAnything) {
  std::string source = "(spam > 0.9 || abuse > 0.9)";
  for (int i = 0; i < 10; ++i) {
    source += " && (irony > 0." + std::to_string(i) + " || troll > 0." + std::to_string(i) + ")";
  }
  ProofBudget budget;
  const Truth truth = truth_of(*compiled(source), budget);
  EXPECT_LE(truth.when_true.any.size(), 64U);
  EXPECT_FALSE(never(truth.when_true));
}

// A generator for conditions and posts; the same in every run.
class Generator {
 public:
  std::uint64_t below(std::uint64_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33) % bound;
  }

  std::string condition(int depth) {
    static const std::string_view names[] = {"spam", "abuse", "irony"};
    static const std::string_view signs[] = {"<", "<=", ">", ">=", "==", "!="};
    const std::uint64_t kind = below(depth > 0 ? 6 : 3);
    if (kind == 0) return below(2) == 0 ? "post.is_reply" : "!post.is_reply";
    if (kind == 1) {
      return "words.threat " + std::string(signs[below(6)]) + " " + std::to_string(below(3));
    }
    if (kind == 2) {
      return std::string(names[below(3)]) + " " + std::string(signs[below(6)]) + " 0." +
             std::to_string(below(10));
    }
    if (kind == 3) return "!(" + condition(depth - 1) + ")";
    return "(" + condition(depth - 1) + (kind == 4 ? " && " : " || ") + condition(depth - 1) + ")";
  }

  std::vector<cel::Value> post() {
    std::vector<cel::Value> slots(environment().variables().size(), cel::Value::unknown());
    for (const auto signal :
         {signals::Signal::spam, signals::Signal::abuse, signals::Signal::irony}) {
      if (below(8) > 0) slots[slot_of(signal)] = cel::Value(static_cast<double>(below(21)) / 20.0);
    }
    slots[slot_of(Name::post_is_reply)] = cel::Value(below(2) == 0);
    slots[slot_of_words(0)] = cel::Value(static_cast<std::int64_t>(below(4)));
    return slots;
  }

 private:
  std::uint64_t state_ = 20261122;
};

TEST(Prove, WhatIsProvenHoldsForEveryPostTried) {
  Generator generator;
  int proven = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string source = generator.condition(4), other_source = generator.condition(3);
    const auto program = compiled(source), other = compiled(other_source);
    ASSERT_TRUE(program && other);
    ProofBudget budget;
    const Truth truth = truth_of(*program, budget), other_truth = truth_of(*other, budget);
    const bool within = exclude_each_other(truth.when_true, other_truth.when_false, budget);
    proven += never(truth.when_true) || never(truth.when_false) || within ? 1 : 0;
    for (int j = 0; j < 40; ++j) {
      const std::vector<cel::Value> post = generator.post();
      const cel::Value value = cel::evaluate(*program, post);
      EXPECT_FALSE(value.is_true() && never(truth.when_true)) << source;
      EXPECT_FALSE(value.is_false() && never(truth.when_false)) << source;
      EXPECT_FALSE(within && value.is_true() && cel::evaluate(*other, post).is_false())
          << source << " within " << other_source;
    }
  }
  EXPECT_GT(proven, 100) << "the conditions tried prove too little";
}

}  // namespace
}  // namespace decorum::policy
