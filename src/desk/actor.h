// Who acts, and what they may do. Nobody may do anything that no role of theirs gives them.
//
// Roles are held by people for a time, with deputies (policy/people.h, and what an administrator
// gives at the desk); what a role may do is the table in actor.cc, by the names of mission's roles.
// A role that the table does not know gives nothing.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::desk {

enum class Permission : std::uint8_t {
  see_cases,         // posts, conversations, drafts that are not confidential
  see_confidential,  // those too
  act,               // hold, assign, note, tag, snooze, pass on, research, watch
  answer,            // answer the chart's questions, settle proposals
  reply,             // write drafts and replies, submit them
  approve,           // drafts that wait for a role one holds
  publish,           // put what is approved, or needs no approval, into the outbox or the schedule
  lead,              // bulk acts, merge and split, topics, take over, the weekly sample, the rota
  crisis,            // declare and stand down
  legal_hold,        // set and lift
  privacy,           // erase, retention runs, export of what is held on a person
  see_record,        // that things happened: events without texts; verify, prove
  see_insights,
  edit_policy,       // drafts of the policy, replay
  publish_policy,
  administer,        // people, roles, tokens, accounts, channels, webhooks, settings
  intake,            // bring posts in over the API (programs)
};
inline constexpr std::size_t permission_count = 17;
inline constexpr std::array<std::string_view, permission_count> permission_names{
    "see-cases",  "see-confidential", "act",        "answer",      "reply",      "approve",
    "publish",    "lead",             "crisis",     "legal-hold",  "privacy",    "see-record",
    "see-insights", "edit-policy",    "publish-policy", "administer", "intake"};
inline std::span<const std::string_view> names_of(Permission) { return permission_names; }

using Permissions = std::bitset<permission_count>;

// What holders of a role may do; nothing for a role that is not known.
Permissions permissions_of(std::string_view role);

struct Actor {
  std::string id;      // as the record writes it: "person:ID", "token:ID", "link:ID", "machine"
  std::string person;  // a person's id; empty when it is none
  std::vector<std::string> roles;  // held or stood in for today
  Permissions may;

  bool has_role(std::string_view role) const;
  bool can(Permission permission) const { return may.test(static_cast<std::size_t>(permission)); }
};

// The desk itself: posts come in, clocks run out.
Actor machine();

}  // namespace decorum::desk
