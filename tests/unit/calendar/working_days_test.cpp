#include "giaingan/calendar/working_days.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/calendar/vietnamese_days.hpp"

namespace giaingan {
namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

TEST(WorkingDays, AreMondayToFridayWithoutExceptions) {
  const WorkingDays ordinary;
  EXPECT_TRUE(ordinary.is_working_day(day("2024-03-08")));   // Friday
  EXPECT_FALSE(ordinary.is_working_day(day("2024-03-09")));  // Saturday
  EXPECT_FALSE(ordinary.is_working_day(day("2024-03-10")));  // Sunday
  EXPECT_TRUE(ordinary.is_working_day(day("2024-03-11")));
  EXPECT_EQ(ordinary.on_or_after(day("2024-03-09")), day("2024-03-11"));
  EXPECT_EQ(ordinary.on_or_before(day("2024-03-10")), day("2024-03-08"));
  EXPECT_EQ(ordinary.on_or_after(day("2024-03-11")), day("2024-03-11"));
  EXPECT_EQ(ordinary.on_or_before(day("2024-03-11")), day("2024-03-11"));
}

TEST(WorkingDays, LetAnExceptionDecideOverTheWeekday) {
  const WorkingDays days(
      {{day("2024-05-04"), DayKind::working_day, "", ""}, {day("2024-04-29"), DayKind::day_off, "", ""}});
  EXPECT_TRUE(days.is_working_day(day("2024-05-04")));
  EXPECT_FALSE(days.is_working_day(day("2024-04-29")));
  EXPECT_EQ(days.on_or_before(day("2024-05-05")), day("2024-05-04"));
}

TEST(WorkingDays, KeepTheirExceptionsByDateWithTheirReasons) {
  const WorkingDays days({{day("2025-01-01"), DayKind::day_off, "Tết Dương lịch", "b"},
                          {day("2024-01-01"), DayKind::day_off, "Tết Dương lịch", "a"}});
  ASSERT_EQ(days.exceptions().size(), 2u);
  EXPECT_EQ(days.exceptions()[0].date, day("2024-01-01"));
  EXPECT_EQ(days.exceptions()[0].decision, "a");
  EXPECT_EQ(days.exceptions()[1].decision, "b");
}

TEST(WorkingDays, HonourVietnameseHolidaysAndSwaps) {
  const WorkingDays days(vietnamese_days());
  // Tết 2024: 8/2 to 14/2.
  EXPECT_EQ(days.on_or_after(day("2024-02-08")), day("2024-02-15"));
  EXPECT_EQ(days.on_or_before(day("2024-02-14")), day("2024-02-07"));
  // 29/4/2024 was given off for Saturday 4/5.
  EXPECT_EQ(days.on_or_after(day("2024-04-27")), day("2024-05-02"));
  EXPECT_TRUE(days.is_working_day(day("2024-05-04")));
  // 31/1/2025, when payments of 2024 close, is the third day of Tết.
  EXPECT_EQ(days.on_or_after(day("2025-01-31")), day("2025-02-03"));
  EXPECT_EQ(days.on_or_before(day("2025-01-31")), day("2025-01-24"));
  EXPECT_EQ(days.on_or_before(day("2024-09-03")), day("2024-08-30"));
}

TEST(WorkingDays, AgreeWithTheWeekdaysOfThePublishedTable) {
  const char* names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  for (const auto& row : calendar_rows("holidays_vn_2024_2026.csv")) {
    const auto date = Date::parse(row.at(0));
    ASSERT_TRUE(date) << row.at(0);
    EXPECT_EQ(row.at(1), names[date->weekday().c_encoding()]) << row.at(0);
  }
}

RC_GTEST_PROP(WorkingDays, AreFoundNearestAndDoNotDependOnTheOrderOfExceptions, ()) {
  auto exceptions = vietnamese_days();
  const WorkingDays listed(exceptions);
  std::ranges::reverse(exceptions);
  const WorkingDays reversed(exceptions);
  const Date date = day("2024-01-01").plus_days(*rc::gen::inRange(0, 3 * 365));
  const Date next = listed.on_or_after(date);
  const Date previous = listed.on_or_before(date);
  RC_ASSERT(listed.is_working_day(next));
  RC_ASSERT(listed.is_working_day(previous));
  RC_ASSERT(previous <= date);
  RC_ASSERT(date <= next);
  for (Date skipped = previous.plus_days(1); skipped < date; skipped = skipped.plus_days(1))
    RC_ASSERT(!listed.is_working_day(skipped));
  for (Date skipped = date; skipped < next; skipped = skipped.plus_days(1))
    RC_ASSERT(!listed.is_working_day(skipped));
  RC_ASSERT(reversed.on_or_after(date) == next);
  RC_ASSERT(reversed.on_or_before(date) == previous);
}

}  // namespace
}  // namespace giaingan
