// `decorum user` and `decorum token` as somebody at the machine uses them, on a real store.
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/command.h"
#include "cli/open_desk.h"
#include "desk/sign_in.h"
#include "sqlite/sqlite_store.h"

namespace decorum::cli {
namespace {

class UserCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("decorum-user-{}-{}", ::getpid(),
                          testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    option_ = "sqlite:" + (folder_ / "desk.sqlite").string();
    sqlite::open_store((folder_ / "desk.sqlite").string(), {});
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // What it prints.
  std::string good(int (*command)(Arguments), std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--store", option_});
    ::testing::internal::CaptureStdout();
    int exit = -1;
    std::string error;
    try {
      exit = command(arguments);
    } catch (const CannotRun& no) {
      error = no.what();
    }
    const std::string output = ::testing::internal::GetCapturedStdout();
    EXPECT_EQ(exit, exit_good) << output << error;
    return output;
  }
  std::string refused(int (*command)(Arguments), std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--store", option_});
    try {
      command(arguments);
    } catch (const CannotRun& no) {
      return no.what();
    }
    ADD_FAILURE() << "it was done";
    return {};
  }
  // Adds Ana, who administers, with a password.
  void add_ana() {
    const std::string told =
        good(run_user, {"add", "--name", "Ana Pell", "--email", "ana@x.example",
                        "--administrator"});
    const std::size_t at = told.find("/l/");
    ASSERT_NE(at, std::string::npos) << told;
    DeskAtHand at_hand(option_);
    const std::string secret = told.substr(at + 3, told.size() - at - 4);
    EXPECT_TRUE(desk::set_password(at_hand.desk(), secret, {"seven violet tram lines"}));
  }

  std::filesystem::path folder_;
  std::string option_;
};

TEST_F(UserCommand, AddsTheFirstAdministratorAndListsThem) {
  add_ana();
  EXPECT_EQ(good(run_user, {"list"}), "ana-pell ana@x.example active administrator\n");
}

TEST_F(UserCommand, GivesAndEndsRoles) {
  add_ana();
  good(run_user, {"add", "--name", "Rhea", "--email", "rhea@x.example"});
  std::string held = good(run_user, {"role", "rhea", "manager"});
  held.pop_back();
  EXPECT_NE(good(run_user, {"list"}).find("rhea rhea@x.example invited manager\n"),
            std::string::npos);
  good(run_user, {"end-role", held});
  EXPECT_NE(good(run_user, {"list"}).find("rhea rhea@x.example invited\n"), std::string::npos);
}

TEST_F(UserCommand, RefusesAsTheDeskDoes) {
  add_ana();
  EXPECT_NE(refused(run_user, {"deactivate", "ana-pell"}).find("nobody else"), std::string::npos);
  EXPECT_NE(refused(run_user, {"role", "ana-pell", "king"}).find("no such role"),
            std::string::npos);
  EXPECT_NE(refused(run_user, {"role", "nobody", "manager"}).find("no such person"),
            std::string::npos);
  EXPECT_NE(refused(run_user, {"reset", "nobody"}).find("no such person"), std::string::npos);
  EXPECT_NE(refused(run_user, {"remove-codes", "ana-pell"}).find("no codes"), std::string::npos);
  EXPECT_NE(refused(run_user, {"role", "ana-pell", "manager", "--from", "today"}).find("--from"),
            std::string::npos);
  EXPECT_NE(refused(run_user, {"add", "--name", "Two", "--email", "ANA@x.example"}).find("already"),
            std::string::npos);
}

TEST_F(UserCommand, ATokenIsShownOnceAndEnds) {
  add_ana();
  const auto year = std::chrono::floor<std::chrono::days>(desk::SystemClock().now()) +
                    std::chrono::days(30);
  const std::string until = base::format_date(year);
  std::string secret = good(run_token, {"make", "--owner", "ana-pell", "--name", "cuttings",
                                        "--may", "intake", "--until", until});
  secret.pop_back();
  {
    DeskAtHand at_hand(option_);
    const auto actor = desk::token_actor(at_hand.desk(), secret);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->may.count(), 1u);
  }
  const std::string list = good(run_token, {"list"});
  EXPECT_NE(list.find("intake cuttings"), std::string::npos) << list;
  EXPECT_EQ(list.find(secret), std::string::npos);
  good(run_token, {"end", list.substr(0, list.find(' '))});
  EXPECT_EQ(good(run_token, {"list"}), "");
  EXPECT_NE(refused(run_token, {"make", "--owner", "ana-pell", "--name", "x", "--may",
                                "see-cases", "--until", until}).find("more than you"),
            std::string::npos);
  EXPECT_NE(refused(run_token, {"make", "--owner", "nobody", "--name", "x", "--may", "intake",
                                "--until", until}).find("nobody active"), std::string::npos);
  EXPECT_NE(refused(run_token, {"end", "0sbw2xwh00001"}).find("no such token"), std::string::npos);
}

}  // namespace
}  // namespace decorum::cli
