// A policy of hostile bytes: YAML tree, whole folder, and case texts hold what their headers
// promise. The first byte of the input says which file of a whole policy the rest takes the place
// of.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "policy/case_file.h"
#include "policy/load.h"
#include "policy/show.h"
#include "policy/yaml.h"

namespace {

namespace base = decorum::base;
namespace policy = decorum::policy;
using policy::PolicyFile;

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::array<std::string_view, 18> paths = {
    "protocol.yaml", "policy.yaml",    "roles.yaml",      "accounts.yaml",
    "clocks.yaml",   "sites.yaml",     "review.yaml",     "brand.yaml",
    "community.yaml", "complaints.yaml", "retention.yaml", "replies.yaml",
    "letters.yaml",  "glossary.yaml",  "words/threat.yaml", "facts/opening.yaml",
    "calendar.yaml", "calendar/quiet.ics"};

const std::vector<PolicyFile>& base_policy() {
  static const std::vector<PolicyFile> files = [] {
    namespace fs = std::filesystem;
    const fs::path folder = "test/golden/policy/base";
    std::vector<PolicyFile> read;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      read.push_back({fs::relative(entry.path(), folder).generic_string(),
                      std::string{std::istreambuf_iterator<char>(in), {}}});
    }
    return read;
  }();
  return files;
}

void check_mistakes(const std::vector<policy::Mistake>& mistakes,
                    const std::vector<PolicyFile>& files) {
  require(mistakes.size() <= policy::mistakes_max);
  for (const policy::Mistake& mistake : mistakes) {
    require(!mistake.what.empty());
    require(base::is_valid_utf8(mistake.what));
    require(mistake.line == 0 || mistake.end_column > mistake.column);
  }
  require(base::is_valid_utf8(policy::render(mistakes, files)));
}

void check_tree(const policy::YamlNode& node, std::size_t depth) {
  require(depth <= policy::yaml_depth_max);
  require(node.line > 0 && node.column > 0 && node.end_column > node.column);
  require(base::is_valid_utf8(node.text));
  for (const policy::YamlNode& item : node.items) check_tree(item, depth + 1);
  for (const policy::YamlField& field : node.fields) {
    check_tree(field.key, depth + 1);
    check_tree(field.value, depth + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string path(paths[data[0] % paths.size()]);
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  const policy::YamlFile yaml = policy::parse_yaml(path, bytes);
  if (yaml.root) check_tree(*yaml.root, 0);
  check_mistakes(yaml.mistakes, {{path, bytes}});

  std::vector<PolicyFile> files = base_policy();
  for (PolicyFile& file : files) {
    if (file.path == path) file.bytes = bytes;
  }
  const auto loaded = policy::load_policy(files, {});
  if (loaded) {
    require(base::is_valid_utf8(policy::show(*loaded)));
    check_mistakes(policy::warnings_of(*loaded, files, loaded->info.review_by), files);
  } else {
    require(!loaded.error().empty());
    check_mistakes(loaded.error(), files);
  }

  const PolicyFile cases{"fuzz.case", bytes};
  const policy::CaseFile parsed = policy::parse_cases(cases, loaded ? &*loaded : nullptr);
  check_mistakes(parsed.mistakes, {cases});
  require(parsed.cases.size() <= policy::cases_max);
  return 0;
}
