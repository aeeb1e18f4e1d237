// decorum record prove: a proof file for an event, or for all events of a case.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/shape.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/record_check.h"
#include "cli/record_commands.h"
#include "desk/record_key.h"
#include "record/named_texts.h"
#include "record/proof_file.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum record prove --store STORE (EVENT | --case ID) [--reveal TEXT]…\n"
             "         [--under HEADFILE] [--out FILE]",
    .about = "Writes a proof that an event, or every event of a case, stands in the record, for\n"
             "somebody who has neither the record nor Decorum ('record verify-proof').\n\n"
             "The words that an event names are not in the file unless they are revealed:\n"
             "--reveal takes the id of a text, or 'all'. What was revealed once cannot be taken\n"
             "back.\n\n"
             "The proof is made under the newest head. With --under it is made under a head that\n"
             "the reader has already, and shows that the newest one holds it unchanged.",
    .examples = "  decorum record prove --store sqlite:desk.db 0sbw2xwh00001 --out proof.json\n"
                "  decorum record prove --store sqlite:desk.db --case 0sbw2xrm00000 \\\n"
                "    --reveal all --out case.json\n"};

struct Wishes {
  std::string event, case_id, under, out;
  std::vector<std::string> reveal;
};

base::Id id_of(std::string_view option, const std::string& text) {
  const auto id = base::parse_id(text);
  if (id) return *id;
  throw CannotRun(fmt::format("{} {}: an id has 13 letters and digits", option, text));
}

struct Head {
  std::string note;
  record::SignedHead read;
};

Head read_head(std::string_view name, std::string note) {
  auto head = record::parse_head(note);
  if (head) return {std::move(note), *std::move(head)};
  throw CannotRun(fmt::format("{} cannot be read: {}", name, head.error().what));
}

Head newest_head(store::Snapshot& in) {
  auto row = in.head();
  if (!row) throw CannotRun("the record has no head yet: nothing was sealed");
  return read_head("the newest head", std::move(row->note));
}

std::vector<store::EventRow> events_of_case(store::Snapshot& in, base::Id case_id) {
  std::vector<store::EventRow> rows;
  base::Id after;
  while (true) {
    auto page = in.events_of(case_id, after, store::page_max);
    const bool is_last = page.size() < store::page_max;
    for (store::EventRow& row : page) {
      after = row.id;
      rows.push_back(std::move(row));
    }
    if (rows.size() > record::proof_events_max) {
      throw CannotRun(fmt::format("the case has more than {} events", record::proof_events_max));
    }
    if (is_last) return rows;
  }
}

// What is asked for of the texts that the event names and that are still there.
std::vector<record::RevealedText> revealed(store::Snapshot& in, const record::Event& event,
                                           std::vector<std::string>& wishes, bool all) {
  std::vector<record::RevealedText> texts;
  const auto named = record::texts_named_in(event);
  if (!named) throw CannotRun(named.error().what);
  for (const record::NamedText& one : *named) {
    const auto wish = std::ranges::find(wishes, base::to_text(one.ref.id));
    if (!all && wish == wishes.end()) continue;
    if (wish != wishes.end()) wishes.erase(wish);
    if (const auto text = in.text(one.ref.id)) {
      texts.push_back({text->id, record::to_base64(text->salt), text->body});
    } else if (!all) {
      throw CannotRun(fmt::format("text {} is gone", base::to_text(one.ref.id)));
    }
  }
  return texts;
}

// Every change of key that the newest head covers. Answers the key that signed the proof's head.
record::PublicKey add_rotations(store::Snapshot& in, const record::SignedHead& head,
                                std::uint64_t newest_size, record::ProofFile& file) {
  std::optional<record::PublicKey> signer;
  for (const desk::RecordKey& key : desk::record_keys(in)) {
    const auto leaf = in.leaf_of(key.event);
    if (!leaf || static_cast<std::uint64_t>(*leaf) >= newest_size) break;
    const auto known = record::parse_public_key(key.public_key);
    if (!known) throw CannotRun("a key of the record cannot be read: " + known.error().what);
    if (record::signed_by(head, *known)) signer = *known;
    const auto row = in.event(key.event);
    const auto event = row ? base::read_shape<record::Event>(row->bytes)
                           : base::Result<record::Event>(base::fail("its event is missing"));
    if (event && event->kind == record::begun_kind) continue;
    const auto added = event ? record::add_rotation(file, *event)
                             : base::Result<void>(tl::unexpected(event.error()));
    if (!added) throw CannotRun("a change of key cannot be read: " + added.error().what);
  }
  if (!signer) throw CannotRun("the head is not signed with a key of this record");
  return *signer;
}

std::vector<store::EventRow> wished_events(store::Snapshot& in, const Wishes& wishes) {
  if (!wishes.case_id.empty()) {
    auto rows = events_of_case(in, id_of("--case", wishes.case_id));
    if (rows.empty()) throw CannotRun(fmt::format("there is no case {}", wishes.case_id));
    return rows;
  }
  auto row = in.event(id_of("EVENT", wishes.event));
  if (!row) throw CannotRun(fmt::format("there is no event {}", wishes.event));
  return {*std::move(row)};
}

std::vector<record::EventToProve> events_to_prove(store::Snapshot& in, const Wishes& wishes,
                                                  std::uint64_t size) {
  std::vector<std::string> left = wishes.reveal;
  const auto all = std::ranges::find(left, "all");
  const bool reveals_all = all != left.end();
  if (reveals_all) left.erase(all);
  std::vector<record::EventToProve> events;
  for (store::EventRow& row : wished_events(in, wishes)) {
    const auto leaf = in.leaf_of(row.id);
    if (!leaf || static_cast<std::uint64_t>(*leaf) >= size) {
      throw CannotRun(fmt::format("event {} is not sealed by this head{}", base::to_text(row.id),
                                  wishes.under.empty() ? "; try again in a moment" : ""));
    }
    const auto event = base::read_shape<record::Event>(row.bytes);
    if (!event) {
      throw CannotRun(fmt::format("event {} cannot be read; 'record verify' says more",
                                  base::to_text(row.id)));
    }
    auto texts = revealed(in, *event, left, reveals_all);
    events.push_back({static_cast<std::uint64_t>(*leaf), std::move(row.bytes), std::move(texts)});
  }
  if (!left.empty()) {
    throw CannotRun(fmt::format("no event of these names a text {}", left.front()));
  }
  std::ranges::sort(events, {}, &record::EventToProve::leaf);
  return events;
}

std::string prove(store::Snapshot& in, const Wishes& wishes) {
  const Head newest = newest_head(in);
  const std::uint64_t newest_size = newest.read.head.size;
  const Head head = wishes.under.empty()
                        ? newest
                        : read_head(wishes.under,
                                    read_file(wishes.under, record::note_bytes_max + 1));
  if (head.read.head.size > newest_size) {
    throw CannotRun(fmt::format("{}: the record holds {} events only", wishes.under, newest_size));
  }
  const auto events = events_to_prove(in, wishes, head.read.head.size);
  record::ProofFile rotations;
  const record::PublicKey signer = add_rotations(in, head.read, newest_size, rotations);
  record::ProofFile file = record::make_proof(events, head.note, signer, tiles_of(in));
  file.rotations = std::move(rotations.rotations);
  if (!wishes.under.empty()) record::add_later_head(file, newest.note, tiles_of(in));
  if (!wishes.case_id.empty()) file.case_id = id_of("--case", wishes.case_id);
  std::string json = base::write_shape(file) + '\n';
  const auto first = record::parse_public_key(desk::record_keys(in).front().public_key);
  const auto proven = record::verify_proof(json, *first);
  if (proven) return json;
  throw CannotRun(fmt::format("the record is damaged, so that nothing can be proved: {} ({}); "
                              "'record verify' says more",
                              proven.error().what, proven.error().where));
}

}  // namespace

int run_record_prove(Arguments arguments) {
  std::string store_option;
  Wishes wishes;
  Options options(help);
  add_store_option(options, store_option);
  CLI::App& app = options.app();
  app.add_option("EVENT", wishes.event, "The event, by its id")->type_name("");
  app.add_option("--case", wishes.case_id, "Every event of this case")->type_name("ID");
  app.add_option("--reveal", wishes.reveal, "A text that is shown, by its id, or all")
      ->type_name("TEXT");
  app.add_option("--under", wishes.under, "A head that the reader has already")
      ->type_name("HEADFILE");
  app.add_option("--out", wishes.out, "Where the proof is written (default: standard output)")
      ->type_name("FILE");
  if (auto done = options.parse(arguments)) return *done;
  if (wishes.event.empty() == wishes.case_id.empty()) {
    throw CannotRun("name an event or, with --case, a case");
  }
  const auto store = open_store(store_option);
  std::string proof;
  try {
    store->read([&](store::Snapshot& in) { proof = prove(in, wishes); });
  } catch (const record::BrokenTile& error) {
    throw CannotRun(fmt::format("the record is damaged: {}; 'record verify' says more",
                                error.what()));
  }
  if (wishes.out.empty()) {
    write_out(proof);
  } else {
    write_file(wishes.out, proof);
  }
  return exit_good;
}

}  // namespace decorum::cli
