#include "review/inflect.h"

#include <algorithm>
#include <array>
#include <utility>

namespace decorum::review {
namespace {

constexpr std::size_t letters_min = 3;  // of a word that takes other forms

bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_lower_or_hyphen(char byte) { return is_lower(byte) || byte == '-'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_vowel(char byte) { return std::string_view("aeiou").find(byte) != std::string_view::npos; }

std::string joined(std::string_view stem, std::string_view ending) {
  return std::string(stem).append(ending);
}

// "plan" doubles its last letter before an ending, "help" and "train" do not.
bool doubles(std::string_view word) {
  if (word.size() < 3) return false;
  const char last = word.back();
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  const std::size_t vowels = static_cast<std::size_t>(std::ranges::count_if(word, is_vowel));
  return vowels == 1 && is_vowel(word[word.size() - 2]);
}

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

std::string with_s(std::string_view word) {
  if (ends_in_consonant_y(word)) return joined(word.substr(0, word.size() - 1), "ies");
  const bool hisses = word.ends_with("s") || word.ends_with("x") || word.ends_with("z") ||
                      word.ends_with("ch") || word.ends_with("sh");
  return joined(word, hisses || word == "do" || word == "go" ? "es" : "s");
}

std::string with_ing(std::string_view word) {
  if (word.ends_with("ie")) return joined(word.substr(0, word.size() - 2), "ying");
  if (word.ends_with("e") && !word.ends_with("ee") && word != "be") {
    return joined(word.substr(0, word.size() - 1), "ing");
  }
  if (doubles(word)) return joined(word, std::string_view(&word.back(), 1)).append("ing");
  return joined(word, "ing");
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> irregular = {{
    {"find", "found"}, {"get", "got"},     {"make", "made"},   {"tell", "told"},
    {"say", "said"},   {"send", "sent"},   {"meet", "met"},    {"keep", "kept"},
    {"buy", "bought"}, {"set", "set"},     {"let", "let"},     {"put", "put"},
    {"cut", "cut"},    {"build", "built"}, {"hold", "held"},   {"have", "had"},
    {"lead", "led"},   {"think", "thought"}, {"leave", "left"}, {"read", "read"},
}};

constexpr std::array<std::string_view, 12> two_pasts = {
    "give", "take", "begin", "do", "go", "write", "run", "speak", "show", "see", "be", "know"};

// Empty: it has two.
std::string past(std::string_view word) {
  if (std::ranges::find(two_pasts, word) != two_pasts.end()) return {};
  using Pair = std::pair<std::string_view, std::string_view>;
  const auto it = std::ranges::find(irregular, word, &Pair::first);
  if (it != irregular.end()) return std::string(it->second);
  if (ends_in_consonant_y(word)) return joined(word.substr(0, word.size() - 1), "ied");
  if (word.ends_with("e")) return joined(word, "d");
  if (doubles(word)) return joined(word, std::string_view(&word.back(), 1)).append("ed");
  return joined(word, "ed");
}

// The first word of a phrase, and what comes after it.
std::pair<std::string_view, std::string_view> cut(std::string_view phrase) {
  const std::size_t blank = phrase.find(' ');
  if (blank == std::string_view::npos) return {phrase, {}};
  return {phrase.substr(0, blank), phrase.substr(blank)};
}

void add(std::vector<Form>& all, std::string from, std::string to) {
  const Form form{std::move(from), std::move(to)};
  if (std::ranges::find(all, form.from, &Form::from) == all.end()) all.push_back(form);
}

void add_with_ize(std::vector<Form>& all, std::string_view stem, std::string_view from_ending,
                  std::string_view rest, const std::string& to) {
  std::string from = joined(stem, from_ending).append(rest);
  add(all, from, to);
  if (!stem.ends_with("is")) return;
  from[stem.size() - 1] = 'z';
  add(all, std::move(from), to);
}

}  // namespace

std::vector<Form> forms(std::string_view from, std::string_view to) {
  std::vector<Form> all = {{std::string(from), std::string(to)}};
  const auto [word, rest] = cut(from);
  const auto [use, use_rest] = cut(to);
  const bool takes_forms = word.size() >= letters_min && !use.empty() &&
                           std::ranges::all_of(word, is_lower_or_hyphen) &&
                           std::ranges::all_of(use, is_lower_or_hyphen);
  if (!takes_forms) return all;
  const auto full = [tail = std::string(use_rest)](std::string form) {
    return form.empty() ? form : form + tail;
  };
  const std::string plural = full(with_s(use));
  const std::string ing = full(with_ing(use));
  const std::string was = full(past(use));
  if (word.ends_with("ise")) {
    const std::string_view stem = word.substr(0, word.size() - 1);
    add_with_ize(all, stem, "e", rest, std::string(to));
    add_with_ize(all, stem, "es", rest, plural);
    add_with_ize(all, stem, "ing", rest, ing);
    if (!was.empty()) add_with_ize(all, stem, "ed", rest, was);
    return all;
  }
  if (word.ends_with("man")) {
    add(all, joined(word.substr(0, word.size() - 2), "en").append(rest), plural);
  }
  add(all, joined(with_s(word), rest), plural);
  add(all, joined(with_ing(word), rest), ing);
  const std::string from_past = past(word);
  if (!was.empty() && !from_past.empty()) add(all, joined(from_past, rest), was);
  return all;
}

std::string with_capitals_of(std::string_view model, std::string_view to) {
  std::string out(to);
  if (model.empty() || out.empty() || !is_upper(model.front())) return out;
  const auto to_upper = [](char byte) {
    return is_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
  };
  const bool all =
      std::ranges::none_of(model, is_lower) && std::ranges::count_if(model, is_upper) > 1;
  if (all) {
    std::ranges::transform(out, out.begin(), to_upper);
  } else {
    out.front() = to_upper(out.front());
  }
  return out;
}

}  // namespace decorum::review
