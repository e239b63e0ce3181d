#include "giaingan/calendar/working_days.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1 {

WorkingDays::WorkingDays(std::vector<ExceptionalDay> exceptions) : exceptions_(std::move(exceptions)) {
  std::ranges::sort(exceptions_, {}, &ExceptionalDay::date);
}

bool WorkingDays::is_working_day(Date day) const noexcept {
  const auto exception = std::ranges::lower_bound(exceptions_, day, {}, &ExceptionalDay::date);
  if (exception != exceptions_.end() && exception->date == day)
    return exception->kind == DayKind::working_day;
  return day.weekday() != std::chrono::Saturday && day.weekday() != std::chrono::Sunday;
}

Date WorkingDays::on_or_after(Date day) const noexcept {
  while (!is_working_day(day))
    day = day.plus_days(1);
  return day;
}

Date WorkingDays::on_or_before(Date day) const noexcept {
  while (!is_working_day(day))
    day = day.plus_days(-1);
  return day;
}

}  // namespace giaingan::inline v1
