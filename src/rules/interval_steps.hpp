// Intervals of figures, as steps of a step function.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/step_function.hpp"
#include "giaingan/policy/interval.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// Where a number that is rounded half up to `step` first comes to `bound` or beyond it.
/// @pre bound is rounded already
[[nodiscard]] Step rounded_step_at(const Rational& bound, Step::Begins begins, Ratio step);

/// Which of some intervals a number lies in, as steps.
struct IntervalSteps {
  std::int16_t first;  ///< below all bounds
  std::vector<Step> steps;
};

/// The first of the intervals that holds a number, or `otherwise`; both sides rounded to `compare_at`.
[[nodiscard]] IntervalSteps steps_of(std::vector<Interval> intervals, std::int16_t otherwise,
                                     const std::optional<Ratio>& compare_at);

/// Numbers cut at every bound of some intervals into pieces, numbered from 0 upwards.
struct CutNumbers {
  StepFunction piece;
  /// By interval the pieces that it holds, from the first up to, not including, the second.
  std::vector<std::pair<std::size_t, std::size_t>> held;
  std::size_t count = 0;  ///< of pieces
};

[[nodiscard]] CutNumbers cut_at(std::vector<Interval> intervals, const std::optional<Ratio>& compare_at);

}  // namespace giaingan::inline v1
