#include "giaingan/calendar/deadline.hpp"

#include <algorithm>

namespace giaingan::inline v1 {

const char* holiday_shift_text(HolidayShift shift) noexcept {
  switch (shift) {
    case HolidayShift::next_working_day:
      return "next_working_day";
    case HolidayShift::previous_working_day:
      return "previous_working_day";
    case HolidayShift::unmoved:
      break;
  }
  return "none";
}

Date last_day(const Deadline& deadline, const WorkingDays& working_days) noexcept {
  const Date named = deadline.phrase == DeadlinePhrase::before ? deadline.day.plus_days(-1) : deadline.day;
  switch (deadline.shift) {
    case HolidayShift::next_working_day:
      return working_days.on_or_after(named);
    case HolidayShift::previous_working_day:
      return working_days.on_or_before(named);
    case HolidayShift::unmoved:
      break;
  }
  return named;
}

std::vector<DeadlineReading> readings(const Deadline& deadline, const WorkingDays& working_days) {
  std::vector<DeadlineReading> found;
  for (const HolidayShift shift :
       {HolidayShift::unmoved, HolidayShift::next_working_day, HolidayShift::previous_working_day}) {
    const Date day = last_day({deadline.phrase, deadline.day, shift}, working_days);
    if (std::ranges::find(found, day, &DeadlineReading::last_day) == found.end())
      found.push_back({shift, day});
  }
  return found;
}

}  // namespace giaingan::inline v1
