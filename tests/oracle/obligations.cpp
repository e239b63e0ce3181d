#include "oracle/obligations.hpp"

#include <algorithm>

namespace oracle {

Date next_day(Date day) {
  if (day != last_day(day.year, day.month)) return {day.year, day.month, day.day + 1};
  return day.month == 12 ? Date{day.year + 1, 1, 1} : Date{day.year, day.month + 1, 1};
}

Date previous_day(Date day) {
  if (day.day > 1) return {day.year, day.month, day.day - 1};
  return day.month == 1 ? Date{day.year - 1, 12, 31} : last_day(day.year, day.month - 1);
}

namespace {

int days_from(Date from, Date to) {
  int days = 0;
  for (; from < to; from = next_day(from))
    ++days;
  for (; to < from; to = next_day(to))
    --days;
  return days;
}

Date shifted(Date day, Shift shift, const std::vector<Holiday>& holidays) {
  while (shift == Shift::next && !is_working_day(day, holidays))
    day = next_day(day);
  while (shift == Shift::previous && !is_working_day(day, holidays))
    day = previous_day(day);
  return day;
}

struct Due {
  std::string period;
  Date named;
};

std::string period_text(int year, int months, int number) {
  const std::string text = std::to_string(year);
  if (months == 1) return text + (number < 10 ? "-0" : "-") + std::to_string(number);
  if (months == 3) return text + "-Q" + std::to_string(number);
  if (months == 6) return text + "-H" + std::to_string(number);
  return text;
}

std::vector<Due> due_of(const DutyRule& rule, int year) {
  if (rule.day) return {{rule.period, *rule.day}};
  std::vector<Due> all;
  for (int last = rule.months_in_period; last <= 12; last += rule.months_in_period) {
    int month = last + rule.months_after;
    int of_year = year;
    for (; month > 12; month -= 12)
      ++of_year;
    const int most = last_day(of_year, month).day;
    all.push_back({period_text(year, rule.months_in_period, last / rule.months_in_period),
                   {of_year, month, std::min(rule.day_of_month, most)}});
  }
  while (!rule.first_period.empty() && !all.empty() && all.front().period != rule.first_period)
    all.erase(all.begin());
  return all;
}

}  // namespace

bool is_working_day(Date day, const std::vector<Holiday>& holidays) {
  for (const Holiday& each : holidays) {
    if (each.day == day) return !each.off;
  }
  // 1 January 2024 was a Monday.
  const int weekday = ((days_from({2024, 1, 1}, day) % 7) + 7) % 7;
  return weekday < 5;
}

std::vector<OwedDuty> owed_duties(const Facts& facts, const std::vector<DutyRule>& rules,
                                  const std::vector<Holiday>& holidays, Date as_of) {
  std::vector<OwedDuty> owed;
  for (const DutyRule& rule : rules) {
    for (const Due& due : due_of(rule, facts.year)) {
      const Date named = rule.before ? previous_day(due.named) : due.named;
      const Date last = shifted(named, rule.shift, holidays);
      for (const Unit& unit : facts.units) {
        if (!rule.kinds.empty() && std::ranges::count(rule.kinds, unit.kind) == 0) continue;
        std::optional<Date> done;
        for (const Event& event : facts.events) {
          const bool fits = event.unit == unit.id && event.type == rule.event && event.period == due.period;
          if (fits && event.date <= as_of && (!done || event.date < *done)) done = event.date;
        }
        const int past = days_from(last, done.value_or(as_of));
        OwedDuty duty{rule.id, due.period, unit.id, "", past < 0 ? -past : past, {}};
        if (done) {
          duty.status = past <= 0 ? "in_time" : "late";
        } else {
          duty.status = past <= 0 ? "not_due_yet" : "missing";
        }
        for (const Shift shift : {Shift::none, Shift::next, Shift::previous})
          duty.readings.push_back(shifted(named, shift, holidays));
        owed.push_back(duty);
      }
    }
  }
  return owed;
}

}  // namespace oracle
