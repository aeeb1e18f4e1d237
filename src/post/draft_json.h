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
// Only "text" is required; null is as if the field were not there. `capacity` defaults to official,
// `relationship` to "none". "paid" may be a text that says what was given. `on_behalf_of` may be
// null or a text. `media` may hold plain texts, which are URLs or files.
#pragma once

#include <string_view>

#include "base/result.h"
#include "post/draft.h"

namespace decorum::post {

// The error's `where` is a JSON pointer ("/media/0/alt"). Text that is not UTF-8 is mended.
base::Result<Draft> read_draft(std::string_view json);

}  // namespace decorum::post
