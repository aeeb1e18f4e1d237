#include "cli/record_check.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/shape.h"
#include "cli/case_check.h"
#include "desk/taken_in.h"
#include "record/named_texts.h"

namespace decorum::cli {
namespace {

class RecordCheck {
 public:
  RecordCheck(store::Snapshot& in, const RecordCheckSettings& settings)
      : in_(in),
        settings_(settings),
        verifier_({.key = settings.key, .kinds = {}, .since = settings.since,
                   .tile_of = tiles_of(in)}) {}

  RecordChecked run() {
    total_ = std::max<std::int64_t>(in_.leaves(), 1);
    read_events();
    add_heads(true);
    verifier_.finish();
    check_listed_cases(in_, report_);
    checked_.unsealed = in_.events_unsealed(store::page_max).size();
    checked_.events = verifier_.size();
    checked_.heads = verifier_.heads();
    if (verifier_.keys()) {
      checked_.origin = verifier_.keys()->origin();
      checked_.first_key = verifier_.keys()->at(0);
    }
    checked_.findings = verifier_.findings();
    checked_.findings_count = verifier_.findings_count();
    return checked_;
  }

 private:
  void read_events() {
    std::int64_t from = 0;
    while (true) {
      const auto page = in_.events_sealed(from, store::page_max);
      if (page.empty()) return;
      const auto count = static_cast<std::int64_t>(page.size());
      // A page whose last event has the number that it should have holds no gap.
      const bool is_whole = in_.leaf_of(page.back().id) == from + count - 1;
      for (std::int64_t i = 0; i < count; ++i) {
        const store::EventRow& row = page[static_cast<std::size_t>(i)];
        add_event(is_whole ? from + i : in_.leaf_of(row.id).value_or(from + i), row);
      }
      check_unplaced(page.back().id);
      const std::int64_t last = in_.leaf_of(page.back().id).value_or(from + count - 1);
      from = std::max(from, last) + 1;
      if (settings_.progress) {
        settings_.progress(static_cast<double>(from) / static_cast<double>(total_));
      }
    }
  }

  // Events that stand between those of the record and have no place in it. Ids grow with places.
  void check_unplaced(base::Id last) {
    while (last_read_ < last) {
      const auto page = in_.events_after(last_read_, store::page_max);
      if (page.empty()) return;
      for (const store::EventRow& row : page) {
        if (row.id > last) break;
        last_read_ = row.id;
        if (in_.leaf_of(row.id)) continue;
        verifier_.report(event_place(row.id), "it stands in the store and not in the record");
      }
      if (page.back().id > last) return;
    }
  }

  void add_event(std::int64_t leaf, const store::EventRow& row) {
    if (leaf < 0) {
      verifier_.report(event_place(row.id), "its place in the record is below nought");
      return;
    }
    add_heads(false);
    const auto event = verifier_.add(static_cast<std::uint64_t>(leaf), row.id, row.bytes);
    if (!event) return;
    if (row.kind != event->kind || row.case_id != event->case_id.value_or(base::Id{})) {
      verifier_.report(event_place(row.id), "it is found by another kind or case than its own");
    }
    check_texts(*event);
    check_post(*event);
    check_case_of(*event);
  }

  // At the first event that is about it.
  void check_case_of(const record::Event& event) {
    if (!event.case_id) return;
    const auto first = in_.events_of(*event.case_id, {}, 1);
    if (!first.empty() && first.front().id != event.id) return;
    ++checked_.cases;
    check_case(in_, *event.case_id, report_);
  }

  // Heads whose events have all been read; at the end, the others too.
  void add_heads(bool all) {
    while (true) {
      if (next_head_ == heads_.size()) {
        if (no_more_heads_) return;
        heads_ = in_.heads(last_head_size_, store::page_max);
        next_head_ = 0;
        no_more_heads_ = heads_.empty();
        if (no_more_heads_) return;
      }
      const store::HeadRow& head = heads_[next_head_];
      const auto size = static_cast<std::uint64_t>(std::max<std::int64_t>(head.size, 0));
      if (!all && size > verifier_.size()) return;
      verifier_.add_head(size, head.at, head.note);
      last_head_size_ = head.size;
      ++next_head_;
    }
  }

  void check_texts(const record::Event& event) {
    const auto named = record::texts_named_in(event);
    if (!named) {
      verifier_.report(event_place(event.id), named.error().what);
      return;
    }
    for (const record::NamedText& one : *named) {
      const auto text = in_.text(one.ref.id);
      if (!text) {
        ++checked_.texts_gone;
      } else if (record::salted_digest(text->salt, text->body) != one.ref.digest) {
        verifier_.report(fmt::format("text {}", base::to_text(one.ref.id)),
                         fmt::format("it is not the text that event {} names at {}",
                                     base::to_text(event.id), one.where));
      } else {
        ++checked_.texts;
      }
    }
  }

  void check_post(const record::Event& event) {
    if (event.kind == desk::PostTakenIn::kind) {
      ++checked_.posts;
      if (const auto data = read_data<desk::PostTakenIn>(event)) {
        check_version(data->post, 1, data->document);
      }
    } else if (event.kind == desk::PostRevised::kind) {
      if (const auto data = read_data<desk::PostRevised>(event)) {
        check_version(data->post, data->version, data->document);
      }
    }
  }

  template <class Data>
  base::Result<Data> read_data(const record::Event& event) {
    auto data = base::read_shape<Data>(event.data.json);
    if (!data) {
      verifier_.report(event_place(event.id),
                       fmt::format("what it says cannot be read: {}: {}", data.error().where,
                                   data.error().what));
    }
    return data;
  }

  void check_version(base::Id post, std::int32_t version, const record::TextRef& document) {
    const std::string where = fmt::format("post {}", base::to_text(post));
    const auto row = in_.post(post);
    if (!row) {
      verifier_.report(where, "it was taken in and is not there");
      return;
    }
    std::optional<std::pair<base::Id, std::string>> kept;
    if (row->version == version) kept.emplace(row->document, row->digest);
    for (const store::PostVersionRow& old : in_.post_versions(post)) {
      if (!kept && old.version == version) kept.emplace(old.document, old.digest);
    }
    if (!kept) {
      verifier_.report(where, fmt::format("its version {} is not there", version));
    } else if (kept->second != document.digest || (kept->first && kept->first != document.id)) {
      verifier_.report(where, fmt::format("its version {} is not the one that was taken in",
                                          version));
    }
  }

  static std::string event_place(base::Id id) {
    return fmt::format("event {}", base::to_text(id));
  }

  store::Snapshot& in_;
  const RecordCheckSettings& settings_;
  record::LogVerifier verifier_;
  RecordChecked checked_;
  CaseReport report_ = [this](std::string where, std::string what) {
    verifier_.report(std::move(where), std::move(what));
  };
  std::int64_t total_ = 1;
  base::Id last_read_;
  std::vector<store::HeadRow> heads_;
  std::size_t next_head_ = 0;
  std::int64_t last_head_size_ = -1;
  bool no_more_heads_ = false;
};

}  // namespace

RecordChecked check_record(store::Snapshot& in, const RecordCheckSettings& settings) {
  return RecordCheck(in, settings).run();
}

record::TileOf tiles_of(store::Snapshot& in) {
  return [&in](int level, std::uint64_t index) {
    auto row = in.tile(level, static_cast<std::int64_t>(index));
    return row ? std::move(row->hashes) : std::string();
  };
}

}  // namespace decorum::cli
