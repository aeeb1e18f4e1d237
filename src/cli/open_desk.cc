#include "cli/open_desk.h"

#include <filesystem>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/open_store.h"
#include "desk/policy_versions.h"
#include "policy/load.h"
#include "policy/zone_time.h"

namespace decorum::cli {
namespace {

std::unique_ptr<store::Store> open_existing(const std::string& option) {
  std::error_code code;
  if (!std::filesystem::exists(store_path(option), code)) {
    throw CannotRun(fmt::format("--store {}: there is no such file", option));
  }
  return open_store(option, StoreUse::writing);
}

}  // namespace

DeskAtHand::DeskAtHand(const std::string& store_option)
    : store_(open_existing(store_option)), opened_(open_policy("")) {
  store_->read([&](store::Snapshot& in) {
    const auto day = policy::local_day(opened_.policy.info.time_zone, clock_.now());
    const auto version = desk::version_on(in, day);
    if (!version || version->hash == opened_.policy.hash) return;
    auto files = desk::files_of(in, version->files);
    auto loaded = policy::load_policy(files, open_context());
    if (!loaded) throw CannotRun("the policy in force in the store cannot be read any more");
    opened_ = {std::move(*loaded), std::move(files)};
  });
  auto in_use = std::make_shared<desk::InUse>();
  in_use->policy = &opened_.policy;
  in_use->files = &opened_.files;
  desk_ = std::make_unique<desk::Desk>(*store_, clock_, std::move(in_use));
}

desk::Actor DeskAtHand::command() const {
  desk::Actor actor;
  actor.id = "command";
  actor.may.set(static_cast<std::size_t>(desk::Permission::administer));
  return actor;
}

void give_up(const desk::Refused& no) { throw CannotRun(no.what); }

std::chrono::sys_days day_of(std::string_view option, const std::string& text) {
  const auto day = base::parse_date(text);
  if (!day) throw CannotRun(fmt::format("{} {}: {}", option, text, day.error().what));
  return *day;
}

}  // namespace decorum::cli
