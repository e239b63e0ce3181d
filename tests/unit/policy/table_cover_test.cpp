#include "policy/table_cover.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "policy/box_cover.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> names{"a", "b", "c", "d", "e"};
const AxisDomain not_negative{.range = {.from = Rational(0), .to = {}}};

Interval between(std::int64_t from, std::int64_t to) {
  return {.from = Ratio{from, 1}, .to = Ratio{to, 1}};
}
Interval from(std::int64_t number) {
  return {.from = Ratio{number, 1}, .to = {}};
}
Interval below(std::int64_t number) {
  return {.from = {}, .to = Ratio{number, 1}};
}
Interval only(std::int64_t number) {
  return {.from = Ratio{number, 1}, .to = Ratio{number, 1}, .includes = IncludedBounds::both};
}

std::vector<std::string> texts(const TableCover& cover) {
  std::vector<std::string> found;
  for (const TableBox& gap : cover.gaps)
    found.push_back(box_text(gap, std::span(names).first(gap.sides.size())));
  for (const RowOverlap& overlap : cover.overlaps) {
    std::string rows;
    for (const std::size_t row : overlap.rows)
      rows += (rows.empty() ? "" : "+") + std::to_string(row);
    found.push_back(rows + ": " +
                    box_text(overlap.common, std::span(names).first(overlap.common.sides.size())));
  }
  return found;
}

TEST(TableCover, IsSoundIfEveryPointLiesInOneRow) {
  const std::vector<AxisDomain> axes{not_negative, {.values = {0, 1}}};
  const std::vector<RowCells> rows{{{below(1)}, {}}, {{from(1)}, {only(0)}}, {{from(1)}, {only(1)}}};
  EXPECT_TRUE(check_cover(axes, rows).sound());
}

TEST(TableCover, MergesWhatNoRowHolds) {
  const std::vector<AxisDomain> axes{not_negative, not_negative};
  // an L: two boxes say it, though it has five cells and more
  const std::vector<RowCells> rows{{{below(1)}, {below(1)}},
                                   {{between(1, 2)}, {below(1)}},
                                   {{below(1)}, {between(1, 2)}},
                                   {{between(1, 2)}, {between(1, 2)}}};
  const TableCover cover = check_cover(axes, rows);
  EXPECT_THAT(texts(cover), ElementsAre("b ≥ 2", "a ≥ 2"));
  EXPECT_EQ(point_text(cover.gaps[0].witness, std::span(names).first(2)), "a = 0, b = 2");
}

TEST(TableCover, PutsRowsThatMeetTogether) {
  const std::vector<AxisDomain> axes{not_negative};
  const std::vector<RowCells> rows{{{between(0, 5)}}, {{between(1, 5)}}, {{between(2, 5)}}, {{from(4)}}};
  const TableCover cover = check_cover(axes, rows);
  EXPECT_THAT(texts(cover), ElementsAre("0+1+2+3: 4 ≤ a < 5"));
  EXPECT_THAT(cover.covered_rows, ElementsAre(1, 2));
}

TEST(TableCover, NamesRowsThatHoldNothing) {
  const std::vector<AxisDomain> axes{{.values = {0, 1}}};
  const std::vector<RowCells> rows{{{only(0)}}, {{only(1)}}, {{only(2)}}};
  const TableCover cover = check_cover(axes, rows);
  EXPECT_THAT(texts(cover), IsEmpty());
  EXPECT_THAT(cover.empty_rows, ElementsAre(2));
}

TEST(TableCover, SaysWhenItHasGivenUp) {
  AxisDomain hundred;
  std::vector<Interval> even;
  for (std::int64_t value = 0; value < 100; ++value) {
    hundred.values.emplace_back(value);
    if (value % 2 == 0) even.push_back(only(value));
  }
  const std::vector<AxisDomain> axes{hundred, hundred};
  const std::vector<RowCells> rows{{even, even}};  // 2500 boxes
  EXPECT_FALSE(check_cover(axes, rows).complete);
  EXPECT_FALSE(check_cover(axes, rows).sound());
  // what was found before the work was used up is true
  const GridBox space{{0, 100}};
  std::vector<GridBox> boxes;
  for (std::size_t place = 1; place < 100; place += 2)
    boxes.push_back({{place, place + 1}});
  Work little(500);
  const auto some = uncovered(space, boxes, little);
  EXPECT_TRUE(little.used_up());
  EXPECT_LT(some.size(), 50U);
  for (const GridBox& gap : some)
    EXPECT_TRUE(std::ranges::none_of(boxes, [&](const GridBox& box) { return meet(gap, box); }));
  Work enough(100'000);
  EXPECT_EQ(uncovered(space, boxes, enough).size(), 50U);
}

// Against brute force

constexpr std::int64_t most_bound = 3;

struct RandomTable {
  std::vector<AxisDomain> axes;
  std::vector<RowCells> rows;
};

std::int64_t draw(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
  return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

AxisDomain random_axis(std::mt19937_64& random, std::int64_t top) {
  AxisDomain axis;
  switch (draw(random, 0, 4)) {
    case 0:
      return not_negative;
    case 1:
      for (std::int64_t value = 0; value <= draw(random, 0, top); ++value)
        axis.values.emplace_back(value);
      return axis;
    case 2:
      axis.step = Ratio{1, 1};
      if (draw(random, 0, 1) == 0) axis.range.from = Rational(0);
      return axis;
    case 3:
      axis.range = {.from = Rational(1), .to = Rational(top)};
      return axis;
    default:
      return axis;
  }
}

Interval random_interval(std::mt19937_64& random, std::int64_t top) {
  using enum IncludedBounds;
  Interval made;
  std::int64_t one = draw(random, 0, 2 * top);
  std::int64_t other = draw(random, 0, 2 * top);
  if (one > other) std::swap(one, other);
  if (draw(random, 0, 4) != 0) made.from = Ratio{one, 2};
  if (draw(random, 0, 4) != 0) made.to = Ratio{other, 2};
  made.includes = std::vector{from, to, both, neither}[static_cast<std::size_t>(draw(random, 0, 3))];
  if (one == other) made.includes = both;
  return made;
}

RandomTable random_table(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  RandomTable table;
  const std::int64_t top = draw(random, 1, most_bound);
  for (std::int64_t axis = draw(random, 1, 3); axis > 0; --axis)
    table.axes.push_back(random_axis(random, top));
  for (std::int64_t row = draw(random, 0, 7); row > 0; --row) {
    RowCells cells;
    for (std::size_t axis = 0; axis < table.axes.size(); ++axis) {
      auto& cell = cells.emplace_back();
      for (std::int64_t some = draw(random, 0, 5) / 2; some > 0; --some)
        cell.push_back(random_interval(random, top));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// Every bound, and numbers between and beyond: all the points that a table can tell apart.
std::vector<Rational> numbers_of(const AxisDomain& axis) {
  if (!axis.values.empty()) return axis.values;
  std::vector<Rational> numbers;
  for (std::int64_t quarter = -4; quarter <= 4 * most_bound + 4; ++quarter) {
    const Rational number = Ratio{quarter, 4};
    if (axis.step && number.floor() != number) continue;
    if ((axis.range.from && number < *axis.range.from) || (axis.range.to && number > *axis.range.to))
      continue;
    numbers.push_back(number);
  }
  return numbers;
}

std::vector<std::vector<Rational>> points_of(const RandomTable& table) {
  std::vector<std::vector<Rational>> points{{}};
  for (const AxisDomain& axis : table.axes) {
    std::vector<std::vector<Rational>> longer;
    for (const auto& point : points) {
      for (const Rational& number : numbers_of(axis)) {
        longer.push_back(point);
        longer.back().push_back(number);
      }
    }
    points = std::move(longer);
  }
  return points;
}

bool row_holds(const RowCells& row, const std::vector<Rational>& point) {
  for (std::size_t axis = 0; axis < point.size(); ++axis) {
    if (row[axis].empty()) continue;
    if (std::ranges::none_of(row[axis], [&](const Interval& one) { return contains(one, point[axis]); }))
      return false;
  }
  return true;
}

std::set<std::size_t> rows_at(const RandomTable& table, const std::vector<Rational>& point) {
  std::set<std::size_t> found;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row_holds(table.rows[row], point)) found.insert(row);
  }
  return found;
}

// Whether each overlap names two rows that no other overlap names together.
bool all_needed(const std::vector<RowOverlap>& overlaps) {
  std::map<std::pair<std::size_t, std::size_t>, int> times;
  const auto each_pair = [](const RowOverlap& overlap, auto&& visit) {
    for (const std::size_t one : overlap.rows) {
      for (const std::size_t other : overlap.rows) {
        if (one < other) visit(std::pair(one, other));
      }
    }
  };
  for (const RowOverlap& overlap : overlaps)
    each_pair(overlap, [&](const auto& pair) { ++times[pair]; });
  return std::ranges::all_of(overlaps, [&](const RowOverlap& overlap) {
    bool needed = false;
    each_pair(overlap, [&](const auto& pair) { needed = needed || times[pair] == 1; });
    return needed;
  });
}

bool has_one_box_a_row(const RandomTable& table) {
  return std::ranges::all_of(table.rows, [](const RowCells& row) {
    return std::ranges::all_of(row, [](const auto& cell) { return cell.size() < 2; });
  });
}

TEST(TableCover, SaysOfRandomTablesWhatEveryPointSays) {
  std::size_t gaps = 0;
  std::size_t overlaps = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    const RandomTable table = random_table(seed);
    const TableCover cover = check_cover(table.axes, table.rows);
    ASSERT_TRUE(cover.complete);
    gaps += cover.gaps.size();
    overlaps += cover.overlaps.size();
    std::vector<bool> alone(cover.gaps.size());  // whether a gap holds a point that no other gap holds
    std::set<std::pair<std::size_t, std::size_t>> meeting;
    std::vector<bool> has_own(table.rows.size());
    std::vector<bool> has_any(table.rows.size());
    for (const auto& point : points_of(table)) {
      const auto rows = rows_at(table, point);
      std::vector<std::size_t> in;
      for (std::size_t i = 0; i < cover.gaps.size(); ++i) {
        if (contains(cover.gaps[i], point)) in.push_back(i);
      }
      ASSERT_EQ(in.empty(), !rows.empty()) << point_text(point, std::span(names).first(point.size()));
      if (in.size() == 1) alone[in.front()] = true;
      for (const std::size_t one : rows) {
        has_any[one] = true;
        if (rows.size() == 1) has_own[one] = true;
        for (const std::size_t other : rows) {
          if (one < other) meeting.insert({one, other});
        }
      }
    }
    EXPECT_THAT(alone, testing::Each(true));  // none could be left out
    for (const TableBox& gap : cover.gaps)
      EXPECT_TRUE(contains(gap, gap.witness));
    std::set<std::pair<std::size_t, std::size_t>> named;
    for (const RowOverlap& overlap : cover.overlaps) {
      EXPECT_TRUE(contains(overlap.common, overlap.common.witness));
      EXPECT_EQ(rows_at(table, overlap.common.witness),
                std::set(overlap.rows.begin(), overlap.rows.end()));  // none could be added
      for (const std::size_t one : overlap.rows) {
        for (const std::size_t other : overlap.rows) {
          if (one < other) named.insert({one, other});
        }
      }
    }
    EXPECT_EQ(named, meeting);
    if (has_one_box_a_row(table)) {
      EXPECT_TRUE(all_needed(cover.overlaps));
    }
    std::vector<std::size_t> covered;
    std::vector<std::size_t> empty;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (!has_any[row]) {
        empty.push_back(row);
      } else if (!has_own[row]) {
        covered.push_back(row);
      }
    }
    EXPECT_EQ(cover.covered_rows, covered);
    EXPECT_EQ(cover.empty_rows, empty);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(gaps, 300U);
  EXPECT_GT(overlaps, 300U);
}

// Of places of a grid how many lie in some boxes: slice by slice, without a word of what is tested.
std::uint64_t places_in(const std::vector<GridBox>& boxes, const GridBox& space, std::size_t axis) {
  if (boxes.empty()) return 0;
  if (axis == space.size()) return 1;
  std::uint64_t places = 0;
  for (std::size_t place = space[axis].first; place < space[axis].end; ++place) {
    std::vector<GridBox> here;
    for (const GridBox& box : boxes) {
      if (box[axis].first <= place && place < box[axis].end) here.push_back(box);
    }
    places += places_in(here, space, axis + 1);
  }
  return places;
}

// A table of 40 rows and 5 columns drawn at random, of which another analyser is said to print thousands of
// messages.
TEST(TableCover, OfALargeRandomTableIsCompleteAndShort) {
  constexpr std::size_t columns = 5;
  constexpr std::size_t places = 9;
  const GridBox space(columns, {0, places});
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<GridBox> boxes;
    std::vector<RowBox> rows;
    for (std::size_t row = 0; row < 40; ++row) {
      GridBox box;
      for (std::size_t axis = 0; axis < columns; ++axis) {
        const auto one = static_cast<std::size_t>(draw(random, 0, places - 1));
        const auto other = static_cast<std::size_t>(draw(random, 0, places - 1));
        box.push_back({std::min(one, other), std::max(one, other) + 1});
      }
      boxes.push_back(box);
      rows.push_back({row, box});
    }
    Work work(100'000'000);
    const auto gaps = uncovered(space, boxes, work);
    const auto overlaps = meetings(rows, work);
    EXPECT_FALSE(work.used_up());
    const std::uint64_t left = places_in({space}, space, 0) - places_in(boxes, space, 0);
    EXPECT_EQ(places_in(gaps, space, 0), left);
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const Meeting& each : overlaps) {
      for (const std::size_t one : each.boxes) {
        for (const std::size_t other : each.boxes) {
          if (one < other) pairs.insert({one, other});
        }
      }
    }
    std::size_t meeting = 0;
    for (std::size_t one = 0; one < boxes.size(); ++one) {
      for (std::size_t other = 0; other < one; ++other)
        meeting += meet(boxes[one], boxes[other]) ? 1U : 0U;
      EXPECT_TRUE(std::ranges::none_of(gaps, [&](const GridBox& gap) { return meet(gap, boxes[one]); }));
    }
    EXPECT_EQ(pairs.size(), meeting);
    std::vector<RowOverlap> as_rows;
    for (const Meeting& each : overlaps)
      as_rows.push_back({each.boxes, {}});
    EXPECT_TRUE(all_needed(as_rows));
    EXPECT_LT(gaps.size(), 400U);
    EXPECT_LT(overlaps.size(), 50U);
    EXPECT_GT(meeting, 2 * overlaps.size());
  }
}

}  // namespace
}  // namespace giaingan
