// One loader a kind of file: from a tree to the typed part of a Policy. Each notes its mistakes in
// the reader's findings and returns what it could read. Internal to loading.
//
// Ids that point into other files are noted as references and looked up afterwards
// (check_references.cc); what only makes sense as a whole is checked on the model (check_*.cc).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cel/cel.h"
#include "policy/load.h"
#include "policy/policy.h"
#include "policy/reader.h"
#include "policy/yaml.h"

namespace decorum::policy {

// An index that could not be resolved; its mistake is noted, and checks step over it.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// The long lists of review rules, by the name that a check gives them: "claims/superlatives".
using PhraseLists = std::map<std::string, std::vector<std::string>>;

PolicyInfo load_info(Reader& reader, const YamlNode& root);
Protocol load_protocol(Reader& reader, const YamlNode& root, const cel::Environment& environment);
Roles load_roles(Reader& reader, const YamlNode& root);
// `protocol` may be null when the chart could not be read: then outcomes are not looked up.
Accounts load_accounts(Reader& reader, const YamlNode& root, const Protocol* protocol);
Clocks load_clocks(Reader& reader, const YamlNode& root, const Context& context);
post::Lexicon load_words(Reader& reader, const YamlNode& root, WordListInfo& info);
std::vector<SiteTightening> load_sites(Reader& reader, const YamlNode& root,
                                       const Context& context);
// Adds the lists of one lists/FILE.yaml as "FILE/KEY".
void load_lists(Reader& reader, const YamlNode& root, PhraseLists& lists);
Review load_review(Reader& reader, const YamlNode& root, const PhraseLists& lists);
Handbook load_handbook(Reader& reader, const YamlNode& root);
// `info` is loaded; the iCalendar files that it names are in `files`, their mistakes in `findings`.
Calendar load_calendar(Reader& reader, const YamlNode& root, const PolicyInfo& info,
                       const std::vector<PolicyFile>& files, Findings& findings);
Brand load_brand(Reader& reader, const YamlNode& root, const std::vector<std::string>& paths);
Community load_community(Reader& reader, const YamlNode& root);
Complaints load_complaints(Reader& reader, const YamlNode& root);
Retention load_retention(Reader& reader, const YamlNode& root);
FactSheet load_fact(Reader& reader, const YamlNode& root);
Sayings load_sayings(Reader& reader, const YamlNode& root);
std::vector<ReplyTemplate> load_replies(Reader& reader, const YamlNode& root);
std::vector<Letter> load_letters(Reader& reader, const YamlNode& root);
std::vector<Term> load_glossary(Reader& reader, const YamlNode& root);

// Shared by several loaders.

// Compiles a condition; notes every mistake at its place inside the expression. Null when it does
// not compile or is no condition (bool).
cel::ProgramPtr load_condition(Reader& reader, const YamlNode& node, std::string_view what,
                               const cel::Environment& environment);
// Notes what keeps an expression from being parsed; its names are not looked up.
void check_syntax(Reader& reader, const YamlNode& node);
std::vector<PreferredWord> load_preferred(Fields& fields, std::string_view key);

}  // namespace decorum::policy
