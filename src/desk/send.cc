#include "desk/send.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

#include <fmt/format.h>

namespace decorum::desk {
namespace {

constexpr std::string_view under_way = "sending";  // documents: one a row that is under way
constexpr std::int32_t doublings_max = 20;

// What waits and is due; also what is under way comes from the store, and is somebody's already.
std::vector<store::OutboxRow> waiting(store::Snapshot& in, base::Time now, bool& full_page) {
  std::vector<store::OutboxRow> rows = in.outbox_due(now, store::page_max);
  full_page = rows.size() == store::page_max;
  std::erase_if(rows, [](const store::OutboxRow& row) { return row.state != "waiting"; });
  std::ranges::sort(rows, {}, &store::OutboxRow::id);  // what was put off keeps its turn
  return rows;
}

double chance_of_the_system() {
  std::uint32_t number = 0;
  const std::string bytes = random_bytes(sizeof number);
  std::memcpy(&number, bytes.data(), sizeof number);
  return static_cast<double>(number) / static_cast<double>(UINT32_MAX);
}

Attempt delivered(const Parcel& parcel) {
  try {
    return parcel.deliver();
  } catch (const std::exception&) {
    return {.kind = Attempt::Kind::unknown, .trouble = "The sending broke off.", .rest = true};
  }
}

}  // namespace

std::string lane_of(const store::OutboxRow& row) {
  return fmt::format("{}:{}", row.kind, row.channel);
}

Outbox::Outbox(Desk& desk, std::map<std::string, Courier, std::less<>> couriers,
               OutboxOptions options)
    : desk_(desk), couriers_(std::move(couriers)), options_(std::move(options)) {}

const Courier* Outbox::courier_of(const store::OutboxRow& row) const {
  const auto found = couriers_.find(row.kind);
  return found == couriers_.end() ? nullptr : &found->second;
}

base::Duration Outbox::wait_after(std::int32_t failures,
                                  const std::optional<base::Duration>& asked) const {
  base::Duration wait = options_.wait_min;
  for (std::int32_t i = 1; i < std::min(failures, doublings_max); ++i) {
    wait = std::min(wait * 2, options_.wait_max);
  }
  const double chance = options_.chance ? options_.chance() : chance_of_the_system();
  wait = base::Duration(static_cast<base::Duration::rep>(static_cast<double>(wait.count()) *
                                                         (0.5 + 0.5 * chance)));
  if (asked) wait = std::max(wait, std::min(*asked, options_.wait_asked_max));
  return wait;
}

base::Time Outbox::free_at(const std::string& lane, base::Time now) {
  const std::lock_guard lock(mutex_);
  const Lane& one = lanes_[lane];
  return one.busy ? std::max(one.free_at, now + options_.wait_min) : one.free_at;
}

bool Outbox::seize(const std::string& lane, base::Time now) {
  const std::lock_guard lock(mutex_);
  Lane& one = lanes_[lane];
  if (one.busy || one.free_at > now) return false;
  one.busy = true;
  return true;
}

void Outbox::give_back(std::string& seized) {
  if (seized.empty()) return;
  const std::lock_guard lock(mutex_);
  lanes_[seized].busy = false;
  seized.clear();
}

void Outbox::cancel(Writing& writing, store::OutboxRow row, std::string why) const {
  row.state = "cancelled";
  row.trouble = std::move(why);
  writing.in().put_outbox(row);
}

std::optional<Outbox::Taken> Outbox::take_in(Writing& writing, std::string& seized) {
  const base::Time now = writing.now();
  bool full_page = false;
  for (store::OutboxRow row : waiting(writing.in(), now, full_page)) {
    const Courier* courier = courier_of(row);
    const std::string lane = lane_of(row);
    if (courier == nullptr || !seize(lane, now)) {
      // Rows that have to wait must not fill the page, or they would hide everybody else's.
      if (!full_page) continue;
      row.next_at = std::max(free_at(lane, now), now + options_.wait_min);
      writing.in().put_outbox(row);
      continue;
    }
    seized = lane;
    auto parcel = courier->pick_up(writing, row);
    if (!parcel) {
      cancel(writing, row, parcel.error());
      give_back(seized);
      continue;
    }
    row.state = "sending";
    ++row.attempts;
    writing.in().put_outbox(row);
    writing.in().put_document({.kind = std::string(under_way),
                               .id = base::to_text(row.id),
                               .version = 1,
                               .key = {},
                               .second_key = options_.node,
                               .expires_at = {},
                               .changed_at = now,
                               .body = "{}"});
    return Taken{std::move(row), std::move(*parcel)};
  }
  return std::nullopt;
}

std::optional<Outbox::Taken> Outbox::take() {
  bool is_due = false;
  const base::Time now = desk_.now();
  desk_.store().read([&](store::Snapshot& in) {
    for (const store::OutboxRow& row : waiting(in, now, is_due)) {  // a full page has to make room
      is_due = is_due || (courier_of(row) != nullptr && free_at(lane_of(row), now) <= now);
    }
  });
  if (!is_due) return std::nullopt;
  std::optional<Taken> taken;
  std::string seized;
  try {
    desk_.write("machine", [&](Writing& writing) {
      give_back(seized);  // after a conflict this runs again
      taken = take_in(writing, seized);
    });
  } catch (...) {
    give_back(seized);
    throw;
  }
  return taken;
}

void Outbox::end_row(store::OutboxRow& row, const Attempt& attempt, base::Time now) const {
  const Courier* courier = courier_of(row);
  row.trouble = attempt.trouble;
  Attempt::Kind kind = attempt.kind;
  if (kind == Attempt::Kind::unknown && courier != nullptr && courier->repeats_safely &&
      courier->repeats_safely(row)) {
    kind = Attempt::Kind::later;
  }
  switch (kind) {
    case Attempt::Kind::done: row.state = "sent"; break;
    case Attempt::Kind::refused: row.state = "failed"; break;
    case Attempt::Kind::unknown: row.state = "unknown"; break;
    case Attempt::Kind::later:
      row.state = "waiting";
      if (row.attempts >= options_.attempts_max) {
        row.state = attempt.kind == Attempt::Kind::unknown ? "unknown" : "failed";
      }
      row.next_at = now + wait_after(row.attempts, attempt.wait);
      break;
  }
}

void Outbox::write_end(Writing& writing, const Ended& ended) const {
  writing.in().put_outbox(ended.row);
  writing.in().drop_document(under_way, base::to_text(ended.row.id));
  if (const Courier* courier = courier_of(ended.row)) {
    courier->settle(writing, ended.row, ended.attempt);
  }
}

void Outbox::let_go(const std::string& lane, const Attempt& attempt, const store::OutboxRow& row,
                    base::Time now) {
  const Courier* courier = courier_of(row);
  const std::lock_guard lock(mutex_);
  Lane& one = lanes_[lane];
  one.busy = false;
  one.free_at = now + (courier != nullptr ? courier->gap : base::Duration{});
  if (!attempt.rest) {
    one.failures = 0;
    one.trouble.clear();
    return;
  }
  ++one.failures;
  one.trouble = attempt.trouble;
  one.free_at = std::max(one.free_at, row.state == "waiting"
                                          ? row.next_at
                                          : now + wait_after(one.failures, attempt.wait));
}

void Outbox::settle(Ended ended) {
  const std::string lane = lane_of(ended.row);
  try {
    desk_.write("machine", [&](Writing& writing) { write_end(writing, ended); });
  } catch (const std::exception&) {
    const std::lock_guard lock(mutex_);
    kept_.push_back(std::move(ended));  // the lane stays busy until this is written
    return;
  }
  let_go(lane, ended.attempt, ended.row, desk_.now());
}

bool Outbox::settle_one_kept() {
  std::optional<Ended> ended;
  {
    const std::lock_guard lock(mutex_);
    if (kept_.empty()) return false;
    ended = std::move(kept_.front());
    kept_.erase(kept_.begin());
  }
  const base::Id row = ended->row.id;
  settle(std::move(*ended));
  const std::lock_guard lock(mutex_);
  return std::ranges::none_of(kept_, [&](const Ended& one) { return one.row.id == row; });
}

bool Outbox::turn() {
  if (settle_one_kept()) return true;
  auto taken = take();
  if (!taken) return false;
  Ended ended{std::move(taken->row), delivered(taken->parcel)};
  end_row(ended.row, ended.attempt, desk_.now());
  settle(std::move(ended));
  return true;
}

std::size_t Outbox::recover() {
  std::size_t count = 0;
  const Attempt stopped{.kind = Attempt::Kind::unknown,
                        .trouble = "Decorum stopped while this was being sent."};
  std::string after;
  for (;;) {
    std::vector<store::Document> page;
    desk_.store().read([&](store::Snapshot& in) {
      page = in.documents_with(under_way, options_.node, after, store::page_max);
    });
    for (const store::Document& document : page) {
      after = document.id;
      const auto id = base::parse_id(document.id);
      desk_.write("machine", [&](Writing& writing) {
        auto row = id ? writing.in().outbox(*id) : std::nullopt;
        if (!row || row->state != "sending") {
          writing.in().drop_document(under_way, document.id);
          return;
        }
        end_row(*row, stopped, writing.now());
        write_end(writing, {*row, stopped});
        ++count;
      });
    }
    if (page.size() < store::page_max) return count;
  }
}

std::vector<LaneState> Outbox::lanes() const {
  const std::lock_guard lock(mutex_);
  const base::Time now = desk_.now();
  std::vector<LaneState> states;
  for (const auto& [name, lane] : lanes_) {
    LaneState state{name, lane.busy, lane.failures, {}, lane.trouble};
    if (lane.free_at > now) state.rests_until = lane.free_at;
    states.push_back(std::move(state));
  }
  return states;
}

}  // namespace decorum::desk
