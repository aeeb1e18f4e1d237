// Every file of test/golden/policy/mistakes is one mistake made in the policy of
// test/golden/policy/base, and the exact words a person then reads.
//
//   = protocol.yaml             the file it is made in; "(removed)" after it takes the file away
//   -        go: kind           lines of the base, which stand there exactly once
//   +        go: positive       what stands there instead; without "-" lines, the whole new file
//   = expected
//   protocol.yaml:21:13: ...
//
// With DECORUM_UPDATE_GOLDEN set, what is expected is written anew instead of compared.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "policy/case_file.h"
#include "policy/files_for_test.h"
#include "policy/load.h"

namespace decorum::policy {
namespace {

namespace fs = std::filesystem;

const fs::path folder = "test/golden/policy";

struct Golden {
  FileMap files = base_files();
  std::string head;  // everything up to and with "= expected"
  std::string expected;
};

void replace(FileMap& files, const std::string& path, const std::string& old_text,
             const std::string& new_text) {
  if (!old_text.empty()) return change(files, path, old_text, new_text);
  EXPECT_FALSE(files.contains(path)) << path << " is in the base: name the lines to replace";
  files[path] = new_text;
}

Golden read_golden(const fs::path& path) {
  Golden golden;
  std::istringstream in(read_for_test(path));
  std::string line, file, old_text, new_text;
  const auto apply = [&] {
    if (!file.empty()) replace(golden.files, file, old_text, new_text);
    file.clear();
    old_text.clear();
    new_text.clear();
  };
  while (std::getline(in, line)) {
    golden.head += line + '\n';
    if (line == "= expected") {
      apply();
      golden.expected.assign(std::istreambuf_iterator<char>(in), {});
      return golden;
    }
    const std::string removed = " (removed)";
    if (line.starts_with("= ")) {
      apply();
      file = line.substr(2);
      if (!file.ends_with(removed)) continue;
      golden.files.erase(file.substr(0, file.size() - removed.size()));
      file.clear();
    } else if (line.starts_with('-')) {
      old_text += line.substr(1) + '\n';
    } else if (line.starts_with('+')) {
      new_text += line.substr(1) + '\n';
    } else {
      ADD_FAILURE() << path << ": a line begins with none of = - +: " << line;
    }
  }
  ADD_FAILURE() << path << " has no '= expected'";
  return golden;
}

Context context() {
  Context context;
  for (const char* site : {"x", "mastodon", "bluesky", "web"}) {
    context.sites.push_back({site, 280, 30, 10, 4});
  }
  context.holiday_divisions = {"england-and-wales", "scotland", "northern-ireland"};
  return context;
}

std::string messages_for(const FileMap& contents) {
  const std::vector<PolicyFile> files = listed(contents);
  const auto policy = load_policy(files, context());
  if (!policy) return render(policy.error(), files);
  return render(mistakes_in_cases(files, &*policy), files);
}

std::vector<fs::path> golden_paths() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder / "mistakes")) {
    paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

TEST(Golden, TheBaseHasNoMistakes) { EXPECT_EQ(messages_for(base_files()), ""); }

TEST(Golden, EveryMistakeIsReportedInTheseWords) {
  for (const fs::path& path : golden_paths()) {
    const Golden golden = read_golden(path);
    const std::string actual = messages_for(golden.files);
    EXPECT_NE(actual, "") << path << " makes no mistake";
    if (std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path, std::ios::binary) << golden.head << actual;
    } else {
      EXPECT_EQ(actual, golden.expected) << path;
    }
  }
}

TEST(Golden, ThereAreAtLeastSixtyFive) { EXPECT_GE(golden_paths().size(), 65U); }

}  // namespace
}  // namespace decorum::policy
