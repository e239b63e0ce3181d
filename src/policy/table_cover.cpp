#include "policy/table_cover.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "policy/box_cover.hpp"
#include "policy/exact_text.hpp"

namespace giaingan::inline v1 {
namespace {

/// A second's work for most tables that nobody could mend by hand; what people write takes a fraction of it.
constexpr std::int64_t most_steps = 60'000'000;
/// More boxes than pairs of them can be looked at.
constexpr std::size_t most_boxes = 2'000;

/// A table cut into the pieces that its rows tell apart.
class Grid {
 public:
  Grid(std::span<const AxisDomain> axes, std::span<const RowCells> rows) {
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
      std::vector<Interval> all;
      for (const RowCells& row : rows)
        all.insert(all.end(), row[axis].begin(), row[axis].end());
      axes_.emplace_back(axes[axis], all);
    }
  }

  [[nodiscard]] GridBox space() const {
    GridBox all;
    for (const AxisPieces& axis : axes_)
      all.push_back({0, axis.count()});
    return all;
  }
  [[nodiscard]] bool has_points() const {
    return std::ranges::all_of(axes_, [](const AxisPieces& axis) { return axis.count() > 0; });
  }

  /// The boxes of a row, at most `most` of them.
  [[nodiscard]] std::vector<GridBox> boxes_of(const RowCells& row, std::size_t most) const {
    std::vector<GridBox> boxes{GridBox{}};
    for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
      std::vector<GridBox> longer;
      for (const GridBox& box : boxes) {
        for (const Run& run : axes_[axis].runs_in(row[axis])) {
          if (longer.size() >= most) break;
          longer.push_back(box);
          longer.back().push_back(run);
        }
      }
      boxes = std::move(longer);
    }
    return boxes;
  }

  [[nodiscard]] TableBox table_box(const GridBox& box) const {
    TableBox made;
    for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
      made.sides.push_back(axes_[axis].extent(box[axis]));
      made.witness.push_back(axes_[axis].number_in(box[axis]));
    }
    return made;
  }

 private:
  std::vector<AxisPieces> axes_;
};

/// Whether the other rows hold all that a row holds.
bool others_cover(const std::vector<RowBox>& boxes, std::size_t row, Work& work) {
  std::vector<GridBox> others;
  for (const RowBox& each : boxes) {
    if (each.row != row) others.push_back(each.box);
  }
  return std::ranges::all_of(
      boxes, [&](const RowBox& each) { return each.row != row || is_covered(each.box, others, work); });
}

std::vector<std::size_t> rows_of(const Meeting& meeting, const std::vector<RowBox>& boxes) {
  std::vector<std::size_t> rows;
  rows.reserve(meeting.boxes.size());
  for (const std::size_t box : meeting.boxes)
    rows.push_back(boxes[box].row);
  std::ranges::sort(rows);
  return rows;
}

}  // namespace

bool contains(const TableBox& box, std::span<const Rational> point) {
  return std::ranges::equal(
      box.sides, point, [](const Extent& side, const Rational& number) { return contains(side, number); });
}

TableCover check_cover(std::span<const AxisDomain> axes, std::span<const RowCells> rows) {
  TableCover cover;
  const Grid grid(axes, rows);
  if (!grid.has_points()) return cover;
  std::vector<RowBox> boxes;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto of_row = grid.boxes_of(rows[row], most_boxes + 1);
    if (of_row.empty()) cover.empty_rows.push_back(row);
    for (GridBox& box : of_row)
      boxes.push_back({row, std::move(box)});
    if (boxes.size() <= most_boxes) continue;
    cover.complete = false;
    return cover;
  }
  Work for_overlaps(most_steps);
  for (const Meeting& meeting : meetings(boxes, for_overlaps))
    cover.overlaps.push_back({rows_of(meeting, boxes), grid.table_box(meeting.common)});
  for (std::size_t row = 0; row < rows.size() && !cover.overlaps.empty(); ++row) {
    if (std::ranges::find(cover.empty_rows, row) != cover.empty_rows.end()) continue;
    if (others_cover(boxes, row, for_overlaps)) cover.covered_rows.push_back(row);
  }
  Work for_gaps(most_steps);
  std::vector<GridBox> held;
  held.reserve(boxes.size());
  for (const RowBox& each : boxes)
    held.push_back(each.box);
  for (const GridBox& gap : uncovered(grid.space(), held, for_gaps))
    cover.gaps.push_back(grid.table_box(gap));
  cover.complete = !for_overlaps.used_up() && !for_gaps.used_up();
  return cover;
}

std::string box_text(const TableBox& box, std::span<const std::string> names) {
  std::string text;
  for (std::size_t axis = 0; axis < names.size(); ++axis) {
    if (box.sides[axis].everything()) continue;
    text += (text.empty() ? "" : ", ") + extent_text(box.sides[axis], names[axis]);
  }
  return text.empty() ? "anything" : text;
}

std::string point_text(std::span<const Rational> point, std::span<const std::string> names) {
  std::string text;
  for (std::size_t axis = 0; axis < names.size(); ++axis)
    text += (text.empty() ? "" : ", ") + names[axis] + " = " + exact_text(point[axis]);
  return text;
}

}  // namespace giaingan::inline v1
