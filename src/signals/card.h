// A model's card: what a stranger needs to judge the file and to make it again. `decorum train`
// writes it beside the model.
//
//   # service
//   (what the signal says) ... ## Data ... ## Settings ... ## Figures ... ## Limits ...
//
// Everything from the line "## Limits" on is people's: what an older card says there is kept to the
// byte. All before it is written anew from the files themselves, so it cannot go stale; it names
// files by folder and name only, so the same training gives the same card on every machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/labelled.h"

namespace decorum::signals {

// A public set, as models/sets.tsv names it.
struct KnownSet {
  std::string name;     // of its folder: "davidson"
  std::string source;   // repository or archive
  std::string version;  // commit or version
  std::string licence;
};

// The columns name, source, version and licence of a table with a heading line; other columns are
// passed over. An error names the line.
base::Result<std::vector<KnownSet>> read_known_sets(std::string_view tsv);

struct CardFile {
  std::string part;  // "train", "corrections", "dev", "vectors", "lexicon"
  NamedBytes file;
};

// One development set and what `decorum evaluate` printed of it.
struct CardFigure {
  std::string set;
  std::string json;     // what evaluate printed
  bool pooled = false;  // of several sets, each weighing the same: only the posts and the error
};

struct CardRequest {
  std::string signal;  // or "features" or "trunk"
  std::string model;   // the content of the file that was made
  std::string base;    // checksum of the model that corrections changed; empty: none
  std::vector<CardFile> files;
  std::vector<CardFigure> figures;
  std::vector<KnownSet> sets;
  std::string command;   // as a person would type it
  std::string existing;  // the content of the card that is there; may be empty
};

// An error when what is there is not a card of this signal: somebody's other file is not replaced.
base::Result<void> check_card(std::string_view signal, std::string_view existing);

base::Result<std::string> write_card(const CardRequest& request);

}  // namespace decorum::signals
