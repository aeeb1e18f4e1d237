#include "record/head.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

#include <fmt/core.h>

#include "record/tree.h"

namespace decorum::record {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // an em dash, as signed-note wants it
constexpr std::string_view time_word = "at ";
constexpr char ed25519_kind = 1;
constexpr std::size_t key_id_bytes = 4;

// The next line of `text`, without its end, which must be there.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

base::Result<TreeHead> parse_text(const std::string& text) {
  std::string_view rest = text;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto root = take_line(rest);
  const auto at = take_line(rest);
  if (!origin || !size || !root || !at || !rest.empty()) {
    return base::fail("a tree head has four lines: origin, size, root, time");
  }
  TreeHead head;
  head.origin = *origin;
  const auto [end, error] = std::from_chars(size->data(), size->data() + size->size(), head.size);
  const std::optional<Digest> hash = digest_from_base64(*root);
  const auto time = at->starts_with(time_word)
                        ? base::parse_rfc3339(at->substr(time_word.size()))
                        : base::Result<base::Time>(base::fail("no time"));
  if (!is_origin(*origin)) return base::fail("the first line is no name of a record", "line 1");
  if (error != std::errc() || end != size->data() + size->size() || head.size > leaves_max) {
    return base::fail("the size is a whole number", "line 2");
  }
  if (!hash) return base::fail("the root is 44 characters of base64", "line 3");
  if (!time) return base::fail("the time is written as 'at 2026-11-27T10:00:00Z'", "line 4");
  head.root = *hash;
  head.at = *time;
  if (text_of(head) != text) {
    return base::fail("size and time are written in their shortest form");
  }
  return head;
}

base::Result<HeadSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) {
    return base::fail("a line of a signature begins with an em dash and a blank");
  }
  line.remove_prefix(dash.size());
  const std::size_t blank = line.find(' ');
  if (blank == 0 || blank == std::string_view::npos) {
    return base::fail("a line of a signature holds a name and a signature");
  }
  const std::optional<std::string> bytes = from_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= key_id_bytes) {
    return base::fail("a signature is base64 of a key's id and the signature");
  }
  return HeadSignature{std::string(line.substr(0, blank)), bytes->substr(0, key_id_bytes),
                       bytes->substr(key_id_bytes)};
}

}  // namespace

bool is_origin(std::string_view text) {
  return !text.empty() && text.size() <= origin_bytes_max &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~' && c != '+'; });
}

std::string text_of(const TreeHead& head) {
  return fmt::format("{}\n{}\n{}\n{}{}\n", head.origin, head.size, to_base64(bytes_of(head.root)),
                     time_word, base::format_rfc3339(head.at));
}

std::string key_id_of(std::string_view origin, const PublicKey& key) {
  const Digest digest = digest_of({origin, "\n", std::string_view(&ed25519_kind, 1),
                                   {key.bytes.data(), key.bytes.size()}});
  return std::string(bytes_of(digest).substr(0, key_id_bytes));
}

std::string verifier_key(std::string_view origin, const PublicKey& key) {
  std::string id;
  for (const char byte : key_id_of(origin, key)) {
    id += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  const std::string bytes = ed25519_kind + std::string(key.bytes.data(), key.bytes.size());
  return fmt::format("{}+{}+{}", origin, id, to_base64(bytes));
}

std::string sign_head(const TreeHead& head, const KeyPair& pair) {
  assert(is_origin(head.origin));
  const std::string text = text_of(head);
  return fmt::format("{}\n{}{} {}\n", text, dash, head.origin,
                     to_base64(key_id_of(head.origin, pair.public_key()) + pair.sign(text)));
}

base::Result<SignedHead> parse_head(std::string_view note) {
  if (note.size() > note_bytes_max) {
    return base::fail(fmt::format("a tree head has at most {} bytes", note_bytes_max));
  }
  const std::size_t gap = note.rfind("\n\n");
  if (gap == std::string_view::npos) {
    return base::fail("a tree head is a text, an empty line and its signatures");
  }
  SignedHead out;
  out.text = note.substr(0, gap + 1);
  auto head = parse_text(out.text);
  if (!head) return tl::unexpected(head.error());
  out.head = *std::move(head);
  std::string_view rest = note.substr(gap + 2);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!line) return base::fail("the last line of a tree head has no end");
    if (out.signatures.size() == note_signatures_max) {
      return base::fail(fmt::format("a tree head has at most {} signatures", note_signatures_max));
    }
    auto signature = parse_signature(*line);
    if (!signature) return tl::unexpected(signature.error());
    out.signatures.push_back(*std::move(signature));
  }
  if (out.signatures.empty()) return base::fail("a tree head has a signature");
  return out;
}

bool signed_by(const SignedHead& head, const PublicKey& key) {
  const std::string id = key_id_of(head.head.origin, key);
  return std::ranges::any_of(head.signatures, [&](const HeadSignature& one) {
    return one.name == head.head.origin && one.key_id == id &&
           verify_signature(key, head.text, one.signature);
  });
}

}  // namespace decorum::record
