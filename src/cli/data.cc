#include "cli/data.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <simdjson.h>

#include "base/time.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/output.h"
#include "policy/mistake.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t data_bytes_max = 16u << 20;

// The divisions are the names of the object that the file holds.
std::vector<std::string> read_divisions(const fs::path& path) {
  const simdjson::padded_string json(read_file(path, data_bytes_max));
  simdjson::dom::parser parser;
  simdjson::dom::object divisions;
  if (parser.parse(json).get(divisions) != simdjson::SUCCESS) {
    throw CannotRun(fmt::format("{}: it is not an object of divisions in JSON", path.string()));
  }
  std::vector<std::string> names;
  for (const auto& division : divisions) names.emplace_back(division.key);
  return names;
}

policy::Sites read_sites_file() {
  const std::string path = (find_data() / "sites.yaml").string();
  const std::string bytes = read_file(path, data_bytes_max);
  auto sites = policy::read_sites(path, bytes);
  if (sites) return std::move(*sites);
  const std::vector<policy::PolicyFile> file = {{path, bytes}};
  write_error(policy::render(sites.error(), file));
  throw CannotRun(fmt::format("{} has mistakes", path));
}

}  // namespace

const policy::Sites& open_sites() {
  static const policy::Sites sites = read_sites_file();
  return sites;
}

std::vector<std::chrono::sys_days> open_holidays(const std::string& division) {
  std::vector<std::chrono::sys_days> days;
  if (division.empty()) return days;
  const fs::path path = find_data() / "bank-holidays.json";
  const simdjson::padded_string json(read_file(path, data_bytes_max));
  simdjson::dom::parser parser;
  simdjson::dom::array events;
  if (parser.parse(json)[division]["events"].get(events) != simdjson::SUCCESS) {
    throw CannotRun(fmt::format("{}: it has no days of {}", path.string(), division));
  }
  for (const auto& event : events) {
    std::string_view text;
    const bool has_date = event["date"].get(text) == simdjson::SUCCESS;
    const auto day = base::parse_date(has_date ? text : "");
    if (!day) {
      throw CannotRun(fmt::format("{}: {} has a day without a date", path.string(), division));
    }
    days.push_back(*day);
  }
  std::ranges::sort(days);
  return days;
}

policy::Context open_context() {
  return {policy::limits_of(open_sites()), read_divisions(find_data() / "bank-holidays.json")};
}

}  // namespace decorum::cli
