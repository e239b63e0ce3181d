/// @file
/// Intervals of exact numbers, as the bands of rubrics are.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <optional>

namespace giaingan::inline v1 {

/// Which bounds belong to an interval. Half-open `[from, to)` unless the policy says otherwise.
enum class IncludedBounds { from, to, both, neither };

/// All numbers between two bounds; a missing bound is unbounded.
struct Interval {
  std::optional<Ratio> from;
  std::optional<Ratio> to;
  IncludedBounds includes = IncludedBounds::from;
};

/// Whether `number` lies in the interval.
[[nodiscard]] bool contains(const Interval& interval, const Rational& number);

}  // namespace giaingan::inline v1
