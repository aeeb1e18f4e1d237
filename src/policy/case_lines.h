// A *.case text cut into its lines `key: value`, each with its place. Internal to case_file.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/mistake.h"

namespace decorum::policy {

struct CaseLine {
  std::uint32_t line = 0;
  std::uint32_t value_column = 0;  // of the value's first code point
  std::string key, value;          // the value of a block has its lines joined by '\n'
  bool block = false;
};

// Every line that can be read; the others are noted as mistakes.
std::vector<CaseLine> case_lines(const std::string& file, std::string_view bytes,
                                 std::vector<Mistake>& mistakes);

// One word of a value, with its place.
struct CaseWord {
  std::string text;
  std::uint32_t column = 0;
};
std::vector<CaseWord> words_of(const CaseLine& line);

}  // namespace decorum::policy
