#include "signals/numbers.h"

#include <algorithm>
#include <cmath>

namespace decorum::signals {
namespace {

// VADER's empirical constants: how much capitals add to a word, what is left of a negated word
// (turned round), and how much a word counts before and after "but".
constexpr float capitals_boost = 0.733F;
constexpr float negation_factor = -0.74F;
constexpr float before_but = 0.5F;
constexpr float after_but = 1.5F;
constexpr float compound_alpha = 15.0F;
constexpr float density_max = 3.0F;  // a wall of one word must not outweigh everything else

float share(float count, float most) { return std::min(count, most) / most; }

}  // namespace

void NumberCounter::add_valence(const Token& token, const WordNumbers& numbers) {
  if ((numbers.marks & word_mark::contrast) != 0) {
    contrast_ = true;
    positive_ *= before_but;
    negative_ *= before_but;
  }
  if (numbers.valence != 0) {
    float valence = static_cast<float>(numbers.valence) / 100.0F;
    const float sign = valence > 0 ? 1.0F : -1.0F;
    if (token.is(token_flag::capitals)) valence += sign * capitals_boost;
    valence += sign * booster_;
    if (contrast_) valence *= after_but;
    if (token.is(token_flag::negated)) valence *= negation_factor;
    (valence > 0 ? positive_ : negative_) += std::abs(valence);
    highest_ = std::max(highest_, valence);
    lowest_ = std::min(lowest_, valence);
    last_ = valence;
  }
  if (numbers.afinn != 0) {
    float afinn = static_cast<float>(numbers.afinn);
    if (token.is(token_flag::negated)) afinn *= negation_factor;
    (afinn > 0 ? afinn_positive_ : afinn_negative_) += std::abs(afinn);
  }
  const float emoji = static_cast<float>(numbers.emoji_valence) / 100.0F;
  (emoji > 0 ? emoji_positive_ : emoji_negative_) += std::abs(emoji);
  booster_ = static_cast<float>(numbers.booster) / 100.0F;
}

void NumberCounter::add_counts(const Token& token, std::string_view text,
                               const WordNumbers& numbers) {
  const auto count = [&](std::uint16_t mark) { return (numbers.marks & mark) != 0 ? 1.0F : 0.0F; };
  words_ += token.is(token_flag::word) ? 1.0F : 0.0F;
  emoji_ += token.is(token_flag::emoji) ? 1.0F : 0.0F;
  capitals_ += token.is(token_flag::capitals) && text.size() > 2 ? 1.0F : 0.0F;
  lengthened_ += token.is(token_flag::lengthened) ? 1.0F : 0.0F;
  figures_ += token.is(token_flag::number) ? 1.0F : 0.0F;
  negated_ += token.is(token_flag::negated) ? 1.0F : 0.0F;
  profanity_ += count(word_mark::profanity);
  identity_ += count(word_mark::identity);
  second_person_ += count(word_mark::second_person);
  first_person_ += count(word_mark::first_person);
  const float asks = count(word_mark::asking);
  if (sentence_start_) asking_starts_ += asks;
  if (words_ == 1.0F && token.is(token_flag::word)) first_asks_ = asks;
  if (token.is(token_flag::word)) sentence_start_ = false;
}

void NumberCounter::add(const Token& token, std::string_view text, const WordNumbers& numbers) {
  const char first = text.empty() ? ' ' : text[0];
  if (token.is(token_flag::punctuation)) {
    const auto marks = static_cast<float>(text.size());
    ends_asking_ = first == '?' || (ends_asking_ && text == "<url>");
    if (first == '!') exclamations_ += marks;
    if (first == '?') questions_ += marks;
    if (first == '%') percent_ += 1.0F;
    if (first == '$' || text == "\xC2\xA3" || text == "\xE2\x82\xAC") money_ += 1.0F;
    if (text == "<url>") links_ += 1.0F;
    if (text == "<user>") handles_ += 1.0F;
    if (first == '.' || first == '!' || first == '?' || first == ':') sentence_start_ = true;
    booster_ = 0;
    return;
  }
  ends_asking_ = false;
  if (first == '#') {
    hashtags_ += 1.0F;  // its parts follow as words
    return;
  }
  add_valence(token, numbers);
  add_counts(token, text, numbers);
}

Numbers NumberCounter::finish() const {
  const float sum = positive_ - negative_;
  const float compound = sum / std::sqrt(sum * sum + compound_alpha);
  const float root = 2.0F * std::sqrt(1.0F + words_);
  const auto density = [&](float total) { return std::min(total / root, density_max); };
  Numbers numbers{};
  std::size_t k = 0;
  const auto put = [&](float value) { numbers[k++] = value; };
  put(compound);
  put(std::max(compound, 0.0F));
  put(std::max(-compound, 0.0F));
  put(std::abs(compound) < 0.05F ? 1.0F : 0.0F);
  put(density(positive_));
  put(density(negative_));
  put(highest_ / 3.0F);
  put(-lowest_ / 3.0F);
  put(last_ / 3.0F);
  put(positive_ > 0 && negative_ > 0 ? 1.0F : 0.0F);
  put(density(afinn_positive_));
  put(density(afinn_negative_));
  put(std::min(emoji_positive_, 6.0F) / 3.0F);
  put(std::min(emoji_negative_, 6.0F) / 3.0F);
  put(share(exclamations_, 4.0F));
  put(share(questions_, 4.0F));
  put(share(capitals_, 5.0F));
  put(lengthened_ > 0 ? 1.0F : 0.0F);
  put(share(links_, 2.0F));
  put(share(handles_, 3.0F));
  put(share(hashtags_, 5.0F));
  put(share(emoji_, 4.0F));
  put(share(profanity_, 3.0F));
  put(share(identity_, 3.0F));
  put(share(figures_, 4.0F));
  put(share(negated_, 6.0F));
  put(share(money_, 2.0F));
  put(share(percent_, 2.0F));
  put(std::log1p(words_) / 4.0F);
  put(share(second_person_, 3.0F));
  put(share(first_person_, 3.0F));
  put(ends_asking_ ? 1.0F : 0.0F);
  put(share(asking_starts_, 2.0F));
  put(first_asks_);
  put(profanity_ > 0 && second_person_ > 0 ? 1.0F : 0.0F);
  put(profanity_ > 0 && second_person_ == 0 ? 1.0F : 0.0F);
  put(identity_ > 0 && (profanity_ > 0 || compound < -0.05F) ? 1.0F : 0.0F);
  put(questions_ > 0 && exclamations_ > 0 ? 1.0F : 0.0F);
  put(words_ > 0 ? share(capitals_ / words_, 1.0F) : 0.0F);
  put(words_ <= 4.0F ? 1.0F : 0.0F);
  return numbers;
}

}  // namespace decorum::signals
