#include "channels/signatures.h"

#include <array>
#include <cassert>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/base64.h"
#include "channels/bytes.h"

namespace decorum::channels {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::size_t key_bytes_min = 24;
constexpr std::size_t key_bytes_max = 64;

enum class Digits : std::uint8_t { hex, base64 };
// How a header is laid out: one digest after a prefix, Standard Webhooks' list, TikTok's fields.
enum class Layout : std::uint8_t { plain, list, fields };

struct Row {
  std::string_view name;
  std::string_view header;
  std::string_view prefix;         // before the digest, in the header
  Digits digits = Digits::hex;
  std::string_view signed_prefix;  // before the body, in what is signed
  Layout layout = Layout::plain;
};

// One row a Signer, in its order. Sources: the sites' own documentation and, for Mastodon and
// Discourse, app/workers/webhooks/delivery_worker.rb and app/jobs/regular/emit_web_hook_event.rb.
constexpr std::array<Row, 9> rows = {{
    {"standard", "webhook-signature", "v1,", Digits::base64, "", Layout::list},
    {"github", "x-hub-signature-256", "sha256=", Digits::hex, "", Layout::plain},
    {"meta", "x-hub-signature-256", "sha256=", Digits::hex, "", Layout::plain},
    {"mastodon", "x-hub-signature", "sha256=", Digits::hex, "", Layout::plain},
    {"websub", "x-hub-signature", "sha256=", Digits::hex, "", Layout::plain},
    {"discourse", "x-discourse-event-signature", "sha256=", Digits::hex, "", Layout::plain},
    {"linkedin", "x-li-signature", "", Digits::hex, "hmacsha256=", Layout::plain},
    {"tiktok", "tiktok-signature", "", Digits::hex, "", Layout::fields},
    {"x", "x-twitter-webhooks-signature", "sha256=", Digits::base64, "", Layout::plain},
}};

constexpr auto row_names = [] {
  std::array<std::string_view, rows.size()> names{};
  for (std::size_t i = 0; i < rows.size(); ++i) names[i] = rows[i].name;
  return names;
}();

std::optional<std::string> digest_of(std::string_view text, Digits digits) {
  std::optional<std::string> bytes =
      digits == Digits::hex ? from_hex(text) : from_base64(text);
  if (bytes && bytes->size() != 32) return std::nullopt;
  return bytes;
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  // Eleven digits are the year 5138; more could not be held as microseconds.
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || text.size() > 11 ||
      value < 0) {
    return std::nullopt;
  }
  return value;
}

bool is_stale(std::int64_t seconds, base::Time now) {
  const base::Time at{std::chrono::seconds(seconds)};
  return at < now - signature_tolerance || at > now + signature_tolerance;
}

Signed verify_plain(const Row& row, std::string_view key, std::string_view value,
                    std::string_view body) {
  if (value.substr(0, row.prefix.size()) != row.prefix) return Signed::malformed;
  const auto digest = digest_of(value.substr(row.prefix.size()), row.digits);
  if (!digest) return Signed::malformed;
  const std::string signed_bytes = fmt::format("{}{}", row.signed_prefix, body);
  return same_secret(hmac_sha256(key, signed_bytes), *digest) ? Signed::yes : Signed::wrong;
}

std::vector<std::string_view> parted(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(by), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Signed verify_list(const Row& row, std::string_view key, const HeaderOf& header,
                   std::string_view body, base::Time now) {
  const std::string_view id = header("webhook-id");
  const std::string_view stamp = header("webhook-timestamp");
  if (id.empty() || stamp.empty()) return Signed::missing;
  const auto seconds = seconds_of(stamp);
  const std::vector<std::string_view> parts = parted(header(row.header), ' ');
  if (!seconds || id.size() > signature_bytes_max || parts.size() > signatures_max) {
    return Signed::malformed;
  }
  if (is_stale(*seconds, now)) return Signed::stale;
  const std::string wanted = hmac_sha256(key, fmt::format("{}.{}.{}", id, stamp, body));
  bool found = false, any = false;
  for (const std::string_view part : parts) {
    // Other versions (v1a, of public keys) may stand beside ours.
    if (part.substr(0, row.prefix.size()) != row.prefix) continue;
    const auto digest = digest_of(part.substr(row.prefix.size()), row.digits);
    any = any || digest.has_value();
    found = (digest && same_secret(*digest, wanted)) || found;
  }
  if (found) return Signed::yes;
  return any ? Signed::wrong : Signed::malformed;
}

Signed verify_fields(const Row& row, std::string_view key, std::string_view value,
                     std::string_view body, base::Time now) {
  std::string_view stamp, digits;
  const std::vector<std::string_view> parts = parted(value, ',');
  if (parts.size() > signatures_max) return Signed::malformed;
  for (const std::string_view part : parts) {
    if (part.substr(0, 2) == "t=") stamp = part.substr(2);
    if (part.substr(0, 2) == "s=") digits = part.substr(2);
  }
  const auto seconds = seconds_of(stamp);
  const auto digest = digest_of(digits, row.digits);
  if (!seconds || !digest) return Signed::malformed;
  if (is_stale(*seconds, now)) return Signed::stale;
  const std::string wanted = hmac_sha256(key, fmt::format("{}.{}", stamp, body));
  return same_secret(*digest, wanted) ? Signed::yes : Signed::wrong;
}

}  // namespace

std::span<const std::string_view> names_of(Signer) { return row_names; }

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const unsigned char* done =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(),
           &length);
  assert(done != nullptr && length == 32);
  static_cast<void>(done);
  return std::string(reinterpret_cast<const char*>(digest.data()), length);
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

base::Result<std::string> read_secret(std::string_view text) {
  if (text.substr(0, secret_prefix.size()) != secret_prefix) {
    return base::fail("a signing secret starts with \"whsec_\"");
  }
  auto key = from_base64(text.substr(secret_prefix.size()));
  if (!key) return base::fail("what follows \"whsec_\" in a signing secret is Base64");
  if (key->size() < key_bytes_min || key->size() > key_bytes_max) {
    return base::fail(fmt::format("a signing secret holds {} to {} bytes, not {}", key_bytes_min,
                                  key_bytes_max, key->size()));
  }
  return std::move(*key);
}

std::string write_secret(std::string_view key) {
  return std::string(secret_prefix) + base::base64(key);
}

std::string sign(std::string_view key, std::string_view id, base::Time at,
                 std::string_view body) {
  assert(id.find('.') == std::string_view::npos);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  return "v1," + base::base64(hmac_sha256(key, fmt::format("{}.{}.{}", id, seconds, body)));
}

Signed verify(Signer signer, std::string_view key, const HeaderOf& header, std::string_view body,
              base::Time now) {
  const Row& row = rows[static_cast<std::size_t>(signer)];
  const std::string_view value = header(row.header);
  if (value.empty()) return Signed::missing;
  if (value.size() > signature_bytes_max) return Signed::malformed;
  if (key.empty()) return Signed::wrong;
  switch (row.layout) {
    case Layout::plain: return verify_plain(row, key, value, body);
    case Layout::list: return verify_list(row, key, header, body, now);
    case Layout::fields: return verify_fields(row, key, value, body, now);
  }
  return Signed::malformed;
}

std::optional<std::string> subscription_answer(std::string_view mode, std::string_view token,
                                               std::string_view challenge,
                                               std::string_view our_token) {
  constexpr std::size_t challenge_bytes_max = 1024;
  if (mode != "subscribe" || our_token.empty() || !same_secret(token, our_token) ||
      challenge.empty() || challenge.size() > challenge_bytes_max) {
    return std::nullopt;
  }
  return std::string(challenge);
}

std::string challenge_answer(Signer signer, std::string_view key, std::string_view challenge) {
  if (signer == Signer::linkedin) return to_hex(hmac_sha256(key, challenge));
  if (signer == Signer::x) return "sha256=" + base::base64(hmac_sha256(key, challenge));
  return {};
}

}  // namespace decorum::channels
