/// @file
/// The plan and the disbursed of many units at successive month-ends, as columns that somebody else owns.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/ratio_columns.hpp"
#include "giaingan/exact/simd_level.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy/disbursement_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// How the columns of a panel are gone through. Results are the same for every choice.
struct PanelWork {
  int threads = 1;  ///< at most so many, the caller's included; with 1 none is started
  SimdLevel simd = highest_simd_level();
};

/// Units × months of one basis, checked: plan in the denominators, cumulative disbursed in the numerators, in
/// whole đồng. For hosts that have the figures of units already and want the monthly verdicts of §2 and §3 on
/// millions of them; a Portfolio is for those who have allocations. Borrows its columns: they must live and
/// stay as they are. Immutable; any number of threads may read one.
class Panel {
 public:
  /// @param first the month of the first pair of columns; each further pair is of the next month
  /// @pre at least one month; all columns have the same count, at most 2^31 - 1;
  ///   first + months.size() - 1 <= month 13
  /// @throws InvalidInput with every negative amount and every sum of a column that leaves `int64`, with the
  ///   column `plan[m]` or `disbursed[m]` (m from 0) and the row (the unit's position counted from 1)
  Panel(BudgetMonth first, std::vector<RatioColumns> months, const Limits& limits = {});

  [[nodiscard]] std::size_t units() const noexcept { return months_.front().count; }
  [[nodiscard]] BudgetMonth first() const noexcept { return first_; }
  [[nodiscard]] std::size_t months() const noexcept { return months_.size(); }
  /// The sums over all units, one entry a month: the weighted average is their ratio.
  [[nodiscard]] std::span<const Amounts> totals() const noexcept { return totals_; }

  /// Ranks every unit of each month by its ratio, from 1 for the highest; 0 where it is undefined.
  /// @param ties `standard` or `dense`; `ordinal` is by position
  /// @param rank one buffer a month, of `units()` entries; null: that month isn't ranked
  /// Throws only `std::bad_alloc`; the buffers hold nothing of use then.
  void rank(RankTies ties, std::span<std::int32_t* const> rank, const PanelWork& work = {}) const;

  /// Which months each unit is strictly below the bounds, one a month; no bound: no unit is below.
  /// @pre bounds are not negative; below has `units()` entries
  void mark_below(std::span<const std::optional<Ratio>> bounds, std::span<MonthBits> below,
                  const PanelWork& work = {}) const;

  /// In which months each unit's ratio is undefined, its plan being 0. @pre undefined has `units()` entries
  void mark_undefined(std::span<MonthBits> undefined, const PanelWork& work = {}) const;

 private:
  BudgetMonth first_;
  std::vector<RatioColumns> months_;
  std::vector<Amounts> totals_;
  std::vector<MonthBits> months_without_plan_;  // of each stretch of units: some of them has a plan of 0 then
};

}  // namespace giaingan::inline v1
