/// @file
/// Which pairs of totals two rubrics can come to: sums of points and straight stretches in the plane.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <compare>
#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// A point of the plane: what the one rubric gives, and what the other.
struct Planar {
  Rational a;
  Rational b;

  friend Planar operator+(const Planar& p, const Planar& q) { return {p.a + q.a, p.b + q.b}; }
  friend Planar operator-(const Planar& p, const Planar& q) { return {p.a - q.a, p.b - q.b}; }
  friend Planar operator*(const Rational& factor, const Planar& p) { return {factor * p.a, factor * p.b}; }
  friend std::strong_ordering operator<=>(const Planar&, const Planar&) = default;
  friend bool operator==(const Planar&, const Planar&) = default;
};

/// Positive if `q` lies to the left of `p`, zero if they are parallel.
[[nodiscard]] Rational cross(const Planar& p, const Planar& q);

/// All of `t·along`, t from 0 to 1, with or without either end. Canonical: it goes to the right, or straight
/// up.
struct Stretch {
  Planar along;  ///< not zero
  bool with_start = false;
  bool with_end = false;

  friend std::strong_ordering operator<=>(const Stretch&, const Stretch&) = default;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// A point to which stretches are added, each at its own t. Its stretches are canonical, no two of them
/// parallel, by rising slope.
struct PlanarSum {
  Planar base;
  std::vector<Stretch> stretches;

  friend std::strong_ordering operator<=>(const PlanarSum&, const PlanarSum&) = default;
  friend bool operator==(const PlanarSum&, const PlanarSum&) = default;
};

/// The sum of a point and one stretch in any direction, which may be zero.
[[nodiscard]] PlanarSum sum_of(Planar base, Stretch stretch);
[[nodiscard]] PlanarSum operator+(const PlanarSum& one, const PlanarSum& other);

/// Where a point of the line through `base` stands: 0 there, 1 at `base + along`. @pre along isn't zero
[[nodiscard]] Rational share_of(const Planar& point, const Planar& base, const Planar& along);

/// All of two sums of at most one stretch each, if that is one point or one stretch.
[[nodiscard]] std::optional<PlanarSum> union_of(const PlanarSum& one, const PlanarSum& other);

/// The numbers strictly between two bounds (none: unbounded), or a single one.
struct LineCell {
  std::optional<Rational> from;
  std::optional<Rational> to;  ///< equal to `from`: that number alone
};

/// The numbers that both hold.
[[nodiscard]] std::optional<LineCell> common(const LineCell& one, const LineCell& other);
/// One of the cell's numbers.
[[nodiscard]] Rational number_in(const LineCell& cell);

/// Where a sum is at a point: the t of each stretch.
struct PlaceInSum {
  Planar point;
  std::vector<Rational> at;
};

/// A point of the sum whose a lies in the one cell and whose b in the other, with its t's; nothing if there
/// is none.
[[nodiscard]] std::optional<PlaceInSum> place_in(const PlanarSum& sum, const LineCell& a, const LineCell& b);

}  // namespace giaingan::inline v1
