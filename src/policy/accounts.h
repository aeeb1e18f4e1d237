// The register of the organisation's own accounts (accounts.yaml).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/clocks.h"

namespace decorum::policy {

// A word to use instead of another.
struct PreferredWord {
  std::string instead_of, use;
};

struct Account {
  enum class Kind : std::uint8_t { official, group, branch };
  std::string id, site, handle, name, url;
  std::string owner;                   // role
  std::vector<std::string> post;       // roles that may post
  std::vector<std::string> approvers;  // roles
  Kind kind = Kind::official;
  std::string voice;
  std::vector<std::string> tone;
  std::string audience;
  std::string hours;  // of clocks.yaml; empty: the default
  std::vector<std::pair<std::size_t, Deadline>> deadlines;  // outcome in the protocol: its deadline
  std::string journalists;                                  // another account; may be empty
  std::vector<PreferredWord> preferred;
  std::vector<std::string> banned;
};

struct Accounts {
  std::vector<Account> accounts;

  const Account* named(std::string_view id) const;
};

std::string_view name_of(Account::Kind kind);

}  // namespace decorum::policy
