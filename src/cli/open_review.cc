#include "cli/open_review.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/find.h"
#include "cli/output.h"
#include "cli/policy_folder.h"
#include "media/logo.h"
#include "media/picture.h"
#include "review/approval.h"
#include "review/kind.h"

namespace decorum::cli {
namespace {

bool reads_signals(const policy::Policy& policy) {
  for (const policy::ReviewRule& rule : policy.review.rules) {
    for (const policy::ReviewCheck& check : rule.checks) {
      const review::Kind* kind = review::kind_named(check.kind);
      if (kind != nullptr && kind->signals) return true;
    }
  }
  std::vector<policy::Mistake> mistakes;
  return review::Approvals::make(policy, mistakes).reads_signals();
}

}  // namespace

OpenedReview::OpenedReview(const OpenedPolicy& opened, const signals::ReaderSet* readers)
    : opened_(opened), sites_(open_sites()), given_readers_(readers) {
  open_dictionary();
  if (readers == nullptr && reads_signals(opened.policy)) readers_ = open_readers(opened.policy);
  if (opened.policy.brand) logos_.resize(opened.policy.brand->logos.size());
  compile();
}

void OpenedReview::open_dictionary() {
  const std::filesystem::path path = find_spelling();
  if (path.empty()) {
    say_error("the spelling dictionary was not found, so spelling is not looked up; "
              "set DECORUM_SPELLING to it");
    return;
  }
  try {
    index_ = std::make_unique<MappedFile>(path);
  } catch (const CannotRun& error) {
    say_error(fmt::format("{}; spelling is not looked up", error.what()));
    return;
  }
  auto dictionary = spelling::Dictionary::make(index_->bytes());
  if (dictionary) {
    dictionary_ = *dictionary;
  } else {
    say_error(fmt::format("{}: {}; spelling is not looked up", path.string(),
                          dictionary.error().what));
  }
}

review::Setup OpenedReview::setup() const {
  return {.policy = opened_.policy,
          .sites = sites_,
          .dictionary = dictionary_ ? &*dictionary_ : nullptr,
          .readers = readers_ ? &*readers_ : given_readers_,
          .logos = logos_};
}

void OpenedReview::compile() {
  auto rulebook = review::Rulebook::make(setup());
  if (!rulebook) {
    write_error(policy::render(rulebook.error(), opened_.files));
    throw CannotRun("the policy's review rules have mistakes");
  }
  rulebook_.emplace(std::move(*rulebook));
}

void OpenedReview::need_logos() {
  if (std::exchange(has_logos_, true) || !opened_.policy.brand) return;
  const std::vector<policy::Logo>& logos = opened_.policy.brand->logos;
  for (std::size_t i = 0; i < logos.size(); ++i) {
    const auto file = std::ranges::find(opened_.files, logos[i].file, &policy::PolicyFile::path);
    if (file == opened_.files.end()) continue;  // the policy was found good, so it is there
    const auto picture = media::decode(file->bytes);
    if (picture) {
      logos_[i] = media::print_of(*picture);
    } else {
      say_error(fmt::format("the logo {}: {}; it is not looked for", logos[i].file,
                            picture.error().what));
    }
  }
  if (!logos.empty()) compile();
}

std::vector<policy::Mistake> mistakes_in_rules(const policy::Policy& policy) {
  const policy::Sites sites = open_sites();
  review::Setup setup{.policy = policy, .sites = sites, .dictionary = nullptr, .readers = nullptr,
                      .logos = {}};
  if (policy.brand) setup.logos.resize(policy.brand->logos.size());
  auto rulebook = review::Rulebook::make(std::move(setup));
  if (rulebook) return {};
  return std::move(rulebook.error());
}

}  // namespace decorum::cli
