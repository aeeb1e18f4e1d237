#include "record/proof_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "record/testing.h"

namespace decorum::record {
namespace {

using testing::note_data;
using testing::pair_of;
using testing::sample_salt;
using testing::SampleRecord;

constexpr std::string_view words = "Rang twice, no answer; “try Monday”.";

// A record with a case of two events, a change of key between its two heads, and a text.
struct Sample {
  Sample() {
    for (int i = 0; i < 3; ++i) record.put("tagged", {R"({"tag":"news"})"});
    case_id = record.next_id();
    record.put("opened", {R"({"site":"bluesky"})"}, case_id);
    text_id = record.next_id();
    record.put("noted", note_data(text_id, words), case_id);
    for (int i = 0; i < 2; ++i) record.put("tagged", {R"({"tag":"old"})"});
    record.seal_all();
    record.rotate('b');
    for (int i = 0; i < 300; ++i) record.put("tagged", {R"({"tag":"later"})"});
    record.seal_all();
  }
  EventToProve event(std::uint64_t leaf) const { return {leaf, record.events[leaf].bytes, {}}; }
  RevealedText text() const { return {text_id, to_base64(sample_salt), std::string(words)}; }
  Event rotation() const { return *base::read_shape<Event>(record.events[8].bytes); }
  const PublicKey& first_key() const { return record.pairs.front().public_key(); }
  const PublicKey& second_key() const { return record.pairs.back().public_key(); }

  // The note of the case under the first head, with its text.
  ProofFile of_note() const {
    EventToProve noted = event(5);
    noted.texts.push_back(text());
    return make_proof({noted}, record.heads[0].note, first_key(), record.tiles.reader());
  }
  // Both events of the case under the second head, which the second key signed.
  ProofFile of_case() const {
    ProofFile file = make_proof({event(4), event(5)}, record.heads[1].note, second_key(),
                                record.tiles.reader());
    file.case_id = case_id;
    EXPECT_TRUE(add_rotation(file, rotation()));
    return file;
  }

  SampleRecord record;
  base::Id case_id, text_id;
};

std::string told(const base::Result<Proven>& proven) {
  if (!proven) return "not proved: " + proven.error().what + " (" + proven.error().where + ")";
  std::string out;
  for (const std::string& sentence : proven->sentences) out += sentence + '\n';
  return out;
}

base::Result<Proven> verify(const ProofFile& file, const PublicKey& key) {
  return verify_proof(base::write_shape(file), key);
}

TEST(ProofFile, ProvesAnEventAndItsText) {
  const Sample sample;
  const auto proven = verify(sample.of_note(), sample.first_key());
  ASSERT_TRUE(proven) << told(proven);
  ASSERT_EQ(proven->events.size(), 1U);
  EXPECT_EQ(proven->events[0].kind, "noted");
  EXPECT_EQ(told(proven),
            "The record 'example.org/record' held 8 events at 2026-11-27T10:00:08Z.\n"
            "Its head is signed with the key that was given.\n"
            "Event " + base::to_text(sample.record.events[5].id) +
                ", 'noted' (version 1) of 2026-11-27T10:00:05Z by person:callum-oduya, is number 5 "
                "of the record, counted from 0.\n"
                "Text " + base::to_text(sample.text_id) +
                " (40 bytes) is word for word the one that the event names.\n"
                "Proved is that this was written down then and was not changed since; not that it "
                "is true.\n");
}

TEST(ProofFile, SaysWhatItDoesNotShow) {
  const Sample sample;
  ProofFile file = sample.of_note();
  file.events[0].texts.clear();
  EXPECT_NE(told(verify(file, sample.first_key())).find("1 text that the event names is not in"),
            std::string::npos);
}

TEST(ProofFile, ProvesACaseAcrossAChangeOfKey) {
  const Sample sample;
  const auto proven = verify(sample.of_case(), sample.first_key());
  ASSERT_TRUE(proven) << told(proven);
  EXPECT_EQ(proven->events.size(), 2U);
  EXPECT_NE(told(proven).find("over 1 change of key"), std::string::npos);
  EXPECT_NE(told(proven).find("no other events is not proved"), std::string::npos);
  EXPECT_TRUE(verify(sample.of_case(), sample.second_key()));  // who has the newer key only
}

TEST(ProofFile, ProvesThatALaterHeadHoldsTheFirst) {
  const Sample sample;
  ProofFile file = sample.of_note();
  add_later_head(file, sample.record.heads[1].note, sample.record.tiles.reader());
  EXPECT_FALSE(verify(file, sample.first_key()));  // nothing says why the second key counts
  ASSERT_TRUE(add_rotation(file, sample.rotation()));
  const auto proven = verify(file, sample.first_key());
  ASSERT_TRUE(proven) << told(proven);
  EXPECT_NE(told(proven).find("The record of 309 events that was signed at"), std::string::npos);
  std::swap(file.head, file.later->head);
  EXPECT_FALSE(verify(file, sample.first_key()));
}

TEST(ProofFile, AnotherKeyProvesNothing) {
  const Sample sample;
  EXPECT_FALSE(verify(sample.of_note(), sample.second_key()));
  EXPECT_FALSE(verify(sample.of_note(), pair_of('z').public_key()));
  EXPECT_FALSE(verify(sample.of_case(), pair_of('z').public_key()));
  ProofFile file = sample.of_case();
  file.rotations.clear();
  EXPECT_FALSE(verify(file, sample.first_key()));
}

TEST(ProofFile, AForgersOwnChangeOfKeyProvesNothing) {
  const Sample sample;
  // The forger has a key of his own, signs a record of his own, and a rotation from the old key.
  SampleRecord forged;
  forged.pairs.clear();
  forged.pairs.push_back(pair_of('z'));
  forged.put("tagged", {R"({"tag":"forged"})"});
  forged.seal_all();
  ProofFile file = make_proof({{1, forged.events[1].bytes, {}}}, forged.heads[0].note,
                              pair_of('z').public_key(), forged.tiles.reader());
  EXPECT_TRUE(verify(file, pair_of('z').public_key()));
  KeyRotated rotated{to_text(sample.first_key()), to_text(pair_of('z').public_key()), {}};
  rotated.signature = to_base64(pair_of('z').sign("decorum key rotation\n"));
  for (const bool with : {false, true}) {
    file.rotations.clear();
    if (with) file.rotations.push_back({{1}, rotated});
    EXPECT_FALSE(verify(file, sample.first_key()));
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

TEST(ProofFile, EveryFlippedByteIsSeen) {
  const Sample sample;
  ProofFile file = sample.of_note();
  file.about.clear();
  add_later_head(file, sample.record.heads[1].note, sample.record.tiles.reader());
  ASSERT_TRUE(add_rotation(file, sample.rotation()));
  file.case_id = sample.case_id;
  const std::string good = base::write_shape(file);
  const std::string promised = told(verify_proof(good, sample.first_key()));
  ASSERT_TRUE(promised.starts_with("The record"));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 7)));
    const auto proven = verify_proof(bad, sample.first_key());
    if (proven && is_letter(bad[i]) && is_letter(good[i]) && i % 7 == 5) {
      EXPECT_EQ(told(proven), promised);  // an id in capitals is the same id
    } else {
      EXPECT_FALSE(proven) << "byte " << i << " near " << good.substr(i, 30);
    }
  }
}

TEST(ProofFile, OtherContentsAreRefusedWithTheirPlace) {
  const Sample sample;
  const auto expect = [&](std::string_view where, const auto& spoil) {
    ProofFile file = sample.of_case();
    file.events[1].texts.push_back(sample.text());
    ASSERT_TRUE(verify(file, sample.first_key())) << told(verify(file, sample.first_key()));
    spoil(file);
    const auto proven = verify(file, sample.first_key());
    ASSERT_FALSE(proven) << where;
    EXPECT_EQ(proven.error().where, where) << proven.error().what;
  };
  expect("/format", [](ProofFile& file) { file.format = "decorum-proof/2"; });
  expect("/events", [](ProofFile& file) { file.events.clear(); });
  expect("/head", [](ProofFile& file) { file.head = "x"; });
  expect("/head", [&](ProofFile& file) { file.head = sample.record.heads[1].note + "x"; });
  expect("/events/0", [&](ProofFile& file) {  // a head of fewer events, by the first key
    file.head = sample.record.heads[0].note;
    file.key = to_text(sample.first_key());
  });
  expect("/key", [&](ProofFile& file) { file.key = to_text(sample.first_key()); });
  expect("/rotations/0", [](ProofFile& file) { file.rotations[0].event = {7}; });
  expect("/rotations/1", [](ProofFile& file) { file.rotations.push_back(file.rotations[0]); });
  expect("/events/1/leaf", [](ProofFile& file) { std::swap(file.events[0], file.events[1]); });
  expect("/events/1/leaf", [](ProofFile& file) { file.events[1] = file.events[0]; });
  expect("/events/0", [](ProofFile& file) { file.events[0].leaf = 3; });
  expect("/events/1", [](ProofFile& file) { file.events[1].leaf = INT64_MAX; });
  expect("/events/0/event", [](ProofFile& file) { file.events[0].event = "{}"; });
  expect("/events/0", [](ProofFile& file) { file.events[0].event += ' '; });
  expect("/events/0", [](ProofFile& file) { file.events[0].path.pop_back(); });
  expect("/events/0", [](ProofFile& file) {
    file.events[0].path.push_back(file.events[0].path[0]);
  });
  expect("/events/0/path", [](ProofFile& file) { file.events[0].path[0] = "AAAA"; });
  expect("/events/0/event", [](ProofFile& file) { file.case_id = base::Id{7}; });
  expect("/events/1/texts/0", [](ProofFile& file) { file.events[1].texts[0].text += ' '; });
  expect("/events/1/texts/0", [](ProofFile& file) { file.events[1].texts[0].salt = "AAAA"; });
  expect("/events/1/texts/0/salt", [](ProofFile& file) { file.events[1].texts[0].salt = "?"; });
  expect("/events/1/texts/0", [](ProofFile& file) { file.events[1].texts[0].id = base::Id{7}; });
  expect("/events/0/texts/0", [&](ProofFile& file) {
    file.events[0].texts.push_back(sample.text());
  });
}

TEST(ProofFile, WhatIsNoProofIsRefused) {
  const PublicKey key = pair_of('a').public_key();
  for (const std::string_view bad : {"", "{}", "[]", "null", "{", "\xff", R"({"format":1})",
                                     R"({"format":"decorum-proof/1"})", "\n", "decorum"}) {
    EXPECT_FALSE(verify_proof(bad, key)) << bad;
    EXPECT_FALSE(key_in_proof(bad)) << bad;
  }
}

// Kept for ever: files that were once given away stay good.
std::string read_golden(const std::string& name) {
  std::ifstream in("test/golden/record/" + name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(ProofFile, OnceGivenAwayStaysGood) {
  const PublicKey key = parse_public_key(read_golden("public-key.txt")).value();
  EXPECT_EQ(key, pair_of('a').public_key());
  const std::string proof = read_golden("proof.json");
  const auto proven = verify_proof(proof, key);
  ASSERT_TRUE(proven) << told(proven);
  EXPECT_EQ(told(proven), read_golden("proof.txt"));
  const auto head = parse_head(read_golden("head.txt"));
  ASSERT_TRUE(head);
  EXPECT_TRUE(signed_by(*head, key));
  EXPECT_EQ(proven->head, head->head);
}

TEST(ProofFile, IsStillWrittenAsItWas) {
  const Sample sample;
  ProofFile file = sample.of_note();
  add_later_head(file, sample.record.heads[1].note, sample.record.tiles.reader());
  ASSERT_TRUE(add_rotation(file, sample.rotation()));
  file.case_id = sample.case_id;
  EXPECT_EQ(base::write_shape(file) + '\n', read_golden("proof.json"));
  EXPECT_EQ(sample.record.heads[0].note, read_golden("head.txt"));
}

}  // namespace
}  // namespace decorum::record
