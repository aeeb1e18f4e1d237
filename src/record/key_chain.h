// Which key signs the heads, from the first key on.
//
// A record begins with an event of the kind `record-begun`, leaf 0, which names the record and the
// first public key. A change of key is an event of the kind `key-rotated`: it carries the new
// public key and is signed for by the old one. What is signed is this text, ended by a line end:
//
//   decorum key rotation
//   example.org/decorum                the record's origin
//   0e3m5k7hq0004                      the id of the event
//   ed25519:…                          the old key
//   ed25519:…                          the new key
//
// A head that covers the event (its size is greater than the event's leaf number) is signed with
// the new key, every head before with the old one. An auditor who knows only the first key reaches
// today's key along the chain; whoever has stolen an old key can make another chain, which is why
// a new key is also published where the first one was.
//
//   KeyChain chain(begun.origin, first_key);
//   if (auto turned = chain.rotate(leaf, event); !turned) report(turned.error().what);
//   signed_by(head, chain.at(head.head.size));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "record/event.h"
#include "record/key.h"

namespace decorum::record {

inline constexpr std::string_view begun_kind = "record-begun";
inline constexpr std::string_view rotated_kind = "key-rotated";
inline constexpr std::size_t rotations_max = 1000;

struct Begun {
  std::string origin;
  std::string key;  // public
};

template <class Visitor>
void describe(Visitor& v, Begun& begun) {
  v.field("origin", begun.origin, {.most = 200});
  v.field("key", begun.key, {.most = public_key_text_bytes});
}

struct KeyRotated {
  std::string old_key, new_key;  // public
  std::string signature;         // of the old key, base64
};

template <class Visitor>
void describe(Visitor& v, KeyRotated& rotated) {
  v.field("old_key", rotated.old_key, {.most = public_key_text_bytes});
  v.field("new_key", rotated.new_key, {.most = public_key_text_bytes});
  v.field("signature", rotated.signature, {.most = 88});
}

// The data of the events, for whoever writes them. `event` is the id that the event has.
base::RawJson begin_record(std::string_view origin, const PublicKey& key);
base::RawJson rotate_key(std::string_view origin, base::Id event, const KeyPair& old_pair,
                         const PublicKey& new_key);

// Origin and first key of a `record-begun` event.
base::Result<std::pair<std::string, PublicKey>> read_begun(const Event& event);

class KeyChain {
 public:
  KeyChain(std::string origin, const PublicKey& first);

  const std::string& origin() const { return origin_; }

  // Goes on to the new key of a `key-rotated` event; leaf numbers grow. An error when it was not
  // signed for by the key in force; the chain then stays as it is.
  base::Result<void> rotate(std::uint64_t leaf, const Event& event);
  base::Result<void> rotate(std::uint64_t leaf, base::Id event, const KeyRotated& rotated);

  // For a head of this size.
  const PublicKey& at(std::uint64_t size) const;

  std::size_t rotations() const { return links_.size() - 1; }

 private:
  struct Link {
    std::uint64_t from_size;  // heads of this size on
    PublicKey key;
  };

  std::string origin_;
  std::vector<Link> links_;
};

}  // namespace decorum::record
