// The deadlines of the letter and of the 13-month year, with Vietnam's holidays of 2024 to 2026.
#include "giaingan/calendar/deadline.hpp"

#include <gtest/gtest.h>

#include <array>

#include "published_figures.hpp"

namespace giaingan::testing {
namespace {

std::string weekday_name(Date day) {
  static constexpr std::array<const char*, 7> names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return names[day.weekday().c_encoding()];
}

WorkingDays holidays_without(const std::string& mark) {
  std::vector<ExceptionalDay> days;
  for (const CsvRow& row : data_rows("holidays_vn_2024_2026.csv")) {
    const std::string& kind = row.at("kind");
    if (!mark.empty() && kind.find(mark) != std::string::npos) continue;
    days.push_back({Date::parse(row.at("date")).value(),
                    kind.starts_with("day_off") ? DayKind::day_off : DayKind::working_day, row.at("name"),
                    row.at("source_key")});
  }
  return WorkingDays{std::move(days)};
}

void expect_readings_as_written(const WorkingDays& calendar) {
  const std::vector<CsvRow> rows = data_rows("deadlines.csv");
  EXPECT_EQ(rows.size(), 12U);
  for (const CsvRow& row : rows) {
    SCOPED_TRACE(row.at("item"));
    const Date named = Date::parse(row.at("date_in_text")).value();
    const auto phrase = row.at("phrase") == "trước ngày" ? DeadlinePhrase::before : DeadlinePhrase::by;
    const Date last = last_day({phrase, named, HolidayShift::unmoved}, calendar);
    EXPECT_EQ(weekday_name(named), row.at("weekday_in_text"));
    EXPECT_EQ(last.text(), row.at("last_day_if_exclusive_reading"));
    EXPECT_EQ(weekday_name(last), row.at("weekday_last"));
    EXPECT_EQ(calendar.is_working_day(last) ? "yes" : "no", row.at("last_is_working_day"));
    EXPECT_EQ(last_day({phrase, named, HolidayShift::next_working_day}, calendar).text(),
              row.at("shift_next_working_day"));
    EXPECT_EQ(last_day({phrase, named, HolidayShift::previous_working_day}, calendar).text(),
              row.at("shift_previous_working_day"));
    const bool open = row.at("last_is_working_day") == "no";
    EXPECT_EQ(readings({phrase, named, HolidayShift::unmoved}, calendar).size(), open ? 3U : 1U);
  }
}

TEST(Deadlines, AsWrittenWithTheHolidaysThatHaveASource) {
  expect_readings_as_written(holidays_without("UNSOURCED"));
}

TEST(Deadlines, TheTwoDaysWithoutASourceMoveNoneOfThem) {
  expect_readings_as_written(holidays_without(""));
}

TEST(Holidays, FallOnTheWeekdaysPrintedAndChangeTheOrdinaryWeek) {
  const WorkingDays calendar = holidays_without("");
  int made_up = 0;
  for (const CsvRow& row : data_rows("holidays_vn_2024_2026.csv")) {
    const Date day = Date::parse(row.at("date")).value();
    EXPECT_EQ(weekday_name(day), row.at("weekday")) << row.at("date");
    EXPECT_EQ(calendar.is_working_day(day), !row.at("kind").starts_with("day_off")) << row.at("date");
    if (row.at("kind").starts_with("day_off")) continue;
    ++made_up;
    EXPECT_EQ(weekday_name(day), "Sat");
    EXPECT_FALSE(WorkingDays{}.is_working_day(day));
  }
  EXPECT_EQ(made_up, 4);
}

}  // namespace
}  // namespace giaingan::testing
