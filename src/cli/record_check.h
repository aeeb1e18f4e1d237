// A store's record held against itself: the tree, its heads, and the rows that follow from events.
//
// Reads the store at one moment, in pages, so that memory is bounded however long the record is:
// every event, tile and head (record/log_verifier.h); the columns that an event is found by; every
// text that is still there, against the digest that its event names; every version of a post,
// against the event that took it in; that every case which events are about is there, and that
// each is what its events make of it (cli/case_check.h). What is not covered stands in
// docs/record.md.
//
//   store.read([&](store::Snapshot& in) { checked = check_record(in, settings); });
//   for (const record::LogFinding& finding : checked.findings) ...
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/head.h"
#include "record/key.h"
#include "record/log_verifier.h"
#include "store/store.h"

namespace decorum::cli {

struct RecordCheckSettings {
  std::optional<record::PublicKey> key;     // the first; else the record's own word is taken
  std::optional<record::SignedHead> since;  // a head that was kept elsewhere
  std::function<void(double share)> progress;
};

struct RecordChecked {
  std::uint64_t events = 0, heads = 0, texts = 0, texts_gone = 0, posts = 0, cases = 0;
  std::uint64_t unsealed = 0;  // at most store::page_max are counted
  std::string origin;          // empty: the record does not say
  std::optional<record::PublicKey> first_key;
  std::vector<record::LogFinding> findings;
  std::uint64_t findings_count = 0;
};

RecordChecked check_record(store::Snapshot& in, const RecordCheckSettings& settings);

// The tiles that the store keeps.
record::TileOf tiles_of(store::Snapshot& in);

}  // namespace decorum::cli
