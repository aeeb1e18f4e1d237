// The sealer: gives events their places in the record and signs the heads. It also begins the
// record and changes its key.
//
//   desk.write("machine", [&](Writing& writing) {                    // once, before anything else
//     begin_record(writing, "example.org/decorum", pair.public_key(), locked_seed);
//   });
//   while (seal_waiting(desk.store(), key_of, desk.now()) > 0) {}    // every second; one at a time
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "desk/record_key.h"
#include "desk/writing.h"
#include "record/key.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::size_t sealed_at_once_max = 10'000;  // events of one transaction

// The record's first event. Nothing may be written before it, and it is written once.
void begin_record(Writing& writing, std::string_view origin, const record::PublicKey& key,
                  std::string locked_seed);

// `old_pair` is the pair in force. Heads that cover this event are signed with the new key.
void rotate_key(Writing& writing, const record::KeyPair& old_pair,
                const record::PublicKey& new_key, std::string locked_seed);

// Unlocks the pair of a key.
using KeyOf = std::function<record::KeyPair(const RecordKey&)>;

// Seals what waits, at most sealed_at_once_max events, in one transaction with one head. Answers
// how many; 0: nothing waited, and nothing was written.
std::size_t seal_waiting(store::Store& store, const KeyOf& key_of, base::Time now);

}  // namespace decorum::desk
