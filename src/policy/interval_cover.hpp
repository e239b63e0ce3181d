/// @file
/// Whether bands cover a range of numbers, each number once.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/interval.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// The numbers that matter, both bounds included; a missing bound is unbounded.
struct Range {
  std::optional<Rational> from;
  std::optional<Rational> to;
};

/// Numbers side by side that no interval covers, or that several do.
struct CoverFault {
  Rational witness;                  ///< one of them
  std::vector<std::size_t> covered;  ///< the intervals that cover the witness: none, or two and more
};

/// The faults of a cover, from the lowest, neighbouring ones merged. Quadratic in the number of intervals.
[[nodiscard]] std::vector<CoverFault> cover_faults(std::span<const Interval> intervals, const Range& range);

/// Whether the interval and the range have a number in common. @pre from < to, or from == to and both
/// included
[[nodiscard]] bool meets(const Interval& interval, const Range& range);

/// Whether no number lies in the interval.
[[nodiscard]] bool is_empty(const Interval& interval);

}  // namespace giaingan::inline v1
