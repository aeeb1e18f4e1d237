// Near-duplicates: posts whose text is that of an earlier post but for small edits.
//
//   NearDuplicates known(1'000'000);              // the latest million posts are remembered
//   ComparedText text;
//   compare_as("Our course starts in May.", text);
//   known.find(text);                             // {}: nothing is like it
//   const std::uint64_t number = known.add(text); // 1, then 2, …
//   compare_as("OUR course starts in June!", text);
//   known.find(text);                             // {{1, 0.82}}
//
// What counts as the same, and how alike two texts are, says signals/compared_text.h. Found is what
// is at least `similar_min` alike; a short text (under four words or twelve letters) only where the
// letters are the same. Every post that is found was compared letter by letter, so nothing is found
// by chance. One that ought to be is missed now and then: only those are compared that share two
// of the word pairs by which a post is kept (docs/decisions/0004-near-duplicates.md).
//
// Bounds: at most posts_max posts with text_bytes_each * posts_max characters of text together; the
// oldest are forgotten first. Memory is taken as posts come, at most 190 bytes for each; nothing
// grows beyond that. A look-up compares at most compared_max posts, however often a text was
// repeated. Deterministic: the same posts in the same order give the same answers. One thread at a
// time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "signals/compared_text.h"

namespace decorum::signals {

struct NearDuplicate {
  std::uint64_t number = 0;  // of the earlier post
  double similarity = 0;     // similar_min..1

  bool operator==(const NearDuplicate&) const = default;
};

class NearDuplicates {
 public:
  // Of how answers come about; another one may give others.
  static constexpr int version = 1;
  static constexpr double similar_min = 0.68;
  static constexpr double similar_start_min = 0.9;  // where one of both was cut off
  static constexpr std::size_t posts_max = 10'000'000;
  static constexpr std::size_t text_bytes_each = 100;
  static constexpr std::size_t found_max = 10;
  static constexpr std::size_t compared_max = 256;

  // `posts` is how many are remembered, 1 to posts_max.
  explicit NearDuplicates(std::size_t posts);

  // Remembers a text and says its number: 1, 2, 3, …
  std::uint64_t add(const ComparedText& text);

  // The most alike first, of those the earliest; at most found_max. Valid until the next call.
  const std::vector<NearDuplicate>& find(const ComparedText& text);

  // Of the oldest post that is remembered.
  std::uint64_t oldest() const { return oldest_; }

 private:
  struct Kept {
    std::uint64_t begin = 0;  // in the ring of letters, counted from the first ever written
    std::uint32_t size = 0;
    bool cut = false;
  };
  // Its latest entry (0: none), and about how many entries it had then, in eighths.
  struct Chain {
    std::uint64_t latest_and_load = 0;

    std::uint64_t latest() const { return latest_and_load >> 16; }
    std::uint64_t load() const { return latest_and_load & 0xffff; }
  };
  struct Walk {
    std::uint64_t entry = 0;
    std::uint32_t tag = 0;
  };
  struct Candidate {
    std::uint64_t number = 0;
    std::size_t shared = 0;  // word pairs
  };

  Kept& kept(std::uint64_t number) { return kept_[number % posts_]; }
  std::string_view letters_of(const Kept& kept) const;
  void keep_letters(std::string_view letters, Kept& kept);
  Chain& chain_of(std::uint32_t key) { return chains_[key & (chains_.size() - 1)]; }
  std::uint64_t load(const Chain& chain) const;
  void choose(const ComparedText& text);
  void link(std::uint64_t entry, std::uint32_t key);
  void collect(const ComparedText& text);
  void count_candidates(std::size_t shared_min);
  void compare(const ComparedText& text, const Candidate& candidate);

  std::size_t posts_;
  std::size_t letters_size_;
  std::uint64_t next_ = 1;        // the next post's number
  std::uint64_t oldest_ = 1;
  std::uint64_t written_ = 0;     // letters ever written
  std::vector<Kept> kept_;
  std::unique_ptr<char[]> letters_;            // a ring
  std::unique_ptr<std::uint32_t[]> entries_;  // a ring
  std::vector<Chain> chains_;
  std::vector<std::uint32_t> chosen_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> common_;  // load, key
  std::vector<Walk> walks_;
  std::vector<std::uint64_t> collected_;
  std::vector<Candidate> candidates_;
  std::vector<NearDuplicate> found_;
  Trigrams trigrams_;
};

}  // namespace decorum::signals
