#include <algorithm>
#include <ctime>

#include "base/utf8.h"
#include "bench/stages.h"
#include "post/json.h"
#include "post/stream.h"
#include "signals/builtin_words.h"
#include "signals/language.h"
#include "signals/linear_reader.h"
#include "signals/normalise.h"
#include "signals/parts.h"
#include "signals/row.h"
#include "signals/scan.h"
#include "triage/decide.h"
#include "triage/decision_json.h"
#include "triage/history_table.h"
#include "triage/places.h"

namespace decorum::bench {

namespace {

// Small enough to stay in the cache, as in live use; large enough for the clock not to matter.
constexpr std::size_t block_posts = 128;

// Posts of a corpus beyond this tell nothing new.
constexpr std::size_t posts_max = 100'000;

double processor_nanoseconds() {
  timespec time = {};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

struct Line {
  std::string text;
  post::Post post;
  signals::Signals signals;
  triage::Decision decision;
  signals::Folded folded;
  signals::TokenRow row;
  std::vector<std::int32_t> words;
};

// The same words as a ReaderSet looks for.
signals::Scan scan_of(const policy::Policy& policy) {
  std::vector<post::Lexicon> lists = policy.lexicons;
  for (post::Lexicon& list : signals::builtin_words()) lists.push_back(std::move(list));
  return std::move(*signals::Scan::make(lists));
}

class Bench {
 public:
  Bench(const policy::Policy& policy, const signals::ReaderSet& readers,
        const std::vector<std::string>& model_files)
      : readers_(readers),
        scan_(scan_of(policy)),
        decider_(policy),
        writer_(policy, readers.version()),
        histories_(policy.protocol) {
    if (auto linear = signals::make_linear_reader(model_files)) linear_ = std::move(*linear);
  }

  void run(std::string_view bytes, Stages& out) {
    block_.resize(block_posts);
    while (!bytes.empty() && out.posts < posts_max) {
      const std::size_t count = take_block(bytes);
      run_block(count);
      out.posts += count;
    }
    const auto posts = static_cast<double>(std::max<std::size_t>(out.posts, 1));
    for (Stage& stage : stages_) stage.nanoseconds /= posts;
    out.stages = stages_;
    out.characters = static_cast<double>(characters_) / posts;
  }

 private:
  // The next lines that are posts, into block_.
  std::size_t take_block(std::string_view& bytes) {
    std::size_t count = 0;
    while (!bytes.empty() && count < block_posts) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
      Line& line = block_[count];
      line.text = bytes.substr(0, end);
      bytes.remove_prefix(end);
      if (!reader_.read(line.text, line.post)) continue;
      characters_ += base::count_code_points(line.post.text);
      ++count;
    }
    return count;
  }

  template <class Work>
  double elapsed(std::size_t count, Work work) {
    const double begin = processor_nanoseconds();
    for (std::size_t i = 0; i < count; ++i) work(block_[i]);
    return processor_nanoseconds() - begin;
  }

  void note(const char* name, Kind kind, double nanoseconds) {
    if (next_ == stages_.size()) stages_.push_back({name, 0, kind});
    stages_[next_++].nanoseconds += nanoseconds;
  }

  template <class Work>
  double time(const char* name, Kind kind, std::size_t count, Work work) {
    const double nanoseconds = elapsed(count, work);
    note(name, kind, nanoseconds);
    return nanoseconds;
  }

  void run_block(std::size_t count) {
    next_ = 0;
    const base::Time now{};
    time("split into lines", Kind::step, count, [&](Line& line) {
      splitter_.push(line.text, [&](const post::Line& found) { seen_ += found.text.size(); });
    });
    time("parse JSON", Kind::step, count, [&](Line& line) {
      seen_ += reader_.read(line.text, line.post) ? 1U : 0U;
    });
    const double reading = time("read signals", Kind::step, count, [&](Line& line) {
      readers_.read(line.post, scratch_, line.signals);
    });
    time("normalise", Kind::part, count, [&](Line& line) { fold(line.post.text, line.folded); });
    time("language", Kind::part, count, [&](Line& line) {
      seen_ += signals::identify(line.folded, "en", line.post.lang).code.size();
    });
    time("scan for words", Kind::part, count, [&](Line& line) {
      scan_.look(line.folded, scan_scratch_);
      scan_.count(line.folded, scan_scratch_, line.words);
    });
    time("tokens", Kind::part, count, [&](Line& line) { tokenise(line.post.text, line.row); });
    if (linear_) {
      time("heads of all models", Kind::part, count, [&](Line& line) {
        linear_->read(line.post, line.row, parts_, other_signals_);
      });
    }
    time("decide", Kind::step, count, [&](Line& line) {
      decider_.decide(line.post, {}, line.signals, {}, {}, now, line.decision);
    });
    // As in the stream, what the post was read into is still at hand; so it is read once more, and
    // that is taken off again.
    const double both = elapsed(count, [&](Line& line) {
      readers_.read(line.post, scratch_, line.signals);
      places_.add(line.decision, [&](std::size_t slot) {
        return triage::evidence_of(readers_, line.post, line.signals, slot, scratch_);
      });
    });
    note("look for the words that led to it", Kind::step, both - reading);
    time("write JSON", Kind::step, count, [&](Line& line) {
      written_.clear();
      writer_.append(written_, line.post.id, line.signals, line.decision);
    });
    time("histories of authors, with `--history on`", Kind::extra, count, [&](Line& line) {
      line.post.author.handle = std::to_string(seen_ % 5000);
      seen_ += histories_.of(line.post).incidents.size() + 1;
      histories_.add(line.post, line.decision, now);
    });
  }

  const signals::ReaderSet& readers_;
  signals::Scan scan_;
  signals::ScanScratch scan_scratch_;
  std::unique_ptr<signals::Reader> linear_;
  signals::Scratch scratch_;
  signals::Signals other_signals_;
  signals::Parts parts_;
  triage::Decider decider_;
  triage::PlaceAdder places_;
  triage::DecisionWriter writer_;
  triage::AuthorHistories histories_;
  post::PostReader reader_;
  post::LineSplitter splitter_;
  std::string written_;
  std::vector<Line> block_;
  std::vector<Stage> stages_;
  std::size_t next_ = 0;
  std::size_t characters_ = 0;
  std::size_t seen_ = 0;  // keeps what is measured from being left out as unused
};

}  // namespace

Stages time_stages(std::string_view json_lines, const policy::Policy& policy,
                   const signals::ReaderSet& readers,
                   const std::vector<std::string>& model_files) {
  Stages stages;
  Bench(policy, readers, model_files).run(json_lines, stages);
  return stages;
}

}  // namespace decorum::bench
