#include "http/message.h"

#include <array>

namespace decorum::http {

namespace {

std::string_view first_of(const std::vector<std::pair<std::string, std::string>>& fields,
                          std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

std::string_view Request::header(std::string_view name) const { return first_of(headers, name); }

std::string_view Request::capture(std::string_view name) const {
  return first_of(captures, name);
}

std::optional<std::string_view> Request::query_field(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view part = rest.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && part.substr(0, equals) == name) {
      return part.substr(equals + 1);
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

void Response::set(std::string name, std::string value) {
  for (auto& [key, held] : headers) {
    if (key == name) {
      held = std::move(value);
      return;
    }
  }
  headers.emplace_back(std::move(name), std::move(value));
}

std::string_view phrase_of(int status) {
  struct Phrase {
    int status;
    std::string_view words;
  };
  // RFC 9110 section 15, RFC 6585.
  static constexpr std::array phrases{
      Phrase{200, "OK"}, Phrase{201, "Created"}, Phrase{202, "Accepted"},
      Phrase{204, "No Content"}, Phrase{302, "Found"}, Phrase{303, "See Other"},
      Phrase{304, "Not Modified"}, Phrase{400, "Bad Request"}, Phrase{401, "Unauthorized"},
      Phrase{403, "Forbidden"}, Phrase{404, "Not Found"}, Phrase{405, "Method Not Allowed"},
      Phrase{408, "Request Timeout"}, Phrase{409, "Conflict"}, Phrase{410, "Gone"},
      Phrase{412, "Precondition Failed"}, Phrase{413, "Content Too Large"},
      Phrase{415, "Unsupported Media Type"}, Phrase{421, "Misdirected Request"},
      Phrase{422, "Unprocessable Content"}, Phrase{428, "Precondition Required"},
      Phrase{429, "Too Many Requests"}, Phrase{431, "Request Header Fields Too Large"},
      Phrase{500, "Internal Server Error"}, Phrase{501, "Not Implemented"},
      Phrase{503, "Service Unavailable"}};
  for (const Phrase& phrase : phrases) {
    if (phrase.status == status) return phrase.words;
  }
  return "Unknown";
}

}  // namespace decorum::http
