// Mails out of the outbox: a row's payload is a MailWish (desk/act.h), whose fields are ids; names,
// addresses and times are put in when it goes out, so that nothing stale or erased is sent.
//
//   Outbox outbox(desk, {{"mail", mail_courier(desk, {.organisation = "Quillmere",
//       .page = "https://desk.example.org", .deliver = smtp})}}, {});
//
// Known of themselves, when the wish does not say otherwise: {name} (whom it is to),
// {organisation}, {case}, {site} and {due} of the row's case, {url} (the case on the page, where an
// escalation is acknowledged too: {acknowledge}). {link} is a secret and becomes an address below
// /l/. A field "person:ID", "team:ID" or "role:ID" becomes a name, "text:ID" the words of that
// text, a time in RFC 3339 words in the policy's zone. A mail to somebody who is not known any
// more, or that lacks a field, is cancelled and says why. When a mail has gone, its payload goes
// too.
//
// The same mail twice harms nobody: its key is its Message-ID, and what is unknown is tried again.
#pragma once

#include <functional>
#include <string>

#include "desk/act.h"
#include "desk/mail_texts.h"
#include "desk/send.h"

namespace decorum::desk {

struct Letter {
  std::string key;  // for the Message-ID
  std::string address, name;
  Mail mail;
};

struct MailCourier {
  std::function<Lookup(store::Snapshot&, const InUse&, base::Time)> look;  // desk/perform.h
  std::string organisation;
  std::string page;  // of the web page, without a slash at its end
  std::function<Attempt(const Letter&)> deliver;
};

Courier mail_courier(Desk& desk, MailCourier options);

// The letter of a wish, as it would go out now; an Error says what is missing.
base::Result<Letter> letter_of(store::Snapshot& in, const InUse& in_use, const MailCourier& options,
                               const store::OutboxRow& row, base::Time now);

// Webhooks: {"hook":ID,"event":ID}. `deliver` gets the hook's document and the event's bytes.
struct WebhookWish {
  std::string hook;
  base::Id event;
};

template <class Visitor>
void describe(Visitor& v, WebhookWish& wish) {
  v.field("hook", wish.hook);
  v.field("event", wish.event);
}

inline constexpr std::string_view webhook_kind = "webhook";  // of the documents

using DeliverWebhook = std::function<Attempt(const std::string& key, const std::string& hook,
                                             const std::string& event)>;

Courier webhook_courier(DeliverWebhook deliver);

}  // namespace decorum::desk
