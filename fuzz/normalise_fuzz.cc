// Fuzzes what every post's text goes through first: folding, loosened readings, the finders of
// personal data and the word scan. Whatever the bytes, texts stay valid and bounded, and every
// place lies in the source.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "signals/builtin_words.h"
#include "signals/language.h"
#include "signals/loosen.h"
#include "signals/normalise.h"
#include "signals/personal_data.h"
#include "signals/scan.h"

namespace {

using namespace std::string_view_literals;
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

void expect_whole(std::string_view source, bool valid, const signals::Folded& folded) {
  expect(base::is_valid_utf8(folded.text));
  expect(folded.origin.empty() || folded.origin.size() == folded.text.size() + 1);
  for (std::size_t from = 0; from < folded.text.size(); ++from) {
    expect_place(source, valid, folded.place(from, from + 1));
  }
}

const signals::Scan& scan() {
  static const auto made = signals::Scan::make(signals::builtin_words());
  expect(made.has_value());
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(bytes), size);
  const bool valid = base::is_valid_utf8(source);
  static signals::Folded folded;
  static std::array<signals::Folded, 2> readings;
  signals::fold(source, folded);
  expect(folded.text.size() <= 6 * source.size() + 6);
  expect_whole(source, valid, folded);

  const std::size_t count = signals::loosen(folded, readings);
  for (std::size_t i = 0; i < count; ++i) {
    expect(readings[i].text.size() <= folded.text.size());
    expect_whole(source, valid, readings[i]);
  }

  std::vector<signals::PersonalDatum> data;
  signals::find_personal_data(source, folded, data);
  expect(data.size() <= signals::found_max);
  for (const auto& datum : data) expect_place(source, valid, datum.span);

  static signals::ScanScratch scratch;
  scan().look(folded, scratch);
  for (std::size_t list = 0; list < signals::builtin_words_count; ++list) {
    for (const auto& place : scan().places(folded, list, scratch)) {
      expect_place(source, valid, place.span);
    }
  }
  signals::identify(folded, "en"sv, ""sv);
  return 0;
}
