// One change of the desk inside a transaction: events, the texts they name, and the rows made of
// them. Nothing else writes events.
//
//   desk.store.write([&](store::Transaction& in) {
//     Writing writing(in, actor.id, now);
//     const record::TextRef text = writing.keep("note", words, {.case_id = one.id});
//     writing.happen(one, cases::Noted{text});     // event written, `one` applied
//     writing.save(one, version_read);             // its row; throws store::Stale
//   });
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "cases/conversation.h"
#include "cases/conversation_events.h"
#include "cases/draft_events.h"
#include "cases/topic_events.h"
#include "record/event.h"
#include "store/store.h"

namespace decorum::desk {

// What a text belongs to.
struct Belongs {
  base::Id case_id = {};
  base::Id subject = {};  // the author that it is about
  std::optional<std::string_view> words = {};  // found by these; else by the whole text
};

// A text row with its own random salt, and what an event says of it.
struct NewText {
  store::TextRow row;
  record::TextRef ref;
};
NewText new_text(base::Id id, std::string_view kind, std::string_view body, const Belongs& belongs);

// Random bytes of the operating system.
std::string random_bytes(std::size_t count);

class Writing {
 public:
  Writing(store::Transaction& in, std::string actor, base::Time now)
      : in_(in), actor_(std::move(actor)), now_(now) {}
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  store::Transaction& in() { return in_; }
  base::Time now() const { return now_; }
  const std::string& actor() const { return actor_; }
  base::Id new_id() { return in_.next_id(now_); }

  record::TextRef keep(std::string_view kind, std::string_view body, const Belongs& belongs);

  // Any event; `data` is the JSON of its struct. The event's id is the answer.
  base::Id event(std::string_view kind, base::RawJson data, base::Id case_id = {});
  template <class Data>
  base::Id event(std::string_view kind, const Data& data, base::Id case_id = {}) {
    return event(kind, base::RawJson{base::write_shape(data)}, case_id);
  }

  // An event of a case, which changes `one` by `apply`.
  base::Id happen(cases::Conversation& one, const cases::ConversationEvent& what);
  base::Id happen(cases::Draft& one, const cases::DraftEvent& what);
  base::Id happen(cases::Topic& one, const cases::TopicEvent& what);

  // Puts the row; `was` is the version that was read, 0 for a new case.
  void save(const cases::Conversation& one, std::int64_t was);
  void save(const cases::Draft& one, std::int64_t was);
  void save(const cases::Topic& one, std::int64_t was);

  // What was written, in order: for the live hub, after the commit.
  struct Written {
    base::Id event;
    std::string kind;
    base::Id case_id;
  };
  const std::vector<Written>& written() const { return written_; }

 private:
  record::Event write(std::string_view kind, base::RawJson data, base::Id case_id);

  store::Transaction& in_;
  std::string actor_;
  base::Time now_;
  std::vector<Written> written_;
};

}  // namespace decorum::desk
