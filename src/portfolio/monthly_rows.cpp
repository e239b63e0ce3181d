#include "portfolio/monthly_rows.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index position) noexcept {
  return static_cast<std::size_t>(position);
}
std::size_t at(BudgetMonth month) noexcept {
  return static_cast<std::size_t>(month.number - 1);
}
std::uint16_t bit(BudgetMonth month) noexcept {
  return static_cast<std::uint16_t>(1U << at(month));
}

}  // namespace

MonthlyRows::Year MonthlyRows::year_of(Index allocation) const {
  Year year;
  if (cells_.size() <= at(allocation)) return year;
  const Cells& cells = cells_[at(allocation)];
  year.reported = cells.reported;
  std::int64_t last = 0;
  for (BudgetMonth month{1}; month.number <= months_in_budget_year; ++month.number) {
    if ((cells.reported & bit(month)) != 0) last = cells.of_month[at(month)].amount;
    year.value[at(month)] = last;
  }
  return year;
}

std::optional<MonthlyRow> MonthlyRows::last_until(Index allocation, BudgetMonth month) const {
  if (cells_.size() <= at(allocation)) return std::nullopt;
  const Cells& cells = cells_[at(allocation)];
  for (; month.number >= 1; --month.number) {
    if ((cells.reported & bit(month)) != 0)
      return MonthlyRow{allocation, month, cells.of_month[at(month)].amount, first_of(allocation, month)};
  }
  return std::nullopt;
}

Where MonthlyRows::first_of(Index allocation, BudgetMonth month) const {
  const Cell& cell = cells_[at(allocation)].of_month[at(month)];
  return {static_cast<std::int32_t>(cell.file), static_cast<std::int64_t>(cell.row)};
}

}  // namespace giaingan::inline v1
