// The chapters of the handbook, one function each; internal to handbook*.cc.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/file.h"
#include "policy/policy.h"
#include "policy/sites.h"
#include "render/html.h"

namespace decorum::render {

// What chapters write from and to.
struct HandbookPage {
  const policy::Policy& policy;
  const policy::Sites& sites;
  std::span<const policy::PolicyFile> files;
  Html html;
};

std::string titles_of(const policy::Policy& policy, const std::vector<std::string>& roles);

// "Guide, p. 8", as a link to the list of sources; nothing for "".
void write_cites(HandbookPage& page, std::string_view cites);

void write_introduction(HandbookPage& page);
void write_advice(HandbookPage& page);
void write_chart(HandbookPage& page);
void write_questions(HandbookPage& page);
void write_outcomes(HandbookPage& page);
void write_rules(HandbookPage& page);
void write_sites(HandbookPage& page);
void write_brand(HandbookPage& page);
void write_accounts(HandbookPage& page);
void write_calendar(HandbookPage& page);
void write_problems(HandbookPage& page);
void write_community(HandbookPage& page);
void write_complaints(HandbookPage& page);
void write_contacts(HandbookPage& page);
void write_deadlines(HandbookPage& page);
void write_facts(HandbookPage& page);
void write_retention(HandbookPage& page);
void write_glossary(HandbookPage& page);
void write_sources(HandbookPage& page);

// The style sheet for screen and paper.
std::string_view handbook_style();

}  // namespace decorum::render
