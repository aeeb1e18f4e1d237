// The log: one JSON object a line, for people and for machines that gather them.
//
//   {"time":"2026-11-27T10:00:00Z","level":"info","event":"request","request":"0e3m…",
//    "method":"GET","route":"/api/cases/{case}","status":200,"ms":1.25,"bytes":512,
//    "actor":"person:ana"}
//
// It never holds a query, a body, a header, a cookie, a token, an address of a person's machine or
// the path itself, in which ids of people may stand: the route's template stands there instead.
// Whoever logs something else gives names and numbers, never a person's words.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace decorum::http {

enum class Level : std::uint8_t { info, warning, error };

struct LoggedRequest {
  std::string_view id, method, route, actor;  // route and actor may be empty
  int status = 0;
  double milliseconds = 0;
  std::size_t bytes = 0;  // of the answer's body
};

// Threads may share it. Values are cut after value_bytes_max.
class Log {
 public:
  static constexpr std::size_t value_bytes_max = 1024;

  Log();                          // to the standard error stream
  explicit Log(std::ostream& out);  // which must outlive it
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // 500 and above is an error.
  void request(base::Time now, const LoggedRequest& request);
  using Field = std::pair<std::string_view, std::string>;
  // Anything else that happened: "started", {{"port", "8080"}}.
  void event(base::Time now, Level level, std::string_view event,
             const std::vector<Field>& fields = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace decorum::http
