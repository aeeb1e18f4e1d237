#include "http/head.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace decorum::http {

namespace {

using Refused = tl::unexpected<HeadRefusal>;

Refused refuse(int status, std::string detail) {
  return Refused(HeadRefusal{status, std::move(detail)});
}

// RFC 9110 section 5.6.2.
bool is_token_byte(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_byte);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_control);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<HeadRefusal> read_request_line(std::string_view line, const Limits& limits,
                                             Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos) {
    return HeadRefusal{400, "The request line must be a method, a path and a version."};
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(method)) return HeadRefusal{400, "The method is not a word."};
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    const bool other = version.size() == 8 && version.starts_with("HTTP/");
    return other ? HeadRefusal{505, "This server speaks HTTP/1.1."}
                 : HeadRefusal{400, "The request line does not end with a version of HTTP."};
  }
  head.is_1_0 = version.back() == '0';
  static constexpr std::array<std::string_view, 7> known{"GET",   "HEAD",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "OPTIONS"};
  if (std::find(known.begin(), known.end(), method) == known.end()) {
    return HeadRefusal{501, "This server does not know the method."};
  }
  if (target.size() > limits.target_bytes_max) {
    return HeadRefusal{414, "The address is too long."};
  }
  auto read = parse_target(target, limits);
  if (!read) return read.error();
  head.request.method = method;
  head.request.path = std::move(read->path);
  head.request.query = std::move(read->query);
  return std::nullopt;
}

std::optional<HeadRefusal> read_field(std::string_view line, Headers& headers) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return HeadRefusal{400, "A header line must be a name, a colon and a value."};
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  const auto bad = [](char c) { return is_control(c) && c != '\t'; };
  if (std::any_of(value.begin(), value.end(), bad) || !base::is_valid_utf8(value)) {
    return HeadRefusal{400, "A header's value holds bytes that are not text."};
  }
  if (headers.size() == header_lines_max) {
    return HeadRefusal{431, "There are too many header lines."};
  }
  headers.emplace_back(lowered(line.substr(0, colon)), value);
  return std::nullopt;
}

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; }));
}

// How long the body is: RFC 9112 section 6.3, without its leniency.
std::optional<HeadRefusal> read_framing(Head& head) {
  const Headers& headers = head.request.headers;
  const std::size_t lengths = count_of(headers, "content-length");
  const std::size_t codings = count_of(headers, "transfer-encoding");
  if (lengths + codings > 1) {
    return HeadRefusal{400, "The body's length is stated more than once."};
  }
  if (codings == 1) {
    if (head.is_1_0) return HeadRefusal{400, "HTTP/1.0 has no Transfer-Encoding."};
    if (lowered(head.request.header("transfer-encoding")) != "chunked") {
      return HeadRefusal{501, "The only Transfer-Encoding taken is chunked."};
    }
    head.chunked = true;
  }
  if (lengths == 1) {
    const std::string_view text = head.request.header("content-length");
    constexpr std::size_t digits_max = 18;
    if (text.empty() || text.size() > digits_max) {
      return HeadRefusal{400, "Content-Length is not a length."};
    }
    for (const char c : text) {
      if (c < '0' || c > '9') return HeadRefusal{400, "Content-Length is not a length."};
      head.content_length = head.content_length * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  return std::nullopt;
}

bool is_host(std::string_view text) {
  constexpr std::string_view marks = "-._~!$&'()*+,;=:[]%";
  constexpr std::size_t host_bytes_max = 300;
  return text.size() <= host_bytes_max && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_token_byte(c) || marks.find(c) != std::string_view::npos;
  });
}

bool names_option(std::string_view list, std::string_view option) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (lowered(trimmed(list.substr(0, comma))) == option) return true;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

std::optional<HeadRefusal> read_connection(Head& head) {
  const Request& request = head.request;
  const std::size_t hosts = count_of(request.headers, "host");
  if (hosts > 1 || (hosts == 0 && !head.is_1_0) || !is_host(request.header("host"))) {
    return HeadRefusal{400, "There must be one Host header that names a host."};
  }
  const std::string_view connection = request.header("connection");
  head.keep_alive =
      head.is_1_0 ? names_option(connection, "keep-alive") : !names_option(connection, "close");
  const std::string_view expect = request.header("expect");
  if (!expect.empty() && !head.is_1_0) {
    if (lowered(expect) != "100-continue") {
      return HeadRefusal{417, "The only expectation met is 100-continue."};
    }
    head.expects_continue = true;
  }
  return std::nullopt;
}

// Cuts the next line off, without its CRLF; false when it ends otherwise.
bool take_line(std::string_view& rest, std::string_view& line) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') return false;
  line = rest.substr(0, end - 1);
  rest.remove_prefix(end + 1);
  return line.find('\r') == std::string_view::npos;
}

}  // namespace

std::size_t find_head_end(std::string_view bytes, std::size_t from) {
  // What was looked at before may have ended within the mark.
  std::size_t at = bytes.find('\n', from < 2 ? 0 : from - 2);
  while (at != std::string_view::npos) {
    const std::string_view after = bytes.substr(at + 1, 2);
    if (after.starts_with('\n')) return at + 2;
    if (after == "\r\n") return at + 3;
    at = bytes.find('\n', at + 1);
  }
  return std::string_view::npos;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_of(text[i + 1]), low = hex_of(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

namespace {

tl::expected<std::string, HeadRefusal> read_path(std::string_view raw) {
  if (!raw.starts_with('/')) return refuse(400, "The address must be a path that starts with /.");
  const auto path = percent_decoded(raw, false);
  if (!path) return refuse(400, "A % in the path is not followed by two hexadecimal digits.");
  if (has_control(*path) || !base::is_valid_utf8(*path)) {
    return refuse(400, "The path holds bytes that are not text.");
  }
  const auto slashes = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '/');
  };
  if (path->find('\\') != std::string::npos || slashes(*path) != slashes(raw)) {
    return refuse(400, "The path holds a hidden slash.");
  }
  std::string_view rest = *path;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    if (segment == "." || segment == "..") return refuse(400, "The path must not hold . or ..");
    rest.remove_prefix(segment.size());
  }
  return *path;
}

}  // namespace

tl::expected<Target, HeadRefusal> parse_target(std::string_view target, const Limits& limits) {
  for (const char c : target) {
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f ||
        c == '#') {
      return refuse(400, "The address holds a character that must be encoded.");
    }
  }
  const std::size_t mark = target.find('?');
  auto path = read_path(target.substr(0, mark));
  if (!path) return tl::unexpected(path.error());
  Target out{std::move(*path), {}};
  std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view field = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    if (field.empty()) continue;
    if (out.query.size() == limits.query_fields_max) {
      return refuse(400, "There are too many fields in the query.");
    }
    const std::size_t equals = field.find('=');
    auto name = percent_decoded(field.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string()
                                                  : percent_decoded(field.substr(equals + 1), true);
    const auto is_text = [](const std::optional<std::string>& text) {
      return text && text->find('\0') == std::string::npos && base::is_valid_utf8(*text);
    };
    if (!is_text(name) || !is_text(value)) {
      return refuse(400, "The query holds a field that is not encoded text.");
    }
    out.query.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

tl::expected<Head, HeadRefusal> parse_head(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.head_bytes_max) return refuse(431, "The headers are too long.");
  Head head;
  std::string_view line;
  constexpr std::string_view bad_line = "A line of the head does not end with CR LF.";
  if (!take_line(bytes, line)) return refuse(400, std::string(bad_line));
  if (auto no = read_request_line(line, limits, head)) return Refused(std::move(*no));
  for (;;) {
    if (!take_line(bytes, line)) return refuse(400, std::string(bad_line));
    if (line.empty()) break;
    if (auto no = read_field(line, head.request.headers)) return Refused(std::move(*no));
  }
  if (!bytes.empty()) return refuse(400, "The head goes on after its end.");
  if (auto no = read_framing(head)) return Refused(std::move(*no));
  if (auto no = read_connection(head)) return Refused(std::move(*no));
  return head;
}

}  // namespace decorum::http
