// The library's deadlines and ledgers against the slow oracle, which counts days and months one by one.
#include "oracle/obligations.hpp"

#include "giaingan/rules/obligations.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"
#include "oracle/reconciliation.hpp"

namespace differential {
namespace {

using Lines = std::vector<std::string>;
using oracle::Shift;

/// Three units and two allocations of a few sources: what both rules need at least.
oracle::Facts small_city(oracle::Draws& draws) {
  oracle::Facts facts;
  facts.year = 2024;
  facts.units = {{"o1", "owner", ""}, {"o2", "owner", ""}, {"tckh", "department", ""}};
  for (const char* id : {"a1", "a2", "a3"}) {
    oracle::Allocation allocation;
    allocation.id = id;
    allocation.project = "p";
    allocation.owner = draws.one_of<std::string>({"o1", "o2"});
    allocation.source = draws.one_of<std::string>({"city", "land", ""});
    allocation.plan = 100;
    facts.allocations.push_back(allocation);
  }
  return facts;
}

oracle::Date any_day(oracle::Draws& draws) {
  oracle::Date day{2024, 1, 1};
  for (std::int64_t i = draws.between(0, 400); i > 0; --i)
    day = oracle::next_day(day);
  return day;
}

std::string text(oracle::Date day) {
  return date_of(day).text();
}

struct DutyWorld {
  oracle::Facts facts;
  std::vector<oracle::DutyRule> ours;
  std::vector<oracle::Holiday> holidays;
  giaingan::ObligationsPolicy theirs;
  oracle::Date as_of;
};

oracle::DutyRule random_duty(oracle::Draws& draws, int number) {
  oracle::DutyRule rule;
  rule.id = "d" + std::to_string(number);
  rule.event = draws.one_of<std::string>({"report", "plan"});
  rule.before = draws.chance(50);
  rule.shift = draws.one_of<Shift>({Shift::none, Shift::next, Shift::previous});
  if (draws.chance(50)) rule.kinds = {draws.one_of<std::string>({"owner", "department"})};
  if (draws.chance(40)) {
    rule.day = any_day(draws);
    rule.period = draws.one_of<std::string>({"2024", "2024-Q1", "2024-03"});
    return rule;
  }
  rule.months_in_period = draws.one_of<int>({1, 3, 6, 12});
  rule.months_after = static_cast<int>(draws.between(0, 12));
  rule.day_of_month = static_cast<int>(draws.between(1, 31));
  if (draws.chance(30) && rule.months_in_period == 1) rule.first_period = "2024-04";
  if (draws.chance(30) && rule.months_in_period == 3) rule.first_period = "2024-Q3";
  return rule;
}

giaingan::Obligation obligation_of(const oracle::DutyRule& rule) {
  giaingan::Obligation theirs;
  theirs.id = rule.id;
  theirs.event = rule.event;
  theirs.phrase = rule.before ? giaingan::DeadlinePhrase::before : giaingan::DeadlinePhrase::by;
  theirs.shift = rule.shift == Shift::none   ? giaingan::HolidayShift::unmoved
                 : rule.shift == Shift::next ? giaingan::HolidayShift::next_working_day
                                             : giaingan::HolidayShift::previous_working_day;
  theirs.applies_to.kind = rule.kinds;
  if (rule.day) {
    theirs.due = giaingan::OneOff{date_of(*rule.day), rule.period};
  } else {
    const auto every = rule.months_in_period == 1   ? giaingan::Recurrence::monthly
                       : rule.months_in_period == 3 ? giaingan::Recurrence::quarterly
                       : rule.months_in_period == 6 ? giaingan::Recurrence::half_yearly
                                                    : giaingan::Recurrence::yearly;
    theirs.due = giaingan::Recurring{every, rule.months_after, rule.day_of_month, rule.first_period};
  }
  return theirs;
}

DutyWorld random_duty_world(std::uint64_t seed) {
  oracle::Draws draws(seed);
  DutyWorld world{small_city(draws), {}, {}, {}, any_day(draws)};
  std::vector<giaingan::ExceptionalDay> days;
  std::set<oracle::Date> seen;
  for (std::int64_t i = draws.between(0, 40); i > 0; --i) {
    const oracle::Holiday holiday{any_day(draws), draws.chance(70)};
    if (!seen.insert(holiday.day).second) continue;
    world.holidays.push_back(holiday);
    days.push_back({date_of(holiday.day),
                    holiday.off ? giaingan::DayKind::day_off : giaingan::DayKind::working_day, "", ""});
  }
  world.theirs.working_days = giaingan::WorkingDays(days);
  for (int i = 0; i < draws.between(1, 4); ++i) {
    world.ours.push_back(random_duty(draws, i));
    world.theirs.obligations.push_back(obligation_of(world.ours.back()));
  }
  for (std::int64_t i = draws.between(0, 30); i > 0; --i) {
    world.facts.events.push_back({draws.one_of<std::string>({"o1", "o2", "tckh"}),
                                  draws.one_of<std::string>({"report", "plan"}),
                                  draws.one_of<std::string>({"2024", "2024-Q1", "2024-Q3", "2024-H1",
                                                             "2024-03", "2024-04", "2024-05", "2024-12"}),
                                  any_day(draws),
                                  {},
                                  ""});
  }
  return world;
}

Lines ours(const DutyWorld& world) {
  Lines lines;
  for (const auto& duty : oracle::owed_duties(world.facts, world.ours, world.holidays, world.as_of)) {
    std::vector<std::string> days;  // each once, in the order of the readings
    for (const oracle::Date day : duty.readings) {
      if (std::ranges::count(days, text(day)) == 0) days.push_back(text(day));
    }
    std::string line = duty.duty + " " + duty.period + " " + duty.unit + " " + duty.status + " " +
                       std::to_string(duty.days) + ":";
    for (const std::string& day : days)
      line += " " + day;
    lines.push_back(line);
  }
  return lines;
}

Lines theirs(const DutyWorld& world) {
  Lines lines;
  const giaingan::Portfolio facts = portfolio_of(world.facts);
  const auto result = giaingan::check_obligations(world.theirs, facts, date_of(world.as_of));
  for (const giaingan::Duty& duty : result.duties) {
    const giaingan::DueDate& due = result.due[duty.due];
    std::string line = world.theirs.obligations[due.obligation].id + " " + due.period + " " +
                       facts->units[static_cast<std::size_t>(duty.unit)].id + " " +
                       giaingan::duty_status_text(duty.status) + " " + std::to_string(duty.days) + ":";
    for (const giaingan::DeadlineReading& reading : due.readings)
      line += " " + reading.last_day.text();
    lines.push_back(line);
  }
  return lines;
}

TEST(Obligations, RandomDutiesStandAsTheOracleSays) {
  const Seeds range = seeds(1500);
  std::set<std::string> seen;
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const DutyWorld world = random_duty_world(seed);
    const Lines expected = ours(world);
    ASSERT_EQ(theirs(world), expected) << "seed " << seed;
    for (const std::string& line : expected) {
      for (const char* status : {" in_time ", " late ", " missing ", " not_due_yet "}) {
        if (line.find(status) != std::string::npos) seen.insert(status);
      }
    }
  }
  EXPECT_EQ(seen.size(), 4U) << "every status was tried";
}

/// No look-ahead: what comes after the day changes nothing; nor does the order of the events.
TEST(Obligations, SeeNothingOfLaterEventsNorTheirOrder) {
  const Seeds range = seeds(300);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    DutyWorld world = random_duty_world(seed);
    const Lines before = theirs(world);
    std::ranges::reverse(world.facts.events);
    ASSERT_EQ(theirs(world), before) << "seed " << seed;
    std::erase_if(world.facts.events, [&](const oracle::Event& event) { return event.date > world.as_of; });
    ASSERT_EQ(theirs(world), before) << "seed " << seed;
  }
}

/// Ledgers with few figures, so that sides agree, differ and lack their rows by turns.
oracle::Facts random_ledgers(oracle::Draws& draws) {
  oracle::Facts facts = small_city(draws);
  for (const oracle::Allocation& allocation : facts.allocations) {
    for (int month = 1; month <= 13; ++month) {
      for (const char* system : {"owner", "treasury", "tabmis"}) {
        if (draws.chance(80))
          facts.ledgers.push_back(
              {allocation.id, month, system, draws.chance(70) ? 100 : 90, draws.between(10, 11) * month});
      }
    }
  }
  return facts;
}

std::string side(const std::optional<std::int64_t>& amount) {
  return amount ? std::to_string(*amount) : "lacks";
}

std::string side(const std::optional<giaingan::Dong>& amount) {
  return amount ? std::to_string(amount->value) : "lacks";
}

TEST(Reconciliation, RandomLedgersDifferAsTheOracleSays) {
  const Seeds range = seeds(1000);
  const std::vector<std::string> systems{"owner", "treasury", "tabmis"};
  giaingan::ProjectChecksPolicy policy;
  policy.reconciliation = giaingan::ReconciliationPolicy{systems, {}};
  int longest = 0;
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    oracle::Draws draws(seed);
    const oracle::Facts world = random_ledgers(draws);
    const oracle::Date as_of = any_day(draws);
    const giaingan::Portfolio facts = portfolio_of(world);
    const auto result = giaingan::check_projects(policy, facts, date_of(as_of));

    Lines expected, found;
    for (const oracle::LedgerGap& gap : oracle::ledger_gaps(world, systems, as_of)) {
      expected.push_back(gap.allocation + " " + gap.left_system + "/" + gap.right_system + " " + gap.figure +
                         " " + side(gap.left) + " " + side(gap.right) + " " + std::to_string(gap.months));
      longest = std::max(longest, gap.months);
    }
    for (const giaingan::LedgerDifference& each : result.ledger_differences) {
      found.push_back(facts->allocations[static_cast<std::size_t>(each.allocation)].id + " " +
                      each.left_system + "/" + each.right_system + " " +
                      giaingan::ledger_figure_text(each.figure) + " " + side(each.left) + " " +
                      side(each.right) + " " + std::to_string(each.months));
    }
    ASSERT_EQ(found, expected) << "seed " << seed;

    std::set<std::string> sources;
    for (const oracle::Allocation& allocation : world.allocations)
      sources.insert(allocation.source);
    Lines expected_sums, found_sums;
    for (const oracle::SourceGap& gap :
         oracle::source_gaps(world, {sources.begin(), sources.end()}, systems, as_of)) {
      expected_sums.push_back(gap.source + " " + gap.left_system + "/" + gap.right_system + " " + gap.figure +
                              " " + gap.left.str() + " " + gap.right.str() + " " +
                              std::to_string(gap.left_missing) + "/" + std::to_string(gap.right_missing) +
                              " " + std::to_string(gap.months));
    }
    for (const giaingan::SourceDifference& each : result.source_differences) {
      found_sums.push_back(each.source + " " + each.left_system + "/" + each.right_system + " " +
                           giaingan::ledger_figure_text(each.figure) + " " + each.left.numerator_text() +
                           " " + each.right.numerator_text() + " " + std::to_string(each.left_missing) + "/" +
                           std::to_string(each.right_missing) + " " + std::to_string(each.months));
    }
    ASSERT_EQ(found_sums, expected_sums) << "seed " << seed;
  }
  EXPECT_GT(longest, 5);
}

}  // namespace
}  // namespace differential
