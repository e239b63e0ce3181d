/// @file
/// The value of an average at a month-end.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// An average at a month-end.
struct AverageValue {
  std::optional<Rational> value;  ///< nothing: undefined (no plan, no defined ratio, no published row)
  /// Of a weighted average, or of an external one published with figures: value = X/P.
  std::optional<Amounts> amounts;
  std::int64_t units = 0;  ///< of a mean: how many units' ratios are averaged
};

/// @param month the month-end; nothing: before the first one, where every average but a norm is undefined
[[nodiscard]] AverageValue average_at(const Portfolio& portfolio, const Average& average,
                                      std::optional<BudgetMonth> month);

/// The average at every month-end from January to `last` (index m-1: month m), as known at `last`.
[[nodiscard]] std::vector<AverageValue> average_until(const Portfolio& portfolio, const Average& average,
                                                      BudgetMonth last);

/// The row of `references.csv` for a reference, month and basis, or null.
[[nodiscard]] const Reference* find_reference(const Facts& facts, std::string_view reference,
                                              BudgetMonth month, std::string_view basis) noexcept;

}  // namespace giaingan::inline v1
