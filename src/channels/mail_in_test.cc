#include "channels/mail_in.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "channels/mail.h"
#include "channels/mail_parts.h"

namespace decorum::channels {
namespace {

std::string crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out.push_back('\r');
    out.push_back(c);
  }
  return out;
}

constexpr std::string_view forwarded =
    "From: =?utf-8?Q?Ann_B=C3=BCcher?= <ann@example.org>\n"
    "To: intake@quillmere.example.org\n"
    "Subject: Fwd: =?iso-8859-1?Q?caf=E9?= =?utf-8?B?4oCm?=\n and more\n"
    "Date: Tue, 24 Nov 2026 09:30:00 +0100\n"
    "Message-ID: <1@example.org>\n"
    "Content-Type: multipart/mixed; boundary=\"outer\"\n\nThis is MIME.\n"
    "--outer\nContent-Type: multipart/alternative;\n boundary=inner\n\n"
    "--inner\nContent-Type: text/plain; charset=windows-1252\n"
    "Content-Transfer-Encoding: quoted-printable\n\n"
    "Somebody wrote =93Hello=94 and =\nmore: https://x.example.org/1.\n"
    "--inner\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "PHA+U29tZWJvZHkgPGEgaHJlZj0iaHR0cHM6Ly94LmV4YW1wbGUub3JnLzIiPndyb3RlPC9hPjwvcD4=\n"
    "--inner--\n"
    "--outer\nContent-Type: image/png; name=\"shot.png\"\n"
    "Content-Disposition: attachment; filename=\"=?utf-8?Q?caf=C3=A9.png?=\"\n"
    "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    "--outer--\nepilogue\n";

TEST(MailIn, AForwardedNotification) {
  for (const std::string& bytes : {std::string(forwarded), crlf(forwarded)}) {
    const auto draft = read_mail(bytes);
    ASSERT_TRUE(draft) << draft.error().what;
    EXPECT_EQ(draft->from_name, "Ann Bücher");
    EXPECT_EQ(draft->from_address, "ann@example.org");
    EXPECT_EQ(draft->subject, "Fwd: café… and more");
    EXPECT_EQ(draft->text, "Somebody wrote “Hello” and more: https://x.example.org/1.");
    EXPECT_EQ(draft->message_id, "1@example.org");
    EXPECT_EQ(base::format_rfc3339(draft->date.value_or(base::Time{})), "2026-11-24T08:30:00Z");
    EXPECT_EQ(draft->links, (std::vector<std::string>{"https://x.example.org/1",
                                                      "https://x.example.org/2"}));
    ASSERT_EQ(draft->attachments.size(), 1u);
    EXPECT_EQ(draft->attachments[0].name, "café.png");
    EXPECT_EQ(draft->attachments[0].type, "image/png");
  }
}

TEST(MailIn, HtmlAloneAndAMessageInside) {
  const auto page = read_mail("From: a@b.example\nContent-Type: text/html\n\n"
                              "<p>Hello <a href='javascript:x'>you</a></p><script>no</script>");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, "Hello you");
  EXPECT_TRUE(page->links.empty());
  const auto inside = read_mail(
      "From: a@b.example (Ann)\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=x\n\n"
      "--x\nContent-Type: message/rfc822\n\nFrom: other@c.example\nSubject: inner\n\nwords\n--x--");
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->from_name, "Ann");
  EXPECT_EQ(inside->from_address, "a@b.example");
  EXPECT_EQ(inside->subject, "Fwd");
  EXPECT_EQ(inside->text, "words");
}

TEST(MailIn, ReadsWhatMailWrites) {
  const Letter letter{.from = {"Bücher, Ann", "desk@quillmere.example.org"},
                      .to = {{"", "ann@example.org"}},
                      .subject = "Grüße aus Łódź und noch weiter weg, mit langem Betreff 😀" +
                                 std::string(40, 'x'),
                      .text = "Grüße = €5\n.\nFrom me\n" + std::string(300, 'a') + "\nend ",
                      .message_id = "1@example.org",
                      .date = *base::parse_rfc3339("2026-11-24T09:30:00Z")};
  const auto message = write_message(letter);
  ASSERT_TRUE(message);
  const auto draft = read_mail(*message);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->from_name, letter.from.name);
  EXPECT_EQ(draft->from_address, letter.from.address);
  EXPECT_EQ(draft->subject, letter.subject);
  EXPECT_EQ(draft->text, letter.text.substr(0, letter.text.size() - 1));
  EXPECT_EQ(draft->date, letter.date);
}

TEST(MailIn, WhatBreaksTheRulesIsReadAsWellAsCanBe) {
  struct Case {
    std::string_view bytes, subject, text;
  };
  for (const Case& c : {
           Case{"Subject: a\n\nb", "a", "b"},
           Case{"Subject: a", "a", ""},
           Case{"From ann Tue Nov 24\nSubject: a\n\nb", "a", "b"},
           Case{"Subject: a\nno header here\n\nb", "a", "no header here\n\nb"},
           Case{"Subject: =?utf-8?Q?open", "=?utf-8?Q?open", ""},
           Case{"Subject: =?utf-8?X?a?= =?" "?B?" "?= =?a", "=?utf-8?X?a?=  =?a", ""},
           Case{"Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é", ""},
           Case{"Subject: a=?utf-8?Q?_b_?=c", "a b c", ""},
           Case{"Subject: \xff\n\n\xfe", "\uFFFD", "\uFFFD"},
           Case{"Subject: a\nContent-Type: multipart/mixed\n\n--x\n\nb", "a", ""},
           Case{"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nb", "a", "b"},
           Case{"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--xx\n\nb\n--x--\n",
                "a", ""},
           Case{"Subject: a\nContent-Transfer-Encoding: quoted-printable\n\nb=3D=zz=4", "a",
                "b==zz=4"},
           Case{"Subject: a\nContent-Transfer-Encoding: base64\n\n!!!!", "a", ""},
           Case{"Subject: a\nContent-Type: text/plain; charset=\"no-such\n\nb", "a", "b"},
           Case{"subject : odd\nSubject: a\n\nb", "", ""},
       }) {
    const auto draft = read_mail(c.bytes);
    if (c.subject.empty()) {
      EXPECT_FALSE(draft) << c.bytes;
      continue;
    }
    ASSERT_TRUE(draft) << c.bytes;
    EXPECT_EQ(draft->subject, c.subject) << c.bytes;
    EXPECT_EQ(draft->text, c.text) << c.bytes;
  }
}

TEST(MailIn, WhatIsRefused) {
  for (const std::string& bad :
       {std::string(), std::string("\n"), std::string("hello"), std::string("\n\nSubject: late"),
        std::string("From: a@b.example\n\n \n"), std::string(mail_bytes_max + 1, 'a'),
        "Subject: a\n\n" + std::string(mail_text_bytes_max + 1, 'a')}) {
    EXPECT_FALSE(read_mail(bad)) << bad.substr(0, 40);
  }
}

TEST(MailIn, IsBounded) {
  std::string deep = "Subject: a\n";
  for (int i = 0; i < 1000; ++i) {
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
            std::to_string(i) + "\n";
  }
  EXPECT_TRUE(read_mail(deep));
  std::string wide = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 5000; ++i) wide += "--b\nContent-Type: image/png\n\nx\n";
  const auto draft = read_mail(wide);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->attachments.size(), mail_attachments_max);
  std::string links = "Subject: a\n\n";
  for (int i = 0; i < 500; ++i) links += "https://example.org/" + std::to_string(i) + " ";
  EXPECT_EQ(read_mail(links)->links.size(), mail_links_max);
}

TEST(MailParts, Parameters) {
  constexpr std::string_view value =
      "Text/Plain; charset=\"utf;8\"; Name=a b ; q=\"x\\\"y\"; empty=; last=z";
  EXPECT_EQ(media_type(value), "text/plain");
  EXPECT_EQ(parameter(value, "charset"), "utf;8");
  EXPECT_EQ(parameter(value, "name"), "a b");
  EXPECT_EQ(parameter(value, "q"), "x\"y");
  EXPECT_EQ(parameter(value, "last"), "z");
  EXPECT_EQ(parameter(value, "none"), "");
  for (const std::string_view odd : {"", ";", ";=", "; a", "; a=", "; a=\"", "; a=\"x", ";;a=b"}) {
    parameter(odd, "zz");
  }
}

}  // namespace
}  // namespace decorum::channels
