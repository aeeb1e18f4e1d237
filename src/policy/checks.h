// What only makes sense of a policy as a whole, one validator a file. They run on what could be
// loaded even when there were mistakes, so that all are reported at once: an index may be `nowhere`
// and a program null. Internal to loading.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "policy/loaders.h"

namespace decorum::policy {

struct Tree {
  YamlNode root;
  std::string_view bytes;
};
using Trees = std::map<std::string, Tree, std::less<>>;

struct Checking {
  const Policy& policy;
  const Context& context;
  const Trees& trees;
  const std::set<std::string>& broken;  // could not be parsed, or needed and missing
  Findings& findings;

  bool has(const std::string& file) const { return !broken.contains(file); }
  std::string suggest(std::string_view wrong, std::span<const std::string> candidates) const;

  // Notes a mistake at the key or the value that a path of keys leads to; at the last part of the
  // path that is there, if not all of it is. A key is shown as the thing it names.
  void at_key(const std::string& file, std::initializer_list<std::string_view> path,
              std::string_view code, std::string what, std::string expected = {},
              std::string suggestion = {}) const;
  void at_value(const std::string& file, std::initializer_list<std::string_view> path,
                std::string_view code, std::string what, std::string expected = {},
                std::string suggestion = {}) const;
};

void check_references(Checking& checking);    // ids that point into other files, cites, pages
void check_graph(Checking& checking);         // cycles, what cannot be reached
void check_questions(Checking& checking);     // two answers or more, somebody to give them
void check_conditions(Checking& checking);    // never, always, together: by simple proof
void check_accusations(Checking& checking);   // accuses needs confirm
void check_rates(Checking& checking);         // wrong_at_most where the machine may answer
void check_holders(Checking& checking);       // roles with nobody, circles of deputies
void check_templates(Checking& checking);     // fields in braces, facts to draft from
void check_words(Checking& checking);         // no more words than one scan can look for
void check_complaints(Checking& checking);    // every stage reached, an end from every stage
void check_all(Checking& checking);

}  // namespace decorum::policy
