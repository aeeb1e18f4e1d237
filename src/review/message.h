// The message of a check, with its places for what was found.
//
//   Message message = Message::make("Use “{instead}” for “{text}”.");
//   message.with(hit, text);   // "Use “colour” for “color”."
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "review/kind.h"

namespace decorum::review {

// What a message quotes of a draft: on one line, at most 60 bytes, cut between words with "…".
std::string quoted_words(std::string_view text);

class Message {
 public:
  explicit Message(std::string_view source);

  // The names between braces, in order; a "{" without "}" is text.
  std::vector<std::string> fields() const;

  // {text} is what the hit's span holds; a field that the hit does not bring is left out.
  std::string with(const Hit& hit, std::string_view draft_text) const;

 private:
  struct Part {
    std::string text;
    bool field = false;
  };
  std::vector<Part> parts_;
};

}  // namespace decorum::review
