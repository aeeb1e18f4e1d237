// Tokens of programs: desk/sign_in.h says what they may do.
#include <algorithm>

#include <fmt/format.h>

#include "desk/kept.h"
#include "desk/sign_in.h"

namespace decorum::desk {
namespace {

constexpr std::string_view token_kind = "token";
constexpr std::string_view prefix = "decorum_";
constexpr base::Duration noted_every = std::chrono::hours(1);
constexpr std::size_t checksum_digits = 6;

// So that a program that looks for leaked tokens, and this one, know a token from other text.
std::string checksum(std::string_view text) {
  return token_digest(text).substr(std::string_view("sha256:").size(), checksum_digits);
}

bool is_token(std::string_view text) {
  if (!text.starts_with(prefix) || text.size() <= prefix.size() + checksum_digits) return false;
  const std::size_t rest = text.size() - checksum_digits;
  return checksum(text.substr(0, rest)) == text.substr(rest);
}

struct TokenEvent {
  base::Id token;
  std::string owner;
};
template <class V>
void describe(V& v, TokenEvent& e) {
  v.field("token", e.token);
  v.field("owner", e.owner);
}

}  // namespace

std::vector<ApiToken> tokens_of(store::Snapshot& in, std::string_view owner) {
  std::vector<ApiToken> list;
  for (const store::Document& document :
       in.documents_with(token_kind, owner, "", store::page_max)) {
    list.push_back(read_kept<ApiToken>(document));
  }
  return list;
}

OrRefused<MadeToken> make_token(Desk& desk, const Actor& actor, const MakeToken& request) {
  if (actor.person.empty()) {
    return refuse(Refusal::not_permitted, "a token belongs to a person, and only they make it");
  }
  const base::Time now = desk.now();
  if (request.until <= now || request.until > now + token_lasts_max) {
    return refuse(Refusal::bad_request, "name a time within the next year", "/until");
  }
  if (request.scopes.empty()) {
    return refuse(Refusal::bad_request, "name what it may do", "/scopes");
  }
  for (std::size_t i = 0; i < request.scopes.size(); ++i) {
    // A program that brings posts in needs no role; everything else its owner must have.
    const bool is_owners = actor.can(request.scopes[i]) ||
                           (request.scopes[i] == Permission::intake &&
                            actor.can(Permission::administer));
    if (!is_owners) {
      return refuse(Refusal::not_permitted, "a token may not do more than you",
                    fmt::format("/scopes/{}", i));
    }
  }
  OrRefused<MadeToken> answer = refuse(
      Refusal::too_many, fmt::format("you have {} tokens; end one first", tokens_max));
  desk.write(actor.id, [&](Writing& writing) {
    if (tokens_of(writing.in(), actor.person).size() >= tokens_max) return;
    MadeToken made;
    made.secret = std::string(prefix) + random_token();
    made.secret += checksum(made.secret);
    made.token = {writing.new_id(), request.name, actor.person, request.scopes, now,
                  request.until,    {}};
    writing.event("token-made", TokenEvent{made.token.id, actor.person});
    put_kept(writing, token_kind, base::to_text(made.token.id), made.token,
             {.key = token_digest(made.secret),
              .second_key = actor.person,
              .expires_at = request.until});
    answer = std::move(made);
  });
  return answer;
}

OrRefused<ApiToken> end_token(Desk& desk, const Actor& actor, base::Id id) {
  OrRefused<ApiToken> answer = refuse(Refusal::not_found, "there is no such token");
  desk.write(actor.id, [&](Writing& writing) {
    const auto token = kept<ApiToken>(writing.in(), token_kind, base::to_text(id));
    if (!token || (token->owner != actor.person && !actor.can(Permission::administer))) return;
    writing.event("token-ended", TokenEvent{id, token->owner});
    writing.in().drop_document(token_kind, base::to_text(id));
    answer = *token;
  });
  return answer;
}

void end_tokens_of(Writing& writing, const std::string& owner) {
  for (const ApiToken& token : tokens_of(writing.in(), owner)) {
    writing.event("token-ended", TokenEvent{token.id, owner});
    writing.in().drop_document(token_kind, base::to_text(token.id));
  }
}

std::optional<Actor> token_actor(Desk& desk, std::string_view secret) {
  if (!is_token(secret)) return std::nullopt;
  const base::Time now = desk.now();
  const auto in_use = desk.in_use();
  std::optional<ApiToken> token;
  std::optional<Actor> actor;
  desk.store().read([&](store::Snapshot& in) {
    token.reset();
    actor.reset();
    const auto document = in.document_by_key(token_kind, token_digest(secret));
    if (!document) return;
    token = read_kept<ApiToken>(*document);
    if (token->until > now) actor = actor_for(in, *in_use, token->owner, now);
  });
  if (!actor) return std::nullopt;
  Permissions scopes;
  for (const Permission scope : token->scopes) scopes.set(static_cast<std::size_t>(scope));
  const bool may_intake = actor->can(Permission::administer) && scopes.test(
      static_cast<std::size_t>(Permission::intake));
  actor->may &= scopes;
  if (may_intake) actor->may.set(static_cast<std::size_t>(Permission::intake));
  actor->id = "token:" + base::to_text(token->id);
  actor->person.clear();
  if (!token->used_at || now - *token->used_at >= noted_every) {
    token->used_at = now;
    desk.write(actor->id, [&](Writing& writing) {
      const std::string id = base::to_text(token->id);
      if (writing.in().document(token_kind, id)) put_kept(writing, token_kind, id, *token);
    });
  }
  return actor;
}

}  // namespace decorum::desk
