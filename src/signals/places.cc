#include "signals/places.h"

#include <algorithm>
#include <array>

namespace decorum::signals {
namespace {

constexpr float neighbour_share = 1.0F / 3.0F;
// Looked at; the rest of a long text's places is too weak to matter.
constexpr std::size_t places_looked_at_max = 64;

bool stronger(const Evidence& a, const Evidence& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
}

bool overlap(base::Span a, base::Span b) { return a.start < b.end && b.start < a.end; }

// ASCII letters and digits, and everything beyond ASCII: an emoji's bytes too.
bool in_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80;
}

bool is_word(std::string_view text, base::Span span) {
  return in_word(text[span.start]) && in_word(text[span.end - 1]);
}

bool one_space_between(std::string_view text, base::Span a, base::Span b) {
  if (b.start < a.start) std::swap(a, b);
  return b.start == a.end + 1 && text[a.end] == ' ';
}

// Draws neighbours of `kept` out of `places` (they get the weight 0).
void draw_in(std::string_view text, std::vector<Evidence>& places, Evidence& kept) {
  const float enough = kept.weight * neighbour_share;
  if (!is_word(text, kept.span)) return;
  std::size_t words = 1;
  for (bool found = true; found && words < place_words_max;) {
    found = false;
    for (Evidence& other : places) {
      if (other.weight < enough || !is_word(text, other.span) ||
          !one_space_between(text, kept.span, other.span)) {
        continue;
      }
      kept.span.start = std::min(kept.span.start, other.span.start);
      kept.span.end = std::max(kept.span.end, other.span.end);
      kept.weight += other.weight;
      other.weight = 0;
      found = true;
      if (++words == place_words_max) break;
    }
  }
}

}  // namespace

bool is_shown(const TokenRow& row, const Token& token, Signal signal) {
  if (!token.is(token_flag::punctuation)) return true;
  const std::string_view text = row.text_of(token);
  if (text == "<url>") return signal == Signal::spam;
  return text == "<user>" || text.front() == '?' || text.front() == '!';
}

void keep_strongest(std::string_view text, std::vector<Evidence>& places, std::size_t most) {
  // What comes of one reader already is in order.
  if (!std::is_sorted(places.begin(), places.end(), stronger)) {
    std::sort(places.begin(), places.end(), stronger);
  }
  if (places.size() > places_looked_at_max) places.resize(places_looked_at_max);
  std::vector<Evidence> kept;
  for (std::size_t k = 0; k < places.size() && kept.size() < most; ++k) {
    if (places[k].weight <= 0) continue;
    const bool clash = std::any_of(kept.begin(), kept.end(), [&](const Evidence& other) {
      return overlap(places[k].span, other.span);
    });
    if (clash) continue;
    Evidence place = places[k];
    places[k].weight = 0;
    draw_in(text, places, place);
    kept.push_back(place);
  }
  std::sort(kept.begin(), kept.end(), stronger);
  places.swap(kept);
}

}  // namespace decorum::signals
