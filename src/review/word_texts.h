// The files of data/review as texts; word_texts.cc.in is filled with them when the build is
// configured. Read them through review/word_lists.h.
#pragma once

#include <string_view>

namespace decorum::review {

std::string_view text_of_first_names();
std::string_view text_of_places();
std::string_view text_of_no_persons();
std::string_view text_of_organisation_words();
std::string_view text_of_coarse_words();

}  // namespace decorum::review
