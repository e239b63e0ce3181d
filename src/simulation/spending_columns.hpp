/// @file
/// What every allocation disburses in a simulated year whose plans no round changes, as columns.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/simulation/year_simulation.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// What is the same of every draw. Immutable.
class SpendingSetup {
 public:
  /// @param order of the allocations in all columns: their indices among the portfolio's
  SpendingSetup(const YearSimulation& simulation, std::vector<std::uint32_t> order, SimdLevel level);

  /// Months whose columns are read when the year is over; of the others each is read before the next but one
  /// comes, so that few columns are written over and over and stay in the cache.
  void keep(MonthBits months) noexcept { kept_ = months; }

  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }
  [[nodiscard]] std::size_t months() const noexcept { return plan_of_month_.size(); }

 private:
  friend class SpendingColumns;

  const YearSimulation* simulation_;
  std::vector<std::uint32_t> order_;
  SimdLevel level_;
  MonthBits kept_ = 0;
  std::vector<std::vector<std::int64_t>> plan_;  // each once
  std::vector<std::size_t> plan_of_month_;       // among them
  bool narrow_ = true;
  // Of an absorption model: by class and byte, those of `others` last.
  std::vector<std::uint64_t> streams_;
  std::vector<std::uint32_t> first_share_;
  std::vector<std::vector<std::uint32_t>> shares_;  // by month
  std::vector<std::uint32_t> year_factors_;
};

/// One draw's year after the other, in the same memory. One thread at a time.
class SpendingColumns {
 public:
  explicit SpendingColumns(const SpendingSetup& setup);

  /// Begins the year of a draw.
  void begin(std::uint64_t draw);
  /// Goes through a month, each in order. @param month 0 for January
  /// @return whether what a host said can be: nothing negative, no sum beyond int64
  bool spend(std::size_t month);

  /// Cumulative at the month's end, in the setup's order. @param month 0 for January
  [[nodiscard]] std::span<const std::int64_t> at(std::size_t month) const noexcept { return spent_[month]; }
  /// The sum over all allocations.
  [[nodiscard]] std::int64_t total(std::size_t month) const noexcept { return total_[month]; }

 private:
  void absorb(std::size_t month, std::span<std::int64_t> after);
  bool ask(std::size_t month, const HostBehaviour& host, std::span<std::int64_t> after);

  const SpendingSetup* setup_;
  std::array<std::vector<std::uint32_t>, 4> words_;
  std::vector<std::uint32_t> year_factor_;
  std::vector<std::int64_t> nothing_;
  DrawSource source_;
  std::vector<std::vector<std::int64_t>> columns_;
  std::vector<std::span<std::int64_t>> spent_;  // by month: in one of the columns
  std::vector<std::int64_t> total_;
};

}  // namespace giaingan::inline v1
