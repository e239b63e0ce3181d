/// @file
/// The rows of a table of cumulative figures at month-ends, as they came.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// The place of a row.
struct Where {
  std::int32_t file = 0;  ///< among Draft::files
  std::int64_t row = 0;   ///< line of the file, or number of the row
};

/// A cumulative figure of disbursements, estimates, schedule or commitments.
struct MonthlyRow {
  Index allocation = none;
  BudgetMonth month;
  std::int64_t amount = 0;
  Where where;
};

/// One figure an allocation and month, kept where it will be looked for: a year's rows are most of a dataset,
/// and as a list they would take three times the room. Rows whose allocation and month stood before are kept
/// apart.
class MonthlyRows {
 public:
  /// Makes room for the rows of so many allocations.
  void expect(std::size_t allocations) { cells_.reserve(allocations); }
  void add(const MonthlyRow& row) {
    const auto allocation = static_cast<std::size_t>(row.allocation);
    const auto month = static_cast<std::size_t>(row.month.number - 1);
    if (cells_.size() <= allocation) cells_.resize(allocation + 1);
    Cells& cells = cells_[allocation];
    const unsigned reported = cells.reported | 1U << month;
    if (reported == cells.reported) {
      repeated_.push_back(row);
      return;
    }
    constexpr std::uint64_t row_bits = (std::uint64_t{1} << 40) - 1;
    constexpr std::uint64_t file_bits = (std::uint64_t{1} << 24) - 1;
    cells.reported = static_cast<std::uint16_t>(reported);
    cells.of_month[month] = {row.amount, static_cast<std::uint64_t>(row.where.row) & row_bits,
                             static_cast<std::uint64_t>(row.where.file) & file_bits};
  }
  [[nodiscard]] bool empty() const noexcept { return cells_.empty(); }

  /// The figures of one allocation, by its number; carried forward over months without a row.
  struct Year {
    std::array<std::int64_t, months_in_budget_year> value{};
    std::uint16_t reported = 0;  ///< bit m-1: month m has a row
  };
  [[nodiscard]] Year year_of(Index allocation) const;
  /// The last row of an allocation up to a month.
  [[nodiscard]] std::optional<MonthlyRow> last_until(Index allocation, BudgetMonth month) const;
  /// Rows whose allocation and month stood before.
  [[nodiscard]] std::span<const MonthlyRow> repeated() const noexcept { return repeated_; }
  /// The first row of that allocation and month. @pre there is one
  [[nodiscard]] Where first_of(Index allocation, BudgetMonth month) const;

 private:
  struct Cell {
    std::int64_t amount;
    std::uint64_t row : 40;
    std::uint64_t file : 24;
  };
  struct Cells {
    std::array<Cell, months_in_budget_year> of_month;
    std::uint16_t reported = 0;
  };

  std::vector<Cells> cells_;  // by number of the allocation
  std::vector<MonthlyRow> repeated_;
};

}  // namespace giaingan::inline v1
