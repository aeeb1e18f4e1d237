#include "record/key_chain.h"

#include <cassert>

#include <fmt/core.h>

#include "record/digest.h"
#include "record/head.h"

namespace decorum::record {
namespace {

std::string rotation_text(std::string_view origin, base::Id event, std::string_view old_key,
                          std::string_view new_key) {
  return fmt::format("decorum key rotation\n{}\n{}\n{}\n{}\n", origin, base::to_text(event),
                     old_key, new_key);
}

}  // namespace

base::RawJson begin_record(std::string_view origin, const PublicKey& key) {
  assert(is_origin(origin));
  return {base::write_shape(Begun{std::string(origin), to_text(key)})};
}

base::RawJson rotate_key(std::string_view origin, base::Id event, const KeyPair& old_pair,
                         const PublicKey& new_key) {
  KeyRotated rotated{to_text(old_pair.public_key()), to_text(new_key), {}};
  rotated.signature =
      to_base64(old_pair.sign(rotation_text(origin, event, rotated.old_key, rotated.new_key)));
  return {base::write_shape(rotated)};
}

base::Result<std::pair<std::string, PublicKey>> read_begun(const Event& event) {
  if (event.kind != begun_kind || event.version != 1) {
    return base::fail(fmt::format("the first event of a record is '{}', version 1, which names its "
                                  "first key; this is '{}', version {}",
                                  begun_kind, event.kind, event.version));
  }
  auto begun = base::read_shape<Begun>(event.data.json);
  if (!begun) return tl::unexpected(begun.error());
  if (!is_origin(begun->origin)) return base::fail("this is no name of a record", "/origin");
  const auto key = parse_public_key(begun->key);
  if (!key) return base::fail(key.error().what, "/key");
  return std::pair(begun->origin, *key);
}

KeyChain::KeyChain(std::string origin, const PublicKey& first)
    : origin_(std::move(origin)), links_{{0, first}} {}

base::Result<void> KeyChain::rotate(std::uint64_t leaf, const Event& event) {
  if (event.kind != rotated_kind || event.version != 1) {
    return base::fail("this event does not change the key");
  }
  const auto rotated = base::read_shape<KeyRotated>(event.data.json);
  if (!rotated) return tl::unexpected(rotated.error());
  return rotate(leaf, event.id, *rotated);
}

base::Result<void> KeyChain::rotate(std::uint64_t leaf, base::Id event,
                                    const KeyRotated& rotated) {
  if (rotations() == rotations_max) {
    return base::fail(fmt::format("a record changes its key at most {} times", rotations_max));
  }
  const auto new_key = parse_public_key(rotated.new_key);
  if (!new_key) return base::fail(new_key.error().what, "/new_key");
  const PublicKey& old_key = links_.back().key;
  if (rotated.old_key != to_text(old_key)) {
    return base::fail("the key that is changed is not the one in force", "/old_key");
  }
  const auto signature = from_base64(rotated.signature);
  if (!signature ||
      !verify_signature(old_key,
                        rotation_text(origin_, event, rotated.old_key, to_text(*new_key)),
                        *signature)) {
    return base::fail("the new key is not signed for by the old one", "/signature");
  }
  links_.push_back({leaf + 1, *new_key});
  return {};
}

const PublicKey& KeyChain::at(std::uint64_t size) const {
  std::size_t i = links_.size() - 1;
  while (i > 0 && links_[i].from_size > size) --i;
  return links_[i].key;
}

}  // namespace decorum::record
