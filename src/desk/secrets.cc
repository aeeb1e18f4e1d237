#include "desk/secrets.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <sodium.h>

#include "base/hash.h"
#include "base/unicode.h"
#include "desk/writing.h"

namespace decorum::desk {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 64u << 20;
constexpr std::size_t password_letters_min = 12;
constexpr std::size_t password_bytes_max = 256;
constexpr std::size_t left_bytes_min = 8;   // without the words that are tried first
constexpr std::size_t different_min = 4;    // of these, different ones
constexpr std::size_t own_word_bytes_min = 4;
constexpr std::size_t repeated_bytes_max = 6;
constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64_variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64_variant);
  text.pop_back();  // its final zero
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &size,
                        nullptr, base64_variant) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
  text.pop_back();
  return text;
}

// Passwords are compared as people see them, not as keyboards write them.
std::string normal(std::string_view password) { return base::nfkc(password); }

std::string key_line() {
  return fmt::format("{} {}\n", to_hex(random_bytes(4)), to_hex(random_bytes(key_bytes)));
}

void write_new(const std::string& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    throw std::runtime_error(fmt::format("the key file {} cannot be made: {}", path,
                                         std::strerror(errno)));
  }
  const bool is_written =
      ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (!is_written) throw std::runtime_error(fmt::format("the key file {} cannot be written", path));
}

// What anybody would try first, alone and with a few letters more; the long before the short.
constexpr std::array<std::string_view, 40> tried_first{
    "correcthorsebatterystaple", "administrator", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop",
    "1234567890", "0123456789", "asdfghjkl", "liverpool", "iloveyou", "password", "passwort",
    "passw0rd", "sunshine", "princess", "football", "baseball", "superman", "starwars",
    "trustno1", "changeme", "whatever", "abcdefgh", "letmein", "welcome", "zxcvbnm", "decorum",
    "charlie", "michael", "default", "qwerty", "azerty", "qwertz", "123456", "monkey", "dragon",
    "summer", "winter", "secret", "admin"};

// What is left without those and the words that somebody who knows the person would try.
std::string without_words(std::string rest, const std::vector<std::string>& own_words) {
  std::vector<std::string> words(tried_first.begin(), tried_first.end());
  for (const std::string& text : own_words) {
    std::string word;
    for (const char c : base::nfkc_casefold(text) + " ") {
      const bool parts = static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') &&
                         !(c >= '0' && c <= '9');
      if (!parts) {
        word.push_back(c);
        continue;
      }
      if (word.size() >= own_word_bytes_min) words.push_back(word);
      word.clear();
    }
  }
  for (const std::string& word : words) {
    for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
      rest.erase(at, word.size());
    }
  }
  return rest;
}

// "abcdefghijkl", "987654321098", "112233445566": few letters do not follow from the one before.
bool is_row(std::string_view text) {
  std::size_t jumps = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    if (step < -1 || step > 1) ++jumps;
  }
  return jumps < different_min;
}

bool is_repeated(std::string_view text) {
  for (std::size_t length = 1; length <= repeated_bytes_max; ++length) {
    if (text.size() >= 2 * length && text.substr(length) == text.substr(0, text.size() - length)) {
      return true;
    }
  }
  return false;
}

std::string read_keys(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    throw std::runtime_error(
        fmt::format("the key file {} cannot be read: {}", path, std::strerror(errno)));
  }
  if ((status.st_mode & 077U) != 0) {
    throw std::runtime_error(
        fmt::format("others may read the key file {}; take that away: chmod 600 {}", path, path));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

std::string random_token() { return to_base64(random_bytes(token_bytes)); }

std::string token_digest(std::string_view token) { return base::sha256(token); }

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
  random_bytes(1);  // sodium is made ready
  const std::string plain = normal(password);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), plain.data(), plain.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("there is not enough memory to hash a password");
  }
  return hash.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  random_bytes(1);
  if (password.size() > password_bytes_max || hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string plain = normal(password);
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  std::ranges::copy(hash, kept.begin());
  return crypto_pwhash_str_verify(kept.data(), plain.data(), plain.size()) == 0;
}

bool is_weak_hash(std::string_view hash) {
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  if (hash.size() >= kept.size()) return true;
  std::ranges::copy(hash, kept.begin());
  return crypto_pwhash_str_needs_rehash(kept.data(), passes, memory_bytes) != 0;
}

void spend_password_time(std::string_view password) {
  static const std::string nobody = hash_password("nobody has this password");
  password_matches(nobody, password);
}

std::optional<std::string> refuse_password(std::string_view password,
                                           const std::vector<std::string>& own_words) {
  if (password.size() > password_bytes_max) {
    return fmt::format("a password has at most {} bytes", password_bytes_max);
  }
  const std::string folded = base::nfkc_casefold(password);
  if (base::count_graphemes(password) < password_letters_min) {
    return fmt::format("a password has at least {} letters; a few words in a row are good",
                       password_letters_min);
  }
  const std::string rest = without_words(folded, own_words);
  std::string different = rest;
  std::ranges::sort(different);
  const auto same = std::ranges::unique(different);
  different.erase(same.begin(), same.end());
  if (rest.size() < left_bytes_min || different.size() < different_min || is_row(rest) ||
      is_repeated(folded)) {
    return "this password is one of those that are tried first; take a few words in a row";
  }
  return std::nullopt;
}

Vault::Vault(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) write_new(path, key_line());
  std::istringstream lines(read_keys(path));
  std::string id, hex;
  while (lines >> id >> hex) {
    std::string bytes(key_bytes, '\0');
    std::size_t size = 0;
    if (sodium_hex2bin(bytes_of(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != key_bytes || id.size() != 8) {
      throw std::runtime_error(fmt::format("the key file {} has a line that is no key", path));
    }
    keys_.push_back({id, bytes});
  }
  if (keys_.empty()) throw std::runtime_error(fmt::format("the key file {} is empty", path));
}

Vault::~Vault() {
  for (Key& key : keys_) sodium_memzero(key.bytes.data(), key.bytes.size());
}

std::string Vault::lock(std::string_view secret, std::string_view what_for) const {
  const Key& key = keys_.front();
  const std::string nonce = random_bytes(nonce_bytes);
  std::string sealed(secret.size() + tag_bytes, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      bytes_of(sealed), nullptr, bytes_of(secret), secret.size(), bytes_of(what_for),
      what_for.size(), nullptr, bytes_of(std::string_view(nonce)),
      bytes_of(std::string_view(key.bytes)));
  return fmt::format("v1.{}.{}", key.id, to_base64(nonce + sealed));
}

std::optional<std::string> Vault::unlock(std::string_view locked, std::string_view what_for) const {
  if (!locked.starts_with("v1.") || locked.size() < 12 || locked[11] != '.') return std::nullopt;
  const auto key = std::ranges::find(keys_, locked.substr(3, 8), &Key::id);
  const auto bytes = from_base64(locked.substr(12));
  if (key == keys_.end() || !bytes || bytes->size() < nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view nonce = std::string_view(*bytes).substr(0, nonce_bytes);
  const std::string_view sealed = std::string_view(*bytes).substr(nonce_bytes);
  std::string secret(sealed.size() - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(secret), nullptr, nullptr, bytes_of(sealed), sealed.size(), bytes_of(what_for),
          what_for.size(), bytes_of(nonce), bytes_of(std::string_view(key->bytes))) != 0) {
    return std::nullopt;
  }
  return secret;
}

bool Vault::is_locked_with_newest(std::string_view locked) const {
  return locked.size() > 11 && locked.substr(3, 8) == keys_.front().id;
}

void Vault::add_key(const std::string& path) {
  const std::string beside = path + ".new";
  write_new(beside, key_line() + read_keys(path));
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    throw std::runtime_error(fmt::format("the key file {} cannot be replaced: {}", path,
                                         std::strerror(errno)));
  }
}

}  // namespace decorum::desk
