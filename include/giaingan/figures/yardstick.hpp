/// @file
/// An average that moves as the unit held against it moves.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/threshold.hpp"

#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// How an average follows what is disbursed by a unit that it is held against.
enum class Follows {
  nothing,       ///< a norm, a published average, a mean of other groups
  weighted_sum,  ///< ΣX/ΣP contains the unit's X: d đồng more raise it by d/ΣP
  mean_of_units  ///< the mean of n ratios contains the unit's: d đồng more raise it by d/(P·n)
};

/// An average at one month-end as something to be below, with the least đồng that changes it. With a step
/// (`compare_at`), both sides are rounded half up to it, after each has moved.
class Yardstick {
 public:
  /// @pre average.value; average.amounts for weighted_sum; average.units > 0 for mean_of_units; step > 0
  Yardstick(const AverageValue& average, Follows follows, std::optional<Ratio> step);

  /// Whether the unit is strictly below; equal is not. @pre unit.plan > 0
  [[nodiscard]] bool is_above(const Amounts& unit) const;

  /// The least further đồng after which the unit isn't below, 0 if it isn't now; nothing if no amount does
  /// it or its disbursed would leave `int64`. @pre unit.plan > 0
  [[nodiscard]] std::optional<Dong> least_addition(const Amounts& unit) const;

  /// The least đồng fewer after which the unit is below, 0 if it is now; nothing if none up to what it has
  /// disbursed does it. @pre unit.plan > 0
  [[nodiscard]] std::optional<Dong> least_subtraction(const Amounts& unit) const;

  /// The yardstick after the unit's disbursed has changed by `change` (negative: fewer).
  /// @pre unit.plan > 0, and the sum of everything disbursed stays within `int64`
  [[nodiscard]] Yardstick after(const Amounts& unit, Dong change) const;

 private:
  // An average, and what it asks where it stands still.
  struct Held {
    AverageValue average;
    Threshold threshold;
  };

  [[nodiscard]] std::optional<Dong> addition(const Held& held, const Amounts& unit) const;
  [[nodiscard]] std::optional<Dong> subtraction(const Held& held, const Amounts& unit) const;

  [[nodiscard]] Held held(const AverageValue& average) const;
  template <class Question>
  [[nodiscard]] auto answer(Question question) const;

  AverageValue exact_;
  Follows follows_;
  std::optional<Ratio> step_;
  std::vector<Held> held_;  // the average; of a mean, which has many digits, a little below and above it
};

}  // namespace giaingan::inline v1
