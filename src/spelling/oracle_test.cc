// Nuspell reads the same dictionary in its own way; both must accept the same words.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nuspell/dictionary.hxx>

#include "spelling/index_for_test.h"
#include "spelling/letters.h"
#include "spelling/lines.h"

namespace decorum::spelling {
namespace {

const nuspell::Dictionary& oracle() {
  static const nuspell::Dictionary dictionary = [] {
    nuspell::Dictionary made;
    made.load_aff_dic(DECORUM_HUNSPELL "/en_GB.aff");
    return made;
  }();
  return dictionary;
}

// Our own words, which the oracle cannot know, in the forms they are listed in.
const std::set<std::string>& own_words() {
  static const std::set<std::string> words = [] {
    static const std::string text = file_for_test("data/spelling/modern.txt");
    std::set<std::string> made;
    for (const Entry& entry : read_entries(text, false)) made.insert(lower(entry.word));
    return made;
  }();
  return words;
}

bool is_own(const std::string& word) {
  const std::string low = lower(word);
  // Bent by -s, -'s, -ed, -d, -ing, -er, a final e or y changed.
  for (std::size_t cut = 0; cut <= 4 && cut < low.size(); ++cut) {
    const std::string stem = low.substr(0, low.size() - cut);
    for (const char* end : {"", "e", "y"}) {
      if (own_words().contains(stem + end)) return true;
    }
  }
  return false;
}

struct Difference {
  std::size_t words = 0;
  std::vector<std::string> only_ours, only_theirs;

  void look_at(const std::string& word) {
    ++words;
    const bool ours = dictionary_for_test().knows(word), theirs = oracle().spell(word);
    if (ours == theirs) return;
    if (ours && !is_own(word)) only_ours.push_back(word);
    if (theirs) only_theirs.push_back(word);
  }
};

std::string shown(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < 30; ++i) out += words[i] + " ";
  return out;
}

void expect_none(const Difference& difference) {
  EXPECT_EQ(difference.only_ours.size(), 0U) << shown(difference.only_ours);
  EXPECT_EQ(difference.only_theirs.size(), 0U) << shown(difference.only_theirs);
}

TEST(Oracle, EveryScowlWordIsJudgedAsByNuspell) {
  Difference difference;
  for (const auto& file : std::filesystem::directory_iterator(DECORUM_SCOWL)) {
    if (!file.is_regular_file() || file.path().extension().string().size() != 3) continue;
    const std::string text = from_latin1(file_for_test(file.path().string()));
    Lines lines(text);
    while (const auto line = lines.next()) {
      const std::string word(*line);
      if (word.empty() || word.size() > word_bytes_max) continue;
      if (word.find_first_of(" ./0123456789") != std::string::npos) continue;
      difference.look_at(word);
    }
  }
  EXPECT_GT(difference.words, 600'000U);
  expect_none(difference);
}

// Capitals turned round: each word of some levels in small letters, with a capital, in capitals.
TEST(Oracle, CapitalsAreJudgedAsByNuspell) {
  Difference difference;
  for (const char* name : {"english-words.35", "english-upper.35", "english-upper.50",
                           "english-proper-names.50", "english-abbreviations.50",
                           "english-contractions.50", "british-upper.80", "special-hacker.50"}) {
    const std::string text = from_latin1(file_for_test(std::string(DECORUM_SCOWL "/") + name));
    Lines lines(text);
    while (const auto line = lines.next()) {
      const std::string word(*line);
      if (word.find_first_of(" ./0123456789") != std::string::npos) continue;
      for (const std::string& form : {lower(word), title(word), upper(word)}) {
        difference.look_at(form);
      }
    }
  }
  EXPECT_GT(difference.words, 100'000U);
  expect_none(difference);
}

// Runs of letters, with apostrophes and hyphens inside.
std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  const auto end = [&] {
    while (!word.empty() && (word.back() == '\'' || word.back() == '-')) word.pop_back();
    if (!word.empty() && word.size() <= word_bytes_max) words.insert(word);
    word.clear();
  };
  for (const char byte : text) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (static_cast<unsigned char>(byte) >= 0x80);
    const bool joins = (byte == '\'' || byte == '-') && !word.empty();
    if (letter || joins) word += byte;
    else end();
  }
  end();
  return words;
}

TEST(Oracle, WordsOfOurTextsAreJudgedAsByNuspell) {
  Difference difference;
  for (const char* file : {"data/samples/posts.jsonl", "data/training/train.jsonl",
                           "data/training/dev.jsonl", "test/drafts/harmless.jsonl",
                           "test/drafts/broken.jsonl", "README.md", "ARCHITECTURE.md"}) {
    for (const std::string& word : words_of(file_for_test(file))) difference.look_at(word);
  }
  EXPECT_GT(difference.words, 5'000U);
  expect_none(difference);
}

}  // namespace
}  // namespace decorum::spelling
