#include "assessment/planar_sums.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "oracle/draws.hpp"

namespace giaingan {
namespace {

Planar along(std::int64_t a, std::int64_t b) {
  return {Rational(a), Rational(b)};
}

PlanarSum open_sum(const std::vector<Planar>& directions) {
  PlanarSum sum;
  for (const Planar& each : directions)
    sum = sum + sum_of({}, {each, false, false});
  return sum;
}

LineCell only(std::int64_t number) {
  return {Rational(number), Rational(number)};
}

TEST(PlanarSums, ParallelStretchesBecomeOne) {
  const PlanarSum sum =
      sum_of(along(1, 1), {along(2, 4), true, true}) + sum_of(along(0, 0), {along(-1, -2), true, false});
  ASSERT_EQ(sum.stretches.size(), 1U);
  EXPECT_EQ(sum.base, along(0, -1));
  EXPECT_EQ(sum.stretches[0].along, along(3, 6));
  EXPECT_FALSE(sum.stretches[0].with_start);  // the open end of the turned one
  EXPECT_TRUE(sum.stretches[0].with_end);
}

TEST(PlanarSums, EndsBelongToAStretchOrNot) {
  const PlanarSum with_end = sum_of({}, {along(2, 0), false, true});
  EXPECT_FALSE(place_in(with_end, only(0), {}));
  EXPECT_TRUE(place_in(with_end, only(1), {}));
  EXPECT_TRUE(place_in(with_end, only(2), {}));
  EXPECT_FALSE(place_in(with_end, only(2), only(1)));
}

TEST(PlanarSums, CornersOfOpenSumsAreOutside) {
  const PlanarSum square = open_sum({along(1, 0), along(0, 1)});
  EXPECT_FALSE(place_in(square, {Rational(1), {}}, {}));
  EXPECT_FALSE(place_in(square, only(0), {}));
  const auto within = place_in(square, {Rational(Ratio{9, 10}), {}}, {{}, Rational(Ratio{1, 10})});
  ASSERT_TRUE(within);
  EXPECT_EQ(within->at, (std::vector{Rational(Ratio{19, 20}), Rational(Ratio{1, 20})}));
}

TEST(PlanarSums, UnionsLeaveNoNumberOut) {
  const PlanarSum left = sum_of({}, {along(1, 1), false, false});
  const PlanarSum right = sum_of(along(1, 1), {along(1, 1), false, true});
  EXPECT_FALSE(union_of(left, right));  // (1,1) is in neither
  const auto with_point = union_of(left, {along(1, 1), {}});
  ASSERT_TRUE(with_point);
  const auto all = union_of(*with_point, right);
  ASSERT_TRUE(all);
  EXPECT_EQ(*all, sum_of({}, {along(2, 2), false, true}));
  EXPECT_FALSE(union_of(left, {along(1, 0), {}}));
}

// Places found are of the sum and in both cells; where none is found, no point of a fine grid is in both.
TEST(PlanarSums, PlacesAreFoundWhereverThereAreAny) {
  oracle::Draws draws(7);
  int found = 0;
  int none = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<Planar> directions;
    PlanarSum sum;
    for (auto i = 1 + draws.below(3); i > 0; --i) {
      // One draw a statement: compilers evaluate arguments in orders of their own.
      const auto a = draws.between(-3, 3);
      const auto b = draws.between(-3, 3);
      const Planar base = along(draws.between(-1, 1), 0);
      sum = sum + sum_of(base, Stretch{along(a, b), draws.chance(30), draws.chance(30)});
    }
    const auto cell = [&] {
      const auto from = draws.between(-3, 3);
      return draws.chance(30) ? only(from) : LineCell{Rational(from), Rational(from + draws.between(1, 2))};
    };
    const LineCell a = cell();
    const LineCell b = cell();
    const auto holds = [](const LineCell& in, const Rational& number) {
      return common(in, {number, number}).has_value();
    };
    const auto point_at = [&](const std::vector<Rational>& at) {
      Planar point = sum.base;
      for (std::size_t i = 0; i < at.size(); ++i)
        point = point + at[i] * sum.stretches[i].along;
      return point;
    };
    if (const auto place = place_in(sum, a, b)) {
      ++found;
      EXPECT_EQ(point_at(place->at), place->point) << round;
      EXPECT_TRUE(holds(a, place->point.a) && holds(b, place->point.b)) << round;
      for (std::size_t i = 0; i < place->at.size(); ++i) {
        const Stretch& stretch = sum.stretches[i];
        const Rational& t = place->at[i];
        EXPECT_TRUE(t > Rational(0) || (t == Rational(0) && stretch.with_start)) << round;
        EXPECT_TRUE(t < Rational(1) || (t == Rational(1) && stretch.with_end)) << round;
      }
      continue;
    }
    ++none;
    std::vector<std::vector<Rational>> grid{{}};
    for (const Stretch& stretch : sum.stretches) {
      std::vector<std::vector<Rational>> next;
      for (const auto& at : grid) {
        for (std::int64_t t = stretch.with_start ? 0 : 1; t <= (stretch.with_end ? 12 : 11); ++t) {
          next.push_back(at);
          next.back().emplace_back(Ratio{t, 12});
        }
      }
      grid = std::move(next);
    }
    for (const auto& at : grid) {
      const Planar point = point_at(at);
      EXPECT_FALSE(holds(a, point.a) && holds(b, point.b)) << round;
    }
  }
  EXPECT_GT(found, 30);
  EXPECT_GT(none, 30);
}

}  // namespace
}  // namespace giaingan
