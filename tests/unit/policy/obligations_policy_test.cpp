#include "giaingan/policy/obligations_policy.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace giaingan {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string document(const std::string& sections) {
  return R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "current"}, )" +
         sections + "}";
}

std::vector<std::string> problems_of(const std::string& sections) {
  std::vector<std::string> found;
  try {
    (void)Policy::from_json(document(sections));
  } catch (const InvalidInput& error) {
    for (const Diagnostic& one : error.diagnostics())
      found.push_back(one.code + " " + one.place.pointer);
  }
  return found;
}

TEST(ObligationsPolicy, ReadsDutiesAndTheirCalendar) {
  const Policy policy = Policy::from_json(document(R"("obligations": {"holiday": "next_working_day",
    "holidays": [{"date": "2024-05-04", "kind": "working_day", "name": "làm bù", "source": "s"}],
    "duties": [{"id": "plan", "title": {"vi": "a", "en": "b"}, "event": "detailed_plan", "phrase": "before",
                "day": "2024-03-10", "period": "2024"},
               {"id": "report", "title": {"vi": "a", "en": "b"}, "event": "report",
                "category": "periodic_report", "phrase": "by", "every": "month", "day_of_month": 5,
                "holiday": "none", "first_period": "2024-02"}]})"));
  const ObligationsPolicy& section = *policy->obligations;
  ASSERT_EQ(section.obligations.size(), 2U);
  EXPECT_EQ(section.obligations[0].shift, HolidayShift::next_working_day);
  EXPECT_EQ(std::get<OneOff>(section.obligations[0].due).period, "2024");
  EXPECT_EQ(section.obligations[1].shift, HolidayShift::unmoved);
  EXPECT_EQ(std::get<Recurring>(section.obligations[1].due).day, 5);
  EXPECT_TRUE(section.working_days.is_working_day(*Date::from(2024, 5, 4)));
}

TEST(ObligationsPolicy, ReportsEveryWrongDayAndPeriodAtOnce) {
  EXPECT_THAT(problems_of(R"("obligations": {
    "holidays": [{"date": "2024-01-01", "kind": "day_off", "name": "a", "source": "s"},
                 {"date": "2024-01-01", "kind": "day_off", "name": "a", "source": "s"}],
    "duties": [{"id": "x", "title": {"vi": "a", "en": "b"}, "phrase": "by", "day": "2014-03-10", "period": "2024"},
               {"id": "x", "title": {"vi": "a", "en": "b"}, "phrase": "by", "day": "2024-02-30", "period": "2024-Q5"},
               {"id": "y", "title": {"vi": "a", "en": "b"}, "phrase": "by", "every": "quarter",
                "day_of_month": 32, "first_period": "2024-01"}]})"),
              UnorderedElementsAre("policy.duplicate_day /obligations/holidays/1/date",
                                   "policy.deadline_outside_year /obligations/duties/0/day",
                                   "policy.wrong_value /obligations/duties/1/day",
                                   "policy.bad_period /obligations/duties/1/period",
                                   "policy.duplicate_id /obligations/duties/1/id",
                                   "policy.wrong_value /obligations/duties/2/day_of_month",
                                   "policy.bad_period /obligations/duties/2/first_period"));
}

std::string yearly(int months_after, int day) {
  return R"("obligations": {"duties": [{"id": "x", "title": {"vi": "a", "en": "b"}, "phrase": "by", "every": "year",
    "months_after": )" +
         std::to_string(months_after) + R"(, "day_of_month": )" + std::to_string(day) + "}]}";
}

TEST(ObligationsPolicy, RefusesAYearlyDeadlineThatFallsInNoYear) {
  EXPECT_THAT(problems_of(yearly(2, 30)),
              UnorderedElementsAre("policy.deadline_in_no_year /obligations/duties/0/day_of_month"));
  EXPECT_THAT(problems_of(yearly(4, 31)),
              UnorderedElementsAre("policy.deadline_in_no_year /obligations/duties/0/day_of_month"));
  for (const auto& [months_after, day] : {std::pair{0, 31}, {1, 31}, {2, 29}, {4, 30}, {12, 31}})
    EXPECT_THAT(problems_of(yearly(months_after, day)), IsEmpty()) << months_after << " " << day;
  try {
    (void)Policy::from_json(document(yearly(2, 30)));
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.diagnostics().front().message, HasSubstr("there is no 30/2"));
    EXPECT_EQ(error.diagnostics().front().expected, "a day from 1 to 29");
  }
  // a month's end is what other recurrences mean by the 31st
  EXPECT_THAT(problems_of(R"("obligations": {"duties": [{"id": "x", "title": {"vi": "a", "en": "b"},
    "phrase": "by", "every": "month", "day_of_month": 31}]})"),
              IsEmpty());
}

TEST(ObligationsPolicy, SaysWhereTheMonthOfAnImpossibleDayEnds) {
  const auto expected = [](const std::string& day) -> std::string {
    try {
      (void)Policy::from_json(document(R"("obligations": {"duties": [{"id": "x",
        "title": {"vi": "a", "en": "b"}, "phrase": "by", "period": "2024", "day": ")" +
                                       day + R"("}]})"));
    } catch (const InvalidInput& error) {
      return error.diagnostics().front().expected;
    }
    return "nothing";
  };
  EXPECT_EQ(expected("2024-02-30"), "a day as \"YYYY-MM-DD\"; 2024-02 ends on 2024-02-29");
  EXPECT_EQ(expected("2024-13-01"), "a day as \"YYYY-MM-DD\"");
  EXPECT_EQ(expected("30/2/2024"), "a day as \"YYYY-MM-DD\"");
}

TEST(ProjectChecksPolicy, ReportsWhatCantBeChecked) {
  EXPECT_THAT(problems_of(R"("project_checks": {"funding_limits": {"years": []},
    "date_checks": [{"id": "d", "title": {"vi": "a", "en": "b"}, "kind": "new_start", "date": "settled_on",
                     "phrase": "by", "day": "2030-06-30"}],
    "settlement": [{"id": "s", "title": {"vi": "a", "en": "b"}, "step": "settled_on",
                    "months": [{"group": "A", "limit": 9}, {"group": "A", "limit": 9}]}],
    "reconciliation": {"systems": ["owner", "owner"]}, "surprise": 1})"),
              UnorderedElementsAre("policy.no_limits /project_checks/funding_limits",
                                   "policy.wrong_value /project_checks/date_checks/0/date",
                                   "policy.deadline_outside_year /project_checks/date_checks/0/day",
                                   "policy.duplicate_id /project_checks/settlement/0/months/1/group",
                                   "policy.bad_systems /project_checks/reconciliation/systems",
                                   "policy.unknown_key /project_checks/surprise"));
}

}  // namespace
}  // namespace giaingan
