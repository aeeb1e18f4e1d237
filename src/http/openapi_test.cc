#include "http/openapi.h"


#include <gtest/gtest.h>
#include <simdjson.h>
#include <yaml-cpp/yaml.h>

#include "http/reply.h"
#include "http/system_routes.h"

namespace decorum::http {
namespace {

struct Wish {
  static constexpr std::string_view shape_name = "Wish";
  std::string to;
};
template <class Visitor>
void describe(Visitor& v, Wish& wish) {
  v.field("to", wish.to, {.most = 8, .about = "Who \"takes\" it: yes"});
}

Response nothing(const Request&) { return no_content(); }

std::vector<Route> table() {
  return {{.method = "POST", .path = "/api/cases/{case}/assign", .permission = "act",
           .summary = "Give it to somebody", .handler = nothing, .request = schema<Wish>,
           .answers = {{200, "As it is now", schema<Wish>}, {409, "A named refusal"}},
           .parameters = {if_match}, .rate = RateClass::write},
          {.method = "GET", .path = "/page", .permission = everybody, .summary = "A page",
           .handler = nothing, .answers = {{200, "It", nullptr, "text/html"}}}};
}

std::string at(simdjson::dom::element root, std::string_view pointer) {
  simdjson::dom::element found;
  if (root.at_pointer(pointer).get(found)) return "(none)";
  return simdjson::minify(found);
}

TEST(OpenApi, SaysWhatTheTableSays) {
  simdjson::dom::parser parser;
  const std::string json = openapi_json(table());
  simdjson::dom::element root;
  ASSERT_FALSE(parser.parse(json).get(root)) << json;
  EXPECT_EQ(at(root, "/openapi"), "\"3.1.0\"");
  const std::string operation = "/paths/~1api~1cases~1{case}~1assign/post";
  EXPECT_EQ(at(root, operation + "/operationId"), "\"post_cases_case_assign\"");
  EXPECT_EQ(at(root, operation + "/x-permission"), "\"act\"");
  EXPECT_EQ(at(root, operation + "/x-rate"), "\"write\"");
  EXPECT_EQ(at(root, operation + "/parameters/0/name"), "\"case\"");
  EXPECT_EQ(at(root, operation + "/parameters/1/in"), "\"header\"");
  EXPECT_EQ(at(root, operation + "/requestBody/content/application~1json/schema/$ref"),
            "\"#/components/schemas/Wish\"");
  EXPECT_EQ(at(root, operation + "/responses/409/content/application~1problem+json/schema/$ref"),
            "\"#/components/schemas/Problem\"");
  EXPECT_NE(at(root, operation + "/responses/default"), "(none)");
  EXPECT_EQ(at(root, "/components/schemas/Wish/properties/to/maxLength"), "8");
  EXPECT_EQ(at(root, "/paths/~1page"), "(none)") << "pages are not the API";
}

// Both readings of the document, value by value.
void expect_same(simdjson::dom::element json, const YAML::Node& yaml, const std::string& where) {
  if (json.is_object()) {
    ASSERT_EQ(yaml.size(), json.get_object().value_unsafe().size()) << where;
    const simdjson::dom::object object = json.get_object().value_unsafe();
    for (const auto member : object) {
      const std::string key(member.key);
      ASSERT_TRUE(yaml[key].IsDefined()) << where << "/" << key;
      expect_same(member.value, yaml[key], where + "/" + key);
    }
  } else if (json.is_array()) {
    const simdjson::dom::array array = json.get_array().value_unsafe();
    ASSERT_EQ(yaml.size(), array.size()) << where;
    std::size_t i = 0;
    for (const simdjson::dom::element entry : array) expect_same(entry, yaml[i++], where + "/-");
  } else {
    std::string_view text;
    const bool is_text = !json.get_string().get(text);
    const std::string plain = is_text ? std::string(text) : simdjson::minify(json);
    EXPECT_EQ(yaml.as<std::string>(), plain) << where;
    EXPECT_EQ(yaml.Tag() == "!", is_text) << where << ": only texts are quoted";
  }
}

TEST(OpenApi, IsTheSameInYaml) {
  const std::string json = openapi_json(table());
  simdjson::dom::parser parser;
  const simdjson::dom::element root = parser.parse(json).value();
  expect_same(root, YAML::Load(yaml_of_json(json)), "");
}

TEST(SystemRoutes, SayWhatIsMissing) {
  Metrics metrics;
  const Router router(with_system_routes({}, metrics, [] {
    return std::vector<Readiness>{{"store", true}, {"policy", false}};
  }));
  const auto answer = [&](std::string_view path) {
    return router.find("GET", path).route->handler(Request{});
  };
  EXPECT_EQ(answer("/healthz").status, 200);
  EXPECT_EQ(answer("/readyz").status, 503);
  EXPECT_EQ(answer("/readyz").body, "{\"store\":true,\"policy\":false}");
  EXPECT_NE(answer("/metrics").body.find("decorum_http_connections 0"), std::string::npos);
  EXPECT_EQ(router.find("GET", "/metrics").route->permission.text(), "see-metrics");
}

}  // namespace
}  // namespace decorum::http
