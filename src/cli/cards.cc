#include "cli/cards.h"

#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "cli/files.h"
#include "cli/find.h"
#include "signals/evaluate.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t card_bytes_max = 1u << 20;
constexpr std::string_view model_ending = ".model";

// The tables beside the shipped models, of sets and of what is derived from them; a folder of
// models may have none.
std::vector<signals::KnownSet> known_sets() {
  std::vector<signals::KnownSet> all;
  for (const char* name : {"sets.tsv", "parts.tsv"}) {
    const fs::path path = find_models() / name;
    std::error_code code;
    if (!fs::exists(path, code)) continue;
    auto sets = signals::read_known_sets(read_file(path, card_bytes_max));
    if (!sets) {
      throw CannotRun(fmt::format("{}:{}: {}", path.string(), sets.error().where,
                                  sets.error().what));
    }
    for (signals::KnownSet& set : *sets) all.push_back(std::move(set));
  }
  return all;
}

bool plain(char byte) {
  constexpr std::string_view marks = "-_./,=+";
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || marks.find(byte) != std::string_view::npos;
}

std::string quoted(const std::string& word) {
  bool all_plain = !word.empty();
  for (const char byte : word) all_plain = all_plain && plain(byte);
  if (all_plain) return word;
  std::string out = "'";
  for (const char byte : word) {
    if (byte == '\'') {
      out += "'\\''";
    } else {
      out += byte == '\n' || byte == '\r' ? ' ' : byte;
    }
  }
  return out + "'";
}

}  // namespace

std::optional<std::string> card_path(const std::string& model_path) {
  if (!model_path.ends_with(model_ending)) return std::nullopt;
  return model_path.substr(0, model_path.size() - model_ending.size()) + ".md";
}

std::string card_before(const std::string& path, const std::string& signal) {
  std::error_code code;
  if (!fs::exists(path, code)) return {};
  std::string bytes = read_file(path, card_bytes_max);
  if (auto good = signals::check_card(signal, bytes); !good) {
    throw CannotRun(path + ": " + good.error().what);
  }
  return bytes;
}

void write_card_file(const std::string& path, signals::CardRequest request,
                     const std::vector<std::string>& models) {
  request.sets = known_sets();
  signals::EvaluateRequest evaluation;
  evaluation.signal = request.signal;
  evaluation.models = models;
  evaluation.model = request.model;
  const auto add_figure = [&](const std::string& name, bool pooled) {
    const auto json = signals::run_evaluate(evaluation);
    if (!json) throw CannotRun(fmt::format("{}: {}", name, json.error().what));
    request.figures.push_back({signals::short_name(name), *json, pooled});
  };
  std::vector<signals::NamedBytes> all;
  for (const signals::CardFile& file : request.files) {
    if (file.part != "dev") continue;
    all.push_back(file.file);
    evaluation.files = {file.file};
    add_figure(file.file.name, false);
  }
  evaluation.files = std::move(all);
  if (evaluation.files.size() > 1) add_figure("all of these, each weighing the same", true);
  const auto card = signals::write_card(request);
  if (!card) throw CannotRun(fmt::format("{}: {}", path, card.error().what));
  write_file(path, *card);
}

std::string command_line(Arguments arguments) {
  std::string out = "decorum train";
  bool model = false;
  for (const std::string& word : arguments) {
    // "--out=FILE" is an option and its value.
    const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    const std::string option = equals == std::string::npos ? "" : word.substr(0, equals + 1);
    const std::string value = word.substr(option.size());
    model = model || option == "--out=";
    out += ' ' + option;
    out += quoted(model ? fs::path(value).filename().string() : signals::short_name(value));
    model = word == "--out";
  }
  return out;
}

}  // namespace decorum::cli
