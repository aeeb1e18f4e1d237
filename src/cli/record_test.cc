// `decorum record` as a person uses it, on a real store: from the store to a proof that needs none.
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/record_for_test.h"
#include "record/head.h"
#include "record/proof_file.h"

namespace decorum::cli {
namespace {

class RecordCommand : public RecordStore {
 protected:
  struct Ran {
    int exit = 0;
    std::string output, error;
  };

  Ran run(std::vector<std::string> arguments) {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Ran ran;
    try {
      ran.exit = run_record(arguments);
    } catch (const CannotRun& error) {
      ran.exit = exit_cannot_run;
      ran.error = error.what();
    }
    ran.output = ::testing::internal::GetCapturedStdout();
    ran.error += ::testing::internal::GetCapturedStderr();
    return ran;
  }
  std::string good(std::vector<std::string> arguments) {
    const Ran ran = run(std::move(arguments));
    EXPECT_EQ(ran.exit, exit_good) << ran.output << ran.error;
    return ran.output;
  }
  std::string cannot(std::vector<std::string> arguments) {
    const Ran ran = run(std::move(arguments));
    EXPECT_EQ(ran.exit, exit_cannot_run) << ran.output;
    EXPECT_EQ(ran.output, "");
    return ran.error;
  }
  std::string key_text(const std::string& seed) {
    return record::to_text(pair_for_test(seed).public_key());
  }
  void keep(std::string_view name, std::string_view bytes) { write_file(in_folder(name), bytes); }
};

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_F(RecordCommand, VerifySaysWhatItReadAndThatNothingIsWrong) {
  const std::string told = good({"verify", "--store", option()});
  EXPECT_TRUE(told.starts_with("11 events, 2 heads, 5 texts, 1 post, 3 cases.\n")) << told;
  EXPECT_TRUE(holds(told, "begins with the key " + key_text(first_seed_))) << told;
  EXPECT_TRUE(told.ends_with("Nothing wrong was found.\n")) << told;
}

TEST_F(RecordCommand, VerifyHoldsTheRecordAgainstAHeadAndAKey) {
  good({"heads", "--store", option(), "--out", in_folder("head.txt")});
  write([](desk::Writing& writing) { writing.event("checked", base::RawJson{"{}"}); });
  seal();
  const std::string told = good({"verify", "--store", option(), "--since", in_folder("head.txt"),
                                 "--key", key_text(first_seed_)});
  EXPECT_FALSE(holds(told, "begins with the key")) << told;
  const Ran other = run({"verify", "--store", option(), "--key", key_text(second_seed_)});
  EXPECT_EQ(other.exit, exit_findings);
  EXPECT_TRUE(holds(other.output, "leaf 0: the record begins with the key")) << other.output;
}

TEST_F(RecordCommand, VerifySeesThatTheEndWasTakenAway) {
  const std::string later = in_folder("later.sqlite");
  sqlite::backup(path_, later, [](double) { return true; });
  auto store = sqlite::open_store(later, {});
  store->write([&](store::Transaction& in) {
    desk::Writing writing(in, "machine", now_ + std::chrono::hours(1));
    writing.event("checked", base::RawJson{"{}"});
  });
  desk::seal_waiting(*store, [](const auto& key) { return pair_for_test(key.locked_seed); },
                     now_ + std::chrono::hours(1));
  store.reset();
  good({"heads", "--store", "sqlite:" + later, "--out", in_folder("head.txt")});
  const Ran ran = run({"verify", "--store", option(), "--since", in_folder("head.txt")});
  EXPECT_EQ(ran.exit, exit_findings);
  EXPECT_TRUE(holds(ran.output, "head of 12, kept elsewhere: the record holds 11 events only"))
      << ran.output;
}

TEST_F(RecordCommand, AnEventIsProvedToSomebodyWithTheFirstKey) {
  const std::string event = base::to_text(noted_);
  good({"prove", "--store", option(), event, "--out", in_folder("proof.json")});
  std::string told =
      good({"verify-proof", "--key", key_text(first_seed_), in_folder("proof.json")});
  EXPECT_TRUE(holds(told, "Event " + event + ", 'noted'")) << told;
  EXPECT_TRUE(holds(told, "over 1 change of key")) << told;
  EXPECT_TRUE(holds(told, "1 text that the event names is not in this file")) << told;
  EXPECT_EQ(told.find("Rang twice"), std::string::npos);
  good({"verify-proof", "--key", key_text(second_seed_), in_folder("proof.json")});
  EXPECT_EQ(run({"verify-proof", "--key", "ed25519:" + std::string(43, 'A') + "=",
                 in_folder("proof.json")})
                .exit,
            exit_findings);
}

TEST_F(RecordCommand, ATextIsRevealedOnlyWhenItIsAskedFor) {
  const std::string event = base::to_text(noted_);
  const std::string text = base::to_text(note_text_);
  EXPECT_FALSE(holds(good({"prove", "--store", option(), event}), "Rang twice"));
  for (const std::string& reveal : {text, std::string("all")}) {
    const std::string proof = good({"prove", "--store", option(), event, "--reveal", reveal});
    EXPECT_TRUE(holds(proof, "Rang twice, no answer"));
    keep("proof.json", proof);
    EXPECT_TRUE(holds(good({"verify-proof", "--key", key_text(first_seed_),
                            in_folder("proof.json")}),
                      "Text " + text + " (21 bytes) is word for word"));
  }
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), event, "--reveal", event}),
                    "names a text " + event));
  write([&](desk::Writing& writing) { writing.in().erase_text(note_text_); });
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), event, "--reveal", text}), "is gone"));
  good({"prove", "--store", option(), event, "--reveal", "all"});
}

TEST_F(RecordCommand, ACaseIsProvedWithAllItsEvents) {
  const std::string id = base::to_text(conversation_.id);
  const std::string proof = good({"prove", "--store", option(), "--case", id});
  const auto proven = record::verify_proof(proof, pair_for_test(first_seed_).public_key());
  ASSERT_TRUE(proven) << proven.error().what;
  EXPECT_EQ(proven->events.size(), 6U);
  EXPECT_EQ(proven->events.front().kind, "opened");
  EXPECT_EQ(proven->events.back().kind, "tagged");
}

TEST_F(RecordCommand, AProofUnderAHeadThatTheReaderHasLeadsToTheNewest) {
  std::string first_note;
  store_->read([&](store::Snapshot& in) { first_note = in.heads(-1, 1).at(0).note; });
  keep("head.txt", first_note);
  const std::string event = base::to_text(noted_);
  const std::string proof =
      good({"prove", "--store", option(), event, "--under", in_folder("head.txt")});
  const auto proven = record::verify_proof(proof, pair_for_test(first_seed_).public_key());
  ASSERT_TRUE(proven) << proven.error().what;
  EXPECT_EQ(proven->head.size, 9U);
  EXPECT_TRUE(holds(proof, "\"later\":")) << proof;
  // What came later does not stand under it, and a head of somebody else proves nothing here.
  std::string last;
  store_->read([&](store::Snapshot& in) {
    last = base::to_text(in.events_of(conversation_.id, noted_, 1).at(0).id);
  });
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), last, "--under", in_folder("head.txt")}),
                    "not sealed by this head"));
  auto forged = record::parse_head(first_note)->head;
  keep("head.txt", record::sign_head(forged, pair_for_test(std::string(32, 'z'))));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), event, "--under",
                            in_folder("head.txt")}),
                    "not signed with a key of this record"));
  forged.root[0] ^= 1;
  keep("head.txt", record::sign_head(forged, pair_for_test(first_seed_)));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), event, "--under",
                            in_folder("head.txt")}),
                    "record verify"));
}

TEST_F(RecordCommand, WhatCannotBeProvedIsSaid) {
  const std::string event = base::to_text(noted_);
  const std::string other = base::to_text(base::Id{7});
  EXPECT_TRUE(holds(cannot({"prove", "--store", option()}), "name an event"));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), event, "--case", event}), "name an"));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), "x"}), "13 letters"));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), other}), "there is no event"));
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), "--case", other}), "there is no case"));
  base::Id waiting;
  write([&](desk::Writing& writing) {
    waiting = writing.event("checked", base::RawJson{"{}"});
  });
  EXPECT_TRUE(holds(cannot({"prove", "--store", option(), base::to_text(waiting)}),
                    "not sealed by this head; try again in a moment"));
}

TEST_F(RecordCommand, HeadsAreListedAndTheNewestIsWritten) {
  const std::string listed = good({"heads", "--store", option()});
  EXPECT_TRUE(listed.starts_with("9 2026-11-27T10:00:04Z ")) << listed;
  EXPECT_TRUE(holds(listed, "\n11 2026-11-27T10:00:07Z ")) << listed;
  EXPECT_EQ(good({"heads", "--store", option(), "--out", in_folder("head.txt")}), "");
  const auto head = record::parse_head(read_file(in_folder("head.txt"), record::note_bytes_max));
  ASSERT_TRUE(head);
  EXPECT_EQ(head->head.size, 11U);
  EXPECT_TRUE(record::signed_by(*head, pair_for_test(second_seed_).public_key()));
}

TEST_F(RecordCommand, ExportWritesTheBytesThatAreHashed) {
  const std::string lines = good({"export", "--store", option()});
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 11);
  EXPECT_EQ(lines.find("Rang twice"), std::string::npos);
  record::Peaks peaks;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    peaks.add(record::leaf_hash(std::string_view(lines).substr(at, end - at)));
    at = end + 1;
  }
  store_->read([&](store::Snapshot& in) {
    EXPECT_EQ(peaks.root(), record::parse_head(in.head()->note)->head.root);
  });
}

TEST_F(RecordCommand, AStoreThatIsNoneIsRefused) {
  keep("text.sqlite", "this is no database, however long it is made to look like one");
  for (const std::string command : {"verify", "heads", "export"}) {
    for (const std::string& store :
         {std::string("desk.db"), std::string("sqlite:"), "sqlite:" + in_folder("none.sqlite"),
          std::string("postgresql://localhost/desk")}) {
      EXPECT_TRUE(holds(cannot({command, "--store", store}), "--store")) << store;
    }
    EXPECT_TRUE(holds(cannot({command, "--store", "sqlite:" + in_folder("text.sqlite")}),
                      "no database"));
    EXPECT_EQ(run({command}).exit, exit_cannot_run);
  }
  keep("head.txt", "no head");
  EXPECT_TRUE(holds(cannot({"verify", "--store", option(), "--since", in_folder("head.txt")}),
                    "head.txt"));
}

TEST_F(RecordCommand, ARecordThatHasNotBegunHasNothing) {
  const std::string path = in_folder("new.sqlite");
  auto store = sqlite::open_store(path, {});
  EXPECT_EQ(desk::seal_waiting(*store, {}, now_), 0U);
  store.reset();
  EXPECT_TRUE(good({"verify", "--store", "sqlite:" + path}).starts_with("0 events, 0 heads"));
  EXPECT_EQ(good({"export", "--store", "sqlite:" + path}), "");
  EXPECT_EQ(good({"heads", "--store", "sqlite:" + path}), "");
  EXPECT_TRUE(holds(cannot({"heads", "--store", "sqlite:" + path, "--out", in_folder("h")}),
                    "no head yet"));
  EXPECT_TRUE(holds(cannot({"prove", "--store", "sqlite:" + path, base::to_text(noted_)}),
                    "no head yet"));
}

}  // namespace
}  // namespace decorum::cli
