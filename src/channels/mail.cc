#include "channels/mail.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/base64.h"
#include "base/utf8.h"
#include "channels/dates.h"

namespace decorum::channels {
namespace {

constexpr std::size_t line_bytes = 76;
// A line with an encoded word has 76 bytes at most: "Subject: ", 12 around the Base64, and 52 of
// it, which carry 39.
constexpr std::size_t word_bytes = 39;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// A message id and a local part: printable ASCII that needs no quotes.
bool is_atom_text(std::string_view text) {
  constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_alphanumeric(c) || signs.find(c) != std::string_view::npos;
         });
}

bool is_host(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.front() == '-' ||
      text.find("..") != std::string_view::npos) {
    return false;
  }
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; });
}

// Text of a header: as it is when it is plain ASCII and fits a line, else in encoded words, folded.
std::string header_text(std::string_view text) {
  // "=?" could be read as an encoded word, and a quotation mark as the start of a quoted string.
  const bool plain = text.size() <= 60 && text.find("=?") == std::string_view::npos &&
                     std::all_of(text.begin(), text.end(), [](char c) {
                       return is_alphanumeric(c) || std::string_view(" .,;:!?'&/+*-_#%=")
                                                            .find(c) != std::string_view::npos;
                     });
  if (plain) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::string_view word = base::clipped(text, word_bytes);
    if (!out.empty()) out += "\r\n ";
    out += "=?utf-8?B?" + base::base64(word) + "?=";
    text.remove_prefix(word.size());
  }
  return out;
}

std::string address_text(const MailAddress& address) {
  if (address.name.empty()) return address.address;
  std::string name = header_text(address.name);
  // Commas and dots part addresses and words unless they are quoted.
  if (name.substr(0, 2) != "=?") name = "\"" + name + "\"";
  return name + "\r\n <" + address.address + ">";
}

void append_quoted(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'=', digits[byte >> 4], digits[byte & 15]};
}

// One line of text in quoted-printable (RFC 2045, 6.7), with soft line ends.
void append_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool last = i + 1 == line.size();
    const bool as_it_is = (c > ' ' && c < 0x7f && c != '=') || ((c == ' ' || c == '\t') && !last);
    const std::size_t width = as_it_is ? 1 : 3;
    if (column + width > line_bytes - 1) {
      out += "=\r\n";
      column = 0;
    }
    // A dot alone, and "From ", mean something to mail programs at a line's start.
    const bool risky = column == 0 && (c == '.' || c == 'F');
    if (as_it_is && !risky) {
      out.push_back(c);
    } else {
      append_quoted(out, c);
    }
    column += risky ? 3 : width;
  }
  out += "\r\n";
}

std::string body_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    append_line(out, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

base::Result<void> check_text(std::string_view text, std::string_view what) {
  if (text.size() > mail_header_bytes_max) {
    return base::fail(fmt::format("the {} may have {} bytes at most", what, mail_header_bytes_max),
                      std::string(what));
  }
  if (std::any_of(text.begin(), text.end(), is_control)) {
    return base::fail(fmt::format("the {} may not hold a line's end or control characters", what),
                      std::string(what));
  }
  if (!base::is_valid_utf8(text)) {
    return base::fail(fmt::format("the {} is not UTF-8", what), std::string(what));
  }
  return {};
}

base::Result<void> check_address(const MailAddress& address, std::string_view what) {
  if (!is_mail_address(address.address)) {
    return base::fail(fmt::format("the address of the {} does not look like ann@example.org", what),
                      std::string(what));
  }
  return check_text(address.name, what);
}

base::Result<void> check(const Letter& letter) {
  if (auto done = check_address(letter.from, "sender"); !done) return done;
  if (letter.to.empty() || letter.to.size() > recipients_max) {
    return base::fail(fmt::format("a letter has 1 to {} recipients", recipients_max), "recipient");
  }
  for (const MailAddress& to : letter.to) {
    if (auto done = check_address(to, "recipient"); !done) return done;
  }
  if (auto done = check_text(letter.subject, "subject"); !done) return done;
  if (!is_mail_address(letter.message_id)) {
    return base::fail("the message id does not look like word@host", "message_id");
  }
  if (!letter.in_reply_to.empty() && !is_mail_address(letter.in_reply_to)) {
    return base::fail("the id of the message that is answered does not look like word@host",
                      "in_reply_to");
  }
  if (letter.text.size() > letter_bytes_max || !base::is_valid_utf8(letter.text)) {
    return base::fail(fmt::format("the text must be UTF-8 of {} bytes at most", letter_bytes_max),
                      "text");
  }
  return {};
}

struct Upload {
  std::string_view left;
  bool all_read = false;
};

std::size_t give(char* buffer, std::size_t, std::size_t size, void* user) {
  auto& upload = *static_cast<Upload*>(user);
  const std::size_t count = std::min(size, upload.left.size());
  std::copy_n(upload.left.data(), count, buffer);
  upload.left.remove_prefix(count);
  upload.all_read = upload.left.empty();
  return count;
}

std::size_t drop(char*, std::size_t, std::size_t size, void*) { return size; }

Receipt receipt_of(CURLcode code, long status, bool all_read, const MailServer& server) {
  using Kind = Trouble::Kind;
  const std::string& host = server.host;
  if (code == CURLE_OK) return {Receipt::Kind::sent, "", "", {}};
  if (code == CURLE_LOGIN_DENIED || status == 535 || status == 530) {
    return {Receipt::Kind::not_sent, "", "",
            Trouble{Kind::signed_out, fmt::format("{} does not take the name and password", host),
                    {}}};
  }
  if (status >= 500) {
    return {Receipt::Kind::refused, "", "",
            Trouble{Kind::refused, fmt::format("{} refused the letter ({})", host, status), {}}};
  }
  if (status >= 400) {
    return {Receipt::Kind::not_sent, "", "",
            Trouble{Kind::rate_limited, fmt::format("{} asks to try later ({})", host, status),
                    {}}};
  }
  if (code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CONNECT_ERROR ||
      code == CURLE_PEER_FAILED_VERIFICATION) {
    return {Receipt::Kind::not_sent, "", "",
            Trouble{Kind::unreachable,
                    fmt::format("{} offers no encryption that holds for its name", host), {}}};
  }
  const bool slow = code == CURLE_OPERATION_TIMEDOUT;
  return {all_read ? Receipt::Kind::unknown : Receipt::Kind::not_sent, "", "",
          Trouble{slow ? Kind::slow : Kind::unreachable,
                  host + (slow ? " did not answer in time" : " could not be reached"), {}}};
}

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CloseList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void set_up(CURL* curl, const MailServer& server) {
  const bool tls = server.security == MailServer::Security::tls;
  const std::string url = fmt::format("{}://{}:{}/{}", tls ? "smtps" : "smtp", server.host,
                                      server.port, server.hello);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(server.security == MailServer::Security::none
                                         ? CURLUSESSL_NONE
                                         : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(
                       std::chrono::duration_cast<std::chrono::milliseconds>(server.total)
                           .count()));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  if (!server.authorities.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, server.authorities.c_str());
  }
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  return at != std::string_view::npos && text.size() <= address_bytes_max && at <= 64 &&
         is_atom_text(text.substr(0, at)) && is_host(text.substr(at + 1));
}

base::Result<std::string> write_message(const Letter& letter) {
  if (auto done = check(letter); !done) return tl::unexpected(done.error());
  std::string out = fmt::format("Date: {}\r\nFrom: {}\r\n", format_mail_date(letter.date),
                                address_text(letter.from));
  for (std::size_t i = 0; i < letter.to.size(); ++i) {
    out += (i == 0 ? "To: " : ",\r\n ") + address_text(letter.to[i]);
  }
  out += fmt::format("\r\nSubject: {}\r\nMessage-ID: <{}>\r\n", header_text(letter.subject),
                     letter.message_id);
  if (!letter.in_reply_to.empty()) {
    out += fmt::format("In-Reply-To: <{0}>\r\nReferences: <{0}>\r\n", letter.in_reply_to);
  }
  if (letter.automatic) out += "Auto-Submitted: auto-generated\r\n";
  out += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  return out + body_text(letter.text);
}

Mailer::Mailer(MailServer server) : server_(std::move(server)) {
  static const bool started = [] { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }();
  static_cast<void>(started);
}

Receipt Mailer::send(const Letter& letter) const {
  const auto refuse = [](std::string what) {
    return Receipt{Receipt::Kind::refused, "", "",
                   Trouble{Trouble::Kind::refused, std::move(what), {}}};
  };
  const auto message = write_message(letter);
  if (!message) return refuse(message.error().what);
  if (server_.security == MailServer::Security::none && !server_.user.empty()) {
    return refuse("a password is sent only over an encrypted line; choose starttls or tls");
  }
  if (!is_host(server_.host) || (!server_.hello.empty() && !is_host(server_.hello))) {
    return refuse("the mail server's name does not look like smtp.example.org");
  }
  const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
  set_up(curl.get(), server_);
  const std::string from = "<" + letter.from.address + ">";
  curl_slist* list = nullptr;
  for (const MailAddress& to : letter.to) {
    list = curl_slist_append(list, ("<" + to.address + ">").c_str());
  }
  const std::unique_ptr<curl_slist, CloseList> recipients(list);
  Upload upload{*message};
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
  const CURLcode code = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  Receipt receipt = receipt_of(code, status, upload.all_read, server_);
  if (receipt.kind == Receipt::Kind::sent) receipt.id = letter.message_id;
  return receipt;
}

}  // namespace decorum::channels
