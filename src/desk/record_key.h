// The keys of the record, as documents.
//
// Each key is a document of the kind record_key_kind, whose id is that of the event that brought
// it: `record-begun` for the first, `key-rotated` for the others (record/key_chain.h). The seed in
// it is locked by whoever runs the desk; nothing here sees a seed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "record/key.h"
#include "record/key_chain.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::string_view record_key_kind = "record-key";

struct RecordKey {
  base::Id event;           // that brought it
  std::string public_key;   // record/key.h
  std::string locked_seed;  // as it was handed in
};

template <class V>
void describe(V& v, RecordKey& key) {
  v.field("event", key.event);
  v.field("public_key", key.public_key, {.most = record::public_key_text_bytes});
  v.field("locked_seed", key.locked_seed, {.most = 4096});
}

// In the order in which they came; at most record::rotations_max + 1. Empty: the record has not
// begun.
std::vector<RecordKey> record_keys(store::Snapshot& in);

// The record's name. Throws store::StoreError when the record has not begun.
std::string record_origin(store::Snapshot& in);

}  // namespace decorum::desk
