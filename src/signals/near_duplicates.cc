#include "signals/near_duplicates.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace decorum::signals {
namespace {

// A post is kept under so many of its word pairs, chosen from so many of the first by rank, and
// looked up by so many: of an edited text some more, as its own come between.
constexpr std::size_t pairs_kept = 6;
constexpr std::size_t pairs_offered = 32;
constexpr std::size_t pairs_asked = 48;
// Entries that one look-up follows, all its chains together.
constexpr std::size_t steps_max = 768;
// With fewer pairs one in common is enough.
constexpr std::size_t few_pairs = 8;
// A pair that so many posts are kept under is common.
constexpr std::size_t common_from = 4;
constexpr std::uint64_t load_one = 8;  // loads are counted in eighths

// An entry's word: how many entries before it the chain goes on (0: it ends), and some bits of its
// key, which tell apart most of the keys that share a chain.
constexpr std::uint32_t step_bits = 27;
constexpr std::uint32_t step_max = (1U << step_bits) - 1;
static_assert(NearDuplicates::posts_max * pairs_kept <= step_max);

std::uint32_t tag_of(std::uint32_t key) { return key >> step_bits; }

}  // namespace

// An entry says that a post is kept under a word pair. It is numbered: the post's number times
// pairs_kept, and the pair's place. A chain starts at its latest entry and leads to older ones,
// until one that is forgotten.
NearDuplicates::NearDuplicates(std::size_t posts)
    : posts_(std::clamp<std::size_t>(posts, 1, posts_max)),
      letters_size_(std::max(posts_ * text_bytes_each, 2 * letters_max)),
      kept_(posts_),
      // Not set to anything, so that memory is only taken as posts come.
      letters_(new char[letters_size_]),
      entries_(new std::uint32_t[posts_ * pairs_kept]),
      chains_(std::bit_ceil(posts_ * pairs_kept / 2)) {}

std::string_view NearDuplicates::letters_of(const Kept& kept) const {
  return {letters_.get() + kept.begin % letters_size_, kept.size};
}

void NearDuplicates::keep_letters(std::string_view letters, Kept& kept) {
  const std::size_t place = written_ % letters_size_;
  if (place + letters.size() > letters_size_) written_ += letters_size_ - place;  // in one piece
  kept.begin = written_;
  kept.size = static_cast<std::uint32_t>(letters.size());
  written_ += letters.size();
  while (oldest_ < next_ && this->kept(oldest_).begin + letters_size_ < written_) ++oldest_;
  std::memcpy(letters_.get() + kept.begin % letters_size_, letters.data(), letters.size());
}

// What a chain had of entries that are not forgotten, taking them to have come evenly.
std::uint64_t NearDuplicates::load(const Chain& chain) const {
  const std::uint64_t entries = posts_ * pairs_kept;
  const std::uint64_t gone = next_ * pairs_kept - chain.latest();
  return gone >= entries ? 0 : chain.load() * (entries - gone) / entries;
}

void NearDuplicates::link(std::uint64_t entry, std::uint32_t key) {
  Chain& chain = chain_of(key);
  const std::uint64_t step = entry - chain.latest();
  const bool ends = chain.latest() == 0 || step > step_max;
  entries_[entry % (posts_ * pairs_kept)] =
      tag_of(key) << step_bits | (ends ? 0U : static_cast<std::uint32_t>(step));
  const std::uint64_t load_now = std::min<std::uint64_t>(load(chain) + load_one, 0xffff);
  chain.latest_and_load = entry << 16 | load_now;
}

// Pairs that are not common, by rank, then the others, the least common first.
void NearDuplicates::choose(const ComparedText& text) {
  chosen_.clear();
  common_.clear();
  const std::size_t offered = std::min(text.pairs.size(), pairs_offered);
  for (std::size_t i = 0; i < offered; ++i) {
    const std::uint32_t key = text.pairs[i].key;
    const std::uint64_t now = load(chain_of(key));
    if (now < common_from * load_one) {
      chosen_.push_back(key);
      if (chosen_.size() == pairs_kept) return;
    } else {
      common_.emplace_back(now, key);
    }
  }
  std::ranges::sort(common_);
  for (const auto& [now, key] : common_) {
    if (chosen_.size() == pairs_kept) return;
    chosen_.push_back(key);
  }
}

std::uint64_t NearDuplicates::add(const ComparedText& text) {
  assert(text.letters.size() <= letters_max);
  const std::uint64_t number = next_;
  if (number - oldest_ == posts_) ++oldest_;
  Kept now;
  now.cut = text.cut;
  keep_letters(text.letters, now);
  kept(number) = now;
  ++next_;
  choose(text);
  std::uint64_t entry = number * pairs_kept;
  for (const std::uint32_t key : chosen_) link(entry++, key);
  return number;
}

// All chains by turns, so that the short ones are walked to their ends, the others share what is
// left of steps_max, and the memory is asked for many at once.
void NearDuplicates::collect(const ComparedText& text) {
  collected_.clear();
  walks_.clear();
  const std::size_t asked = std::min(text.pairs.size(), pairs_asked);
  for (std::size_t i = 0; i < asked; ++i) {
    const std::uint32_t key = text.pairs[i].key;
    walks_.push_back({chain_of(key).latest(), tag_of(key)});
  }
  const std::uint64_t entries = posts_ * pairs_kept;
  const std::uint64_t oldest = oldest_ * pairs_kept;
  for (std::size_t steps = 0; !walks_.empty() && steps < steps_max;) {
    steps += walks_.size();
    std::size_t going = 0;
    for (Walk walk : walks_) {
      if (walk.entry < oldest) continue;
      const std::uint32_t word = entries_[walk.entry % entries];
      if (word >> step_bits == walk.tag) collected_.push_back(walk.entry / pairs_kept);
      const std::uint32_t step = word & step_max;
      if (step == 0) continue;
      walk.entry -= step;
      walks_[going++] = walk;
    }
    walks_.resize(going);
  }
}

void NearDuplicates::count_candidates(std::size_t shared_min) {
  std::ranges::sort(collected_);
  candidates_.clear();
  for (std::size_t i = 0; i < collected_.size();) {
    std::size_t end = i + 1;
    while (end < collected_.size() && collected_[end] == collected_[i]) ++end;
    if (end - i >= shared_min) candidates_.push_back({collected_[i], end - i});
    i = end;
  }
  if (candidates_.size() <= compared_max) return;
  std::ranges::stable_sort(candidates_, [](const Candidate& a, const Candidate& b) {
    return a.shared > b.shared;
  });
  candidates_.resize(compared_max);
}

void NearDuplicates::compare(const ComparedText& text, const Candidate& candidate) {
  const Kept& post = kept(candidate.number);
  const std::string_view letters = letters_of(post);
  if (letters == text.letters) {
    found_.push_back({candidate.number, 1});
    return;
  }
  if (text.is_short()) return;
    double similarity = 0;
  if (trigrams_.similarity_max(letters.size()) >= similar_min) {
    similarity = trigrams_.similarity(letters);
  }
  const std::size_t size = text.letters.size();
  const bool cut = (post.cut && letters.size() < size) || (text.cut && size < letters.size());
  if (cut && similarity < similar_min) {
    similarity = trigrams_.similarity_of_start(letters);
    if (similarity < similar_start_min) return;
  }
  if (similarity >= similar_min) found_.push_back({candidate.number, similarity});
}

const std::vector<NearDuplicate>& NearDuplicates::find(const ComparedText& text) {
  found_.clear();
  collect(text);
  if (collected_.empty()) return found_;
  count_candidates(text.pairs.size() <= few_pairs ? 1 : 2);
  if (candidates_.empty()) return found_;
  trigrams_.set(text.letters);
  for (const Candidate& candidate : candidates_) compare(text, candidate);
  const std::size_t count = std::min(found_.size(), found_max);
  std::ranges::partial_sort(
      found_, found_.begin() + static_cast<std::ptrdiff_t>(count),
      [](const NearDuplicate& a, const NearDuplicate& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.number < b.number;
      });
  found_.resize(count);
  return found_;
}

}  // namespace decorum::signals
