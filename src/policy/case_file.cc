#include "policy/case_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.h"
#include "policy/case_expect.h"
#include "policy/case_lines.h"
#include "policy/reader.h"
#include "signals/signals.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 100;  // of one line

// The names of a policy that cases use, collected once a file.
struct CaseNames {
  std::unordered_map<std::string, std::vector<std::string>> answers;  // by question
  std::vector<std::string> questions, outcomes, accounts, kinds, signals, rules, sheets;

  explicit CaseNames(const Policy& policy) {
    for (const Question& question : policy.protocol.questions) {
      questions.push_back(question.id);
      for (const Answer& answer : question.answers) answers[question.id].push_back(answer.id);
    }
    for (const Outcome& outcome : policy.protocol.outcomes) {
      outcomes.push_back(outcome.id);
      if (outcome.watch) kinds.push_back(outcome.watch->as);
    }
    for (const Account& account : policy.accounts.accounts) accounts.push_back(account.id);
    for (const FactSheet& sheet : policy.facts) sheets.push_back(sheet.id);
    for (const ReviewRule& rule : policy.review.rules) rules.push_back(rule.id);
    for (std::size_t i = 0; i < signals::signal_count; ++i) {
      signals.emplace_back(signals::name_of(static_cast<signals::Signal>(i)));
    }
    for (const post::Lexicon& lexicon : policy.lexicons) signals.push_back("words." + lexicon.id);
    for (const char* name : {"language.code", "language.confidence", "personal_data.count"}) {
      signals.emplace_back(name);
    }
  }
};

class CaseParser {
 public:
  CaseParser(const PolicyFile& file, const Policy* policy) : path_(file.path) {
    if (policy != nullptr) names_.emplace(*policy);
    lines_ = case_lines(path_, file.bytes, file_.mistakes);
    for (const Mistake& mistake : file_.mistakes) broken_lines_.push_back(mistake.line);
  }

  CaseFile parse() {
    for (const CaseLine& line : lines_) {
      if (line.key == "case") {
        finish(line.line);
        begin(line);
        if (!open_) return std::move(file_);  // too many
      } else if (!open_) {
        note(line, "case-order", "this line stands before the first 'case:'", "case: NAME");
        break;
      } else {
        take(line);
      }
    }
    finish(0xFFFFFFFF);
    return std::move(file_);
  }

 private:
  using Take = void (CaseParser::*)(const CaseLine&);

  void begin(const CaseLine& line) {
    if (++count_ == cases_max + 1) {
      note(line, "too-many", fmt::format("the file has more than {} cases", cases_max), "fewer");
    }
    open_ = count_ <= cases_max;
    mistakes_before_ = file_.mistakes.size();
    case_ = {};
    draft_ = {};
    seen_.clear();
    first_ = line;
    case_.file = path_;
    case_.line = line.line;
    case_.name = line.value;
    if (line.value.empty()) note(line, "case", "this case has no name", "case: NAME");
  }

  // `next_line`: where the next case begins.
  void finish(std::uint32_t next_line) {
    if (!open_) return;
    open_ = false;
    const auto broken = std::ranges::lower_bound(broken_lines_, case_.line);
    if (broken != broken_lines_.end() && *broken < next_line) return;
    if (seen_.contains("draft")) {
      finish_draft();
    } else {
      finish_post();
    }
    const bool clean = file_.mistakes.size() == mistakes_before_;
    if (clean && file_.mistakes.size() < mistakes_max) file_.cases.push_back(std::move(case_));
  }

  void finish_post() {
    if (!seen_.contains("text")) {
      note(first_, "missing", fmt::format("the case '{}' has no 'text'", shortened(case_.name)),
           "text: what the post says; or draft: what a draft says");
    }
    if (!case_.path && !case_.ask && !case_.outcomes && !case_.proposed && case_.by.empty() &&
        !case_.facts) {
      note(first_, "missing", fmt::format("the case '{}' expects nothing", shortened(case_.name)),
           "path, ask, outcome, proposed, by or facts");
    }
    refuse_seen({"capacity", "paid", "relationship", "related_to", "on_behalf_of", "audience",
                 "expect"},
                "a post", "draft: instead of text:");
  }

  void finish_draft() {
    refuse_seen({"text", "author", "lang", "in_reply_to", "media", "signals", "history", "answer",
                 "path", "ask", "outcome", "proposed", "by", "facts"},
                "a draft", "text: instead of draft:");
    if (!case_.expect) {
      note(first_, "missing", fmt::format("the case '{}' expects nothing", shortened(case_.name)),
           "expect: the rules that find something, or none");
    }
    draft_.account = std::exchange(case_.account, {});
    draft_.site = std::exchange(case_.site, {});
    case_.draft = std::move(draft_);
  }

  void refuse_seen(std::initializer_list<std::string_view> keys, std::string_view of,
                   std::string_view instead) {
    for (const std::string_view key : keys) {
      if (!seen_.contains(std::string(key))) continue;
      note(first_, "case-kind",
           fmt::format("the case '{}' is about {}, which has no '{}'", shortened(case_.name), of,
                       key),
           std::string(instead));
    }
  }

  void take(const CaseLine& line) {
    struct Key {
      std::string_view name;
      Take take;
      bool again = false;  // may stand more than once in a case
    };
    static constexpr std::array<Key, 25> keys = {{
        {"text", &CaseParser::take_text},
        {"account", &CaseParser::take_account},
        {"site", &CaseParser::take_site},
        {"author", &CaseParser::take_author},
        {"lang", &CaseParser::take_lang},
        {"in_reply_to", &CaseParser::take_in_reply_to},
        {"media", &CaseParser::take_media},
        {"now", &CaseParser::take_now},
        {"signals", &CaseParser::take_signals, true},
        {"history", &CaseParser::take_history, true},
        {"answer", &CaseParser::take_answer, true},
        {"path", &CaseParser::take_path},
        {"ask", &CaseParser::take_ask},
        {"outcome", &CaseParser::take_outcome},
        {"proposed", &CaseParser::take_proposed},
        {"by", &CaseParser::take_by, true},
        {"facts", &CaseParser::take_facts},
        {"draft", &CaseParser::take_draft},
        {"capacity", &CaseParser::take_capacity},
        {"paid", &CaseParser::take_paid},
        {"relationship", &CaseParser::take_relationship},
        {"related_to", &CaseParser::take_related_to},
        {"on_behalf_of", &CaseParser::take_on_behalf_of},
        {"audience", &CaseParser::take_audience},
        {"expect", &CaseParser::take_expect},
    }};
    const auto key = std::ranges::find(keys, line.key, &Key::name);
    if (key == keys.end()) {
      std::vector<std::string> known;
      for (const Key& one : keys) known.emplace_back(one.name);
      note_at(line.line, 1, line.key, "unknown-key",
              fmt::format("a case has no line '{}'", shortened(line.key)),
              fmt::format("one of {}", fmt::join(known, ", ")), suggest(line.key, known));
      return;
    }
    if (!seen_.insert(line.key).second && !key->again) {
      note_at(line.line, 1, line.key, "duplicate-key",
              fmt::format("'{}' is here twice in one case", line.key), "once");
      return;
    }
    if (line.value.empty()) {
      note_at(line.line, 1, line.key, "empty", fmt::format("'{}' says nothing", line.key),
              "a value after the ':'");
      return;
    }
    (this->*key->take)(line);
  }

  // What is given.

  void take_text(const CaseLine& line) { case_.text = line.value; }
  void take_author(const CaseLine& line) { case_.author = only_word(line); }
  void take_lang(const CaseLine& line) { case_.lang = only_word(line); }
  void take_in_reply_to(const CaseLine& line) { case_.in_reply_to = only_word(line); }
  void take_site(const CaseLine& line) { case_.site = only_word(line); }
  void take_account(const CaseLine& line) {
    case_.account = only_word(line);
    if (names_) known(line, first_word(line), case_.account, "account", names_->accounts);
  }
  void take_media(const CaseLine& line) {
    for (const CaseWord& word : limited(line)) case_.media.push_back(word.text);
  }
  void take_now(const CaseLine& line) {
    const auto now = base::parse_rfc3339(only_word(line));
    if (now) {
      case_.now = *now;
    } else {
      note(line, "time", "this is not a point in time", "2026-11-22T09:30:00Z");
    }
  }

  void take_signals(const CaseLine& line) {
    const std::vector<CaseWord> words = limited(line);
    if (words.size() == 1 && words.front().text == "none") {
      case_.all_unknown = true;
      return;
    }
    for (const CaseWord& word : words) {
      const auto [name, value] = cut(word, '=');
      if (value.text.empty()) {
        note_word(line, word, "signal", fmt::format("'{}' is no signal with a value", word.text),
                  "SIGNAL=VALUE, for example irony=0.5");
        continue;
      }
      if (names_ && !known(line, name, name.text, "signal", names_->signals)) continue;
      take_signal(line, name.text, value);
    }
  }

  void take_signal(const CaseLine& line, const std::string& name, const CaseWord& value) {
    PinnedSignal signal;
    signal.name = name;
    const bool counted = name.starts_with("words.") || name == "personal_data.count";
    if (name == "language.code") {
      signal.text = value.text == "unknown" ? "" : value.text;
    } else if (value.text != "unknown") {
      double number = 0;
      const char* end = value.text.data() + value.text.size();
      const auto parsed = std::from_chars(value.text.data(), end, number);
      const bool fits = number >= 0 && (counted ? number <= 10'000 : number <= 1) &&
                        (!counted || number == static_cast<double>(static_cast<int>(number)));
      if (parsed.ec != std::errc{} || parsed.ptr != end || !fits) {
        note_word(line, value, "signal", fmt::format("'{}' cannot be {}", name, value.text),
                  counted ? "a whole number from 0 to 10000, or unknown"
                          : "a number between 0 and 1, or unknown");
        return;
      }
      signal.number = number;
    }
    case_.signals.push_back(std::move(signal));
  }

  void take_history(const CaseLine& line) {
    const std::vector<CaseWord> words = limited(line);
    PastIncidents past;
    const auto [kind, count] = cut(words.front(), '=');
    const char* end = count.text.data() + count.text.size();
    const auto parsed = std::from_chars(count.text.data(), end, past.count);
    const auto within = words.size() == 3 ? base::parse_duration(words[2].text)
                                          : base::Result<base::Duration>(base::fail(""));
    const bool counted = parsed.ec == std::errc{} && parsed.ptr == end && past.count >= 0 &&
                         past.count <= 64;
    if (!counted || !within || words[1].text != "within" || *within <= base::Duration::zero()) {
      note(line, "history", "this is no history", "KIND=NUMBER within TIME: hostile=3 within 10d, "
                                                  "the number from 0 to 64");
      return;
    }
    past.kind = kind.text;
    past.within = *within;
    if (names_ && !known(line, kind, kind.text, "kind of incident", names_->kinds)) return;
    case_.history.push_back(std::move(past));
  }

  void take_answer(const CaseLine& line) {
    const std::vector<CaseWord> words = limited(line);
    if (words.size() != 3 || words[1].text != "by") {
      note(line, "answer", "this is no answer", "QUESTION=ANSWER by ROLE");
      return;
    }
    auto step = step_of(line, words[0]);
    if (!step) return;
    if (step->answers.empty()) {
      note_word(line, words[0], "answer", "this names no answer", "QUESTION=ANSWER by ROLE");
      return;
    }
    if (!is_id(words[2].text)) {
      note_word(line, words[2], "id", fmt::format("'{}' is no role", shortened(words[2].text)),
                "the id of a role");
      return;
    }
    case_.answers.push_back({step->question, std::move(step->answers), words[2].text});
  }

  // What is said of a draft.

  void take_draft(const CaseLine& line) { draft_.text = line.value; }
  void take_related_to(const CaseLine& line) { draft_.related_to = words(line); }
  void take_on_behalf_of(const CaseLine& line) { draft_.on_behalf_of = words(line); }
  void take_audience(const CaseLine& line) {
    for (const CaseWord& word : limited(line)) draft_.audience.push_back(word.text);
  }
  void take_capacity(const CaseLine& line) {
    static const std::vector<std::string> capacities = {"official", "personal"};
    const std::string word = only_word(line);
    if (!known(line, first_word(line), word, "capacity", capacities)) return;
    draft_.capacity = word == "official" ? post::Capacity::official : post::Capacity::personal;
  }
  void take_paid(const CaseLine& line) {
    const std::string word = only_word(line);
    draft_.paid = word == "yes";
    if (word == "yes" || word == "no") return;
    note_word(line, first_word(line), "paid", "a draft is paid for or not", "yes or no");
  }
  void take_relationship(const CaseLine& line) {
    draft_.relationship = only_word(line);
    known(line, first_word(line), draft_.relationship, "relationship", post::relationships());
  }
  void take_expect(const CaseLine& line) {
    auto expected = parse_expect(line.value);
    if (!expected) {
      note(line, "expect", expected.error().what, "RULE \"words\", RULE …; or none");
      return;
    }
    for (const ExpectedFinding& one : *expected) {
      if (names_ && !known(line, first_word(line), one.rule, "rule", names_->rules)) return;
    }
    case_.expect = std::move(*expected);
  }

  // What is expected.

  void take_path(const CaseLine& line) {
    case_.path.emplace();
    for (const CaseWord& word : limited(line)) {
      if (auto step = step_of(line, word)) case_.path->push_back(std::move(*step));
    }
  }
  void take_ask(const CaseLine& line) {
    const std::string word = only_word(line);
    case_.ask = word == "nobody" ? "" : word;
    if (names_ && word != "nobody") {
      known(line, first_word(line), word, "question", names_->questions);
    }
  }
  void take_outcome(const CaseLine& line) { case_.outcomes = outcomes_of(line); }
  void take_proposed(const CaseLine& line) { case_.proposed = outcomes_of(line); }

  std::vector<std::string> outcomes_of(const CaseLine& line) {
    std::vector<std::string> outcomes;
    const std::vector<CaseWord> words = limited(line);
    if (words.size() == 1 && words.front().text == "none") return outcomes;
    for (const CaseWord& word : words) {
      if (names_ && !known(line, word, word.text, "outcome", names_->outcomes)) continue;
      outcomes.push_back(word.text);
    }
    return outcomes;
  }

  void take_by(const CaseLine& line) {
    static const std::vector<std::string> whos = {"machine", "person", "proposed"};
    for (const CaseWord& word : limited(line)) {
      const auto [question, who] = cut(word, '=');
      const auto found = std::ranges::find(whos, who.text);
      if (found == whos.end()) {
        note_word(line, who.text.empty() ? word : who, "by",
                  fmt::format("'{}' does not say who answered", shortened(word.text)),
                  "QUESTION=machine, QUESTION=person or QUESTION=proposed",
                  suggest(who.text, whos));
        continue;
      }
      if (names_ && !known(line, question, question.text, "question", names_->questions)) continue;
      case_.by.push_back({question.text, static_cast<CaseBy::Who>(found - whos.begin())});
    }
  }

  void take_facts(const CaseLine& line) {
    const std::vector<CaseWord> words = limited(line);
    case_.facts.emplace();
    if (words.size() == 1 && words.front().text == "none") return;
    for (const CaseWord& word : words) {
      const auto [sheet, match] = cut(word, '=');
      const auto stance = stance_named(match.text);
      if (!stance) {
        note_word(line, match.text.empty() ? word : match, "facts",
                  fmt::format("'{}' does not say how a post stands to a sheet",
                              shortened(word.text)),
                  "SHEET=contradicts, SHEET=supports, SHEET=asks, or none");
        continue;
      }
      if (names_ && !known(line, sheet, sheet.text, "fact sheet", names_->sheets)) continue;
      case_.facts->push_back({sheet.text, *stance});
    }
  }

  // QUESTION=ANSWER,ANSWER or QUESTION.
  std::optional<CaseStep> step_of(const CaseLine& line, const CaseWord& word) {
    const auto [question, rest] = cut(word, '=');
    CaseStep step{question.text, {}};
    if (names_ && !known(line, question, question.text, "question", names_->questions)) {
      return std::nullopt;
    }
    for (CaseWord left = rest; !left.text.empty();) {
      auto [answer, more] = cut(left, ',');
      if (names_ && !known(line, answer, answer.text, fmt::format("answer to '{}'", question.text),
                           names_->answers[question.text])) {
        return std::nullopt;
      }
      step.answers.push_back(answer.text);
      left = more;
    }
    return step;
  }

  // The part before a sign and the part after it, each with its place.
  static std::pair<CaseWord, CaseWord> cut(const CaseWord& word, char sign) {
    const std::size_t at = word.text.find(sign);
    if (at == std::string::npos) return {word, {}};
    const std::string before = word.text.substr(0, at);
    const auto length = static_cast<std::uint32_t>(base::count_code_points(before));
    return {{before, word.column}, {word.text.substr(at + 1), word.column + length + 1}};
  }

  static CaseWord first_word(const CaseLine& line) {
    const std::vector<CaseWord> words = words_of(line);
    return words.empty() ? CaseWord{line.value, line.value_column} : words.front();
  }

  std::string only_word(const CaseLine& line) {
    const std::vector<CaseWord> words = limited(line);
    if (words.size() == 1) return words.front().text;
    note(line, "one-word", fmt::format("'{}' takes one word", line.key), "one word, no blanks");
    return {};
  }

  std::string words(const CaseLine& line) {
    std::string out;
    for (const CaseWord& word : limited(line)) out += (out.empty() ? "" : " ") + word.text;
    return out;
  }

  // The words of a line; at least one, even if that one is empty.
  std::vector<CaseWord> limited(const CaseLine& line) {
    std::vector<CaseWord> words = words_of(line);
    if (words.empty()) words.push_back({"", line.value_column});
    if (words.size() > entries_max) {
      note(line, "too-many", fmt::format("'{}' has {} entries", line.key, words.size()),
           fmt::format("at most {}", entries_max));
      words.resize(entries_max);
    }
    return words;
  }

  bool known(const CaseLine& line, const CaseWord& at, const std::string& id,
             const std::string& thing, const std::vector<std::string>& ids) {
    if (std::ranges::find(ids, id) != ids.end()) return true;
    note_word(line, at, "unknown", fmt::format("there is no {} '{}'", thing, shortened(id)),
              "the id of one that the policy has", suggest(id, ids));
    return false;
  }

  std::string suggest(const std::string& wrong, const std::vector<std::string>& ids) const {
    if (file_.mistakes.size() >= mistakes_shown_max) return {};
    const std::string found = nearest(wrong, ids);
    return found.empty() ? found : fmt::format("'{}'", found);
  }

  void note(const CaseLine& line, std::string_view code, std::string what, std::string expected) {
    const std::string_view value = std::string_view(line.value).substr(0, line.value.find('\n'));
    note_at(line.line, line.value_column, line.block ? "|" : value, code, std::move(what),
            std::move(expected));
  }
  void note_word(const CaseLine& line, const CaseWord& word, std::string_view code,
                 std::string what, std::string expected, std::string suggestion = {}) {
    note_at(line.line, line.block ? line.value_column : word.column,
            line.block ? "|" : std::string_view(word.text), code, std::move(what),
            std::move(expected), std::move(suggestion));
  }
  void note_at(std::uint32_t line, std::uint32_t column, std::string_view at, std::string_view code,
               std::string what, std::string expected, std::string suggestion = {}) {
    if (file_.mistakes.size() >= mistakes_max) return;
    const auto length = static_cast<std::uint32_t>(base::count_code_points(at));
    file_.mistakes.push_back({path_, line, column, column + std::max(1U, length),
                              std::string(code), std::move(what), std::move(expected),
                              std::move(suggestion)});
  }

  const std::string& path_;
  std::optional<CaseNames> names_;
  std::vector<CaseLine> lines_;
  std::vector<std::uint32_t> broken_lines_;  // that could not be read, ascending
  CaseFile file_;
  PolicyCase case_;
  post::Draft draft_;  // of the case at hand, when it has one
  CaseLine first_;  // the `case:` line of the case at hand
  std::set<std::string> seen_;
  bool open_ = false;
  std::size_t count_ = 0;
  std::size_t mistakes_before_ = 0;
};

}  // namespace

CaseFile parse_cases(const PolicyFile& file, const Policy* policy) {
  return CaseParser(file, policy).parse();
}

std::vector<Mistake> mistakes_in_cases(const std::vector<PolicyFile>& files,
                                       const Policy* policy) {
  std::vector<Mistake> mistakes;
  for (const PolicyFile& file : files) {
    if (!file.path.ends_with(".case")) continue;
    for (Mistake& mistake : parse_cases(file, policy).mistakes) {
      if (mistakes.size() < mistakes_max) mistakes.push_back(std::move(mistake));
    }
  }
  sort_mistakes(mistakes);
  return mistakes;
}

}  // namespace decorum::policy
