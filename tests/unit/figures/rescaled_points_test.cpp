#include "figures/rescaled_points.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace giaingan {
namespace {

constexpr std::nullopt_t dropped = std::nullopt;

TEST(RescaledPoints, MakeGoodWithinAPartFirstAndThenWithinTheWhole) {
  PointsByPart points;
  points.add("", Rational(40), Rational(50));
  points.add("5", Rational(6), Rational(15));
  points.add("5", dropped, Rational(5));
  points.add("6", dropped, Rational(30));
  const RescaledTotal total = points.total();
  // 6 of 15 are 8 of 20; 48 of 70 are 68 4/7 of 100.
  EXPECT_EQ(total.parts.at("5"), Rational(Ratio{4, 3}));
  EXPECT_EQ(total.factor, Rational(Ratio{100, 70}));
  EXPECT_EQ(total.points, Rational(Ratio{480, 7}));
}

// What is left of the part gives no points: nothing says how the part as a whole was done.
TEST(RescaledPoints, GiveNoTotalWhereWhatIsLeftOfAPartGivesNoPoints) {
  PointsByPart points;
  points.add("", Rational(40), Rational(50));
  points.add("5", Rational(0), Rational(0));
  points.add("5", dropped, Rational(5));
  EXPECT_EQ(points.total().points, std::nullopt);
}

TEST(RescaledPoints, GiveNoTotalWhereNothingIsScored) {
  PointsByPart points;
  EXPECT_EQ(points.total().points, std::nullopt);
  points.add("", dropped, Rational(50));
  EXPECT_EQ(points.total().points, std::nullopt);
}

TEST(RescaledPoints, AreNotRescaledWhereNothingDroppedOut) {
  PointsByPart points;
  points.add("5", Rational(0), Rational(0));
  points.add("", Rational(7), Rational(9));
  EXPECT_EQ(points.total().points, Rational(7));
  EXPECT_EQ(points.total().factor, std::nullopt);
}

}  // namespace
}  // namespace giaingan
