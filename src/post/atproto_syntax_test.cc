#include "post/atproto_syntax.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

using Check = bool (*)(std::string_view);

std::string shared_folder() {
  const char* root = std::getenv("DECORUM_SHARED");
  return std::string(root != nullptr ? root : "../shared") + "/conformance/atproto/syntax/";
}

// Every line of an interop test file but empty ones and comments; blanks belong to the case.
std::vector<std::string> cases_in(const std::string& name) {
  std::vector<std::string> out;
  std::ifstream file(shared_folder() + name);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') out.push_back(line);
  }
  return out;
}

TEST(AtprotoSyntax, InteropFilesHold) {
  if (!std::filesystem::exists(shared_folder())) GTEST_SKIP() << "the interop files are not there";
  struct Format {
    std::string name;
    Check check;
  };
  const std::vector<Format> formats = {
      {"atidentifier_syntax", is_at_identifier}, {"aturi_syntax", is_at_uri},
      {"cid_syntax", is_cid},                    {"datetime_syntax", is_datetime},
      {"did_syntax", is_did},                    {"handle_syntax", is_handle},
      {"language_syntax", is_language},          {"nsid_syntax", is_nsid},
      {"recordkey_syntax", is_record_key},       {"tid_syntax", is_tid},
      {"uri_syntax", is_uri},
  };
  for (const Format& format : formats) {
    const auto valid = cases_in(format.name + "_valid.txt");
    const auto invalid = cases_in(format.name + "_invalid.txt");
    EXPECT_FALSE(valid.empty()) << format.name;
    EXPECT_FALSE(invalid.empty()) << format.name;
    for (const std::string& text : valid) EXPECT_TRUE(format.check(text)) << text;
    for (const std::string& text : invalid) EXPECT_FALSE(format.check(text)) << text;
  }
  for (const std::string& text : cases_in("datetime_parse_invalid.txt")) {
    EXPECT_FALSE(is_datetime(text)) << text;
  }
  for (const std::string& text : cases_in("language_parse_invalid.txt")) {
    EXPECT_FALSE(is_language(text)) << text;
  }
}

TEST(AtprotoSyntax, EmptyAndOddTextIsNothing) {
  for (const Check check : {is_handle, is_did, is_at_identifier, is_nsid, is_tid, is_record_key,
                            is_at_uri, is_cid, is_datetime, is_language, is_uri}) {
    for (const std::string_view text :
         {std::string_view(""), std::string_view(" "), std::string_view("\0", 1),
          std::string_view("a b"), std::string_view("\xFF"), std::string_view("a\n"),
          std::string_view("a/b"), std::string_view("é")}) {
      EXPECT_FALSE(check(text)) << text;
    }
  }
}

TEST(AtprotoSyntax, CasesOfOurOwn) {
  EXPECT_TRUE(is_handle("ann.bsky.social"));
  EXPECT_FALSE(is_handle("ann"));
  EXPECT_FALSE(is_handle("ann.1com"));
  EXPECT_TRUE(is_at_uri("at://ann.example/app.bsky.feed.post/3jzfcijpj2z2a"));
  EXPECT_FALSE(is_at_uri("at://ann.example/app.bsky.feed.post/3jzfcijpj2z2a#x"));
  EXPECT_TRUE(is_datetime("2024-02-29T12:00:00Z"));
  EXPECT_FALSE(is_datetime("2023-02-29T12:00:00Z"));
  EXPECT_TRUE(is_language("en"));
  EXPECT_FALSE(is_language("en-"));
  EXPECT_FALSE(is_language("en-a"));
  EXPECT_FALSE(is_language("en-x"));
  EXPECT_FALSE(is_language("en-GB-US"));
  EXPECT_FALSE(is_tid("kjzfcijpj2z2a"));
  EXPECT_FALSE(is_did("did:plc:" + std::string(2048, 'a')));
  EXPECT_FALSE(is_uri("1a:b"));
}

}  // namespace
}  // namespace decorum::post
