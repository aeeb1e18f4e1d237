// A tree head: what the record was at one moment, signed.
//
// It is kept, mailed and compared as a note, the text form of C2SP's tlog-checkpoint and
// signed-note, which other programs read and check too:
//
//   example.org/decorum                                        the record's name, its origin
//   42                                                         how many events
//   y6hj…=                                                     the root over them, base64
//   at 2026-11-27T10:00:00Z                                    when it was made
//                                                              (an empty line)
//   — example.org/decorum x7Kp…=                               key id and signature, base64
//
// What is signed is all above the empty line, with the line end of its last line. The key id is the
// first four bytes of SHA-256(name || "\n" || 0x01 || public key); behind it stand the 64 bytes of
// the signature. Further signature lines, of witnesses, are kept and not judged.
//
//   const std::string note = sign_head({origin, size, root, now}, pair);
//   const base::Result<SignedHead> read = parse_head(note);
//   if (read && signed_by(*read, key)) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "record/digest.h"
#include "record/key.h"

namespace decorum::record {

inline constexpr std::size_t origin_bytes_max = 200;
inline constexpr std::size_t note_bytes_max = 16 * 1024;
inline constexpr std::size_t note_signatures_max = 32;

// A record's name, which should be unlike all others: a host that the organisation owns, and a
// path. Printable ASCII without blanks and "+".
bool is_origin(std::string_view text);

struct TreeHead {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};
  base::Time at;

  bool operator==(const TreeHead&) const = default;
};

struct HeadSignature {
  std::string name;
  std::string key_id;     // 4 bytes
  std::string signature;  // the rest; 64 bytes for Ed25519
};

struct SignedHead {
  TreeHead head;
  std::string text;  // what is signed
  std::vector<HeadSignature> signatures;
};

// What is signed.
std::string text_of(const TreeHead& head);

// 4 bytes.
std::string key_id_of(std::string_view origin, const PublicKey& key);

// The key as signed-note's tools take it: "example.org/decorum+c7b2a9f0+Ae0…=".
std::string verifier_key(std::string_view origin, const PublicKey& key);

// The note. The origin must be one (is_origin).
std::string sign_head(const TreeHead& head, const KeyPair& pair);

// Exactly what sign_head writes, and notes with further signatures. Whether a signature holds is
// asked of signed_by.
base::Result<SignedHead> parse_head(std::string_view note);

bool signed_by(const SignedHead& head, const PublicKey& key);

}  // namespace decorum::record
