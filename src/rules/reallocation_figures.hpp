/// @file
/// What the facts say on a round's day: amounts, forecasts, units, and the formulas that use them.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Every allocation on the round's day: the plan of the as-of day itself, the rest at the last month-end.
/// Before the first month-end nothing is disbursed or foreseen.
struct RoundFigures {
  std::optional<BudgetMonth> month;
  std::vector<bool> in_scope;
  std::vector<Amounts> amounts;
  std::vector<std::int64_t> committed;
  std::vector<std::optional<Int128>> forecast;  ///< under `to_forecast`
};

[[nodiscard]] RoundFigures figures_of(const Portfolio& portfolio, const Round& round);

/// The units of a level with their sums over the allocations in scope.
struct UnitSums {
  Grouping grouping;
  std::vector<Amounts> of_group;
  std::vector<bool> has_allocations;

  [[nodiscard]] Index of(Index allocation) const {
    return grouping.of_allocation[static_cast<std::size_t>(allocation)];
  }
  [[nodiscard]] const std::string& id(Index group) const {
    return grouping.ids[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] const Amounts& amounts(Index group) const {
    return of_group[static_cast<std::size_t>(group)];
  }
};

[[nodiscard]] UnitSums sums_of(const Portfolio& portfolio, const RoundFigures& figures,
                               const std::string& level);

/// What donors' units are held against.
[[nodiscard]] AverageValue required_ratio(const Round& round);

/// What recipients' units are held against: the required ratio or the average as it stands on the round's
/// day. Nothing: undefined.
[[nodiscard]] AverageValue recipient_criterion(const Portfolio& portfolio, const RoundFigures& figures,
                                               const Round& round);

/// What the release formula wants of a plan, before any rounding; may be negative.
/// @param forecast only under `to_forecast`
[[nodiscard]] Int128 wanted_of(const Release& release, const Round& round, Int128 plan, Int128 disbursed,
                               Int128 forecast);

/// An amount in whole steps, nothing below 0.
[[nodiscard]] std::int64_t steps_down(Int128 amount, Dong step);
[[nodiscard]] std::int64_t steps_up(Int128 amount, Dong step);

/// At least 0; an amount beyond int64 (a limit that binds nobody) is shown as the greatest one.
[[nodiscard]] Dong shown(Int128 amount);

}  // namespace giaingan::inline v1
