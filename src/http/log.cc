#include "http/log.h"

#include <ostream>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "base/json_string.h"
#include "base/utf8.h"

namespace decorum::http {

namespace {

void append_text(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += fmt::format(",\"{}\":", name);
  base::append_json_string(out,
                           base::mended(base::clipped(value, Log::value_bytes_max)));
}

std::string begun(base::Time now, Level level, std::string_view event) {
  constexpr std::string_view names[] = {"info", "warning", "error"};
  std::string out = fmt::format("{{\"time\":\"{}\",\"level\":\"{}\"", base::format_rfc3339(now),
                                names[static_cast<std::size_t>(level)]);
  append_text(out, "event", event);
  return out;
}

}  // namespace

struct Log::Impl {
  explicit Impl(spdlog::sink_ptr sink) : logger("decorum", std::move(sink)) {
    logger.set_pattern("%v");
    logger.flush_on(spdlog::level::info);
  }

  // The line is the message, never a pattern: braces in it mean nothing.
  void write(Level level, std::string line) {
    line += "}";
    const auto as = level == Level::info      ? spdlog::level::info
                    : level == Level::warning ? spdlog::level::warn
                                              : spdlog::level::err;
    logger.log(as, spdlog::string_view_t(line.data(), line.size()));
  }

  spdlog::logger logger;
};

Log::Log() : impl_(std::make_unique<Impl>(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}
Log::Log(std::ostream& out)
    : impl_(std::make_unique<Impl>(std::make_shared<spdlog::sinks::ostream_sink_mt>(out))) {}
Log::~Log() = default;

void Log::request(base::Time now, const LoggedRequest& request) {
  const Level level = request.status >= 500 ? Level::error : Level::info;
  std::string line = begun(now, level, "request");
  append_text(line, "request", request.id);
  append_text(line, "method", request.method);
  append_text(line, "route", request.route);
  line += fmt::format(",\"status\":{},\"ms\":{:.3f},\"bytes\":{}", request.status,
                      request.milliseconds, request.bytes);
  append_text(line, "actor", request.actor);
  impl_->write(level, std::move(line));
}

void Log::event(base::Time now, Level level, std::string_view event,
                const std::vector<Field>& fields) {
  std::string line = begun(now, level, event);
  for (const auto& [name, value] : fields) append_text(line, name, value);
  impl_->write(level, std::move(line));
}

}  // namespace decorum::http
