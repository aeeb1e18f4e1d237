// The public CEL conformance cases, converted to JSON, from the shared folder. Every case is
// evaluated without the type check and, unless it says otherwise, with it; both must agree with the
// case. test/conformance/cel-exceptions.txt names the cases that cannot pass and why: one that
// passes after all fails this test.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "cel/cel.h"
#include "cel/typed_json.h"

namespace decorum::cel {
namespace {

using simdjson::dom::element;

std::filesystem::path cases_folder() {
  const char* given = std::getenv("DECORUM_SHARED");
  return std::filesystem::path(given ? given : "../shared") / "conformance" / "cel";
}

// "name  reason" a line; '#' starts a comment.
std::map<std::string, std::string> exceptions() {
  std::map<std::string, std::string> reasons;
  std::ifstream file("test/conformance/cel-exceptions.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t gap = line.find("  ");
    reasons[line.substr(0, gap)] = gap == std::string::npos ? "" : line.substr(gap + 2);
  }
  return reasons;
}

// Of one type and equal, NaN equal to itself and zeroes told apart by their sign.
bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.kind() == Kind::real) {
    if (std::isnan(a.real())) return std::isnan(b.real());
    return a.real() == b.real() && std::signbit(a.real()) == std::signbit(b.real());
  }
  if (a.kind() == Kind::list) {
    return std::equal(a.elements().begin(), a.elements().end(), b.elements().begin(),
                      b.elements().end(), identical);
  }
  if (a.kind() != Kind::map) return equal(a, b);
  if (a.map().size() != b.map().size()) return false;
  return std::all_of(a.map().entries().begin(), a.map().entries().end(), [&](const auto& entry) {
    const Value* other = b.map().find(entry.first);
    return other && identical(entry.second, *other);
  });
}

struct Case {
  std::string name;
  std::string expr;
  Environment env;
  std::vector<Value> slots;
  bool checked = true;
  std::optional<Value> value;  // nothing: an error is expected
};

Case case_from(element json) {
  Case it;
  it.name = std::string(std::string_view(json["name"]));
  it.expr = std::string(std::string_view(json["expr"]));
  it.checked = !bool(json["disable_check"]);
  it.env = standard_environment();
  auto bindings = read_variables(simdjson::minify(json["bindings"]), JsonForm::typed);
  EXPECT_TRUE(bindings.has_value()) << it.name << ": " << bindings.error().what;
  if (bindings) {
    for (auto& [name, value] : *bindings) {
      it.env.declare(name, full_type_of(value));
      it.slots.push_back(std::move(value));
    }
  }
  element value;
  if (json["value"].get(value) == simdjson::SUCCESS) {
    auto read = read_value(simdjson::minify(value), JsonForm::typed);
    EXPECT_TRUE(read.has_value()) << it.name << ": " << read.error().what;
    if (read) it.value = std::move(*read);
  }
  return it;
}

// Empty when the result is the expected one.
std::string difference(const Case& it, bool checked) {
  const auto program =
      checked ? compile(it.env, it.expr) : compile_unchecked(it.env, it.expr);
  const Value result =
      program ? evaluate(**program, it.slots) : Value::error(program.error().front().what);
  if (!it.value) return result.is_error() ? "" : "gave a value instead of an error";
  if (result.is_error()) return "gave the error: " + std::string(result.what());
  return identical(result, *it.value)
             ? ""
             : "gave " + write_value(result, JsonForm::typed).value_or("something else");
}

std::vector<Case> all_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(cases_folder())) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const auto& path : files) {
    simdjson::dom::parser parser;
    for (const element json : parser.load(path.string()).get_array()) {
      cases.push_back(case_from(json));
    }
  }
  return cases;
}

TEST(Conformance, EveryPublicCasePassesOrIsAnExceptionWithAReason) {
  if (!std::filesystem::exists(cases_folder())) GTEST_SKIP() << "no shared conformance cases";
  auto unused = exceptions();
  std::size_t passed = 0;
  for (const Case& it : all_cases()) {
    std::string problem = difference(it, false);
    if (problem.empty() && it.checked) {
      problem = difference(it, true);
      if (!problem.empty()) problem = "with the type check, " + problem;
    }
    const auto reasons = exceptions();
    const bool excepted = reasons.count(it.name) != 0;
    unused.erase(it.name);
    if (problem.empty()) ++passed;
    EXPECT_EQ(problem.empty(), !excepted)
        << it.name << "\n  " << it.expr << "\n  "
        << (excepted ? "passes, but is listed as an exception" : problem);
  }
  for (const auto& [name, reason] : unused) ADD_FAILURE() << name << " is no case";
  for (const auto& [name, reason] : exceptions()) EXPECT_FALSE(reason.empty()) << name;
  RecordProperty("passed", static_cast<int>(passed));
  EXPECT_GT(passed, 0U);
}

}  // namespace
}  // namespace decorum::cel
