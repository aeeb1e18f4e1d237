#include "cli/triage_pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/output.h"
#include "policy/names.h"

namespace decorum::cli {
namespace {

// A chart over word lists only, so that no model is needed: a post with "spite" is watched, and
// from the third one of an author on it is referred.
policy::Policy small_policy() {
  policy::Policy policy;
  policy.hash = "sha256:test";
  policy.lexicons.push_back({.id = "spite", .phrases = {"spite"}, .patterns = {}, .except = {}});
  policy::Protocol& chart = policy.protocol;
  chart.outcomes.resize(3);
  chart.outcomes[0].id = "stand";
  chart.outcomes[1].id = "monitor";
  chart.outcomes[2].id = "refer";
  chart.outcomes[1].watch = policy::Watch{"hostile", std::chrono::hours(24 * 30), std::nullopt};
  policy::Question& question = chart.questions.emplace_back();
  question.id = "spiteful";
  const cel::Environment environment = policy::make_environment(policy.lexicons);
  const auto answer = [&](std::string id, const char* when, std::size_t outcome) {
    policy::Answer& made = question.answers.emplace_back();
    made.id = std::move(id);
    made.when = std::move(*cel::compile(environment, when));
    made.go = {policy::Target::Kind::outcome, outcome};
  };
  answer("no", "words.spite == 0", 0);
  answer("seldom", "words.spite > 0 && history.count('hostile', days(30)) < 2", 1);
  answer("often", "words.spite > 0 && history.count('hostile', days(30)) >= 2", 2);
  return policy;
}

class TriagePipeline : public ::testing::Test {
 protected:
  const policy::Policy policy_ = small_policy();
  const signals::ReaderSet readers_ =
      std::move(*signals::ReaderSet::make({}, policy_.lexicons, "en"));

  // "ID OUTCOME" a post.
  StreamSetup setup(unsigned threads) {
    const WritePost write = [this](std::string& out, const post::Post& post,
                                   const signals::Signals&, const triage::Decision& decision) {
      out += post.id;
      for (std::size_t outcome : decision.outcomes) {
        out += " " + policy_.protocol.outcomes[outcome].id;
      }
      out += "\n";
    };
    StreamSetup made{policy_, readers_, write};
    made.threads = threads;
    made.name = "posts.jsonl";
    return made;
  }

  struct Ran {
    StreamResult result;
    std::string out, errors;
  };

  // Hands the input out in pieces of `piece` bytes.
  static Ran run(const StreamSetup& setup, std::string_view input, std::size_t piece = 1000) {
    Ran ran;
    StreamEnds ends;
    ends.read = [&](std::span<char> buffer) -> std::optional<std::size_t> {
      const std::size_t size = std::min({buffer.size(), piece, input.size()});
      std::copy_n(input.data(), size, buffer.data());
      input.remove_prefix(size);
      return size;
    };
    ends.write = [&](std::string_view text) { ran.out += text; };
    ends.write_error = [&](std::string_view text) { ran.errors += text; };
    ends.clock = [] { return base::Time{}; };
    ran.result = run_stream(setup, ends);
    return ran;
  }
};

std::string post(std::size_t id, std::string_view author, std::string_view text) {
  return "{\"id\":\"" + std::to_string(id) + "\",\"author\":{\"handle\":\"" + std::string(author) +
         "\"},\"text\":\"" + std::string(text) + "\"}\n";
}

std::string many_posts(std::size_t count) {
  std::string input;
  for (std::size_t i = 1; i <= count; ++i) {
    input += post(i, "author" + std::to_string(i % 7), i % 3 == 0 ? "such spite" : "hello");
  }
  return input;
}

TEST_F(TriagePipeline, ThreadsAndPiecesDoNotChangeWhatComesOut) {
  const std::string input = many_posts(5000);
  const Ran alone = run(setup(1), input, 64 * 1024);
  EXPECT_EQ(alone.result.posts, 5000U);
  EXPECT_NE(alone.out.find("refer"), std::string::npos);
  for (unsigned threads : {1U, 2U, 5U}) {
    for (std::size_t piece : {7U, 300U, 64U * 1024U}) {
      EXPECT_EQ(run(setup(threads), input, piece).out, alone.out) << threads << " " << piece;
    }
  }
}

TEST_F(TriagePipeline, HistoryIsKeptByAuthorAndCanBeLeftOut) {
  const std::string input = post(1, "sam", "spite") + post(2, "sam", "spite") +
                            post(3, "kim", "spite") + post(4, "sam", "spite");
  EXPECT_EQ(run(setup(2), input).out, "1 monitor\n2 monitor\n3 monitor\n4 refer\n");
  StreamSetup without = setup(2);
  without.history = false;
  EXPECT_EQ(run(without, input).out, "1 monitor\n2 monitor\n3 monitor\n4 monitor\n");
}

TEST_F(TriagePipeline, APostIsDecidedAsOfItsOwnTimeUnlessToldOtherwise) {
  const auto dated = [](std::string_view day) {
    return "{\"author\":{\"id\":\"1\"},\"text\":\"spite\",\"posted_at\":\"2026-" +
           std::string(day) + "T00:00:00Z\"}\n";
  };
  const std::string input = dated("01-01") + dated("01-02") + dated("01-03") + dated("03-03");
  EXPECT_EQ(run(setup(1), input).out, "1 monitor\n2 monitor\n3 refer\n4 monitor\n");
  StreamSetup later = setup(1);
  later.now = *base::parse_rfc3339("2027-01-01T00:00:00Z");
  EXPECT_EQ(run(later, input).out, "1 monitor\n2 monitor\n3 monitor\n4 monitor\n");
}

TEST_F(TriagePipeline, ABadLineIsToldOfAndCostsNothingElse) {
  const std::string input =
      "{\"text\":\"one\"}\nnonsense\n\n  \n{\"text\":5}\n{}\n{\"text\":\"six\"}";
  for (unsigned threads : {1U, 3U}) {
    const Ran ran = run(setup(threads), input);
    EXPECT_EQ(ran.out, "1 stand\n7 stand\n");
    EXPECT_EQ(ran.result.posts, 2U);
    EXPECT_EQ(ran.result.bad_lines, 3U);
    std::istringstream lines(ran.errors);
    std::vector<std::string> starts;
    for (std::string line; std::getline(lines, line);) starts.push_back(line.substr(0, 14));
    EXPECT_EQ(starts, (std::vector<std::string>{"posts.jsonl:2:", "posts.jsonl:5:",
                                                "posts.jsonl:6:"}));
  }
}

TEST_F(TriagePipeline, PlainTextIsOnePostALine) {
  StreamSetup plain = setup(2);
  plain.plain_text = true;
  const Ran ran = run(plain, "hello\r\nfull of spite\n\n\xff broken\n{\"text\":1}");
  EXPECT_EQ(ran.out, "1 stand\n2 monitor\n4 stand\n5 stand\n");
  EXPECT_EQ(run(plain, std::string(post::text_bytes_max + 1, 'x')).result.bad_lines, 1U);
}

TEST_F(TriagePipeline, AnOverLongLineIsSkipped) {
  const std::string input =
      "{\"text\":\"a\"}\n" + std::string(post::line_bytes_max + 1, ' ') + "\n{\"text\":\"b\"}\n";
  const Ran ran = run(setup(2), input, 1 << 20);
  EXPECT_EQ(ran.out, "1 stand\n3 stand\n");
  EXPECT_EQ(ran.errors.find("posts.jsonl:2: the line has more than 16777216 bytes"), 0U);
}

TEST_F(TriagePipeline, NothingInNothingOut) {
  for (unsigned threads : {1U, 3U}) {
    const Ran ran = run(setup(threads), "");
    EXPECT_EQ(ran.result.posts, 0U);
    EXPECT_EQ(ran.out + ran.errors, "");
    EXPECT_FALSE(ran.result.stopped);
  }
}

TEST_F(TriagePipeline, AStopFinishesWhatWasTakenInAndDropsALineThatHasOnlyBegun) {
  for (unsigned threads : {1U, 3U}) {
    std::string out;
    int reads = 0;
    StreamEnds ends;
    ends.read = [&](std::span<char> buffer) -> std::optional<std::size_t> {
      constexpr std::string_view first = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"te";
      if (reads++ > 0) return std::nullopt;
      std::ranges::copy(first, buffer.begin());
      return first.size();
    };
    ends.write = [&](std::string_view text) { out += text; };
    ends.write_error = [](std::string_view) { FAIL(); };
    ends.clock = [] { return base::Time{}; };
    EXPECT_TRUE(run_stream(setup(threads), ends).stopped);
    EXPECT_EQ(out, "1 stand\n2 stand\n");
  }
}

// An endless input whose reader goes away: the failure comes out, and nobody waits for ever.
TEST_F(TriagePipeline, AClosedOutputEndsTheStream) {
  const std::string posts = many_posts(100);
  for (unsigned threads : {1U, 2U, 4U}) {
    int written = 0;
    std::atomic<bool> interrupted = false;
    StreamEnds ends;
    ends.read = [&](std::span<char> buffer) -> std::optional<std::size_t> {
      if (interrupted) return std::nullopt;
      const std::size_t size = std::min(buffer.size(), posts.size());
      std::copy_n(posts.data(), size, buffer.data());
      return size;
    };
    ends.interrupt = [&] { interrupted = true; };
    ends.write = [&](std::string_view) {
      if (++written == 3) throw OutputClosed{};
    };
    ends.write_error = [](std::string_view) {};
    ends.clock = [] { return base::Time{}; };
    EXPECT_THROW(run_stream(setup(threads), ends), OutputClosed);
    EXPECT_EQ(written, 3);
  }
}

TEST_F(TriagePipeline, AnInputThatFailsEndsTheStream) {
  for (unsigned threads : {1U, 3U}) {
    StreamEnds ends;
    ends.read = [](std::span<char>) -> std::optional<std::size_t> {
      throw std::runtime_error("gone");
    };
    ends.write = [](std::string_view) {};
    ends.write_error = [](std::string_view) {};
    ends.clock = [] { return base::Time{}; };
    EXPECT_THROW(run_stream(setup(threads), ends), std::runtime_error);
  }
}

// What is read is decided at once, though more of the input is to come.
TEST_F(TriagePipeline, ASlowInputIsAnsweredLineByLine) {
  for (unsigned threads : {1U, 3U}) {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t answered = 0;
    std::size_t given = 0;
    StreamEnds ends;
    ends.read = [&](std::span<char> buffer) -> std::optional<std::size_t> {
      std::unique_lock lock(mutex);
      const bool in_time = changed.wait_for(lock, std::chrono::seconds(20),
                                            [&] { return answered == given; });
      EXPECT_TRUE(in_time);
      if (given == 3) return 0;
      ++given;
      constexpr std::string_view line = "{\"text\":\"a\"}\n";
      std::ranges::copy(line, buffer.begin());
      return line.size();
    };
    ends.write = [&](std::string_view text) {
      const std::lock_guard lock(mutex);
      answered += static_cast<std::size_t>(std::ranges::count(text, '\n'));
      changed.notify_all();
    };
    ends.write_error = [](std::string_view) {};
    ends.clock = [] { return base::Time{}; };
    // With one thread the answer is out before the next read; with several a read may be waiting.
    EXPECT_EQ(run_stream(setup(threads), ends).posts, 3U);
  }
}

}  // namespace
}  // namespace decorum::cli
