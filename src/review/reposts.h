// Words of a post by which it says that what it shows is somebody else's: "found this photo
// online", "nicked this from", "not my picture", "screenshot from a thread".
#pragma once

#include <string>
#include <vector>

#include "base/utf8.h"
#include "review/reading.h"

namespace decorum::review {

// Such words, of those whose sentence and the one behind it name nobody; in the order of the text.
// Names of our own in `own` are nobody. One place a sentence at most.
std::vector<base::Span> uncredited_reposts(const Reading& reading,
                                           const std::vector<std::string>& own);

// Does the text credit somebody: "photo: Jo Field", "📷 @jo", "via @jo", "courtesy of the RSPB"?
bool names_a_source(const Reading& reading);

}  // namespace decorum::review
