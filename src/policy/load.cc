#include "policy/load.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "policy/checks.h"
#include "policy/loaders.h"
#include "policy/names.h"

namespace decorum::policy {
namespace {

constexpr std::size_t path_bytes_max = 255;

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

const std::vector<std::string>& known_files() {
  static const std::vector<std::string> files = {
      "policy.yaml",  "protocol.yaml",  "roles.yaml",     "accounts.yaml", "clocks.yaml",
      "sites.yaml",   "review.yaml",    "brand.yaml",     "community.yaml", "complaints.yaml",
      "calendar.yaml", "retention.yaml", "replies.yaml",  "letters.yaml",  "glossary.yaml",
      "handbook.yaml", "facts.yaml"};
  return files;
}
constexpr std::size_t needed_files = 5;  // the first of known_files

// words/ID.yaml, facts/ID.yaml or lists/ID.yaml, directly in its folder.
bool is_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.ends_with(".yaml") &&
         path.find('/', folder.size()) == std::string_view::npos;
}

bool is_in_a_folder(std::string_view path) {
  return is_in(path, "words/") || is_in(path, "facts/") || is_in(path, "lists/");
}

Mistake of_folder(std::string_view file, std::string_view code, std::string what,
                  std::string expected = {}, std::string suggestion = {}) {
  return {std::string(file), 0, 0, 0, std::string(code), std::move(what), std::move(expected),
          std::move(suggestion)};
}

// Everything loading knows; one a call of load_policy.
class FolderLoader {
 public:
  FolderLoader(const std::vector<PolicyFile>& files, const Context& context)
      : files_(files), context_(context) {}

  tl::expected<Policy, std::vector<Mistake>> load() {
    if (!check_size()) return tl::unexpected(std::move(findings_.mistakes));
    check_names();
    parse_all();
    policy_.hash = content_hash(files_);
    load_people_and_clocks();
    load_chart();
    load_optional();
    Checking checking{policy_, context_, trees_, broken_, findings_};
    check_all(checking);
    if (findings_.mistakes.empty()) return std::move(policy_);
    sort_mistakes(findings_.mistakes);
    return tl::unexpected(std::move(findings_.mistakes));
  }

 private:
  void note(Mistake mistake) {
    if (!findings_.full()) findings_.mistakes.push_back(std::move(mistake));
  }

  // Too much to look at is the only mistake that ends the reading.
  bool check_size() {
    std::size_t bytes = 0;
    for (const PolicyFile& file : files_) bytes += file.bytes.size();
    if (files_.size() > files_max) {
      note(of_folder("", "too-many-files", fmt::format("the policy has {} files", files_.size()),
                     fmt::format("at most {}", files_max)));
    }
    if (bytes > policy_bytes_max) {
      note(of_folder("", "too-large", fmt::format("the policy has {} bytes", bytes),
                     "at most 16 MiB (16,777,216 bytes)"));
    }
    return findings_.mistakes.empty();
  }

  void check_names() {
    std::map<std::string_view, int> seen;
    for (const PolicyFile& file : files_) {
      if (++seen[file.path] == 2) {
        note(of_folder(shortened(file.path), "twice", "this file was given twice"));
      }
      if (file.path.empty() || file.path.size() > path_bytes_max) {
        note(of_folder(shortened(file.path), "path", "the path of a file is empty or too long",
                       fmt::format("at most {} bytes", path_bytes_max)));
      }
      if (!is_yaml(file.path) || is_in_a_folder(file.path)) continue;
      if (std::ranges::find(known_files(), file.path) != known_files().end()) continue;
      const std::string meant = nearest(file.path, known_files());
      note(of_folder(shortened(file.path), "unknown-file", "this file is no part of a policy",
                     "policy.yaml, protocol.yaml, words/ID.yaml and the others of the handbook",
                     meant.empty() ? "" : fmt::format("'{}'", meant)));
    }
    for (std::size_t i = 0; i < needed_files; ++i) {
      if (!seen.contains(known_files()[i])) {
        note(of_folder(known_files()[i], "missing-file",
                       fmt::format("the policy has no {}", known_files()[i])));
      }
    }
  }

  void parse_all() {
    std::size_t nodes_left = policy_nodes_max;
    for (const PolicyFile& file : files_) {
      if (!is_yaml(file.path)) continue;
      YamlFile yaml = parse_yaml(file.path, file.bytes, std::max<std::size_t>(nodes_left, 1));
      nodes_left -= std::min(nodes_left, yaml.nodes);
      const bool empty = !yaml.root && yaml.mistakes.empty();
      if (empty) {
        note(of_folder(file.path, "empty", "this file is empty", "a mapping: 'key: value' lines"));
      }
      for (Mistake& mistake : yaml.mistakes) note(std::move(mistake));
      if (!yaml.root) {
        broken_.insert(file.path);
      } else {
        trees_.emplace(file.path, Tree{std::move(*yaml.root), file.bytes});
      }
    }
    for (std::size_t i = 0; i < needed_files; ++i) {
      if (!trees_.contains(known_files()[i])) broken_.insert(known_files()[i]);
    }
  }

  // Calls `take(reader, root)` when the file is there and could be parsed.
  template <class Take>
  void with(const std::string& path, Take&& take) {
    const auto it = trees_.find(path);
    if (it == trees_.end()) return;
    Reader reader(path, it->second.bytes, findings_);
    take(reader, it->second.root);
  }

  template <class Take>
  void with_each_in(std::string_view folder, Take&& take) {
    std::vector<std::string> paths;
    for (const auto& entry : trees_) {
      if (is_in(entry.first, folder)) paths.push_back(entry.first);
    }
    for (const std::string& path : paths) with(path, take);
  }

  void load_people_and_clocks() {
    with("policy.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.info = load_info(reader, root);
    });
    with("roles.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.roles = load_roles(reader, root);
    });
    with("clocks.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.clocks = load_clocks(reader, root, context_);
    });
    findings_.clocks = &policy_.clocks;
  }

  void load_chart() {
    with_each_in("words/", [&](Reader& reader, const YamlNode& root) {
      WordListInfo info;
      policy_.lexicons.push_back(load_words(reader, root, info));
      policy_.word_lists.push_back(std::move(info));
    });
    // A word list that could not be read is still a name: its own mistakes are reported already.
    std::vector<post::Lexicon> names = policy_.lexicons;
    for (const std::string& path : broken_) {
      if (!is_in(path, "words/")) continue;
      names.push_back({path.substr(6, path.size() - 11), {}, {}, {}});
    }
    environment_ = make_environment(names);
    with("protocol.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.protocol = load_protocol(reader, root, environment_);
    });
    const bool charted = trees_.contains("protocol.yaml");
    with("accounts.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.accounts = load_accounts(reader, root, charted ? &policy_.protocol : nullptr);
    });
  }

  void load_optional() {
    with("sites.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.sites = load_sites(reader, root, context_);
    });
    PhraseLists lists;
    with_each_in("lists/", [&](Reader& reader, const YamlNode& root) {
      load_lists(reader, root, lists);
    });
    with("review.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.review = load_review(reader, root, lists);
    });
    with("handbook.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.handbook = load_handbook(reader, root);
    });
    with("calendar.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.calendar = load_calendar(reader, root, policy_.info, files_, findings_);
    });
    with("brand.yaml", [&](Reader& reader, const YamlNode& root) {
      std::vector<std::string> paths;
      for (const PolicyFile& file : files_) paths.push_back(file.path);
      policy_.brand = load_brand(reader, root, paths);
    });
    with("community.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.community = load_community(reader, root);
    });
    with("complaints.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.complaints = load_complaints(reader, root);
    });
    with("retention.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.retention = load_retention(reader, root);
    });
    with_each_in("facts/", [&](Reader& reader, const YamlNode& root) {
      policy_.facts.push_back(load_fact(reader, root));
    });
    with("facts.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.sayings = load_sayings(reader, root);
    });
    with("replies.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.replies = load_replies(reader, root);
    });
    with("letters.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.letters = load_letters(reader, root);
    });
    with("glossary.yaml", [&](Reader& reader, const YamlNode& root) {
      policy_.glossary = load_glossary(reader, root);
    });
  }

  const std::vector<PolicyFile>& files_;
  const Context& context_;
  Findings findings_;
  Trees trees_;
  std::set<std::string> broken_;
  cel::Environment environment_;
  Policy policy_;
};

void append_length(std::string& out, std::uint64_t length) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out += static_cast<char>(static_cast<unsigned char>(length >> shift));
  }
}

}  // namespace

tl::expected<Policy, std::vector<Mistake>> load_policy(const std::vector<PolicyFile>& files,
                                                       const Context& context) {
  return FolderLoader(files, context).load();
}

std::string content_hash(const std::vector<PolicyFile>& files) {
  std::vector<const PolicyFile*> hashed;
  for (const PolicyFile& file : files) {
    if (!file.path.ends_with(".case")) hashed.push_back(&file);
  }
  std::ranges::sort(hashed, {}, &PolicyFile::path);
  std::string all;
  for (const PolicyFile* file : hashed) {
    append_length(all, file->path.size());
    all += file->path;
    append_length(all, file->bytes.size());
    all += file->bytes;
  }
  return base::sha256(all);
}

}  // namespace decorum::policy
