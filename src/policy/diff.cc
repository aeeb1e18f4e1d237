#include "policy/diff.h"

#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "policy/facts_of.h"
#include "post/json.h"

namespace decorum::policy {
namespace {

using Key = std::pair<std::string, std::string>;  // area and id

Change change_of(Change::Kind kind, const Item& item) {
  return {kind, item.area, item.id, item.title, {}, {}, {}};
}

void compare(const Item& before, const Item& after, std::vector<Change>& changes) {
  std::map<std::string_view, std::string_view> left;
  for (const Fact& fact : before.facts) left.emplace(fact.name, fact.value);
  for (const Fact& fact : after.facts) {
    const auto it = left.find(fact.name);
    const std::string_view was = it == left.end() ? std::string_view() : it->second;
    if (it != left.end()) left.erase(it);
    if (was == fact.value) continue;
    Change change = change_of(was.empty() ? Change::Kind::added : Change::Kind::changed, after);
    change.field = fact.name;
    change.before = was;
    change.after = fact.value;
    changes.push_back(std::move(change));
  }
  for (const Fact& fact : before.facts) {
    if (!left.contains(fact.name)) continue;
    Change change = change_of(Change::Kind::removed, after);
    change.field = fact.name;
    change.before = fact.value;
    changes.push_back(std::move(change));
  }
}

std::string heading_of(const Change& change) {
  return change.title.empty() || change.title == change.item
             ? fmt::format("{} {}", change.area, change.item)
             : fmt::format("{} {}: {}", change.area, change.item, change.title);
}

// One item's new or lost fields in a line each: "+ field: value".
void append_text(std::string& out, const Change& change) {
  if (change.field.empty()) {
    out += change.kind == Change::Kind::added ? "  new\n" : "  gone\n";
  } else if (change.kind == Change::Kind::added) {
    out += fmt::format("  {}: + {}\n", change.field, change.after);
  } else if (change.kind == Change::Kind::removed) {
    out += fmt::format("  {}: - {}\n", change.field, change.before);
  } else {
    out += fmt::format("  {}:\n    was: {}\n    now: {}\n", change.field, change.before,
                       change.after);
  }
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  post::append_json_string(out, name);
  out += ':';
  post::append_json_string(out, value);
}

std::string version_json(const Policy& policy) {
  std::string out = "{";
  append_member(out, "version", policy.info.version);
  append_member(out, "hash", policy.hash);
  return out + "}";
}

}  // namespace

std::string_view name_of(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::added: return "added";
    case Change::Kind::removed: return "removed";
    case Change::Kind::changed: return "changed";
  }
  return "";
}

std::vector<Change> differences(const Policy& before, const Policy& after) {
  const std::vector<Item> old_items = items_of(before);
  const std::vector<Item> new_items = items_of(after);
  std::map<Key, const Item*> left;
  for (const Item& item : old_items) left.emplace(Key{item.area, item.id}, &item);
  std::vector<std::string> areas;  // in the order in which they come
  std::map<std::string, std::vector<Change>> by_area;
  const auto area = [&](const std::string& name) -> std::vector<Change>& {
    if (!by_area.contains(name)) areas.push_back(name);
    return by_area[name];
  };
  for (const Item& item : new_items) {
    std::vector<Change>& changes = area(item.area);
    const auto it = left.find({item.area, item.id});
    if (it == left.end()) {
      changes.push_back(change_of(Change::Kind::added, item));
      continue;
    }
    compare(*it->second, item, changes);
    left.erase(it);
  }
  for (const Item& item : old_items) {
    if (!left.contains({item.area, item.id})) continue;
    area(item.area).push_back(change_of(Change::Kind::removed, item));
  }
  std::vector<Change> all;
  for (const std::string& name : areas) {
    for (Change& change : by_area[name]) all.push_back(std::move(change));
  }
  return all;
}

std::string to_text(const Policy& before, const Policy& after,
                    const std::vector<Change>& changes) {
  std::string out = fmt::format("from version {} ({})\nto   version {} ({})\n",
                                before.info.version, before.hash, after.info.version, after.hash);
  if (changes.empty()) return out + "no differences\n";
  std::string last;
  std::set<std::string> items;
  for (const Change& change : changes) {
    const std::string heading = heading_of(change);
    if (heading != last) out += "\n" + heading + "\n";
    last = heading;
    items.insert(heading);
    append_text(out, change);
  }
  return out + fmt::format("\n{} change{} in {} thing{}\n", changes.size(),
                           changes.size() == 1 ? "" : "s", items.size(),
                           items.size() == 1 ? "" : "s");
}

std::string to_json(const Policy& before, const Policy& after,
                    const std::vector<Change>& changes) {
  std::string out = fmt::format("{{\"from\":{},\"to\":{},\"changes\":[", version_json(before),
                                version_json(after));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    if (i > 0) out += ',';
    out += '{';
    append_member(out, "kind", name_of(change.kind));
    append_member(out, "area", change.area);
    append_member(out, "item", change.item);
    append_member(out, "title", change.title);
    append_member(out, "field", change.field);
    append_member(out, "before", change.before);
    append_member(out, "after", change.after);
    out += '}';
  }
  return out + "]}\n";
}

}  // namespace decorum::policy
