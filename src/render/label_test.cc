#include "render/label.h"

#include <gtest/gtest.h>

namespace decorum::render {
namespace {

TEST(Label, ControlsAndTurnsOfDirectionBecomeBlanks) {
  EXPECT_EQ(clean_label("  a \t\n b  "), "a b");
  EXPECT_EQ(clean_label(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(clean_label("a\x1b[31mb"), "a [31mb");
  EXPECT_EQ(clean_label("a\xe2\x80\xae" "b"), "a b");       // U+202E
  EXPECT_EQ(clean_label("a\xe2\x80\xa8" "b"), "a b");       // U+2028
  EXPECT_EQ(clean_label("\xef\xbb\xbf" "a"), "a");          // U+FEFF
  EXPECT_EQ(clean_label("\xff"), "\xef\xbf\xbd");           // not UTF-8
  EXPECT_EQ(clean_label(""), "");
  EXPECT_EQ(clean_label("שלום été 日本"), "שלום été 日本");
}

TEST(Label, EscapesOfXml) {
  EXPECT_EQ(xml_escaped("<a b=\"c\" d='e'>&amp;"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
}

TEST(Label, EscapesOfDot) { EXPECT_EQ(dot_escaped("\"\\N\" &lt;"), "\\\"\\\\N\\\" &amp;lt;"); }

TEST(Label, EscapesOfMermaid) {
  EXPECT_EQ(mermaid_escaped("\"a\" #1 <b> `c`"), "#quot;a#quot; #35;1 #lt;b#gt; #96;c#96;");
}

policy::Deadline due(policy::Deadline::Kind kind, base::Duration amount, int days) {
  policy::Deadline deadline;
  deadline.kind = kind;
  deadline.amount = amount;
  deadline.days = days;
  return deadline;
}

TEST(Label, DeadlinesInWords) {
  using Kind = policy::Deadline::Kind;
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  struct Row {
    policy::Deadline deadline;
    const char* words;
  };
  const Row rows[] = {
      {due(Kind::none, {}, 0), "no deadline"},
      {due(Kind::calendar, hours(1), 0), "within 1 hour"},
      {due(Kind::calendar, hours(2), 0), "within 2 hours"},
      {due(Kind::calendar, hours(24), 0), "within 1 day"},
      {due(Kind::calendar, hours(36), 0), "within 36 hours"},
      {due(Kind::calendar, minutes(90), 0), "within 90 minutes"},
      {due(Kind::calendar, seconds(90), 0), "within 90 seconds"},
      {due(Kind::calendar, hours(14 * 24), 0), "within 14 days"},
      {due(Kind::calendar, {}, 0), "within 0 seconds"},
      {due(Kind::business, hours(4), 0), "within 4 business hours"},
      {due(Kind::business, minutes(30), 0), "within 30 business minutes"},
      {due(Kind::working_days, {}, 1), "within 1 working day"},
      {due(Kind::working_days, {}, 5), "within 5 working days"},
  };
  for (const Row& row : rows) EXPECT_EQ(in_words(row.deadline), row.words);
}

TEST(Label, ADayInWords) {
  EXPECT_EQ(in_words(std::chrono::sys_days(std::chrono::year{2026} / 9 / 1)), "1 September 2026");
  EXPECT_EQ(in_words(std::chrono::sys_days(std::chrono::year{2024} / 12 / 31)), "31 December 2024");
}

}  // namespace
}  // namespace decorum::render
