#include "record/key.h"

#include <cstring>
#include <utility>

#include <fmt/core.h>
#include <sodium.h>

namespace decorum::record {
namespace {

constexpr std::string_view prefix = "ed25519:";

const unsigned char* unsigned_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string to_text(const PublicKey& key) {
  return std::string(prefix) + to_base64({key.bytes.data(), key.bytes.size()});
}

base::Result<PublicKey> parse_public_key(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with(prefix)) {
    return base::fail("a public key is written as 'ed25519:' and 44 characters of base64");
  }
  const std::optional<Digest> bytes = digest_from_base64(text.substr(prefix.size()));
  if (!bytes) {
    return base::fail("behind 'ed25519:' stand 44 characters of base64, which are 32 bytes");
  }
  return PublicKey{*bytes};
}

KeyPair::KeyPair(KeyPair&& other) noexcept
    : public_key_(other.public_key_), secret_(other.secret_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

KeyPair::~KeyPair() { sodium_memzero(secret_.data(), secret_.size()); }

std::string KeyPair::sign(std::string_view text) const {
  std::string signature(signature_bytes, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                       unsigned_of(text), text.size(), secret_.data());
  return signature;
}

base::Result<KeyPair> make_key_pair(std::string_view seed) {
  if (seed.size() != seed_bytes) {
    return base::fail(fmt::format("a key is made from {} bytes; these are {}", seed_bytes,
                                  seed.size()));
  }
  KeyPair pair;
  crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(pair.public_key_.bytes.data()),
                           pair.secret_.data(), unsigned_of(seed));
  return pair;
}

bool verify_signature(const PublicKey& key, std::string_view text, std::string_view signature) {
  return signature.size() == signature_bytes &&
         crypto_sign_verify_detached(
             unsigned_of(signature), unsigned_of(text), text.size(),
             reinterpret_cast<const unsigned char*>(key.bytes.data())) == 0;
}

}  // namespace decorum::record
