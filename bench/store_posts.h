// Posts taken in: through the store, and as a raw SQLite insert of the same rows.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "store/store.h"

namespace decorum::bench {

struct StoreBench {
  std::string folder;
  std::int64_t posts = 1'000'000;
  std::int64_t cases = 1'000'000;
};

// A post as the desk writes it: its event, its text and its row. Ids are filled in later.
struct SamplePost {
  store::EventRow event;
  store::TextRow text;
  store::PostRow post;
  std::string words;
};

// Makes posts of about 180 characters from a made-up vocabulary with few common and many rare
// words; the same seed gives the same posts.
class SamplePosts {
 public:
  explicit SamplePosts(unsigned seed);
  SamplePost next();

 private:
  std::string words();

  std::mt19937 chance_;
  std::vector<std::string> vocabulary_;
  std::int64_t count_ = 0;
};

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The value below which `share` of them lie, in milliseconds.
double at_share(std::vector<double>& seconds, double share);

base::Time bench_now();

void measure_posts(const StoreBench& bench);

}  // namespace decorum::bench
