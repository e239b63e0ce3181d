#include "giaingan/policy/obligations_policy.hpp"

#include "giaingan/calendar/periods.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr int longest_month = 31;
constexpr int most_months_after = 12;

WorkingDays read_working_days(ObjectReader& parent) {
  std::vector<ExceptionalDay> days;
  for (const Node& item : parent.items("holidays")) {
    ObjectReader reader(parent.context(), item, parent.citation());
    ExceptionalDay day{.date = reader.date("date"),
                       .kind = reader.choice<DayKind>(
                           "kind", {{"day_off", DayKind::day_off}, {"working_day", DayKind::working_day}}),
                       .name = reader.text("name"),
                       .decision = reader.text("source")};
    reader.finish();
    if (std::ranges::find(days, day.date, &ExceptionalDay::date) != days.end()) {
      reader.problem("date", "policy.duplicate_day", "the day " + day.date.text() + " stands twice",
                     "every day once", "delete one");
      continue;
    }
    days.push_back(std::move(day));
  }
  return WorkingDays(std::move(days));
}

OneOff read_one_off(ObjectReader& reader, std::optional<int> year) {
  OneOff once{.day = reader.date("day"), .period = reader.text("period")};
  const int of = static_cast<int>(once.day.parts().year());
  if (year && once.day != Date{} && (of < *year || of > *year + 1)) {
    reader.problem("day", "policy.deadline_outside_year",
                   "the deadline " + once.day.text() + " lies outside the budget year",
                   "a day of " + std::to_string(*year) + " or " + std::to_string(*year + 1), "mend the year");
  }
  if (!once.period.empty() && !is_period(once.period)) {
    reader.problem("period", "policy.bad_period", "\"" + once.period + "\" is no period",
                   "\"YYYY-MM\", \"YYYY-Qn\", \"YYYY-Hn\" or \"YYYY\"", "write the period of the events");
  }
  return once;
}

/// The days that a month has in the year that gives it most: February 29.
int most_days(int month) {
  constexpr int leap_year = 2024;
  const auto last =
      std::chrono::year{leap_year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{last}.day()));
}

/// A yearly deadline falls into one month: a day that this month has in no year, such as 30 February, was not
/// meant as the month's end, which other recurrences need the 31st for.
void refuse_day_of_no_year(ObjectReader& reader, const Recurring& recurring) {
  if (recurring.every != Recurrence::yearly) return;
  constexpr int months_in_year = 12;
  const int month = (recurring.months_after + months_in_year - 1) % months_in_year + 1;
  const int most = most_days(month);
  if (recurring.day <= most) return;
  reader.problem("day_of_month", "policy.deadline_in_no_year",
                 "the deadline falls in no year: there is no " + std::to_string(recurring.day) + "/" +
                     std::to_string(month) + " in any (" + std::to_string(recurring.months_after) +
                     " months after December is month " + std::to_string(month) + ")",
                 "a day from 1 to " + std::to_string(most),
                 "mend the day, or months_after; for the end of the month write " + std::to_string(most));
}

Recurring read_recurring(ObjectReader& reader, std::optional<int> year) {
  Recurring recurring{
      .every = reader.choice<Recurrence>("every", {{"month", Recurrence::monthly},
                                                   {"quarter", Recurrence::quarterly},
                                                   {"half_year", Recurrence::half_yearly},
                                                   {"year", Recurrence::yearly}}),
      .months_after = static_cast<int>(reader.integer_or("months_after", 0, most_months_after, 1)),
      .day = static_cast<int>(reader.integer("day_of_month", 1, longest_month)),
      .first_period = reader.text_or("first_period", {})};
  refuse_day_of_no_year(reader, recurring);
  if (recurring.first_period.empty() || !year) return recurring;
  std::string expected;
  for (const Period& period : periods_of_year(*year, recurring.every)) {
    if (period.text == recurring.first_period) return recurring;
    expected += (expected.empty() ? "" : ", ") + period.text;
  }
  reader.problem("first_period", "policy.bad_period",
                 "\"" + recurring.first_period + "\" is no such period of the budget year",
                 "one of " + expected, "mend the period");
  return recurring;
}

Obligation read_obligation(ObjectReader& reader, const Cited<HolidayShift>& shift, std::optional<int> year) {
  Obligation obligation{
      .id = reader.text("id"),
      .title = reader.bilingual("title"),
      .event = reader.text_or("event", {}),
      .category = reader.choice<DutyCategory>(
          "category", {{"periodic_report", DutyCategory::periodic_report}, {"other", DutyCategory::other}},
          DutyCategory::other),
      .phrase = reader.choice<DeadlinePhrase>(
          "phrase", {{"before", DeadlinePhrase::before}, {"by", DeadlinePhrase::by}}),
      .shift = reader.choice<HolidayShift>("holiday",
                                           {{"none", HolidayShift::unmoved},
                                            {"next_working_day", HolidayShift::next_working_day},
                                            {"previous_working_day", HolidayShift::previous_working_day}},
                                           shift.value),
      .due = {},
      .applies_to = read_unit_filter(reader, "applies_to"),
      .citation = {},
      .shift_citation = reader.has("holiday") ? reader.citation_of("holiday") : shift.citation};
  reader.allow("every");
  if (reader.has("every")) {
    obligation.due = read_recurring(reader, year);
  } else {
    obligation.due = read_one_off(reader, year);
  }
  obligation.citation = reader.settings().deciding(
      reader.citation(), {"", "event", "phrase", "day", "every", "months_after", "day_of_month"});
  return obligation;
}

}  // namespace

ObligationsPolicy read_obligations(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader reader(context, node);
  ObligationsPolicy section{
      .working_days = read_working_days(reader), .obligations = {}, .citation = reader.citation()};
  Cited<HolidayShift> shift{
      reader.choice<HolidayShift>("holiday",
                                  {{"none", HolidayShift::unmoved},
                                   {"next_working_day", HolidayShift::next_working_day},
                                   {"previous_working_day", HolidayShift::previous_working_day}},
                                  HolidayShift::unmoved)};
  shift.citation = reader.citation_of("holiday");
  for (const Node& item : reader.items("duties")) {
    ObjectReader duty(context, item, section.citation);
    Obligation obligation = read_obligation(duty, shift, named.year);
    duty.finish();
    report_second(duty, section.obligations, obligation.id);
    section.obligations.push_back(std::move(obligation));
  }
  reader.finish();
  return section;
}

}  // namespace giaingan::inline v1
