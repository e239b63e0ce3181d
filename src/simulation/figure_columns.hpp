/// @file
/// Plan and disbursed of the units of a level on a basis, as columns by month.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/spending_columns.hpp"

namespace giaingan::inline v1 {

/// Everything of the figures that is the same of every draw. Immutable.
class FigureSetup {
 public:
  /// @param also one entry an allocation if not empty: which of the basis' scope count
  /// @param order of the allocations in SpendingColumns
  FigureSetup(const Portfolio& base, const Basis& basis, std::string_view level,
              const std::vector<bool>& also, BudgetMonth last, std::span<const std::uint32_t> order);

  [[nodiscard]] const Grouping& grouping() const noexcept { return grouping_; }
  [[nodiscard]] std::size_t groups() const noexcept { return grouping_.ids.size(); }
  /// By group. @param month 0 for January
  [[nodiscard]] std::span<const std::int64_t> plan(std::size_t month) const noexcept {
    return plan_[plan_of_month_[month]];
  }
  /// Everything in scope.
  [[nodiscard]] std::int64_t total_plan(std::size_t month) const noexcept { return total_plan_[month]; }
  /// The months in which a group's plan is above 0.
  [[nodiscard]] std::span<const MonthBits> months_with_plan() const noexcept { return months_with_plan_; }

 private:
  friend class FigureColumns;

  Grouping grouping_;
  std::vector<std::vector<std::int64_t>> plan_;  // each once
  std::vector<std::size_t> plan_of_month_;       // among them
  std::vector<std::int64_t> total_plan_;
  std::vector<MonthBits> months_with_plan_;
  std::vector<std::uint32_t> members_;  // positions in the order, by group; behind them those of no group
  std::vector<std::uint32_t> first_;    // group → start among members; one more entry
  bool one_each_ = false;               // the groups' columns are those of the allocations
  bool all_ = false;                    // every allocation is in scope
};

/// The disbursed of one draw after the other. One thread at a time.
class FigureColumns {
 public:
  explicit FigureColumns(const FigureSetup& setup);

  /// Takes over one month. @param month 0 for January
  void take(const SpendingColumns& spent, std::size_t month);
  [[nodiscard]] std::span<const std::int64_t> disbursed(std::size_t month) const noexcept {
    return disbursed_[month];
  }
  [[nodiscard]] std::int64_t total(std::size_t month) const noexcept { return total_[month]; }

 private:
  const FigureSetup* setup_;
  std::vector<std::vector<std::int64_t>> sums_;           // by month; empty where the allocations' serve
  std::vector<std::span<const std::int64_t>> disbursed_;  // by month
  std::vector<std::int64_t> total_;
};

}  // namespace giaingan::inline v1
