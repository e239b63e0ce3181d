// The deadlines of the letter and of the 13-month year, with Vietnam's holidays of 2024 to 2026.
#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

/// A policy of the row's year with its deadline as a duty, and the holidays that have a source.
Policy policy_of(const CsvRow& row) {
  std::string days;
  const WorkingDays sourced = holidays_without("UNSOURCED");  // lends its days
  for (const ExceptionalDay& each : sourced.exceptions()) {
    days += (days.empty() ? "" : ",") + std::string(R"({"date": ")") + each.date.text() + R"(", "kind": ")" +
            (each.kind == DayKind::day_off ? "day_off" : "working_day") + R"(", "name": "n", "source": "s"})";
  }
  const std::string duty = R"({"id": "d", "title": {"vi": "a", "en": "b"}, "event": "e", "phrase": ")" +
                           std::string(row.at("phrase") == "trước ngày" ? "before" : "by") +
                           R"(", "day": ")" + row.at("date_in_text") + R"(", "period": "2024"})";
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": )" +
                           row.at("date_in_text").substr(0, 4) +
                           R"(, "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
                             "disbursement": {"basis": "c"}, "obligations": {"holidays": [)" +
                           days + "], \"duties\": [" + duty + "]}}");
}

Portfolio one_owner(int year) {
  PortfolioBuilder builder(year);
  const std::vector<std::string_view> owner{"u"};
  const std::vector<std::string_view> kind{"owner"};
  const std::vector<std::string_view> nothing{""};
  builder.add_units({owner, owner, kind, nothing});
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_allocations({.allocation = owner,
                           .project = owner,
                           .owner = owner,
                           .locality = nothing,
                           .source = nothing,
                           .programme = nothing,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  return std::move(builder).build();
}

TEST(Deadlines, ComeOutOfAPolicyAsWritten) {
  for (const CsvRow& row : data_rows("deadlines.csv")) {
    SCOPED_TRACE(row.at("item"));
    const Policy policy = policy_of(row);
    const Date last = Date::parse(row.at("last_day_if_exclusive_reading")).value();
    const Portfolio facts = one_owner(policy->year);
    const auto calendar = obligations_calendar(policy, facts, last, "u");
    ASSERT_EQ(calendar.entries.size(), 1U);
    const CalendarEntry& entry = calendar.entries.front();
    EXPECT_EQ(calendar.result.due.front().named.text(), row.at("date_in_text"));
    EXPECT_EQ(calendar.result.due.front().last_day, last);
    std::vector<std::string> days;
    for (const EntryReading& each : entry.readings)
      days.push_back(each.reading.last_day.text());
    // where the last day is a working day all readings are one
    std::vector<std::string> written{row.at("last_day_if_exclusive_reading")};
    if (row.at("last_is_working_day") == "no") {
      written.push_back(row.at("shift_next_working_day"));
      written.push_back(row.at("shift_previous_working_day"));
    }
    EXPECT_EQ(days, written);
    EXPECT_EQ(entry.readings.front().standing, (DutyStanding{DutyStatus::not_due_yet, 0}));
    const auto next = obligations_calendar(policy, facts, last.plus_days(1), "u");
    EXPECT_EQ(next.entries.front().readings.front().standing, (DutyStanding{DutyStatus::missing, 1}));
    EXPECT_EQ(next.entries.front().verdict_hangs_on_reading(), row.at("last_is_working_day") == "no");
  }
}

TEST(Deadlines, OfTheLetterAndOfTheYearStandInTheCitysPolicy) {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
  const Policy policy = Policy::from_json(std::string(std::istreambuf_iterator<char>(file), {}));
  std::size_t of_the_city = 0;
  for (const CsvRow& row : data_rows("deadlines.csv")) {
    SCOPED_TRACE(row.at("item"));
    const Date named = Date::parse(row.at("date_in_text")).value();
    // the plans of 2023 and 2025 are other years' policies
    if (named < Date::parse("2024-02-20").value() || named > Date::parse("2025-01-31").value()) continue;
    ++of_the_city;
    const auto phrase = row.at("phrase") == "trước ngày" ? DeadlinePhrase::before : DeadlinePhrase::by;
    EXPECT_EQ(std::ranges::count_if(policy->obligations->obligations,
                                    [&](const Obligation& each) {
                                      const auto* once = std::get_if<OneOff>(&each.due);
                                      return once != nullptr && once->day == named && each.phrase == phrase;
                                    }),
              1);
  }
  EXPECT_EQ(of_the_city, 9U);
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
