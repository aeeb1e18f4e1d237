#include "channels/mail.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/shape.h"
#include "channels/server_for_test.h"

namespace decorum::channels {
namespace {

using Kind = Receipt::Kind;

Letter sample_letter() {
  return {.from = {"Quillmere desk", "desk@quillmere.example.org"},
          .to = {{"", "ann@example.org"}},
          .subject = "A case waits",
          .text = "Hello Ann,\n\na case waits for you.\n",
          .message_id = "0e3m5k7hq0004@quillmere.example.org",
          .date = *base::parse_rfc3339("2026-11-24T09:30:00Z")};
}

constexpr std::string_view plain_headers =
    "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n";

TEST(Message, IsTheSameBytesForTheSameLetter) {
  const auto message = write_message(sample_letter());
  ASSERT_TRUE(message);
  EXPECT_EQ(*message, "Date: Tue, 24 Nov 2026 09:30:00 +0000\r\n"
                      "From: \"Quillmere desk\"\r\n <desk@quillmere.example.org>\r\n"
                      "To: ann@example.org\r\n"
                      "Subject: A case waits\r\n"
                      "Message-ID: <0e3m5k7hq0004@quillmere.example.org>\r\n" +
                          std::string(plain_headers) +
                          "Hello Ann,\r\n\r\na case waits for you.\r\n");
}

TEST(Message, OtherLettersAreEncodedAndFolded) {
  Letter letter = sample_letter();
  letter.from.name = "Bücher, \"Ann\"";
  letter.subject = "Grüße aus Łódź, " + std::string(60, 'x') + " \U0001F600";
  letter.to.push_back({"Bob", "bob@example.org"});
  letter.in_reply_to = "1@example.org";
  letter.text = "Grüße = €5\n.\nFrom me\ntrailing \n" + std::string(100, 'a') + "\r\nend";
  const auto message = write_message(letter);
  ASSERT_TRUE(message);
  for (std::string_view rest = *message; !rest.empty();) {
    const std::size_t end = rest.find("\r\n");
    ASSERT_NE(end, std::string_view::npos);
    EXPECT_LE(end, 76u) << rest.substr(0, end);
    for (const char c : rest.substr(0, end)) EXPECT_TRUE(c >= ' ' && c < 0x7f) << int{c};
    rest.remove_prefix(end + 2);
  }
  EXPECT_NE(message->find("From: =?utf-8?B?QsO8Y2hlciwgIkFubiI=?=\r\n <desk@"),
            std::string::npos) << *message;
  EXPECT_NE(message->find("To: ann@example.org,\r\n \"Bob\"\r\n <bob@example.org>"),
            std::string::npos);
  EXPECT_NE(message->find("In-Reply-To: <1@example.org>\r\nReferences: <1@example.org>\r\n"),
            std::string::npos);
  EXPECT_NE(message->find("Gr=C3=BC=C3=9Fe =3D =E2=82=AC5\r\n=2E\r\n=46rom me\r\ntrailing=20\r\n" +
                          std::string(73, 'a')), std::string::npos) << *message;
}

TEST(Message, NothingOfALetterBecomesAHeader) {
  struct Bad {
    std::string_view what;
    void (*spoil)(Letter&);
  };
  for (const Bad& bad : std::vector<Bad>{
           {"subject", [](Letter& l) { l.subject = "a\r\nBcc: eve@example.org"; }},
           {"subject", [](Letter& l) { l.subject = "a\nb"; }},
           {"subject", [](Letter& l) { l.subject = "a\rb"; }},
           {"subject", [](Letter& l) { l.subject = std::string("a\0b", 3); }},
           {"subject", [](Letter& l) { l.subject = "\xff"; }},
           {"subject", [](Letter& l) { l.subject = std::string(3000, 'a'); }},
           {"sender", [](Letter& l) { l.from.name = "a\r\nX: y"; }},
           {"sender", [](Letter& l) { l.from.address = "a@b.example>\r\nX: y"; }},
           {"sender", [](Letter& l) { l.from.address = ""; }},
           {"recipient", [](Letter& l) { l.to.clear(); }},
           {"recipient", [](Letter& l) { l.to.assign(51, {"", "a@b.example"}); }},
           {"recipient", [](Letter& l) { l.to[0].address = "a@b.example, eve@c.example"; }},
           {"recipient", [](Letter& l) { l.to[0].address = "a@b.example\r\nDATA"; }},
           {"recipient", [](Letter& l) { l.to[0].name = "\x01"; }},
           {"message_id", [](Letter& l) { l.message_id = ""; }},
           {"message_id", [](Letter& l) { l.message_id = "a@b>\r\nX: y"; }},
           {"in_reply_to", [](Letter& l) { l.in_reply_to = "<a@b.example>"; }},
           {"text", [](Letter& l) { l.text = "\xff"; }},
           {"text", [](Letter& l) { l.text = std::string(letter_bytes_max + 1, 'a'); }}}) {
    Letter letter = sample_letter();
    bad.spoil(letter);
    const auto message = write_message(letter);
    ASSERT_FALSE(message) << bad.what;
    EXPECT_EQ(message.error().where, bad.what) << message.error().what;
  }
}

TEST(Message, WhatIsAnAddress) {
  for (const std::string_view good : {"a@b.example", "ann.o'hara+desk@mail.example.org", "a@b"}) {
    EXPECT_TRUE(is_mail_address(good)) << good;
  }
  for (const std::string_view bad :
       {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "<a@b>", "a@b>", ".a@b", "a.@b", "a..b@c",
        "a@.b", "a@b.", "a@b..c", "a@-b", "a@b_c", "\"a\"@b", "a@[127.0.0.1]", "ä@b", "a@ö",
        "a@b\n", "a@b\r\nRCPT TO:<c@d>", "a(b)@c", "a,b@c"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(260, 'b')));
}

struct Taken {
  std::string from, data;
  std::vector<std::string> to;
  bool tls = false, signed_in = false;
};
template <class Visitor>
void describe(Visitor& v, Taken& t) {
  v.field("from", t.from);
  v.field("to", t.to);
  v.field("tls", t.tls);
  v.field("signed_in", t.signed_in);
  v.field("data", t.data, {.most = 1 << 20});
}

class MailTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server = new ServerForTest("src/channels/mail_for_test.py"); }
  static void TearDownTestSuite() {
    delete server;
    server = nullptr;
  }

  static MailServer settings(MailServer::Security security) {
    const auto& words = server->words();
    return {.host = "127.0.0.1",
            .port = std::stoi(words[static_cast<std::size_t>(security)]),
            .security = security,
            .authorities = words[3],
            .total = std::chrono::seconds(20)};
  }
  static Taken taken() {
    const auto read = base::read_shape<Taken>(server->next_line());
    EXPECT_TRUE(read);
    return read.value_or(Taken{});
  }

  static inline ServerForTest* server = nullptr;
};

TEST_F(MailTest, GoesOverEachKindOfLine) {
  using Security = MailServer::Security;
  for (const Security security : {Security::starttls, Security::tls, Security::none}) {
    MailServer to = settings(security);
    if (security != Security::none) {
      to.user = "desk";
      to.password = "hush";
    }
    const Letter letter = sample_letter();
    const Receipt receipt = Mailer(to).send(letter);
    ASSERT_EQ(receipt.kind, Kind::sent) << receipt.trouble->what;
    EXPECT_EQ(receipt.id, letter.message_id);
    const Taken got = taken();
    EXPECT_EQ(got.tls, security != Security::none);
    EXPECT_EQ(got.signed_in, security != Security::none);
    EXPECT_EQ(got.from, "desk@quillmere.example.org");
    EXPECT_EQ(got.to, (std::vector<std::string>{"ann@example.org"}));
    EXPECT_EQ(got.data, *write_message(letter));
  }
}

TEST_F(MailTest, DotsAndManyRecipientsArrive) {
  Letter letter = sample_letter();
  letter.to.push_back({"Bob", "bob@example.org"});
  letter.text = ".\n..\n.hidden\nend\n.\nQUIT\n";
  ASSERT_EQ(Mailer(settings(MailServer::Security::none)).send(letter).kind, Kind::sent);
  const Taken got = taken();
  EXPECT_EQ(got.to.size(), 2u);
  EXPECT_EQ(got.data, *write_message(letter));
}

TEST_F(MailTest, WhatBecameOfIt) {
  struct Case {
    std::string to;
    Kind kind;
    bool came;
  };
  for (const Case& c : std::vector<Case>{{"refuse@example.org", Kind::refused, false},
                                         {"later@example.org", Kind::not_sent, false},
                                         {"bad-data@example.org", Kind::refused, true},
                                         {"cut@example.org", Kind::unknown, true}}) {
    Letter letter = sample_letter();
    letter.to[0].address = c.to;
    const Receipt receipt = Mailer(settings(MailServer::Security::none)).send(letter);
    EXPECT_EQ(receipt.kind, c.kind) << c.to;
    ASSERT_TRUE(receipt.trouble);
    EXPECT_EQ(receipt.trouble->what.find("example.org"), std::string::npos);
    if (c.came) taken();
  }
}

TEST_F(MailTest, APasswordIsNeverSentInTheClearNorToAStranger) {
  using Security = MailServer::Security;
  const auto expect_kept = [](MailServer to, Kind kind) {
    to.user = "desk";
    to.password = "hush";
    const Receipt receipt = Mailer(to).send(sample_letter());
    EXPECT_EQ(receipt.kind, kind);
    ASSERT_TRUE(receipt.trouble);
    EXPECT_EQ(receipt.trouble->what.find("hush"), std::string::npos);
  };
  expect_kept(settings(Security::none), Kind::refused);
  // A server that offers no STARTTLS, and one whose certificate nobody vouches for.
  MailServer stripped = settings(Security::none);
  stripped.security = Security::starttls;
  expect_kept(stripped, Kind::not_sent);
  MailServer stranger = settings(Security::starttls);
  stranger.authorities.clear();
  expect_kept(stranger, Kind::not_sent);
  stranger = settings(Security::tls);
  stranger.authorities.clear();
  expect_kept(stranger, Kind::not_sent);
}

TEST_F(MailTest, TroubleIsTold) {
  MailServer wrong = settings(MailServer::Security::starttls);
  wrong.user = "desk";
  wrong.password = "wrong word";
  const Receipt denied = Mailer(wrong).send(sample_letter());
  EXPECT_EQ(denied.kind, Kind::not_sent);
  EXPECT_EQ(denied.trouble->kind, Trouble::Kind::signed_out) << denied.trouble->what;
  EXPECT_EQ(denied.trouble->what.find("wrong word"), std::string::npos);

  MailServer nobody = settings(MailServer::Security::none);
  nobody.port = 1;
  EXPECT_EQ(Mailer(nobody).send(sample_letter()).kind, Kind::not_sent);
  for (const std::string host : {"", "a b", "evil/path", "user@host", "a:25"}) {
    nobody.host = host;
    EXPECT_EQ(Mailer(nobody).send(sample_letter()).kind, Kind::refused) << host;
  }
}

}  // namespace
}  // namespace decorum::channels
