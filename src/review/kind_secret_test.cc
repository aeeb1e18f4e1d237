#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

const ReviewTest& all() {
  static const ReviewTest test(
      rule_with("kind: secret\nmessage: \"{what}\"\nhosts: [\"*.local\", \"*.internal\", "
                "\"intranet.*\", \"*.sharepoint.com\"]\nprojects: [Project Larkspur]"));
  return test;
}

std::string found_in(const std::string& text) {
  post::Draft draft;
  draft.text = text;
  std::string all_found;
  for (const Finding& finding : all().result(draft).findings) {
    if (!all_found.empty()) all_found += " | ";
    all_found += text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all_found;
}

void expect_all(std::initializer_list<std::pair<std::string, std::string>> cases) {
  for (const auto& [text, found] : cases) EXPECT_EQ(found_in(text), found) << text;
}

// Put together here, so that no file holds what looks like a leaked key.
const std::string stripe = std::string("sk_") + "live_4eC39HqLyjWDarjtT1zdp7dc";

TEST(KindSecret, KeysByTheirShape) {
  expect_all({
      {"it is AKIAQ7RXWLU3ZKMD5TPA.", "AKIAQ7RXWLU3ZKMD5TPA"},
      {"ghp_k3Vw8ZrQ1tYb6NcXs0LdJ5mHa9PfU2eGo7Ti", "ghp_k3Vw8ZrQ1tYb6NcXs0LdJ5mHa9PfU2eGo7Ti"},
      {"pay " + stripe, stripe},
      {"x\n-----BEGIN RSA PRIVATE KEY-----\nMIIE", "-----BEGIN RSA PRIVATE KEY-----"},
      {"-----BEGIN PUBLIC KEY-----", ""},
      {"eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM", "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM"},
      {"secret_access_key = wJalrXUtnFEMI/K7MDENGbPxRfiCYzz",
       "secret_access_key = wJalrXUtnFEMI/K7MDENGbPxRfiCYzz"},
      {"API key: 9f8a7b6c5d4e3f2a1b0c", "API key: 9f8a7b6c5d4e3f2a1b0c"},
      {"Authorization: Bearer 9f8A7b6C5d4E3f2A1b0C", "Bearer 9f8A7b6C5d4E3f2A1b0C"},
      {"postgres://desk:h0rse@db/x", "postgres://desk:h0rse@db/x"},
      {"Server=db;Database=x;User Id=a;Password=b1;", "Server=db;Database=x;User Id=a;Password=b1"},
  });
}

TEST(KindSecret, WhatOnlyLooksLikeAKey) {
  expect_all({
      {"fixed in 9f8a7b6c5d4e3f2a1b0c9f8a7b6c5d4e3f2a1b0c", ""},
      {"booking QX7L9P, order 4500018823", ""},
      {"#ManagersMakeTheDifference2026", ""},
      {"https://example.org/watch?v=dQw4w9WgXcQ&list=PL9f8a7b6c5d4e3f2a", ""},
      {"The key is communication.", ""},
      {"Secret: understanding-your-own-habits", ""},
      {"Our secret is a long-established recipe", ""},
      {"the API key is needed", ""},
  });
}

TEST(KindSecret, Passwords) {
  expect_all({
      {"The password is Lemon-Quay-7 if it asks.", "password is Lemon-Quay-7"},
      {"TownHall-Staff, pw: Otter2026! Enjoy", "pw: Otter2026!"},
      {"Password: sunshine", "Password: sunshine"},
      {"The password is \u201cswordfish\u201d.", "password is \u201cswordfish"},
      {"The password for the projector is blue42.", "password for the projector is blue42"},
      {"Wi-Fi code 88214400", "Wi-Fi code 88214400"},
      {"The door code is 4821#.", "door code is 4821#"},
      {"Use PIN 4821 at the desk.", "PIN 4821"},
      {"The code for the key safe is 2580.", "code for the key safe is 2580"},
  });
}

TEST(KindSecret, TalkOfPasswordsIsNone) {
  expect_all({
      {"How to write a strong password: three random words.", ""},
      {"A password is not enough.", ""},
      {"Your password is required.", ""},
      {"The password will be emailed.", ""},
      {"Reset your password: www.example.org/reset", ""},
      {"Never share your PIN.", ""},
      {"Join the briefing with meeting code 884 213 905 and passcode 4471.", ""},
      {"Use code SPRING20 at the checkout.", ""},
      {"Our postcode is YO1 7DT and the area code is 01904", ""},
      {"Password managers: a guide", ""},
  });
}

TEST(KindSecret, MachinesAndPaths) {
  expect_all({
      {"see https://intranet.ashcombe.local/hr/rotas.", "https://intranet.ashcombe.local/hr/rotas"},
      {"on intranet.example.org today", "intranet.example.org"},
      {"in \\\\fs02\\finance\\redundancy with", "\\\\fs02\\finance\\redundancy"},
      {"from 10.4.17.22 and", "10.4.17.22"},
      {"http://192.168.1.20:8080/admin", "http://192.168.1.20:8080/admin"},
      {"172.31.0.4", "172.31.0.4"},
      {"file:///srv/desk/plan.odt", "file:///srv/desk/plan.odt"},
      {"https://acme.sharepoint.com/:w:/s/a?e=1", "https://acme.sharepoint.com/:w:/s/a?e=1"},
      {"S:\\Finance\\pay.xlsx", "S:\\Finance\\pay.xlsx"},
      {"version 10.4.17.22", ""},
      {"172.32.0.4 and 192.0.2.1", ""},
      {"buy local. internal news", ""},
      {"our intranet is new", ""},
      {"write to desk@office.local", ""},
  });
}

TEST(KindSecret, Projects) {
  expect_all({
      {"news of project larkspur", "project larkspur"},
      {"the merger, codename Kestrel, goes on", "codename Kestrel"},
      {"codenamed \u201cKestrel\u201d", "codenamed \u201cKestrel"},
      {"The raid, codenamed Kestrel, of 1943: a talk", ""},
      {"Project Gutenberg", ""},
      {"a codename generator", ""},
  });
}

TEST(KindSecret, OnlyWhatIsAskedForIsLookedFor) {
  const ReviewTest test(rule_with("kind: secret\nfind: [key]"));
  EXPECT_EQ(test.told("password: blue42 on 10.4.17.22"), "");
  EXPECT_NE(ReviewTest(rule_with("kind: secret\nfind: [gossip]")).mistakes(), "");
}

}  // namespace
}  // namespace decorum::review
