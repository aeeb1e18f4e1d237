// The events of posts that no act of a person causes; those of a case are in cases/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/shape.h"
#include "record/event.h"

namespace decorum::desk {

// A post came in. `decision` when no person is needed; else the case's own `decided` has it.
struct PostTakenIn {
  static constexpr std::string_view kind = "post-taken-in";
  base::Id post;
  std::string site, account;
  std::optional<base::Id> author;  // none: nobody is named
  record::TextRef document;
  bool by_hand = false, history = false, ours = false;
  std::optional<base::RawJson> decision;
};

template <class V>
void describe(V& v, PostTakenIn& e) {
  v.field("post", e.post);
  v.field("site", e.site, {.most = 64});
  v.field("account", e.account);
  v.field("author", e.author);
  v.field("document", e.document);
  v.field("by_hand", e.by_hand);
  v.field("history", e.history);
  v.field("ours", e.ours);
  v.field("decision", e.decision, {.most = record::event_bytes_max});
}

// Its author changed the words.
struct PostRevised {
  static constexpr std::string_view kind = "post-revised";
  base::Id post;
  std::int32_t version = 1;
  record::TextRef document;
  std::optional<base::RawJson> decision;
};

template <class V>
void describe(V& v, PostRevised& e) {
  v.field("post", e.post);
  v.field("version", e.version);
  v.field("document", e.document);
  v.field("decision", e.decision, {.most = record::event_bytes_max});
}

// Its author took it back. The text went with it unless a case needs it.
struct PostTakenBack {
  static constexpr std::string_view kind = "post-taken-back";
  base::Id post;
  std::optional<base::Id> kept_for;  // a case
};

template <class V>
void describe(V& v, PostTakenBack& e) {
  v.field("post", e.post);
  v.field("kept_for", e.kept_for);
}

}  // namespace decorum::desk
