// note, withdraw-note, tag, untag.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

class Notes : public ::testing::Test {
 protected:
  void is_noted(std::int64_t event, const Actor& by, bool withdrawn = false) {
    world.one.notes.push_back({base::Id{event}, by.id, world.now, {}, withdrawn});
  }
  std::string note_of(std::int64_t event) {
    return R"({"note":")" + base::to_text(base::Id{event}) + "\"}";
  }
  World world;
};

TEST_F(Notes, The_words_are_kept_outside_the_event) {
  const auto acted = world.act(world.ana, "note", R"({"text":"Rang her; all is well"})");
  EXPECT_EQ(world.keeper.text(only<cases::Noted>(acted).text), "Rang her; all is well");
  EXPECT_EQ(world.keeper.texts.begin()->second.first, "note");
}

TEST_F(Notes, A_note_says_something) {
  for (const char* request : {R"({"text":""})", R"({"text":" \t\n"})", "{}", R"({"text":5})"}) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "note", request), Refusal::bad_request))
        << request;
  }
  const std::string text(note_bytes_max + 1, 'a');
  EXPECT_TRUE(is_refused(world.act(world.ana, "note", R"({"text":")" + text + "\"}"),
                         Refusal::bad_request));
  EXPECT_TRUE(world.keeper.texts.empty());
}

TEST_F(Notes, There_is_an_end_to_notes) {
  for (std::size_t i = 0; i < cases::notes_max; ++i) is_noted(1, world.ana);
  EXPECT_TRUE(is_refused(world.act(world.ana, "note", R"({"text":"One more"})"),
                         Refusal::too_many, "1000"));
}

TEST_F(Notes, Ones_own_note_is_withdrawn_and_nobody_elses) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-note", note_of(1)), Refusal::already_so));
  is_noted(1, world.ben);
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-note", note_of(1)), Refusal::not_yours));
  is_noted(2, world.ana);
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-note", note_of(1)), Refusal::not_yours,
                         "Ben Sample"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-note", note_of(3)), Refusal::not_found));
  EXPECT_EQ(only<cases::NoteWithdrawn>(world.act(world.ana, "withdraw-note", note_of(2))).note,
            base::Id{2});
  EXPECT_TRUE(world.act(world.meg, "withdraw-note", note_of(1)));
}

TEST_F(Notes, A_note_is_withdrawn_once) {
  is_noted(1, world.ana, true);
  is_noted(2, world.ana);
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-note", note_of(1)), Refusal::already_so));
}

TEST_F(Notes, A_tag_is_a_word_and_no_text) {
  for (const char* tag : {"exam-results", "2026", "a", "a-b-c"}) {
    const auto acted = world.act(world.ana, "tag", fmt::format(R"({{"tag":"{}"}})", tag));
    EXPECT_EQ(only<cases::Tagged>(acted).tag, tag);
  }
  const std::string longest(40, 'a');
  EXPECT_TRUE(world.act(world.ana, "tag", fmt::format(R"({{"tag":"{}"}})", longest)));
  for (const std::string& tag :
       std::vector<std::string>{"Exam", "exam results", "-exam", "ex--am", "exam-", "", "-",
                                "exam_results", "ex.am", "caf\u00e9", longest + "a"}) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "tag", fmt::format(R"({{"tag":"{}"}})", tag)),
                           Refusal::bad_request))
        << tag;
  }
}

TEST_F(Notes, A_tag_is_put_on_once_and_taken_off_once) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "untag", R"({"tag":"late"})"), Refusal::already_so));
  world.one.tags = {"late"};
  EXPECT_TRUE(is_refused(world.act(world.ana, "tag", R"({"tag":"late"})"), Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.ana, "untag", R"({"tag":"soon"})"), Refusal::already_so));
  EXPECT_EQ(only<cases::Untagged>(world.act(world.ana, "untag", R"({"tag":"late"})")).tag, "late");
}

TEST_F(Notes, There_is_an_end_to_tags) {
  for (std::size_t i = 0; i < cases::tags_max; ++i) world.one.tags.push_back(fmt::format("t{}", i));
  EXPECT_TRUE(is_refused(world.act(world.ana, "tag", R"({"tag":"more"})"), Refusal::too_many));
}

}  // namespace
}  // namespace decorum::desk
