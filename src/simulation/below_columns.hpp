/// @file
/// Below the average several months in a row, judged on columns of figures.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulation/figure_columns.hpp"

namespace giaingan::inline v1 {

/// What is the same of every draw. Immutable. Borrows policy and figures.
class BelowSetup {
 public:
  /// @param figures on the rule's basis, of the level that is judged
  /// @param of_means by reference: if it is a mean, the figures on its basis of its level; else null
  /// @param last the last month-end known
  BelowSetup(const BelowAveragePolicy& policy, const Portfolio& base, const FigureSetup& figures,
             std::vector<const FigureSetup*> of_means, BudgetMonth last);

  /// The months that are judged.
  [[nodiscard]] MonthBits months() const noexcept { return months_; }

 private:
  friend class BelowColumns;

  // A reference with what is known of it before anything is drawn.
  struct Held {
    const Average* average;
    const FigureSetup* of_mean;
    bool comparable;                  // of the rule's basis
    std::vector<AverageValue> fixed;  // by month, of a norm and of what is published
  };

  const BelowAveragePolicy* policy_;
  const FigureSetup* figures_;
  BudgetMonth last_;
  MonthBits months_;
  std::vector<Held> references_;
  // With `by_level`: the reference of each group, or their number for none.
  std::vector<std::size_t> reference_of_group_;
};

/// The verdicts of one draw after the other, by group. One thread at a time.
class BelowColumns {
 public:
  BelowColumns(const BelowSetup& setup, SimdLevel level);

  /// Begins a draw.
  void begin();
  /// Holds a month's figures against the references, each month once. @param month 0 for January
  /// @param of_means by reference: the columns of BelowSetup's
  void hold(std::size_t month, const FigureColumns& figures, std::span<const FigureColumns* const> of_means);
  /// Comes to the verdicts, all months having been held.
  void judge();

  [[nodiscard]] std::span<const std::uint8_t> ever_flagged() const noexcept { return ever_; }
  [[nodiscard]] const std::vector<std::int64_t>& flagged() const noexcept { return flagged_; }
  [[nodiscard]] const std::vector<std::int64_t>& months_below() const noexcept { return months_below_; }
  [[nodiscard]] const std::vector<std::int64_t>& times_flagged() const noexcept { return times_; }

 private:
  [[nodiscard]] AverageValue value_of(std::size_t reference, std::size_t month, const FigureColumns& figures,
                                      std::span<const FigureColumns* const> of_means) const;
  void mark(std::size_t reference, std::size_t month, const AverageValue& average,
            const FigureColumns& figures);
  void verdicts_of(std::span<const MonthBits> below);
  void verdicts_of_some(std::span<const std::size_t> references);
  void add(std::size_t group, MonthBits below, MonthBits skipped);

  const BelowSetup* setup_;
  SimdLevel level_;
  std::vector<std::vector<MonthBits>> below_;  // by reference, then group
  std::vector<MonthBits> defined_;             // by reference: the months in which it is
  std::vector<MonthBits> seen_;                // with `each`: months below any of them
  std::vector<std::uint8_t> ever_;
  std::vector<std::int64_t> flagged_;
  std::vector<std::int64_t> months_below_;
  std::vector<std::int64_t> times_;
};

}  // namespace giaingan::inline v1
