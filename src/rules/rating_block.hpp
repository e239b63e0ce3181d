// A block of the metrics' columns, small enough for the first-level cache, as the kernels want it.
#pragma once

#include "giaingan/exact/step_function.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// Units that are rated together.
inline constexpr std::size_t units_a_block = 16384;

/// The value of a row; nothing where it is missing.
[[nodiscard]] std::optional<Ratio> value_of(const MetricColumn& column, std::size_t row) noexcept;

/// A column's block: the column itself, or a copy of it side by side with 0 / 1 where a value is missing.
class ColumnBlock {
 public:
  explicit ColumnBlock(const MetricColumn& column) : column_(&column) {}

  [[nodiscard]] const MetricColumn& column() const noexcept { return *column_; }
  /// Goes to the `count` rows from `first` on. @pre count <= units_a_block
  void go_to(std::size_t first, std::size_t count);
  [[nodiscard]] const FractionBlock& numbers() const noexcept { return numbers_; }
  /// A byte a row, 0: missing; null: none is.
  [[nodiscard]] const std::uint8_t* valid() const noexcept { return valid_; }

 private:
  void copy(std::size_t first, std::size_t count);

  const MetricColumn* column_;
  const std::uint8_t* valid_ = nullptr;
  std::vector<std::int64_t> num_;
  std::vector<std::int64_t> den_;
  FractionBlock numbers_;
};

}  // namespace giaingan::inline v1
