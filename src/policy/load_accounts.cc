#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 5000;

void load_deadlines(Fields& fields, Account& account, const Protocol* protocol) {
  Reader& reader = fields.reader();
  for_each_id(reader, fields.mapping("deadlines", false), "an outcome", 200,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                const auto deadline = reader.deadline(value, "the account's deadline", false);
                reader.refer(Refers::outcome, key, id);
                const auto outcome = protocol == nullptr ? std::nullopt
                                                         : protocol->outcome_named(id);
                if (outcome && deadline) account.deadlines.emplace_back(*outcome, *deadline);
              });
}

void load_word_choices(Fields& account_fields, Account& account) {
  const YamlNode* words = account_fields.mapping("words", false);
  if (words == nullptr) return;
  Fields fields(account_fields.reader(), *words, account_fields.key_of("words"),
                "the words of an account");
  account.preferred = load_preferred(fields, "preferred");
  account.banned = fields.texts_if("banned");
  fields.done();
}

Account load_account(Reader& reader, const std::string& id, const YamlNode& key,
                     const YamlNode& value, const Protocol* protocol) {
  static constexpr std::array<std::pair<std::string_view, Account::Kind>, 3> kinds = {
      {{"official", Account::Kind::official},
       {"group", Account::Kind::group},
       {"branch", Account::Kind::branch}}};
  Account account;
  account.id = id;
  Fields fields(reader, value, key, "an account");
  account.site = fields.refers("site", Refers::site);
  account.handle = fields.text("handle");
  account.name = fields.text("name");
  account.url = fields.url_if("url");
  account.owner = fields.refers("owner", Refers::role);
  account.post = fields.list_of_refers_if("post", Refers::role);
  account.approvers = fields.list_of_refers_if("approvers", Refers::role);
  account.kind = fields.choice<Account::Kind>("kind", kinds, Account::Kind::official);
  account.voice = fields.text_if("voice");
  account.tone = fields.texts_if("tone");
  account.audience = fields.text_if("audience");
  account.hours = fields.refers_if("hours", Refers::hours);
  load_deadlines(fields, account, protocol);
  account.journalists = fields.refers_if("journalists", Refers::account);
  if (account.journalists == id && !id.empty()) {
    reader.mistake(*value.find("journalists"), "self", "an account passes journalists to itself",
                   "another account, or nothing");
  }
  load_word_choices(fields, account);
  fields.done();
  return account;
}

}  // namespace

std::vector<PreferredWord> load_preferred(Fields& fields, std::string_view key) {
  std::vector<PreferredWord> preferred;
  const YamlNode* words = fields.mapping(key, false);
  if (words == nullptr) return preferred;
  for (const YamlField& field : words->fields) {
    auto use = fields.reader().text(field.value, "the word to use");
    if (use) preferred.push_back({field.key.text, std::move(*use)});
  }
  return preferred;
}

Accounts load_accounts(Reader& reader, const YamlNode& root, const Protocol* protocol) {
  Accounts accounts;
  Fields file(reader, root, root, "accounts.yaml");
  for_each_id(reader, file.mapping("accounts", true), "the id of an account", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                accounts.accounts.push_back(load_account(reader, id, key, value, protocol));
              });
  file.done();
  return accounts;
}

}  // namespace decorum::policy
