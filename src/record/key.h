// The keys that tree heads are signed with: Ed25519 (RFC 8032).
//
// A key pair is made from a seed of 32 random bytes, which whoever keeps the store draws, encrypts
// and keeps; the secret half is wiped from memory when the pair goes. The public half is given away
// as text, "ed25519:" and 44 characters of base64.
//
//   const base::Result<KeyPair> pair = make_key_pair(seed);
//   const std::string signature = pair->sign("what is signed");          // 64 bytes
//   verify_signature(pair->public_key(), "what is signed", signature);   // true
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/digest.h"

namespace decorum::record {

inline constexpr std::size_t seed_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;
inline constexpr std::size_t public_key_text_bytes = 8 + 44;

struct PublicKey {
  std::array<char, 32> bytes{};

  bool operator==(const PublicKey&) const = default;
};

std::string to_text(const PublicKey& key);
// Exactly what to_text writes; blanks and line ends around it are read over.
base::Result<PublicKey> parse_public_key(std::string_view text);

class KeyPair {
 public:
  KeyPair(KeyPair&& other) noexcept;
  KeyPair& operator=(KeyPair&&) = delete;
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair();

  const PublicKey& public_key() const { return public_key_; }
  std::string sign(std::string_view text) const;

 private:
  friend base::Result<KeyPair> make_key_pair(std::string_view seed);
  KeyPair() = default;

  PublicKey public_key_;
  std::array<unsigned char, 64> secret_{};
};

// The same seed always gives the same pair. An error when it has not 32 bytes.
base::Result<KeyPair> make_key_pair(std::string_view seed);

// Signatures and keys that are not in their one proper form are refused too.
bool verify_signature(const PublicKey& key, std::string_view text, std::string_view signature);

}  // namespace decorum::record
