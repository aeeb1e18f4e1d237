#include "record/digest.h"

#include <cstring>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <sodium.h>

#include "base/base64.h"

namespace decorum::record {
namespace {

struct FreeMethod {
  void operator()(EVP_MD* method) const { EVP_MD_free(method); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Looking the method up costs more than hashing two digests does: it is done once.
EVP_MD* method() {
  static const std::unique_ptr<EVP_MD, FreeMethod> found(
      EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return found.get();
}

EVP_MD_CTX* context() {
  static thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> made(EVP_MD_CTX_new());
  return made.get();
}

}  // namespace

std::optional<Digest> digest_from(std::string_view bytes) {
  if (bytes.size() != digest_bytes) return std::nullopt;
  Digest digest;
  std::memcpy(digest.data(), bytes.data(), digest_bytes);
  return digest;
}

Digest digest_of(std::initializer_list<std::string_view> parts) {
  EVP_MD_CTX* const hashing = context();
  bool good = hashing != nullptr && EVP_DigestInit_ex(hashing, method(), nullptr) == 1;
  for (std::string_view part : parts) {
    good = good && EVP_DigestUpdate(hashing, part.data(), part.size()) == 1;
  }
  Digest digest{};
  unsigned int length = 0;
  good = good && EVP_DigestFinal_ex(hashing, reinterpret_cast<unsigned char*>(digest.data()),
                                    &length) == 1;
  if (!good || length != digest_bytes) throw std::runtime_error("SHA-256 is not to be had");
  return digest;
}

std::string to_base64(std::string_view bytes) { return base::base64(bytes); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int done = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                     text.data(), text.size(), nullptr, &length, &end,
                                     sodium_base64_VARIANT_ORIGINAL);
  if (done != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(length);
  // It reads some bytes above 127 as letters.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<Digest> digest_from_base64(std::string_view text) {
  const std::optional<std::string> bytes = from_base64(text);
  return bytes ? digest_from(*bytes) : std::nullopt;
}

}  // namespace decorum::record
