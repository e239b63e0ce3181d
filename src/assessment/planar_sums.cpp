#include "assessment/planar_sums.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {
namespace {

Rational half() {
  return Ratio{1, 2};
}

bool goes_left(const Planar& along) {
  return along.a.sign() < 0 || (along.a.sign() == 0 && along.b.sign() < 0);
}

bool is_point(const LineCell& cell) {
  return cell.from && cell.to && *cell.from == *cell.to;
}

bool holds(const LineCell& cell, const Rational& number) {
  if (is_point(cell)) return number == *cell.from;
  return (!cell.from || number > *cell.from) && (!cell.to || number < *cell.to);
}

/// base + Σ t·along with every t strictly between 0 and 1. No two are parallel, by rising slope.
struct OpenSum {
  Planar base;
  std::vector<Planar> along;
};

/// The corners from the base to the far end, going along the lower or the upper side.
std::vector<Planar> side(const OpenSum& sum, bool upper) {
  std::vector<Planar> corners{sum.base};
  std::vector<Planar> along = sum.along;
  if (upper) std::ranges::reverse(along);
  for (const Planar& each : along)
    corners.push_back(corners.back() + each);
  return corners;
}

/// The height of a side above a number within its width. @pre the side isn't upright there
Rational height(const std::vector<Planar>& corners, const Rational& a) {
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const Planar& left = corners[i - 1];
    const Planar& right = corners[i];
    if (a > right.a || left.a == right.a) continue;
    return left.b + (a - left.a) / (right.a - left.a) * (right.b - left.b);
  }
  return corners.back().b;
}

/// The heights b of the points of an open two-dimensional sum whose a lies in the cell: between two numbers.
std::optional<LineCell> heights(const OpenSum& sum, const LineCell& a) {
  const std::vector<Planar> lower = side(sum, false);
  const std::vector<Planar> upper = side(sum, true);
  const auto within = common(a, {lower.front().a, lower.back().a});
  if (!within) return std::nullopt;
  Rational least = std::min(height(lower, *within->from), height(lower, *within->to));
  Rational most = std::max(height(upper, *within->from), height(upper, *within->to));
  for (const Planar& corner : lower) {
    if (corner.a >= *within->from && corner.a <= *within->to) least = std::min(least, corner.b);
  }
  for (const Planar& corner : upper) {
    if (corner.a >= *within->from && corner.a <= *within->to) most = std::max(most, corner.b);
  }
  return LineCell{least, most};
}

/// The same sum with a and b exchanged.
OpenSum mirrored(const OpenSum& sum) {
  OpenSum other{{sum.base.b, sum.base.a}, {}};
  for (const Planar& each : sum.along) {
    Planar along{each.b, each.a};
    if (goes_left(along)) {
      other.base = other.base + along;
      along = Planar{} - along;
    }
    other.along.push_back(along);
  }
  std::ranges::sort(other.along, [](const Planar& p, const Planar& q) { return cross(p, q).sign() > 0; });
  return other;
}

/// The t's of a point of an open two-dimensional sum: where the ray from the middle through it leaves the
/// sum, all but one t are 0 or 1.
std::vector<Rational> places(const OpenSum& sum, const Planar& point) {
  const std::size_t count = sum.along.size();
  Planar middle = sum.base;
  for (const Planar& each : sum.along)
    middle = middle + half() * each;
  const Planar ray = point - middle;
  std::vector<Rational> at(count, half());
  if (ray == Planar{}) return at;
  for (const bool upper : {false, true}) {
    std::vector<Rational> corner_at(count, Rational(0));
    Planar corner = sum.base;
    for (std::size_t step = 0; step < count; ++step) {
      const std::size_t i = upper ? count - 1 - step : step;
      const Planar& along = sum.along[i];
      const Rational turn = cross(ray, along);
      if (turn.sign() != 0) {
        const Rational reach = cross(corner - middle, along) / turn;
        const Rational share = cross(corner - middle, ray) / turn;
        if (reach.sign() > 0 && share.sign() >= 0 && share <= Rational(1)) {
          corner_at[i] = share;
          for (std::size_t j = 0; j < count; ++j)
            at[j] = half() + (corner_at[j] - half()) / reach;
          return at;
        }
      }
      corner_at[i] = Rational(1);
      corner = corner + along;
    }
  }
  return at;
}

std::optional<PlaceInSum> place_on_line(const OpenSum& sum, const LineCell& a, const LineCell& b) {
  const Planar& along = sum.along.front();
  // The cells as cells of t: where the line stays in each.
  const auto in_cell = [](const LineCell& cell, const Rational& start,
                          const Rational& step) -> std::optional<LineCell> {
    if (step.sign() == 0) return holds(cell, start) ? std::optional(LineCell{}) : std::nullopt;
    LineCell of_t;
    if (cell.from) of_t.from = (*cell.from - start) / step;
    if (cell.to) of_t.to = (*cell.to - start) / step;
    if (step.sign() < 0) std::swap(of_t.from, of_t.to);
    return of_t;
  };
  const auto by_a = in_cell(a, sum.base.a, along.a);
  const auto by_b = in_cell(b, sum.base.b, along.b);
  if (!by_a || !by_b) return std::nullopt;
  auto both = common(*by_a, *by_b);
  if (both) both = common(*both, {Rational(0), Rational(1)});
  if (!both) return std::nullopt;
  const Rational t = number_in(*both);
  return PlaceInSum{sum.base + t * along, {t}};
}

std::optional<PlaceInSum> place_in_open(const OpenSum& sum, const LineCell& a, const LineCell& b) {
  if (sum.along.empty()) {
    if (!holds(a, sum.base.a) || !holds(b, sum.base.b)) return std::nullopt;
    return PlaceInSum{sum.base, {}};
  }
  if (sum.along.size() == 1) return place_on_line(sum, a, b);
  const auto of_b = heights(sum, a);
  if (!of_b) return std::nullopt;
  const auto meeting_b = common(*of_b, b);
  if (!meeting_b) return std::nullopt;
  const Rational height = number_in(*meeting_b);
  const auto of_a = heights(mirrored(sum), {height, height});
  const auto meeting_a = of_a ? common(*of_a, a) : std::nullopt;
  if (!meeting_a) return std::nullopt;
  const Planar point{number_in(*meeting_a), height};
  return PlaceInSum{point, places(sum, point)};
}

/// Tries the stretches from `index` on: within each, and at those of its ends that belong to it.
std::optional<PlaceInSum> place_from(const PlanarSum& sum, std::size_t index, OpenSum& open,
                                     std::vector<std::optional<Rational>>& fixed, const LineCell& a,
                                     const LineCell& b) {
  if (index == sum.stretches.size()) {
    auto place = place_in_open(open, a, b);
    if (!place) return std::nullopt;
    std::vector<Rational> at;
    at.reserve(fixed.size());
    std::size_t next = 0;
    for (const auto& end : fixed)
      at.push_back(end ? *end : place->at[next++]);
    return PlaceInSum{place->point, std::move(at)};
  }
  const Stretch& stretch = sum.stretches[index];
  open.along.push_back(stretch.along);
  fixed.emplace_back();
  auto place = place_from(sum, index + 1, open, fixed, a, b);
  open.along.pop_back();
  if (!place && stretch.with_start) {
    fixed.back() = Rational(0);
    place = place_from(sum, index + 1, open, fixed, a, b);
  }
  if (!place && stretch.with_end) {
    fixed.back() = Rational(1);
    const Planar base = open.base;
    open.base = base + stretch.along;
    place = place_from(sum, index + 1, open, fixed, a, b);
    open.base = base;
  }
  fixed.pop_back();
  return place;
}

/// A sum of at most one stretch as a part of a line: 0 is where the line's own stretch starts, 1 where it
/// ends.
struct Span {
  Rational from;
  Rational to;
  bool with_from = true;
  bool with_to = true;
};

/// Nothing if it doesn't lie on the line.
std::optional<Span> span_on(const PlanarSum& line, const PlanarSum& sum) {
  const Planar& along = line.stretches.front().along;
  if (cross(sum.base - line.base, along).sign() != 0) return std::nullopt;
  const Rational from = share_of(sum.base, line.base, along);
  if (sum.stretches.empty()) return Span{from, from};
  const Stretch& stretch = sum.stretches.front();
  if (cross(stretch.along, along).sign() != 0) return std::nullopt;
  return Span{from, share_of(sum.base + stretch.along, line.base, along), stretch.with_start,
              stretch.with_end};
}

/// Whether no number is missing between the two.
bool touch(const Span& one, const Span& other) {
  const auto reaches = [](const Span& left, const Span& right) {
    return left.to > right.from || (left.to == right.from && (left.with_to || right.with_from));
  };
  return reaches(one, other) && reaches(other, one);
}

}  // namespace

Rational cross(const Planar& p, const Planar& q) {
  return p.a * q.b - p.b * q.a;
}

PlanarSum sum_of(Planar base, Stretch stretch) {
  if (stretch.along == Planar{}) return {std::move(base), {}};
  if (goes_left(stretch.along)) {
    base = base + stretch.along;
    stretch = {Planar{} - stretch.along, stretch.with_end, stretch.with_start};
  }
  return {std::move(base), {std::move(stretch)}};
}

PlanarSum operator+(const PlanarSum& one, const PlanarSum& other) {
  PlanarSum sum{one.base + other.base, one.stretches};
  for (const Stretch& stretch : other.stretches) {
    const auto place = std::ranges::find_if(
        sum.stretches, [&](const Stretch& each) { return cross(each.along, stretch.along).sign() <= 0; });
    if (place != sum.stretches.end() && cross(place->along, stretch.along).sign() == 0) {
      *place = {place->along + stretch.along, place->with_start && stretch.with_start,
                place->with_end && stretch.with_end};
    } else {
      sum.stretches.insert(place, stretch);
    }
  }
  return sum;
}

Rational share_of(const Planar& point, const Planar& base, const Planar& along) {
  return along.a.sign() != 0 ? (point.a - base.a) / along.a : (point.b - base.b) / along.b;
}

std::optional<PlanarSum> union_of(const PlanarSum& one, const PlanarSum& other) {
  if (one == other) return one;
  const PlanarSum& line = one.stretches.empty() ? other : one;
  if (line.stretches.empty()) return std::nullopt;
  const auto first = span_on(line, one);
  const auto second = span_on(line, other);
  if (!first || !second || !touch(*first, *second)) return std::nullopt;
  const Rational from = std::min(first->from, second->from);
  const Rational to = std::max(first->to, second->to);
  const bool with_from =
      (first->from == from && first->with_from) || (second->from == from && second->with_from);
  const bool with_to = (first->to == to && first->with_to) || (second->to == to && second->with_to);
  const Planar& along = line.stretches.front().along;
  return PlanarSum{line.base + from * along, {{(to - from) * along, with_from, with_to}}};
}

std::optional<LineCell> common(const LineCell& one, const LineCell& other) {
  if (is_point(one)) return holds(other, *one.from) ? std::optional(one) : std::nullopt;
  if (is_point(other)) return holds(one, *other.from) ? std::optional(other) : std::nullopt;
  LineCell both{one.from ? one.from : other.from, one.to ? one.to : other.to};
  if (other.from && *other.from > *both.from) both.from = other.from;
  if (other.to && *other.to < *both.to) both.to = other.to;
  if (both.from && both.to && *both.from >= *both.to) return std::nullopt;
  return both;
}

Rational number_in(const LineCell& cell) {
  if (cell.from && cell.to) return half() * (*cell.from + *cell.to);
  if (cell.from) return *cell.from + Rational(1);
  if (cell.to) return *cell.to - Rational(1);
  return Rational(0);
}

std::optional<PlaceInSum> place_in(const PlanarSum& sum, const LineCell& a, const LineCell& b) {
  OpenSum open{sum.base, {}};
  std::vector<std::optional<Rational>> fixed;
  return place_from(sum, 0, open, fixed, a, b);
}

}  // namespace giaingan::inline v1
