#include "giaingan/rules/obligations.hpp"

#include "giaingan/calendar/periods.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

DueDate due_date(const ObligationsPolicy& policy, std::size_t number, std::string period, Date day) {
  const Obligation& obligation = policy.obligations[number];
  const Deadline deadline{obligation.phrase, day, obligation.shift};
  return {.obligation = number,
          .period = std::move(period),
          .category = obligation.category,
          .named = day,
          .last_day = last_day(deadline, policy.working_days),
          .readings = readings(deadline, policy.working_days)};
}

/// The periods from the first that is owed on.
std::vector<Period> owed_periods(const Recurring& recurring, int year) {
  std::vector<Period> periods = periods_of_year(year, recurring.every);
  if (recurring.first_period.empty()) return periods;
  periods.erase(periods.begin(), std::ranges::find(periods, recurring.first_period, &Period::text));
  return periods;
}

void append_due_dates(const ObligationsPolicy& policy, std::size_t number, int year,
                      std::vector<DueDate>& due) {
  const Obligation& obligation = policy.obligations[number];
  if (const auto* once = std::get_if<OneOff>(&obligation.due)) {
    due.push_back(due_date(policy, number, once->period, once->day));
    return;
  }
  const auto& recurring = std::get<Recurring>(obligation.due);
  for (Period& period : owed_periods(recurring, year)) {
    const Date day = day_after_period(year, period.last_month, recurring.months_after, recurring.day);
    due.push_back(due_date(policy, number, std::move(period.text), day));
  }
}

/// The day of the first event that fulfils a duty, if there is one on or before `as_of`.
std::optional<Date> fulfilled_on(const Facts& facts, Index unit, const std::string& type,
                                 const std::string& period, Date as_of) {
  // Events stand by unit, type, period, date.
  const auto key = std::tie(unit, type, period);
  const auto first = std::ranges::lower_bound(facts.events, key, {}, [](const Event& event) {
    return std::tie(event.unit, event.type, event.period);
  });
  if (first == facts.events.end() || std::tie(first->unit, first->type, first->period) != key)
    return std::nullopt;
  return first->date <= as_of ? std::optional(first->date) : std::nullopt;
}

Duty judge(const ObligationsPolicy& policy, const Facts& facts, const DueDate& due, Index unit, Date as_of) {
  const Obligation& obligation = policy.obligations[due.obligation];
  Duty duty;
  duty.unit = unit;
  duty.fulfilled_on = fulfilled_on(facts, unit, obligation.event, due.period, as_of);
  const int past = days_between(due.last_day, duty.fulfilled_on.value_or(as_of));
  const DutyStanding standing = duty_standing(due.last_day, duty.fulfilled_on, as_of);
  duty.status = standing.status;
  duty.days = standing.days;
  duty.evidence.rule = "obligations.duty";
  duty.evidence.subject = facts.units[static_cast<std::size_t>(unit)].id;
  duty.evidence.object = obligation.id + " " + due.period;
  duty.evidence.quantity = Quantity::days;
  duty.evidence.left = Rational(past);
  duty.evidence.comparison = Comparison::at_most;
  duty.evidence.right = Rational(0);
  duty.evidence.holds = past <= 0;
  duty.evidence.citation = due.readings.size() > 1
                               ? resting_on(obligation.citation, obligation.shift_citation)
                               : obligation.citation;
  return duty;
}

}  // namespace

const char* duty_status_text(DutyStatus status) noexcept {
  switch (status) {
    case DutyStatus::in_time:
      return "in_time";
    case DutyStatus::late:
      return "late";
    case DutyStatus::missing:
      return "missing";
    case DutyStatus::not_due_yet:
      break;
  }
  return "not_due_yet";
}

DutyStanding duty_standing(Date last_day, const std::optional<Date>& fulfilled_on, Date as_of) noexcept {
  const int past = days_between(last_day, fulfilled_on.value_or(as_of));
  if (past <= 0) return {fulfilled_on ? DutyStatus::in_time : DutyStatus::not_due_yet, -past};
  return {fulfilled_on ? DutyStatus::late : DutyStatus::missing, past};
}

std::vector<std::string> periods_of(const Obligation& obligation, int year) {
  if (const auto* once = std::get_if<OneOff>(&obligation.due)) return {once->period};
  std::vector<std::string> periods;
  for (Period& period : owed_periods(std::get<Recurring>(obligation.due), year))
    periods.push_back(std::move(period.text));
  return periods;
}

bool is_owed_by(const Obligation& obligation, const Unit& unit) {
  const auto names = [](const std::vector<std::string>& list, const std::string& name) {
    return list.empty() || std::ranges::find(list, name) != list.end();
  };
  return names(obligation.applies_to.unit, unit.id) && names(obligation.applies_to.kind, unit.kind);
}

ObligationsResult check_obligations(const ObligationsPolicy& policy, const Portfolio& portfolio, Date as_of) {
  const Facts& facts = *portfolio;
  ObligationsResult result;
  for (std::size_t number = 0; number < policy.obligations.size(); ++number) {
    append_due_dates(policy, number, facts.year, result.due);
    for (const std::string& id : policy.obligations[number].applies_to.unit) {
      if (std::ranges::find(facts.units, id, &Unit::id) == facts.units.end())
        result.unknown_units.push_back({number, id});
    }
  }
  for (std::size_t due = 0; due < result.due.size(); ++due) {
    const Obligation& obligation = policy.obligations[result.due[due].obligation];
    if (obligation.event.empty()) continue;
    for (std::size_t unit = 0; unit < facts.units.size(); ++unit) {
      if (!is_owed_by(obligation, facts.units[unit])) continue;
      result.duties.push_back(judge(policy, facts, result.due[due], static_cast<Index>(unit), as_of));
      result.duties.back().due = due;
    }
  }
  return result;
}

}  // namespace giaingan::inline v1
