#include "signals/numbers.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

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
float yes(bool holds) { return holds ? 1.0F : 0.0F; }

// How bad a word without a mark must be to count as bad, and how far words reach.
constexpr int bad_valence = -200;  // VADER, hundredths
constexpr int bad_afinn = -3;
constexpr std::int32_t bad_after_group = 8;
constexpr std::int32_t bad_before_group = 3;
constexpr std::int32_t harm_reach = 8;
constexpr std::int32_t suffering_reach = 2;  // "was badly beaten"
constexpr std::int32_t negated_reach = 3;    // beyond the words that the tokeniser marks
constexpr std::int32_t obliging_reach = 5;
constexpr std::int32_t report_reach = 8;
constexpr std::int32_t self_reach = 4;
constexpr std::int32_t mine_reach = 2;

bool is_bad(const WordNumbers& numbers) {
  constexpr int always = word_mark::profanity | word_mark::slur | word_mark::vile;
  if ((numbers.marks & always) != 0) return true;
  if ((numbers.marks & (word_mark::condemn | word_mark::harm)) != 0) return false;
  return numbers.valence <= bad_valence || numbers.afinn <= bad_afinn;
}

// Words that no lexicon need know, by hash, as every word of every post is looked up.
enum class Plain : std::uint8_t { none, self, suffering, self_or_suffering, stopping };
struct PlainWord {
  std::uint64_t hash = 0;
  Plain kind = Plain::none;
};
constexpr std::size_t plain_places = 64;
using PlainWords = std::array<PlainWord, plain_places>;

PlainWords make_plain_words() {
  PlainWords places;
  const auto add = [&](Plain kind, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      const std::uint64_t hash = hash_token(word);
      std::size_t place = hash % plain_places;
      while (places[place].hash != 0) place = (place + 1) % plain_places;
      places[place] = {hash, kind};
    }
  };
  add(Plain::self, {"am", "as", "i'm", "im", "we", "us"});       // "as a welsh girl"
  add(Plain::suffering, {"was", "were", "been", "got", "get"});  // "were beaten"
  add(Plain::self_or_suffering, {"being"});
  add(Plain::stopping, {"stop"});  // "stop calling"
  return places;
}

Plain plain_word(std::uint64_t hash) {
  static const PlainWords words = make_plain_words();
  for (std::size_t place = hash % plain_places; words[place].hash != 0;
       place = (place + 1) % plain_places) {
    if (words[place].hash == hash) return words[place].kind;
  }
  return Plain::none;
}

}  // namespace

// Quotation marks and ends of sentences.
void AttackCounter::add_mark(const Token& token, std::string_view text) {
  const char first = text.empty() ? ' ' : text[0];
  const bool space_before = token.span.start != last_end_;
  if (first == '"') quoted_ = !quoted_;
  if (first == '\'' && single_quoted_ && !space_before) {
    seen_.quoted |= in_single_quotes_;  // only now is it sure that it was no apostrophe
    single_quoted_ = false;
  } else if (first == '\'' && space_before) {
    single_quoted_ = true;
    in_single_quotes_ = false;
  }
  if (first != '.' && first != ',' && first != '!' && first != '?' && first != ';') return;
  negated_ = nowhere;
  if (first == ',') return;
  bad_ = harm_ = obliging_ = report_ = writer_ = self_ = mine_ = suffering_ = nowhere;
  harm_obliged_ = harm_suffered_ = denied_in_sentence_ = false;
  sentence_ = word_;
}

void AttackCounter::add_group(bool denied) {
  const bool self = within(self_, self_reach) && bad_ < self_ && harm_ < self_ &&
                    obliging_ < self_ && report_ < self_;
  own_group_ = !denied && (self || within(mine_, mine_reach));
  seen_.own |= own_group_;
  seen_.attack |= within(bad_, bad_before_group);
  if (within(harm_, harm_reach)) {
    (harm_obliged_ ? seen_.demand : harm_suffered_ ? seen_.victim : seen_.harm) = true;
  }
  seen_.denied |= denied_in_sentence_;
  group_ = word_;
  group_named_ = true;
}

// A bad word or a harm, near a group or not yet.
void AttackCounter::add_blow(bool harm, bool denied) {
  if (denied) {
    denied_in_sentence_ = true;
    seen_.denied |= group_ > sentence_;
    return;
  }
  if (within(report_, report_reach)) return;  // what others say
  const bool obliged = obliging_ > group_;
  const bool near = within(group_, harm ? harm_reach : bad_after_group) && !own_group_;
  if (harm) {
    harm_obliged_ = within(obliging_, obliging_reach) || word_ == sentence_ + 1;  // "Shoot them"
    harm_suffered_ = within(suffering_, suffering_reach);
    harm_ = word_;
    if (near) (obliged ? seen_.demand : harm_suffered_ ? seen_.victim : seen_.harm) = true;
  } else {
    bad_ = word_;
    if (near) (obliged ? seen_.demand : seen_.attack) = true;
  }
}

// "I say" brings in nobody else's words; "I never said" takes back what follows.
void AttackCounter::add_frame(std::string_view text, std::uint16_t marks, bool denied) {
  seen_.condemned |= (marks & word_mark::condemn) != 0;
  if ((marks & word_mark::report) != 0) {
    if (!within(writer_, 1)) report_ = word_;
    denied_in_sentence_ = denied_in_sentence_ || denied;
  }
  if ((marks & word_mark::obliging) != 0) obliging_ = word_;
  if ((marks & word_mark::first_person) != 0) {
    (text == "my" || text == "our" ? mine_ : writer_) = word_;
  }
}

void AttackCounter::add_plain(const Token& token) {
  const Plain kind = plain_word(token.hash);
  if (kind == Plain::none) return;
  if (kind == Plain::self || kind == Plain::self_or_suffering) self_ = word_;
  if (kind == Plain::suffering || kind == Plain::self_or_suffering) suffering_ = word_;
  if (kind == Plain::stopping) negated_ = word_;
}

void AttackCounter::add(const Token& token, std::string_view text, const WordNumbers& numbers) {
  if (token.is(token_flag::punctuation)) {
    add_mark(token, text);
    last_end_ = token.span.end;
    return;
  }
  last_end_ = token.span.end;
  ++word_;
  add_plain(token);
  if (token.is(token_flag::negated)) negated_ = word_;
  const std::uint16_t marks = numbers.marks;
  if (marks == 0 && numbers.valence == 0 && numbers.afinn == 0) return;

  const bool slur = (marks & word_mark::slur) != 0;
  const bool named = slur || (marks & word_mark::identity) != 0;
  const bool group = named || ((marks & word_mark::third_person) != 0 && group_named_);
  const bool bad = is_bad(numbers);
  const bool harm = (marks & word_mark::harm) != 0;
  const bool denied = within(negated_, negated_reach);
  if (named || bad || harm) {
    seen_.quoted |= quoted_;
    in_single_quotes_ |= single_quoted_;
    seen_.reported |= within(report_, report_reach);
  }
  seen_.blow |= bad || harm;
  seen_.slur |= slur;
  if (quoted_) {
    group_named_ = group_named_ || named;
  } else {
    if (group) add_group(denied);
    if ((bad && !slur) || harm) add_blow(harm, denied);
  }
  add_frame(text, marks, denied);
}

std::array<float, AttackCounter::count> AttackCounter::finish() const {
  const Seen& s = seen_;
  const bool attack = s.attack || s.demand || s.slur;
  const bool framed = s.denied || s.quoted || s.reported || s.condemned || s.own;
  return {yes(s.attack),
          yes(s.harm),
          yes(s.demand),
          yes(s.victim),
          yes(s.denied),
          yes(s.quoted),
          yes(s.reported),
          yes(s.condemned),
          yes(s.own),
          yes(s.slur),
          yes(attack && !framed),
          yes(s.blow && !group_named_),  // at somebody or something else
          yes(group_named_ && !s.blow)};  // a group in peace
}

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
  if (first != '#') attack_.add(token, text, numbers);
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
  for (const float number : attack_.finish()) put(number);
  return numbers;
}

}  // namespace decorum::signals
