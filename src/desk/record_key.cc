#include "desk/record_key.h"

#include <optional>

#include "desk/kept.h"

namespace decorum::desk {

std::vector<RecordKey> record_keys(store::Snapshot& in) {
  return all_kept<RecordKey>(in, record_key_kind, record::rotations_max + 1);
}

std::string record_origin(store::Snapshot& in) {
  const std::vector<RecordKey> keys = record_keys(in);
  const auto row = keys.empty() ? std::nullopt : in.event(keys.front().event);
  const auto event = row ? base::read_shape<record::Event>(row->bytes)
                         : base::Result<record::Event>(base::fail("it is not there"));
  const auto begun = event ? record::read_begun(*event)
                           : tl::unexpected(event.error());
  if (begun) return begun->first;
  throw store::StoreError(store::StoreError::Kind::damaged,
                          "the record's beginning cannot be read: " + begun.error().what);
}

}  // namespace decorum::desk
