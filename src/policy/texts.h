// The texts a desk answers with: fact sheets, reply templates, letters, and the glossary
// (facts/*.yaml, replies.yaml, letters.yaml, glossary.yaml).
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace decorum::policy {

struct FactSource {
  std::string title, url;
};

struct FactSheet {
  std::string id, statement;
  std::vector<std::string> wordings;  // other ways in which people say the claim or its opposite
  std::string answer;                 // what we say
  std::vector<FactSource> sources;
  std::string owner;  // role
  std::chrono::sys_days review_by;
};

// A text with fields in braces, all of them known: "Thank you, {author}."
struct ReplyTemplate {
  std::string id, title, text;
  std::vector<std::string> outcomes;  // empty: all
  std::vector<std::string> sites;     // empty: all
};

struct Letter {
  std::string id, title, subject, text;
  std::vector<std::string> fields;  // every field that subject and text use
};

struct Term {
  std::string word, meaning;
};

// The fields a reply or letter may use, without braces.
const std::vector<std::string>& template_fields();

}  // namespace decorum::policy
