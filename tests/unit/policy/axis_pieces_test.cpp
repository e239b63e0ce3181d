#include "policy/axis_pieces.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace giaingan {
namespace {

using Runs = std::vector<Run>;

Rational ratio(std::int64_t num, std::int64_t den) {
  return Ratio{num, den};
}

TEST(AxisPieces, ChooseTheShortestDecimalNearestToZero) {
  EXPECT_EQ(simplest_in({}), Rational(0));
  EXPECT_EQ(
      simplest_in({.from = ratio(1, 2), .to = ratio(4, 5), .from_included = false, .to_included = false}),
      ratio(3, 5));
  EXPECT_EQ(simplest_in({.from = ratio(1, 3), .to = ratio(1, 3)}), ratio(1, 3));
  EXPECT_EQ(simplest_in({.from = Rational(2), .to = {}, .from_included = false}), Rational(3));
  EXPECT_EQ(simplest_in({.from = {}, .to = Rational(0), .to_included = false}), Rational(-1));
  EXPECT_EQ(simplest_in({.from = ratio(-21, 10), .to = ratio(-19, 10)}), Rational(-2));
  EXPECT_EQ(
      simplest_in(
          {.from = ratio(69'999, 100'000), .to = ratio(7, 10), .from_included = false, .to_included = false}),
      ratio(699'991, 1'000'000));
}

TEST(AxisPieces, HaveNoNumberBetweenWholeOnes) {
  const std::vector<Interval> bands{{.from = {}, .to = Ratio{0, 1}, .includes = IncludedBounds::to},
                                    {.from = Ratio{1, 1}, .to = Ratio{5, 2}},
                                    {.from = Ratio{3, 1}, .to = {}}};
  const AxisPieces whole({.range = {.from = Rational(0), .to = {}}, .step = Ratio{1, 1}}, bands);
  EXPECT_EQ(whole.runs_in({bands.data(), 1}), (Runs{{0, 1}}));
  EXPECT_EQ(whole.runs_in({&bands[1], 1}).front().first, 1U);
  EXPECT_EQ(whole.runs_in(bands), (Runs{{0, whole.count()}}));
  const AxisPieces any({.range = {.from = Rational(0), .to = {}}}, bands);
  EXPECT_EQ(any.runs_in(bands).size(), 3U);  // nothing holds what lies between 0 and 1, and from 2.5 to 3
}

TEST(AxisPieces, AreOfRoundedNumbers) {
  const auto rounded = [](const AxisDomain& axis, Ratio step) { return as_compared(axis, step); };
  const AxisDomain ratios =
      rounded({.range = {.from = Rational(0), .to = ratio(9'996, 10'000)}}, Ratio{1, 1'000});
  EXPECT_EQ(*ratios.range.to, Rational(1));
  EXPECT_EQ(ratios.step, (Ratio{1, 1'000}));
  const AxisDomain whole{.range = {.from = Rational(0), .to = {}}, .step = Ratio{1, 1}};
  EXPECT_EQ(rounded(whole, Ratio{1, 100}).step, (Ratio{1, 1}));
  EXPECT_EQ(rounded(whole, Ratio{2, 1}).step, (Ratio{2, 1}));
  EXPECT_EQ(rounded({.values = {ratio(1, 3), ratio(2, 5), Rational(1)}}, Ratio{1, 2}).values,
            (std::vector<Rational>{ratio(1, 2), Rational(1)}));
  const std::vector<Interval> bands{{.from = {}, .to = Ratio{1, 2}, .includes = IncludedBounds::neither},
                                    {.from = Ratio{501, 1'000}, .to = {}}};
  const AxisPieces pieces(ratios, bands);
  EXPECT_EQ(pieces.runs_in(bands).size(), 2U);  // nothing holds 0.5
  EXPECT_EQ(extent_text(pieces.extent(pieces.runs_in({bands.data(), 1}).front()), "r"), "r ≤ 0.499");
}

TEST(AxisPieces, AreTheListedValues) {
  const AxisDomain grades{.values = {Rational(1), Rational(2), Rational(5)}};
  const std::vector<Interval> some{{.from = Ratio{1, 1}, .to = Ratio{1, 1}, .includes = IncludedBounds::both},
                                   {.from = Ratio{3, 1}, .to = {}}};
  const AxisPieces pieces(grades, some);
  EXPECT_EQ(pieces.runs_in(some), (Runs{{0, 1}, {2, 3}}));
  EXPECT_EQ(pieces.runs_in({}), (Runs{{0, 3}}));
  EXPECT_EQ(extent_text(pieces.extent({1, 2}), "grade"), "grade = 2");
  EXPECT_EQ(extent_text(pieces.extent({1, 3}), "grade"), "grade ≥ 2");
  EXPECT_EQ(pieces.number_in({2, 3}), Rational(5));
  EXPECT_TRUE(pieces.extent({0, 3}).everything());
}

TEST(AxisPieces, AreWrittenAsComparisons) {
  EXPECT_EQ(extent_text({.from = ratio(1, 2), .to = ratio(4, 5), .to_included = false}, "ratio"),
            "0.5 ≤ ratio < 0.8");
  EXPECT_EQ(extent_text({.from = {}, .to = ratio(1, 3)}, "ratio"), "ratio ≤ 1/3");
  EXPECT_EQ(extent_text({.from = Rational(2), .to = {}, .from_included = false}, "n"), "n > 2");
}

}  // namespace
}  // namespace giaingan
