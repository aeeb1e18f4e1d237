#include "desk/secrets.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "desk/people_for_test.h"

namespace decorum::desk {
namespace {

TEST(Secrets, TokensDifferAndHave43Letters) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                      "0123456789-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(token).second);
  }
}

TEST(Secrets, AreTheSameOnlyWhenEveryByteIs) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_TRUE(same_secret("", ""));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
  EXPECT_FALSE(same_secret("abc", ""));
}

TEST(Passwords, AreHashedWithArgon2idAndASalt) {
  const std::string hash = hash_password(password_for_test);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
  EXPECT_NE(hash, hash_password(password_for_test));
  EXPECT_TRUE(password_matches(hash, password_for_test));
  EXPECT_FALSE(is_weak_hash(hash));
}

TEST(Passwords, MatchAsPeopleSeeThem) {
  const std::string hash = hash_password("Zo\xC3\xAB walks the d\xC3\xA9tour");
  EXPECT_TRUE(password_matches(hash, "Zoe\xCC\x88 walks the de\xCC\x81tour"));
}

TEST(Passwords, NothingElseMatches) {
  const std::string hash = hash_password(password_for_test);
  EXPECT_FALSE(password_matches(hash, ""));
  EXPECT_FALSE(password_matches(hash, "Seven violet tram lines"));
  EXPECT_FALSE(password_matches(hash, "seven violet tram lines "));
  EXPECT_FALSE(password_matches(hash, std::string(password_for_test) + std::string(1, '\0')));
  EXPECT_FALSE(password_matches(hash, std::string(100'000, 'a')));
  EXPECT_FALSE(password_matches("", password_for_test));
  EXPECT_FALSE(password_matches("", ""));
  EXPECT_FALSE(password_matches("seven violet tram lines", password_for_test));
  EXPECT_FALSE(password_matches(hash.substr(0, hash.size() - 1), password_for_test));
  EXPECT_FALSE(password_matches(std::string(4000, '$'), password_for_test));
}

TEST(Passwords, AHashOfLessWorkIsWeak) {
  EXPECT_TRUE(is_weak_hash("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                           "qCzxnCHqCzxnCHqCzxnCHqCzxnCHqCzxnCHqCzxnCHo"));
  EXPECT_TRUE(is_weak_hash(""));
  EXPECT_TRUE(is_weak_hash(std::string(500, 'x')));
}

TEST(Passwords, AFewWordsAreTaken) {
  for (const std::string_view good :
       {password_for_test, other_password_for_test, std::string_view("Xk7!pQ-2vLm9"),
        std::string_view("\xD0\xBB\xD0\xBE\xD0\xB4\xD0\xBA\xD0\xB0 \xD0\xBF\xD0\xBB\xD1\x8B"
                         "\xD0\xB2\xD1\x91\xD1\x82 \xD0\xB2\xD0\xBD\xD0\xB8\xD0\xB7")}) {
    EXPECT_EQ(refuse_password(good, {"Ada Min", "ada@example.org"}), std::nullopt) << good;
  }
}

TEST(Passwords, WhatIsTriedFirstIsRefused) {
  const std::vector<std::string> own{"Ludmila Strakova", "lud.strakova@quillmere.example",
                                     "Quillmere Institute"};
  for (const std::string_view bad :
       {"", "short", "elevenbytes", "aaaaaaaaaaaaaaaa", "abababababababab", "1234567890123",
        "abcdefghijklmnop", "98765432109876", "112233445566778899", "abc1abc1abc1abc1",
        "passwordpassword", "Password123456", "PASSWORD!2026", "qwertyuiop12", "QwErTyUiOp[]",
        "1q2w3e4r5t6y", "1qaz2wsx3edc4", "administrator1", "letmeinletmein", "iloveyou2026!",
        "correcthorsebatterystaple", "Summer2026!!!", "decorumdecorum", "Ludmila2026!!",
        "StrakovaLudmila", "quillmere-2026", "ludmila.strakova", "zxcvbnm,./zxcvbnm",
        "\xEF\xBD\x90\xEF\xBD\x81\xEF\xBD\x93\xEF\xBD\x93word123456"}) {
    EXPECT_NE(refuse_password(bad, own), std::nullopt) << bad;
  }
  EXPECT_NE(refuse_password(std::string(257, 'a') + "bcd efg xyz", {}), std::nullopt);
}

TEST(Passwords, LettersAreCountedAsPeopleSeeThem) {
  // Eleven letters of two bytes each.
  EXPECT_NE(refuse_password("\xC3\xA9\xC3\xB8\xC3\xA5\xC3\xBC\xC3\xB1\xC3\xA7\xC3\xAF\xC3\xB4"
                            "\xC3\xA8\xC3\xAA\xC3\xAB", {}),
            std::nullopt);
}

TEST(Vault, OpensWhatItLockedAndNothingElse) {
  const KeyFileForTest keys;
  const Vault vault(keys.path);
  const std::string locked = vault.lock("the seed", "totp ada");
  EXPECT_EQ(locked.find("the seed"), std::string::npos);
  EXPECT_NE(locked, vault.lock("the seed", "totp ada"));
  EXPECT_EQ(vault.unlock(locked, "totp ada"), "the seed");
  EXPECT_EQ(vault.unlock(vault.lock("", "x"), "x"), "");

  EXPECT_EQ(vault.unlock(locked, "totp eve"), std::nullopt);
  EXPECT_EQ(vault.unlock("", "totp ada"), std::nullopt);
  EXPECT_EQ(vault.unlock("v1.", "totp ada"), std::nullopt);
  EXPECT_EQ(vault.unlock("v2" + locked.substr(2), "totp ada"), std::nullopt);
  EXPECT_EQ(vault.unlock(locked + "A", "totp ada"), std::nullopt);
  EXPECT_EQ(vault.unlock("the seed", "totp ada"), std::nullopt);
  for (std::size_t length = 0; length < locked.size(); ++length) {
    EXPECT_EQ(vault.unlock(locked.substr(0, length), "totp ada"), std::nullopt) << length;
  }
  for (std::size_t at = 12; at < locked.size(); ++at) {
    std::string changed = locked;
    changed[at] = changed[at] == 'A' ? 'w' : 'A';
    EXPECT_EQ(vault.unlock(changed, "totp ada"), std::nullopt) << at;
  }
}

TEST(Vault, AnotherDesksKeyOpensNothing) {
  const KeyFileForTest one, two;
  EXPECT_EQ(Vault(two.path).unlock(Vault(one.path).lock("s", "x"), "x"), std::nullopt);
}

TEST(Vault, OldKeysStillOpenAfterANewOne) {
  const KeyFileForTest keys;
  const std::string locked = Vault(keys.path).lock("the seed", "x");
  Vault::add_key(keys.path);
  const Vault vault(keys.path);
  EXPECT_EQ(vault.unlock(locked, "x"), "the seed");
  EXPECT_FALSE(vault.is_locked_with_newest(locked));
  EXPECT_TRUE(vault.is_locked_with_newest(vault.lock("the seed", "x")));
  EXPECT_FALSE(vault.is_locked_with_newest(""));
}

TEST(Vault, ItsFileIsForItsOwnerAlone) {
  const KeyFileForTest keys;
  { const Vault vault(keys.path); }
  struct stat status {};
  ASSERT_EQ(::stat(keys.path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  for (const mode_t mode : {0640u, 0604u, 0666u, 0620u}) {
    ASSERT_EQ(::chmod(keys.path.c_str(), mode), 0);
    EXPECT_THROW(Vault{keys.path}, std::runtime_error) << mode;
  }
}

TEST(Vault, AFileThatHoldsNoKeysIsRefused) {
  for (const std::string_view bytes : {"", "\n", "abc", "0011aabb zz", "0011aabb 00ff\n"}) {
    const KeyFileForTest keys;
    std::ofstream(keys.path) << bytes;
    ASSERT_EQ(::chmod(keys.path.c_str(), 0600), 0);
    EXPECT_THROW(Vault{keys.path}, std::runtime_error) << bytes;
  }
  EXPECT_THROW(Vault{"/nowhere/at/all"}, std::runtime_error);
}

}  // namespace
}  // namespace decorum::desk
