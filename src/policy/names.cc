#include "policy/names.h"

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "policy/history.h"

namespace decorum::policy {
namespace {

using cel::Type;
using cel::Value;

// In the order of `Name`; a test holds the two together.
std::array<std::pair<std::string_view, Type>, name_count> fixed_names() {
  const Type text = Type::string_type();
  const Type number = Type::int_type();
  return {{{"language.code", text},
           {"language.confidence", Type::double_type()},
           {"personal_data.count", number},
           {"post.text", text},
           {"post.site", text},
           {"post.account", text},
           {"post.lang", text},
           {"post.length", number},
           {"post.links", number},
           {"post.mentions", number},
           {"post.hashtags", number},
           {"post.is_reply", Type::bool_type()},
           {"post.has_media", Type::bool_type()},
           {"account.kind", text},
           {"author.handle", text},
           {"history", Type::opaque("history")},
           {"history.first_contact", Type::bool_type()},
           {"now", Type::timestamp_type()},
           {"facts.contradicted", number},
           {"facts.supported", number},
           {"facts.asked", number}}};
}

// Ten thousand years would not fit a duration; no policy looks back further than ten.
constexpr std::int64_t days_max = 3650;

Value days(std::span<const Value> arguments) {
  const std::int64_t count = arguments[0].integer();
  if (count < -days_max || count > days_max) {
    return Value::error("days() takes a number between -3650 and 3650");
  }
  return Value(cel::Duration{count * std::int64_t{86'400} * 1'000'000'000});
}

Value history_count(std::span<const Value> arguments) {
  const auto* at = static_cast<const HistoryAt*>(arguments[0].opaque_object());
  if (at == nullptr) return Value::unknown();
  const auto within = std::chrono::duration_cast<base::Duration>(
      std::chrono::nanoseconds(arguments[2].duration().nanos));
  return Value(at->history.count(arguments[1].text(), within, at->now));
}

}  // namespace

cel::Environment make_environment(std::span<const post::Lexicon> lexicons) {
  cel::Environment environment = cel::standard_environment();
  for (std::size_t i = 0; i < signals::signal_count; ++i) {
    environment.declare(std::string(signals::name_of(static_cast<signals::Signal>(i))),
                        Type::double_type());
  }
  for (auto& [name, type] : fixed_names()) environment.declare(std::string(name), type);
  for (const post::Lexicon& lexicon : lexicons) {
    environment.declare("words." + lexicon.id, Type::int_type());
  }
  environment.add({"days", false, {Type::int_type()}, Type::duration_type(), days});
  environment.add({"count",
                   true,
                   {Type::opaque("history"), Type::string_type(), Type::duration_type()},
                   Type::int_type(),
                   history_count});
  return environment;
}

}  // namespace decorum::policy
