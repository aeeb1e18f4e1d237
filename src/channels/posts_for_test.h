// Posts of chance for round trips: every field there or not, every kind of odd character.
#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>

#include "post/post.h"

namespace decorum::channels {

class PostsForTest {
 public:
  explicit PostsForTest(unsigned seed) : chance_(seed) {}

  std::string text(int pieces) {
    static constexpr std::array<std::string_view, 27> all = {
        "word",  " ",   "\n",    "\r\n", "\r",    "\t",     ",",        ";",    "\"",
        "\"\"",  "'",   "=1+1",  "+",    "-2",    "@SUM(", "<b>",      "&amp;", "é",
        "\U0001F600", "\u202E", "\\", "/", "%41", ":", "urn:decorum:post:x:1", "\x01", "0"};
    std::string out;
    for (int i = below(pieces + 1); i > 0; --i) {
      out += all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }
    return out;
  }

  post::Post post() {
    post::Post post;
    post.id = text(3);
    post.site = below(2) == 0 ? "mastodon" : text(2);
    post.account = text(2);
    post.author.id = text(2);
    post.author.handle = text(2);
    post.author.name = text(3);
    if (below(2) == 0) post.author.followers = below(1'000'000);
    post.text = text(12);
    if (below(2) == 0) post.lang = "en-GB";
    if (below(2) == 0) {
      constexpr std::int64_t first = 1'795'512'600'000'000;  // microseconds
      post.posted_at = base::Time(base::Duration(first + below(1 << 30)));
    }
    post.in_reply_to = text(2);
    post.url = text(3);
    for (int i = below(3); i > 0; --i) post.media.push_back(media());
    return post;
  }

  int below(int most) { return std::uniform_int_distribution<int>(0, most - 1)(chance_); }

 private:
  post::Media media() {
    static constexpr std::array<std::string_view, 4> kinds = {"image", "video", "audio",
                                                              "document"};
    post::Media media;
    media.kind = kinds[static_cast<std::size_t>(below(4))];
    if (below(2) == 0) media.alt = text(3);
    if (below(2) == 0) media.credit = text(2);
    media.url = text(2);
    return media;
  }

  std::mt19937 chance_;
};

}  // namespace decorum::channels
