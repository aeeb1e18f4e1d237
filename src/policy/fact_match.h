// Does a text speak against one of the policy's fact sheets, for it, or ask about it? By its
// wording only: what is true is said by the sheet and the people who keep it, not by this code.
//
// A sheet has ways in which people say its claim (the statement and `wordings`: they contradict the
// sheet's answer) and ways in which they say the opposite (`opposites`: they support it). A clause
// matches a wording when it holds enough of its telling words, by their stems; phrases that
// facts.yaml says mean the same count as one. A clause that denies once more or less than the
// wording says the opposite. A figure in an opposite has to agree, or the clause contradicts; in a
// wording of the claim it has to agree. Nothing is matched in what is only supposed ("if", "hope",
// "would") or quoted. A sentence with a question mark, or that begins like a question, asks; so
// does one that keeps its distance ("rumour"). "That is a lie" turns what the sentence before says.
//
//   FactMatcher matcher(policy);               // once a policy; threads may share it
//   matcher.match_post(post.text, scratch, matches);
//
// Bounds: fact_words_max words of a text; for each clause, the wordings of the sheets that share
// words with it. A post that shares too little with every sheet costs one pass over its bytes
// (policy/fact_heads.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/fact_heads.h"
#include "policy/fact_phrases.h"
#include "policy/fact_text.h"
#include "policy/fact_words.h"
#include "policy/policy.h"

namespace decorum::policy {

// Of a text towards a sheet; the least accusing first.
enum class Stance : std::uint8_t { supports, asks, contradicts };
std::string_view name_of(Stance stance);
std::optional<Stance> stance_named(std::string_view name);

struct FactMatch {
  std::size_t sheet = 0;  // index in Policy::facts
  Stance stance = Stance::asks;
  double score = 0;       // 0..1: the share of the wording that is there
  base::Span span;        // from the first word that led to it to the last
  base::Span clause;      // in which it stands

  bool operator==(const FactMatch&) const = default;
};

inline constexpr double post_score_least = 0.75;
inline constexpr std::size_t wording_stems_max = 24;  // telling words of a wording that count

// What one word of a text is to the matcher. Internal to it.
struct SeenWord {
  std::int32_t key = -1;     // of a stem or a group of phrases; -1: tells nothing
  std::uint8_t more = 0;     // words that the phrase goes on
  std::uint16_t roles = 0;   // fact_words.h; none for what stands in a `same` phrase
  bool own = false;          // ourselves by name
  bool own_vaguely = false;  // "they", "your"
  bool denial = false;       // begins a phrase that denies
  bool doubt = false;
};

struct FactScratch {
  FactText text;
  std::vector<SeenWord> seen;
  std::vector<FactPhraseHit> hits;
  std::vector<std::uint32_t> place;  // by key: of its first word, where `stamp` is the window's
  std::vector<std::uint32_t> stamp;
  std::uint32_t window = 0;
};

class FactMatcher {
 public:
  explicit FactMatcher(const Policy& policy);

  bool empty() const { return wordings_.empty(); }

  // At most one match a sheet, in the order of the sheets: of several the least accusing, and of
  // these the one with the highest score.
  void match_post(std::string_view text, FactScratch& scratch, std::vector<FactMatch>& out) const;

  // The sheets that a post may speak of, as bits (sheet % 64); cheap.
  std::uint64_t sheets_for(std::string_view text) const { return heads_.look(text); }

  // All matches, clause by clause, with at least this score, of the sheets in `sheets` (bits).
  void match(const FactText& text, double score_least, std::uint64_t sheets, FactScratch& scratch,
             std::vector<FactMatch>& out) const;

  // Sheets of which some wording, or the statement, has too few telling words to match: their
  // index and the wording.
  struct Thin {
    std::size_t sheet = 0;
    std::string wording;
  };
  const std::vector<Thin>& thin() const { return thin_; }

 private:
  friend class FactReading;

  struct Wording {
    std::size_t sheet = 0;
    std::vector<std::int32_t> keys;  // without ourselves; first the one that tells most
    bool own = false;                // names ourselves
    bool own_first = false;          // before all others
    bool denies = false;             // an odd number of times
    bool denies_at_all = false;
    bool supposes = false;           // holds "if", "would" or the like itself
    bool opposite = false;           // says what the sheet says
    std::optional<Figure> figure;
    bool percent = false, money = false;
  };

  void add_names(const Policy& policy);
  void add_phrases(const Sayings& sayings);
  void add_wording(std::size_t sheet, const std::string& text, bool opposite, FactScratch& scratch);
  void add_years(const FactSheet& sheet);
  void add_heads();
  std::int32_t key_of(std::string_view stem, bool add);
  void see(const FactText& text, FactScratch& scratch) const;

  std::vector<std::string> handles_;
  FactPhrases phrases_;
  std::unordered_map<std::string, std::int32_t, StringHash, std::equal_to<>> keys_;
  std::vector<std::vector<std::string>> spellings_;  // by key, of groups: their phrases
  std::int32_t key_count_ = 0;
  std::int32_t brand_keys_ = 0;  // the first keys are names of the brand that are not ourselves
  std::vector<Wording> wordings_;
  std::vector<std::vector<std::string>> years_;  // by sheet: those that it names
  std::vector<Thin> thin_;
  FactHeads heads_;
};

}  // namespace decorum::policy
