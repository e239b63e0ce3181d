#include "giaingan/assessment/obligations_calendar.hpp"

#include "giaingan/assessment/project_deadlines.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

/// Makes the lines of one calendar.
class Entries {
 public:
  Entries(const ObligationsPolicy& policy, const Facts& facts, const ObligationsCalendar& calendar)
      : policy_(policy), facts_(facts), as_of_(calendar.as_of), result_(calendar.result) {
    for (std::size_t number = 0; number < result_.duties.size(); ++number)
      duties_[{result_.duties[number].due, result_.duties[number].unit}] = number;
  }

  void append(Index unit, std::vector<CalendarEntry>& entries) const {
    const std::size_t first = entries.size();
    for (std::size_t due = 0; due < result_.due.size(); ++due) {
      const Obligation& obligation = policy_.obligations[result_.due[due].obligation];
      if (is_owed_by(obligation, facts_.units[static_cast<std::size_t>(unit)]))
        entries.push_back(entry(due, unit));
    }
    std::stable_sort(entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end(),
                     [&](const CalendarEntry& left, const CalendarEntry& right) {
                       return result_.due[left.due].last_day < result_.due[right.due].last_day;
                     });
  }

 private:
  [[nodiscard]] CalendarEntry entry(std::size_t number, Index unit) const {
    const DueDate& due = result_.due[number];
    const Obligation& obligation = policy_.obligations[due.obligation];
    CalendarEntry entry;
    entry.due = number;
    entry.unit = unit;
    if (const auto duty = duties_.find({number, unit}); duty != duties_.end()) entry.duty = duty->second;
    const Date named_last = obligation.phrase == DeadlinePhrase::before ? due.named.plus_days(-1) : due.named;
    for (const DeadlineReading& reading : due.readings) {
      entry.readings.push_back({.reading = reading,
                                .decides = reading.last_day == due.last_day,
                                .past_named_day = reading.last_day > named_last,
                                .standing = standing(entry, reading.last_day)});
    }
    entry.citation = entry.duty                ? result_.duties[*entry.duty].evidence.citation
                     : due.readings.size() > 1 ? resting_on(obligation.citation, obligation.shift_citation)
                                               : obligation.citation;
    return entry;
  }

  [[nodiscard]] std::optional<DutyStanding> standing(const CalendarEntry& entry, Date last_day) const {
    if (!entry.duty) return std::nullopt;
    return duty_standing(last_day, result_.duties[*entry.duty].fulfilled_on, as_of_);
  }

  const ObligationsPolicy& policy_;
  const Facts& facts_;
  Date as_of_;
  const ObligationsResult& result_;
  std::map<std::pair<std::size_t, Index>, std::size_t> duties_;  // by due date and unit
};

}  // namespace

bool CalendarEntry::verdict_hangs_on_reading() const noexcept {
  return hangs_on_reading(readings);
}

ObligationsCalendar obligations_calendar(const Policy& policy, const Portfolio& portfolio, Date as_of) {
  ObligationsCalendar calendar{.as_of = as_of,
                               .unit = std::nullopt,
                               .result = check_obligations(*policy->obligations, portfolio, as_of),
                               .entries = {}};
  const Entries entries(*policy->obligations, *portfolio, calendar);
  for (std::size_t unit = 0; unit < portfolio->units.size(); ++unit)
    entries.append(static_cast<Index>(unit), calendar.entries);
  return calendar;
}

ObligationsCalendar obligations_calendar(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                         std::string_view unit) {
  ObligationsCalendar calendar{.as_of = as_of,
                               .unit = std::string(unit),
                               .result = check_obligations(*policy->obligations, portfolio, as_of),
                               .entries = {}};
  const auto found = std::ranges::find(portfolio->units, unit, &Unit::id);
  if (found != portfolio->units.end()) {
    Entries(*policy->obligations, *portfolio, calendar)
        .append(static_cast<Index>(found - portfolio->units.begin()), calendar.entries);
  }
  return calendar;
}

}  // namespace giaingan::inline v1
