#include "signals/personal_data.h"

#include <random>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

// "kind=text" for each datum, separated by " | ".
std::string found_in(std::string_view text) {
  Folded folded;
  fold(text, folded);
  std::vector<PersonalDatum> data;
  find_personal_data(text, folded, data);
  std::string out;
  for (const PersonalDatum& datum : data) {
    if (!out.empty()) out += " | ";
    out += datum.kind;
    out += "=";
    out += text.substr(datum.span.start, datum.span.end - datum.span.start);
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view found;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(found_in(c.text), c.found) << c.text;
}

TEST(PersonalData, Emails) {
  expect_all({
      {"write to jo.bloggs@example.org.uk, please", "email=jo.bloggs@example.org.uk"},
      {"(A+B_c@Example.COM).", "email=A+B_c@Example.COM"},
      {"mailto:jo@example.org", "email=jo@example.org"},
      {"\uff4a\uff4f\uff20example.org now", "email=\uff4a\uff4f\uff20example.org"},
      {"j\u00f6rg@ex\u00e4mple.de", "email=j\u00f6rg@ex\u00e4mple.de"},
      {"two: a@b.co c@d.eu", "email=a@b.co | email=c@d.eu"},
  });
}

TEST(PersonalData, HandlesHashtagsAndLinksAreNoAddresses) {
  expect_all({
      {"@jo @jo.bloggs hello", ""},
      {"@jo@mastodon.example hello", ""},
      {"https://example.org/@jo and https://example.org/jo@x.org", ""},
      {"www.example.org/07700900123?mail=jo@example.org", ""},
      {"meet @ 10 am@home", ""},
      {"a@b", ""},
      {"jo@localhost", ""},
      {"jo@example.c", ""},
      {"jo@1.2", ""},
      {"#07700900123 @07700900123", ""},
      {"@@ @. .@", ""},
  });
}

TEST(PersonalData, UkPhones) {
  expect_all({
      {"call 07700 900123", "uk_phone=07700 900123"},
      {"07700900123", "uk_phone=07700900123"},
      {"0770 090 0123", "uk_phone=0770 090 0123"},
      {"+447700900123", "uk_phone=+447700900123"},
      {"+44 7700 900123.", "uk_phone=+44 7700 900123"},
      {"+44 (0)7700 900 123", "uk_phone=+44 (0)7700 900 123"},
      {"0044 7700 900123", "uk_phone=0044 7700 900123"},
      {"020 7946 0123", "uk_phone=020 7946 0123"},
      {"\U0001f4de07700 900123\U0001f4de", "uk_phone=07700 900123"},
      {"(020) 7946 0123", "uk_phone=(020) 7946 0123"},
      {"020-7946-0123", "uk_phone=020-7946-0123"},
      {"0161 496 0000 or 01632 960001", "uk_phone=0161 496 0000 | uk_phone=01632 960001"},
      {"\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
       "uk_phone=\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13"},
  });
}

TEST(PersonalData, OtherPhones) {
  expect_all({
      {"+1 415 555 2671", "phone=+1 415 555 2671"},
      {"(415) 555-2671", "phone=(415) 555-2671"},
      {"415-555-2671", "phone=415-555-2671"},
      {"+33 1 23 45 67 89", "phone=+33 1 23 45 67 89"},
  });
}

TEST(PersonalData, NumbersThatAreNoPhones) {
  expect_all({
      {"in 2024 we had 1,234,567 visitors and 3.14159 pies", ""},
      {"from 01/02/2020 to 03/04/2021", ""},
      {"01-02-2020 12:30", ""},
      {"order 1234567890", ""},
      {"0123", ""},
      {"09061701461", ""},
      {"\u00a307700900123", "uk_phone=07700900123"},
      {"$07700900123", ""},
      {"a07700900123b", ""},
      {"077009001234567", ""},
      {"999 or 112 or 116 123", ""},
      {"1254690+12365988470=?", ""},
      {"1 2 3 4 5 6 7 8 9 10 11 12", ""},
  });
}

TEST(PersonalData, PhonesByWhatCallsThemSo) {
  expect_all({
      {"fax 72 128 827", "phone=72 128 827"},
      {"mobile: 0491 570 156", "phone=0491 570 156"},
      {"Tel. 030 23125 456", "phone=030 23125 456"},
      {"not answering at 60-56-85-91", "phone=60-56-85-91"},
      {"my German number is 0171 3920045", "phone=0171 3920045"},
      {"416 60 039 office", "phone=416 60 039"},
      {"(37) 788-063-Fax", "phone=(37) 788-063"},
      {"\U0001f4de 467 3395", "phone=467 3395"},
      {"dial 0033639981122", "phone=0033639981122"},
      {"00 33 1 99 00 87 65", "phone=00 33 1 99 00 87 65"},
      {"06 39 98 12 34", "phone=06 39 98 12 34"},
      {"212-555-0111 x204", "phone=212-555-0111 x204"},
      {"(212)555-0111x0204", "phone=(212)555-0111x0204"},
      {"44 7700 900166", "uk_phone=44 7700 900166"},
      {"01632/960543", "uk_phone=01632/960543"},
      {"0 7700 900188", "uk_phone=0 7700 900188"},
  });
}

TEST(PersonalData, WhatIsCalledSomethingElseIsNoPhone) {
  expect_all({
      {"call about order 44718293", ""},
      {"call 4471829", ""},
      {"phone 128 256", ""},
      {"call me on 12-03-2026", ""},
      {"call me on 2026-03-12", ""},
      {"ring at 10.30-12.30", ""},
      {"text 60777", ""},
      {"17031 2202", ""},
      {"office is at 17031 2202 Rissik St", ""},
      {"1 234 567 office workers", ""},
      {"the order number is 72 128 827", ""},
      {"message 4 of 1200 000", ""},
      {"001234567890", ""},
      {"0033639981122", ""},
      {"mac 00-14-22-01-23-45", ""},
      {"v10.0.19045.3693", ""},
      {"42.00309377849554", ""},
      {"03 11 19 24 38", ""},
      {"06 39 98 12 34 55", ""},
      {"up +12345678 followers", ""},
      {"447700900166", ""},
      {"0123456789 01234567890", ""},
      {"1920x1080", ""},
      {"0171 3920045", ""},
  });
}

TEST(PersonalData, SpeltOutEmails) {
  expect_all({
      {"jo [at] example [dot] org", "email=jo [at] example [dot] org"},
      {"jo(at)example.org", "email=jo(at)example.org"},
      {"jo.bloggs {at} mail.example (dot) org!", "email=jo.bloggs {at} mail.example (dot) org"},
      {"ali at example dot org", "email=ali at example dot org"},
      {"look at example dot org", ""},
      {"email me at example dot org", ""},
      {"ali at example dot dot", ""},
      {"meet me at the dot", ""},
      {"array[at] index", ""},
      {"f(at) = 2.5", ""},
      {"(at) example.org", ""},
      {"jo [at example.org", ""},
      {"jo [at) example.org", ""},
      {"jo [at] example", ""},
      {"[at] [dot]", ""},
      {"(at", ""},
      {" dot ", ""},
  });
}

TEST(PersonalData, SignsRoundAnEmailAreNotOfIt) {
  expect_all({
      {"\U0001f449jo@example.studio\U0001f448", "email=jo@example.studio"},
      {"o'connor@example.ie", "email=o'connor@example.ie"},
      {"'jo@example.org'", "email=jo@example.org"},
      {"icon@2x.png", ""},
      {"git@git.example.org:team/work.git", ""},
      {"from jo@example.org:", "email=jo@example.org"},
      {"react@18.2.0", ""},
  });
}

TEST(PersonalData, LinksThatCarryAPasswordOrKey) {
  expect_all({
      {"(https://jo:secret@example.org/x).", "url_credentials=https://jo:secret@example.org/x"},
      {"DB=postgres://app:pw@db.example.org:5432/a",
       "url_credentials=postgres://app:pw@db.example.org:5432/a"},
      {"https://example.org/?user=jo&password=letmein",
       "url_credentials=https://example.org/?user=jo&password=letmein"},
      {"http://example.org/x?a=1&access_token=abcd!",
       "url_credentials=http://example.org/x?a=1&access_token=abcd"},
      {"https://example.org/?key=AIzaTEST000000",
       "url_credentials=https://example.org/?key=AIzaTEST000000"},
      {"https://example.org/?key=value", ""},
      {"https://example.org/?auth=", ""},
      {"https://example.org/?password=", ""},
      {"https://example.org/?tokens=12345", ""},
      {"https://example.org/?tokenise=yes1", ""},
      {"https://example.org/?sid=1234", ""},
      {"https://example.org/reset-password", ""},
      {"https://example.org/?q=password", ""},
      {"https://jo@example.org/", ""},
      {"https://:@example.org/", ""},
      {"https://jo:@example.org/", ""},
      {"https://example.org:8443/@jo", ""},
      {"https://example.org/a:b@c", ""},
      {"://jo:secret@example.org", ""},
      {"https://", ""},
      {"jo:secret@", ""},
      {"?password=letmein", ""},
  });
}

TEST(PersonalData, InsuranceNumbers) {
  expect_all({
      {"my NI is AB123456C", "ni_number=AB123456C"},
      {"QQ 12 34 56 C", "ni_number=QQ 12 34 56 C"},
      {"qq123456c", "ni_number=qq123456c"},
      {"AB-12-34-56-D", "ni_number=AB-12-34-56-D"},
      {"national insurance AB123456", "ni_number=AB123456"},
      {"AB123456", ""},
      {"GB123456A", ""},
      {"DA123456A", ""},
      {"AO123456A", ""},
      {"AB123456E", ""},
      {"AB1234567C", ""},
      {"XAB123456C", ""},
  });
}

TEST(PersonalData, NhsNumbers) {
  expect_all({
      {"943 476 5870", "nhs_number=943 476 5870"},
      {"NHS number 9434765870", "nhs_number=9434765870"},
      {"NHS no: 943-476-5870", "nhs_number=943-476-5870"},
      {"943 476 5871", ""},
      {"9434765870", ""},
      {"NHS number 9434765871", ""},
  });
}

TEST(PersonalData, CardsAndAccounts) {
  expect_all({
      {"card 4111 1111 1111 1111 please", "card=4111 1111 1111 1111"},
      {"4111111111111111", "card=4111111111111111"},
      {"5500-0000-0000-0004", "card=5500-0000-0000-0004"},
      {"3400 000000 00009", "card=3400 000000 00009"},
      {"4111 1111 1111 1112", ""},
      {"4111.1111.1111.1111", ""},
      {"4222 2222 2222 2", "card=4222 2222 2222 2"},
      {"credit card 180016070420458", "card=180016070420458"},
      {"my cc 503802053770", "card=503802053770"},
      {"cc 503802053771", ""},
      {"order 503802053770", ""},
      {"library card 180016070420458", ""},
      {"150/200/250/390 cc", ""},
      {"acc no. 12345678; sort code: 12.34.56",
       "sort_code_account=12345678; sort code: 12.34.56"},
      {"sc:001122 ac:12345678", "sort_code_account=001122 ac:12345678"},
      {"sort code12-34-56", "sort_code_account=12-34-56"},
      {"1234 5678 1234 5670", ""},
      {"IBAN GB82 WEST 1234 5698 7654 32", "iban=GB82 WEST 1234 5698 7654 32"},
      {"gb82west12345698765432", "iban=gb82west12345698765432"},
      {"DE89 3704 0044 0532 0130 00, thanks", "iban=DE89 3704 0044 0532 0130 00"},
      {"GB82 WEST 1234 5698 7654 33", ""},
      {"sort code 12-34-56, account 12345678", "sort_code_account=12-34-56, account 12345678"},
      {"12-34-56 12345678", "sort_code_account=12-34-56 12345678"},
      {"sort code: 123456", "sort_code_account=123456"},
      {"on 12-05-21 we met", ""},
      {"reference 12345678", ""},
  });
}

TEST(PersonalData, DatesOfBirth) {
  expect_all({
      {"DOB 03/05/1985", "date_of_birth=03/05/1985"},
      {"d.o.b: 3.5.85", "date_of_birth=3.5.85"},
      {"I was born on 3rd of May 1985", "date_of_birth=3rd of May 1985"},
      {"date of birth 1985-05-03", "date_of_birth=1985-05-03"},
      {"born May 3, 1985 in Leeds", "date_of_birth=May 3, 1985"},
      {"the meeting on 03/05/1985", ""},
      {"born in 1985", ""},
      {"a born leader, 3 of them", ""},
      {"reborn 03/05/1985", ""},
  });
}

TEST(PersonalData, DocumentsAndVehicles) {
  expect_all({
      {"passport 123456789", "passport=123456789"},
      {"my passport number is 123 456 789", "passport=123 456 789"},
      {"number 123456789", ""},
      {"MORGA657054SM9IJ", "driving_licence=MORGA657054SM9IJ"},
      {"MORGA 657054 SM9IJ", "driving_licence=MORGA 657054 SM9IJ"},
      {"MORGA613054SM9IJ", ""},
      {"MORGA699054SM9IJ", ""},
      {"parked AB12 CDE outside", "vehicle_registration=AB12 CDE"},
      {"AB12CDE", "vehicle_registration=AB12CDE"},
      {"ab12 cde", ""},
      {"car reg ab12 cde", "vehicle_registration=ab12 cde"},
      {"reg A123 BCD", "vehicle_registration=A123 BCD"},
      {"room A123 BCD", ""},
      {"AB99 CDE", ""},
  });
}

TEST(PersonalData, Postcodes) {
  expect_all({
      {"I live at SW1A 1AA now", "postcode=SW1A 1AA"},
      {"M1 1AE, B33 8TH, CR2 6XH, DN55 1PT, W1A 0AX, EC1A 1BB",
       "postcode=M1 1AE | postcode=B33 8TH | postcode=CR2 6XH | postcode=DN55 1PT | "
       "postcode=W1A 0AX | postcode=EC1A 1BB"},
      {"sw1a1aa", "postcode=sw1a1aa"},
      {"GIR 0AA", "postcode=GIR 0AA"},
      {"gr8 1st m8 2nd", ""},
      {"b4 2nd", ""},
      {"ZZ1 1AA", ""},
      {"M1 1AO", ""},
      {"SW1A 1AAA", ""},
      {"QE2 9XY", ""},
      {"plane N366SW", ""},
      {"n00bs", ""},
      {"M01 1AE", ""},
      {"SW21 1AA", ""},
      {"CR0 2YR, N81 1ER, N22 8HG, E20 1EJ",
       "postcode=CR0 2YR | postcode=N81 1ER | postcode=N22 8HG | postcode=E20 1EJ"},
      {"M6 2hr delays", ""},
      {"WD40 5lt can", ""},
      {"Galaxy S21 8GB", ""},
      {"L2 3lb of it", ""},
      {"nearest to L30 4GB", "postcode=L30 4GB"},
      {"Sw1a 1aa", "postcode=Sw1a 1aa"},
      {"postcode SW1A 1aa", "postcode=SW1A 1aa"},
      {"SW1A 1aa", ""},
      {"3 2 1 go", ""},
  });
}

TEST(PersonalData, NetworkAddressesAndPlaces) {
  expect_all({
      {"from 192.0.2.17 again", "ip_address=192.0.2.17"},
      {"2001:db8:0:0:8:800:200c:417a", "ip_address=2001:db8:0:0:8:800:200c:417a"},
      {"2001:db8::1:2", "ip_address=2001:db8::1:2"},
      {"ping 192.0.2.1", "ip_address=192.0.2.1"},
      {"root@198.51.100.77", "ip_address=198.51.100.77"},
      {"v4 192.0.2.222", "ip_address=192.0.2.222"},
      {"ip 10.12.14.16", "ip_address=10.12.14.16"},
      {"10.12.14.16 sizes", ""},
      {"@198.51.100.77", ""},
      {"version 203.0.113.7", ""},
      {"version 1.2.3.4", ""},
      {"v1.2.3.4", ""},
      {"1.2.3.4.5", ""},
      {"256.100.10.1", ""},
      {"section 4.1.2.2 and 1.000.000.000 views", ""},
      {"12:30:45", ""},
      {"at 51.50136, -0.14189", "coordinates=51.50136, -0.14189"},
      {"rates of 1.25, 0.75", ""},
      {"SSN 123-45-6789", "us_ssn=123-45-6789"},
      {"666-45-6789", ""},
  });
}

TEST(PersonalData, SignsBetweenTheDigitsHideNothing) {
  expect_all({
      {"NHS number 943.476.5870", "nhs_number=943.476.5870"},
      {"NHS (943) 476 5870", "nhs_number=(943) 476 5870"},
      {"the blood form for 943-476-5870", "nhs_number=943-476-5870"},
      {"622-145-9087", "nhs_number=622-145-9087"},
      {"943-476-5870", "phone=943-476-5870"},
      {"card 4111.1111.1111.1111", "card=4111.1111.1111.1111"},
      {"card no. (4111) 1111 1111 1111", "card=(4111) 1111 1111 1111"},
      {"AB.12.34.56.C", "ni_number=AB.12.34.56.C"},
      {"sort code 20.45.77 account 31926819", "sort_code_account=20.45.77 account 31926819"},
      {"account 31926819 sort code 20-45-77",
       "sort_code_account=31926819 sort code 20-45-77"},
      {"07 700 900 123", "uk_phone=07 700 900 123"},
      {"born 12 Apr '79", "date_of_birth=12 Apr '79"},
      {"SSN 123 45 6789", "us_ssn=123 45 6789"},
      {"123 45 6789", ""},
      {"licence MORGA657054SM9IJ35", "driving_licence=MORGA657054SM9IJ35"},
      {"lat 51.50740 long -0.12780", "coordinates=51.50740 long -0.12780"},
      {"51.5074\u00b0 N, 0.1278\u00b0 W", "coordinates=51.5074\u00b0 N, 0.1278"},
  });
}

TEST(PersonalData, OtherNumbersAreNotTaken) {
  expect_all({
      {"ISBN 978-0-306-40615-7", ""},
      {"EAN 5012345678900", ""},
      {"parcel RM123456785GB", ""},
      {"grant ES/T012345/1", ""},
      {"grid reference SU 4567 8901", ""},
      {"TQ 30080 80480", ""},
      {"charity no. 1091035", ""},
      {"VAT GB123456789", ""},
      {"UTR 1234567890", ""},
      {"coupon 125 1234567890", ""},
      {"booking QX7L9P", ""},
      {"Order 12-34-56 today", ""},
  });
}

TEST(PersonalData, InvisibleCharactersHideNothing) {
  EXPECT_EQ(found_in("077\u200b00 900123"), "uk_phone=077\u200b00 900123");
  EXPECT_EQ(found_in("jo\u00ad@example.org"), "email=jo\u00ad@example.org");
  EXPECT_EQ(found_in("020\u20117946\u20110123"), "uk_phone=020\u20117946\u20110123");
}

TEST(PersonalData, ALongTextStaysBounded) {
  for (const std::string_view part :
       {"12-34-56 07700 900123 jo@example.org dob sort code ", "a@b.co:x", "jo [at] ",
        "x at y dot ", "s://a:b@c ", "?token=", "+1 1 1 1 ", "call ", "0 0. 0- ", "1.", "aa99 "}) {
    std::string text;
    while (text.size() < 100'000) text += part;
    Folded folded;
    fold(text, folded);
    std::vector<PersonalDatum> data;
    find_personal_data(text, folded, data);
    EXPECT_LE(data.size(), found_max) << part;
  }
}

TEST(PersonalData, RandomTextKeepsItsPromises) {
  std::mt19937 random(5);
  const std::string_view parts[] = {"0", "07700 900123", "44", "+", "(", ")", "-", ".", " ", "@",
                                    "a", "AB", "GB82", "1234", ":", "::", "dob ", "passport ",
                                    "sort code ", "/", ",", "\u200b", "\uff11", "\U0001f600",
                                    "www.", "://", "#", "9IJ", "SW1A", "1AA",
                                    "[at]", " dot ", "?token=", "call ", " fax", "x204", "]"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) text += parts[random() % std::size(parts)];
    Folded folded;
    fold(text, folded);
    std::vector<PersonalDatum> data;
    find_personal_data(text, folded, data);
    std::uint32_t end = 0;
    for (const PersonalDatum& datum : data) {
      ASSERT_GE(datum.span.start, end) << text;
      ASSERT_GT(datum.span.end, datum.span.start) << text;
      ASSERT_LE(datum.span.end, text.size()) << text;
      ASSERT_TRUE(base::is_valid_utf8(
          text.substr(datum.span.start, datum.span.end - datum.span.start)));
      end = datum.span.end;
    }
  }
}

}  // namespace
}  // namespace decorum::signals
