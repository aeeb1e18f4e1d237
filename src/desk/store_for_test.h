// For tests: a store in memory, with what the desk asks of one.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace decorum::desk {

class MemoryStore final : public store::Store {
 public:
  void read(const std::function<void(store::Snapshot&)>& work) override {
    const std::lock_guard lock(mutex_);
    State copy = state_;
    Work in(copy);
    work(in);
  }
  void write(const std::function<void(store::Transaction&)>& work) override {
    const std::lock_guard lock(mutex_);
    State copy = state_;
    Work in(copy);
    work(in);
    state_ = std::move(copy);
  }
  std::string about() override { return "memory"; }
  std::vector<std::string> check() override { return {}; }

 private:
  using Key = std::pair<std::string, std::string>;
  struct State {
    base::IdMaker ids;
    std::map<base::Id, store::EventRow> events;
    std::map<base::Id, store::TextRow> texts;
    std::map<base::Id, store::PostRow> posts;
    std::map<base::Id, store::AuthorRow> authors;
    std::map<base::Id, store::CaseRow> cases;
    std::map<base::Id, store::OutboxRow> outbox;
    std::map<Key, store::Document> documents;
  };

  template <class Map, class K>
  static auto get(const Map& map, const K& key)
      -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
  }

  class Work final : public store::Transaction {
   public:
    explicit Work(State& state) : s_(state) {}
    using Id = base::Id;
    using Time = base::Time;
    using sv = std::string_view;

    std::optional<store::EventRow> event(Id id) override { return get(s_.events, id); }
    std::vector<store::EventRow> events_of(Id case_id, Id after, std::size_t most) override {
      std::vector<store::EventRow> rows;
      for (const auto& [id, row] : s_.events) {
        if (row.case_id == case_id && id > after && rows.size() < most) rows.push_back(row);
      }
      return rows;
    }
    std::vector<store::EventRow> events_after(Id, std::size_t) override { return {}; }
    std::optional<store::TextRow> text(Id id) override { return get(s_.texts, id); }
    std::vector<store::TextRow> texts_about(Id, Id, std::size_t) override { return {}; }
    std::vector<store::TextRow> texts_after(Id, std::size_t) override { return {}; }
    store::SearchPage search(const store::SearchQuery&) override { return {}; }
    std::optional<store::PostRow> post(Id id) override { return get(s_.posts, id); }
    std::optional<store::PostRow> post_at(sv site, sv site_id) override {
      for (const auto& [id, row] : s_.posts) {
        if (row.site == site && row.site_id == site_id) return row;
      }
      return std::nullopt;
    }
    std::vector<store::PostVersionRow> post_versions(Id) override { return {}; }
    std::vector<store::PostRow> posts_of_thread(sv, sv, std::size_t) override { return {}; }
    std::vector<store::PostRow> posts_of_author(Id, Id, std::size_t) override { return {}; }
    std::vector<store::PostRow> posts_after(Id after, bool ours, std::size_t most) override {
      std::vector<store::PostRow> rows;
      for (const auto& [id, row] : s_.posts) {
        if (id > after && (!ours || row.ours) && rows.size() < most) rows.push_back(row);
      }
      return rows;
    }
    std::vector<store::PostRow> posts_kept(sv, Time, Id, std::size_t) override { return {}; }
    std::optional<store::AuthorRow> author(Id id) override { return get(s_.authors, id); }
    std::optional<store::AuthorRow> author_at(sv, sv) override { return std::nullopt; }
    std::vector<store::IncidentRow> incidents(Id, sv, Time) override { return {}; }
    std::optional<store::CaseRow> case_row(Id id) override { return get(s_.cases, id); }
    std::optional<store::CaseRow> conversation_of(sv, Id, sv) override { return std::nullopt; }
    store::CasePage cases(const store::CaseQuery& query) override {
      store::CasePage page;
      for (const auto& [id, row] : s_.cases) {
        if (query.family && row.family != *query.family) continue;
        const auto& states = query.states;
        if (!states.empty() && std::ranges::find(states, row.state) == states.end()) continue;
        if (query.topic && row.topic != *query.topic) continue;
        if (base::to_text(id) <= query.after) continue;
        if (page.cases.size() == query.most) {
          page.next = base::to_text(page.cases.back().id);
          break;
        }
        page.cases.push_back(row);
      }
      return page;
    }
    std::int64_t count_cases(const store::CaseQuery& query) override {
      store::CaseQuery all = query;
      all.most = 1'000'000;
      return static_cast<std::int64_t>(cases(all).cases.size());
    }
    std::vector<store::Count> count_cases_by(const store::CaseQuery&, sv) override { return {}; }
    std::vector<store::CaseRow> cases_waking(Time now, std::size_t most) override {
      std::vector<store::CaseRow> rows;
      for (const auto& [id, row] : s_.cases) {
        if (row.wake_at && *row.wake_at <= now && rows.size() < most) rows.push_back(row);
      }
      return rows;
    }
    std::vector<store::OutboxRow> outbox_due(Time now, std::size_t most) override {
      std::vector<store::OutboxRow> rows;
      for (const auto& [id, row] : s_.outbox) {
        if (row.state == "waiting" && row.next_at <= now) rows.push_back(row);
      }
      std::ranges::stable_sort(rows, {}, &store::OutboxRow::next_at);
      if (rows.size() > most) rows.resize(most);
      return rows;
    }
    std::vector<store::OutboxRow> outbox_of(Id case_id) override {
      std::vector<store::OutboxRow> rows;
      for (const auto& [id, row] : s_.outbox) {
        if (row.case_id == case_id) rows.push_back(row);
      }
      return rows;
    }
    std::optional<store::OutboxRow> outbox(Id id) override { return get(s_.outbox, id); }
    std::optional<store::Document> document(sv kind, sv id) override {
      return get(s_.documents, Key(kind, id));
    }
    std::optional<store::Document> document_by_key(sv, sv) override { return std::nullopt; }
    std::vector<store::Document> documents(sv kind, sv after, std::size_t most) override {
      return documents_with(kind, {}, after, most);
    }
    std::vector<store::Document> documents_with(sv kind, sv second, sv after,
                                                std::size_t most) override {
      std::vector<store::Document> rows;
      for (const auto& [key, row] : s_.documents) {
        if (row.kind != kind || row.id <= after || rows.size() == most) continue;
        if (second.empty() || row.second_key == second) rows.push_back(row);
      }
      return rows;
    }
    std::int64_t leaves() override { return 0; }
    std::vector<store::EventRow> events_sealed(std::int64_t, std::size_t) override { return {}; }
    std::vector<store::EventRow> events_unsealed(std::size_t) override { return {}; }
    std::optional<std::int64_t> leaf_of(Id) override { return std::nullopt; }
    std::optional<store::TileRow> tile(std::int32_t, std::int64_t) override { return {}; }
    std::optional<store::HeadRow> head() override { return std::nullopt; }
    std::vector<store::HeadRow> heads(std::int64_t, std::size_t) override { return {}; }

    Id next_id(Time now) override { return s_.ids.next(now); }
    void put_event(const store::EventRow& row) override { s_.events.emplace(row.id, row); }
    void put_text(const store::TextRow& row, sv) override { s_.texts[row.id] = row; }
    void erase_text(Id id) override { s_.texts.erase(id); }
    void put_post(const store::PostRow& row) override { s_.posts[row.id] = row; }
    void put_post_version(const store::PostVersionRow&) override {}
    void put_author(const store::AuthorRow& row) override { s_.authors[row.id] = row; }
    void put_incident(const store::IncidentRow&) override {}
    void drop_incidents(Id) override {}
    void put_case(const store::CaseRow& row, std::int64_t was) override {
      const auto found = s_.cases.find(row.id);
      if (found != s_.cases.end() && found->second.version != was) throw store::Stale("stale");
      s_.cases[row.id] = row;
    }
    void put_outbox(const store::OutboxRow& row) override { s_.outbox[row.id] = row; }
    void put_document(const store::Document& row) override {
      const auto found = s_.documents.find(Key(row.kind, row.id));
      const std::int64_t was = found == s_.documents.end() ? 0 : found->second.version;
      if (row.version != was + 1) throw store::Stale("stale");
      s_.documents[Key(row.kind, row.id)] = row;
    }
    void drop_document(sv kind, sv id) override { s_.documents.erase(Key(kind, id)); }
    std::size_t drop_expired(Time, std::size_t) override { return 0; }
    void seal(const std::vector<Id>&, const std::vector<store::TileRow>&,
              const std::optional<store::HeadRow>&) override {}

   private:
    State& s_;
  };

  std::mutex mutex_;
  State state_;
};

inline std::unique_ptr<store::Store> store_for_test() { return std::make_unique<MemoryStore>(); }

// A store whose disk is full after so many more writes; -1: it never is.
class FailingStore final : public store::Store {
 public:
  explicit FailingStore(std::unique_ptr<store::Store> store) : store_(std::move(store)) {}

  void read(const std::function<void(store::Snapshot&)>& work) override { store_->read(work); }
  void write(const std::function<void(store::Transaction&)>& work) override {
    if (full_after == 0) throw store::StoreError(store::StoreError::Kind::full, "it is full");
    if (full_after > 0) --full_after;
    store_->write(work);
  }
  std::string about() override { return store_->about(); }
  std::vector<std::string> check() override { return store_->check(); }

  int full_after = -1;

 private:
  std::unique_ptr<store::Store> store_;
};

}  // namespace decorum::desk
