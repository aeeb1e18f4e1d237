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

TEST(Label, ADayInWords) {
  EXPECT_EQ(in_words(std::chrono::sys_days(std::chrono::year{2026} / 9 / 1)), "1 September 2026");
  EXPECT_EQ(in_words(std::chrono::sys_days(std::chrono::year{2024} / 12 / 31)), "31 December 2024");
}

}  // namespace
}  // namespace decorum::render
