#include "channels/webhook_out.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "channels/signatures.h"

namespace decorum::channels {
namespace {

using namespace std::chrono_literals;

constexpr std::array<base::Duration, webhook_tries_max> schedule = {
    0s, 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
constexpr base::Duration receiver_time = 20s;
constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr double longer_at_most = 0.1;
constexpr int gone = 410;

}  // namespace

base::Result<std::string> webhook_body(const Happening& happening) {
  std::string body = base::write_shape(happening);
  if (body.size() > webhook_bytes_max) {
    return base::fail(fmt::format("a webhook may have {} bytes at most, not {}; send the id and "
                                  "let the receiver ask",
                                  webhook_bytes_max, body.size()));
  }
  return body;
}

Delivered deliver(Outside& outside, const WebhookReceiver& receiver, std::string_view id,
                  const std::string& body, base::Time now) {
  assert(!receiver.keys.empty() && receiver.keys.size() <= webhook_keys_max);
  std::string signature;
  for (const std::string& key : receiver.keys) {
    if (!signature.empty()) signature += ' ';
    signature += sign(key, id, now, body);
  }
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const auto answer = outside.call({.method = "POST",
                                    .url = receiver.url,
                                    .headers = {{"content-type", "application/json"},
                                                {"webhook-id", std::string(id)},
                                                {"webhook-timestamp", std::to_string(seconds)},
                                                {"webhook-signature", signature}},
                                    .body = body,
                                    .total = receiver_time,
                                    .bytes_max = answer_bytes_max});
  if (!answer) return {Delivered::Kind::again, answer.error().wait, answer.error().what};
  if (answer->status == gone) {
    return {Delivered::Kind::disabled, {},
            fmt::format("{} answered 410: it wants no more webhooks", host_of(receiver.url))};
  }
  if (const auto trouble = trouble_of(*answer)) {
    const bool asks = answer->status == 429 || answer->status == 503;
    return {Delivered::Kind::again, asks ? trouble->wait : std::nullopt, trouble->what};
  }
  return {Delivered::Kind::yes, {}, {}};
}

std::optional<base::Duration> next_try(int attempt, double chance) {
  assert(attempt >= 1);
  if (attempt > webhook_tries_max) return std::nullopt;
  const base::Duration wait = schedule[static_cast<std::size_t>(attempt - 1)];
  const double longer = std::clamp(chance, 0.0, 1.0) * longer_at_most;
  return wait + base::Duration(static_cast<base::Duration::rep>(
                    static_cast<double>(wait.count()) * longer));
}

std::optional<base::Time> next_try_at(int attempt, double chance, base::Time last,
                                      const Delivered& delivered) {
  const auto wait = next_try(attempt, chance);
  if (!wait || delivered.kind != Delivered::Kind::again) return std::nullopt;
  return last + std::max(*wait, delivered.wait.value_or(base::Duration::zero()));
}

}  // namespace decorum::channels
