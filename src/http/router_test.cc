#include "http/router.h"

#include <gtest/gtest.h>

#include "http/reply.h"

namespace decorum::http {
namespace {

Response nothing(const Request&) { return no_content(); }

Route row(std::string_view method, std::string_view path) {
  return {.method = method, .path = path, .permission = everybody, .summary = "A row",
          .handler = nothing, .answers = {{204, "Nothing"}}};
}

// The path of the route that is found, with its captures: "/a/{b} b=1".
std::string found(const Router& router, std::string_view method, std::string_view path) {
  const Router::Found found = router.find(method, path);
  if (!found.route) return found.allow;
  std::string out(found.route->path);
  for (const auto& [name, value] : found.captures) out += " " + name + "=" + value;
  return out;
}

TEST(Router, FindsTheMoreParticularRoute) {
  const Router router({row("GET", "/{rest...}"), row("GET", "/api/{noun}"), row("GET", "/"),
                       row("GET", "/api/cases"), row("GET", "/api/cases/{case}/posts/{post}"),
                       row("POST", "/api/{noun}"), row("GET", "/files/{rest...}")});
  EXPECT_EQ(found(router, "GET", "/"), "/");
  EXPECT_EQ(found(router, "GET", "/api/cases"), "/api/cases");
  EXPECT_EQ(found(router, "HEAD", "/api/cases"), "/api/cases");
  EXPECT_EQ(found(router, "GET", "/api/drafts"), "/api/{noun} noun=drafts");
  EXPECT_EQ(found(router, "POST", "/api/cases"), "/api/{noun} noun=cases");
  EXPECT_EQ(found(router, "GET", "/api/cases/7/posts/x y"),
            "/api/cases/{case}/posts/{post} case=7 post=x y");
  EXPECT_EQ(found(router, "GET", "/files/a/b.js"), "/files/{rest...} rest=a/b.js");
  EXPECT_EQ(found(router, "GET", "/other/a"), "/{rest...} rest=other/a");
}

TEST(Router, FindsNothingElse) {
  const Router router({row("GET", "/api/cases/{case}"), row("DELETE", "/api/cases/{case}"),
                       row("GET", "/files/{rest...}")});
  for (const char* path : {"", "/", "api", "/api", "/api/cases", "/api/cases/", "/api/cases/1/",
                           "/api//1", "//api/cases/1", "/files", "/files/"}) {
    EXPECT_EQ(found(router, "GET", path), "") << path;
  }
  EXPECT_EQ(found(router, "POST", "/api/cases/1"), "GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(found(router, "OPTIONS", "/api/cases/1"), "GET, HEAD, DELETE, OPTIONS");
}

TEST(Router, TakesLittleBodyWhereThereIsNothing) {
  Route import = row("POST", "/api/imports");
  import.body_bytes_max = 5u << 20;
  const Router router({import, row("GET", "/api/imports")});
  EXPECT_EQ(router.body_bytes_max("POST", "/api/imports"), 5u << 20);
  EXPECT_EQ(router.body_bytes_max("POST", "/api/nothing"), body_to_nowhere_bytes_max);
  EXPECT_EQ(router.body_bytes_max("PUT", "/api/imports"), body_to_nowhere_bytes_max);
}

#ifndef NDEBUG
TEST(RouterDeathTest, RefusesATableThatIsWrong) {
  EXPECT_DEATH(Router({row("GET", "no-slash")}), "path");
  EXPECT_DEATH(Router({row("GET", "/a/{}")}), "path");
  EXPECT_DEATH(Router({row("GET", "/a/{b}c")}), "path");
  EXPECT_DEATH(Router({row("GET", "/{rest...}/b")}), "path");
  EXPECT_DEATH(Router({row("GET", "/a/{b}"), row("GET", "/a/{c}")}), "twice");
  EXPECT_DEATH(Router({row("HEAD", "/a")}), "");
}
#endif

}  // namespace
}  // namespace decorum::http
