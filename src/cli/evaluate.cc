// decorum evaluate: how right a signal is on labelled posts.
#include <chrono>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/labelled_files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "signals/evaluate.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum evaluate --signal S [OPTIONS] FILE...",
    .about = "Measures a signal on labelled posts, one JSON object a line with \"text\" and\n"
             "\"label\" (a string or a list), and prints one line of JSON: accuracy, macro F1,\n"
             "macro recall, each class, calibration error and speed.",
    .examples = "  decorum evaluate --signal service data/training/dev.jsonl\n"
                "  decorum evaluate --signal abuse --positive offensive,hate --curve dev.jsonl\n"
                "  decorum evaluate --signal irony --model my-irony.model dev.jsonl\n"};

double steady_seconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

}  // namespace

int run_evaluate(Arguments arguments) {
  signals::EvaluateRequest request;
  std::string positive;
  std::string model_file;
  std::vector<std::string> files;
  Options options(help);
  CLI::App& app = options.app();
  app.add_option("--signal", request.signal, "The signal, for example abuse")
      ->required()
      ->type_name("S");
  app.add_option("--positive", positive, "The labels that count as the signal")
      ->type_name("LABEL,...");
  app.add_option("--model", model_file, "A model to measure instead of the one in use")
      ->type_name("FILE");
  app.add_flag("--curve", request.curve, "Print coverage against error, too");
  app.add_option("FILE", files, "Labelled posts; - for standard input")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  request.positive = labels_of(positive);
  request.files = read_labelled_files(files);
  request.models = read_models();
  if (!model_file.empty()) request.model = read_model(model_file);
  request.seconds = steady_seconds;
  Waiting waiting("evaluating " + request.signal);
  const auto line = signals::run_evaluate(request);
  waiting.finish();
  if (!line) return tell(line.error());
  write_out(*line + "\n");
  return exit_good;
}

}  // namespace decorum::cli
