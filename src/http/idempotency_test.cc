#include "http/idempotency.h"

#include <set>

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

OrResponse<std::optional<std::string>> key_of(std::string value) {
  Request request;
  request.headers = {{"idempotency-key", std::move(value)}};
  return idempotency_key_of(request);
}

TEST(Idempotency, ReadsKeys) {
  EXPECT_EQ(**key_of("8e03978e-40d5-43dd-bc93"), "8e03978e-40d5-43dd-bc93");
  EXPECT_EQ(**key_of("\"abc\""), "abc");
  EXPECT_FALSE(key_of("")->has_value());
  for (const std::string& key :
       {std::string("\"\""), std::string("\""), std::string("a b"), std::string("a\"b"),
        std::string("é"), std::string("a\\b"), std::string(idempotency_key_bytes_max + 1, 'a')}) {
    EXPECT_EQ(key_of(key).error().status, 400) << key;
  }
}

TEST(Idempotency, TellsRequestsApart) {
  Request request;
  request.method = "POST";
  request.path = "/api/replies";
  request.body = "{}";
  const std::string first = fingerprint_of(request);
  EXPECT_EQ(fingerprint_of(request), first);
  std::set<std::string> all{first};
  for (const auto change : {+[](Request& r) { r.actor = "person:ana"; },
                            +[](Request& r) { r.method = "PUT"; },
                            +[](Request& r) { r.path = "/api/replie"; },
                            +[](Request& r) { r.body = "{ }"; },
                            +[](Request& r) { r.query = {{"", ""}}; },
                            +[](Request& r) { r.query = {{"a", "b"}}; },
                            +[](Request& r) { r.query = {{"a", ""}, {"b", ""}}; }}) {
    Request other = request;
    change(other);
    EXPECT_TRUE(all.insert(fingerprint_of(other)).second);
  }
}

TEST(Idempotency, JudgesAKeyThatComesAgain) {
  EXPECT_EQ(judge(std::nullopt, "a"), Again::first);
  EXPECT_EQ(judge(KeptAnswer{"a", true}, "a"), Again::answered);
  EXPECT_EQ(judge(KeptAnswer{"a", false}, "a"), Again::under_way);
  EXPECT_EQ(judge(KeptAnswer{"a", true}, "b"), Again::different);
  EXPECT_EQ(judge(KeptAnswer{"a", false}, "b"), Again::different);
  EXPECT_EQ(refuse_different().status, 422);
  EXPECT_EQ(refuse_under_way().status, 409);
}

}  // namespace
}  // namespace decorum::http
