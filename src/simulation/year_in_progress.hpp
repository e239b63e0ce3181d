/// @file
/// A year while it is simulated: the facts that have come to be, month by month.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/reallocation.hpp"
#include "giaingan/simulation/scenario.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// By allocation: the plan in force at the end of a month, everybody's assignments; đồng.
[[nodiscard]] std::vector<std::int64_t> plans_at(const Facts& facts, BudgetMonth month);

/// The year up to some month. Not for sharing between threads.
class YearInProgress {
 public:
  /// Nothing has been disbursed yet.
  YearInProgress(const Portfolio& base, DrawSource draw);

  // A month's end comes, and with it what was disbursed by then: each month once, in order.
  void absorb(BudgetMonth month, const AbsorptionModel& model, std::span<const std::size_t> class_of,
              std::span<const std::uint64_t> streams);
  /// @throws what the host throws
  void ask(BudgetMonth month, const HostBehaviour& host);
  void repeat(BudgetMonth month, const Facts& recorded, std::span<const std::int64_t> recorded_plan);

  /// Holds a round with what is known on its day, and applies what it decides. Recorded cuts of a later day
  /// that would then take more than is left are shortened.
  ReallocationResult hold(const Policy& policy, const Round& round);

  /// The portfolio with what was disbursed up to now.
  [[nodiscard]] Portfolio portfolio() const;
  [[nodiscard]] Dong shortened() const noexcept { return {shortened_}; }

 private:
  void record(BudgetMonth month, std::size_t allocation, std::int64_t disbursed, bool reported);

  Portfolio plans_;  // with what rounds have decided
  DrawSource draw_;
  MonthlyFigures disbursed_;
  std::vector<std::int64_t> before_;  // cumulative, at the last month-end
  std::int64_t shortened_ = 0;
};

}  // namespace giaingan::inline v1
