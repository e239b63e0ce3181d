/// @file
/// What the draws of a sweep came to, a row each, and what is said of them all.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Rows of whole numbers, in the order of their draws. One thread at a time.
class OutcomeRows {
 public:
  /// @param width numbers a row; at least 1
  explicit OutcomeRows(std::size_t width) : width_(width) {}
  OutcomeRows(const OutcomeRows&) = delete;
  OutcomeRows& operator=(const OutcomeRows&) = delete;
  virtual ~OutcomeRows() = default;

  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] virtual std::int64_t count() const noexcept = 0;
  /// Adds whole rows, one after the other.
  virtual void append(std::span<const std::int64_t> rows) = 0;
  /// Hands over all rows in order, some at a time.
  virtual void visit(const std::function<void(std::span<const std::int64_t> rows)>& with) const = 0;

 private:
  std::size_t width_;
};

/// Rows in memory: 8 bytes a number.
class RowsInMemory final : public OutcomeRows {
 public:
  using OutcomeRows::OutcomeRows;
  [[nodiscard]] std::int64_t count() const noexcept override;
  void append(std::span<const std::int64_t> rows) override;
  void visit(const std::function<void(std::span<const std::int64_t>)>& with) const override;
  [[nodiscard]] std::span<const std::int64_t> all() const noexcept { return rows_; }

 private:
  std::vector<std::int64_t> rows_;
};

/// Rows in a file, so that memory doesn't grow with their number: each number in eight bytes, the lowest
/// first.
class RowsInFile final : public OutcomeRows {
 public:
  /// Goes on with a file that has so many rows already; what stands behind them is cut off.
  /// @throws InvalidInput if the file can't be written, or has fewer rows
  RowsInFile(std::filesystem::path file, std::size_t width, std::int64_t rows);
  [[nodiscard]] std::int64_t count() const noexcept override { return count_; }
  /// @throws InvalidInput if not all could be written
  void append(std::span<const std::int64_t> rows) override;
  /// @throws InvalidInput if not all could be read
  void visit(const std::function<void(std::span<const std::int64_t>)>& with) const override;

 private:
  std::filesystem::path file_;
  std::int64_t count_;
};

/// Appends the first rows of a file that RowsInFile wrote, as many as `count`; the file stays as it is.
/// @throws InvalidInput if it has fewer
void append_from(const std::filesystem::path& file, std::int64_t count, OutcomeRows& rows);

/// One figure over all draws.
struct OutcomeSummary {
  std::int64_t count = 0;
  Rational mean;  ///< exact; 0 without a draw
  std::int64_t least = 0;
  std::int64_t greatest = 0;
  std::vector<std::int64_t> quantiles;  ///< in the order asked for; empty without a draw
};

/// A column of rows, or the difference of two in each row.
struct OutcomeColumn {
  std::size_t column = 0;
  std::optional<std::size_t> minus{};
};

/// Sums up columns. A quantile p of n draws is the ⌈p·n⌉-th in ascending order (nearest rank), the first one
/// for p = 0. Memory doesn't depend on the number of rows, which are gone through several times.
/// @pre quantiles lie between 0 and 1; differences fit int64, as those of numbers that aren't negative do
[[nodiscard]] std::vector<OutcomeSummary> summarize(const OutcomeRows& rows,
                                                    std::span<const OutcomeColumn> columns,
                                                    std::span<const Ratio> quantiles);

}  // namespace giaingan::inline v1
