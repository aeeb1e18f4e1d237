// The texts a desk answers with: fact sheets, reply templates, letters, and the glossary
// (facts/*.yaml, facts.yaml, replies.yaml, letters.yaml, glossary.yaml).
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace decorum::policy {

struct FactSource {
  std::string title, url;
};

struct FactSheet {
  std::string id, statement;           // what people say, and the answer puts right
  std::vector<std::string> wordings;   // other ways in which people say it
  std::vector<std::string> opposites;  // ways in which they say the opposite, as the answer does
  std::string answer;                  // what we say
  std::vector<FactSource> sources;
  std::string owner;  // role
  std::chrono::sys_days review_by;
};

// How people speak of us and of what the sheets are about (facts.yaml).
struct Sayings {
  std::vector<std::string> own;      // names of ours besides those of the brand
  std::vector<std::string> same;     // phrases that mean the same, with | between
  std::vector<std::string> denials;  // phrases that deny what is said beside them: "myth"
  std::vector<std::string> doubts;   // phrases that keep a distance from it: "rumour"
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
