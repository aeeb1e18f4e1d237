#include "http/proxies.h"

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

TrustedProxies proxies() { return *TrustedProxies::parse({"10.0.0.0/8", "2001:db8::/32", "::1"}); }

Origin origin(std::string_view peer, Headers headers) {
  return proxies().origin_of(peer, false, headers);
}

TEST(TrustedProxies, ReadsNetworks) {
  const TrustedProxies list = proxies();
  for (const char* address : {"10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3", "2001:db8:1::5",
                              "::1"}) {
    EXPECT_TRUE(list.trusts(address)) << address;
  }
  for (const char* address : {"11.0.0.0", "9.255.255.255", "::2", "2001:db9::", "unix", "", "x",
                              "10.0.0", "10.0.0.1/8", "10.0.0.1 "}) {
    EXPECT_FALSE(list.trusts(address)) << address;
  }
  EXPECT_TRUE(TrustedProxies::parse({"0.0.0.0/0"})->trusts("192.0.2.1"));
  EXPECT_FALSE(TrustedProxies::parse({"0.0.0.0/0"})->trusts("2001:db8::1"));
  EXPECT_TRUE(TrustedProxies::parse({"unix"})->trusts("unix"));
}

TEST(TrustedProxies, RefusesWhatIsNoNetwork) {
  for (const char* entry : {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "::/129",
                            "example.org", "10.0.0", "/8"}) {
    EXPECT_FALSE(TrustedProxies::parse({entry}).has_value()) << entry;
  }
  EXPECT_FALSE(TrustedProxies::parse(std::vector<std::string>(proxies_max + 1, "::1")).has_value());
}

TEST(TrustedProxies, TakesNobodyElsesWord) {
  const Origin liar = origin("192.0.2.1", {{"x-forwarded-for", "10.0.0.1"},
                                           {"x-forwarded-proto", "https"}});
  EXPECT_EQ(liar.address, "192.0.2.1");
  EXPECT_FALSE(liar.secure);
}

TEST(TrustedProxies, GoesBackToTheFirstAddressNotNamed) {
  EXPECT_EQ(origin("10.0.0.1", {}).address, "10.0.0.1");
  EXPECT_EQ(origin("10.0.0.1", {{"x-forwarded-for", "192.0.2.7"}}).address, "192.0.2.7");
  // The person wrote the first; the proxies wrote the others.
  EXPECT_EQ(origin("10.0.0.1", {{"x-forwarded-for", "1.1.1.1, 192.0.2.7 ,10.0.0.2"}}).address,
            "192.0.2.7");
  EXPECT_EQ(origin("10.0.0.1", {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-for", "192.0.2.7"}})
                .address,
            "192.0.2.7");
  EXPECT_EQ(origin("10.0.0.1", {{"x-forwarded-for", "192.0.2.7, nonsense"}}).address, "10.0.0.1");
  EXPECT_EQ(origin("10.0.0.1", {{"x-forwarded-for", ""}}).address, "10.0.0.1");
  EXPECT_TRUE(origin("10.0.0.1", {{"x-forwarded-proto", "https"}}).secure);
  EXPECT_FALSE(origin("10.0.0.1", {{"x-forwarded-proto", "http"}}).secure);
}

TEST(AddressGroup, IsAnAddressOrANetworkOfSix) {
  EXPECT_EQ(address_group("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(address_group("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(address_group("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(address_group("unix"), "unix");
}

}  // namespace
}  // namespace decorum::http
