// decorum train: a signal's model from labelled posts.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "cli/cards.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/labelled_files.h"
#include "cli/model_files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "signals/adapt.h"
#include "signals/container.h"
#include "signals/train.h"

namespace decorum::cli {
namespace {

constexpr std::size_t lexicon_bytes_max = 64u << 20;
constexpr std::size_t vectors_bytes_max = 1u << 30;

const Help help = {
    .usage = "decorum train --signal S [OPTIONS] --train FILE... --dev FILE... --out MODEL\n"
             "       decorum train --signal S [OPTIONS] --corrections FILE... --dev FILE... --out "
             "MODEL",
    .about = "Trains the model of a signal from labelled posts, one JSON object a line with\n"
             "\"text\" and \"label\" (a string or a list). The same input and seed give the same\n"
             "bytes. The signal \"features\" makes features.model, which the others share, and\n"
             "\"trunk\" trunk.model, a small network that starts from word vectors and learns\n"
             "from all sets at once; both need no --dev. \"troll\" fits the weights of that\n"
             "composite to the models at hand and writes them, with their figures, as JSON.\n"
             "With --corrections, the model in use learns labelled posts from the desk as a\n"
             "change to it. Nothing is written, and the exit status is 1, when it would answer\n"
             "worse on the posts of --dev than without them. Put MODEL into a folder and name the\n"
             "folder in DECORUM_LOCAL_MODELS to use it. A card (MODEL's name with .md) is written\n"
             "beside a MODEL that ends in .model; what people wrote under its \"## Limits\" stays.",
    .examples =
        "  decorum train --signal service --train data/training/train.jsonl \\\n"
        "      --dev data/training/dev.jsonl --out service.model\n"
        "  decorum train --signal abuse --positive offensive --train a.jsonl b.jsonl \\\n"
        "      --dev dev.jsonl --seed 7 --out abuse.model\n"
        "  decorum train --signal service --corrections desk.jsonl --dev checked.jsonl \\\n"
        "      --out local/service.model\n"};

struct TrainOptions {
  std::string signal, positive, out, vectors;
  std::vector<std::string> train, corrections, dev;
  std::uint64_t seed = 1;
};

std::string read_features_file() {
  return read_model((find_models() / "features.model").string());
}

// Empty when there is none.
std::string read_trunk_file() {
  const auto trunk = find_models() / "trunk.model";
  return std::filesystem::exists(trunk) ? read_model(trunk.string()) : "";
}

// What the signal's training needs besides the posts: the shared features, or the lexicons that the
// features are made from.
void add_material(signals::TrainRequest& request) {
  if (request.signal == "troll") {
    request.models = read_models();
    return;
  }
  if (request.signal != "features") {
    request.features = read_features_file();
    if (request.signal != "trunk") request.trunk = read_trunk_file();
    return;
  }
  for (policy::PolicyFile& file :
       read_files_ending(find_data() / "lexicons", "", lexicon_bytes_max)) {
    request.lexicons.push_back({std::move(file.path), std::move(file.bytes)});
  }
}

void add_options(CLI::App& app, TrainOptions& options) {
  app.add_option("--signal", options.signal, "The signal, for example abuse")
      ->required()
      ->type_name("S");
  app.add_option("--positive", options.positive, "The labels that count as the signal")
      ->type_name("LABEL,...");
  app.add_option("--train", options.train, "Labelled posts to learn from")->type_name("FILE");
  app.add_option("--corrections", options.corrections,
                 "Labelled posts that correct the model in use")
      ->type_name("FILE");
  app.add_option("--dev", options.dev, "Labelled posts to calibrate on")->type_name("FILE");
  app.add_option("--seed", options.seed, "Of what is drawn by chance (default: 1)")
      ->type_name("N");
  app.add_option("--vectors", options.vectors, "Word vectors to start from, as GloVe's text; "
                                               "trunk only")
      ->type_name("FILE");
  app.add_option("--out", options.out, "The model file to write")->required()->type_name("MODEL");
}

void check_options(const TrainOptions& options) {
  const bool shared = options.signal == "features" || options.signal == "trunk";
  if (options.train.empty() == options.corrections.empty()) {
    throw CannotRun("either --train or --corrections is needed: labelled posts to learn from");
  }
  if (!options.corrections.empty() && (shared || options.signal == "troll")) {
    throw CannotRun("--corrections goes with a signal that has a model of its own, not with " +
                    options.signal);
  }
  if (options.dev.empty() && !shared) {
    throw CannotRun("--dev is needed: labelled posts that the model has not seen");
  }
  if (options.vectors.empty() != (options.signal != "trunk")) {
    throw CannotRun("--vectors FILE goes with --signal trunk, and only with it");
  }
}

void add_files(const std::string& part, const std::vector<signals::NamedBytes>& files,
               signals::CardRequest& card) {
  for (const signals::NamedBytes& file : files) card.files.push_back({part, file});
}

// Where the card will be, when there will be one, and what is there now.
struct CardPlace {
  std::optional<std::string> path;
  signals::CardRequest request;
};

CardPlace place_card(const TrainOptions& options, Arguments arguments) {
  CardPlace place;
  if (options.signal != "troll") place.path = card_path(options.out);
  place.request.signal = options.signal;
  place.request.command = command_line(arguments);
  if (place.path) place.request.existing = card_before(*place.path, options.signal);
  return place;
}

int train_from_posts(const TrainOptions& options, Arguments arguments) {
  CardPlace card = place_card(options, arguments);
  signals::TrainRequest request;
  request.signal = options.signal;
  request.seed = options.seed;
  request.positive = labels_of(options.positive);
  request.train = read_labelled_files(options.train);
  request.dev = read_labelled_files(options.dev);
  if (!options.vectors.empty()) {
    request.vectors = {options.vectors, read_file(options.vectors, vectors_bytes_max)};
  }
  add_material(request);
  Waiting waiting("training " + request.signal);
  const auto model = signals::run_train(request);
  waiting.finish();
  if (!model) return tell(model.error());
  write_file(options.out, *model);
  write_out(fmt::format("{}: {} bytes\n", options.out, model->size()));
  if (!card.path) return exit_good;
  card.request.model = *model;
  add_files("train", request.train, card.request);
  add_files("dev", request.dev, card.request);
  add_files("lexicon", request.lexicons, card.request);
  if (!options.vectors.empty()) add_files("vectors", {request.vectors}, card.request);
  std::vector<std::string> shared = {request.features};
  if (!request.trunk.empty()) shared.push_back(request.trunk);
  write_card_file(*card.path, std::move(card.request), shared);
  return exit_good;
}

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string classes_of(const signals::Adapted& learnt) {
  std::string out;
  for (std::size_t k = 0; k < learnt.classes.size(); ++k) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", learnt.by_class[k], learnt.classes[k]);
  }
  return out;
}

int refuse_worse(const TrainOptions& options, const signals::Adapted& learnt) {
  if (!learnt.upright) {
    say_error(fmt::format("{} is not written: after the {} corrections its scores would fall where "
                          "the posts of --dev say that {} holds. Look whether the labels are the "
                          "wrong way round",
                          options.out, learnt.learnt, options.signal));
    return exit_findings;
  }
  const signals::Standing& best =
      learnt.before.worse_than(learnt.resettled) ? learnt.resettled : learnt.before;
  say_error(fmt::format(
      "{} is not written: on the {} posts of --dev it would not be as good as the model it would "
      "replace. {}: {} with the {} corrections, {} without them (log loss {:.4f} and {:.4f}). "
      "Collect more corrections, or look whether their labels are right",
      options.out, learnt.posts, learnt.measure, percent(learnt.with.value), learnt.learnt,
      percent(best.value), learnt.with.log_loss, best.log_loss));
  return exit_findings;
}

int learn_corrections(const TrainOptions& options, Arguments arguments) {
  CardPlace card = place_card(options, arguments);
  const auto plan = signals::plan_for(options.signal, {});
  if (!plan) return tell(plan.error());
  const std::vector<ModelFile> in_use = model_files_in_use();
  const ModelFile* from = model_of(in_use, options.signal);
  if (from == nullptr) {
    throw CannotRun(fmt::format("there is no model for {} to begin from", options.signal));
  }
  signals::AdaptRequest request;
  request.signal = options.signal;
  request.positive = labels_of(options.positive);
  request.from = from->bytes;
  if (std::filesystem::is_regular_file(options.out)) request.replaced = read_model(options.out);
  request.corrections = read_labelled_files(options.corrections);
  request.dev = read_labelled_files(options.dev);
  request.seed = options.seed;
  request.features = read_features_file();
  request.trunk = read_trunk_file();
  Waiting waiting("learning corrections of " + options.signal);
  const auto learnt = signals::run_adapt(request);
  waiting.finish();
  if (!learnt && learnt.error().where == "--out") {
    throw CannotRun(fmt::format("{}: {}; move it away, or choose another --out", options.out,
                                learnt.error().what));
  }
  if (!learnt) return tell(learnt.error());
  if (learnt->worse()) return refuse_worse(options, *learnt);
  write_file(options.out, learnt->model);
  write_out(fmt::format(
      "{}: {} bytes, {} with {} corrections ({})\n{} on {} posts of --dev: {} before, {} with a "
      "new threshold alone, {} with the corrections\n",
      options.out, learnt->model.size(), from->path, learnt->learnt, classes_of(*learnt),
      learnt->measure, learnt->posts, percent(learnt->before.value),
      percent(learnt->resettled.value), percent(learnt->with.value)));
  if (!card.path) return exit_good;
  card.request.model = learnt->model;
  card.request.base = signals::open_container(from->bytes)->checksum;
  add_files("corrections", request.corrections, card.request);
  add_files("dev", request.dev, card.request);
  std::vector<std::string> shared = {request.features};
  if (!request.trunk.empty()) shared.push_back(request.trunk);
  write_card_file(*card.path, std::move(card.request), shared);
  return exit_good;
}

}  // namespace

int run_train(Arguments arguments) {
  TrainOptions given;
  Options options(help);
  add_options(options.app(), given);
  if (auto done = options.parse(arguments)) return *done;
  check_options(given);
  return given.corrections.empty() ? train_from_posts(given, arguments)
                                   : learn_corrections(given, arguments);
}

}  // namespace decorum::cli
