// For tests: the small whole policy of test/golden/policy/base, and ways to change it.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "policy/load.h"

namespace decorum::policy {

using FileMap = std::map<std::string, std::string>;

inline std::string read_for_test(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline FileMap base_files() {
  namespace fs = std::filesystem;
  const fs::path folder = "test/golden/policy/base";
  FileMap files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder).generic_string()] = read_for_test(entry.path());
  }
  return files;
}

// Changes the one place where `old_text` stands.
inline void change(FileMap& files, const std::string& path, const std::string& old_text,
                   const std::string& new_text) {
  std::string& text = files[path];
  const std::size_t at = text.find(old_text);
  ASSERT_NE(at, std::string::npos) << path << " has no\n" << old_text;
  ASSERT_EQ(text.find(old_text, at + 1), std::string::npos) << "more than once:\n" << old_text;
  text.replace(at, old_text.size(), new_text);
}

inline std::vector<PolicyFile> listed(const FileMap& contents) {
  std::vector<PolicyFile> files;
  for (const auto& [path, bytes] : contents) files.push_back({path, bytes});
  return files;
}

// The codes of the mistakes, in order; empty when the policy loads.
inline std::vector<std::string> codes_for(const FileMap& contents) {
  std::vector<std::string> codes;
  const auto policy = load_policy(listed(contents), {});
  if (policy) return codes;
  for (const Mistake& mistake : policy.error()) codes.push_back(mistake.code);
  return codes;
}

}  // namespace decorum::policy
