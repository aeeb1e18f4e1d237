// The pieces of a MIME message: headers, and bodies with their encoding undone. For mail_in.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace decorum::channels {

inline constexpr std::size_t mail_header_lines_max = 500;
inline constexpr std::size_t mail_header_value_max = 16 * 1024;

// Names in small letters, values unfolded, as they came otherwise.
struct MailHeaders {
  std::vector<std::pair<std::string, std::string>> lines;

  std::string_view value(std::string_view name) const;  // the first; empty when there is none
};

struct MailPart {
  MailHeaders headers;
  std::string_view body;
};

// Parts a message, or a part of one, into headers and body. Lines end in "\n" or "\r\n". Headers
// past the bounds are passed over.
MailPart split_mail(std::string_view bytes);

// "text/plain; charset=utf-8": what stands before the parameters in small letters, and one of them.
std::string media_type(std::string_view value);
std::string parameter(std::string_view value, std::string_view name);

// The parts between the lines "--boundary", at most `most`.
std::vector<std::string_view> split_parts(std::string_view body, std::string_view boundary,
                                          std::size_t most);

// The body's bytes with quoted-printable or Base64 undone, as `encoding` names them.
std::string decoded_body(std::string_view body, std::string_view encoding);

std::string from_quoted_printable(std::string_view text);

}  // namespace decorum::channels
