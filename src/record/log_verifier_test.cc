#include "record/log_verifier.h"

#include <gtest/gtest.h>

#include "record/testing.h"

namespace decorum::record {
namespace {

using testing::note_data;
using testing::pair_of;
using testing::SampleRecord;

const std::set<std::string, std::less<>> known_kinds = {"tagged", "noted"};

// As a store would be read: events and heads in their orders, heads between the events.
void feed(LogVerifier& verifier, const SampleRecord& record,
          const std::vector<std::uint64_t>& numbers) {
  std::size_t head = 0;
  const auto add_heads = [&](bool all) {
    for (; head < record.heads.size(); ++head) {
      const SampleRecord::KeptHead& kept = record.heads[head];
      if (!all && kept.size > verifier.size()) return;
      verifier.add_head(kept.size, kept.at, kept.note);
    }
  };
  for (std::size_t i = 0; i < record.events.size(); ++i) {
    verifier.add(numbers[i], record.events[i].id, record.events[i].bytes);
    add_heads(false);
  }
  add_heads(true);
  verifier.finish();
}

std::vector<std::uint64_t> all_numbers(const SampleRecord& record) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < record.events.size(); ++i) numbers.push_back(i);
  return numbers;
}

struct Verified {
  std::vector<LogFinding> findings;
  std::uint64_t count = 0;

  std::string text() const {
    std::string out;
    for (const LogFinding& one : findings) out += one.where + ": " + one.what + '\n';
    return out;
  }
};

Verified verify(const SampleRecord& record, LogSettings settings = {}) {
  settings.kinds = known_kinds;
  settings.tile_of = record.tiles.reader();
  LogVerifier verifier(std::move(settings));
  feed(verifier, record, all_numbers(record));
  return {verifier.findings(), verifier.findings_count()};
}

// A beginning, 700 events under several heads, a change of key among them.
SampleRecord sample() {
  SampleRecord record;
  for (int head = 0; head < 7; ++head) {
    for (int i = 0; i < 99; ++i) record.put("tagged", {R"({"tag":"news"})"});
    if (head == 3) record.rotate('b');
    record.seal_all();
  }
  return record;
}

SampleRecord small_sample() {
  SampleRecord record;
  record.put("tagged", {R"({"tag":"news"})"});
  record.seal_all();
  record.put("noted", note_data({77}, "words"));
  record.rotate('b');
  record.seal_all();
  record.put("tagged", {R"({"tag":"news"})"});
  record.seal_all();
  return record;
}

TEST(LogVerifier, FindsNothingInAGoodRecord) {
  EXPECT_EQ(verify(sample()).text(), "");
  EXPECT_EQ(verify(small_sample()).text(), "");
  LogSettings settings;
  settings.key = pair_of('a').public_key();
  EXPECT_EQ(verify(sample(), settings).text(), "");
}

TEST(LogVerifier, FindsEveryFlippedBitOfEventsTilesAndHeads) {
  const SampleRecord good = small_sample();
  SampleRecord bad = small_sample();
  const auto expect_found = [&](std::string& bytes, const std::string& what) {
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      char& byte = bytes[bit / 8];
      byte = static_cast<char>(byte ^ (1 << (bit % 8)));
      EXPECT_GT(verify(bad).count, 0U) << what << ", bit " << bit;
      byte = static_cast<char>(byte ^ (1 << (bit % 8)));
    }
  };
  for (auto& event : bad.events) expect_found(event.bytes, "event");
  for (auto& [place, hashes] : bad.tiles.kept) expect_found(hashes, "tile");
  for (auto& head : bad.heads) expect_found(head.note, "head");
  for (std::size_t i = 0; i < bad.events.size(); ++i) {
    for (int bit = 0; bit < 63; ++bit) {
      bad.events[i].id.value ^= std::int64_t{1} << bit;
      EXPECT_GT(verify(bad).count, 0U);
      bad.events[i].id = good.events[i].id;
    }
  }
  for (auto& head : bad.heads) {
    ++head.size;
    EXPECT_GT(verify(bad).count, 0U);
    --head.size;
    head.at += std::chrono::microseconds(1);
    EXPECT_GT(verify(bad).count, 0U);
    head.at -= std::chrono::microseconds(1);
  }
  EXPECT_EQ(verify(bad).count, 0U);
}

TEST(LogVerifier, NamesTheEventThatWasChanged) {
  SampleRecord record = sample();
  std::string& bytes = record.events[300].bytes;
  bytes.replace(bytes.find("news"), 4, "lies");
  EXPECT_EQ(verify(record).text(),
            "head of 398: the events up to here do not give the root that was signed\n"
            "leaf 300: the event's bytes do not give the hash that tile 1 of level 0 holds\n"
            "heads: 3 more with a root that the events do not give\n");
}

TEST(LogVerifier, SeesAChangeThatReachesIntoTheTiles) {
  SampleRecord record = sample();
  std::string& bytes = record.events[300].bytes;
  bytes.replace(bytes.find("news"), 4, "lies");
  SampleRecord forged;  // whose tree was made anew
  forged.events = record.events;
  forged.tiles = {};
  std::vector<Digest> leaves;
  for (const auto& event : forged.events) leaves.push_back(leaf_hash(event.bytes));
  forged.tiles.add(leaves);
  forged.heads = record.heads;
  EXPECT_NE(verify(forged).text().find("head of 398: the events up to here"), std::string::npos);
}

TEST(LogVerifier, SeesARecordSignedAnewWhereAKeyOrHeadIsKnown) {
  const SampleRecord honest = small_sample();
  SampleRecord forged;
  forged.pairs.clear();
  forged.pairs.push_back(pair_of('z'));
  forged.events.clear();
  forged.put(begun_kind, begin_record(SampleRecord::origin, pair_of('z').public_key()));
  for (int i = 0; i < 9; ++i) forged.put("tagged", {R"({"tag":"lies"})"});
  forged.seal_all();
  EXPECT_EQ(verify(forged).text(), "");  // nothing inside it can show it
  LogSettings with_key;
  with_key.key = pair_of('a').public_key();
  EXPECT_NE(verify(forged, with_key).text().find("not with the given one"), std::string::npos);
  LogSettings with_head;
  with_head.since = parse_head(honest.heads[1].note).value();
  EXPECT_NE(verify(forged, with_head).text().find("head of 4, kept elsewhere"), std::string::npos);
}

TEST(LogVerifier, SeesWhatWasTakenAwayAtTheEndByAHeadKeptElsewhere) {
  const SampleRecord whole = small_sample();
  SampleRecord cut;
  cut.events = {whole.events[0], whole.events[1]};
  cut.heads = {whole.heads[0]};
  cut.tiles.add({leaf_hash(cut.events[0].bytes), leaf_hash(cut.events[1].bytes)});
  EXPECT_EQ(verify(cut).text(), "");
  LogSettings settings;
  settings.since = parse_head(whole.heads[2].note).value();
  EXPECT_EQ(verify(cut, settings).text(),
            "head of 5, kept elsewhere: the record holds 2 events only: the last ones were taken "
            "away\n");
  settings.since = parse_head(whole.heads[0].note).value();
  EXPECT_EQ(verify(whole, settings).text(), "");
  EXPECT_EQ(verify(cut, settings).text(), "");
}

TEST(LogVerifier, AMissingEventIsNamedAndTheRestStillHolds) {
  SampleRecord record = sample();
  std::vector<std::uint64_t> numbers = all_numbers(record);
  for (const std::ptrdiff_t leaf : {600, 300, 299}) {
    record.events.erase(record.events.begin() + leaf);
    numbers.erase(numbers.begin() + leaf);
  }
  LogSettings settings;
  settings.kinds = known_kinds;
  settings.tile_of = record.tiles.reader();
  LogVerifier verifier(std::move(settings));
  feed(verifier, record, numbers);
  EXPECT_EQ((Verified{verifier.findings(), 0}.text()),
            "leaf 299: 2 events are missing, up to leaf 300\nleaf 600: the event is missing\n");
}

TEST(LogVerifier, WrongNumbersAreTold) {
  const SampleRecord record = small_sample();
  for (const std::vector<std::uint64_t>& numbers :
       {std::vector<std::uint64_t>{0, 0, 1, 2, 3}, {0, 1, 2, 2, 3}, {1, 2, 3, 4, 5},
        {0, 1, 3, 2, 4}, {0, 1, 2, 3, UINT64_MAX}, {5, 4, 3, 2, 1}}) {
    LogSettings settings;
    settings.tile_of = record.tiles.reader();
    LogVerifier verifier(std::move(settings));
    feed(verifier, record, numbers);
    EXPECT_GT(verifier.findings_count(), 0U);
  }
}

struct Spoilt {
  std::string_view what;
  std::function<void(SampleRecord&)> spoil;
  std::string_view told;
};

TEST(LogVerifier, TellsWhatIsWrong) {
  const std::vector<Spoilt> spoilt = {
      {"an unsealed tail", [](SampleRecord& r) { r.put("tagged", {R"({"tag":"x"})"}); },
       "leaf 5: no head covers this event"},
      {"an unknown kind", [](SampleRecord& r) { r.put("guessed", {"{}"}); r.seal_all(); },
       "leaf 5: events of the kind 'guessed' are not known"},
      {"a second beginning",
       [](SampleRecord& r) {
         r.put(begun_kind, begin_record(r.origin, r.pairs[0].public_key()));
         r.seal_all();
       },
       "leaf 5: a record begins only once"},
      {"a change of key by nobody",
       [](SampleRecord& r) {
         const base::Id id = r.next_id();
         r.put_rotation(id, rotate_key(r.origin, id, pair_of('z'), pair_of('y').public_key()));
         r.seal_all();
       },
       "leaf 5: the change of key does not hold: the key that is changed is not the one in force"},
      {"a missing head", [](SampleRecord& r) { r.heads.pop_back(); },
       "leaf 4: no head covers this event"},
      {"no heads", [](SampleRecord& r) { r.heads.clear(); },
       "leaf 0: no head covers this event and the 4 behind it"},
      {"a head twice", [](SampleRecord& r) { r.heads.push_back(r.heads.back()); },
       "head of 5: it follows a head of 5"},
      {"heads in another order", [](SampleRecord& r) { std::swap(r.heads[0], r.heads[1]); },
       "head of 2: it follows a head of 4"},
      {"a head of more events", [](SampleRecord& r) { r.events.pop_back(); },
       "head of 5: the record holds 4 events only"},
      {"a tile too many", [](SampleRecord& r) { r.tiles.kept[{0, 1}] = std::string(32, 'x'); },
       "tile 1 of level 0: there is no event for this tile"},
      {"a level too many", [](SampleRecord& r) { r.tiles.kept[{3, 0}] = std::string(32, 'x'); },
       "tile 0 of level 3: there is no event for this tile"},
      {"a tile too short", [](SampleRecord& r) { r.tiles.kept[{0, 0}].resize(64); },
       "tile 0 of level 0: it has 64 bytes; 160 follow from the events"},
      {"a tile that is missing", [](SampleRecord& r) { r.tiles.kept.clear(); },
       "tile 0 of level 0: it has 0 bytes; 160 follow from the events"},
      {"events in another order", [](SampleRecord& r) { std::swap(r.events[1], r.events[2]); },
       "leaf 2: its id"},
      {"an event that is none", [](SampleRecord& r) { r.events[1].bytes = "{}"; },
       "leaf 1: its bytes are no event"},
      {"an event too large",
       [](SampleRecord& r) { r.events[1].bytes += std::string(event_bytes_max, ' '); },
       "leaf 1: an event has at most 262144 bytes"},
      {"no beginning", [](SampleRecord& r) { r.events.erase(r.events.begin()); },
       "leaf 0: the first event of a record is 'record-begun'"},
  };
  for (const Spoilt& one : spoilt) {
    SampleRecord record = small_sample();
    one.spoil(record);
    const std::string text = verify(record).text();
    EXPECT_NE(text.find(one.told), std::string::npos) << one.what << ":\n" << text;
  }
}

TEST(LogVerifier, AHeadByTheOldKeyAfterTheChangeIsTold) {
  SampleRecord record;
  record.put("tagged", {R"({"tag":"x"})"});
  record.rotate('b');
  record.pairs.pop_back();
  record.seal_all();
  const std::string text = verify(record).text();
  EXPECT_NE(text.find("head of 3: it is not signed with the key in force"), std::string::npos);
}

TEST(LogVerifier, AHeadOfAnotherRecordIsTold) {
  SampleRecord record = small_sample();
  auto head = parse_head(record.heads[2].note).value().head;
  head.origin = "example.org/other";
  record.heads[2].note = sign_head(head, record.pairs.back());
  EXPECT_NE(verify(record).text().find("it is of the record 'example.org/other'"),
            std::string::npos);
}

TEST(LogVerifier, MemoryIsBoundedWhateverIsWrong) {
  LogVerifier verifier({});
  for (std::uint64_t i = 0; i < 3 * findings_max; ++i) verifier.add(i, {}, "x");
  verifier.finish();
  EXPECT_EQ(verifier.findings().size(), findings_max);
  EXPECT_GT(verifier.findings_count(), 3 * findings_max);
}

TEST(LogVerifier, AnEmptyRecordIsGood) {
  LogVerifier verifier({});
  verifier.finish();
  EXPECT_EQ(verifier.findings_count(), 0U);
}

}  // namespace
}  // namespace decorum::record
