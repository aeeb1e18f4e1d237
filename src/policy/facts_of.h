// A policy laid out flat: every single thing that it says, as a name and a value in words. What
// policy/diff.h compares. Internal to src/policy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace decorum::policy {

struct Fact {
  std::string name;   // of the field, "answer yes-positive, when"
  std::string value;  // never empty: what is not said is no fact
};

struct Item {
  std::string area, id, title;
  std::vector<Fact> facts;  // names are unique

  void say(std::string name, std::string value) {
    if (!value.empty()) facts.push_back({std::move(name), std::move(value)});
  }
};

// Items of one area have different ids.
std::vector<Item> items_of(const Policy& policy);

// How lists and flags read; "" when there is nothing to say.
std::string joined(const std::vector<std::string>& texts);
std::string yes(bool flag);

// Used by items_of, one a group of files.
void add_chart_items(const Policy& policy, std::vector<Item>& items);
void add_people_items(const Policy& policy, std::vector<Item>& items);
void add_rule_items(const Policy& policy, std::vector<Item>& items);
void add_conduct_items(const Policy& policy, std::vector<Item>& items);
void add_text_items(const Policy& policy, std::vector<Item>& items);

}  // namespace decorum::policy
