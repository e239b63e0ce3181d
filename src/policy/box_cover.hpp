/// @file
/// Boxes on a grid: what they leave uncovered, and where they meet. Pure geometry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// Neighbouring places of an axis, from the first up to, not including, the end.
struct Run {
  std::size_t first = 0;
  std::size_t end = 0;

  friend bool operator==(const Run&, const Run&) = default;
};

/// A run on each axis, none of them empty.
using GridBox = std::vector<Run>;

[[nodiscard]] bool meet(const GridBox& one, const GridBox& other);
[[nodiscard]] bool holds(const GridBox& outer, const GridBox& inner);
/// What two boxes have in common. @pre they meet
[[nodiscard]] GridBox common(const GridBox& one, const GridBox& other);

/// How much may still be looked at. A search that has used it up stops and says what it has found.
class Work {
 public:
  explicit Work(std::int64_t steps) : left_(steps) {}

  /// Takes some steps. Returns whether they were left.
  bool take(std::size_t steps) {
    left_ -= static_cast<std::int64_t>(steps);
    return left_ >= 0;
  }
  [[nodiscard]] bool used_up() const noexcept { return left_ < 0; }

 private:
  std::int64_t left_;
};

/// Whether every place of a box lies in one of the boxes; no if the work is used up.
[[nodiscard]] bool is_covered(const GridBox& box, const std::vector<GridBox>& by, Work& work);

/// What the boxes leave of the space, as boxes that may overlap: each as large as it can be, none of them
/// covered by the others, all of them together all that is left. Once the work is used up some of it only.
[[nodiscard]] std::vector<GridBox> uncovered(const GridBox& space, const std::vector<GridBox>& boxes,
                                             Work& work);

/// A box of a row: of several boxes that a row may have no two meet.
struct RowBox {
  std::size_t row = 0;
  GridBox box;
};

/// Boxes that all meet in one place.
struct Meeting {
  std::vector<std::size_t> boxes;  ///< two and more, in rising order
  GridBox common;
};

/// Where boxes of different rows meet: every two that meet do so in one of the meetings, to none of which
/// another box could be added and none of which could be left out. (Boxes of which every two meet have a
/// place in common, so that these are the cliques of a graph.) Once the work is used up some of them only.
[[nodiscard]] std::vector<Meeting> meetings(const std::vector<RowBox>& boxes, Work& work);

}  // namespace giaingan::inline v1
