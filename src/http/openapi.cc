#include "http/openapi.h"

#include <cassert>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/json_string.h"
#include "http/problem.h"

namespace decorum::http {

namespace {

// Puts members of an object together; values are JSON already.
class Object {
 public:
  Object& add(std::string_view name, std::string_view json) {
    out_ += out_.empty() ? "" : ",";
    base::append_json_string(out_, name);
    out_ += ":";
    out_ += json;
    return *this;
  }
  Object& text(std::string_view name, std::string_view value) {
    std::string quoted;
    base::append_json_string(quoted, value);
    return add(name, quoted);
  }
  std::string done() const { return "{" + out_ + "}"; }

 private:
  std::string out_;
};

std::string list_of(const std::vector<std::string>& entries) {
  return fmt::format("[{}]", fmt::join(entries, ","));
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> captures_of(std::string_view path) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t open = path.find('{');
    if (open == std::string_view::npos) return names;
    const std::size_t close = path.find('}', open);
    names.emplace_back(path.substr(open + 1, close - open - 1));
    path.remove_prefix(close);
  }
}

std::string content(std::string_view type, const std::string& schema) {
  return Object().add(type, Object().add("schema", schema).done()).done();
}

std::string parameters_of(const Route& route) {
  std::vector<std::string> entries;
  for (const std::string& name : captures_of(route.path)) {
    entries.push_back(Object()
                          .text("name", name)
                          .text("in", "path")
                          .add("required", "true")
                          .add("schema", Object().text("type", "string").done())
                          .done());
  }
  for (const Parameter& parameter : route.parameters) {
    entries.push_back(Object()
                          .text("name", parameter.name)
                          .text("in", parameter.in)
                          .text("description", parameter.about)
                          .add("required", parameter.required ? "true" : "false")
                          .add("schema", Object().text("type", parameter.type).done())
                          .done());
  }
  return list_of(entries);
}

std::string answers_of(const Route& route, base::Schemas& named) {
  Object answers;
  for (const Answer& answer : route.answers) {
    Object one;
    one.text("description", answer.about);
    if (answer.shape) {
      one.add("content", content(answer.type, answer.shape(named)));
    } else if (answer.status >= 400) {
      one.add("content", content(problem_type, schema<Problem>(named)));
    } else if (answer.type != "application/json") {
      one.add("content", content(answer.type, "{\"type\":\"string\"}"));
    }
    answers.add(fmt::format("{}", answer.status), one.done());
  }
  answers.add("default", Object()
                             .text("description", "Any other problem")
                             .add("content", content(problem_type, schema<Problem>(named)))
                             .done());
  return answers.done();
}

std::string operation_of(const Route& route, base::Schemas& named) {
  Object out;
  out.text("operationId", operation_id(route)).text("summary", route.summary);
  const std::string_view after = route.path.substr(std::string_view("/api/").size());
  std::string tag;
  base::append_json_string(tag, after.substr(0, after.find('/')));
  out.add("tags", list_of({tag}));
  if (const std::string parameters = parameters_of(route); parameters != "[]") {
    out.add("parameters", parameters);
  }
  if (route.request) {
    out.add("requestBody", Object()
                               .add("required", "true")
                               .add("content", content(route.request_type, route.request(named)))
                               .done());
  }
  out.add("responses", answers_of(route, named));
  if (route.permission == everybody) out.add("security", "[]");
  out.text("x-permission", route.permission.text());
  out.text("x-rate", rate_class_names[static_cast<std::size_t>(route.rate)]);
  return out.done();
}

constexpr std::string_view security_schemes =
    R"({"session":{"type":"apiKey","in":"cookie","name":"session"},)"
    R"("token":{"type":"http","scheme":"bearer"}})";

}  // namespace

std::string operation_id(const Route& route) {
  std::string id = lowered(route.method);
  for (const char c : route.path.substr(std::string_view("/api").size())) {
    if (c == '{' || c == '}') continue;
    id.push_back(c == '/' || c == '-' || c == '.' ? '_' : c);
  }
  while (id.ends_with('_')) id.pop_back();  // of "{rest...}"
  return id;
}

std::string openapi_json(std::span<const Route> routes, const ApiInfo& info) {
  base::Schemas named;
  std::map<std::string, Object> paths;  // in the order of their names
  for (const Route& route : routes) {
    if (!route.path.starts_with("/api/")) continue;
    paths[std::string(route.path)].add(lowered(route.method), operation_of(route, named));
  }
  Object all_paths, schemas;
  for (const auto& [path, operations] : paths) all_paths.add(path, operations.done());
  for (const auto& [name, json] : named) schemas.add(name, json);
  return Object()
      .text("openapi", "3.1.0")
      .add("info", Object()
                       .text("title", info.title)
                       .text("version", info.version)
                       .text("description", info.about)
                       .done())
      .add("security", R"([{"session":[]},{"token":[]}])")
      .add("paths", all_paths.done())
      .add("components", Object()
                             .add("schemas", schemas.done())
                             .add("securitySchemes", security_schemes)
                             .done())
      .done();
}

namespace {

using Element = simdjson::dom::element;

void append_yaml(std::string& out, Element value, std::size_t indent);

bool is_flat(Element value) {
  if (value.is_object()) return value.get_object().value_unsafe().size() == 0;
  return !value.is_array() || value.get_array().value_unsafe().size() == 0;
}

// A list's entry starts on the line of its dash.
void append_members(std::string& out, simdjson::dom::object object, std::size_t indent,
                    bool on_this_line) {
  for (const auto member : object) {
    if (!on_this_line) out.append(indent, ' ');
    on_this_line = false;
    const bool plain = member.key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR"
                                                    "STUVWXYZ_$") == std::string_view::npos;
    if (plain) out += member.key;
    else base::append_json_string(out, member.key);
    out += is_flat(member.value) ? ": " : ":\n";
    append_yaml(out, member.value, indent + 2);
  }
}

void append_yaml(std::string& out, Element value, std::size_t indent) {
  if (is_flat(value)) {
    std::string_view text;
    if (!value.get_string().get(text)) base::append_json_string(out, text);
    else out += simdjson::minify(value);
    out += "\n";
  } else if (value.is_object()) {
    append_members(out, value.get_object().value_unsafe(), indent, false);
  } else {
    const simdjson::dom::array entries = value.get_array().value_unsafe();
    for (const Element entry : entries) {
      out.append(indent, ' ');
      out += "- ";
      const bool members = entry.is_object() && !is_flat(entry);
      if (members) append_members(out, entry.get_object().value_unsafe(), indent + 2, true);
      else append_yaml(out, entry, indent + 2);
    }
  }
}

}  // namespace

std::string yaml_of_json(std::string_view json) {
  simdjson::dom::parser parser;
  Element root;
  const auto error = parser.parse(json.data(), json.size()).get(root);
  assert(!error && "the description is our own JSON");
  std::string out;
  if (!error) append_yaml(out, root, 0);
  return out;
}

}  // namespace decorum::http
