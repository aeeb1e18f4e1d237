#include "desk/send_mail.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/templates.h"

namespace decorum::desk {
namespace {

using Fields = std::map<std::string, std::string>;

std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

// Whom it is to.
base::Result<Letter> addressed(const InUse& in_use, const Lookup& look, const std::string& to) {
  Letter letter;
  if (const auto person = after(to, "person:"); !person.empty()) {
    const auto colleague = look.colleague(person);
    if (!colleague || colleague->email.empty()) {
      return base::fail(fmt::format("there is no address for {}", to), "/to");
    }
    letter.address = colleague->email;
    letter.name = colleague->name;
    return letter;
  }
  if (const auto id = after(to, "team:"); !id.empty()) {
    const policy::Team* team = in_use.policy->roles.team(id);
    if (team == nullptr || team->email.empty()) {
      return base::fail(fmt::format("there is no address for {}", to), "/to");
    }
    letter.address = team->email;
    letter.name = team->title;
    return letter;
  }
  if (to.find('@') == std::string::npos) {
    return base::fail(fmt::format("'{}' is no address", to), "/to");
  }
  letter.address = to;
  letter.name = to;
  return letter;
}

// Ids and times in words.
std::string in_words(store::Snapshot& in, const InUse& in_use, const Lookup& look,
                     const std::string& value) {
  if (const auto person = after(value, "person:"); !person.empty()) {
    const auto colleague = look.colleague(person);
    return colleague ? colleague->name : "somebody who has left";
  }
  for (const std::string_view prefix : {"team:", "role:"}) {
    const auto id = after(value, prefix);
    if (!id.empty()) return in_use.policy->roles.title_of(id);
  }
  if (const auto text = after(value, "text:"); !text.empty()) {
    const auto id = base::parse_id(text);
    const auto row = id ? in.text(*id) : std::nullopt;
    return row && !row->body.empty() ? row->body : "(erased)";
  }
  if (const auto time = base::parse_rfc3339(value)) {
    return day_and_time(in_use.policy->info.time_zone, *time);
  }
  return value;
}

// What the mail knows of its case.
void add_case(store::Snapshot& in, const InUse& in_use, const MailCourier& options, base::Id id,
              Fields& fields) {
  const auto row = id ? in.case_row(id) : std::nullopt;
  if (!row) return;
  const std::string name = base::to_text(id);
  fields.emplace("case", name);
  fields.emplace("site", row->site.empty() ? "the desk" : row->site);
  fields.emplace("due", row->due_at ? day_and_time(in_use.policy->info.time_zone, *row->due_at)
                                    : "at no set time");
  fields.emplace("url", fmt::format("{}/cases/{}", options.page, name));
  fields.emplace("acknowledge", fields["url"]);
}

bool never_harms(const store::OutboxRow&) { return true; }

// What was delivered has done its work; secrets and names in it go.
void take_payload_away(Writing& writing, const store::OutboxRow& row, const Attempt&) {
  if (row.state == "waiting") return;
  store::OutboxRow bare = row;
  bare.payload = "{}";
  writing.in().put_outbox(bare);
}

}  // namespace

base::Result<Letter> letter_of(store::Snapshot& in, const InUse& in_use, const MailCourier& options,
                               const store::OutboxRow& row, base::Time now) {
  const auto wish = base::read_shape<MailWish>(row.payload);
  if (!wish) return tl::unexpected(wish.error());
  const Lookup look = options.look(in, in_use, now);
  auto letter = addressed(in_use, look, wish->to);
  if (!letter) return letter;
  Fields fields;
  for (const auto& [name, value] : wish->fields) {
    fields[name] = name == "link" ? fmt::format("{}/l/{}", options.page, value)
                                  : in_words(in, in_use, look, value);
  }
  fields.emplace("name", letter->name);
  fields.emplace("organisation", options.organisation);
  add_case(in, in_use, options, row.case_id, fields);
  fields.emplace("url", options.page);
  auto mail = mail_of(wish->template_id, fields);
  if (!mail) return tl::unexpected(mail.error());
  letter->mail = std::move(*mail);
  letter->key = row.key;
  return letter;
}

Courier mail_courier(Desk& desk, MailCourier options) {
  Courier courier;
  auto shared = std::make_shared<const MailCourier>(std::move(options));
  courier.pick_up = [&desk, shared](Writing& writing, const store::OutboxRow& row)
      -> tl::expected<Parcel, std::string> {
    auto letter = letter_of(writing.in(), *desk.in_use(), *shared, row, writing.now());
    if (!letter) return tl::unexpected(fmt::format("The mail is not whole: {}.",
                                                   letter.error().what));
    return Parcel{[shared, one = std::move(*letter)] { return shared->deliver(one); }};
  };
  courier.settle = take_payload_away;
  courier.repeats_safely = never_harms;
  return courier;
}

Courier webhook_courier(DeliverWebhook deliver) {
  Courier courier;
  courier.pick_up = [deliver = std::move(deliver)](Writing& writing, const store::OutboxRow& row)
      -> tl::expected<Parcel, std::string> {
    const auto wish = base::read_shape<WebhookWish>(row.payload);
    if (!wish) return tl::unexpected(std::string("The webhook cannot be read."));
    const auto hook = writing.in().document(webhook_kind, wish->hook);
    if (!hook) return tl::unexpected(std::string("The webhook was taken away."));
    const auto event = writing.in().event(wish->event);
    if (!event) return tl::unexpected(std::string("There is no such event."));
    return Parcel{[deliver, key = row.key, hook = hook->body, bytes = event->bytes] {
      return deliver(key, hook, bytes);
    }};
  };
  courier.settle = [](Writing&, const store::OutboxRow&, const Attempt&) {};
  courier.repeats_safely = never_harms;
  return courier;
}

}  // namespace decorum::desk
