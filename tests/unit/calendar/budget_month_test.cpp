#include "giaingan/calendar/budget_month.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>

namespace giaingan {
namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

TEST(MonthEnd, IsTheLastDayOfThirteenMonths) {
  const char* ends[] = {"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31",
                        "2024-06-30", "2024-07-31", "2024-08-31", "2024-09-30", "2024-10-31",
                        "2024-11-30", "2024-12-31", "2025-01-31"};
  for (int number = 1; number <= months_in_budget_year; ++number)
    EXPECT_EQ(month_end(2024, {number}), day(ends[number - 1])) << number;
  EXPECT_EQ(month_end(2023, {2}), day("2023-02-28"));
}

TEST(MonthAsOf, IsTheLastMonthEndOnOrBeforeTheDay) {
  EXPECT_EQ(month_as_of(2024, day("2024-06-19")), BudgetMonth{5});
  EXPECT_EQ(month_as_of(2024, day("2024-09-19")), BudgetMonth{8});
  EXPECT_EQ(month_as_of(2024, day("2024-11-14")), BudgetMonth{10});
  EXPECT_EQ(month_as_of(2024, day("2024-06-29")), BudgetMonth{5});
  EXPECT_EQ(month_as_of(2024, day("2024-06-30")), BudgetMonth{6});
  EXPECT_EQ(month_as_of(2024, day("2024-12-31")), BudgetMonth{12});
  EXPECT_EQ(month_as_of(2024, day("2025-01-30")), BudgetMonth{12});
  EXPECT_EQ(month_as_of(2024, day("2025-01-31")), BudgetMonth{13});
  EXPECT_EQ(month_as_of(2024, day("2031-07-01")), BudgetMonth{13});
}

TEST(MonthAsOf, IsNothingBeforeTheFirstMonthHasEnded) {
  EXPECT_EQ(month_as_of(2024, day("2024-01-30")), std::nullopt);
  EXPECT_EQ(month_as_of(2024, day("2023-12-31")), std::nullopt);
  EXPECT_EQ(month_as_of(2024, day("2024-01-31")), BudgetMonth{1});
}

TEST(ParseBudgetMonth, ReadsTheThirteenMonthsOfItsYear) {
  EXPECT_EQ(parse_budget_month(2024, "2024-01"), BudgetMonth{1});
  EXPECT_EQ(parse_budget_month(2024, "2024-12"), BudgetMonth{12});
  EXPECT_EQ(parse_budget_month(2024, "2025-01"), BudgetMonth{13});
  for (const char* text : {"", "2023-12", "2025-02", "2024-13", "2024-00", "2024-1", "2024/01", "01-2024",
                           "2024-01-01", "2024-1-", "202-401", " 2024-1", "2024-0a", "T01/2024"}) {
    EXPECT_EQ(parse_budget_month(2024, text), std::nullopt) << '"' << text << '"';
  }
}

TEST(MonthText, IsTheCalendarMonth) {
  EXPECT_EQ(month_text(2024, {1}), "2024-01");
  EXPECT_EQ(month_text(2024, {12}), "2024-12");
  EXPECT_EQ(month_text(2024, {13}), "2025-01");
}

RC_GTEST_PROP(BudgetMonth, ReadsBackWhatItPrintsAndEndsInItself, ()) {
  const int year = *rc::gen::inRange(1, 9999);
  const BudgetMonth month{*rc::gen::inRange(1, months_in_budget_year + 1)};
  RC_ASSERT(parse_budget_month(year, month_text(year, month)) == month);
  RC_ASSERT(month_as_of(year, month_end(year, month)) == month);
  const auto day_before = month_as_of(year, month_end(year, month).plus_days(-1));
  RC_ASSERT((day_before ? day_before->number : 0) == month.number - 1);
}

}  // namespace
}  // namespace giaingan
