#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

const std::string lists =
    "role_addresses: [info, press, enquiries, choir]\nfree_mail: [gmail.com]\n"
    "personal: [her number, his number, my mobile, dob, date of birth, personal email]\n"
    "home: [lives at, her house, home address]\n"
    "offices: [call us, press office, enquiries, booking line, donate]\n"
    "samples: [for example, looks like]\nother_numbers: [order, invoice, reference]\n"
    "vehicles: [owner of, parked]";

const ReviewTest& all() {
  static const ReviewTest test(
      rule_with("kind: personal_data\nmessage: \"{what}\"\nallow: [jo.bloggs@example.org, "
                "\"020 7946 0105\", \"@quillmere.example.org\"]\n" + lists));
  return test;
}

// The words found, and what they are said to be.
void expect_found(const ReviewTest& test,
                  std::initializer_list<std::pair<std::string, std::string>> cases) {
  for (const auto& [text, found] : cases) {
    post::Draft draft;
    draft.text = text;
    Around around;
    around.now = *base::parse_rfc3339("2026-11-22T12:00:00Z");
    const std::string line = found.empty() ? "" : "R1 warning " + found + "\n";
    EXPECT_EQ(test.told(draft, around), line) << text;
  }
}

TEST(KindPersonalData, NumbersWithCheckDigitsStandForThemselves) {
  expect_found(all(), {{"Form for 943 476 5870.", "[943 476 5870] an NHS number"},
                       {"Pay 4929 1837 4650 1828", "[4929 1837 4650 1828] a card number"},
                       {"AB 12 34 56 C", "[AB 12 34 56 C] a National Insurance number"},
                       {"GB82 WEST 1234 5698 7654 32",
                        "[GB82 WEST 1234 5698 7654 32] a bank account (IBAN)"},
                       {"Passport 532817649", "[532817649] a passport number"}});
}

TEST(KindPersonalData, OtherNumbersAndExamplesStand) {
  expect_found(all(), {{"Order 4929 1837 4650 1828 is here.", ""},
                       {"Your number looks like AB 12 34 56 C.", ""},
                       {"QQ 12 34 56 C", ""},
                       {"Invoice number 9434765870", ""},
                       {"Reference: 943 476 5870", ""}});
}

TEST(KindPersonalData, AMobileIsSomebodysUnlessAnOfficeSaysSo) {
  expect_found(all(), {{"Ring Priya on 07700 900461.", "[07700 900461] a telephone number"},
                       {"Is it 07700 900461?", "[07700 900461] a telephone number"},
                       {"Our out of hours number is 07700 900461.", ""},
                       {"Press office: 07700 900461", ""},
                       {"Call us on 07700 900461.", ""}});
}

TEST(KindPersonalData, ALandlineIsAnOfficesUnlessItIsSaidToBeHers) {
  expect_found(all(), {{"The desk is on 020 7946 0191.", ""},
                       {"Ask Priya Shah on 0300 123 4567.", ""},
                       {"Her number is 020 7946 0191.", "[020 7946 0191] a telephone number"},
                       {"Her number is 020 7946 0105.", ""}});
}

TEST(KindPersonalData, AnAddressThatNamesAPersonIsAPersons) {
  expect_found(all(), {{"kirsty84@x.example.com", "[kirsty84@x.example.com] an e-mail address"},
                       {"j.bhatt@x.example.com", "[j.bhatt@x.example.com] an e-mail address"},
                       {"press@x.example.com", ""},
                       {"northchoir@gmail.com", ""},
                       {"widgets@x.example.com", ""},
                       {"jo.bloggs@example.org", ""},
                       {"JO.BLOGGS@EXAMPLE.ORG", ""},
                       {"kirsty.mac@quillmere.example.org", ""},
                       {"Her personal email: z9@x.example.com",
                        "[z9@x.example.com] an e-mail address"}});
}

TEST(KindPersonalData, APostcodeIsAVenuesUnlessSomebodyLivesThere) {
  expect_found(all(), {{"Museum Street, York YO1 7DT", ""},
                       {"She lives at 3 Orchard Rise, Bath BA2 6NT.",
                        "[3 Orchard Rise, Bath BA2 6NT] the postcode of a home"},
                       {"Flowers to Margaret Ellis, 14 Rosebank Close, Otley LS21 3AB",
                        "[14 Rosebank Close, Otley LS21 3AB] the postcode of a home"}});
}

TEST(KindPersonalData, DatesOfBirthAreOfPeopleWhoMayLive) {
  expect_found(all(), {{"DOB 03/11/2014", "[03/11/2014] a date of birth"},
                       {"Our founder Mary Ellis was born on 3 May 1823.", ""},
                       {"The hall was born on 3 May 1985.", ""},
                       {"Mary Ellis was born on 3 May 1985.", "[3 May 1985] a date of birth"}});
}

TEST(KindPersonalData, PlatesAndPositionsNeedAReason) {
  expect_found(all(), {{"Will the owner of YK19 XJD move?", "[YK19 XJD] a number plate"},
                       {"Our van YK19 XJD is parked here.", ""},
                       {"Meet at 51.50136, -0.14189.", ""},
                       {"Her house is at 51.50136, -0.14189",
                        "[51.50136, -0.14189] the position of somebody"}});
}

TEST(KindPersonalData, OnlyTheKindsAskedForAreLookedFor) {
  const ReviewTest test(rule_with("kind: personal_data\nmessage: \"{what}\"\nkinds: [card]"));
  expect_found(test, {{"AB 12 34 56 C and 4929 1837 4650 1828",
                       "[4929 1837 4650 1828] a card number"}});
  EXPECT_NE(ReviewTest(rule_with("kind: personal_data\nkinds: [shoe_size]")).mistakes(), "");
}

TEST(KindPersonalData, ContactsOfThePolicyMayStand) {
  const ReviewTest test(rule_with("kind: personal_data\nown_contacts: true"));
  ASSERT_TRUE(test.loaded());
  ASSERT_FALSE(test.policy().roles.people.empty());
  const std::string own = test.policy().roles.people[0].email;
  EXPECT_EQ(test.told("Write to " + own), "") << own;
}

}  // namespace
}  // namespace decorum::review
