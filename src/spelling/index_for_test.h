// The index as it was built, for unit tests.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "spelling/dictionary.h"

namespace decorum::spelling {

inline std::string file_for_test(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const std::string& index_for_test() {
  static const std::string index = file_for_test(DECORUM_SPELLING_INDEX);
  return index;
}

inline const Dictionary& dictionary_for_test() {
  static const Dictionary dictionary = Dictionary::make(index_for_test()).value();
  return dictionary;
}

}  // namespace decorum::spelling
