// Post, Author, Thread and Account from and to JSON.
//
// Reading: unknown fields are kept (ExtraField), a wrong type or an over-long field is refused with
// a JSON pointer ("/author/followers"), null counts as absent. Broken UTF-8 inside a string is an
// error; a lone surrogate escape becomes U+FFFD. Nothing is normalised: right-to-left marks,
// zero-width characters and NULs are kept as they came.
// Writing: fields in the order of the structs, absent ones left out, unknown ones last.
//
// A PostReader keeps its parser's memory between lines, so one thread needs one reader.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "post/post.h"

namespace decorum::post {

class PostReader {
 public:
  PostReader();
  ~PostReader();
  PostReader(PostReader&&) noexcept;
  PostReader& operator=(PostReader&&) noexcept;

  // Reads one JSON object into `out`, whose memory is used again. Only "text" is required; an id
  // may be a string or a whole number. On an error `out` is unspecified.
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

// Appends `text` as a JSON string with its quotes. Control characters are escaped; everything else,
// U+2028 included, is written as UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace decorum::post
