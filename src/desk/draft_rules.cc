#include "desk/draft_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/send_seal.h"

namespace decorum::desk {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string state_in_words(cases::DraftState state) {
  switch (state) {
    case cases::DraftState::writing: return "It is being written; submit it first";
    case cases::DraftState::waiting: return "It waits for an approval";
    case cases::DraftState::ready: return "It is ready to go out";
    case cases::DraftState::queued: return "It waits to be sent; take it out of the queue first";
    case cases::DraftState::sending: return "It is being sent at this moment";
    case cases::DraftState::sent: return "It was sent";
    case cases::DraftState::failed: return "It could not be sent";
    case cases::DraftState::unknown: return "It may have been sent; settle that first";
    case cases::DraftState::held: return "It was held back when a crisis was declared";
    case cases::DraftState::withdrawn: return "It was withdrawn";
    case cases::DraftState::deleted: return "It was taken down";
  }
  return {};
}

constexpr std::string_view person_prefix = "person:";

}  // namespace

std::optional<Refused> in_state(const DraftSituation& situation,
                                std::initializer_list<cases::DraftState> states) {
  const cases::DraftState is = situation.one.state;
  if (situation.one.id && std::ranges::find(states, is) != states.end()) return std::nullopt;
  return Refused{Refusal::wrong_state, state_in_words(is), {}};
}

std::optional<Refused> may_publish(const DraftSituation& situation) {
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person lets a text go out", {}};
  }
  const policy::Account* account = situation.policy.accounts.named(situation.one.account);
  if (account == nullptr) {
    return Refused{Refusal::no_such_account,
                   fmt::format("The policy has no account {} any more", situation.one.account), {}};
  }
  const bool may = account->post.empty()
                       ? situation.actor.can(Permission::publish)
                       : std::ranges::any_of(account->post, [&](const std::string& role) {
                           return situation.actor.has_role(role);
                         });
  if (!may) {
    return Refused{Refusal::not_permitted,
                   fmt::format("No role of yours posts on {}", account->name), {}};
  }
  return may_speak(situation.drafts.pause, situation.actor);
}

std::vector<std::string> authors_of(const cases::Draft& draft) {
  std::vector<std::string> people;
  for (const std::string& actor : draft.authors) {
    if (actor.starts_with(person_prefix)) people.push_back(actor.substr(person_prefix.size()));
  }
  return people;
}

std::vector<ApprovalNeed> needs_of(const cases::Draft& draft) {
  std::vector<ApprovalNeed> needs;
  if (!draft.submission) return needs;
  for (const cases::Need& need : draft.submission->needs) needs.push_back({need.by, need.why});
  return needs;
}

std::vector<GivenApproval> approvals_for(const cases::Draft& draft, std::string_view seal) {
  std::vector<GivenApproval> given;
  for (const cases::Approved& one : draft.approvals) {
    const bool own = std::ranges::find(draft.authors, one.by) != draft.authors.end();
    if (one.seal == seal && !own) given.push_back({one.by, one.as});
  }
  return given;
}

std::optional<Sealed> sealed(const cases::Draft& draft, const DraftLookup& drafts) {
  if (draft.versions.empty()) return std::nullopt;
  const auto kept = drafts.content(draft.versions.back().text);
  if (!kept) return std::nullopt;
  std::string in_reply_to;
  if (draft.answers) {
    const auto post = drafts.answered(*draft.answers);
    if (!post) return std::nullopt;
    in_reply_to = post->site_id;
  }
  Sealed one{as_outgoing(kept->content, draft.account, std::move(in_reply_to)), {}};
  one.seal = seal_of(one.outgoing, draft.site, kept->salt);
  return one;
}

OrRefused<Sealed> sealed_now(const DraftSituation& situation) {
  auto one = sealed(situation.one, situation.drafts);
  if (one) return std::move(*one);
  return refuse(Refusal::text_is_gone, "The text, or the post that it answers, is gone");
}

std::optional<std::string> why_not_out(const cases::Draft& draft, std::string_view seal) {
  if (!draft.submission) return "It was not held against the policy since it was last changed.";
  if (draft.submission->seal != seal) return "It is not what was submitted.";
  const auto open = open_needs(needs_of(draft), approvals_for(draft, seal));
  if (!open.empty()) return fmt::format("An approval is missing. {}", open.front().why);
  return std::nullopt;
}

post::Draft review_draft_of(const DraftSituation& situation, const Content& content,
                            const std::optional<base::Time>& publish_at) {
  Destination destination{.account = situation.one.account, .publish_at = publish_at,
                          .author = situation.actor.id};
  if (situation.one.answers) {
    post::ReplyTo reply;
    if (const auto post = situation.drafts.answered(*situation.one.answers)) {
      reply.id = post->site_id;
      reply.author = post->author;
    }
    reply.outcomes = situation.one.outcomes;
    destination.reply_to = std::move(reply);
  }
  return as_draft(content, destination);
}

std::optional<record::TextRef> keep_if_any(Keeper& keeper, const std::optional<std::string>& text) {
  if (!text || is_blank(*text)) return std::nullopt;
  return keeper.keep("reason", *text);
}

bool is_web_address(std::string_view text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return false;
  const std::string_view rest = text.substr(text.find("//") + 2);
  return !rest.empty() && rest.front() != '/' &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace decorum::desk
