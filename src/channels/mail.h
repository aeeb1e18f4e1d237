// Sends a letter by SMTP.
//
//   Mailer mailer({.host = "smtp.example.org", .port = 587, .user = "desk", .password = secret});
//   Receipt receipt = mailer.send(letter);
//
// The message is text/plain in UTF-8, quoted-printable, with lines of at most 76 bytes that end in
// CRLF. Headers are encoded (RFC 2047) and can never hold a line's end, so that no word of a letter
// becomes a header or a recipient. Date and Message-ID come from the letter: the same letter is
// the same bytes, and whoever sends it again keeps the id. Addresses are plain ASCII.
//
// What became of it: `sent` when the server took it; `refused` when it said no for good (5xx);
// `not_sent` when it never had the whole message; `unknown` when the line broke after it had.
// A letter that breaks the bounds is refused before anything is sent. Bounds: `letter_bytes_max`
// of text, `recipients_max`, and `total` for the whole talk with the server.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "channels/channel.h"

namespace decorum::channels {

inline constexpr std::size_t letter_bytes_max = 256 * 1024;
inline constexpr std::size_t mail_header_bytes_max = 2000;  // of a subject or a name
inline constexpr std::size_t address_bytes_max = 254;
inline constexpr std::size_t recipients_max = 50;

struct MailAddress {
  std::string name = {};  // may be empty
  std::string address;    // "ann@example.org"
};

struct Letter {
  MailAddress from;
  std::vector<MailAddress> to;
  std::string subject;
  std::string text;         // lines end in "\n"
  std::string message_id;   // "LEFT@RIGHT", without the angle brackets
  std::string in_reply_to = {};  // the message id of another; may be empty
  base::Time date;
  bool automatic = true;    // written by the program: others' programs do not answer it
};

// The message as it goes over the line, or what is wrong with the letter.
base::Result<std::string> write_message(const Letter& letter);

// "ann@example.org": one "@", no blanks, quotes or brackets, a host of letters, digits, "-", ".".
bool is_mail_address(std::string_view text);

struct MailServer {
  enum class Security : std::uint8_t {
    starttls,  // required, before anything is said (port 587)
    tls,       // from the first byte (port 465)
    none,      // for a server on this machine; a password is then refused
  };
  std::string host;
  int port = 587;
  Security security = Security::starttls;
  std::string user = {}, password = {};
  std::string authorities = {};  // a file of certificates to trust instead of the system's
  std::string hello = {};        // what this machine calls itself; empty: its own name
  base::Duration total = std::chrono::seconds(60);
};

class Mailer {
 public:
  explicit Mailer(MailServer server);

  Receipt send(const Letter& letter) const;

 private:
  MailServer server_;
};

}  // namespace decorum::channels
