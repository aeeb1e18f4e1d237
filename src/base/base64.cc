#include "base/base64.h"

#include <openssl/evp.h>

namespace decorum::base {

std::string base64(std::string_view bytes) {
  // OpenSSL counts in int: pieces of a multiple of three bytes join without padding between them.
  constexpr std::size_t piece = 3u << 20;
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const std::string_view part = bytes.substr(at, piece);
    const std::size_t start = out.size();
    out.resize(start + (part.size() + 2) / 3 * 4 + 1);  // it ends what it writes with a NUL
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + start),
                    reinterpret_cast<const unsigned char*>(part.data()),
                    static_cast<int>(part.size()));
    out.pop_back();
  }
  return out;
}

}  // namespace decorum::base
