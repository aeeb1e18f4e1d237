// What single words tell about a fact: which carry it, which deny it, which only suppose it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace decorum::policy {

// Roles of a word, as bits; most words have none.
namespace word_role {
inline constexpr std::uint16_t little = 1;       // tells little: "the", "has", "really"
inline constexpr std::uint16_t denies = 2;       // "not", "never", "isn't"
inline constexpr std::uint16_t supposes = 4;     // the whole sentence: "if", "imagine", "hope"
inline constexpr std::uint16_t modal = 8;        // its clause: "would", "should"
inline constexpr std::uint16_t auxiliary = 16;   // stands between who does and what is done
inline constexpr std::uint16_t breaks = 32;      // begins a clause: "but", "because"
inline constexpr std::uint16_t begins_ask = 64;  // at a sentence's beginning: "is", "did"
inline constexpr std::uint16_t presumes = 128;   // a question that takes it for true: "why"
inline constexpr std::uint16_t they = 256;       // "they", in wordings of sheets ourselves
inline constexpr std::uint16_t we = 512;
inline constexpr std::uint16_t you = 1024;
inline constexpr std::uint16_t points_back = 2048;  // "that is a lie": what was said before
inline constexpr std::uint16_t anybody = 4096;   // "people", "some": nobody else in particular
inline constexpr std::uint16_t leads_to = 8192;  // "to the conference": what it is about is before
inline constexpr std::uint16_t owns = 16384;     // "its", "my": something of somebody
inline constexpr std::uint16_t pleads = 32768;   // at a clause's beginning: "please", "don't"
}  // namespace word_role

std::uint16_t roles_of(std::string_view folded);

// How common a word or stem is in ordinary posts, for choosing what to look for: a guess.
int commonness_of(std::string_view folded);

// Enough of a stem to bring "doubled" and "doubling", "cancelled" and "cancelling" together. A
// stem is a beginning of its word, at least three bytes long where the word is.
std::string_view stem_of(std::string_view folded);

// The value of "4.2" or "1,204" and its decimals.
struct Figure {
  double value = 0;
  int decimals = 0;
};
std::optional<Figure> figure_of(std::string_view folded);

// Do they agree as far as the one with fewer decimals goes? 4 and 4.2 do, 4.0 and 4.2 do not.
bool same_figure(const Figure& one, const Figure& other);

}  // namespace decorum::policy
