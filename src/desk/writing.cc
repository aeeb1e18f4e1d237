#include "desk/writing.h"

#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

#include "cases/apply.h"
#include "cases/draft_apply.h"
#include "cases/topic_apply.h"
#include "desk/case_row.h"

namespace decorum::desk {

std::string random_bytes(std::size_t count) {
  if (sodium_init() < 0) throw std::runtime_error("the system gives no random numbers");
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

NewText new_text(base::Id id, std::string_view kind, std::string_view body,
                 const Belongs& belongs) {
  NewText text;
  text.row = {.id = id,
              .kind = std::string(kind),
              .salt = random_bytes(record::salt_bytes),
              .body = std::string(body),
              .case_id = belongs.case_id,
              .subject = belongs.subject};
  text.ref = {.id = id, .digest = record::salted_digest(text.row.salt, body)};
  return text;
}

record::TextRef Writing::keep(std::string_view kind, std::string_view body,
                              const Belongs& belongs) {
  const NewText text = new_text(new_id(), kind, body, belongs);
  in_.put_text(text.row, belongs.words.value_or(body));
  return text.ref;
}

record::Event Writing::write(std::string_view kind, base::RawJson data, base::Id case_id) {
  record::Event event;
  event.id = new_id();
  event.kind = kind;
  event.at = now_;
  event.actor = actor_;
  if (case_id) event.case_id = case_id;
  event.data = std::move(data);
  std::string bytes = base::write_shape(event);
  if (bytes.size() > record::event_bytes_max) {
    throw std::length_error(fmt::format("an event of {} bytes; the limit is {}", bytes.size(),
                                        record::event_bytes_max));
  }
  in_.put_event(
      {.id = event.id, .kind = event.kind, .case_id = case_id, .bytes = std::move(bytes)});
  written_.push_back({event.id, event.kind, case_id});
  return event;
}

base::Id Writing::event(std::string_view kind, base::RawJson data, base::Id case_id) {
  return write(kind, std::move(data), case_id).id;
}

base::Id Writing::happen(cases::Conversation& one, const cases::ConversationEvent& what) {
  if (!one.id) one.id = new_id();
  const record::Event event = write(cases::kind_of(what), cases::data_of(what), one.id);
  cases::apply(one, event, what);
  return event.id;
}

void Writing::save(const cases::Conversation& one, std::int64_t was) {
  in_.put_case(row_of(one), was);
}

base::Id Writing::happen(cases::Topic& one, const cases::TopicEvent& what) {
  if (!one.id) one.id = new_id();
  const record::Event event = write(cases::kind_of(what), cases::data_of(what), one.id);
  cases::apply(one, event, what);
  return event.id;
}

void Writing::save(const cases::Topic& one, std::int64_t was) {
  in_.put_case(row_of(one), was);
}

base::Id Writing::happen(cases::Draft& one, const cases::DraftEvent& what) {
  if (!one.id) one.id = new_id();
  const record::Event event = write(cases::kind_of(what), cases::data_of(what), one.id);
  cases::apply(one, event, what);
  return event.id;
}

void Writing::save(const cases::Draft& one, std::int64_t was) {
  in_.put_case(row_of(one), was);
}

}  // namespace decorum::desk
