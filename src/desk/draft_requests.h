// What the acts on drafts are asked with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.h"
#include "desk/draft_content.h"

namespace decorum::desk {

struct WriteRequest {
  std::string account;
  std::optional<base::Id> conversation, answers, topic;
  Content content;
};
template <class V>
void describe(V& v, WriteRequest& r) {
  v.field("account", r.account, {.most = 128, .about = "Which of our accounts it is for"});
  v.field("conversation", r.conversation, {.about = "The conversation that it answers"});
  v.field("answers", r.answers, {.about = "The post in it; without one that in focus"});
  v.field("topic", r.topic, {.about = "The topic whose holding line it is to be"});
  v.field("content", r.content);
}

struct ReviseRequest {
  base::Id of;
  Content content;
};
template <class V>
void describe(V& v, ReviseRequest& r) {
  v.field("of", r.of, {.about = "The version that was changed, by its event; another is stale"});
  v.field("content", r.content);
}

struct TickRequest {
  std::string tip;
};
template <class V>
void describe(V& v, TickRequest& r) {
  v.field("tip", r.tip, {.most = 128});
}

struct SubmitRequest {
  std::vector<std::string> also;
};
template <class V>
void describe(V& v, SubmitRequest& r) {
  v.field("also", r.also, {.most = 128, .most_items = 10, .may_miss = true,
                           .about = "Roles that are asked for a second pair of eyes besides"});
}

struct ApproveRequest {
  base::Id of;
};
template <class V>
void describe(V& v, ApproveRequest& r) {
  v.field("of", r.of, {.about = "The version that was read, by its event; another is stale"});
}

struct ReasonRequest {
  std::string reason;
};
template <class V>
void describe(V& v, ReasonRequest& r) {
  v.field("reason", r.reason, {.most = 4000, .may_be_empty = false});
}

struct MaybeReasonRequest {
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, MaybeReasonRequest& r) {
  v.field("reason", r.reason, {.most = 4000});
}

struct NothingRequest {};
template <class V>
void describe(V&, NothingRequest&) {}

struct ScheduleRequest {
  base::Time at;
};
template <class V>
void describe(V& v, ScheduleRequest& r) {
  v.field("at", r.at, {.about = "Not before this time"});
}

struct PostedByHandRequest {
  std::string url;
};
template <class V>
void describe(V& v, PostedByHandRequest& r) {
  v.field("url", r.url, {.most = 8192, .about = "Where it stands now"});
}

struct SettleRequest {
  bool went_out = false;
  std::string url;
};
template <class V>
void describe(V& v, SettleRequest& r) {
  v.field("went_out", r.went_out, {.about = "Is it on the site?"});
  v.field("url", r.url, {.most = 8192, .may_miss = true});
}

}  // namespace decorum::desk
