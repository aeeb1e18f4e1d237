#include "policy/fact_words.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace decorum::policy {
namespace {

using Table = std::unordered_map<std::string_view, std::uint16_t>;

void add(Table& table, std::string_view words, std::uint16_t roles) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    table[words.substr(0, end)] |= roles;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

Table make_table() {
  Table table;
  add(table,
      "a an the of to in on at by for from with and or is are was were be been being has have had "
      "do does did its it their your my this that these those as so will would can could any more "
      "really very just simply please there than no not never nobody isn't aren't wasn't doesn't "
      "don't didn't hasn't haven't won't cannot can't ever only you what anymore since last next "
      "year years month now again even also still must",
      word_role::little);
  add(table,
      "our i me he she his her them who which well oh yes got getting going gone always already "
      "yours theirs ours ones here then all every apparently sadly basically literally totally "
      "may might should ought per cent percent pct pounds quid completely "
      "today currently actually i've i'm it's that's you've you're they've they're "
      "we've we're he's she's there's you'll they'll it'll us how when quite too such about",
      word_role::little);
  add(table,
      "not no never nobody cannot none without neither nor isn't aren't wasn't weren't doesn't "
      "don't didn't hasn't haven't hadn't won't can't couldn't wouldn't shouldn't ain't isnt arent "
      "wasnt doesnt dont didnt hasnt havent wont cant couldnt",
      word_role::denies | word_role::little);
  add(table, "if unless imagine suppose supposing wish hope hopes hoping hopefully fear pretend",
      word_role::supposes);
  add(table, "would should could might shouldn't wouldn't couldn't ought may", word_role::modal);
  add(table,
      "is are was were be been being has have had will would can could did does do just now "
      "already also even only really simply finally quietly never not isn't aren't wasn't hasn't "
      "haven't has got",
      word_role::auxiliary);
  add(table, "but because cause although though whereas yet", word_role::breaks);
  add(table, "is are was were do does did has have can will could am", word_role::begins_ask);
  add(table, "why how", word_role::presumes);
  add(table, "they their theirs they've they're they'll", word_role::they);
  add(table, "we our ours we've we're", word_role::we);
  add(table, "you your yours you've you're you'll u ur", word_role::you);
  add(table,
      "people person someone somebody anyone anybody everyone everybody folks some many most lots "
      "few one only nobody none member members hear heard hearing see know think say says said "
      "believe believes told so sad shame yes no well lol omg sorry guess",
      word_role::anybody);
  add(table, "please don't dont stop keep let's lets", word_role::pleads);
  add(table, "to at for from with", word_role::leads_to);
  add(table, "its their my his her", word_role::owns);
  add(table, "that this it that's it's its which what", word_role::points_back);
  return table;
}

}  // namespace

std::uint16_t roles_of(std::string_view folded) {
  static const Table table = make_table();
  const auto found = table.find(folded);
  if (found != table.end()) return found->second;
  return folded.ends_with("n't") ? word_role::denies : 0;
}

int commonness_of(std::string_view folded) {
  static const Table common = [] {
    Table table;
    add(table,
        "good now night going go know happy today thanks more back got some think still people "
        "best thank really make want great only after game first much off then way right well come "
        "over "
        "need never hope take work down better next show wait very life big ever look year morning "
        "again always little home before help say birthday watch bad made mad fun getting get sure "
        "same world family please thing other two park live someone another place feel pretty long "
        "most play city every real everyone anyone anybody everybody old something friend friends "
        "day days week season service actually looks call check weekend let makes give giv school "
        "nice find team hour hours start free many keep things done mean until party ready top "
        "video stop end tell post hard around nothing lot try point maybe just on up time money "
        "new figure number pay paid happen happening like love man open close closed member state "
        "part course talk name job run use lost lose buy sell house young ask change move meet "
        "read hear said public test out off put with hand after name title mean send sent word "
        "ten four under number around board card",
        1);
    Table stems;
    for (const auto& entry : table) stems.emplace(stem_of(entry.first), 1);
    return stems;
  }();
  constexpr int length_max = 12;
  const int by_length = std::max(0, length_max - static_cast<int>(folded.size()));
  return by_length + (common.contains(folded) || common.contains(stem_of(folded)) ? 100 : 0);
}

std::string_view stem_of(std::string_view word) {
  if (word.size() > 2 && word.ends_with("'s")) word.remove_suffix(2);
  if (word.ends_with('\'')) word.remove_suffix(1);
  if (word.size() <= 3) return word;
  for (const std::string_view ending : {"ations", "ation", "ments", "ment", "ingly", "ings", "ing",
                                        "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "e"}) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  if (word.size() > 3 && word.back() == word[word.size() - 2]) word.remove_suffix(1);
  if (word.size() > 3 && (word.back() == 'e' || word.back() == 'y')) word.remove_suffix(1);
  return word;
}

std::optional<Figure> figure_of(std::string_view folded) {
  constexpr std::size_t digits_max = 12;
  Figure figure;
  double scale = 1;
  bool point = false;
  if (folded.empty() || folded.size() > digits_max) return std::nullopt;
  for (const char c : folded) {
    if (c == ',' && !point) continue;
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (point) {
      scale /= 10;
      ++figure.decimals;
    }
    figure.value = point ? figure.value + (c - '0') * scale : figure.value * 10 + (c - '0');
  }
  return figure;
}

bool same_figure(const Figure& one, const Figure& other) {
  const double unit = std::pow(10.0, -std::min(one.decimals, other.decimals));
  return std::abs(one.value - other.value) <= unit / 2 + 1e-9;
}

}  // namespace decorum::policy
