// What the kinds of checks about pictures, films and sound ask of a draft's media.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind.h"

namespace decorum::review {

bool is_picture(const post::DraftMedia& medium);  // an image
bool is_timed(const post::DraftMedia& medium);    // film or sound

// "the picture", or "picture 2" when the draft has several media. `sentence` begins with a capital.
std::string which_medium(const post::Draft& draft, std::size_t medium, bool sentence = true);

// What was seen of a medium; null: it was not looked at, or could not be read.
const SeenPicture* seen_picture(const Subject& subject, std::size_t medium);

// The day that the draft goes out.
std::chrono::sys_days day_of(const Subject& subject);

// The words of a text, folded, without signs: "Book now!" is "book", "now".
std::vector<std::string> plain_words(std::string_view text);

// Asked for, or everything is: the numbers in `find` of what a check looks for.
template <class What>
bool wanted(const std::vector<std::size_t>& find, What what) {
  return find.empty() || std::ranges::find(find, static_cast<std::size_t>(what)) != find.end();
}

// A check that looks for one thing says its own message; of one that looks for several, each thing
// has the message that its kind gives it.
void add_hit(Hits& hits, Hit hit, const std::vector<std::size_t>& find, std::string message);

}  // namespace decorum::review
