// Checks of the string formats of the AT Protocol, on which Bluesky stands (atproto.com/specs, read
// August 2026; its interop test files are the cases). Syntax only: nothing is looked up.
//
// Every function answers for the whole text, blanks included, in one pass and without allocation
// worth naming; over-long texts are refused.
#pragma once

#include <string_view>

namespace decorum::post {

bool is_handle(std::string_view text);      // "ann.example.com", at most 253 bytes
bool is_did(std::string_view text);         // "did:plc:...", at most 2,048 bytes
bool is_at_identifier(std::string_view text);  // one of both
bool is_nsid(std::string_view text);        // "app.bsky.feed.post", at most 317 bytes
bool is_tid(std::string_view text);         // "3jzfcijpj2z2a", a time as 13 characters
bool is_record_key(std::string_view text);  // 1 to 512 of [A-Za-z0-9._:~-], not "." or ".."

// "at://AUTHORITY[/COLLECTION[/RECORD]]" with no fragment, at most 8 KiB.
bool is_at_uri(std::string_view text);

// The form of a content identifier of version 1; what it encodes is not looked at.
bool is_cid(std::string_view text);

// What RFC 3339 and ISO 8601 both take: "T" and "Z" large, an offset that is not "-00:00", a date
// and a time that exist, and no time before the year 0000.
bool is_datetime(std::string_view text);

// A BCP 47 tag with its first part in small letters, and no variant or extension twice.
bool is_language(std::string_view text);

// Any scheme, ":" and at least one visible character, at most 8 KiB.
bool is_uri(std::string_view text);

}  // namespace decorum::post
