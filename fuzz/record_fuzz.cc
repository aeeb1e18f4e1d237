// Proof files, tree heads and event data of hostile bytes: nothing is proved that the key of
// test/golden/record did not sign, and a head that is read is one that would be written so.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "record/head.h"
#include "record/key.h"
#include "record/named_texts.h"
#include "record/proof_file.h"

namespace {

namespace record = decorum::record;

void require(bool holds) {
  if (!holds) std::abort();
}

// Of test/golden/record/public-key.txt; it signed a head of 8 events, and signed for the key that
// signed one of 309.
const record::PublicKey& key() {
  static const record::PublicKey made =
      record::parse_public_key("ed25519:rwaj4ykXFOTzVsGcmxXNGVHsbmZiqne+B1R/KJODNB0=").value();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto proven = record::verify_proof(bytes, key())) {
    require(proven->head.size == 8 || proven->head.size == 309);
    require(!proven->events.empty() && !proven->sentences.empty());
  }
  if (const auto head = record::parse_head(bytes)) {
    require(record::is_origin(head->head.origin));
    require(bytes.starts_with(head->text) && record::text_of(head->head) == head->text);
    require(!record::signed_by(*head, key()) || head->head.size == 8);
  }
  record::Event event;
  event.data.json = bytes;
  if (const auto named = record::texts_named_in(event)) {
    require(named->size() <= record::named_texts_max);
    for (const record::NamedText& one : *named) require(one.ref.digest.size() == 64);
  }
  return 0;
}
