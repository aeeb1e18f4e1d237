// Secrets: random tokens, passwords, and what is kept encrypted at rest.
//
// Passwords are hashed with Argon2id (libsodium, 64 MiB and two passes: some 80 ms here); tokens,
// which nobody can guess, with SHA-256. What is kept to be read again (seeds of codes, keys of the
// record, secrets of channels) is locked with XChaCha20-Poly1305 under a key that stands in a file
// of its own, away from the database and its backups.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::desk {

// 43 letters, 256 random bits.
std::string random_token();

// As a token is kept and looked up: "sha256:…".
std::string token_digest(std::string_view token);

bool same_secret(std::string_view a, std::string_view b);  // in constant time

// ---- passwords

std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);
// The hash was made with less than is asked for now.
bool is_weak_hash(std::string_view hash);
// About as much work as password_matches, for a person who does not exist.
void spend_password_time(std::string_view password);

// Why a password is not taken, as a sentence; nullopt when it is. At least 12 letters (NIST SP
// 800-63B asks for 8, or 15 without a second factor), at most 256 bytes; not among the commonest,
// nor made of few letters, a row, one piece again and again, or the person's own words.
std::optional<std::string> refuse_password(std::string_view password,
                                           const std::vector<std::string>& own_words);

// ---- kept encrypted

// Locks and unlocks with the keys of a file: one line each, "ID KEY" in hexadecimal; the first line
// is the key in use, older ones still unlock. Threads may share it.
class Vault {
 public:
  // Made with a first key when it is not there; refused (std::runtime_error) when others may read
  // it, or when a line cannot be read.
  explicit Vault(const std::string& path);
  ~Vault();
  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;

  // `what_for` is bound in: a secret locked for one purpose does not open for another.
  std::string lock(std::string_view secret, std::string_view what_for) const;
  // nullopt: changed, locked with a key that is gone, or for something else.
  std::optional<std::string> unlock(std::string_view locked, std::string_view what_for) const;
  bool is_locked_with_newest(std::string_view locked) const;

  // Puts a new key in front of the file's keys. What was locked before still opens.
  static void add_key(const std::string& path);

 private:
  struct Key {
    std::string id, bytes;
  };
  std::vector<Key> keys_;
};

}  // namespace decorum::desk
