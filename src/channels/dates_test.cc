#include "channels/dates.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace decorum::channels {
namespace {

struct Good {
  std::string_view text, as;
};

TEST(MailDate, WhatIsMetInMailAndFeeds) {
  for (const Good& good : {
           Good{"Tue, 24 Nov 2026 09:30:00 +0100", "2026-11-24T08:30:00Z"},
           Good{"24 Nov 2026 09:30:00 GMT", "2026-11-24T09:30:00Z"},
           Good{"Tue, 24 Nov 2026 09:30 UT", "2026-11-24T09:30:00Z"},
           Good{"Mon, 24 Nov 2026 23:30:05 -0800", "2026-11-25T07:30:05Z"},
           Good{"tue, 4 november 2026 9:05:07 EST", "2026-11-04T14:05:07Z"},
           Good{"Tue, 24 Nov 26 09:30:00 z", "2026-11-24T09:30:00Z"},
           Good{"Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
           Good{"Tue, 24 Nov 2026 09:30:00 +0000 (UTC (really))", "2026-11-24T09:30:00Z"},
           Good{"  Tue,  24 Nov 2026\r\n 09:30:00 +01:00 ", "2026-11-24T08:30:00Z"},
           Good{"Thu, 31 Dec 2026 23:59:60 GMT", "2027-01-01T00:00:00Z"},
           Good{"29 Feb 2028 00:00:00", "2028-02-29T00:00:00Z"}}) {
    const auto time = parse_mail_date(good.text);
    ASSERT_TRUE(time) << good.text;
    EXPECT_EQ(base::format_rfc3339(*time), good.as) << good.text;
  }
}

TEST(MailDate, WhatIsNoDate) {
  for (const std::string_view bad : {
           "", " ", "Tue", "Tue, 24 Nov 2026", "24 Nov 2026 09:30:00 PARIS", "24 Nov 2026 9",
           "32 Nov 2026 09:30:00 GMT", "29 Feb 2026 09:30:00 GMT", "0 Nov 2026 09:30:00 GMT",
           "24 Nov 1 09:30:00 GMT", "24 Nov 1899 09:30:00 GMT", "24 Nov 20266 09:30:00 GMT",
           "24 Foo 2026 09:30:00 GMT", "24 No 2026 09:30:00 GMT", "24 Nov 2026 24:00:00 GMT",
           "24 Nov 2026 09:60:00 GMT", "24 Nov 2026 09:30:61 GMT", "24 Nov 2026 09:3:00 GMT",
           "24 Nov 2026 09:30:00 +100", "24 Nov 2026 09:30:00 +2400", "24 Nov 2026 09:30:00 +0060",
           "24 Nov 2026 09:30:00 GMT extra", "-24 Nov 2026 09:30:00 GMT", "2026-11-24T09:30:00Z",
           "24 Nov 2026 09:30:00:00 GMT", "(24 Nov 2026 09:30:00 GMT"}) {
    EXPECT_FALSE(parse_mail_date(bad)) << bad;
  }
  EXPECT_FALSE(parse_mail_date(std::string(200, ' ') + "24 Nov 2026 09:30:00 GMT"));
}

TEST(MailDate, ComesBack) {
  for (const std::string_view text : {"2026-11-24T08:30:00Z", "1994-11-06T08:49:37Z",
                                      "2028-02-29T23:59:59Z", "2000-01-01T00:00:00Z"}) {
    const auto time = base::parse_rfc3339(text);
    EXPECT_EQ(parse_mail_date(format_mail_date(*time)), time);
  }
  EXPECT_EQ(format_mail_date(*base::parse_rfc3339("2026-11-24T08:30:05.9Z")),
            "Tue, 24 Nov 2026 08:30:05 +0000");
}

}  // namespace
}  // namespace decorum::channels
