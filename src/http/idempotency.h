// Asking twice does a thing once: whoever cannot tell whether their request arrived sends it again
// with the same Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), and gets the first
// answer again. The answers are kept by the store, in the transaction of what was done; here stand
// the parts that need no store.
//
//   const auto key = idempotency_key_of(request);         // nullopt inside: none was sent
//   if (!key) return key.error();
//   if (*key) switch (judge(store.find(request.actor, **key), fingerprint_of(request))) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/reply.h"

namespace decorum::http {

inline constexpr std::size_t idempotency_key_bytes_max = 128;

// 1 to 128 visible ASCII characters, with or without the quotes of a structured field; else 400.
OrResponse<std::optional<std::string>> idempotency_key_of(const Request& request);

// What makes a request the same: who asks, method, path, query and body; "sha256:…".
std::string fingerprint_of(const Request& request);

enum class Again : std::uint8_t {
  first,      // the key is new: do it
  answered,   // give the kept answer
  under_way,  // the first is not done yet: 409
  different,  // the key was used for something else: 422
};

struct KeptAnswer {
  std::string fingerprint;
  bool is_done = false;
};
Again judge(const std::optional<KeptAnswer>& kept, std::string_view fingerprint);

// The answers to under_way and different.
Response refuse_under_way();
Response refuse_different();

}  // namespace decorum::http
