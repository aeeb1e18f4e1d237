#include "channels/charset.h"

#include <memory>

#include <unicode/ucnv.h>

#include "base/utf8.h"

namespace decorum::channels {
namespace {

constexpr std::size_t name_bytes_max = 64;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::string low(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, name_bytes_max)) {
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  std::string name = low(charset);
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") {
    name = "windows-1252";
  }
  if (name.empty() || name == "utf-8" || name == "utf8") return base::mended(bytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status) || !converter) return base::mended(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    status = U_ZERO_ERROR;
    const UChar32 code = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    base::append_utf8(out, U_FAILURE(status) ? 0xFFFD : static_cast<char32_t>(code));
  }
  return out;
}

}  // namespace decorum::channels
