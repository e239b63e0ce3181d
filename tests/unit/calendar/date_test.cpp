#include "giaingan/calendar/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <optional>
#include <string>

namespace giaingan {
namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

rc::Gen<Date> any_date() {
  const int first = static_cast<int>(day("0001-01-01").days().time_since_epoch().count());
  const int last = static_cast<int>(day("9999-12-31").days().time_since_epoch().count());
  return rc::gen::map(rc::gen::oneOf(rc::gen::inRange(first, last + 1), rc::gen::inRange(19'000, 21'000)),
                      [](int count) { return Date{}.plus_days(count); });
}

TEST(Date, CountsDaysFromTheEpoch) {
  EXPECT_EQ(Date(), day("1970-01-01"));
  EXPECT_EQ(days_between(Date(), day("2000-02-29")), 11'016);
  EXPECT_EQ(days_between(Date(), day("2024-02-29")), 19'782);
  EXPECT_EQ(days_between(day("2024-03-10"), day("2024-03-09")), -1);
  EXPECT_EQ(days_between(day("2024-01-01"), day("2025-01-01")), 366);
  EXPECT_EQ(days_between(day("0001-01-01"), day("9999-12-31")), 3'652'058);
}

TEST(Date, KnowsWhichDaysThereAre) {
  EXPECT_TRUE(Date::from(2024, 2, 29));
  EXPECT_FALSE(Date::from(2023, 2, 29));
  EXPECT_FALSE(Date::from(1900, 2, 29));
  EXPECT_TRUE(Date::from(2000, 2, 29));
  EXPECT_FALSE(Date::from(2024, 4, 31));
  EXPECT_FALSE(Date::from(2024, 13, 1));
  EXPECT_FALSE(Date::from(2024, 0, 1));
  EXPECT_FALSE(Date::from(2024, 1, 0));
  EXPECT_FALSE(Date::from(0, 12, 31));
  EXPECT_FALSE(Date::from(10000, 1, 1));
  EXPECT_FALSE(Date::from(-1, 1, 1));
  // Numbers that would wrap to a valid month or day in one byte.
  EXPECT_FALSE(Date::from(2024, 257, 1));
  EXPECT_FALSE(Date::from(2024, 1, 257));
}

TEST(Date, ReadsIsoDaysOnly) {
  EXPECT_EQ(Date::parse("2024-06-20"), Date::from(2024, 6, 20));
  EXPECT_EQ(Date::parse("0001-01-01"), Date::from(1, 1, 1));
  EXPECT_EQ(Date::parse("9999-12-31"), Date::from(9999, 12, 31));
  for (const char* text :
       {"",           "2024-06",          "2024-6-20",   "20/6/2024",  "2024/06/20", "2024-06x20",
        "2024x06-20", "2024-06-20 ",      " 2024-06-20", "2024-06-31", "2023-02-29", "0000-01-01",
        "2024-00-10", "2024-10-00",       "-024-06-20",  "+024-06-20", "2024-+6-20", "2024-06-2O",
        "20240620",   "2024-06-20T00:00", "2024-13-01"}) {
    EXPECT_FALSE(Date::parse(text)) << '"' << text << '"';
  }
}

TEST(Date, KnowsTheWeekdaysOfTheLetter) {
  EXPECT_EQ(day("2024-03-10").weekday(), std::chrono::Sunday);
  EXPECT_EQ(day("2024-03-30").weekday(), std::chrono::Saturday);
  EXPECT_EQ(day("2024-06-20").weekday(), std::chrono::Thursday);
  EXPECT_EQ(day("2024-09-20").weekday(), std::chrono::Friday);
  EXPECT_EQ(day("2024-11-15").weekday(), std::chrono::Friday);
  EXPECT_EQ(day("2025-01-31").weekday(), std::chrono::Friday);
}

TEST(Date, AddsMonthsToTheSameDayOrTheLastOfTheMonth) {
  EXPECT_EQ(day("2024-01-31").plus_months(1), day("2024-02-29"));
  EXPECT_EQ(day("2023-01-31").plus_months(1), day("2023-02-28"));
  EXPECT_EQ(day("2024-03-31").plus_months(-1), day("2024-02-29"));
  EXPECT_EQ(day("2024-02-29").plus_months(12), day("2025-02-28"));
  EXPECT_EQ(day("2024-02-29").plus_months(48), day("2028-02-29"));
  EXPECT_EQ(day("2024-05-15").plus_months(9), day("2025-02-15"));
  EXPECT_EQ(day("2024-12-31").plus_months(6), day("2025-06-30"));
  EXPECT_EQ(day("2024-05-15").plus_months(0), day("2024-05-15"));
}

TEST(Date, PrintsIsoAndVietnamese) {
  EXPECT_EQ(day("2024-06-05").text(), "2024-06-05");
  EXPECT_EQ(day("0007-01-02").text(), "0007-01-02");
  EXPECT_EQ(day("2024-06-05").vietnamese_text(), "5/6/2024");
  EXPECT_EQ(day("2024-11-15").vietnamese_text(), "15/11/2024");
}

TEST(Date, FollowsTheCalendarDayByDayForTwoCenturies) {
  int year = 1900;
  unsigned month = 1;
  unsigned number = 1;
  for (Date date = day("1900-01-01"); date < day("2100-01-01"); date = date.plus_days(1)) {
    ASSERT_EQ(Date::from(year, month, number), date);
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const unsigned last = month == 2                                              ? (leap ? 29 : 28)
                          : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                                  : 31;
    ++number;
    if (number > last) number = 1, ++month;
    if (month > 12) month = 1, ++year;
  }
  EXPECT_EQ(year, 2100);
}

RC_GTEST_PROP(Date, ReadsBackWhatItPrints, ()) {
  const Date date = *any_date();
  RC_ASSERT(date.text().size() == 10u);
  RC_ASSERT(Date::parse(date.text()) == date);
}

RC_GTEST_PROP(Date, PrintedDaysSortAsDays, ()) {
  const Date a = *any_date();
  const Date b = *any_date();
  RC_ASSERT((a < b) == (a.text() < b.text()));
  RC_ASSERT(a.plus_days(days_between(a, b)) == b);
}

RC_GTEST_PROP(Date, AddingMonthsKeepsTheDayOrShortensIt, ()) {
  const Date date = *any_date();
  RC_PRE(date < day("9900-01-01") && date > day("0100-01-01"));
  const int count = *rc::gen::inRange(-1000, 1000);
  const auto before = date.parts();
  const auto after = date.plus_months(count).parts();
  const auto ordinal = [](std::chrono::year_month_day parts) {
    return static_cast<int>(parts.year()) * 12 + static_cast<int>(static_cast<unsigned>(parts.month()));
  };
  RC_ASSERT(ordinal(after) == ordinal(before) + count);
  RC_ASSERT(after.day() <= before.day());
  RC_ASSERT(after.day() == before.day() ||
            after.day() == (after.year() / after.month() / std::chrono::last).day());
}

}  // namespace
}  // namespace giaingan
