/// @file
/// The periods that duties recur by (kỳ báo cáo): months, quarters, half-years, the year.
#pragma once

#include "giaingan/calendar/date.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// How often something returns.
enum class Recurrence { monthly, quarterly, half_yearly, yearly };

/// A period of a calendar year.
struct Period {
  std::string text;  ///< `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn` or `YYYY`
  int last_month = 12;
};

/// The periods of a year in time order.
[[nodiscard]] std::vector<Period> periods_of_year(int year, Recurrence recurrence);

/// Whether the text is a period of some year, written as above.
[[nodiscard]] bool is_period(std::string_view text) noexcept;

/// The day `day_of_month` of the month that lies `months_after` months after `last_month` of `year`; a month
/// without that day ends on its last. @pre 1 <= last_month <= 12, months_after >= 0, 1 <= day_of_month <= 31
[[nodiscard]] Date day_after_period(int year, int last_month, int months_after, int day_of_month) noexcept;

}  // namespace giaingan::inline v1
