// A table of several metrics made ready for columns.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/exact/step_function.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rules/interval_steps.hpp"
#include "rules/rating_block.hpp"

namespace giaingan::inline v1 {

/// Rows of a table, a bit each.
using RowSet = std::vector<std::uint64_t>;

/// One metric of a table: its values cut into pieces, and the rows that take the values of each piece.
struct RatedAxis {
  std::size_t column = 0;
  StepFunction piece;
  std::vector<RowSet> rows;  ///< by piece
};

/// A table whose rows are looked up by the pieces that the values lie in.
struct RatedTable {
  /// @param columns of the metrics, in the table's order
  RatedTable(const TabledScore& table, std::span<const std::size_t> columns,
             const std::optional<Ratio>& compare_at);

  std::vector<RatedAxis> axes;
  std::vector<std::int64_t> amounts;  ///< by row, over the rubric's common denominator

  /// Writes the first row that takes the values of each unit of a block: `band_none` if none does,
  /// `band_missing_error` where a metric is missing.
  /// @return whether every denominator is above 0; else the rows hold nothing of use
  bool look_up(std::span<const ColumnBlock> blocks, std::span<std::int16_t> rows, SimdLevel level) const;

 private:
  [[nodiscard]] std::int16_t row_at(std::span<const std::int16_t> pieces) const;
};

}  // namespace giaingan::inline v1
