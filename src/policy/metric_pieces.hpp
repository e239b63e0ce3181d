/// @file
/// The values of a metric, cut where a rubric's bounds lie: all values of a piece lie in the same bands.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "policy/axis_pieces.hpp"

namespace giaingan::inline v1 {

/// What a criterion reads as one number: a metric, or one over another.
struct Figure {
  std::string metric;
  std::string over;  ///< empty: the metric as it is

  friend auto operator<=>(const Figure&, const Figure&) = default;
};

/// What a criterion reads; nothing: a table, which reads several.
[[nodiscard]] std::optional<Figure> figure_of(const Criterion& criterion);

/// The values that a figure can have, as the rubric compares them. A quotient counts where what it is over is
/// above 0.
[[nodiscard]] AxisDomain axis_of(const Figure& figure, const EvaluationPolicy& policy);

/// Values that no bound tells apart. They lie between `from` and `to`; where they have no end, both are
/// `inside`.
struct Piece {
  Rational inside;  ///< one of them
  Rational from;
  Rational to;
};

/// The pieces of all values that the figure can have, in rising order.
/// @param bounds as the rubric compares them, in any order
[[nodiscard]] std::vector<Piece> pieces_between(std::vector<Rational> bounds, const Figure& figure,
                                                const EvaluationPolicy& policy);

/// Whether a unit can lack the metric: the engine's counts and amounts are always there.
[[nodiscard]] bool can_be_missing(const std::string& metric);

/// The interval as the rubric compares with it: its bounds rounded to `compare_at`, if there is one.
[[nodiscard]] Interval as_compared(const Interval& interval, const EvaluationPolicy& policy);

/// The values that meet a condition, as the rubric compares them.
[[nodiscard]] Interval values_that_meet(const MetricCondition& condition, const EvaluationPolicy& policy);

/// Adds the bounds of an interval, if it has any.
void append_bounds(const Interval& interval, std::vector<Rational>& bounds);

}  // namespace giaingan::inline v1
