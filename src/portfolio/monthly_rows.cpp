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

void MonthlyRows::add(const MonthlyRow& row) {
  if (cells_.size() <= at(row.allocation)) cells_.resize(at(row.allocation) + 1);
  Cells& cells = cells_[at(row.allocation)];
  if ((cells.reported & bit(row.month)) != 0) {
    repeated_.push_back(row);
    return;
  }
  constexpr std::uint64_t row_bits = (std::uint64_t{1} << 40) - 1;
  constexpr std::uint64_t file_bits = (std::uint64_t{1} << 24) - 1;
  cells.reported = static_cast<std::uint16_t>(cells.reported | bit(row.month));
  cells.of_month[at(row.month)] = {row.amount, static_cast<std::uint64_t>(row.where.row) & row_bits,
                                   static_cast<std::uint64_t>(row.where.file) & file_bits};
}

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
