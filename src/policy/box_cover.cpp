#include "policy/box_cover.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace giaingan::inline v1 {
namespace {

bool meet(Run one, Run other) {
  return one.first < other.end && other.first < one.end;
}

bool holds(Run outer, Run inner) {
  return outer.first <= inner.first && inner.end <= outer.end;
}

/// Places of a box, at most what 64 bits hold.
std::uint64_t size_of(const GridBox& box) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t size = 1;
  for (const Run& run : box) {
    const std::uint64_t length = run.end - run.first;
    size = size > most / length ? most : size * length;
  }
  return size;
}

using Boxes = std::vector<const GridBox*>;

Boxes that_meet(const Boxes& boxes, const GridBox& box) {
  Boxes found;
  std::ranges::copy_if(boxes, std::back_inserter(found),
                       [&](const GridBox* each) { return meet(*each, box); });
  return found;
}

Boxes all_of(const std::vector<GridBox>& boxes) {
  Boxes all;
  for (const GridBox& box : boxes)
    all.push_back(&box);
  return all;
}

/// The one that leaves the least of a box. @pre there are some, all meet the box
const GridBox& largest_in(const Boxes& boxes, const GridBox& box) {
  return **std::ranges::max_element(boxes, {},
                                    [&](const GridBox* each) { return size_of(common(*each, box)); });
}

/// A box cut in two along a side of another that cuts through it: what lies outside of the other, and the
/// rest.
/// @pre they meet, the other doesn't hold the box
std::pair<GridBox, GridBox> cut(const GridBox& box, const GridBox& along) {
  GridBox outside = box;
  GridBox rest = box;
  for (std::size_t axis = 0; axis < box.size(); ++axis) {
    if (box[axis].first < along[axis].first) {
      outside[axis].end = rest[axis].first = along[axis].first;
      break;
    }
    if (along[axis].end < box[axis].end) {
      outside[axis].first = rest[axis].end = along[axis].end;
      break;
    }
  }
  return {std::move(outside), std::move(rest)};
}

/// The box without what others cover: calls `found` with pieces of it that nothing covers.
template <class Found>
void visit_uncovered(const GridBox& box, const Boxes& others, Work& work, const Found& found) {
  if (!work.take(others.size() + 1)) return;
  const Boxes meeting = that_meet(others, box);
  if (meeting.empty()) return found(box);
  if (std::ranges::any_of(meeting, [&](const GridBox* each) { return holds(*each, box); })) return;
  const auto [outside, rest] = cut(box, largest_in(meeting, box));
  visit_uncovered(outside, meeting, work, found);
  visit_uncovered(rest, meeting, work, found);
}

/// Grows a box along one axis as far as it meets none of the boxes.
void grow(GridBox& box, std::size_t axis, Run space, const std::vector<GridBox>& boxes) {
  const Run own = box[axis];
  box[axis] = space;
  Run grown = space;
  for (const GridBox& other : boxes) {
    if (!meet(other, box)) continue;
    if (other[axis].end <= own.first) grown.first = std::max(grown.first, other[axis].end);
    if (other[axis].first >= own.end) grown.end = std::min(grown.end, other[axis].first);
  }
  box[axis] = grown;
}

/// How little there is to say of a box: axes that it spans, then places.
std::pair<std::size_t, std::uint64_t> plainness(const GridBox& box, const GridBox& space) {
  std::size_t spanned = 0;
  for (std::size_t axis = 0; axis < box.size(); ++axis)
    spanned += static_cast<std::size_t>(box[axis] == space[axis]);
  return {spanned, size_of(box)};
}

/// The plainest of the boxes that a piece grows to, one axis after the other, whichever is first.
GridBox grown(const GridBox& piece, const GridBox& space, const std::vector<GridBox>& boxes, Work& work) {
  GridBox best;
  for (std::size_t first = 0; first < space.size(); ++first) {
    for (const std::size_t step : {std::size_t{1}, space.size() - 1}) {  // onwards and backwards
      work.take(boxes.size() * space.size());
      GridBox box = piece;
      for (std::size_t i = 0; i < space.size(); ++i) {
        const std::size_t axis = (first + i * step) % space.size();
        grow(box, axis, space[axis], boxes);
      }
      if (best.empty() || plainness(box, space) > plainness(best, space)) best = std::move(box);
    }
  }
  return best;
}

/// Leaves out the boxes that the others cover, the smallest first.
void leave_out_covered(std::vector<GridBox>& boxes, Work& work) {
  std::ranges::stable_sort(boxes, {}, size_of);
  for (std::size_t i = 0; i < boxes.size();) {
    const GridBox box = boxes[i];
    std::vector<GridBox> others = boxes;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_covered(box, others, work)) {
      boxes = std::move(others);
    } else {
      ++i;
    }
  }
}

/// Those that span the most axes first, then by their place.
void put_in_order(std::vector<GridBox>& boxes, const GridBox& space) {
  std::ranges::sort(boxes, [&](const GridBox& one, const GridBox& other) {
    const std::size_t of_one = plainness(one, space).first;
    const std::size_t of_other = plainness(other, space).first;
    if (of_one != of_other) return of_one > of_other;
    return std::ranges::lexicographical_compare(one, other, {}, &Run::first, &Run::first);
  });
}

/// The pairs of boxes that meet, and in how many of the meetings found so far each does.
class Pairs {
 public:
  explicit Pairs(std::size_t count) : count_(count), meetings_(count * count, no_pair) {}

  void add(std::size_t one, std::size_t other) { at(one, other) = 0; }
  [[nodiscard]] bool is_open(std::size_t one, std::size_t other) { return at(one, other) == 0; }
  void count(const Meeting& meeting, int change) {
    for (std::size_t i = 0; i < meeting.boxes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        at(meeting.boxes[i], meeting.boxes[j]) += change;
    }
  }
  /// Whether each pair of the meeting meets in another one too.
  [[nodiscard]] bool is_spare(const Meeting& meeting) {
    for (std::size_t i = 0; i < meeting.boxes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (at(meeting.boxes[i], meeting.boxes[j]) < 2) return false;
      }
    }
    return true;
  }

 private:
  static constexpr int no_pair = -1;

  int& at(std::size_t one, std::size_t other) {
    return meetings_[std::max(one, other) * count_ + std::min(one, other)];
  }

  std::size_t count_;
  std::vector<int> meetings_;
};

/// Finds the meetings of some boxes.
class MeetingSearch {
 public:
  MeetingSearch(const std::vector<RowBox>& boxes, Work& work)
      : boxes_(boxes), work_(work), pairs_(boxes.size()) {}

  std::vector<Meeting> find() {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (boxes_[i].row != boxes_[j].row && meet(boxes_[i].box, boxes_[j].box)) pairs_.add(i, j);
      }
    }
    std::vector<Meeting> found;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      for (std::size_t j = 0; j < i && work_.take(1); ++j) {
        if (!pairs_.is_open(i, j)) continue;
        found.push_back(grown({{j, i}, common(boxes_[i].box, boxes_[j].box)}));
        pairs_.count(found.back(), 1);
      }
    }
    std::erase_if(found, [&](const Meeting& meeting) {
      if (!pairs_.is_spare(meeting)) return false;
      pairs_.count(meeting, -1);
      return true;
    });
    for (Meeting& meeting : found)
      std::ranges::sort(meeting.boxes);
    return found;
  }

 private:
  /// With every further box that meets there, those of the most pairs that meet nowhere yet first.
  Meeting grown(Meeting meeting) {
    while (true) {
      std::optional<std::size_t> best;
      std::size_t most_open = 0;
      work_.take(boxes_.size() * meeting.boxes.size());
      for (std::size_t i = 0; i < boxes_.size(); ++i) {
        if (!meet(boxes_[i].box, meeting.common) || has_row(meeting, boxes_[i].row)) continue;
        const auto open = static_cast<std::size_t>(std::ranges::count_if(
            meeting.boxes, [&](std::size_t other) { return pairs_.is_open(i, other); }));
        if (best && open <= most_open) continue;
        best = i;
        most_open = open;
      }
      if (!best) return meeting;
      meeting.boxes.push_back(*best);
      meeting.common = common(meeting.common, boxes_[*best].box);
    }
  }

  [[nodiscard]] bool has_row(const Meeting& meeting, std::size_t row) const {
    return std::ranges::any_of(meeting.boxes, [&](std::size_t box) { return boxes_[box].row == row; });
  }

  const std::vector<RowBox>& boxes_;
  Work& work_;
  Pairs pairs_;
};

}  // namespace

bool meet(const GridBox& one, const GridBox& other) {
  return std::ranges::equal(one, other, [](Run a, Run b) { return meet(a, b); });
}

bool holds(const GridBox& outer, const GridBox& inner) {
  return std::ranges::equal(outer, inner, [](Run a, Run b) { return holds(a, b); });
}

GridBox common(const GridBox& one, const GridBox& other) {
  GridBox made(one.size());
  for (std::size_t axis = 0; axis < one.size(); ++axis) {
    made[axis] = {std::max(one[axis].first, other[axis].first), std::min(one[axis].end, other[axis].end)};
  }
  return made;
}

bool is_covered(const GridBox& box, const std::vector<GridBox>& by, Work& work) {
  bool covered = true;
  visit_uncovered(box, all_of(by), work, [&](const GridBox&) { covered = false; });
  return covered && !work.used_up();
}

std::vector<GridBox> uncovered(const GridBox& space, const std::vector<GridBox>& boxes, Work& work) {
  std::vector<GridBox> found;
  visit_uncovered(space, all_of(boxes), work, [&](const GridBox& piece) {
    if (!is_covered(piece, found, work)) found.push_back(grown(piece, space, boxes, work));
  });
  leave_out_covered(found, work);
  put_in_order(found, space);
  return found;
}

std::vector<Meeting> meetings(const std::vector<RowBox>& boxes, Work& work) {
  return MeetingSearch(boxes, work).find();
}

}  // namespace giaingan::inline v1
