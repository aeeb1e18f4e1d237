#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/command.h"
#include "cli/options.h"

namespace decorum::cli {
namespace {

std::vector<std::string> seen;

int keep(Arguments arguments) {
  seen.assign(arguments.begin(), arguments.end());
  return 42;
}

constexpr std::array commands = {Command{"evaluate", "Measure", keep},
                                 Command{"text", "Count", keep}};

struct Ran {
  int exit = 0;
  std::string output, error;
};

Ran run(const std::vector<std::string>& arguments) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Ran ran;
  ran.exit = dispatch("decorum", "About.", commands, "  decorum text a\n", arguments);
  ran.output = ::testing::internal::GetCapturedStdout();
  ran.error = ::testing::internal::GetCapturedStderr();
  return ran;
}

TEST(Dispatch, ACommandGetsWhatStandsAfterItsName) {
  EXPECT_EQ(run({"text", "--site", "x", "-"}).exit, 42);
  EXPECT_EQ(seen, (std::vector<std::string>{"--site", "x", "-"}));
}

TEST(Dispatch, HelpListsEveryCommandAndAnExample) {
  for (const char* word : {"--help", "-h", "help"}) {
    const Ran ran = run({word});
    EXPECT_EQ(ran.exit, exit_good);
    EXPECT_NE(ran.output.find("evaluate"), std::string::npos);
    EXPECT_NE(ran.output.find("Examples:\n  decorum text a"), std::string::npos);
    EXPECT_EQ(ran.error, "");
  }
}

TEST(Dispatch, AMisspeltCommandIsGuessed) {
  const Ran ran = run({"evalute"});
  EXPECT_EQ(ran.exit, exit_cannot_run);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(ran.error,
            "decorum: there is no command 'evalute'; did you mean 'decorum evaluate'?\n");
}

TEST(Dispatch, AStrangeCommandIsAnsweredWithTheHelp) {
  EXPECT_EQ(run({"xyzzy"}).error,
            "decorum: there is no command 'xyzzy' ('decorum --help' lists the commands)\n");
  EXPECT_EQ(run({"\x1b[2J"}).error,
            "decorum: there is no command '?[2J' ('decorum --help' lists the commands)\n");
  EXPECT_EQ(run({""}).exit, exit_cannot_run);
  EXPECT_EQ(run({}).exit, exit_cannot_run);
  EXPECT_EQ(run({"--bogus"}).exit, exit_cannot_run);
}

struct Parsed {
  std::optional<int> exit;
  std::string site, file, output, error;
  bool flag = false;
};

Parsed parse(const std::vector<std::string>& arguments) {
  Parsed parsed;
  Options options({.usage = "decorum text [OPTIONS] [FILE|-]",
                   .about = "Counts.",
                   .examples = "  decorum text a\n"});
  options.app().add_option("--site", parsed.site, "The site");
  options.app().add_flag("--flag", parsed.flag, "A flag");
  options.app().add_option("FILE", parsed.file, "The file");
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  parsed.exit = options.parse(arguments);
  parsed.output = ::testing::internal::GetCapturedStdout();
  parsed.error = ::testing::internal::GetCapturedStderr();
  return parsed;
}

TEST(Options, ArgumentsReachTheirPlaces) {
  struct Row {
    std::vector<std::string> arguments;
    std::string site, file;
    bool flag;
  };
  const Row rows[] = {
      {{"--site", "x", "a"}, "x", "a", false},
      {{"--site=x", "-"}, "x", "-", false},
      {{"a", "--flag"}, "", "a", true},
      {{"--flag", "--", "--site"}, "", "--site", true},
      {{"[1, 2]"}, "", "[1, 2]", false},
      {{"'quoted'"}, "", "'quoted'", false},
      {{"-1"}, "", "-1", false},
      {{"{}"}, "", "{}", false},
      {{"%%"}, "", "%%", false},
      {{"a b"}, "", "a b", false},
  };
  for (const Row& row : rows) {
    const Parsed parsed = parse(row.arguments);
    EXPECT_EQ(parsed.exit, std::nullopt) << parsed.error;
    EXPECT_EQ(parsed.site, row.site);
    EXPECT_EQ(parsed.file, row.file);
    EXPECT_EQ(parsed.flag, row.flag);
  }
}

TEST(Options, AMistakeIsOneLineAndExitTwo) {
  struct Row {
    std::vector<std::string> arguments;
    std::string part;
  };
  const Row rows[] = {
      {{"--siet", "x"}, "there is no option '--siet'; did you mean '--site'?"},
      {{"--bogus=7"}, "there is no option '--bogus'"},
      {{"a", "b"}, "'b' is one argument too many"},
      {{"--site"}, "--site"},
      {{"-q"}, "there is no option '-q'"},
  };
  for (const Row& row : rows) {
    const Parsed parsed = parse(row.arguments);
    EXPECT_EQ(parsed.exit, exit_cannot_run);
    EXPECT_EQ(parsed.output, "");
    EXPECT_EQ(parsed.error.find('\n'), parsed.error.size() - 1) << parsed.error;
    EXPECT_NE(parsed.error.find(row.part), std::string::npos) << parsed.error;
    EXPECT_NE(parsed.error.find("'decorum text --help' tells more"), std::string::npos);
  }
}

TEST(Options, HelpHasUsageOptionsAndExamples) {
  const Parsed parsed = parse({"--help"});
  EXPECT_EQ(parsed.exit, exit_good);
  for (const char* part : {"Counts.", "Usage: decorum text [OPTIONS] [FILE|-]", "--site",
                           "--version", "Examples:\n  decorum text a"}) {
    EXPECT_NE(parsed.output.find(part), std::string::npos) << parsed.output;
  }
}

TEST(Options, TheVersionIsOneLine) {
  EXPECT_EQ(parse({"--version"}).output, "decorum " DECORUM_VERSION "\n");
}

}  // namespace
}  // namespace decorum::cli
