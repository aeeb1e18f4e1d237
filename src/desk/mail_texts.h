// What the desk's mails say: every subject and text in one place, plain text, no words of a post.
//
//   auto mail = mail_of("escalation", {{"organisation", "Quillmere"}, {"case", "0e3…"}, …});
//   mail->subject; mail->text;
//
// A mail has all the fields that its text uses, or is an error: half a mail is never sent. What
// comes from people is put in on one line, without control characters, and cut at
// mail_field_bytes_max.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace decorum::desk {

inline constexpr std::size_t mail_field_bytes_max = 2000;

struct MailText {
  std::string_view id;
  std::string_view about;  // when it is sent, for the administrator
  std::string_view subject, text;
};

// In alphabetical order of their ids.
const std::vector<MailText>& mail_texts();
const MailText* mail_text_named(std::string_view id);

// The fields that a mail's subject and text use, in their order, each once.
std::vector<std::string> fields_of(const MailText& mail);

struct Mail {
  std::string subject, text;
};

// `where` of the error is the field that is missing, or "/template".
base::Result<Mail> mail_of(std::string_view id, const std::map<std::string, std::string>& fields);

}  // namespace decorum::desk
