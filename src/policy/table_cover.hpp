/// @file
/// Whether the rows of a table hold every combination of values, each once.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/interval.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "policy/axis_pieces.hpp"

namespace giaingan::inline v1 {

/// What a row takes: on each axis the numbers in any of some intervals; of none: every number.
using RowCells = std::vector<std::vector<Interval>>;

/// An extent of each axis.
struct TableBox {
  std::vector<Extent> sides;
  std::vector<Rational> witness;  ///< a point in it, as simple as it can be
};

/// Whether a point lies in a box. @pre a number an axis
[[nodiscard]] bool contains(const TableBox& box, std::span<const Rational> point);

/// Rows that all hold the same points.
struct RowOverlap {
  std::vector<std::size_t> rows;  ///< two and more, in rising order
  TableBox common;
};

/// What is wrong with a table. Nothing is: every list is empty.
struct TableCover {
  /// What no row holds, as boxes that may overlap: each as large as it can be, none covered by the others.
  /// Those that the fewest axes narrow come first.
  std::vector<TableBox> gaps;
  /// Where rows overlap: any two that do stand together in an overlap, and none could be left out.
  std::vector<RowOverlap> overlaps;
  std::vector<std::size_t> covered_rows;  ///< all of whose points other rows hold
  std::vector<std::size_t> empty_rows;    ///< that hold no point of the axes
  bool complete = true;                   ///< else the lists name some of what is wrong: at least these

  [[nodiscard]] bool sound() const {
    return complete && gaps.empty() && overlaps.empty() && covered_rows.empty() && empty_rows.empty();
  }
};

/// @pre there are axes, and a cell an axis in each row
[[nodiscard]] TableCover check_cover(std::span<const AxisDomain> axes, std::span<const RowCells> rows);

/// `0.5 ≤ a < 0.8, b = 2`: the axes that narrow the box; of none: `anything`.
[[nodiscard]] std::string box_text(const TableBox& box, std::span<const std::string> names);
/// `a = 0.5, b = 2`.
[[nodiscard]] std::string point_text(std::span<const Rational> point, std::span<const std::string> names);

}  // namespace giaingan::inline v1
