#include "http/request_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

using Step = RequestReader::Step;

// What the reader makes of a body that comes in pieces of `piece` bytes.
struct Outcome {
  int status = 0;  // 200, or of the refusal; 0: more is needed
  std::string body;
};

Outcome read(std::string_view bytes, std::size_t piece, std::size_t body_bytes_max = 1000) {
  const Limits limits;
  RequestReader reader(limits);
  Step step = Step::more;
  bool in_body = false;
  while (step == Step::more) {
    step = in_body ? reader.read_body() : reader.read_head();
    if (step == Step::done && !in_body) {
      in_body = true;
      step = reader.admit(body_bytes_max);
      if (step == Step::more) step = reader.read_body();
    }
    if (step != Step::more) break;
    if (bytes.empty()) return {};
    reader.push(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  if (step == Step::refused) return {reader.refusal().status, {}};
  return {200, reader.take().body};
}

constexpr std::string_view chunked =
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

TEST(RequestReader, ReadsTheSameHoweverTheBytesCome) {
  const std::string sized = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabcdef";
  const std::string in_chunks =
      std::string(chunked) + "3;name=\"v\"\r\nabc\r\n003\r\ndef\r\n0\r\nTrailer: x\r\n\r\n";
  const std::string empty = std::string(chunked) + "0\r\n\r\n";
  for (std::size_t piece = 1; piece < 80; ++piece) {
    EXPECT_EQ(read(empty, piece).status, 200) << piece;
    EXPECT_EQ(read("\r\n" + empty, piece).status, 200) << piece;
    EXPECT_EQ(read("\r\n\r\n" + empty, piece).status, 400) << piece;
    EXPECT_EQ(read(sized, piece).body, "abcdef") << piece;
    EXPECT_EQ(read(in_chunks, piece).body, "abcdef") << piece;
  }
}

TEST(RequestReader, KeepsWhatBelongsToTheNextRequest) {
  const Limits limits;
  RequestReader reader(limits);
  reader.push("\r\nPOST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"
              "GET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET");
  ASSERT_EQ(reader.read_head(), Step::done);
  EXPECT_EQ(reader.admit(10), Step::more);
  EXPECT_EQ(reader.read_body(), Step::done);
  EXPECT_EQ(reader.take().body, "ab");
  EXPECT_FALSE(reader.is_empty());
  ASSERT_EQ(reader.read_head(), Step::done);
  EXPECT_EQ(reader.admit(10), Step::done);
  EXPECT_EQ(reader.take().path, "/2");
  EXPECT_EQ(reader.read_head(), Step::more);
}

TEST(RequestReader, RefusesChunksThatAreNotQuiteRight) {
  for (const std::string_view body :
       {"g\r\n\r\n", "-1\r\na\r\n", " 1\r\na\r\n0\r\n\r\n", "1\r\nab\r\n0\r\n\r\n",
        "1\r\na0\r\n\r\n", "1\na\n0\n\n", "ffffffffffffffffff\r\n", "0x1\r\na\r\n0\r\n\r\n",
        "\r\n0\r\n\r\n", "1\r\na\r\n\r\n0\r\n\r\n"}) {
    const int status = read(std::string(chunked) + std::string(body), 1000).status;
    EXPECT_TRUE(status == 400 || status == 413) << body << " was answered " << status;
  }
}

TEST(RequestReader, HoldsTheBodyAgainstItsBound) {
  const std::string sized = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n";
  EXPECT_EQ(read(sized + "abcdef", 7, 6).status, 200);
  EXPECT_EQ(read(sized, 1000, 5).status, 413) << "before any of the body has come";
  const std::string in_chunks = std::string(chunked) + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
  EXPECT_EQ(read(in_chunks, 7, 6).status, 200);
  EXPECT_EQ(read(in_chunks, 7, 5).status, 413);
  EXPECT_EQ(read(std::string(chunked) + "fffffff\r\n", 1000, 5).status, 413)
      << "a chunk's size alone";
}

TEST(RequestReader, RefusesAHeadOrAChunkWithoutAnEnd) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a'), 1000).status, 431);
  EXPECT_EQ(read(std::string(chunked) + "1;" + std::string(40'000, 'a'), 1000).status, 400);
}

}  // namespace
}  // namespace decorum::http
