#include "giaingan/assessment/project_deadlines.hpp"

#include <algorithm>

namespace giaingan::inline v1 {

std::vector<EntryReading> readings_of(const Policy& policy, const ProjectFinding& finding) {
  if (!policy->obligations || !finding.deadline || !finding.days) return {};
  const Date last_day = *finding.deadline;
  const Date judged_on = last_day.plus_days(*finding.days);  // the day it was done, else as-of
  const auto all =
      readings({DeadlinePhrase::by, last_day, HolidayShift::unmoved}, policy->obligations->working_days);
  std::vector<EntryReading> found;
  if (all.size() < 2) return found;
  for (const DeadlineReading& each : all) {
    found.push_back({.reading = each,
                     .decides = each.last_day == last_day,
                     .past_named_day = each.last_day > last_day,
                     .standing = duty_standing(each.last_day, finding.done_on, judged_on)});
  }
  return found;
}

bool hangs_on_reading(const std::vector<EntryReading>& readings) noexcept {
  return std::ranges::any_of(readings, [&](const EntryReading& each) {
    return each.standing && each.standing->status != readings.front().standing->status;
  });
}

}  // namespace giaingan::inline v1
