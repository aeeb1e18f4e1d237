#include "record/proof_file.h"

#include <algorithm>
#include <cassert>

#include <fmt/core.h>

#include "record/named_texts.h"
#include "record/proof.h"

namespace decorum::record {
namespace {

using base::fail;
using base::Result;

constexpr std::string_view about =
    "Proves that events stand in a record. Check it with 'decorum record verify-proof --key PUBLIC "
    "FILE', where PUBLIC is the key that the organisation publishes, or by hand as docs/record.md "
    "of Decorum tells.";

std::vector<std::string> as_texts(const std::vector<Digest>& path) {
  std::vector<std::string> out;
  for (const Digest& hash : path) out.push_back(to_base64(bytes_of(hash)));
  return out;
}

Result<std::vector<Digest>> as_path(const std::vector<std::string>& texts,
                                    const std::string& where) {
  std::vector<Digest> path;
  for (const std::string& text : texts) {
    const auto hash = digest_from_base64(text);
    if (!hash) return fail("a hash of the path is not 44 characters of base64", where);
    path.push_back(*hash);
  }
  return path;
}

// The keys that may sign: the trusted one, and what it was rotated to, one after the other.
struct Trust {
  std::vector<PublicKey> keys;

  // The number of rotations behind the key that signed, from the trusted one on.
  std::optional<std::size_t> signer_of(const SignedHead& head) const {
    for (std::size_t i = keys.size(); i-- > 0;) {
      if (signed_by(head, keys[i])) return i;
    }
    return std::nullopt;
  }
};

// Rotations of keys before the trusted one are read over: what they say does not matter.
Result<Trust> trust_of(const ProofFile& file, const std::string& origin, const PublicKey& key) {
  Trust trust{{key}};
  KeyChain chain(origin, key);
  for (std::size_t i = 0; i < file.rotations.size(); ++i) {
    const std::string where = fmt::format("/rotations/{}", i);
    const auto& [event, rotated] = file.rotations[i];
    if (chain.rotations() == 0 && rotated.old_key != to_text(key)) continue;
    if (auto turned = chain.rotate(i, event, rotated); !turned) {
      return fail(turned.error().what, where);
    }
    trust.keys.push_back(chain.at(leaves_max));
  }
  return trust;
}

Result<SignedHead> read_signed(const std::string& note, const Trust& trust,
                               const std::string& where) {
  auto head = parse_head(note);
  if (!head) return fail("the tree head cannot be read: " + head.error().what, where);
  if (!trust.signer_of(*head)) {
    return fail("the tree head is not signed with the key that was given, nor with one that this "
                "key signed for",
                where);
  }
  return head;
}

Result<std::size_t> check_texts(const ProvenEvent& proven, const Event& event,
                                const std::string& where) {
  const auto named = texts_named_in(event);
  if (!named) return fail(named.error().what, where + "/event");
  for (std::size_t i = 0; i < proven.texts.size(); ++i) {
    const RevealedText& text = proven.texts[i];
    const std::string place = fmt::format("{}/texts/{}", where, i);
    if (std::ranges::none_of(*named, [&](const auto& one) { return one.ref.id == text.id; })) {
      return fail("the event names no text with this id", place);
    }
    const auto salt = from_base64(text.salt);
    if (!salt) return fail("the salt is not base64", place + "/salt");
    const TextRef revealed{text.id, salted_digest(*salt, text.text)};
    if (std::ranges::none_of(*named, [&](const auto& one) { return one.ref == revealed; })) {
      return fail("this is not the text that the event names: salt and text give another digest",
                  place);
    }
  }
  return named->size();
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void tell_event(const ProvenEvent& proven, const Event& event, std::size_t named,
                std::vector<std::string>& sentences) {
  sentences.push_back(fmt::format(
      "Event {}, '{}' (version {}) of {} by {}, is number {} of the record, counted from 0.",
      base::to_text(event.id), event.kind, event.version, base::format_rfc3339(event.at),
      event.actor, proven.leaf));
  for (const RevealedText& text : proven.texts) {
    sentences.push_back(fmt::format(
        "Text {} ({}) is word for word the one that the event names.", base::to_text(text.id),
        plural(text.text.size(), "byte", "bytes")));
  }
  if (named > proven.texts.size()) {
    sentences.push_back(fmt::format("{} that the event names {} not in this file.",
                                    plural(named - proven.texts.size(), "text", "texts"),
                                    named - proven.texts.size() == 1 ? "is" : "are"));
  }
}

Result<Event> check_event(const ProofFile& file, std::size_t i, const TreeHead& head,
                          std::vector<std::string>& sentences) {
  const ProvenEvent& proven = file.events[i];
  const std::string where = fmt::format("/events/{}", i);
  auto event = base::read_shape<Event>(proven.event);
  if (!event) return fail("the event cannot be read: " + event.error().what, where + "/event");
  if (i > 0 && proven.leaf <= file.events[i - 1].leaf) {
    return fail("the events do not stand in the order of the record", where + "/leaf");
  }
  if (file.case_id && event->case_id != file.case_id) {
    return fail("this event does not belong to the case", where + "/event");
  }
  const auto path = as_path(proven.path, where + "/path");
  if (!path) return tl::unexpected(path.error());
  const auto number = static_cast<std::uint64_t>(proven.leaf);
  if (!verify_inclusion(leaf_hash(proven.event), number, head.size, *path, head.root)) {
    return fail("the event does not stand at this place of the record that was signed: its bytes, "
                "its number or its path were changed",
                where);
  }
  const auto named = check_texts(proven, *event, where);
  if (!named) return tl::unexpected(named.error());
  tell_event(proven, *event, *named, sentences);
  return event;
}

Result<void> check_later(const ProofFile& file, const TreeHead& head, const Trust& trust,
                         std::vector<std::string>& sentences) {
  if (!file.later) return {};
  const auto later = read_signed(file.later->head, trust, "/later/head");
  if (!later) return tl::unexpected(later.error());
  const auto path = as_path(file.later->path, "/later/path");
  if (!path) return tl::unexpected(path.error());
  if (later->head.origin != head.origin) {
    return fail("the later head is of another record", "/later/head");
  }
  if (later->head.at < head.at) {
    return fail("the later head was signed before the first one", "/later/head");
  }
  if (!verify_consistency(head.size, head.root, later->head.size, later->head.root, *path)) {
    return fail("the later head does not hold the first one unchanged", "/later");
  }
  sentences.push_back(fmt::format(
      "The record of {} events that was signed at {} begins with this one, unchanged.",
      later->head.size, base::format_rfc3339(later->head.at)));
  return {};
}

std::string signer_sentence(std::size_t rotations) {
  if (rotations == 0) return "Its head is signed with the key that was given.";
  return fmt::format(
      "Its head is signed with a key that the given key signed for, over {} of key.",
      plural(rotations, "change", "changes"));
}

}  // namespace

ProofFile make_proof(const std::vector<EventToProve>& events, std::string_view note,
                     const PublicKey& key, const TileOf& tile_of) {
  const auto head = parse_head(note);
  assert(head && !events.empty() && events.size() <= proof_events_max);
  ProofFile file;
  file.about = about;
  file.head = note;
  file.key = to_text(key);
  for (const EventToProve& event : events) {
    file.events.push_back({static_cast<std::int64_t>(event.leaf), event.bytes,
                           as_texts(inclusion_path(event.leaf, head->head.size, tile_of)),
                           event.texts});
  }
  return file;
}

Result<void> add_rotation(ProofFile& file, const Event& event) {
  const auto rotated = base::read_shape<KeyRotated>(event.data.json);
  if (!rotated) return tl::unexpected(rotated.error());
  file.rotations.push_back({event.id, *rotated});
  return {};
}

void add_later_head(ProofFile& file, std::string_view note, const TileOf& tile_of) {
  const auto head = parse_head(file.head);
  const auto later = parse_head(note);
  assert(head && later && head->head.size <= later->head.size);
  file.later = LaterHead{
      std::string(note), as_texts(consistency_path(head->head.size, later->head.size, tile_of))};
}

Result<Proven> verify_proof(std::string_view json, const PublicKey& key) {
  const auto file = base::read_shape<ProofFile>(json);
  if (!file) return tl::unexpected(file.error());
  if (file->format != proof_format) {
    return fail(fmt::format("this is no proof of the format '{}'", proof_format), "/format");
  }
  if (file->events.empty()) return fail("the file holds no event", "/events");
  const auto unsure = parse_head(file->head);
  if (!unsure) return fail("the tree head cannot be read: " + unsure.error().what, "/head");
  const auto trust = trust_of(*file, unsure->head.origin, key);
  if (!trust) return tl::unexpected(trust.error());
  const auto head = read_signed(file->head, *trust, "/head");
  if (!head) return tl::unexpected(head.error());

  const auto named_key = parse_public_key(file->key);
  if (!named_key || !signed_by(*head, *named_key)) {
    return fail("the file names another key than the one that signed it", "/key");
  }

  Proven proven{head->head, {}, {}};
  proven.sentences.push_back(fmt::format("The record '{}' held {} at {}.", head->head.origin,
                                         plural(head->head.size, "event", "events"),
                                         base::format_rfc3339(head->head.at)));
  proven.sentences.push_back(signer_sentence(*trust->signer_of(*head)));
  for (std::size_t i = 0; i < file->events.size(); ++i) {
    auto event = check_event(*file, i, head->head, proven.sentences);
    if (!event) return tl::unexpected(event.error());
    proven.events.push_back(*std::move(event));
  }
  if (file->case_id) {
    proven.sentences.push_back(fmt::format(
        "All of them are of case {}; that the case has no other events is not proved.",
        base::to_text(*file->case_id)));
  }
  if (auto later = check_later(*file, head->head, *trust, proven.sentences); !later) {
    return tl::unexpected(later.error());
  }
  proven.sentences.push_back(
      "Proved is that this was written down then and was not changed since; not that it is true.");
  return proven;
}

Result<PublicKey> key_in_proof(std::string_view json) {
  const auto file = base::read_shape<ProofFile>(json);
  if (!file) return tl::unexpected(file.error());
  return parse_public_key(file->key);
}

}  // namespace decorum::record
