#include "signals/loosen.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

struct Read {
  Folded folded;
  std::array<Folded, 2> readings;
  std::size_t count = 0;
};

Read read(std::string_view text) {
  Read out;
  fold(text, out.folded);
  out.count = loosen(out.folded, out.readings);
  return out;
}

TEST(Loosen, FindsTheWordThatWasHidden) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"you 1d10t", "you idiot"},
      {"k1ll it", "kill it"},
      {"what an a$$", "what an ass"},
      {"b1tch", "bitch"},
      {"idiooooot", "idiot"},
      {"kiiill", "kill"},
      {"loooool", "lol"},
      {"you i d i o t", "you idiot"},
      {"i.d.i.o.t!", "idiot!"},
      {"k-i-l-l", "kill"},
      {"k_i_l_l", "kill"},
      {"\u0456di\u043et", "idiot"},
      {"\u03b9diot", "idiot"},
      {"\u1d0bill", "kill"},
      {"idi\u00f3t", "idiot"},
      {"k\u0336i\u0336l\u0336l\u0336", "kill"},
      {"YOU \uff29\uff24\uff29\uff10\u0422", "you idiot"},
      {"you are all \u0440\u043e\u0440 people", "you are all pop people"},
      {"f@g and m@te", "fag and mate"},
      {"sh!t", "shit"},
  };
  for (const auto& [source, wanted] : cases) {
    const Read out = read(source);
    bool found = false;
    for (std::size_t i = 0; i < out.count; ++i) found |= out.readings[i].text == wanted;
    EXPECT_TRUE(found) << source << " gave " << out.count << ": " << out.readings[0].text << " | "
                       << out.readings[1].text;
  }
}

TEST(Loosen, LeavesAloneWhatHidesNothing) {
  for (const std::string_view text :
       {"", "an ordinary sentence", "good feeling, all is well", "it costs 20 or 300",
        "12 34 56", "hello!!!", "@user hello", "at 9 o'clock",
        "\u043f\u0440\u0438\u0432\u0435\u0442 \u043a\u0430\u043a \u0434\u0435\u043b\u0430",
        "https://example.org/k1ll", "www.k1ll.example", "\u4f60\u597d"}) {
    const Read out = read(text);
    EXPECT_EQ(out.count, 0U) << text << " became " << out.readings[0].text;
  }
}

TEST(Loosen, PlacesLeadBackToTheSource) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"you i d i o t now", "i d i o t"},
      {"you 1d10t now", "1d10t"},
      {"you idiooot now", "idiooot"},
      {"you \u0456diot now", "\u0456diot"},
      {"\u201cyou  ID\u200bI\u00d3T\u201d", "ID\u200bI\u00d3T"},
  };
  for (const auto& [source, original] : cases) {
    const Read out = read(source);
    bool found = false;
    for (std::size_t i = 0; i < out.count; ++i) {
      const std::size_t at = out.readings[i].text.find("idiot");
      if (at == std::string::npos) continue;
      const base::Span place = out.readings[i].place(at, at + 5);
      found |= source.substr(place.start, place.end - place.start) == original;
    }
    EXPECT_TRUE(found) << source;
  }
}

TEST(Loosen, RandomTextKeepsItsPromises) {
  std::mt19937 random(11);
  const std::string_view parts[] = {"a",  "b",  "kk", "lll", "1",      "0",      "$",  "@",
                                    "!",  "|",  " ",  "  ",  ".",      "-",      "_",  "\u0430",
                                    "\u00e9", "e\u0301", "\u200b", "\uff21", "\U0001f600", "/",
                                    ":"};
  for (int round = 0; round < 5000; ++round) {
    std::string source;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) source += parts[random() % std::size(parts)];
    const Read out = read(source);
    ASSERT_LE(out.count, 2U);
    for (std::size_t i = 0; i < out.count; ++i) {
      const Folded& reading = out.readings[i];
      ASSERT_TRUE(base::is_valid_utf8(reading.text)) << source;
      ASSERT_LE(reading.text.size(), out.folded.text.size());
      ASSERT_EQ(reading.origin.size(), reading.text.size() + 1);
      ASSERT_TRUE(std::is_sorted(reading.origin.begin(), reading.origin.end())) << source;
      for (std::size_t at = 0; at < reading.text.size(); ++at) {
        const base::Span place = reading.place(at, at + 1);
        ASSERT_LT(place.start, place.end);
        ASSERT_LE(place.end, source.size());
        ASSERT_NE(static_cast<unsigned char>(source[place.start]) & 0xc0U, 0x80U);
      }
    }
  }
}

}  // namespace
}  // namespace decorum::signals
