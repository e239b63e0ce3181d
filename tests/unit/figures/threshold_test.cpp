#include "giaingan/figures/threshold.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace {

using namespace giaingan;

constexpr Ratio percent_hundredth{1, 10000};

Amounts of(std::int64_t disbursed, std::int64_t plan) {
  return {{plan}, {disbursed}};
}

TEST(Threshold, ComparesExactly) {
  const Threshold at_least(Rational(Ratio{58, 100}), Comparison::at_least, {});
  EXPECT_TRUE(at_least.met_by(of(87, 150))) << "C4: 87 of 150 are 58 %, whatever doubles say";
  EXPECT_FALSE(at_least.met_by(of(57'999'999'999, 100'000'000'000)));
  const Threshold more(Rational(Ratio{58, 100}), Comparison::more_than, {});
  EXPECT_FALSE(more.met_by(of(87, 150)));
  EXPECT_TRUE(more.met_by(of(88, 150)));
}

TEST(Threshold, GivesTheLeastFurtherDong) {
  const Threshold at_least(Rational(Ratio{1, 3}), Comparison::at_least, {});
  EXPECT_EQ(at_least.shortfall(of(0, 100))->value, 34);
  EXPECT_EQ(at_least.shortfall(of(33, 99))->value, 0);
  const Threshold more(Rational(Ratio{1, 3}), Comparison::more_than, {});
  EXPECT_EQ(more.shortfall(of(0, 100))->value, 34);
  EXPECT_EQ(more.shortfall(of(33, 99))->value, 1);
}

TEST(Threshold, RoundsBothSidesHalfUp) {
  // 70 % at steps of 1 %: from 69.5 % on.
  const Threshold at_least(Rational(Ratio{70, 100}), Comparison::at_least, Ratio{1, 100});
  EXPECT_TRUE(at_least.met_by(of(695, 1000)));
  EXPECT_FALSE(at_least.met_by(of(6949, 10000)));
  EXPECT_EQ(at_least.shortfall(of(0, 1000))->value, 695);
  // 70.4 % rounds down to 70 %; to be more is to round to 71 %.
  const Threshold more(Rational(Ratio{704, 1000}), Comparison::more_than, Ratio{1, 100});
  EXPECT_FALSE(more.met_by(of(7049, 10000)));
  EXPECT_EQ(more.shortfall(of(0, 1000))->value, 705);
}

TEST(Threshold, AgreesWithRoundingBothSides) {
  for (const Ratio step : {Ratio{1, 10}, Ratio{3, 20}, Ratio{1, 7}}) {
    for (std::int64_t plan = 1; plan <= 12; ++plan) {
      for (std::int64_t disbursed = 0; disbursed <= 15; ++disbursed) {
        for (const Ratio value : {Ratio{0, 1}, Ratio{1, 2}, Ratio{13, 20}, Ratio{1, 1}}) {
          const auto left = rounded_steps(Rational(Ratio{disbursed, plan}), step);
          const auto right = rounded_steps(Rational(value), step);
          EXPECT_EQ(Rational::from_int128(rounded_steps(of(disbursed, plan), step)), left);
          const Threshold at_least(Rational(value), Comparison::at_least, step);
          const Threshold more(Rational(value), Comparison::more_than, step);
          EXPECT_EQ(at_least.met_by(of(disbursed, plan)), left >= right);
          EXPECT_EQ(more.met_by(of(disbursed, plan)), left > right);
          for (const auto* threshold : {&at_least, &more}) {
            const auto further = threshold->shortfall(of(disbursed, plan))->value;
            EXPECT_TRUE(threshold->met_by(of(disbursed + further, plan)));
            EXPECT_TRUE(further == 0 || !threshold->met_by(of(disbursed + further - 1, plan)));
          }
        }
      }
    }
  }
}

TEST(Threshold, DecidesBeyond64Bits) {
  // A third and a bit: a denominator that no int64 holds.
  const Rational bound =
      Rational(Ratio{1, 3}) +
      Rational(Ratio{1, std::numeric_limits<std::int64_t>::max()}) * Rational(Ratio{1, 1'000'003});
  ASSERT_FALSE(bound.to_ratio().has_value());
  const Threshold threshold(bound, Comparison::at_least, {});
  EXPECT_FALSE(threshold.met_by(of(1'000'000'000'000, 3'000'000'000'000)));
  EXPECT_EQ(threshold.shortfall(of(1'000'000'000'000, 3'000'000'000'000))->value, 1);
}

TEST(Threshold, HasNoShortfallBeyondInt64) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const Threshold threshold(Rational(3), Comparison::at_least, {});
  EXPECT_FALSE(threshold.shortfall(of(0, most)).has_value());
  EXPECT_EQ(threshold.shortfall(of(0, most / 3))->value, most / 3 * 3);
}

bool compares(const Rational& left, Comparison comparison, const Rational& right) {
  switch (comparison) {
    case Comparison::at_least:
      return left >= right;
    case Comparison::more_than:
      return left > right;
    case Comparison::at_most:
      return left <= right;
    case Comparison::less_than:
      return left < right;
    case Comparison::equal:
      break;
  }
  return left == right;
}

/// Whether part/whole stands to the bound as compared, both first rounded to the step if there is one.
bool stands(std::int64_t part, const Rational& whole, Comparison comparison, const Rational& bound,
            std::optional<Ratio> step) {
  const Rational ratio = Rational(part) / whole;
  return step ? compares(rounded_steps(ratio, *step), comparison, rounded_steps(bound, *step))
              : compares(ratio, comparison, bound);
}

TEST(LeastChange, IsTheNearestAmountThatStandsTheOtherWay) {
  constexpr std::int64_t far = 60;  // beyond it nothing changes for these wholes and bounds
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most,
                                Comparison::less_than, Comparison::equal}) {
    for (const std::optional<Ratio> step : {std::optional<Ratio>(), std::optional(Ratio{1, 4})}) {
      for (const Rational& whole : {Rational(1), Rational(7), Rational(12), Rational(Ratio{27, 2})}) {
        for (const Ratio bound : {Ratio{-1, 2}, Ratio{0, 1}, Ratio{1, 3}, Ratio{1, 2}, Ratio{5, 4}}) {
          for (std::int64_t part = 0; part <= 20; ++part) {
            const bool now = stands(part, whole, comparison, bound, step);
            std::optional<std::int64_t> nearest;
            for (std::int64_t change = 1; change <= far && !nearest; ++change) {
              const bool fewer =
                  change <= part && stands(part - change, whole, comparison, bound, step) != now;
              if (fewer || stands(part + change, whole, comparison, bound, step) != now) nearest = change;
            }
            const auto found = least_change({part, whole}, comparison, bound, step);
            ASSERT_EQ(found ? std::optional(found->value) : std::nullopt, nearest)
                << part << " / " << whole.numerator_text() << " " << comparison_text(comparison) << " "
                << bound.num << "/" << bound.den << (step ? " rounded" : "");
          }
        }
      }
    }
  }
}

TEST(LeastChange, IsUnknownWhereNoAmountOf64BitsWouldDo) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(least_change({0, Rational(most)}, Comparison::at_least, Rational(2), {}));
  EXPECT_EQ(least_change({0, Rational(most)}, Comparison::at_least, Rational(1), {}), Dong{most});
}

TEST(Threshold, RoundsTheLargestFiguresWithoutWrapping) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const auto steps = rounded_steps(of(most, most), Ratio{1, most});
  EXPECT_EQ(static_cast<std::int64_t>(steps), most);
  EXPECT_EQ(Rational::from_int128(rounded_steps(of(most, 1), percent_hundredth)),
            Rational(most) * Rational(10000));
}

}  // namespace
