/// @file
/// Plan and disbursed of allocations, groups and everything, on a basis.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// A plan P and what is disbursed of it, X: đồng.
struct Amounts {
  Dong plan;
  Dong disbursed;

  /// X/P unreduced; nothing if P is 0: undefined is a value, neither 0 nor 100 %.
  [[nodiscard]] std::optional<Ratio> ratio() const noexcept {
    if (plan.value == 0) return std::nullopt;
    return Ratio{disbursed.value, plan.value};
  }
};

/// The plan of one allocation on a basis as it stands at the end of `day`. Never below zero: where the basis
/// leaves out an increase that a later cut took back, the plan on that basis is zero.
[[nodiscard]] Dong plan_on(const Facts& facts, Index allocation, const Basis& basis, Date day) noexcept;

/// What one allocation has disbursed at a month-end, as known then. Under `Estimates::counted` the latest
/// estimate at or before the month replaces the carried actual if it is later than the allocation's last
/// actual row at or before that month.
[[nodiscard]] Dong disbursed_at(const Facts& facts, Index allocation, Estimates estimates,
                                BudgetMonth month) noexcept;

/// The row of `disbursements.csv` that a disbursed figure was read from.
struct DisbursementRow {
  BudgetMonth month;
  bool estimated = false;
};

/// Where disbursed_at() has its figure from; nothing: there is no row, the figure is 0.
[[nodiscard]] std::optional<DisbursementRow> disbursement_row(const Facts& facts, Index allocation,
                                                              Estimates estimates,
                                                              BudgetMonth month) noexcept;

/// One allocation's figures at a month-end, as known then.
struct AllocationFigures {
  Amounts amounts;
  bool reported = false;  ///< a counted row holds the month itself
};

/// Plan and disbursed of one allocation on a basis.
[[nodiscard]] AllocationFigures figures_at(const Facts& facts, Index allocation, const Basis& basis,
                                           BudgetMonth month) noexcept;

/// The amounts of some groups at one month-end.
struct GroupAmounts {
  std::vector<Amounts> of_group;  ///< one a group
  /// One a group: some counted allocation with a plan above 0 has a counted row for the month.
  std::vector<bool> reported;
  Amounts total;  ///< over every allocation of the basis, those in no group included
};

/// Sums over the basis' scope (and `also`, one entry an allocation, if not empty) at a month-end, as known
/// then.
[[nodiscard]] GroupAmounts sum_at(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                                  BudgetMonth month, const std::vector<bool>& also = {});

/// The same at a month-end as known at another: an estimate counts only if no actual figure is known by then
/// for its month or a later one. @pre known_at >= month
[[nodiscard]] GroupAmounts sum_as_known(const Portfolio& portfolio, const Basis& basis,
                                        const Grouping& grouping, BudgetMonth month, BudgetMonth known_at,
                                        const std::vector<bool>& also);

/// The sums at every month-end from January to `last` (index m-1: month m), as known at `last`: an estimate
/// counts only if no actual figure is known for its month or a later one.
[[nodiscard]] std::vector<GroupAmounts> sum_until(const Portfolio& portfolio, const Basis& basis,
                                                  const Grouping& grouping, BudgetMonth last);

}  // namespace giaingan::inline v1
