#include "rules/rating_table.hpp"

#include "giaingan/rules/rating_columns.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t bits = 64;

void include(RowSet& rows, std::size_t row) {
  rows[row / bits] |= std::uint64_t{1} << (row % bits);
}

RatedAxis axis_of(const TabledScore& table, std::size_t metric, std::size_t column,
                  const std::optional<Ratio>& compare_at) {
  std::vector<Interval> intervals;
  for (const TableRow& row : table.rows)
    intervals.insert(intervals.end(), row.cells[metric].begin(), row.cells[metric].end());
  CutNumbers cut = cut_at(std::move(intervals), compare_at);
  const RowSet none((table.rows.size() + bits - 1) / bits);
  RatedAxis axis{.column = column, .piece = std::move(cut.piece), .rows = std::vector(cut.count, none)};
  std::size_t interval = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::size_t in_cell = table.rows[row].cells[metric].size();
    if (in_cell == 0) {
      for (RowSet& rows : axis.rows)
        include(rows, row);
    }
    for (const std::size_t end = interval + in_cell; interval < end; ++interval) {
      const auto [first, last] = cut.held[interval];
      for (std::size_t piece = first; piece < last; ++piece)
        include(axis.rows[piece], row);
    }
  }
  return axis;
}

}  // namespace

RatedTable::RatedTable(const TabledScore& table, std::span<const std::size_t> columns,
                       const std::optional<Ratio>& compare_at)
    : amounts(table.rows.size()) {
  for (std::size_t metric = 0; metric < table.metrics.size(); ++metric)
    axes.push_back(axis_of(table, metric, columns[metric], compare_at));
}

bool RatedTable::look_up(std::span<const ColumnBlock> blocks, std::span<std::int16_t> rows,
                         SimdLevel level) const {
  const std::size_t count = rows.size();
  std::vector<std::int16_t> pieces(count * axes.size());  // axis by axis
  std::ranges::fill(rows, band_none);
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const ColumnBlock& block = blocks[axes[axis].column];
    if (!axes[axis].piece.apply(block.numbers(), &pieces[axis * count], nullptr, level)) return false;
    if (block.valid() == nullptr) continue;
    for (std::size_t i = 0; i < count; ++i) {
      if (block.valid()[i] == 0) rows[i] = band_missing_error;
    }
  }
  std::vector<std::int16_t> of_unit(axes.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (rows[i] == band_missing_error) continue;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
      of_unit[axis] = pieces[axis * count + i];
    rows[i] = row_at(of_unit);
  }
  return true;
}

/// The first row that takes the pieces, one an axis.
std::int16_t RatedTable::row_at(std::span<const std::int16_t> pieces) const {
  for (std::size_t word = 0; word * bits < amounts.size(); ++word) {
    std::uint64_t rows = ~std::uint64_t{0};
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
      rows &= axes[axis].rows[static_cast<std::size_t>(pieces[axis])][word];
    if (rows != 0)
      return static_cast<std::int16_t>(word * bits + static_cast<std::size_t>(std::countr_zero(rows)));
  }
  return band_none;
}

}  // namespace giaingan::inline v1
