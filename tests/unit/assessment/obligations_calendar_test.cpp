#include "giaingan/assessment/obligations_calendar.hpp"

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Policy policy() {
  return Policy::from_json(
      R"({"schema": 1, "id": "p/1", "title": {"vi": "Lịch", "en": "Calendar"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "documents": [{"id": "letter", "number": "7", "date": "2024-02-20", "issuer": "UBND", "title": "t",
                   "part": {"vi": "điểm", "en": "clause"}}],
    "disbursement": {"basis": "current"},
    "obligations": {"cite": {"doc": "letter", "clause": "2.2"},
      "holiday": {"value": "none", "assumed": true, "note": {"vi": "chưa rõ; để ngỏ", "en": "not settled; open"}},
      "duties": [
        {"id": "report", "title": {"vi": "Báo cáo, quý", "en": "Report"}, "event": "report", "phrase": "by",
         "every": "quarter", "day_of_month": 5, "applies_to": {"kind": ["owner"]},
         "cite": {"doc": "letter", "clause": "2.3"}},
        {"id": "plan", "title": {"vi": "Kế hoạch", "en": "Plan"}, "event": "plan", "phrase": "before",
         "day": "2024-03-10", "period": "2024", "applies_to": {"kind": ["owner"]}},
        {"id": "starts", "title": {"vi": "Khởi công", "en": "Starts"}, "phrase": "by", "day": "2024-06-30",
         "period": "2024-Q2", "applies_to": {"unit": ["north", "nobody"]}}]}})");
}

Date on(int month, int day, int year = 2024) {
  return *Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// Owners `north` and `south/1` (without a name), and a department.
Portfolio portfolio(const std::vector<EventRow>& events = {}) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> ids{"north", "south/1", "tckh"};
  const std::vector<std::string_view> names{"Ban Bắc", "", "TC-KH"};
  const std::vector<std::string_view> kinds{"owner", "owner", "department"};
  const std::vector<std::string_view> empty{"", "", ""};
  builder.add_units({ids, names, kinds, empty});
  const std::vector<std::string_view> one{"north"};
  const std::vector<std::string_view> nothing{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_allocations({.allocation = one,
                           .project = one,
                           .owner = one,
                           .locality = nothing,
                           .source = nothing,
                           .programme = nothing,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  builder.add_events(events);
  return std::move(builder).build();
}

std::vector<std::string> lines(const ObligationsCalendar& calendar, const Portfolio& facts) {
  std::vector<std::string> found;
  for (const CalendarEntry& each : calendar.entries) {
    const DueDate& due = calendar.result.due[each.due];
    found.push_back(facts->units[static_cast<std::size_t>(each.unit)].id + " " + due.last_day.text() + " " +
                    due.period + ": " + standing_in_words(calendar, each, Language::en));
  }
  return found;
}

TEST(ObligationsCalendar, ListsAUnitsYearByLastDay) {
  const Portfolio facts = portfolio({{"north", "report", "2024-Q1", on(4, 6), {}, ""}});
  EXPECT_THAT(
      lines(obligations_calendar(policy(), facts, on(6, 30), "north"), facts),
      ElementsAre("north 2024-03-09 2024: missing, overdue 113 days", "north 2024-04-05 2024-Q1: late, 1 day",
                  "north 2024-06-30 2024-Q2: today is the last day", "north 2024-07-05 2024-Q2: 5 days left",
                  "north 2024-10-05 2024-Q3: 97 days left", "north 2025-01-05 2024-Q4: 189 days left"));
  EXPECT_THAT(obligations_calendar(policy(), facts, on(6, 30), "tckh").entries, IsEmpty());
  EXPECT_THAT(obligations_calendar(policy(), facts, on(6, 30), "nobody").entries, IsEmpty());
}

TEST(ObligationsCalendar, OfAllUnitsIsThatOfEachInTurn) {
  const Portfolio facts = portfolio();
  std::vector<std::string> each;
  for (const char* unit : {"north", "south/1", "tckh"}) {
    for (std::string& line : lines(obligations_calendar(policy(), facts, on(6, 30), unit), facts))
      each.push_back(std::move(line));
  }
  EXPECT_EQ(lines(obligations_calendar(policy(), facts, on(6, 30)), facts), each);
  EXPECT_EQ(each.size(), 11U);
}

TEST(ObligationsCalendar, SaysWhereTheVerdictHangsOnTheReading) {
  const auto plan = [](Date done, Date as_of) {
    const Portfolio facts = portfolio({{"north", "plan", "2024", done, {}, ""}});
    return obligations_calendar(policy(), facts, as_of, "north").entries.front();
  };
  // before 10/3/2024, a Sunday: Saturday the 9th, Monday the 11th or Friday the 8th
  const CalendarEntry late = plan(on(3, 11), on(4, 1));
  ASSERT_EQ(late.readings.size(), 3U);
  EXPECT_TRUE(late.readings[0].decides);
  EXPECT_EQ(late.readings[0].standing, (DutyStanding{DutyStatus::late, 2}));
  EXPECT_EQ(late.readings[1].standing, (DutyStanding{DutyStatus::in_time, 0}));
  EXPECT_EQ(late.readings[2].standing, (DutyStanding{DutyStatus::late, 3}));
  EXPECT_EQ(std::vector({late.readings[0].past_named_day, late.readings[1].past_named_day,
                         late.readings[2].past_named_day}),
            std::vector({false, true, false}));
  EXPECT_TRUE(late.verdict_hangs_on_reading());
  EXPECT_TRUE(late.citation.assumed) << "that the day isn't moved is assumed";
  EXPECT_FALSE(plan(on(3, 8), on(4, 1)).verdict_hangs_on_reading());
  EXPECT_TRUE(plan(on(3, 8), on(3, 8)).readings[2].standing == (DutyStanding{DutyStatus::in_time, 0}));
  const CalendarEntry undone = plan(on(12, 1), on(3, 11));  // not known yet
  EXPECT_EQ(undone.readings[0].standing, (DutyStanding{DutyStatus::missing, 2}));
  EXPECT_EQ(undone.readings[1].standing, (DutyStanding{DutyStatus::not_due_yet, 0}));
  EXPECT_TRUE(undone.verdict_hangs_on_reading());
}

TEST(ObligationsCalendar, ADateThatNoEventFulfilsHasNoStanding) {
  const Portfolio facts = portfolio();
  const ObligationsCalendar calendar = obligations_calendar(policy(), facts, on(7, 2), "north");
  const CalendarEntry& starts = calendar.entries[2];
  EXPECT_EQ(starts.duty, std::nullopt);
  EXPECT_EQ(starts.readings.size(), 3U);  // a Sunday
  EXPECT_EQ(starts.readings[0].standing, std::nullopt);
  EXPECT_FALSE(starts.verdict_hangs_on_reading());
  EXPECT_EQ(standing_in_words(calendar, starts, Language::vi), "2 ngày trước");
  EXPECT_EQ(deadline_in_words(policy(), calendar, starts, Language::vi), "chậm nhất ngày 30/6/2024");
}

TEST(ObligationsCalendar, AsICalendarAnEventADuty) {
  const Portfolio facts = portfolio({{"north", "plan", "2024", on(3, 11), {}, ""}});
  std::string stream =
      obligations_icalendar(policy(), facts, obligations_calendar(policy(), facts, on(4, 1)), Language::vi);
  for (std::size_t fold = 0; (fold = stream.find("\r\n ")) != std::string::npos;)
    stream.erase(fold, 3);
  EXPECT_THAT(stream,
              HasSubstr("UID:p%2F1/plan/2024/north@giaingan\r\nDTSTAMP:20240401T000000Z\r\n"
                        "DTSTART;VALUE=DATE:20240309\r\nSUMMARY:Kế hoạch\\, năm 2024 – Ban Bắc\r\n"
                        "DESCRIPTION:Thời hạn: trước ngày 10/3/2024\\nTình trạng đến thứ Hai 1/4/2024: "
                        "trễ 2 ngày\\nNgày cuối tùy cách đọc:\\n- không dời: thứ Bảy 9/3/2024\\, trễ 2 "
                        "ngày (áp dụng)\\n- lùi đến ngày làm việc tiếp theo: thứ Hai 11/3/2024\\, đúng "
                        "hạn\\, vào ngày cuối\\, sau ngày được nêu\\n"));
  EXPECT_THAT(stream, HasSubstr("\\nCăn cứ: điểm 2.2\\, văn bản 7 (UBND)\\nGiả định: chưa rõ\\; để ngỏ\r\n"));
  EXPECT_THAT(stream, HasSubstr("UID:p%2F1/report/2024-Q1/south%2F1@giaingan\r\n"));
  EXPECT_THAT(stream, HasSubstr("SUMMARY:Báo cáo\\, quý\\, quý I/2024 – south/1\r\n"));
  EXPECT_THAT(stream, Not(HasSubstr("tckh")));
}

TEST(ObligationsCalendar, TheDocumentNamesUnitsThatNobodyIs) {
  const Portfolio facts = portfolio();
  const std::string document =
      obligations_document(policy(), facts, obligations_calendar(policy(), facts, on(4, 1), "north"));
  EXPECT_THAT(document, HasSubstr(R"("unit": "nobody")"));
  EXPECT_THAT(document, HasSubstr(R"("status": "missing")"));
}

TEST(PeriodInWords, InBothLanguages) {
  std::vector<std::string> vi;
  for (const char* period : {"2024-03", "2024-11", "2024-Q4", "2024-H1", "2024-H2", "2024"})
    vi.push_back(period_in_words(period, Language::vi));
  EXPECT_THAT(vi, ElementsAre("tháng 3/2024", "tháng 11/2024", "quý IV/2024", "6 tháng đầu năm 2024",
                              "6 tháng cuối năm 2024", "năm 2024"));
  EXPECT_EQ(period_in_words("2024-Q4", Language::en), "2024-Q4");
}

}  // namespace
}  // namespace giaingan
