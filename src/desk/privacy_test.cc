#include "desk/privacy.h"

#include <gtest/gtest.h>

#include "desk/desk_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Privacy : public DeskForTest {
 protected:
  Privacy() {
    officer.id = "person:nasreen-oakshott";
    officer.person = "nasreen-oakshott";
    officer.may = permissions_of("data-protection-officer");
    case_id = post("1", "Where is my kumquat?");
    author = post_row("1").author;
  }
  void close() {
    done(responder, case_id, "close", R"({"as":"no-reply","reason":"asked elsewhere"})");
  }

  Actor officer;
  base::Id case_id, author;
  EraseRequest because{"asked for on 26 November"};
};

TEST_F(Privacy, OnlyTheOfficerErasesOrHandsOut) {
  EXPECT_EQ(erase_author(desk_, actor(manager), author, because).error().why,
            Refusal::not_permitted);
  EXPECT_EQ(erase_post(desk_, actor(manager), post_row("1").id, because).error().why,
            Refusal::not_permitted);
  EXPECT_EQ(held_on_person(desk_, actor(manager), author).error().why, Refusal::not_permitted);
  EXPECT_EQ(erase_author(desk_, officer, base::Id{77}, because).error().why, Refusal::not_found);
}

TEST_F(Privacy, WhatAnOpenCaseNeedsIsKeptAndSaidSo) {
  const auto erased = erase_author(desk_, officer, author, because);
  ASSERT_TRUE(erased);
  EXPECT_EQ(erased->texts, 0);
  EXPECT_EQ(erased->kept, 1);
  ASSERT_EQ(erased->because.size(), 1U);
  EXPECT_EQ(found("kumquat"), 1U);
  EXPECT_EQ(erase_post(desk_, officer, post_row("1").id, because).error().why,
            Refusal::on_legal_hold);
}

TEST_F(Privacy, EverythingGoesOnceNoCaseNeedsItAndTheProofsStay) {
  close();
  const auto erased = erase_author(desk_, officer, author, because);
  ASSERT_TRUE(erased);
  EXPECT_EQ(erased->texts, 2) << "the post and the name";
  EXPECT_EQ(erased->kept, 0);
  EXPECT_EQ(found("kumquat"), 0U);
  EXPECT_EQ(post_row("1").state, store::PostState::erased);
  EXPECT_EQ(post_row("1").digest.size(), 64U);
  store_.read([&](store::Snapshot& in) { EXPECT_FALSE(in.author(author)->name); });
  row_is_its_events(case_id);
  EXPECT_EQ(erase_author(desk_, officer, author, because)->texts, 0);
}

TEST_F(Privacy, ALegalHoldKeepsWhatWouldGo) {
  Actor lawyer;
  lawyer.id = "person:leopold-fenn";
  lawyer.person = "leopold-fenn";
  lawyer.may = permissions_of("legal-adviser");
  ASSERT_TRUE(perform(desk_, lawyer,
                      {.case_id = case_id, .act = "legal-hold", .request = R"({"matter":"m-1"})"}));
  close();
  EXPECT_EQ(erase_author(desk_, officer, author, because)->kept, 1);
  clock_.pass(24h * 3000);
  retention_run(desk_);
  EXPECT_EQ(found("kumquat"), 1U);
}

TEST_F(Privacy, WhatIsHeldIsHandedOutWhole) {
  done(responder, case_id, "note", R"({"text":"asked before"})");
  const auto held = held_on_person(desk_, officer, author);
  ASSERT_TRUE(held);
  EXPECT_EQ(held->author.handle, "ana");
  ASSERT_EQ(held->posts.size(), 1U);
  EXPECT_EQ(held->posts.front().text, "Where is my kumquat?");
  EXPECT_EQ(held->notes, (std::vector<std::string>{"asked before"}));
  EXPECT_FALSE(held->is_cut);
  EXPECT_EQ(kinds().back(), "exported-on-person");
}

TEST_F(Privacy, RetentionLetsGoWhatIsOverAndNothingSooner) {
  close();
  clock_.pass(24h * 729);
  EXPECT_EQ(retention_run(desk_), 0U);
  clock_.pass(24h * 2);
  EXPECT_EQ(retention_run(desk_), 1U);
  EXPECT_EQ(found("kumquat"), 0U);
  EXPECT_EQ(retention_run(desk_), 0U);
}

}  // namespace
}  // namespace decorum::desk
