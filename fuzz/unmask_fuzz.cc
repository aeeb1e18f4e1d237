// Fuzzes the plain text of disguised posts: whatever the bytes, it is bounded, a second time
// changes nothing, places never fall and lie between code points of the post, and so do tokens.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "signals/unmask.h"

namespace {

namespace base = decorum::base;
namespace signals = decorum::signals;

void expect(bool holds) {
  if (!holds) std::abort();
}

bool is_edge(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
}

void expect_place(std::string_view source, bool valid, base::Span place) {
  expect(place.start < place.end && place.end <= source.size());
  if (valid) expect(is_edge(source, place.start) && is_edge(source, place.end));
}

const signals::KnownWords& known() {
  static const signals::KnownWords words = [] {
    std::ifstream file("models/features.model", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto features = signals::read_features(bytes);
    expect(features.has_value());
    return signals::KnownWords(*features);
  }();
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(bytes), size);
  const bool valid = base::is_valid_utf8(source);
  static signals::Unmasked plain, again;
  static signals::TokenRow row;
  const bool disguised = signals::read_tokens(source, known(), plain, row);
  for (const signals::Token& token : row.tokens) expect_place(source, valid, token.span);
  if (!disguised) return 0;
  expect(signals::may_be_disguised(source));
  expect(plain.text != source && plain.text.size() <= 2 * source.size() + 2);
  expect(plain.origin.size() == plain.text.size() + 1 && plain.origin.back() == source.size());
  expect(!valid || base::is_valid_utf8(plain.text));
  for (std::size_t from = 0; from < plain.text.size(); ++from) {
    expect(plain.origin[from] <= plain.origin[from + 1]);
    expect_place(source, valid, plain.place(from, from + 1));
  }
  expect(!signals::unmask(plain.text, known(), again));
  return 0;
}
