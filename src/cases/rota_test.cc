#include "cases/rota.h"

#include <string>
#include <vector>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace decorum::cases {
namespace {

base::Time at(std::string_view text) { return *base::parse_rfc3339(text); }

// Ana and Ben are responders; Cem is manager and their deputy; Dia, the director, his.
class RotaOf : public testing::Test {
 protected:
  RotaOf() {
    for (const char* id : {"ana", "ben", "cem", "dia", "eve"}) {
      policy::Person person;
      person.id = id;
      roles.people.push_back(person);
    }
    add_role("responder", {"ana", "ben"}, {"manager"});
    add_role("manager", {"cem"}, {"director"});
    add_role("director", {"dia"}, {});
    add_role("vacant", {}, {"manager"});
    calendar.zone = "Europe/London";
    for (std::size_t day = 0; day < 5; ++day) calendar.hours.days[day] = {540, 1020};
  }

  void add_role(std::string id, const std::vector<std::string>& people,
                std::vector<std::string> deputies) {
    policy::Role role;
    role.id = std::move(id);
    for (const std::string& person : people) {
      role.holders.push_back({person, *base::parse_date("2026-01-01"), std::nullopt});
    }
    role.deputies = std::move(deputies);
    roles.roles.push_back(std::move(role));
  }

  void shift(const std::string& person, const std::string& deputy, std::string_view from,
             std::string_view to, bool on_call = false) {
    rota.shifts.push_back({"responder", person, deputy, at(from), at(to), on_call});
  }
  void away(const std::string& person, std::string_view from, std::string_view to) {
    rota.absences.push_back({person, at(from), at(to)});
  }

  // "shift ana"
  std::string on(std::string_view when, std::string_view role = "responder") const {
    const OnDuty found = on_duty(rota, roles, calendar, role, at(when));
    const auto cover = cover_names[static_cast<std::size_t>(found.cover)];
    return fmt::format("{}{}{}", cover, found.people.empty() ? "" : " ",
                       fmt::join(found.people, " "));
  }
  std::string line(std::string_view when, std::string_view role = "responder") const {
    return fmt::format("{}",
                       fmt::join(escalation_line(rota, roles, calendar, role, at(when)), " "));
  }

  policy::Roles roles;
  Calendar calendar;
  Rota rota;
};

constexpr std::string_view friday_noon = "2026-11-27T12:00:00Z";
constexpr std::string_view friday_night = "2026-11-27T22:00:00Z";

TEST_F(RotaOf, nobody_is_whoever_holds_the_role_while_the_desk_is_open) {
  EXPECT_EQ(on(friday_noon), "role ana ben");
  EXPECT_EQ(on(friday_night), "out-of-hours");
  EXPECT_EQ(on("2026-11-28T12:00:00Z"), "out-of-hours");
}

TEST_F(RotaOf, a_shift_is_half_open) {
  shift("ana", "ben", "2026-11-27T09:00:00Z", "2026-11-27T12:00:00Z");
  shift("ben", "ana", "2026-11-27T12:00:00Z", "2026-11-27T17:00:00Z");
  EXPECT_EQ(on("2026-11-27T09:00:00Z"), "shift ana");
  EXPECT_EQ(on("2026-11-27T11:59:59Z"), "shift ana");
  EXPECT_EQ(on("2026-11-27T12:00:00Z"), "shift ben");
  EXPECT_EQ(on("2026-11-27T17:00:00Z"), "out-of-hours");
}

TEST_F(RotaOf, the_deputy_stands_in_for_whoever_is_away) {
  shift("ana", "ben", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  away("ana", "2026-11-27T11:00:00Z", "2026-11-27T13:00:00Z");
  EXPECT_EQ(on("2026-11-27T10:59:00Z"), "shift ana");
  EXPECT_EQ(on(friday_noon), "deputy ben");
  EXPECT_EQ(on("2026-11-27T13:00:00Z"), "shift ana");
}

TEST_F(RotaOf, nobody_who_is_away_is_named) {
  shift("ana", "ben", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  away("ana", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");
  away("ben", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");
  EXPECT_EQ(on(friday_noon), "role cem") << "all of the role are away: its deputies";
  away("cem", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");
  EXPECT_EQ(on(friday_noon), "role dia") << "deputies of deputies";
  EXPECT_EQ(line(friday_noon), "dia");
  away("dia", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");
  EXPECT_EQ(on(friday_noon), "nobody");
  EXPECT_EQ(line(friday_noon), "");
}

TEST_F(RotaOf, whoever_is_on_call_is_reached_out_of_hours) {
  shift("ben", "", "2026-11-27T17:00:00Z", "2026-11-30T09:00:00Z", true);
  EXPECT_EQ(on(friday_night), "on-call ben");
  shift("ana", "", "2026-11-28T10:00:00Z", "2026-11-28T12:00:00Z");
  EXPECT_EQ(on("2026-11-28T11:00:00Z"), "shift ana") << "the desk comes before the telephone";
  away("ben", "2026-11-27T17:00:00Z", "2026-11-30T09:00:00Z");
  EXPECT_EQ(on(friday_night), "out-of-hours");
}

TEST_F(RotaOf, two_may_be_on_duty_at_once) {
  shift("ana", "", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  shift("ben", "", "2026-11-27T11:00:00Z", "2026-11-27T17:00:00Z");
  EXPECT_EQ(on(friday_noon), "shift ana ben");
}

TEST_F(RotaOf, a_role_that_nobody_holds_is_its_deputies) {
  EXPECT_EQ(on(friday_noon, "vacant"), "role cem");
  EXPECT_EQ(on(friday_noon, "no-such-role"), "nobody");
  EXPECT_EQ(line(friday_noon, "no-such-role"), "");
}

TEST_F(RotaOf, says_when_it_changes) {
  const auto until = [&](std::string_view when) {
    return on_duty(rota, roles, calendar, "responder", at(when)).until;
  };
  EXPECT_EQ(until(friday_noon), at("2026-11-27T17:00:00Z")) << "the desk closes";
  EXPECT_EQ(until(friday_night), at("2026-11-30T09:00:00Z")) << "and opens on Monday";
  shift("ana", "", "2026-11-27T14:00:00Z", "2026-11-27T16:00:00Z");
  EXPECT_EQ(until(friday_noon), at("2026-11-27T14:00:00Z"));
  away("ben", "2026-11-27T13:00:00Z", "2026-11-27T18:00:00Z");
  EXPECT_EQ(until(friday_noon), at("2026-11-27T13:00:00Z"));
}

TEST_F(RotaOf, the_line_goes_from_duty_to_role_to_deputies_each_once) {
  EXPECT_EQ(line(friday_noon), "ana ben cem dia");
  EXPECT_EQ(line(friday_night), "ana ben cem dia") << "also when the desk is closed";
  shift("ben", "", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  EXPECT_EQ(line(friday_noon), "ben ana cem dia");
  away("ana", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  EXPECT_EQ(line(friday_noon), "ben cem dia");
  EXPECT_EQ(line(friday_noon, "director"), "dia");
}

TEST_F(RotaOf, deputies_in_a_circle_end) {
  roles.roles[2].deputies = {"responder"};
  EXPECT_EQ(line(friday_noon, "director"), "dia ana ben cem");
}

TEST_F(RotaOf, an_alarm_goes_down_the_line_and_begins_again) {
  const std::vector<std::string> people{"ana", "cem"};
  EXPECT_EQ(next_in_line(people, 1), "ana");
  EXPECT_EQ(next_in_line(people, 2), "cem");
  EXPECT_EQ(next_in_line(people, 3), "ana");
  EXPECT_EQ(next_in_line(people, 0), "ana");
  EXPECT_EQ(next_in_line(people, -4), "ana");
  EXPECT_EQ(next_in_line({}, 1), "");
}

TEST_F(RotaOf, a_whole_role_is_held_by_the_local_day) {
  roles.roles[0].holders = {
      {"ana", *base::parse_date("2026-01-01"), *base::parse_date("2026-06-30")},
      {"eve", *base::parse_date("2026-07-01"), std::nullopt}};
  calendar.hours.days.fill(policy::OpenSpan{0, 1440});
  EXPECT_EQ(on("2026-06-30T22:59:00Z"), "role ana");
  EXPECT_EQ(on("2026-06-30T23:00:00Z"), "role eve") << "it is July in London";
}

TEST_F(RotaOf, mistakes_are_named_with_their_place) {
  shift("ana", "ana", "2026-11-27T09:00:00Z", "2026-11-27T09:00:00Z");
  shift("zoe", "yan", "2026-11-01T09:00:00Z", "2026-12-27T17:00:00Z");
  rota.shifts.push_back({"cook", "ana", "", at(friday_noon), at(friday_night), false});
  shift("ben", "", "2026-11-27T09:00:00Z", "2026-11-27T17:00:00Z");
  shift("ben", "", "2026-11-27T16:00:00Z", "2026-11-27T20:00:00Z");
  away("zoe", "2026-11-27T17:00:00Z", "2026-11-27T09:00:00Z");
  std::vector<std::string> places;
  for (const base::Error& mistake : mistakes_of(rota, roles)) places.push_back(mistake.where);
  EXPECT_EQ(places, (std::vector<std::string>{"/shifts/0/deputy", "/shifts/0/to",
                                              "/shifts/1/person", "/shifts/1/deputy",
                                              "/shifts/1/to", "/shifts/2/role",
                                              "/absences/0/person", "/absences/0/to",
                                              "/shifts/4/from"}));
}

TEST_F(RotaOf, mistakes_are_bounded_and_a_good_rota_has_none) {
  shift("ana", "ben", "2026-11-27T09:00:00Z", "2026-11-27T12:00:00Z");
  shift("ana", "ben", "2026-11-27T12:00:00Z", "2026-11-27T17:00:00Z");
  EXPECT_TRUE(mistakes_of(rota, roles).empty());
  for (int i = 0; i < 100; ++i) shift("zoe", "", friday_noon, friday_night);
  EXPECT_EQ(mistakes_of(rota, roles).size(), rota_mistakes_max);
}

TEST_F(RotaOf, is_read_and_written_as_it_is) {
  shift("ana", "ben", "2026-11-27T09:00:00Z", "2026-11-27T12:00:00Z", true);
  away("ana", "2026-11-27T11:00:00Z", "2026-11-27T13:00:00Z");
  const auto read = base::read_shape<Rota>(base::write_shape(rota));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(*read, rota);
  EXPECT_FALSE(base::read_shape<Rota>(R"({"shifts":[{"role":"","person":"ana",)"
                                      R"("from":"2026-11-27T09:00:00Z",)"
                                      R"("to":"2026-11-27T12:00:00Z"}],"absences":[]})"));
}

}  // namespace
}  // namespace decorum::cases
