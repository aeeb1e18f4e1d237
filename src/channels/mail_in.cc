#include "channels/mail_in.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "channels/bytes.h"
#include "channels/charset.h"
#include "channels/dates.h"
#include "channels/html_text.h"
#include "channels/mail_parts.h"
#include "channels/outside.h"
#include "post/entities.h"

namespace decorum::channels {
namespace {

constexpr std::size_t name_bytes_max = 1000;

// One "=?charset?B|Q?text?=" at `at`; a length of 0 when there is none.
struct EncodedWord {
  std::string charset, bytes;
  std::size_t length = 0;
};

EncodedWord word_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 1000;  // the rule says 75; some write more
  const std::string_view rest = text.substr(at, longest);
  if (rest.substr(0, 2) != "=?") return {};
  const std::size_t charset_end = rest.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= rest.size() ||
      rest[charset_end + 2] != '?') {
    return {};
  }
  const std::size_t end = rest.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return {};
  const char kind = rest[charset_end + 1];
  const std::string_view body = rest.substr(charset_end + 3, end - charset_end - 3);
  EncodedWord word;
  // A language may follow the character set: "utf-8*en".
  word.charset = rest.substr(2, std::min(charset_end, rest.find('*')) - 2);
  if (kind == 'B' || kind == 'b') {
    word.bytes = from_loose_base64(body);
  } else if (kind == 'Q' || kind == 'q') {
    std::string plain(body);
    std::replace(plain.begin(), plain.end(), '_', ' ');
    // The blanks that an underscore stood for are not those at a line's end.
    word.bytes = from_quoted_printable(plain + ".");
    if (!word.bytes.empty()) word.bytes.pop_back();
  } else {
    return {};
  }
  word.length = end + 2;
  return word;
}

// One line: control characters become blanks.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string::npos) return {};
  return text.substr(start, text.find_last_not_of(' ') + 1 - start);
}

std::string clipped_text(const std::string& text, std::size_t bytes) {
  return std::string(base::clipped(text, bytes));
}

// "Ann Example <ann@example.org>", "ann@example.org (Ann Example)", or an address alone.
void read_from(std::string_view value, MailDraft& draft) {
  const std::size_t open = value.rfind('<');
  const std::size_t close = value.find('>', open == std::string_view::npos ? 0 : open);
  if (open != std::string_view::npos && close != std::string_view::npos) {
    draft.from_address = one_line(base::mended(value.substr(open + 1, close - open - 1)));
    std::string name = one_line(decoded_header(value.substr(0, open)));
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
      name = name.substr(1, name.size() - 2);
    }
    draft.from_name = name;
  } else {
    const std::size_t comment = value.find('(');
    draft.from_address = one_line(base::mended(value.substr(0, comment)));
    if (comment != std::string_view::npos) {
      std::string name = one_line(decoded_header(value.substr(comment + 1)));
      if (!name.empty() && name.back() == ')') name.pop_back();
      draft.from_name = name;
    }
  }
  draft.from_address = clipped_text(draft.from_address, name_bytes_max);
  draft.from_name = clipped_text(draft.from_name, name_bytes_max);
}

class Reader {
 public:
  MailDraft draft;
  std::string html;
  bool too_long = false;

  void read(std::string_view bytes, int depth) {
    if (depth > mail_nesting_max || parts_ == mail_parts_max) return;
    ++parts_;
    const MailPart part = split_mail(bytes);
    std::string type = media_type(part.headers.value("content-type"));
    if (type.empty()) type = "text/plain";
    const std::string_view disposition = part.headers.value("content-disposition");
    if (type.substr(0, 10) == "multipart/") {
      const std::string boundary =
          parameter(part.headers.value("content-type"), "boundary");
      for (const std::string_view inner : split_parts(part.body, boundary, mail_parts_max)) {
        read(inner, depth + 1);
      }
    } else if (type == "message/rfc822") {
      read(part.body, depth + 1);
    } else if (media_type(disposition) == "attachment" || !keep_text(part, type)) {
      keep_attachment(part, type);
    }
  }

 private:
  // False where the part is no text, or not the first of its kind.
  bool keep_text(const MailPart& part, const std::string& type) {
    std::string& text = type == "text/html" ? html : draft.text;
    if ((type != "text/plain" && type != "text/html") || !text.empty()) return false;
    text = to_utf8(decoded_body(part.body, part.headers.value("content-transfer-encoding")),
                   parameter(part.headers.value("content-type"), "charset"));
    too_long = too_long || text.size() > mail_text_bytes_max * 8;
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    return true;
  }

  void keep_attachment(const MailPart& part, const std::string& type) {
    if (draft.attachments.size() == mail_attachments_max) return;
    std::string name = parameter(part.headers.value("content-disposition"), "filename");
    if (name.empty()) name = parameter(part.headers.value("content-type"), "name");
    draft.attachments.push_back(
        {clipped_text(one_line(decoded_header(name)), name_bytes_max),
         clipped_text(one_line(base::mended(type)), name_bytes_max)});
  }

  std::size_t parts_ = 0;
};

void add_link(MailDraft& draft, std::string_view link) {
  const std::string url = resolved_url("", link);
  if (url.empty() || draft.links.size() == mail_links_max ||
      std::find(draft.links.begin(), draft.links.end(), url) != draft.links.end()) {
    return;
  }
  draft.links.push_back(url);
}

}  // namespace

std::string decoded_header(std::string_view text) {
  std::string out, charset, bytes;
  const auto flush = [&] {
    if (!bytes.empty()) out += to_utf8(bytes, charset);
    bytes.clear();
  };
  std::size_t at = 0;
  bool after_word = false;
  while (at < text.size()) {
    const std::size_t next = std::min(text.find("=?", at), text.size());
    const EncodedWord word = word_at(text, next);
    if (word.length == 0) {
      flush();
      const std::size_t end = std::min(next + 2, text.size());
      out += base::mended(text.substr(at, end - at));
      at = end;
      after_word = false;
      continue;
    }
    const std::string_view between = text.substr(at, next - at);
    const bool joined =
        after_word && between.find_first_not_of(" \t\r\n") == std::string_view::npos;
    // A character may be cut between two words of one set, so their bytes are read together.
    if (!joined || word.charset != charset) flush();
    if (!joined) out += base::mended(between);
    charset = word.charset;
    bytes += word.bytes;
    at = next + word.length;
    after_word = true;
  }
  flush();
  return base::mended(out);
}

base::Result<MailDraft> read_mail(std::string_view bytes) {
  if (bytes.size() > mail_bytes_max) {
    return base::fail(fmt::format("an e-mail may have {} bytes at most", mail_bytes_max));
  }
  const MailPart head = split_mail(bytes);
  if (head.headers.lines.empty()) {
    return base::fail("this is no e-mail: it begins with no header such as \"From: …\"");
  }
  Reader reader;
  reader.read(bytes, 0);
  MailDraft draft = std::move(reader.draft);
  read_from(head.headers.value("from"), draft);
  draft.subject =
      clipped_text(one_line(decoded_header(head.headers.value("subject"))), name_bytes_max * 4);
  std::string id = one_line(base::mended(head.headers.value("message-id")));
  if (id.size() > 2 && id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
  draft.message_id = clipped_text(id, name_bytes_max);
  if (const auto date = parse_mail_date(head.headers.value("date"))) draft.date = *date;

  const HtmlText page = reader.too_long ? HtmlText{} : html_text(reader.html);
  constexpr std::string_view blanks = " \t\n";
  if (draft.text.find_first_not_of(blanks) == std::string::npos) draft.text = page.text;
  const std::size_t last = draft.text.find_last_not_of(blanks);
  draft.text.erase(last == std::string::npos ? 0 : last + 1);
  if (reader.too_long || draft.text.size() > mail_text_bytes_max) {
    return base::fail(fmt::format("the e-mail's text may have {} bytes at most",
                                  mail_text_bytes_max));
  }
  for (const base::Span& url : post::find_urls(draft.text, {.without_protocol = false})) {
    add_link(draft, std::string_view(draft.text).substr(url.start, url.end - url.start));
  }
  for (const std::string& link : page.links) add_link(draft, link);
  if (draft.text.empty() && draft.subject.empty() && draft.links.empty()) {
    return base::fail("the e-mail holds no words");
  }
  return draft;
}

}  // namespace decorum::channels
