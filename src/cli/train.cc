// decorum train: a signal's model from labelled posts.
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/labelled_files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "signals/train.h"

namespace decorum::cli {
namespace {

constexpr std::size_t lexicon_bytes_max = 64u << 20;
constexpr std::size_t vectors_bytes_max = 1u << 30;

const Help help = {
    .usage = "decorum train --signal S [OPTIONS] --train FILE... --dev FILE... --out MODEL",
    .about = "Trains the model of a signal from labelled posts, one JSON object a line with\n"
             "\"text\" and \"label\" (a string or a list). The same input and seed give the same\n"
             "bytes. The signal \"features\" makes features.model, which the others share, and\n"
             "\"trunk\" trunk.model, a small network that starts from word vectors and learns\n"
             "from all sets at once; both need no --dev. \"troll\" fits the weights of that\n"
             "composite to the models at hand and writes them, with their figures, as JSON.",
    .examples =
        "  decorum train --signal service --train data/training/train.jsonl \\\n"
        "      --dev data/training/dev.jsonl --out service.model\n"
        "  decorum train --signal abuse --positive offensive --train a.jsonl b.jsonl \\\n"
        "      --dev dev.jsonl --seed 7 --out abuse.model\n"};

// What the signal's training needs besides the posts: the shared features, or the lexicons that the
// features are made from.
void add_material(signals::TrainRequest& request) {
  if (request.signal == "troll") {
    request.models = read_models();
    return;
  }
  if (request.signal != "features") {
    request.features = read_model((find_models() / "features.model").string());
    const auto trunk = find_models() / "trunk.model";
    if (request.signal != "trunk" && std::filesystem::exists(trunk)) {
      request.trunk = read_model(trunk.string());
    }
    return;
  }
  for (policy::PolicyFile& file :
       read_files_ending(find_data() / "lexicons", "", lexicon_bytes_max)) {
    request.lexicons.push_back({std::move(file.path), std::move(file.bytes)});
  }
}

}  // namespace

int run_train(Arguments arguments) {
  signals::TrainRequest request;
  std::string positive;
  std::string out;
  std::string vectors;
  std::vector<std::string> train;
  std::vector<std::string> dev;
  Options options(help);
  CLI::App& app = options.app();
  app.add_option("--signal", request.signal, "The signal, for example abuse")
      ->required()
      ->type_name("S");
  app.add_option("--positive", positive, "The labels that count as the signal")
      ->type_name("LABEL,...");
  app.add_option("--train", train, "Labelled posts to learn from")->required()->type_name("FILE");
  app.add_option("--dev", dev, "Labelled posts to calibrate on")->type_name("FILE");
  app.add_option("--seed", request.seed, "Of what is drawn by chance (default: 1)")->type_name("N");
  app.add_option("--vectors", vectors, "Word vectors to start from, as GloVe's text; trunk only")
      ->type_name("FILE");
  app.add_option("--out", out, "The model file to write")->required()->type_name("MODEL");
  if (auto done = options.parse(arguments)) return *done;
  const bool shared = request.signal == "features" || request.signal == "trunk";
  if (dev.empty() && !shared) {
    throw CannotRun("--dev is needed: labelled posts that the model has not seen");
  }
  if (vectors.empty() != (request.signal != "trunk")) {
    throw CannotRun("--vectors FILE goes with --signal trunk, and only with it");
  }
  request.positive = labels_of(positive);
  request.train = read_labelled_files(train);
  request.dev = read_labelled_files(dev);
  if (!vectors.empty()) request.vectors = {vectors, read_file(vectors, vectors_bytes_max)};
  add_material(request);
  Waiting waiting("training " + request.signal);
  const auto model = signals::run_train(request);
  waiting.finish();
  if (!model) return tell(model.error());
  write_file(out, *model);
  write_out(fmt::format("{}: {} bytes\n", out, model->size()));
  return exit_good;
}

}  // namespace decorum::cli
