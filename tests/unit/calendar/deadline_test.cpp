#include "giaingan/calendar/deadline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "unit/calendar/vietnamese_days.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;

Date day(const std::string& text) {
  return Date::parse(text).value();
}

std::vector<std::string> texts(const std::vector<DeadlineReading>& readings) {
  std::vector<std::string> days;
  for (const DeadlineReading& reading : readings)
    days.push_back(reading.last_day.text());
  return days;
}

TEST(LastDay, OfBeforeIsTheDayBefore) {
  const WorkingDays ordinary;
  EXPECT_EQ(last_day({DeadlinePhrase::before, day("2024-06-20"), HolidayShift::unmoved}, ordinary),
            day("2024-06-19"));
  EXPECT_EQ(last_day({DeadlinePhrase::by, day("2024-06-20"), HolidayShift::unmoved}, ordinary),
            day("2024-06-20"));
  EXPECT_EQ(last_day({DeadlinePhrase::before, day("2024-03-01"), HolidayShift::unmoved}, ordinary),
            day("2024-02-29"));
}

TEST(LastDay, IsFoundFirstAndMovedAfterwards) {
  // Before Sunday 10/3/2024: Saturday 9/3. Moved forward it lies behind the day that the letter names.
  const WorkingDays ordinary;
  const Date named = day("2024-03-10");
  EXPECT_EQ(last_day({DeadlinePhrase::before, named, HolidayShift::unmoved}, ordinary), day("2024-03-09"));
  EXPECT_EQ(last_day({DeadlinePhrase::before, named, HolidayShift::next_working_day}, ordinary),
            day("2024-03-11"));
  EXPECT_EQ(last_day({DeadlinePhrase::before, named, HolidayShift::previous_working_day}, ordinary),
            day("2024-03-08"));
}

TEST(LastDay, AgreesWithThePublishedTable) {
  const WorkingDays days(vietnamese_days());
  for (const auto& row : calendar_rows("deadlines.csv")) {
    // item, phrase, date, weekday, last day, its weekday, works?, next working day, previous working day
    const auto phrase = row.at(1) == "trước ngày" ? DeadlinePhrase::before : DeadlinePhrase::by;
    const Date named = day(row.at(2));
    EXPECT_EQ(last_day({phrase, named, HolidayShift::unmoved}, days), day(row.at(4))) << row.at(0);
    EXPECT_EQ(days.is_working_day(day(row.at(4))), row.at(6) == "yes") << row.at(0);
    EXPECT_EQ(last_day({phrase, named, HolidayShift::next_working_day}, days), day(row.at(7))) << row.at(0);
    EXPECT_EQ(last_day({phrase, named, HolidayShift::previous_working_day}, days), day(row.at(8)))
        << row.at(0);
  }
}

TEST(Readings, ListEachLastDayOnce) {
  const WorkingDays days(vietnamese_days());
  EXPECT_THAT(texts(readings({DeadlinePhrase::before, day("2024-03-10"), HolidayShift::unmoved}, days)),
              ElementsAre("2024-03-09", "2024-03-11", "2024-03-08"));
  EXPECT_THAT(
      texts(readings({DeadlinePhrase::before, day("2024-06-20"), HolidayShift::next_working_day}, days)),
      ElementsAre("2024-06-19"));
  EXPECT_THAT(texts(readings({DeadlinePhrase::by, day("2025-01-31"), HolidayShift::unmoved}, days)),
              ElementsAre("2025-01-31", "2025-02-03", "2025-01-24"));
}

TEST(Readings, NameTheShiftThatLeadsToEach) {
  const auto found = readings({DeadlinePhrase::by, day("2024-06-30"), HolidayShift::next_working_day}, {});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].shift, HolidayShift::unmoved);
  EXPECT_EQ(found[1].shift, HolidayShift::next_working_day);
  EXPECT_EQ(found[1].last_day, day("2024-07-01"));
  EXPECT_EQ(found[2].shift, HolidayShift::previous_working_day);
  EXPECT_EQ(found[2].last_day, day("2024-06-28"));
}

RC_GTEST_PROP(Readings, AreOneExactlyOnWorkingDaysAndElseThree, ()) {
  const WorkingDays days(vietnamese_days());
  const Date named = day("2024-01-02").plus_days(*rc::gen::inRange(0, 3 * 365));
  const auto phrase = *rc::gen::element(DeadlinePhrase::before, DeadlinePhrase::by);
  const Date last = last_day({phrase, named, HolidayShift::unmoved}, days);
  const auto found = readings({phrase, named, HolidayShift::unmoved}, days);
  RC_ASSERT(found.size() == (days.is_working_day(last) ? 1u : 3u));
  RC_ASSERT(found.front().last_day == last);
  RC_ASSERT(found.front().shift == HolidayShift::unmoved);
}

}  // namespace
}  // namespace giaingan
