#include "spelling/index.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "spelling/american.h"
#include "spelling/letters.h"
#include "spelling/lines.h"
#include "spelling/near.h"
#include "spelling/sound.h"

namespace decorum::spelling {
namespace {

std::vector<std::string> random_words(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::set<std::string> words;
  while (words.size() < count) {
    std::string word;
    for (std::size_t i = random() % 6 + 1; i > 0; --i) {
      word += static_cast<char>('a' + random() % 3);
    }
    words.insert(word);
  }
  return {words.begin(), words.end()};
}

TEST(Graph, NumbersWordsInTheirOrderAndFindsNoOthers) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const std::vector<std::string> words = random_words(50, seed);
    const auto [bytes, root] = write_graph(words);
    const Graph graph(bytes, root);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(graph.find(words[i]), i);
      EXPECT_EQ(graph.word_at(i), words[i]);
    }
    const std::set<std::string> known(words.begin(), words.end());
    for (const std::string& other : random_words(200, seed + 1000)) {
      EXPECT_EQ(graph.find(other).has_value(), known.contains(other)) << other;
    }
    EXPECT_EQ(graph.word_at(static_cast<std::uint32_t>(words.size()) + 7), "");
  }
}

TEST(Graph, OfNoWordsHasNone) {
  const auto [bytes, root] = write_graph({});
  EXPECT_EQ(Graph(bytes, root).find("a"), std::nullopt);
  EXPECT_EQ(Graph(bytes, root).find(""), std::nullopt);
  EXPECT_EQ(Graph().find("a"), std::nullopt);
  EXPECT_EQ(Graph().word_at(0), "");
}

TEST(Graph, DamagedBytesEndNowhereElse) {
  const std::vector<std::string> words = random_words(60, 5);
  const auto [bytes, root] = write_graph(words);
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 4; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    const Graph graph(damaged, root);
    for (const std::string& word : words) graph.find(word);
    for (std::uint32_t i = 0; i < 60; ++i) graph.word_at(i);
    near_words(graph, "abcab", 2);
  }
}

std::size_t edits(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), d[i - 1][j] + 1,
                          d[i][j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

// The search against the plain formula, over every word.
TEST(NearWords, AreAllWithinTheEditsAndNoOthers) {
  const std::vector<std::string> words = random_words(300, 3);
  const auto [bytes, root] = write_graph(words);
  const Graph graph(bytes, root);
  for (const std::string& word : random_words(120, 4)) {
    for (std::size_t most = 1; most <= 3; ++most) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t i = 0; i < words.size(); ++i) {
        if (edits(word, words[i]) <= most) expected.push_back(i);
      }
      EXPECT_EQ(near_words(graph, word, most), expected) << word << " " << most;
    }
  }
}

TEST(NearWords, AreNoneForWordsOutOfBounds) {
  const auto [bytes, root] = write_graph(random_words(10, 1));
  const Graph graph(bytes, root);
  EXPECT_TRUE(near_words(graph, "", 2).empty());
  EXPECT_TRUE(near_words(graph, std::string(word_bytes_max + 1, 'a'), 2).empty());
  EXPECT_TRUE(near_words(graph, "abc", 4).empty());
}

TEST(MistakeCost, IsLessForLikelierMistakes) {
  EXPECT_EQ(mistake_cost("word", "word"), 0);
  EXPECT_LT(mistake_cost("recieve", "receive"), mistake_cost("relieve", "receive"));
  EXPECT_LT(mistake_cost("untill", "until"), mistake_cost("untilk", "until"));
  EXPECT_LT(mistake_cost("dont", "don't"), mistake_cost("dont", "done"));
  EXPECT_LT(mistake_cost("cafe", "café"), mistake_cost("cafe", "cave"));
  EXPECT_LT(mistake_cost("seperate", "separate"), mistake_cost("septrate", "separate"));
  EXPECT_LT(mistake_cost("becuase", "because"), mistake_cost("becxase", "because"));
  EXPECT_GT(mistake_cost("xord", "word"), mistake_cost("worx", "word"));
  EXPECT_EQ(mistake_cost("abcdefgh", "stuvwxyz", 2.5), 2.5);
  EXPECT_GT(mistake_cost("", "word"), 0);
  EXPECT_GT(mistake_cost("word", ""), 0);
  EXPECT_EQ(mistake_cost("", ""), 0);
}

TEST(Sound, IsSharedByWordsSaidAlike) {
  constexpr std::pair<const char*, const char*> alike[] = {
      {"fizix", "physics"},   {"nite", "night"},     {"rong", "wrong"},     {"nok", "knock"},
      {"cwik", "quick"}, {"Café", "cafe"},
      {"acomodate", "accommodate"}, {"enuf", "enuff"}, {"jym", "gym"},       {"lam", "lamb"}};
  for (const auto& [one, other] : alike) {
    EXPECT_EQ(sound_of(one), sound_of(other)) << one;
    EXPECT_EQ(sound_key(one), sound_key(other)) << one;
  }
  for (const auto& [one, other] : {std::pair{"cat", "dog"}, {"night", "fight"}, {"", "a"}}) {
    EXPECT_NE(sound_of(one), sound_of(other)) << one;
  }
}

TEST(Letters, ChangeTheirCapitals) {
  EXPECT_EQ(upper("straße café’s"), "STRAßE CAFÉ’S");
  EXPECT_EQ(lower("ÉCOLE"), "école");
  EXPECT_EQ(title("mcDONALD"), "Mcdonald");
  EXPECT_EQ(with_first_upper("éCole"), "ÉCole");
  EXPECT_EQ(with_first_upper(""), "");
  EXPECT_EQ(capitals_of("word"), Capitals::none);
  EXPECT_EQ(capitals_of(""), Capitals::none);
  EXPECT_EQ(capitals_of("42"), Capitals::none);
  EXPECT_EQ(capitals_of("Word"), Capitals::first);
  EXPECT_EQ(capitals_of("A"), Capitals::first);
  EXPECT_EQ(capitals_of("NATO"), Capitals::all);
  EXPECT_EQ(capitals_of("O'BRIEN"), Capitals::all);
  EXPECT_EQ(capitals_of("iPhone"), Capitals::mixed);
  EXPECT_EQ(capitals_of("McDonald"), Capitals::mixed);
}

TEST(Lines, AreReadWithoutTheirEnds) {
  Lines lines("\xEF\xBB\xBF" "a\r\n\nb");
  EXPECT_EQ(lines.next(), "a");
  EXPECT_EQ(lines.next(), "");
  EXPECT_EQ(lines.next(), "b");
  EXPECT_EQ(lines.number(), 3U);
  EXPECT_EQ(lines.next(), std::nullopt);
  EXPECT_EQ(from_latin1("caf\xe9"), "café");
  EXPECT_EQ(blank_separated("  a \t b "), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(blank_separated(" \t").empty());
}

TEST(Entries, AreWordsAndFlags) {
  const auto entries = read_entries("4\nword/SM\tNoun\nplain\ntwo words/S\n\n/x\n", true);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].word, "word");
  EXPECT_EQ(entries[0].flags, "SM");
  EXPECT_EQ(entries[1].flags, "");
  EXPECT_EQ(entries[2].word, "/x");
  EXPECT_EQ(read_entries("# note\n\nword", false).size(), 1U);
}

TEST(AmericanPairs, AreReadWithTheirForms) {
  const Affixes affixes = read_affixes("SFX S Y 1\nSFX S 0 s .\n").value();
  const auto pairs = read_pairs("# note\n\ngray grey S\nmom mum\n", affixes);
  ASSERT_TRUE(pairs.has_value());
  EXPECT_EQ(*pairs, (Pairs{{"gray", "grey"}, {"grays", "greys"}, {"mom", "mum"}}));
  for (const char* wrong : {"gray\n", "a b c d\n"}) EXPECT_FALSE(read_pairs(wrong,
  affixes)) << wrong;
  const Affixes uneven = read_affixes("SFX S Y 1\nSFX S 0 s y\n").value();
  EXPECT_FALSE(read_pairs("gray grex S\n", uneven).has_value());
}

TEST(AmericanPairs, AreDerivedWhereAUsualDifferenceLeadsToAKnownWord) {
  const WordSet british = {"colour", "centre", "travelled", "anaesthetise"};
  const auto knows = [&](const std::string& word) {
    return british.contains(word) || word == "check";
  };
  const std::vector<std::string> american = {"anesthetize", "center", "check", "color", "traveled",
                                             "zzz"};
  EXPECT_EQ(derive_pairs(american, british, knows),
            (Pairs{{"anesthetize", "anaesthetise"},
                   {"center", "centre"},
                   {"color", "colour"},
                   {"traveled", "travelled"}}));
}

}  // namespace
}  // namespace decorum::spelling
