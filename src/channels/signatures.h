// Signatures of webhooks: ours (Standard Webhooks, https://www.standardwebhooks.com) and those of
// the sites that send us news.
//
//   Ours      webhook-id: msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
//             webhook-timestamp: 1674087231
//             webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,…
//   v1 is HMAC-SHA256 of "ID.TIMESTAMP.BODY" in Base64; the key is what "whsec_" is written before,
//   in Base64, of 24 to 64 bytes. Several signatures, parted by blanks, let a secret be changed.
//
// Bodies are signed as the bytes that came; nothing may be read and written again before. Digests
// are compared in constant time. A signature says who sent; whether the same thing came before is
// for whoever keeps the ids.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace decorum::channels {

inline constexpr base::Duration signature_tolerance = std::chrono::minutes(5);
inline constexpr std::size_t signatures_max = 16;        // in one header
inline constexpr std::size_t signature_bytes_max = 4096;  // of one header

// Who signs how. The names stand in a channel's settings: "standard", "github", ...
enum class Signer : std::uint8_t {
  standard, github, meta, mastodon, websub, discourse, linkedin, tiktok, x
};
std::span<const std::string_view> names_of(Signer);

// A secret as Standard Webhooks writes it. Refused: without "whsec_", no Base64, 24 to 64 bytes.
base::Result<std::string> read_secret(std::string_view text);
std::string write_secret(std::string_view key);  // "whsec_…"

// The value of `webhook-signature`. The id holds no "."; the key is that of read_secret.
std::string sign(std::string_view key, std::string_view id, base::Time at, std::string_view body);

// The value of a header by its name in small letters, empty when there is none.
using HeaderOf = std::function<std::string_view(std::string_view)>;

enum class Signed : std::uint8_t {
  yes,
  missing,    // a header is not there
  malformed,  // a header is not what the signer writes
  stale,      // signed more than signature_tolerance before or after now
  wrong,      // signed with another key, or another body
};

// `key`: bytes; for Standard Webhooks those of read_secret, for others the secret as it is written.
// Never yes for an empty key.
Signed verify(Signer signer, std::string_view key, const HeaderOf& header, std::string_view body,
              base::Time now);

// What the other side's own request for proof is answered with, where a site makes one:
// LinkedIn's challengeCode (hex) and X's crc_token ("sha256=" and Base64). Empty for others.
std::string challenge_answer(Signer signer, std::string_view key, std::string_view challenge);

// Meta and WebSub ask before they send: hub.mode, the hub.verify_token that we once gave them, and
// a hub.challenge, which is answered as it is (of 1,024 bytes at most). None: answer 403.
std::optional<std::string> subscription_answer(std::string_view mode, std::string_view token,
                                               std::string_view challenge,
                                               std::string_view our_token);

// HMAC-SHA256, 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// Takes the same time wherever two texts of one length differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace decorum::channels
