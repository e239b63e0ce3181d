/// @file
/// Where printed figures and an exact decision seem to contradict each other.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"

#include <optional>
#include <string>

namespace giaingan::inline v1 {

/// A decision that a reader of the printed percentages would take the other way: 69.996 % is below 70 %, yet
/// both print as 70.00. Listed with the exact figures of both sides, so that nobody takes it for an error.
struct PaperContradiction {
  std::string rule;     ///< `milestone`, `rank`, `below_average.month`
  std::string subject;  ///< id of the unit
  std::string object;   ///< id of the milestone, of the other unit, or of the average
  std::optional<BudgetMonth> month;
  std::string left;                      ///< the subject's percentage as printed
  std::string right;                     ///< the object's percentage as printed
  Amounts left_amounts;                  ///< the subject's exact figures; the plan isn't 0
  Rational right_ratio;                  ///< the object's exact figure
  std::optional<Amounts> right_amounts;  ///< of which it is the ratio; nothing of a milestone, norm or mean
  Comparison comparison = Comparison::at_least;
  bool holds = false;  ///< what was decided of "left comparison right"; the printed figures say the opposite
};

/// The step to which percentages with so many decimals are rounded: 1/10000 for two. @pre 0 <= decimals <= 16
[[nodiscard]] Ratio printed_step(int decimals) noexcept;

/// A percentage as reports print it: half up, no % sign.
[[nodiscard]] std::string printed_percent(const Rational& value, int decimals);
[[nodiscard]] std::string printed_percent(Ratio value, int decimals);

}  // namespace giaingan::inline v1
