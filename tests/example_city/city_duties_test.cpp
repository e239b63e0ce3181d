// The duties of the example city: what went wrong was placed, all the rest was done in time.
#include "giaingan/rules/obligations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

using ::testing::ElementsAre;

ObligationsResult duties_on(const std::string& day) {
  return check_obligations(policy()->obligations.value(), portfolio(), Date::parse(day).value());
}

const std::string& duty_id(const ObligationsResult& result, const Duty& duty) {
  return policy()->obligations->obligations.at(result.due.at(duty.due).obligation).id;
}

/// How many duties of an obligation are in time, late, missing and not due yet.
std::array<int, 4> counts(const ObligationsResult& result, const std::string& obligation) {
  std::array<int, 4> found{};
  for (const Duty& duty : result.duties) {
    if (duty_id(result, duty) == obligation) ++found.at(static_cast<std::size_t>(duty.status));
  }
  return found;
}

const Duty& duty_of(const ObligationsResult& result, const std::string& obligation, const std::string& period,
                    const std::string& unit) {
  for (const Duty& duty : result.duties) {
    if (duty_id(result, duty) == obligation && result.due.at(duty.due).period == period &&
        portfolio()->units.at(static_cast<std::size_t>(duty.unit)).id == unit)
      return duty;
  }
  throw std::logic_error("no such duty");
}

std::vector<std::string> last_days(const ObligationsResult& result, const Duty& duty) {
  std::vector<std::string> days;
  for (const DeadlineReading& reading : result.due.at(duty.due).readings)
    days.push_back(reading.last_day.text());
  return days;
}

TEST(CityDuties, AtTheEndOfTheYear) {
  const ObligationsResult result = duties_on("2025-01-31");
  EXPECT_THAT(counts(result, "detailed-plan"), ElementsAre(25, 2, 3, 0));
  EXPECT_THAT(counts(result, "detailed-plan-to-province"), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(counts(result, "monthly-report"), ElementsAre(348, 6, 6, 0));
  EXPECT_THAT(counts(result, "quarterly-report"), ElementsAre(116, 3, 1, 0));
  EXPECT_THAT(counts(result, "annual-report"), ElementsAre(28, 0, 0, 2)) << "31/1 is the last day";
  EXPECT_TRUE(result.unknown_units.empty());
}

TEST(CityDuties, TheYearsReportIsNotDueYetOnItsLastDay) {
  for (const std::string& unit : place("not_due_yet").units) {
    EXPECT_EQ(duty_of(duties_on("2025-01-31"), "annual-report", "2024", unit).status,
              DutyStatus::not_due_yet);
  }
  const ObligationsResult later = duties_on("2025-02-28");
  const Duty& never = duty_of(later, "annual-report", "2024", place("not_due_yet").units.at(0));
  EXPECT_EQ(never.status, DutyStatus::missing);
  EXPECT_EQ(never.days, 28);
  const Duty& late = duty_of(later, "annual-report", "2024", place("not_due_yet").units.at(1));
  EXPECT_EQ(late.status, DutyStatus::late);
  EXPECT_EQ(late.days, 10);
}

TEST(CityDuties, TheSecondRoundWasReportedLate) {
  const ObligationsResult result = duties_on("2024-12-31");
  const std::string& division = place("late_round").units.at(0);
  const Duty& first = duty_of(result, "reallocation-1", "2024-06", division);
  EXPECT_EQ(first.status, DutyStatus::in_time);
  EXPECT_EQ(first.days, 1) << "on the 18th; before the 20th is the 19th at the latest";
  const Duty& second = duty_of(result, "reallocation-2", place("late_round").months.at(0), division);
  EXPECT_EQ(second.status, DutyStatus::late);
  EXPECT_EQ(second.days, 5);
  EXPECT_EQ(duty_of(result, "reallocation-3", "2024-11", division).status, DutyStatus::in_time);
}

TEST(CityDuties, WhatIsLateByOneReadingOnlySaysSo) {
  const ObligationsResult result = duties_on("2024-12-31");
  const auto& units = place("late_by_reading").units;
  const Duty& plan = duty_of(result, "detailed-plan", "2024", units.at(0));
  EXPECT_EQ(plan.status, DutyStatus::late);
  EXPECT_EQ(plan.days, 2);
  EXPECT_EQ(plan.fulfilled_on, Date::parse("2024-03-11"));
  EXPECT_THAT(last_days(result, plan), ElementsAre("2024-03-09", "2024-03-11", "2024-03-08"));
  const Duty& report = duty_of(result, "quarterly-report", "2024-Q3", units.at(1));
  EXPECT_EQ(report.status, DutyStatus::late);
  EXPECT_EQ(report.days, 2);
  EXPECT_THAT(last_days(result, report), ElementsAre("2024-10-05", "2024-10-07", "2024-10-04"));
}

TEST(CityDuties, TheMonthWithoutFiguresHasNoReportEither) {
  const auto& gap = place("unreported");
  EXPECT_EQ(duty_of(duties_on("2024-12-31"), "monthly-report", gap.months.at(0), gap.units.at(0)).status,
            DutyStatus::missing);
}

}  // namespace
}  // namespace giaingan::testing
