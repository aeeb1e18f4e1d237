// decorum_record_bench [EVENTS]: what the record costs apart from the database. Events of the size
// of an answer are hashed and put into the tree, with a signed head every 1,000; then events of
// the finished record are proved, their proofs checked, and the whole is verified. Tiles stand in
// memory. One thread; times are of the processor. Prints a table.
#include <charconv>
#include <cstdint>
#include <ctime>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "base/id.h"
#include "base/shape.h"
#include "base/time.h"
#include "record/event.h"
#include "record/key.h"
#include "record/key_chain.h"
#include "record/log_verifier.h"
#include "record/proof.h"
#include "record/proof_file.h"
#include "record/seal.h"
#include "record/tree.h"

namespace {

using namespace std::literals;
namespace base = decorum::base;
namespace record = decorum::record;

constexpr std::size_t sealed_at_once = 1000;
constexpr std::size_t proofs = 20'000;
constexpr std::string_view origin = "example.org/bench";

struct Kept {
  std::vector<base::Id> ids;
  std::vector<std::string> events;
  std::vector<record::Sealed> heads;
  std::unordered_map<std::uint64_t, std::string> tiles;  // by index and level
  record::TileOf tile_of = [this](int level, std::uint64_t index) {
    const auto found = tiles.find(index * record::tile_levels + static_cast<unsigned>(level));
    return found == tiles.end() ? std::string() : found->second;
  };
};

double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void print(std::string_view what, std::size_t count, double seconds) {
  fmt::print("| {} | {:.0f} a second |\n", what, static_cast<double>(count) / seconds);
}

record::Event sample_event(base::IdMaker& ids, base::Time at, std::size_t i) {
  record::Event event;
  event.id = ids.next(at);
  event.kind = "answered";
  event.at = at;
  event.actor = "person:callum-oduya";
  event.case_id = base::Id{event.id.value - 77};
  event.data = {fmt::format(R"({{"post":"{}","question":"troll-or-spammer","answers":["neither"],)"
                            R"("settles_proposal":{}}})",
                            base::to_text(event.id), i % 2 == 0)};
  return event;
}

void make_events(Kept& kept, std::size_t count, const record::KeyPair& pair) {
  base::IdMaker ids;
  base::Time at = *base::parse_rfc3339("2026-11-27T10:00:00Z");
  for (std::size_t i = 0; i < count; ++i, at += 1ms) {
    record::Event event = sample_event(ids, at, i);
    if (i == 0) {
      event.kind = record::begun_kind;
      event.data = record::begin_record(origin, pair.public_key());
    }
    kept.ids.push_back(event.id);
    kept.events.push_back(base::write_shape(event));
  }
}

void seal_all(Kept& kept, const record::KeyPair& pair) {
  base::Time at = *base::parse_rfc3339("2026-11-27T10:00:00Z");
  for (std::size_t size = 0; size < kept.events.size(); at += 1s) {
    const std::size_t count = std::min(sealed_at_once, kept.events.size() - size);
    record::Sealed sealed = record::seal(size, std::span(kept.events).subspan(size, count),
                                         {std::string(origin), at}, pair, kept.tile_of);
    for (record::Tile& tile : sealed.tiles) {
      kept.tiles[tile.index * record::tile_levels + static_cast<unsigned>(tile.level)] =
          std::move(tile.hashes);
    }
    sealed.tiles.clear();
    kept.heads.push_back(std::move(sealed));
    size += count;
  }
}

void prove(const Kept& kept) {
  const record::TreeHead& head = kept.heads.back().head;
  std::mt19937_64 chance(1);
  std::vector<std::pair<std::uint64_t, std::vector<record::Digest>>> paths;
  const auto start = std::clock();
  for (std::size_t i = 0; i < proofs; ++i) {
    const std::uint64_t number = chance() % head.size;
    paths.emplace_back(number, record::inclusion_path(number, head.size, kept.tile_of));
  }
  print("proofs of inclusion made", proofs, seconds_since(start));
  const auto began = std::clock();
  for (const auto& [number, path] : paths) {
    if (!record::verify_inclusion(record::leaf_hash(kept.events[number]), number, head.size, path,
                                  head.root)) {
      throw std::runtime_error("a proof does not hold");
    }
  }
  print("proofs of inclusion checked", proofs, seconds_since(began));
}

void prove_files(const Kept& kept, const record::KeyPair& pair) {
  constexpr std::size_t files = 2000;
  std::mt19937_64 chance(2);
  const auto start = std::clock();
  for (std::size_t i = 0; i < files; ++i) {
    const std::uint64_t number = chance() % kept.events.size();
    const record::ProofFile file =
        record::make_proof({{number, kept.events[number], {}}}, kept.heads.back().note,
                           pair.public_key(), kept.tile_of);
    if (!record::verify_proof(base::write_shape(file), pair.public_key())) {
      throw std::runtime_error("a proof file proves nothing");
    }
  }
  print("proof files written and checked, signature too", files, seconds_since(start));
}

void verify(const Kept& kept) {
  const auto start = std::clock();
  record::LogVerifier verifier({.key = {}, .kinds = {}, .since = {}, .tile_of = kept.tile_of});
  std::size_t head = 0;
  for (std::size_t i = 0; i < kept.events.size(); ++i) {
    verifier.add(i, kept.ids[i], kept.events[i]);
    while (head < kept.heads.size() && kept.heads[head].head.size == verifier.size()) {
      const record::Sealed& sealed = kept.heads[head++];
      verifier.add_head(sealed.head.size, sealed.head.at, sealed.note);
    }
  }
  verifier.finish();
  if (verifier.findings_count() != 0) throw std::runtime_error(verifier.findings()[0].what);
  print("events verified, with tiles and heads", kept.events.size(), seconds_since(start));
}

std::size_t count_of(int count, char** values) {
  std::size_t events = 1'000'000;
  if (count < 2) return events;
  const std::string_view text = values[1];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), events);
  if (error != std::errc() || end != text.data() + text.size() || events == 0) {
    throw std::runtime_error("usage: decorum_record_bench [EVENTS]");
  }
  return events;
}

void run(int count, char** values) {
  const std::size_t events = count_of(count, values);
  const record::KeyPair pair = *record::make_key_pair(std::string(record::seed_bytes, 'x'));
  Kept kept;
  make_events(kept, events, pair);
  fmt::print("{} events of {} bytes\n\n| what, one thread | figure |\n| --- | --- |\n", events,
             kept.events.back().size());
  const auto start = std::clock();
  seal_all(kept, pair);
  print(fmt::format("events appended, a signed head every {}", sealed_at_once), events,
        seconds_since(start));
  prove(kept);
  prove_files(kept, pair);
  verify(kept);
}

}  // namespace

int main(int count, char** values) {
  try {
    run(count, values);
  } catch (const std::exception& error) {
    fmt::print(stderr, "decorum_record_bench: {}\n", error.what());
    return 2;
  }
}
