// Holds what models/personal.py measures: how much personal data is found, and how much of what is
// found is personal data, on our own posts and, where they are, on Presidio's.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "signals/personal_data.h"

namespace decorum::signals {
namespace {

struct Place {
  std::string kind;
  std::size_t start = 0;
  std::size_t end = 0;
};
struct Labelled {
  std::string text;
  std::vector<Place> places;
};

// The byte at which code point `count` begins.
std::size_t byte_of(std::string_view text, std::uint64_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += base::decode_at(text, at).length;
  return at;
}

// Lines of data/personal (objects, bytes) or of Presidio (arrays, code points).
std::vector<Labelled> read_set(const std::string& path) {
  std::ifstream file(path);
  simdjson::dom::parser parser;
  std::vector<Labelled> out;
  for (std::string line; std::getline(file, line);) {
    const simdjson::dom::element row = parser.parse(line);
    Labelled labelled;
    labelled.text = std::string_view(row["text"]);
    for (const simdjson::dom::element span : row["spans"].get_array()) {
      if (span.is_array()) {
        labelled.places.push_back({std::string(std::string_view(span.at(2))),
                                   byte_of(labelled.text, std::uint64_t(span.at(0))),
                                   byte_of(labelled.text, std::uint64_t(span.at(1)))});
      } else {
        labelled.places.push_back({std::string(std::string_view(span["kind"])),
                                   std::uint64_t(span["start"]), std::uint64_t(span["end"])});
      }
    }
    out.push_back(std::move(labelled));
  }
  return out;
}

// At least half of what both cover is shared.
bool alike(const Place& a, const Place& b) {
  const std::size_t from = std::max(a.start, b.start);
  const std::size_t to = std::min(a.end, b.end);
  return from < to && 2 * (to - from) >= std::max(a.end, b.end) - std::min(a.start, b.start);
}

struct Count {
  std::size_t labelled = 0, recalled = 0, found = 0, right = 0;

  double recall() const { return static_cast<double>(recalled) / static_cast<double>(labelled); }
  double precision() const { return static_cast<double>(right) / static_cast<double>(found); }
};

std::size_t count_alike(const std::vector<Place>& some, const std::vector<Place>& others,
                        std::string_view kind) {
  return static_cast<std::size_t>(std::count_if(some.begin(), some.end(), [&](const Place& one) {
    return one.kind == kind && std::any_of(others.begin(), others.end(), [&](const Place& other) {
             return other.kind == kind && alike(one, other);
           });
  }));
}

std::size_t count_of(const std::vector<Place>& places, std::string_view kind) {
  return static_cast<std::size_t>(std::count_if(
      places.begin(), places.end(), [&](const Place& place) { return place.kind == kind; }));
}

// Counts of each kind; `same` renames kinds before they are compared.
std::map<std::string, Count> measure(const std::vector<Labelled>& set,
                                     const std::vector<std::string>& kinds,
                                     const std::map<std::string, std::string>& same = {}) {
  const auto named = [&](std::string kind) {
    const auto it = same.find(kind);
    return it == same.end() ? kind : it->second;
  };
  std::map<std::string, Count> counts;
  for (const Labelled& post : set) {
    Folded folded;
    fold(post.text, folded);
    std::vector<PersonalDatum> data;
    find_personal_data(post.text, folded, data);
    std::vector<Place> found, wanted;
    for (const PersonalDatum& datum : data) {
      found.push_back({named(std::string(datum.kind)), datum.span.start, datum.span.end});
    }
    for (const Place& place : post.places) {
      wanted.push_back({named(place.kind), place.start, place.end});
    }
    for (const std::string& kind : kinds) {
      Count& count = counts[kind];
      count.labelled += count_of(wanted, kind);
      count.found += count_of(found, kind);
      count.recalled += count_alike(wanted, found, kind);
      count.right += count_alike(found, wanted, kind);
    }
  }
  return counts;
}

const std::vector<std::string> own_kinds = {
    "card",  "email",    "iban",              "ip_address", "nhs_number",     "ni_number",
    "phone", "postcode", "sort_code_account", "uk_phone",   "url_credentials"};

constexpr double floor = 0.95;

TEST(PersonalFigures, OwnPostsAreFoundAndLittleElse) {
  const std::vector<Labelled> set = read_set("data/personal/uk.jsonl");
  ASSERT_GT(set.size(), 900U);
  for (const auto& [kind, count] : measure(set, own_kinds)) {
    EXPECT_GE(count.labelled, 40U) << kind;
    EXPECT_GE(count.recall(), floor) << kind;
    EXPECT_GE(count.precision(), floor) << kind;
  }
}

TEST(PersonalFigures, PostsWrittenAfterTheRulesToo) {
  const std::vector<Labelled> set = read_set("data/personal/unseen.jsonl");
  ASSERT_GT(set.size(), 200U);
  Count all;
  for (const auto& [kind, count] : measure(set, own_kinds)) {
    EXPECT_GE(count.labelled, 10U) << kind;
    all.labelled += count.labelled;
    all.recalled += count.recalled;
    all.found += count.found;
    all.right += count.right;
  }
  EXPECT_GE(all.recall(), floor);
  EXPECT_GE(all.precision(), floor);
}

// Byte offsets that do not cut the text where they say would measure nothing.
TEST(PersonalFigures, EveryOwnPlaceLiesInItsText) {
  for (const char* path : {"data/personal/uk.jsonl", "data/personal/unseen.jsonl"}) {
    for (const Labelled& post : read_set(path)) {
      std::size_t end = 0;
      for (const Place& place : post.places) {
        ASSERT_GE(place.start, end) << post.text;
        ASSERT_GT(place.end, place.start) << post.text;
        ASSERT_LE(place.end, post.text.size()) << post.text;
        EXPECT_TRUE(base::is_valid_utf8(
            std::string_view(post.text).substr(place.start, place.end - place.start)));
        end = place.end;
      }
    }
  }
}

std::string presidio_file() {
  const char* root = std::getenv("DECORUM_SHARED");
  return std::string(root != nullptr ? root : "../shared") + "/data/presidio_pii/dev.jsonl";
}

TEST(PersonalFigures, PresidioPostsAreFoundAndLittleElse) {
  if (!std::filesystem::exists(presidio_file())) GTEST_SKIP() << "Presidio's posts are not there";
  const std::vector<Labelled> set = read_set(presidio_file());
  ASSERT_GT(set.size(), 1000U);
  const std::map<std::string, std::string> same = {
      {"card", "CREDIT_CARD"}, {"email", "EMAIL_ADDRESS"},   {"iban", "IBAN_CODE"},
      {"us_ssn", "US_SSN"},    {"ip_address", "IP_ADDRESS"}, {"uk_phone", "PHONE_NUMBER"},
      {"phone", "PHONE_NUMBER"}};
  const std::vector<std::string> kinds = {"CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE",
                                          "US_SSN",      "IP_ADDRESS",    "PHONE_NUMBER"};
  for (const auto& [kind, count] : measure(set, kinds, same)) {
    EXPECT_GE(count.labelled, 10U) << kind;
    EXPECT_GE(count.recall(), floor) << kind;
    EXPECT_GE(count.precision(), floor) << kind;
  }
}

}  // namespace
}  // namespace decorum::signals
