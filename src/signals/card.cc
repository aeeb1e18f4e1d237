#include "signals/card.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/hash.h"
#include "signals/container.h"
#include "signals/model.h"
#include "signals/plan.h"

namespace decorum::signals {
namespace {

using simdjson::dom::element;

constexpr std::string_view limits_heading = "## Limits";
constexpr std::string_view no_limits =
    "## Limits\n\nNot written down yet: whose words it has not seen, and what it takes for what.\n";

// From the line "## Limits" to the end.
std::string_view limits_of(std::string_view card) {
  for (std::size_t at = 0; at < card.size();) {
    const std::size_t end = std::min(card.find('\n', at), card.size());
    std::string_view line = card.substr(at, end - at);
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line == limits_heading) return card.substr(at);
    at = end + 1;
  }
  return no_limits;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '|') out += '\\';
    out += byte == '\n' || byte == '\r' ? ' ' : byte;
  }
  return out;
}

struct Says {
  std::string_view signal;
  std::string_view says;
};
constexpr Says all_says[] = {
    {"features",
     "What all models share: how common every hashed feature is, and the known words with\n"
     "their lexicon numbers. Every other model names the checksum of the features file it was\n"
     "trained on and is refused with another."},
    {"trunk",
     "What all models share of a small neural network: words in, hidden units out. It starts\n"
     "from word vectors and learns from all its sets at once. Models name the checksum of the\n"
     "trunk they were trained on and are refused with another."},
    {"abuse", "Does the post insult, swear at somebody, or offend?"},
    {"aggression", "Does the post threaten, bully or attack somebody?"},
    {"claim", "Does the post state something that could be checked?"},
    {"emotion",
     "How likely is each of anger, joy, optimism and sadness? Four separate probabilities:\n"
     "several may hold, or none."},
    {"irony", "Is the post ironic or sarcastic?"},
    {"prejudice",
     "Does the post attack people for who they are: religion, ethnicity, gender, orientation,\n"
     "disability, origin?"},
    {"question", "Does the post ask something?"},
    {"sentiment",
     "Is the post positive, neutral or negative? Three probabilities that sum to one."},
    {"service",
     "Does the writer want something done or told by the organisation: a request, a fault, a\n"
     "complaint about its service?"},
    {"spam", "Is the post advertising, phishing, or a hunt for clicks and followers?"},
};

std::string says_of(std::string_view signal) {
  for (const Says& one : all_says) {
    if (one.signal == signal) return fmt::format("{}\n", one.says);
  }
  return fmt::format("How likely the signal {} is.\n", signal);
}

std::string made_of(const CardRequest& request, const Model& model) {
  std::string out = "\nA linear model over hashed words, word pairs and letter groups, ";
  out += model.trunk.empty() ? "and lexicon numbers\n(`features.md`).\n"
                             : "lexicon numbers, and the trunk's\nhidden units (`features.md`, "
                               "`trunk.md`).\n";
  if (!request.base.empty()) {
    out += fmt::format("It is the model with the checksum {}, changed by corrections; what that "
                       "one learnt from, its own\ncard says.\n",
                       request.base);
  }
  return out;
}

bool is_of(const Model& model, std::size_t k, const Labelled& post) {
  return model.two_class() ? post.has_any(model.positive) : post.has(model.classes[k]);
}

const KnownSet* set_of_file(const std::vector<KnownSet>& sets, const std::string& name) {
  const std::string folder = name.substr(0, name.find('/'));
  for (const KnownSet& set : sets) {
    if (set.name == name || set.name == folder) return &set;
  }
  return nullptr;
}

// "19875" and each class's posts; for what is not posts, blanks.
base::Result<std::string> counts_of(const CardFile& file, const Model* model) {
  const bool posts = file.part == "train" || file.part == "dev" || file.part == "corrections";
  const std::size_t classes = model == nullptr ? 0 : model->classes.size();
  std::string out;
  if (!posts) {
    for (std::size_t k = 0; k < classes + 1; ++k) out += "  |";
    return out;
  }
  const auto set = read_labelled(file.file);
  if (!set) return tl::unexpected(set.error());
  out = fmt::format(" {} |", set->posts.size());
  for (std::size_t k = 0; k < classes; ++k) {
    const auto count =
        std::count_if(set->posts.begin(), set->posts.end(),
                      [&](const Labelled& post) { return is_of(*model, k, post); });
    out += fmt::format(" {} |", count);
  }
  return out;
}

base::Result<std::string> data_table(const CardRequest& request, const Model* model) {
  std::string out = "\n## Data\n\n| file | part | posts |";
  std::string line = "| --- | --- | --- |";
  for (std::size_t k = 0; model != nullptr && k < model->classes.size(); ++k) {
    out += fmt::format(" {} |", cell(model->classes[k]));
    line += " --- |";
  }
  out += " SHA-256 | source | licence |\n" + line + " --- | --- | --- |\n";
  for (const CardFile& file : request.files) {
    const std::string name = short_name(file.file.name);
    const auto counts = counts_of(file, model);
    if (!counts) return counts;
    const KnownSet* set = set_of_file(request.sets, name);
    std::string source;
    if (set != nullptr) {
      source = set->version.empty() ? set->source
                                    : fmt::format("{} @ {}", set->source, set->version);
    }
    const std::string digest = base::sha256(file.file.bytes);
    out += fmt::format("| {} | {} |{} {} | {} | {} |\n", cell(name), file.part, *counts,
                       digest.substr(digest.find(':') + 1), cell(source),
                       cell(set == nullptr ? "" : set->licence));
  }
  return out + "\nThe texts of public sets are not in this repository.\n";
}

// The fields of the model's "training" that are settings, in the file's order.
std::string training_settings(const std::string& json) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  std::string out;
  if (parser.parse(json).get(fields) != simdjson::SUCCESS) return out;
  for (const auto& [name, value] : fields) {
    if (value.is_array() || value.is_object()) continue;
    std::string_view text;
    const std::string shown =
        value.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(value);
    std::string key(name);
    std::replace(key.begin(), key.end(), '_', ' ');
    out += fmt::format("- {}: {}\n", key, shown);
  }
  return out;
}

base::Result<std::string> settings_of(const CardRequest& request, const Model* model) {
  const auto box = open_container(request.model);
  if (!box) return base::fail(box.error().what);
  std::string out = "\n## Settings\n\n";
  if (model == nullptr) {
    simdjson::dom::parser parser;
    element root, about;
    const simdjson::padded_string header(box->header);
    if (parser.parse(header).get(root) == simdjson::SUCCESS &&
        root["about"].get(about) == simdjson::SUCCESS) {
      out += training_settings(simdjson::minify(about));
    }
    std::string_view features;
    if (root["features"].get(features) == simdjson::SUCCESS) {
      out += fmt::format("- features: {}\n", features);
    }
  } else {
    if (!model->positive.empty()) {
      out += fmt::format("- labels that count: {}\n", fmt::join(model->positive, ", "));
    }
    out += training_settings(model->training);
    const auto plan = plan_for(request.signal, {});
    if (plan && !model->trunk.empty() && request.base.empty()) {
      out += fmt::format("- share of the trunk: {}\n", plan->hidden_share);
    }
    out += fmt::format("- features: {}\n- trunk: {}\n", model->features,
                       model->trunk.empty() ? "none" : model->trunk);
  }
  return out + fmt::format("- checksum of the file: {}\n\n    {}\n", box->checksum,
                           request.command);
}

std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }

// One row: what `evaluate` printed of a set. Where a set holds no post of the class, the share that
// was given it all the same.
base::Result<std::string> figure_row(const std::string& signal, const CardFigure& figure) {
  simdjson::dom::parser parser;
  element root;
  std::uint64_t posts = 0;
  double accuracy = 0, f1 = 0, recall = 0, error = 0;
  if (parser.parse(figure.json).get(root) != simdjson::SUCCESS ||
      root["n"].get(posts) != simdjson::SUCCESS ||
      root["accuracy"].get(accuracy) != simdjson::SUCCESS ||
      root["macro_f1"].get(f1) != simdjson::SUCCESS ||
      root["macro_recall"].get(recall) != simdjson::SUCCESS ||
      root["ece"].get(error) != simdjson::SUCCESS) {
    return base::fail("the figures of a card must be what evaluate prints", figure.set);
  }
  if (figure.pooled) {
    if (root["ece_pooled"].get(error) != simdjson::SUCCESS) {
      return base::fail("the figures of a card must be what evaluate prints", figure.set);
    }
    return fmt::format("| {} | {} | | | | | {} |\n", cell(figure.set), posts, percent(error));
  }
  std::uint64_t of_class = 1;
  double class_f1 = 0;
  const auto one = root["per_class"][signal];
  const bool two_class = one["f1"].get(class_f1) == simdjson::SUCCESS &&
                         one["n"].get(of_class) == simdjson::SUCCESS;
  if (two_class && of_class == 0) {
    return fmt::format("| {} | {} | flagged {} | | | | |\n", cell(figure.set), posts,
                       percent(1 - accuracy));
  }
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", cell(figure.set), posts,
                     percent(accuracy), percent(f1), percent(recall),
                     two_class ? percent(class_f1) : "", percent(error));
}

base::Result<std::string> figures_of(const CardRequest& request) {
  if (request.figures.empty()) return std::string();
  std::string out =
      "\n## Figures\n\nIn percent, as `decorum evaluate` prints them. These posts also chose "
      "calibration and threshold,\nso expect a little less elsewhere. \"flagged\": the share "
      "called by the signal's name in a set that holds none.\n\n"
      "| development set | posts | accuracy | macro F1 | macro recall | F1 of class | ECE |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const CardFigure& figure : request.figures) {
    const auto row = figure_row(request.signal, figure);
    if (!row) return row;
    out += *row;
  }
  return out;
}

}  // namespace

base::Result<std::vector<KnownSet>> read_known_sets(std::string_view tsv) {
  std::vector<KnownSet> sets;
  std::vector<std::string_view> names;
  for (std::size_t number = 1; !tsv.empty(); ++number) {
    const std::size_t end = tsv.find('\n');
    const std::string_view line = tsv.substr(0, end);
    tsv = end == std::string_view::npos ? std::string_view{} : tsv.substr(end + 1);
    if (line.empty()) continue;
    const std::vector<std::string_view> cells = cells_of(line);
    if (names.empty()) {
      names = cells;
      continue;
    }
    if (cells.size() != names.size()) {
      return base::fail(fmt::format("{} columns, and the heading has {}", cells.size(),
                                    names.size()),
                        fmt::format("{}", number));
    }
    KnownSet set;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (names[k] == "name") set.name = cells[k];
      if (names[k] == "source") set.source = cells[k];
      if (names[k] == "version") set.version = cells[k];
      if (names[k] == "licence") set.licence = cells[k];
    }
    if (set.name.empty()) {
      return base::fail("the set has no name", fmt::format("{}", number));
    }
    sets.push_back(std::move(set));
  }
  return sets;
}

base::Result<void> check_card(std::string_view signal, std::string_view existing) {
  const std::string_view first = existing.substr(0, existing.find('\n'));
  if (existing.empty() || first == fmt::format("# {}", signal)) return {};
  return base::fail(fmt::format("it is not the card of {} (its first line would be \"# {}\"), and "
                                "the card would take its place; choose another --out",
                                signal, signal));
}

base::Result<std::string> write_card(const CardRequest& request) {
  if (auto good = check_card(request.signal, request.existing); !good) {
    return tl::unexpected(good.error());
  }
  std::optional<Model> model;
  if (request.signal != "features" && request.signal != "trunk") {
    auto read = read_model(request.model);
    if (!read) return tl::unexpected(read.error());
    model = std::move(*read);
  }
  const Model* linear = model ? &*model : nullptr;
  std::string card = fmt::format("# {}\n\n{}", request.signal,
                                 says_of(request.signal));
  if (model) card += made_of(request, *model);
  for (const auto& part : {data_table(request, linear), settings_of(request, linear),
                           figures_of(request)}) {
    if (!part) return tl::unexpected(part.error());
    card += *part;
  }
  return card + "\n" + std::string(limits_of(request.existing));
}

}  // namespace decorum::signals
