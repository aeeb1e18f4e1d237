// Verifies a whole record as it is read, event by event, and says everything that is wrong with it.
//
//   LogVerifier verifier({.key = first_key, .kinds = known, .since = head, .tile_of = tiles});
//   for (...) {                                  // in the order of leaf numbers
//     while (the next head's size == verifier.size()) verifier.add_head(size, at, note);
//     std::optional<Event> event = verifier.add(leaf, id, bytes);
//   }
//   ...                                          // the heads that are left
//   verifier.finish();
//   for (const LogFinding& finding : verifier.findings()) ...
//
// Looked at: leaf numbers without gap; ids that grow; bytes that are an event with the id under
// which it is kept and of a known kind; the record's beginning and every change of key; every hash
// of every tile; of every head its form, its signature by the key in force, its root as the events
// give it, that size and time grow; that what was signed for elsewhere (`since`) is still there;
// that nothing stands behind the last head. As all roots come from the same events, heads that hold
// are consistent with one another.
//
// Memory is bounded: one tile a level, findings_max findings (more are counted), one chain of keys.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "record/event.h"
#include "record/head.h"
#include "record/key.h"
#include "record/key_chain.h"
#include "record/tree.h"

namespace decorum::record {

inline constexpr std::size_t findings_max = 1000;

struct LogFinding {
  std::string where;  // "leaf 17", "head of 42", "tile 3 of level 0", "text 0e3…"
  std::string what;   // a sentence without a full stop

  bool operator==(const LogFinding&) const = default;
};

struct LogSettings {
  std::optional<PublicKey> key;              // the first; else the one that the record names itself
  std::set<std::string, std::less<>> kinds;  // known beside the record's own two; empty: any
  std::optional<SignedHead> since;           // a head that was kept elsewhere
  TileOf tile_of;                            // empty: tiles are not looked at
};

class LogVerifier {
 public:
  explicit LogVerifier(LogSettings settings);

  // Answers the event where its bytes can be read, for those who read along (texts, cases).
  std::optional<Event> add(std::uint64_t leaf, base::Id id, std::string_view bytes);

  // A head as it is kept: its columns and its note. In the order of sizes.
  void add_head(std::uint64_t size, base::Time at, std::string_view note);

  // A finding of somebody who reads along.
  void report(std::string where, std::string what);

  // After the last event and head, once.
  void finish();

  std::uint64_t size() const { return peaks_.size(); }  // events so far, missing ones included
  std::uint64_t heads() const { return heads_; }
  const std::vector<LogFinding>& findings() const { return findings_; }
  std::uint64_t findings_count() const { return findings_count_; }
  bool since_was_met() const { return since_met_; }
  const std::optional<KeyChain>& keys() const { return keys_; }

 private:
  // Findings of one kind that come in crowds: the first is told, the rest are counted.
  struct Crowd {
    std::uint64_t later = 0;
    bool told = false;
  };

  void skip_to(std::uint64_t leaf);
  void begin(const Event& event);
  void note_event(const std::string& where, const Event& event);
  void add_hash(const Digest& hash);
  void end_tile(int level);
  void compare_tile(int level);
  void expect_no_tile(int level, std::uint64_t index);
  void meet_since();
  void check_signature(const std::string& where, const SignedHead& head, Crowd& crowd);
  void check_root(const std::string& where, const SignedHead& head);
  void report_once(Crowd& crowd, const std::string& where, std::string what);
  void tell_crowd(const Crowd& crowd, std::string_view what);

  LogSettings settings_;
  Peaks peaks_;
  std::optional<KeyChain> keys_;
  base::Id last_id_;
  std::array<std::string, tile_levels> tiles_;         // the unfinished tile of each level
  std::array<std::uint64_t, tile_levels> tile_index_{};
  std::uint64_t heads_ = 0, last_head_size_ = 0;
  base::Time last_head_at_;
  Crowd bad_roots_, bad_signatures_;
  bool since_met_ = false;
  std::vector<LogFinding> findings_;
  std::uint64_t findings_count_ = 0;
};

}  // namespace decorum::record
