// A forwarded notification e-mail to the draft of an intake by hand: what a person would otherwise
// type from it. Somebody looks at it before it becomes a post.
//
//   base::Result<MailDraft> draft = read_mail(bytes);   // RFC 5322, as it came
//
// - The subject and names are decoded (RFC 2047), the text is that of the first text/plain part,
//   else of the first text/html one as plain text; quoted-printable, Base64 and the character set
//   are undone; an e-mail that is forwarded as an attachment is read like the one around it.
// - Links are those of the text, and those that its HTML leads to; http and https, each once.
// - Other parts are told of by name and type and left alone: nothing of them is kept or opened.
// What breaks the rules is read as well as can be: mail is what it is. Refused: no header at all,
// or no words and no link. Nothing here says who sent it: a From line is what somebody wrote.
// Bounds: the constants below; what is over them is refused, except that lists end there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace decorum::channels {

inline constexpr std::size_t mail_bytes_max = 16u << 20;
inline constexpr std::size_t mail_text_bytes_max = 256 * 1024;
inline constexpr std::size_t mail_parts_max = 64;
inline constexpr int mail_nesting_max = 8;
inline constexpr std::size_t mail_links_max = 32;
inline constexpr std::size_t mail_attachments_max = 32;

struct MailAttachment {
  std::string name, type;  // "picture.png", "image/png"
};

struct MailDraft {
  std::string from_name, from_address;
  std::string subject, text;
  std::string message_id;               // without angle brackets; may be empty
  std::optional<base::Time> date;
  std::vector<std::string> links;
  std::vector<MailAttachment> attachments;
};

base::Result<MailDraft> read_mail(std::string_view bytes);

// Text of a header with its encoded words decoded: "=?utf-8?Q?caf=C3=A9?=" is "café".
std::string decoded_header(std::string_view text);

}  // namespace decorum::channels
