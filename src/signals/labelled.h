// Labelled posts, the material of training and evaluation.
//
// One JSON object a line: {"text": "...", "label": "..."}; "label" may be a string, a whole number
// or a list of them, "site" may say where the post stood, other fields are passed over. Empty lines
// are allowed. A text is at most post::text_bytes_max bytes; broken UTF-8 and unpaired surrogates
// are refused with FILE:LINE.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace decorum::signals {

struct Labelled {
  std::string text;
  std::vector<std::string> labels;
  std::string site;

  bool has(std::string_view label) const;
  bool has_any(const std::vector<std::string>& wanted) const;
};

// A file's name as it was given, and its content.
struct NamedBytes {
  std::string name;
  std::string bytes;
};

// A set of labelled posts; sets weigh alike when models are calibrated on several.
struct LabelledSet {
  std::string name;  // folder and file only: "davidson/train.jsonl"
  std::vector<Labelled> posts;
};

// "folder/file" of a path, as sets are called in models and their cards.
std::string short_name(std::string_view path);

base::Result<LabelledSet> read_labelled(const NamedBytes& file);
base::Result<std::vector<LabelledSet>> read_labelled(const std::vector<NamedBytes>& files);

}  // namespace decorum::signals
