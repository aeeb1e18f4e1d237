// What leaves the house: the rows of the outbox, taken one by one.
//
//   Outbox outbox(desk, {{"send", send_courier(...)}, {"mail", mail_courier(...)}}, {});
//   outbox.recover();                 // once, before the first turn
//   while (outbox.turn()) {}          // one row each, in the caller's thread
//
// A turn is three steps. In one transaction a row goes from "waiting" to "sending" and the courier
// writes that it starts. Outside of any transaction the courier delivers; it may wait for the
// network. In a second transaction the row gets its end and the courier writes what became of it:
//
//   done       "sent"
//   refused    "failed": the other side said no; a person decides
//   later      "waiting" again, after a wait that grows; "failed" after attempts_max attempts
//   unknown    "unknown": a person settles it; never sent again by itself, except where the other
//              side takes the same key twice without harm, when it counts as later
//
// A program that stops between the first and the last step leaves rows in "sending"; recover()
// counts those of its own node as unknown. What was delivered and could not be written down (a full
// disk) is kept in memory and written by a later turn.
//
// A row belongs to a lane, its kind and channel. One row of a lane is under way at a time, in the
// order of the rows; a lane in trouble rests, and the others go on. Threads may take turns at the
// same time: as many as there are lanes, so that one that hangs stalls nobody.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "desk/desk.h"
#include "store/rows.h"

namespace decorum::desk {

// What became of one attempt.
struct Attempt {
  enum class Kind : std::uint8_t { done, refused, later, unknown };
  Kind kind = Kind::unknown;
  std::string trouble = {};                // a sentence, without secrets
  std::optional<base::Duration> wait = {};  // as the other side asks
  bool rest = false;                       // the trouble is not the row's: the lane rests
  std::string id = {}, url = {};           // of what was published
};

struct Parcel {
  std::function<Attempt()> deliver;
};

// What is done with the rows of a kind.
struct Courier {
  // In the transaction that takes the row: how it is delivered, or a sentence why it does not go
  // out any more; then the row is cancelled.
  std::function<tl::expected<Parcel, std::string>(Writing&, const store::OutboxRow&)> pick_up;
  // In the transaction that ends the attempt; `row` has its new state.
  std::function<void(Writing&, const store::OutboxRow& row, const Attempt&)> settle;
  // Does the other side take the same key twice without harm? None: never.
  std::function<bool(const store::OutboxRow&)> repeats_safely = {};
  base::Duration gap{};  // between two rows of a lane: how fast the other side may be asked
};

struct OutboxOptions {
  std::string node = "one";  // whose rows recover() takes
  std::int32_t attempts_max = 12;
  base::Duration wait_min = std::chrono::seconds(5), wait_max = std::chrono::hours(1);
  base::Duration wait_asked_max = std::chrono::hours(24);
  std::function<double()> chance = {};  // 0..1, for the jitter; none: the system's
};

// How a lane is, for people.
struct LaneState {
  std::string lane;
  bool busy = false;
  std::int32_t failures = 0;  // in a row
  std::optional<base::Time> rests_until;
  std::string trouble;
};

class Outbox {
 public:
  Outbox(Desk& desk, std::map<std::string, Courier, std::less<>> couriers, OutboxOptions options);

  // How many rows were found under way.
  std::size_t recover();

  // Takes one row through all three steps; false: nothing is due that may go out now. Throws what
  // the store throws in the first step.
  bool turn();

  std::vector<LaneState> lanes() const;

 private:
  struct Lane {
    bool busy = false;
    std::int32_t failures = 0;
    base::Time free_at{};
    std::string trouble;
  };
  struct Taken {
    store::OutboxRow row;
    Parcel parcel;
  };
  struct Ended {
    store::OutboxRow row;
    Attempt attempt;
  };

  const Courier* courier_of(const store::OutboxRow& row) const;
  std::optional<Taken> take();
  std::optional<Taken> take_in(Writing& writing, std::string& seized);
  void give_back(std::string& seized);
  void cancel(Writing& writing, store::OutboxRow row, std::string why) const;
  base::Time free_at(const std::string& lane, base::Time now);
  bool seize(const std::string& lane, base::Time now);
  void settle(Ended ended);
  void write_end(Writing& writing, const Ended& ended) const;
  void end_row(store::OutboxRow& row, const Attempt& attempt, base::Time now) const;
  void let_go(const std::string& lane, const Attempt& attempt, const store::OutboxRow& row,
              base::Time now);
  bool settle_one_kept();
  base::Duration wait_after(std::int32_t failures,
                            const std::optional<base::Duration>& asked) const;

  Desk& desk_;
  const std::map<std::string, Courier, std::less<>> couriers_;
  const OutboxOptions options_;
  mutable std::mutex mutex_;  // of what follows
  std::map<std::string, Lane> lanes_;
  std::vector<Ended> kept_;  // delivered, and not written down yet; at most one a lane
};

std::string lane_of(const store::OutboxRow& row);

}  // namespace decorum::desk
