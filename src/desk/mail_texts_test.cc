#include "desk/mail_texts.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace decorum::desk {
namespace {

std::map<std::string, std::string> all_fields(const MailText& mail) {
  std::map<std::string, std::string> fields;
  for (const std::string& name : fields_of(mail)) fields[name] = "<" + name + ">";
  return fields;
}

TEST(MailTexts, AreInAlphabeticalOrderWithIdsOfTheirOwn) {
  const std::vector<MailText>& texts = mail_texts();
  EXPECT_TRUE(std::ranges::is_sorted(texts, {}, &MailText::id));
  EXPECT_EQ(std::ranges::adjacent_find(texts, {}, &MailText::id), texts.end());
}

TEST(MailTexts, AreWholeWithAllTheirFieldsAndAnErrorWithoutAnyOneOfThem) {
  for (const MailText& mail : mail_texts()) {
    const auto fields = all_fields(mail);
    const auto whole = mail_of(mail.id, fields);
    ASSERT_TRUE(whole) << mail.id;
    EXPECT_EQ((whole->subject + whole->text).find_first_of("{}"), std::string::npos) << mail.id;
    EXPECT_EQ(whole->subject.find('\n'), std::string::npos) << mail.id;
    for (const auto& [name, value] : fields) {
      auto fewer = fields;
      fewer.erase(name);
      const auto part = mail_of(mail.id, fewer);
      ASSERT_FALSE(part) << mail.id << " without " << name;
      EXPECT_EQ(part.error().where, "/" + name);
      fewer[name] = "";
      EXPECT_FALSE(mail_of(mail.id, fewer)) << mail.id << " with an empty " << name;
    }
  }
}

TEST(MailTexts, ThatDoNotExistAreAnError) {
  for (const char* id : {"", "no-such-mail", "Escalation", "escalation "}) {
    const auto mail = mail_of(id, {{"name", "Ana"}});
    ASSERT_FALSE(mail) << id;
    EXPECT_EQ(mail.error().where, "/template");
  }
}

TEST(MailTexts, CannotBeGivenAHeaderOrALineByAName) {
  auto fields = all_fields(*mail_text_named("due-warning"));
  fields["case"] = "1\r\nBcc: all@example.org\x7f";
  const auto mail = mail_of("due-warning", fields);
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->subject, "Due <due>: case 1  Bcc: all@example.org ");
}

TEST(MailTexts, DoNotFillWhatAFieldBrings) {
  auto fields = all_fields(*mail_text_named("assigned"));
  fields["from"] = "{url}{no-such-field}";
  const auto mail = mail_of("assigned", fields);
  ASSERT_TRUE(mail);
  EXPECT_NE(mail->text.find("{url}{no-such-field} gave you"), std::string::npos);
}

TEST(MailTexts, CutLongFieldsBetweenCharacters) {
  auto fields = all_fields(*mail_text_named("assigned"));
  fields["site"] = "x" + std::string(mail_field_bytes_max, 'y');
  fields["case"].clear();
  for (std::size_t i = 0; i < mail_field_bytes_max; ++i) fields["case"] += "\u20ac";
  const auto mail = mail_of("assigned", fields);
  ASSERT_TRUE(mail);
  EXPECT_TRUE(base::is_valid_utf8(mail->subject));
  EXPECT_LT(mail->subject.size(), 2 * mail_field_bytes_max + 30);
}

}  // namespace
}  // namespace decorum::desk
