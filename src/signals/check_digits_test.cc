#include "signals/check_digits.h"

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

TEST(Luhn, KnowsTheLastDigit) {
  for (const char* good : {"18", "79927398713", "4111111111111111", "00"}) EXPECT_TRUE(luhn(good));
  for (const char* bad : {"", "0", "17", "79927398710", "4111111111111112", "1a", " 18"}) {
    EXPECT_FALSE(luhn(bad)) << bad;
  }
}

TEST(NhsNumber, KnowsTheCheckDigit) {
  for (const char* good : {"9434765870", "4010232137", "9876543210"}) {
    EXPECT_TRUE(is_nhs_number(good)) << good;
  }
  for (const char* bad : {"9434765871", "943476587", "94347658700", "0000000000", "1111111111",
                          "943476587x", "", "943 476 5870"}) {
    EXPECT_FALSE(is_nhs_number(bad)) << bad;
  }
}

TEST(Iban, KnowsCountryLengthAndRemainder) {
  for (const char* good :
       {"GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606",
        "NO9386011117947", "MT84MALT011000012345MTLCAST001S"}) {
    EXPECT_TRUE(is_iban(good)) << good;
  }
  for (const char* bad :
       {"GB82WEST12345698765433", "GB82WEST1234569876543", "GB82WEST123456987654321",
        "ZZ82WEST12345698765432", "gb82west12345698765432", "GBA2WEST12345698765432", "", "GB82",
        "GB82 WEST 1234 5698 7654 32"}) {
    EXPECT_FALSE(is_iban(bad)) << bad;
  }
}

TEST(CardNumber, KnowsIssuerLengthAndCheckDigit) {
  for (const char* good : {"4111111111111111", "5500000000000004", "340000000000009",
                           "30000000000004", "6011000000000004", "2223003122003222",
                           "3530111333300000", "4222222222222"}) {
    EXPECT_TRUE(is_card_number(good)) << good;
  }
  for (const char* bad : {"4111111111111112", "411111111111111", "41111111111111111111",
                          "1234567812345670", "9999999999999995", "3400000000000091", "",
                          "4111 1111 1111 1111"}) {
    EXPECT_FALSE(is_card_number(bad)) << bad;
  }
}

}  // namespace
}  // namespace decorum::signals
