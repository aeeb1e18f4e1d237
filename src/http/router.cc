#include "http/router.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace decorum::http {

namespace {

bool is_capture(std::string_view segment) { return segment.starts_with('{'); }
bool is_rest(std::string_view segment) { return segment.ends_with("...}"); }

std::string_view capture_name(std::string_view segment) {
  segment.remove_prefix(1);
  segment.remove_suffix(is_rest(segment) ? 4 : 1);
  return segment;
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    segments.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(segments.back().size());
  }
  return segments;
}

// Plain segments before captured ones, and those before the rest of a path.
int rank_of(std::string_view segment) {
  return !is_capture(segment) ? 0 : is_rest(segment) ? 2 : 1;
}

bool is_well_formed(std::string_view path) {
  if (!path.starts_with('/')) return false;
  const auto segments = segments_of(path);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = segments[i];
    const bool braces = segment.find_first_of("{}") != std::string_view::npos;
    if (!is_capture(segment)) {
      if (braces || (segment.empty() && segments.size() > 1)) return false;
      continue;
    }
    if (!segment.ends_with('}') || capture_name(segment).empty()) return false;
    if (is_rest(segment) && i + 1 < segments.size()) return false;
  }
  return true;
}

// The same paths are found: a capture's name makes no difference.
bool same_shape(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](std::string_view x, std::string_view y) {
                      return rank_of(x) == rank_of(y) && (is_capture(x) || x == y);
                    });
}

constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  assert(routes_.size() <= routes_max);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    assert(std::find(methods.begin(), methods.end(), route.method) != methods.end());
    assert(is_well_formed(route.path) && "a route's path");
    assert(route.handler && !route.answers.empty() && !route.summary.empty());
    entries_.push_back({segments_of(route.path), i});
    for (std::size_t k = 0; k < i; ++k) {
      assert(!(routes_[k].method == route.method &&
               same_shape(entries_[k].segments, entries_[i].segments)) && "a route given twice");
    }
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::lexicographical_compare(
        a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
        [](std::string_view x, std::string_view y) { return rank_of(x) < rank_of(y); });
  });
}

bool Router::matches(const Entry& entry, const std::vector<std::string_view>& segments) const {
  const auto& own = entry.segments;
  const bool takes_rest = !own.empty() && is_rest(own.back());
  if (takes_rest ? segments.size() < own.size() : segments.size() != own.size()) return false;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (is_capture(own[i]) ? segments[i].empty() : own[i] != segments[i]) return false;
  }
  return true;
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
  Found found;
  if (!path.starts_with('/')) return found;
  const auto segments = segments_of(path);
  const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
  std::vector<std::string_view> allowed;
  for (const Entry& entry : entries_) {
    if (!matches(entry, segments)) continue;
    const Route& route = routes_[entry.route];
    allowed.push_back(route.method);
    if (found.route || route.method != wanted) continue;
    found.route = &route;
    for (std::size_t i = 0; i < entry.segments.size(); ++i) {
      if (!is_capture(entry.segments[i])) continue;
      std::string_view value = segments[i];
      if (is_rest(entry.segments[i])) {
        value = path.substr(static_cast<std::size_t>(segments[i].data() - path.data()));
      }
      found.captures.emplace_back(capture_name(entry.segments[i]), value);
    }
  }
  for (const std::string_view each : methods) {
    if (std::find(allowed.begin(), allowed.end(), each) == allowed.end()) continue;
    found.allow += found.allow.empty() ? "" : ", ";
    found.allow += each;
    if (each == "GET") found.allow += ", HEAD";
  }
  if (!found.allow.empty()) found.allow += ", OPTIONS";
  return found;
}

std::size_t Router::body_bytes_max(std::string_view method, std::string_view path) const {
  const Found found = find(method, path);
  return found.route ? found.route->body_bytes_max : body_to_nowhere_bytes_max;
}

}  // namespace decorum::http
