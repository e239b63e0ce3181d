/// @file
/// Tables that officers read: here as text for a terminal; report/ prints the same ones as HTML and as .xlsx.
#pragma once

#include "giaingan/exact/ratio.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan::tool {

/// How a column's cells stand.
enum class Align { left, right };

/// What the number of a cell measures.
enum class Measure {
  nothing,  ///< the cell is text alone
  amount,   ///< đồng
  count,
  ratio,   ///< printed as a percentage
  points,  ///< printed with two decimals
};

/// A cell as officers read it, with the number that its text prints, for readers that calculate.
struct Cell {
  Cell(std::string reads) : text(std::move(reads)) {}  // NOLINT(google-explicit-constructor): most are text
  Cell(const char* reads) : text(reads) {}             // NOLINT(google-explicit-constructor)
  Cell(std::string reads, Measure of, Ratio exact) : text(std::move(reads)), measure(of), number(exact) {}

  std::string text;
  Measure measure = Measure::nothing;
  Ratio number{};        ///< of a ratio unreduced: disbursed over plan
  bool printed = false;  ///< the number is no more than the text prints: the exact one leaves 64 bits
};

/// A table with a heading row. Widths are those of the characters shown, not of their bytes.
class TextTable {
 public:
  void column(std::string heading, Align align);
  /// @pre as many cells as columns
  void row(std::vector<Cell> cells);
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] const std::vector<std::string>& headings() const noexcept { return headings_; }
  [[nodiscard]] const std::vector<Align>& aligns() const noexcept { return aligns_; }
  [[nodiscard]] const std::vector<std::vector<Cell>>& rows() const noexcept { return rows_; }
  /// The table, each line ended by a line break and indented by two spaces.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::string line(const std::vector<Cell>& cells,
                                 const std::vector<std::size_t>& widths) const;

  std::vector<std::string> headings_;
  std::vector<Align> aligns_;
  std::vector<std::vector<Cell>> rows_;
};

/// How many columns of a terminal a UTF-8 text takes: its characters less combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace giaingan::tool
