// iCalendar texts of hostile bytes: what is read is bounded, in order, and each event ends after
// it begins.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/time.h"
#include "base/utf8.h"
#include "policy/ics.h"

namespace {

namespace base = decorum::base;
namespace policy = decorum::policy;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t most = 100;
  const policy::IcsRead read =
      policy::read_ics(bytes, {.zone = "Europe/London",
                               .first = std::chrono::sys_days(std::chrono::year(2025) / 9 / 1),
                               .last = std::chrono::sys_days(std::chrono::year(2029) / 9 / 1),
                               .most = most});
  require(read.events.size() <= most);
  base::Time before{};
  for (const policy::IcsEvent& event : read.events) {
    require(event.from < event.until && event.from >= before);
    require(!event.title.empty() && base::is_valid_utf8(event.title));
    before = event.from;
  }
  require(read.mistakes.size() <= 1000);
  for (const policy::IcsMistake& mistake : read.mistakes) {
    require(!mistake.what.empty() && base::is_valid_utf8(mistake.what));
  }
  return 0;
}
