// Post, Author, Thread and Account from and to JSON.
//
// Reading, strictly RFC 8259 in UTF-8, without a byte order mark:
// - Only "text" is required, and it may be empty. null counts as absent. An id (id, in_reply_to,
//   author.id) may be a string or a whole number, whose digits are kept.
// - A field of the wrong type or over its bound (post/post.h) is refused with a JSON pointer:
//   {"text must be a string, not a number", "/text"}, {"...", "/media/3/alt"}.
// - The same field twice in one object is refused, known or not.
// - Fields this version does not know are kept as they were written (ExtraField), blanks around the
//   value cut, and must be JSON too; what they hold inside is not looked at any further.
// - Ill-formed UTF-8, anything that is not JSON, bytes after the object, and objects or lists
//   nested deeper than nesting_max are refused with the byte's offset in the sentence.
// - A lone surrogate escape becomes U+FFFD. Nothing is normalised: right-to-left marks, zero-width
//   characters and \u0000 are kept as they came.
// Writing: fields in the order of the structs, absent ones left out ("text" never is), unknown ones
// last. Reading what was written gives the same struct.
//
// A PostReader keeps its parser's memory between lines (up to a quarter of a megabyte a line; what
// a longer line needed is given back), so one thread needs one reader.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/json_string.h"
#include "base/result.h"
#include "post/post.h"

namespace decorum::post {

class PostReader {
 public:
  PostReader();
  ~PostReader();
  PostReader(PostReader&&) noexcept;
  PostReader& operator=(PostReader&&) noexcept;

  // Reads one JSON object into `out`, whose memory is used again. On an error `out` is unspecified.
  base::Result<void> read(std::string_view json, Post& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

base::Result<Post> read_post(std::string_view json);
base::Result<Author> read_author(std::string_view json);
base::Result<Thread> read_thread(std::string_view json);
base::Result<Account> read_account(std::string_view json);

std::string to_json(const Post& post);
std::string to_json(const Author& author);
std::string to_json(const Thread& thread);
std::string to_json(const Account& account);

using base::append_json_string;

}  // namespace decorum::post
