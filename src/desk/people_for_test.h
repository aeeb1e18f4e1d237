// For tests: a desk with its first administrator, and people with roles given at the desk.
//
//   PeopleWorld world;
//   world.add("Rhea Sund", "responder");            // rhea-sund, with the test's password
//   const auto in = world.sign_in("rhea-sund");
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/time.h"
#include "desk/clock.h"
#include "desk/desk.h"
#include "desk/people.h"
#include "desk/policy_for_test.h"
#include "desk/sign_in.h"
#include "desk/store_for_test.h"

namespace decorum::desk {

inline constexpr std::string_view password_for_test = "seven violet tram lines";
inline constexpr std::string_view other_password_for_test = "a kettle of mild thunder";

// A key file in a folder of its own, which goes with it.
struct KeyFileForTest {
  KeyFileForTest()
      : folder(std::filesystem::temp_directory_path() /
               fmt::format("decorum-keys-{}-{}", ::getpid(), number()++)),
        path((folder / "keys").string()) {
    std::filesystem::create_directories(folder);
  }
  ~KeyFileForTest() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  KeyFileForTest(const KeyFileForTest&) = delete;
  KeyFileForTest& operator=(const KeyFileForTest&) = delete;

  std::filesystem::path folder;
  std::string path;

 private:
  static int& number() {
    static int made = 0;
    return made;
  }
};

struct PeopleWorld {
  explicit PeopleWorld(bool with_administrator = true) {
    if (!with_administrator) return;
    const auto secret = first_set_up(desk);
    EXPECT_TRUE(secret);
    EXPECT_TRUE(set_up(desk, secret.value_or(""),
                       {"Ada Min", "ada@example.org", std::string(password_for_test)}));
  }

  static std::shared_ptr<const InUse> in_use() {
    auto made = std::make_shared<InUse>();
    made->policy = &institute_for_test().policy;
    return made;
  }
  std::chrono::sys_days day() const { return std::chrono::floor<std::chrono::days>(clock.now()); }

  Actor actor(std::string_view id) {
    std::optional<Actor> found;
    desk.store().read([&](store::Snapshot& in) {
      found = actor_for(in, *desk.in_use(), id, desk.now());
    });
    return found.value_or(Actor{});
  }
  Actor ada() { return actor("ada-min"); }

  PersonRecord record(std::string_view id) {
    std::optional<PersonRecord> found;
    desk.store().read([&](store::Snapshot& in) { found = person(in, id); });
    return found.value_or(PersonRecord{});
  }
  // Their id.
  std::string add(const std::string& name, std::string_view role = {}) {
    const std::string email = fmt::format("p{}@example.org", ++added_);
    const auto added = add_person(desk, ada(), {name, email, ""});
    EXPECT_TRUE(added);
    EXPECT_TRUE(set_password(desk, added->secret, {std::string(password_for_test)}));
    if (!role.empty()) {
      EXPECT_TRUE(give_role(desk, ada(), {"", added->person.id, std::string(role), day(), {}}));
    }
    return added->person.id;
  }
  OrRefused<SignedIn> sign_in(std::string_view id, std::string password = "",
                              std::string code = "", std::string address = "192.0.2.7") {
    if (password.empty()) password = password_for_test;
    return desk::sign_in(desk, vault, slowdown, {record(id).email, password, code},
                         {std::move(address), "a browser"});
  }
  // Kinds of the events that were written, in order.
  std::vector<std::string> kinds() {
    std::vector<std::string> list;
    desk.store().read([&](store::Snapshot& in) {
      for (const auto& row : in.events_after({}, store::page_max)) list.push_back(row.kind);
    });
    return list;
  }
  std::string all_events() {
    std::string bytes;
    desk.store().read([&](store::Snapshot& in) {
      for (const auto& row : in.events_after({}, store::page_max)) bytes += row.bytes + "\n";
    });
    return bytes;
  }

  SetClock clock{*base::parse_rfc3339("2026-11-27T10:00:00Z")};
  StoreForTest store;
  Desk desk{store, clock, in_use()};
  KeyFileForTest keys;
  Vault vault{keys.path};
  Slowdown slowdown;

 private:
  int added_ = 0;
};

}  // namespace decorum::desk
