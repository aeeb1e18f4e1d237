// Posts taken in: the whole journey from what a channel brought to a case on somebody's desk.
//
//   std::vector<Taken> taken = ingest(desk, fetched.incoming, {.with = [&](Writing& writing) {
//     writing.in().put_document(cursor);   // moves on in the same transaction
//   }});
//
// A post is taken in once: the same id again is `unchanged`, or an edit when its words differ. Each
// is read and walked through the chart; one that needs a person stands on a case of its thread and
// author afterwards, with a clock. A deletion takes the text of a post away unless a case still
// needs it or is on legal hold. Everything of one call is one transaction.
//
// At most channels::fetched_max posts a call. What is imported as history gets no case, clock or
// watch.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "channels/channel.h"
#include "desk/desk.h"

namespace decorum::desk {

struct Taken {
  enum class Kind : std::uint8_t { taken_in, edited, deleted, unchanged, unknown };
  Kind kind = Kind::unchanged;
  base::Id post;     // 0 for the deletion of a post that was never seen
  base::Id case_id;  // 0: it needs no person
};

struct IngestOptions {
  std::string actor = "machine";
  bool by_hand = false;  // somebody pasted it
  std::function<void(Writing&)> with = {};  // what else belongs to the same transaction
};

std::vector<Taken> ingest(Desk& desk, std::span<const channels::Incoming> incoming,
                          const IngestOptions& options = {});

}  // namespace decorum::desk
