#include "policy/fact_reading.h"

#include <algorithm>
#include <cmath>

namespace decorum::policy {
namespace {

constexpr std::size_t joined_max = 3;         // segments that are looked at as one clause
constexpr double joined_cost = 0.9;           // of the score, for each comma between
constexpr std::uint32_t short_sentence = 6;   // words, of "That is simply not true."
constexpr std::uint32_t short_opening = 3;    // words, of "Myth:"

template <class Word, class Words>
bool is_one(const Word& word, const Words& words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

std::size_t fewest_words(std::size_t keys, bool own, double score_least) {
  const double extra = own ? own_weight : 0;
  const double wanted = score_least * (static_cast<double>(keys) + extra) - extra;
  return static_cast<std::size_t>(std::max(0.0, std::ceil(wanted - 1e-9)));
}

bool is_year(const FactWord& word) {
  const auto figure = figure_of(word.folded);
  return figure && word.folded.size() == 4 && figure->value >= 1900 && figure->value <= 2100 &&
         !word.percent && !word.money;
}

FactReading::FactReading(const FactMatcher& matcher, const FactText& text, double score_least,
                         std::uint64_t sheets, FactScratch& scratch, std::vector<FactMatch>& out)
    : matcher_(matcher),
      text_(text),
      score_least_(score_least),
      sheets_(sheets),
      scratch_(scratch),
      out_(out) {
  scratch_.place.resize(static_cast<std::size_t>(matcher.key_count_));
  scratch_.stamp.resize(static_cast<std::size_t>(matcher.key_count_));
}

void FactReading::read() {
  std::size_t before = out_.size();
  for (const FactSentence& sentence : text_.sentences) {
    const std::size_t now = out_.size();
    cut(sentence);
    for (std::size_t i = 0; i < segments_.size(); ++i) read_clause(sentence, i, 1, out_.size());
    for (std::size_t count = 2; count <= joined_max; ++count) {
      for (std::size_t i = 0; i + count <= segments_.size(); ++i) {
        bool hard = false;
        for (std::size_t s = i + 1; s < i + count; ++s) hard |= segments_[s].hard;
        if (!hard) read_clause(sentence, i, count, now);
      }
    }
    if (out_.size() == now) turn_back(sentence, before, now);
    before = now;
  }
}

void FactReading::cut(const FactSentence& sentence) {
  segments_.clear();
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    const FactWord& word = text_.words[i];
    const bool so = word.folded == "so" && word.before != Gap::none;
    const bool breaks = so || has(i, word_role::breaks);
    if (i == sentence.first || word.before != Gap::none || breaks || word.folded == "and") {
      if (!segments_.empty()) segments_.back().end = i;
      segments_.push_back({i, sentence.end, word.before, breaks});
    }
  }
}

bool FactReading::asks(const FactSentence& sentence) const {
  if (text_.ours) return sentence.asks;
  const std::uint32_t first = sentence.first;
  const std::string_view second =
      first + 1 < sentence.end ? text_.words[first + 1].folded : std::string_view();
  static constexpr std::array<std::string_view, 3> presuming = {"come", "could", "dare"};
  static constexpr std::array<std::string_view, 6> no_subject = {"been", "not", "no",
                                                                 "to",   "just", "got"};
  if (has(first, word_role::presumes)) {
    const bool why = text_.words[first].folded == "why";
    if (why || is_one(second, presuming)) return false;
  }
  if (sentence.asks) return true;
  if (text_.words[first].folded == "how") return true;
  const bool inverted = has(first, word_role::begins_ask) && sentence.end - first > 2 &&
                        !is_one(second, no_subject) && !has(first, word_role::denies);
  return inverted;
}

// Does an odd number of phrases deny what the clause says, in it or beside it?
bool FactReading::denied_around(const Clause& clause) const {
  bool odd = false;
  const auto count = [&](const Segment& segment) {
    for (std::uint32_t i = segment.first; i < segment.end; ++i) odd ^= seen(i).denial;
  };
  for (std::size_t s = clause.first_segment; s < clause.end_segment; ++s) count(segments_[s]);
  if (clause.first_segment > 0) {
    const Segment& opening = segments_[clause.first_segment - 1];
    const bool colon = segments_[clause.first_segment].before == Gap::colon;
    if (colon && opening.end - opening.first <= short_opening) count(opening);
  }
  if (clause.end_segment < segments_.size()) {
    const Segment& next = segments_[clause.end_segment];
    if (has(next.first, word_role::points_back)) count(next);
  }
  return odd;
}

void FactReading::note_places(const Clause& clause) {
  ++scratch_.window;
  own_named_ = own_vaguely_ = brand_named_ = false;
  for (std::uint32_t i = clause.first; i < clause.end; ++i) {
    const SeenWord& word = seen(i);
    if (word.own && !own_named_) own_place_ = i;
    own_named_ |= word.own;
    own_vaguely_ |= word.own_vaguely;
    if (word.key < 0) continue;
    brand_named_ |= word.key < matcher_.brand_keys_;
    const auto key = static_cast<std::size_t>(word.key);
    if (scratch_.stamp[key] == scratch_.window) continue;
    scratch_.stamp[key] = scratch_.window;
    scratch_.place[key] = i;
  }
}

std::optional<FactReading::Fit> FactReading::fit(const Wording& wording,
                                                 const Clause& clause) const {
  Fit fit;
  std::size_t found = 0;
  fit.first = clause.end;
  const bool own = wording.own && (own_named_ || own_vaguely_);
  const std::size_t fewest = fewest_words(wording.keys.size(), wording.own, score_least_);
  const auto telling = static_cast<std::size_t>(wording.keys.front());
  if (scratch_.stamp[telling] != scratch_.window) return std::nullopt;
  for (std::size_t i = 0; i < wording.keys.size(); ++i) {
    if (found + (wording.keys.size() - i) < fewest) return std::nullopt;
    const auto key = static_cast<std::size_t>(wording.keys[i]);
    if (scratch_.stamp[key] != scratch_.window) continue;
    ++found;
    fit.first = std::min(fit.first, scratch_.place[key]);
    const std::uint32_t last = scratch_.place[key] + seen(scratch_.place[key]).more;
    fit.last = std::max(fit.last, std::min(last, clause.end - 1));
  }
  if (found == 0) return std::nullopt;
  const double all = static_cast<double>(wording.keys.size()) + (wording.own ? own_weight : 0);
  fit.score = (static_cast<double>(found) + (own ? own_weight : 0)) / all;
  for (std::size_t s = clause.first_segment + 1; s < clause.end_segment; ++s) {
    fit.score *= joined_cost;
  }
  if (clause.end_segment - clause.first_segment > 1 && found < 3) return std::nullopt;
  if (fit.score < score_least_) return std::nullopt;
  fit.weight = fit.score * static_cast<double>(found);
  if (text_.ours) return fit;
  if (text_.mentions_others && !own_named_ && !brand_named_) return std::nullopt;
  if (heads_something_else(wording, clause, fit)) return std::nullopt;
  const bool scattered = fit.last - fit.first + 1 > 3 * found + 5;
  const bool turned_round =
      own_named_ && wording.own_first && wording.keys.size() <= 2 && own_place_ > fit.first;
  if (scattered || turned_round || of_somebody_else(wording, clause, fit)) {
    return std::nullopt;
  }
  return fit;
}

// "My gym doubled its fees": where we are not named, what stands before the first telling word is
// no other thing, and little else stands between them.
bool FactReading::of_somebody_else(const Wording& wording, const Clause& clause,
                                   const Fit& fit) const {
  if (own_named_) return false;
  std::uint32_t at = fit.first;
  const auto passes = [&](std::uint32_t word) {
    return has(word, word_role::auxiliary) || text_.words[word].folded.ends_with("ly");
  };
  while (at > clause.first && passes(at - 1)) --at;
  const std::uint16_t fitting = word_role::little | word_role::they | word_role::you |
                                word_role::supposes | word_role::anybody;
  if (at > clause.first && !has(at - 1, fitting)) return true;
  // "My train to the conference was cancelled": it is the train.
  while (at > clause.first && has(at - 1, word_role::little) &&
         !has(at - 1, word_role::leads_to)) {
    --at;
  }
  if (at > clause.first + 1 && has(at - 1, word_role::leads_to) && !has(at - 2, fitting)) {
    return true;
  }
  std::size_t others = 0, telling = 0;
  for (std::uint32_t i = fit.first; i <= fit.last; ++i) {
    if (is_one(seen(i).key, wording.keys)) {
      ++telling;
    } else if ((seen(i).roles & (fitting | word_role::modal)) == 0) {
      ++others;
    }
  }
  return others >= std::max<std::size_t>(telling, 2) ||
         about_something_else(wording, clause, fit);
}

// "The branch closed its survey", "a degree of patience": what the last or first word is about.
bool FactReading::about_something_else(const Wording& wording, const Clause& clause,
                                       const Fit& fit) const {
  const auto is_other = [&](std::uint32_t word) {
    constexpr std::size_t particle_max = 3;  // "out", "up"
    return word < clause.end && !is_one(seen(word).key, wording.keys) && !seen(word).own &&
           text_.words[word].folded.size() > particle_max &&
           (seen(word).roles & (word_role::little | word_role::anybody)) == 0 &&
           !figure_of(text_.words[word].folded);
  };
  const auto is_word = [&](std::uint32_t at, std::string_view word) {
    return at < clause.end && text_.words[at].folded == word;
  };
  const auto telling = [&](std::uint32_t at) {
    while (at < clause.end && has(at, word_role::little) && seen(at).key < 0) ++at;
    return at;
  };
  const std::uint32_t behind = fit.last + 1;
  if (behind < clause.end && has(behind, word_role::owns) && is_other(behind + 1)) return true;
  if (is_word(behind, "at") && is_other(telling(behind + 1))) return true;
  for (std::uint32_t i = fit.first; i <= fit.last; ++i) {
    if (is_one(seen(i).key, wording.keys) && is_word(i + 1, "of") && is_other(i + 2)) return true;
    // "My copy of the charter": it is the copy.
    const bool of = i > fit.first && is_word(i, "of") && is_other(i - 1);
    if (of && telling(i + 1) <= fit.last) return true;
  }
  return false;
}

// "The exam date is fixed": it is the date, whoever is named.
bool FactReading::heads_something_else(const Wording& wording, const Clause& clause,
                                       const Fit& fit) const {
  const std::uint16_t no_thing = word_role::little | word_role::anybody | word_role::modal |
                                 word_role::auxiliary | word_role::supposes | word_role::denies;
  for (std::uint32_t i = fit.first; i < fit.last && i + 2 < clause.end; ++i) {
    if (!is_one(seen(i).key, wording.keys)) continue;
    const std::uint32_t next = i + 1 + seen(i).more;
    if (next + 1 >= clause.end || next >= fit.last || seen(next).own) continue;
    const bool thing = (seen(next).roles & no_thing) == 0 && !seen(next).own_vaguely &&
                       !is_one(seen(next).key, wording.keys) &&
                       !text_.words[next].folded.ends_with("ly");
    if (thing && has(next + 1, word_role::auxiliary)) return true;
  }
  return false;
}

bool FactReading::other_year(const Wording& wording, const Clause& clause) const {
  for (std::uint32_t i = clause.first; i < clause.end; ++i) {
    if (!is_year(text_.words[i])) continue;
    const auto& known = matcher_.years_[wording.sheet];
    if (std::ranges::find(known, text_.words[i].folded) == known.end()) return true;
  }
  return false;
}

// How often the clause denies. "No" and "without" deny what stands next: "no lift at the meeting"
// says nothing of the meeting.
std::size_t FactReading::denials(const Wording& wording, const Clause& clause) const {
  std::size_t count = clause.denied ? 1 : 0;
  for (std::uint32_t i = clause.first; i < clause.end; ++i) {
    if (!has(i, word_role::denies)) continue;
    ++count;
    const std::string_view word = text_.words[i].folded;
    if (word != "no" && word != "without") continue;
    static constexpr std::array<std::string_view, 3> together = {"longer", "more", "one"};
    std::uint32_t next = i + 1;
    if (next < clause.end && is_one(text_.words[next].folded, together)) continue;
    while (next < clause.end && has(next, word_role::little) && seen(next).key < 0) ++next;
    const bool other = next < clause.end && !seen(next).own && seen(next).key < 0;
    const bool of_others = next < clause.end && seen(next).key >= 0 &&
                           !is_one(seen(next).key, wording.keys);
    if (other || of_others) --count;
  }
  return count;
}

FactReading::Figures FactReading::figures(const Wording& wording, const Clause& clause) const {
  Figures figures = Figures::none;
  for (std::uint32_t i = clause.first; i < clause.end; ++i) {
    const FactWord& word = text_.words[i];
    const auto figure = figure_of(word.folded);
    if (!figure || is_year(word) || word.percent != wording.percent ||
        word.money != wording.money) {
      continue;
    }
    if (same_figure(*figure, *wording.figure)) return Figures::agree;
    figures = Figures::differ;
  }
  return figures;
}

std::optional<Stance> FactReading::stance_of(const Wording& wording, const Clause& clause,
                                             const Fit& fit) const {
  if (other_year(wording, clause)) return std::nullopt;
  const bool quoted = text_.words[fit.first].quoted && text_.words[fit.last].quoted;
  if (quoted && !clause.denied) return std::nullopt;
  if (clause.asks) return Stance::asks;
  if (clause.doubts && !clause.denied) {
    return text_.ours ? std::nullopt : std::optional(Stance::asks);
  }
  if (clause.supposes && !wording.supposes) return std::nullopt;
  const std::size_t denied = denials(wording, clause);
  if (wording.denies_at_all && denied == 0) return std::nullopt;  // too little to say the opposite
  bool turned = (denied % 2 != 0) != wording.denies;
  if (wording.figure) {
    const Figures found = figures(wording, clause);
    if (found == Figures::none || (found == Figures::differ && !wording.opposite)) {
      return std::nullopt;
    }
    if (found == Figures::differ) turned = !turned;
  }
  return wording.opposite != turned ? Stance::supports : Stance::contradicts;
}

void FactReading::read_clause(const FactSentence& sentence, std::size_t first, std::size_t count,
                              std::size_t from) {
  const std::size_t found_before = out_.size();
  Clause clause;
  clause.first_segment = first;
  clause.end_segment = first + count;
  clause.first = segments_[first].first;
  clause.end = segments_[first + count - 1].end;
  clause.asks = asks(sentence);
  clause.denied = denied_around(clause);
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    clause.doubts |= seen(i).doubt;
    clause.supposes |= i < clause.end && has(i, word_role::supposes);
  }
  for (std::uint32_t i = clause.first; i < clause.end; ++i) {
    clause.supposes |= has(i, word_role::modal);
  }
  for (std::size_t s = first; s < first + count; ++s) {
    clause.supposes |= !text_.ours && has(segments_[s].first, word_role::pleads);
  }
  // "We are sorry that ...": what is said stands behind the "that".
  for (std::uint32_t i = clause.end; i-- > clause.first + 1;) {
    if (text_.words[i].folded != "that" || clause.end - i <= 3) continue;
    clause.first = i + 1;
    break;
  }
  note_places(clause);
  for (const Wording& wording : matcher_.wordings_) {
    if (((sheets_ >> (wording.sheet % 64)) & 1U) == 0) continue;
    const auto fitting = fit(wording, clause);
    if (!fitting) continue;
    const auto stance = stance_of(wording, clause, *fitting);
    if (!stance) continue;
    const FactMatch match{
        .sheet = wording.sheet,
        .stance = *stance,
        .score = fitting->score,
        .span = {text_.words[fitting->first].span.start, text_.words[fitting->last].span.end},
        .clause = {text_.words[clause.first].span.start, text_.words[clause.end - 1].span.end}};
    keep(match, fitting->weight, from, found_before);
  }
}

// Of a clause, one match a sheet: the one with the most behind it. What was found from `from` to
// `before`, in parts of this clause, stands.
void FactReading::keep(const FactMatch& match, double weight, std::size_t from,
                       std::size_t before) {
  weights_.resize(out_.size());
  for (std::size_t i = from; i < out_.size(); ++i) {
    if (out_[i].sheet != match.sheet) continue;
    if (i < before || weight <= weights_[i]) return;
    out_[i] = match;
    weights_[i] = weight;
    return;
  }
  out_.push_back(match);
  weights_.push_back(weight);
}

// "That is simply not true." and "Is that true?" speak of the sentence before.
void FactReading::turn_back(const FactSentence& sentence, std::size_t before, std::size_t now) {
  if (before == now || sentence.end - sentence.first > short_sentence) return;
  bool denial = false, odd = false, real = false;
  static constexpr std::array<std::string_view, 6> real_words = {"true",    "right",  "real",
                                                                 "correct", "really", "serious"};
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    denial |= seen(i).denial;
    odd ^= seen(i).denial != has(i, word_role::denies);
    real |= is_one(text_.words[i].folded, real_words);
  }
  const bool back = has(sentence.first, word_role::points_back) || seen(sentence.first).denial ||
                    has(sentence.first, word_role::begins_ask) || real;
  if (!back) return;
  for (std::size_t i = before; i < now; ++i) {
    Stance& stance = out_[i].stance;
    if (sentence.asks && (real || denial)) {
      stance = Stance::asks;
    } else if (denial && odd && stance != Stance::asks) {
      stance = stance == Stance::supports ? Stance::contradicts : Stance::supports;
    }
  }
}

void FactMatcher::match(const FactText& text, double score_least, std::uint64_t sheets,
                        FactScratch& scratch, std::vector<FactMatch>& out) const {
  if (empty() || text.words.empty()) return;
  see(text, scratch);
  FactReading(*this, text, score_least, sheets, scratch, out).read();
}

void FactMatcher::match_post(std::string_view text, FactScratch& scratch,
                             std::vector<FactMatch>& out) const {
  out.clear();
  if (empty()) return;
  const std::uint64_t sheets = heads_.look(text);
  if (sheets == 0) return;
  cut_post(text, handles_, scratch.text);
  match(scratch.text, post_score_least, sheets, scratch, out);
  std::ranges::stable_sort(out, [](const FactMatch& one, const FactMatch& other) {
    if (one.sheet != other.sheet) return one.sheet < other.sheet;
    if (one.stance != other.stance) return one.stance < other.stance;
    return one.score > other.score;
  });
  const auto again = std::ranges::unique(out, {}, &FactMatch::sheet);
  out.erase(again.begin(), again.end());
}

}  // namespace decorum::policy
