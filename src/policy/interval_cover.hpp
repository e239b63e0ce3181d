/// @file
/// Ranges of numbers, and what intervals hold of them.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/interval.hpp"

#include <optional>

namespace giaingan::inline v1 {

/// The numbers that matter, both bounds included; a missing bound is unbounded.
struct Range {
  std::optional<Rational> from;
  std::optional<Rational> to;
};

/// Whether the interval and the range have a number in common. @pre from < to, or from == to and both
/// included
[[nodiscard]] bool meets(const Interval& interval, const Range& range);

/// Whether no number lies in the interval.
[[nodiscard]] bool is_empty(const Interval& interval);

}  // namespace giaingan::inline v1
