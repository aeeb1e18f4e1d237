#include "cli/files.h"

#include <cstdlib>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cli/command.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "decorum-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << bytes;
  }

  // What reading the folder is refused with; empty when it is not refused.
  std::string refusal(const FolderLimits& limits = {}) {
    try {
      read_folder(root_, limits);
      return {};
    } catch (const CannotRun& error) {
      return error.what();
    }
  }

  fs::path root_;
};

std::string file_refusal(const fs::path& path, std::size_t bytes_max = 1000) {
  try {
    read_file(path, bytes_max);
    return {};
  } catch (const CannotRun& error) {
    return error.what();
  }
}

TEST_F(Files, AFileComesWithAllItsBytes) {
  const std::string bytes = std::string("a\0b\r\n\xff", 6) + std::string(200'000, 'x');
  write("a", bytes);
  EXPECT_EQ(read_file(root_ / "a", 1 << 20), bytes);
  EXPECT_EQ(read_input((root_ / "a").string(), 1 << 20), bytes);
}

TEST_F(Files, EachWayInWhichAFileCannotBeReadHasItsSentence) {
  write("big", std::string(1001, 'x'));
  write("fits", std::string(1000, 'x'));
  fs::create_directory(root_ / "folder");
  fs::create_symlink("b", root_ / "a");
  fs::create_symlink("a", root_ / "b");
  EXPECT_NE(file_refusal(root_ / "none").find("none: there is no such file"), std::string::npos);
  EXPECT_NE(file_refusal(root_ / "folder").find("it is a folder"), std::string::npos);
  EXPECT_NE(file_refusal(root_ / "a").find("links lead to themselves"), std::string::npos);
  EXPECT_NE(file_refusal(root_ / "fits" / "x").find("not a folder"), std::string::npos);
  EXPECT_NE(file_refusal(root_ / "big").find("larger than 1000 bytes"), std::string::npos);
  EXPECT_EQ(file_refusal(root_ / "fits"), "");
  EXPECT_NE(file_refusal(root_ / std::string(300, 'n')).find("too long"), std::string::npos);
  EXPECT_THROW(read_input("", 10), CannotRun);
  if (::geteuid() != 0) {
    fs::permissions(root_ / "fits", fs::perms::none);
    EXPECT_NE(file_refusal(root_ / "fits").find("no permission"), std::string::npos);
  }
}

TEST_F(Files, AnEndlessFileStopsAtTheBound) {
  EXPECT_NE(file_refusal("/dev/zero", 1 << 20).find("larger than 1 MiB"), std::string::npos);
}

TEST_F(Files, AFolderComesInTheOrderOfPathBytes) {
  for (const char* name : {"b.yaml", "a/z.yaml", "a.yaml", "B.yaml", "a/b/c.yaml", "a-b.yaml"}) {
    write(name, name);
  }
  std::vector<std::string> paths;
  for (const policy::PolicyFile& file : read_folder(root_, {})) {
    EXPECT_EQ(file.path, file.bytes);
    paths.push_back(file.path);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"B.yaml", "a-b.yaml", "a.yaml", "a/b/c.yaml",
                                             "a/z.yaml", "b.yaml"}));
}

TEST_F(Files, HiddenNamesAreLeftOut) {
  write(".git/config", "x");
  write(".swp", "x");
  write("a.yaml", "x");
  EXPECT_EQ(read_folder(root_, {}).size(), 1u);
}

TEST_F(Files, ALinkToAFileIsReadLikeTheFile) {
  write("a.yaml", "text");
  fs::create_symlink("a.yaml", root_ / "b.yaml");
  const auto files = read_folder(root_, {});
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[1].bytes, "text");
}

TEST_F(Files, ALinkToAFolderIsNotFollowed) {
  write("a.yaml", "x");
  fs::create_directory_symlink(".", root_ / "loop");
  EXPECT_NE(refusal().find("loop: it is a link to a folder"), std::string::npos);
}

TEST_F(Files, ADeadLinkIsNamed) {
  fs::create_symlink("nowhere", root_ / "dead.yaml");
  EXPECT_NE(refusal().find("dead.yaml: the link leads nowhere"), std::string::npos);
}

TEST_F(Files, ALinkToItselfIsNamed) {
  fs::create_symlink("self.yaml", root_ / "self.yaml");
  EXPECT_NE(refusal().find("self.yaml: its links lead to themselves"), std::string::npos);
}

TEST_F(Files, APipeInAFolderDoesNotBlock) {
  ASSERT_EQ(::system(("mkfifo '" + (root_ / "pipe").string() + "'").c_str()), 0);
  EXPECT_NE(refusal().find("pipe: it is not a plain file"), std::string::npos);
}

TEST_F(Files, EachBoundOfAFolderHolds) {
  write("a/b/c/d.yaml", std::string(100, 'x'));
  write("e.yaml", std::string(100, 'x'));
  EXPECT_EQ(refusal({.files = 2, .file_bytes = 100, .all_bytes = 200, .depth = 3}), "");
  EXPECT_NE(refusal({.files = 1}).find("more than 1 files"), std::string::npos);
  EXPECT_NE(refusal({.file_bytes = 99}).find("larger than 99 bytes"), std::string::npos);
  EXPECT_NE(refusal({.all_bytes = 199}).find("larger than 199 bytes"), std::string::npos);
  EXPECT_NE(refusal({.depth = 2}).find("nested deeper than 2"), std::string::npos);
}

TEST_F(Files, AFolderThatIsNoneIsNamed) {
  write("file", "x");
  EXPECT_THROW(read_folder(root_ / "none", {}), CannotRun);
  EXPECT_THROW(read_folder(root_ / "file", {}), CannotRun);
  EXPECT_THROW(read_files_ending(root_ / "none", ".model", 10), CannotRun);
}

TEST_F(Files, OnlyTheEndingAskedForIsTaken) {
  write("b.model", "b");
  write("a.model", "a");
  write("a.card", "x");
  write("below/c.model", "x");
  const auto files = read_files_ending(root_, ".model", 10);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path, "a.model");
  EXPECT_EQ(files[1].bytes, "b");
}

TEST_F(Files, AFileIsWrittenWhole) {
  write_file(root_ / "out", "first");
  write_file(root_ / "out", "second");
  EXPECT_EQ(read_file(root_ / "out", 100), "second");
  EXPECT_EQ(read_folder(root_, {}).size(), 1u);  // nothing is left beside it
}

TEST_F(Files, WhatCannotBeWrittenLeavesWhatWasThere) {
  write("out", "first");
  EXPECT_THROW(write_file("/dev/full", "x"), CannotRun);
  EXPECT_THROW(write_file(root_, "x"), CannotRun);
  EXPECT_THROW(write_file(root_ / "none" / "out", "x"), CannotRun);
  EXPECT_THROW(write_file(root_ / "out" / "below", "x"), CannotRun);
  EXPECT_EQ(read_file(root_ / "out", 100), "first");
}

}  // namespace
}  // namespace decorum::cli
