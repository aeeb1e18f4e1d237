#include "sqlite/case_places.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

// An empty value is counted only, but for cases that are nobody's: those are asked for.
bool has_places(const Label& label) {
  if (label.name == Listed::all || label.name == Listed::assigned) return true;
  return label.name != Listed::priority && !label.value.empty();
}

struct Place {
  std::int64_t label, shelf, due, opened, changed;
  bool is_listed;
};

std::int64_t label_id(Connection& in, const Label& label) {
  const auto name = static_cast<std::int64_t>(label.name);
  const std::int64_t id =
      in.number("SELECT id FROM case_label WHERE name = ? AND value = ?", name, label.value);
  if (id != 0) return id;
  in.run("INSERT INTO case_label(name, value) VALUES(?, ?)", name, label.value);
  return sqlite3_last_insert_rowid(in.raw());
}

std::int64_t shelf_id(Connection& in, const store::CaseRow& row) {
  const auto family = static_cast<std::int64_t>(row.family);
  const std::int64_t id =
      in.number("SELECT id FROM case_shelf WHERE family = ? AND state = ? AND confidential = ?",
                family, row.state, row.confidential);
  if (id != 0) return id;
  in.run("INSERT INTO case_shelf(family, state, confidential) VALUES(?, ?, ?)", family, row.state,
         row.confidential);
  return sqlite3_last_insert_rowid(in.raw());
}

// In the order of the labels.
std::vector<Place> places_of(Connection& in, const store::CaseRow& row,
                             const std::vector<Label>& labels) {
  std::vector<Place> places;
  const std::int64_t shelf = shelf_id(in, row);
  for (const Label& label : labels) {
    places.push_back({label_id(in, label), shelf, due_key(row), micros(row.opened_at),
                      micros(row.changed_at), has_places(label)});
  }
  return places;
}

void count(Connection& in, const Place& place, int by) {
  in.run("INSERT INTO case_count(label, shelf, cases) VALUES(?, ?, ?) "
         "ON CONFLICT DO UPDATE SET cases = cases + excluded.cases",
         place.label, place.shelf, by);
}

void take_out(Connection& in, base::Id id, const Place& place) {
  count(in, place, -1);
  if (!place.is_listed) return;
  in.run("DELETE FROM case_place WHERE label = ? AND shelf = ? AND due = ? AND id = ?",
         place.label, place.shelf, place.due, id);
}

void put_in(Connection& in, base::Id id, const Place& place) {
  count(in, place, 1);
  if (!place.is_listed) return;
  in.run("INSERT INTO case_place(label, shelf, due, id, opened, changed) VALUES(?,?,?,?,?,?)",
         place.label, place.shelf, place.due, id, place.opened, place.changed);
}

// Stays under its label, on its shelf.
void move(Connection& in, base::Id id, const Place& from, const Place& to) {
  if (!to.is_listed || (from.due == to.due && from.opened == to.opened &&
                        from.changed == to.changed)) {
    return;
  }
  in.run("UPDATE case_place SET due = ?, opened = ?, changed = ? "
         "WHERE label = ? AND shelf = ? AND due = ? AND id = ?",
         to.due, to.opened, to.changed, from.label, from.shelf, from.due, id);
}

}  // namespace

std::int64_t due_key(const store::CaseRow& row) {
  return row.due_at ? micros(*row.due_at) : std::numeric_limits<std::int64_t>::max();
}

std::vector<Label> labels_of(const store::CaseRow& row) {
  std::vector<Label> labels{{Listed::all, {}},
                            {Listed::queue, row.queue},
                            {Listed::assigned, row.assigned},
                            {Listed::owner, row.owner},
                            {Listed::priority, row.priority},
                            {Listed::ask, row.ask}};
  for (const std::string& account : row.accounts) labels.push_back({Listed::account, account});
  for (const std::string& outcome : row.outcomes) labels.push_back({Listed::outcome, outcome});
  for (const std::string& tag : row.tags) labels.push_back({Listed::tag, tag});
  if (row.topic) labels.push_back({Listed::topic, base::to_text(row.topic)});
  std::ranges::sort(labels);
  const auto same = std::ranges::unique(labels);
  labels.erase(same.begin(), same.end());
  return labels;
}

void place_case(Connection& in, const std::optional<store::CaseRow>& before,
                const store::CaseRow& row) {
  const std::vector<Label> labels = labels_of(row);
  const std::vector<Place> places = places_of(in, row, labels);
  const std::vector<Label> old_labels = before ? labels_of(*before) : std::vector<Label>{};
  const std::vector<Place> old_places =
      before ? places_of(in, *before, old_labels) : std::vector<Place>{};
  std::size_t i = 0;
  for (std::size_t o = 0; o < old_places.size(); ++o) {
    while (i < places.size() && labels[i] < old_labels[o]) put_in(in, row.id, places[i++]);
    if (i < places.size() && labels[i] == old_labels[o] &&
        places[i].shelf == old_places[o].shelf) {
      move(in, row.id, old_places[o], places[i++]);
    } else {
      take_out(in, row.id, old_places[o]);
    }
  }
  while (i < places.size()) put_in(in, row.id, places[i++]);
}

std::vector<std::string> mistakes_in_places(Connection& in) {
  std::vector<std::string> mistakes;
  const auto look = [&](std::string_view sql, std::string_view what) {
    if (const std::int64_t rows = in.number(sql); rows > 0) {
      mistakes.push_back(fmt::format("{}: {}", what, rows));
    }
  };
  look("SELECT count(*) FROM case_place LEFT JOIN case_row USING(id) WHERE case_row.id IS NULL",
       "places of cases that are not there");
  look("SELECT count(*) FROM case_row WHERE NOT EXISTS (SELECT 1 FROM case_shelf s JOIN "
       "case_place p ON p.shelf = s.id AND p.id = case_row.id AND "
       "p.due = coalesce(case_row.due_at, 9223372036854775807) AND "
       "p.label = (SELECT id FROM case_label WHERE name = 0) "
       "WHERE s.family = case_row.family AND s.state = case_row.state AND "
       "s.confidential = case_row.confidential)",
       "cases that stand in no list");
  look("SELECT count(*) FROM (SELECT label, shelf, count(*) AS cases FROM case_place "
       "GROUP BY 1, 2) AS seen LEFT JOIN case_count USING(label, shelf) "
       "WHERE seen.cases IS NOT case_count.cases",
       "counts of cases that are wrong");
  look("SELECT count(*) FROM case_row LEFT JOIN case_body USING(id) WHERE case_body.id IS NULL",
       "cases without their body");
  return mistakes;
}

}  // namespace decorum::sqlite
