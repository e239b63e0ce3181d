/// @file
/// The value of an average at a month-end.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <optional>

namespace giaingan::inline v1 {

/// An average at a month-end.
struct AverageValue {
  std::optional<Rational> value;  ///< nothing: undefined (no plan, no defined ratio, no published row)
  std::optional<Amounts>
      amounts;  ///< of a weighted average, or of an external one published with figures: value = X/P
};

/// @param month the month-end; nothing: before the first one, where every average but a norm is undefined
[[nodiscard]] AverageValue average_at(const Portfolio& portfolio, const Average& average,
                                      std::optional<BudgetMonth> month);

}  // namespace giaingan::inline v1
