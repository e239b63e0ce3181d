/// @file
/// Deadlines as official letters phrase them.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/calendar/working_days.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// How a deadline is phrased.
enum class DeadlinePhrase {
  before,  ///< "trước ngày X": the day before X at the latest
  by,      ///< "chậm nhất ngày X", "đến hết ngày X": X is the last day
};

/// What happens to a last day on which nobody works.
enum class HolidayShift { unmoved, next_working_day, previous_working_day };

/// As policies and documents write it: `none`, `next_working_day`, `previous_working_day`.
[[nodiscard]] const char* holiday_shift_text(HolidayShift shift) noexcept;

/// A deadline: `before 2024-03-10`, not moved.
struct Deadline {
  DeadlinePhrase phrase = DeadlinePhrase::by;
  Date day;
  HolidayShift shift = HolidayShift::unmoved;
};

/// The last day on which the duty can be done in time: found from the phrase first, then moved by the shift.
[[nodiscard]] Date last_day(const Deadline& deadline, const WorkingDays& working_days) noexcept;

/// One reading of a deadline.
struct DeadlineReading {
  HolidayShift shift;
  Date last_day;
};

/// The readings by the three shifts, those that lead to the same day named once (first of unmoved, next,
/// previous). More than one means that the text leaves the last day open.
[[nodiscard]] std::vector<DeadlineReading> readings(const Deadline& deadline,
                                                    const WorkingDays& working_days);

}  // namespace giaingan::inline v1
