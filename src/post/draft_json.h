// A draft's JSON (`decorum review --draft`): one object; unknown fields are an error, because a
// misspelt "paid" would change what is found.
//
//   {"text":"…","site":"x","account":"main","capacity":"official","on_behalf_of":"…",
//    "relationship":"none","related_to":"…","paid":false,"audience":["uk"],
//    "links":["https://…"],"sources":["https://…"],
//    "media":[{"kind":"image","alt":"…","credit":"…","url":"…","file":"…","origin":"own",
//              "licence":"…","permission":{"by","scope","evidence","on","until"},
//              "people":false,"children":false,"consent":false,"words_in_picture":"…",
//              "captions":false,"logo":false}],
//    "reply_to":{"id","author","outcomes":["monitor"],"due_at":"…"},
//    "publish_at":"…","embargo_until":"…",
//    "suppress":[{"rule":"FA2","words":"the only","reason":"…","by":"…"}]}
//
// Only "text" is required; null is as if the field were not there. There may be an "id".
// `capacity` defaults to official, `relationship` to "none"; any other word is a tie. "paid" may be
// a text that says what was given: "", "no" and "none" are nothing. `media` may hold plain texts,
// which are URLs (with ://) or files. `sources` and `links` may hold objects with "url" and
// "title"; the URL is kept, else the title. A suppression needs "rule" and "reason", and "words" or
// both "start" and "end" (bytes of the text). An id may be a whole number.
//
// Bounds: draft_text_bytes_max and draft_list_max of post/draft.h, name_bytes_max, url_bytes_max
// and text_bytes_max of post/post.h, draft_json_bytes_max. The same field twice is refused.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "post/draft.h"

namespace decorum::post {

inline constexpr std::size_t draft_json_bytes_max = 4 * 1024 * 1024;

// The error's `where` is a JSON pointer ("/media/0/alt"). Text that is not UTF-8 is mended.
base::Result<Draft> read_draft(std::string_view json);

// The same JSON with another text and every other byte as it was. `json` is one that read_draft
// takes.
std::string with_text(std::string_view json, std::string_view text);

}  // namespace decorum::post
