#include <algorithm>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 5000;

std::vector<Holder> load_holders(Fields& role) {
  Reader& reader = role.reader();
  std::vector<Holder> holders;
  const YamlNode* list = role.list("holders", true);
  if (list == nullptr) return holders;
  for (const YamlNode& item : list->items) {
    Fields fields(reader, item, item, "a holder");
    Holder holder;
    holder.person = fields.refers("person", Refers::person);
    holder.from = fields.date("from");
    holder.until = fields.date_if("until");
    if (holder.until && *holder.until < holder.from) {
      reader.mistake(*item.find("until"), "dates", "a holder stops before starting",
                     fmt::format("{} or later", base::format_date(holder.from)));
    }
    fields.done();
    holders.push_back(std::move(holder));
  }
  return holders;
}

}  // namespace

Roles load_roles(Reader& reader, const YamlNode& root) {
  Roles roles;
  Fields file(reader, root, root, "roles.yaml");
  for_each_id(reader, file.mapping("people", true), "the id of a person", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Person person;
                person.id = id;
                Fields fields(reader, value, key, "a person");
                person.name = fields.text("name");
                person.email = fields.email("email");
                person.phone = fields.text_if("phone");
                fields.done();
                roles.people.push_back(std::move(person));
              });
  for_each_id(reader, file.mapping("roles", true), "the id of a role", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Role role;
                role.id = id;
                Fields fields(reader, value, key, "a role");
                role.title = fields.text("title");
                role.about = fields.text_if("about");
                role.holders = load_holders(fields);
                role.deputies = fields.list_of_refers_if("deputies", Refers::role);
                fields.done();
                roles.roles.push_back(std::move(role));
              });
  for_each_id(reader, file.mapping("teams", false), "the id of a team", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Team team;
                team.id = id;
                Fields fields(reader, value, key, "a team");
                team.title = fields.text("title");
                team.email = fields.email("email");
                team.lead = fields.refers_if("lead", Refers::role);
                fields.done();
                roles.teams.push_back(std::move(team));
              });
  file.done();
  return roles;
}

}  // namespace decorum::policy
