#include "desk/totp.h"

#include <set>

#include <gtest/gtest.h>

namespace decorum::desk {
namespace {

constexpr std::string_view seed = "12345678901234567890";

base::Time second(std::int64_t seconds) { return base::Time(std::chrono::seconds(seconds)); }

// RFC 6238, appendix B, SHA-1; the last six of its eight digits.
TEST(Totp, CodesAreThoseOfTheStandard) {
  const std::pair<std::int64_t, std::string_view> vectors[] = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [at, code] : vectors) {
    EXPECT_EQ(totp_step(seed, code, second(at), 0), at / 30) << at;
  }
}

TEST(Totp, OneStepBeforeAndAfterIsTaken) {
  constexpr std::int64_t at = 1234567890;
  for (const int off : {-30, 0, 30}) {
    EXPECT_EQ(totp_step(seed, "005924", second(at + off), 0), at / 30) << off;
  }
  for (const int off : {-3600, -90, -60, 60, 90, 3600}) {
    EXPECT_EQ(totp_step(seed, "005924", second(at + off), 0), std::nullopt) << off;
  }
}

TEST(Totp, NoCodeIsTakenTwice) {
  const base::Time now = second(1234567890);
  const auto step = totp_step(seed, "005924", now, 0);
  ASSERT_TRUE(step);
  EXPECT_EQ(totp_step(seed, "005924", now, *step), std::nullopt);
  EXPECT_EQ(totp_step(seed, "005924", now, *step + 1), std::nullopt);
}

TEST(Totp, WhatIsNoCodeIsRefused) {
  const base::Time now = second(1234567890);
  for (const std::string_view wrong :
       {"", "5924", "05924", "0005924", "89005924", "005925", "00592a", " 05924", "005924 ",
        "-05924", "+05924", "\xEF\xBC\x90\xEF\xBC\x90"}) {
    EXPECT_EQ(totp_step(seed, wrong, now, 0), std::nullopt) << wrong;
  }
  EXPECT_EQ(totp_step("another seed of them", "005924", now, 0), std::nullopt);
  EXPECT_EQ(totp_step("", "005924", now, 0), std::nullopt);
}

TEST(Totp, TheAddressIsWhatAppsRead) {
  EXPECT_EQ(totp_address(seed, "Quillmere & Co", "ada@example.org"),
            "otpauth://totp/Quillmere%20%26%20Co:ada%40example.org?secret="
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Quillmere%20%26%20Co");
}

TEST(Totp, SeedsDiffer) {
  EXPECT_EQ(new_totp_seed().size(), 20u);
  EXPECT_NE(new_totp_seed(), new_totp_seed());
}

TEST(RecoveryCodes, AreTenAndDiffer) {
  const auto codes = new_recovery_codes();
  ASSERT_EQ(codes.size(), recovery_codes);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), recovery_codes);
  for (const std::string& code : codes) {
    EXPECT_EQ(code.size(), 14u) << code;
    EXPECT_EQ(plain_recovery_code(code).size(), 12u) << code;
  }
}

TEST(RecoveryCodes, AreReadAsTyped) {
  EXPECT_EQ(plain_recovery_code("ABCD-efgh jkmn"), "abcdefghjkmn");
  EXPECT_EQ(plain_recovery_code(" - "), "");
}

}  // namespace
}  // namespace decorum::desk
