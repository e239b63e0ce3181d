#include "giaingan/figures/yardstick.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace {

using namespace giaingan;

Amounts of(std::int64_t disbursed, std::int64_t plan) {
  return {{plan}, {disbursed}};
}

AverageValue fixed(Ratio value) {
  return {Rational(value), {}, 0};
}
AverageValue weighted(const Amounts& all) {
  return {Rational(*all.ratio()), all, 0};
}
AverageValue mean(const Rational& value, std::int64_t units) {
  return {value, {}, units};
}

TEST(Yardstick, HasAUnitBelowOnlyIfStrictly) {
  const Yardstick yardstick(fixed({1, 3}), Follows::nothing, {});
  EXPECT_TRUE(yardstick.is_above(of(33, 100)));
  EXPECT_FALSE(yardstick.is_above(of(33, 99)));
}

TEST(Yardstick, DecidesOneDongShortOfTheAverage) {
  // C2 and C7: the products need more than 64 bits and more than 53.
  const auto all = weighted(of(528'868'341'970'354, 669'264'000'000'000));
  const auto unit = of(74'408'263'328'478, 94'161'000'000'000);
  const Yardstick standing(all, Follows::nothing, {});
  EXPECT_TRUE(standing.is_above(unit));
  EXPECT_EQ(standing.least_addition(unit)->value, 1);
  EXPECT_FALSE(standing.is_above(of(74'408'263'328'479, 94'161'000'000'000)));
}

TEST(Yardstick, MovesAWeightedAverageWithTheUnit) {
  // Of 100 planned the unit has 50 and others 50. At 10 against 30 in all it needs d with
  // (10 + d)/50 >= (30 + d)/100, so 10; were the average to stand still at 30 %, 5 would do.
  const auto all = weighted(of(30, 100));
  EXPECT_EQ(Yardstick(all, Follows::weighted_sum, {}).least_addition(of(10, 50))->value, 10);
  EXPECT_EQ(Yardstick(all, Follows::nothing, {}).least_addition(of(10, 50))->value, 5);
  // From 20 against 30: (20 − d)/50 < (30 − d)/100 from 11 on.
  EXPECT_EQ(Yardstick(all, Follows::weighted_sum, {}).least_subtraction(of(20, 50))->value, 11);
}

TEST(Yardstick, MovesAMeanWithTheUnit) {
  // Two units, the mean of 0 and 1/2 is 1/4: the unit must reach the other's 1/2.
  const Yardstick yardstick(mean(Rational(Ratio{1, 4}), 2), Follows::mean_of_units, {});
  EXPECT_EQ(yardstick.least_addition(of(0, 50))->value, 25);
  // At 1/2 with the other at 0 nothing less puts it below; with the other at 1/4 it must fall under that.
  EXPECT_EQ(yardstick.least_subtraction(of(25, 50)), std::nullopt);
  const Yardstick nearer(mean(Rational(Ratio{3, 8}), 2), Follows::mean_of_units, {});
  EXPECT_EQ(nearer.least_subtraction(of(25, 50)), Dong{13});
}

TEST(Yardstick, FindsNoAmountWhereNoneCan) {
  // The unit is all of the plan, others without plan have disbursed: both sides move alike.
  const Yardstick alone(weighted(of(30, 100)), Follows::weighted_sum, {});
  EXPECT_FALSE(alone.least_addition(of(20, 100)).has_value());
  EXPECT_FALSE(alone.least_subtraction(of(30, 100)).has_value());
  const Yardstick zero(fixed({0, 1}), Follows::nothing, {});
  EXPECT_FALSE(zero.least_subtraction(of(20, 100)).has_value()) << "nobody is below 0";
  const Yardstick huge(fixed({3, 1}), Follows::nothing, {});
  EXPECT_FALSE(huge.least_addition(of(0, std::numeric_limits<std::int64_t>::max())).has_value());
}

TEST(Yardstick, IsZeroAwayFromWhereItStands) {
  const Yardstick yardstick(weighted(of(30, 100)), Follows::weighted_sum, {});
  EXPECT_EQ(yardstick.least_addition(of(20, 50))->value, 0);
  EXPECT_EQ(yardstick.least_subtraction(of(10, 50))->value, 0);
}

TEST(Yardstick, SettlesAMeanOfManyDigitsToTheLastOne) {
  // A quarter and so little more or less that only the mean itself can tell.
  Rational tiny(Ratio{1, std::numeric_limits<std::int64_t>::max()});
  tiny = tiny * tiny * tiny;
  const auto above = mean(Rational(Ratio{1, 4}) + tiny, 3);
  const auto below = mean(Rational(Ratio{1, 4}) - tiny, 3);
  for (const auto follows : {Follows::nothing, Follows::mean_of_units}) {
    const Yardstick just_above(above, follows, {});
    EXPECT_TRUE(just_above.is_above(of(25, 100)));
    EXPECT_EQ(just_above.least_addition(of(25, 100)), Dong{1});
    EXPECT_EQ(just_above.least_subtraction(of(25, 100)), Dong{0});
    const Yardstick just_below(below, follows, {});
    EXPECT_FALSE(just_below.is_above(of(25, 100)));
    EXPECT_EQ(just_below.least_addition(of(25, 100)), Dong{0});
    EXPECT_EQ(just_below.least_subtraction(of(25, 100)), Dong{1});
    EXPECT_EQ(just_below.least_addition(of(10, 100)), Dong{follows == Follows::nothing ? 15 : 23});
  }
}

// ---- Against trying every amount

// Whether the unit is below after its disbursed has changed, the average having moved; in rationals only.
bool is_below_after(const Amounts& unit, const AverageValue& average, Follows follows,
                    std::optional<Ratio> step, std::int64_t change) {
  const Rational ratio = Rational(unit.disbursed.value + change) / Rational(unit.plan.value);
  Rational value = *average.value;
  if (follows == Follows::weighted_sum)
    value = Rational(average.amounts->disbursed.value + change) / Rational(average.amounts->plan.value);
  if (follows == Follows::mean_of_units)
    value = value + Rational(change) / (Rational(unit.plan.value) * Rational(average.units));
  return step ? rounded_steps(ratio, *step) < rounded_steps(value, *step) : ratio < value;
}

// The least amount up to `most` for which it holds.
template <class Holds>
std::optional<std::int64_t> first(std::int64_t most, Holds holds) {
  for (std::int64_t amount = 0; amount <= most; ++amount) {
    if (holds(amount)) return amount;
  }
  return std::nullopt;
}

std::optional<std::int64_t> value_of(std::optional<Dong> amount) {
  return amount ? std::optional(amount->value) : std::nullopt;
}

void compare_with_trying(const Amounts& unit, const AverageValue& average, Follows follows,
                         std::optional<Ratio> step) {
  constexpr std::int64_t tried = 120;
  const Yardstick yardstick(average, follows, step);
  const auto below_after = [&](std::int64_t change) {
    return is_below_after(unit, average, follows, step, change);
  };
  EXPECT_EQ(yardstick.is_above(unit), below_after(0));
  const auto addition = value_of(yardstick.least_addition(unit));
  const auto first_addition = first(tried, [&](std::int64_t d) { return !below_after(d); });
  // An answer beyond what was tried can only be confirmed.
  EXPECT_TRUE(addition == first_addition ||
              (!first_addition && addition && *addition > tried && !below_after(*addition)))
      << unit.disbursed.value << '/' << unit.plan.value;
  EXPECT_EQ(value_of(yardstick.least_subtraction(unit)),
            first(unit.disbursed.value, [&](std::int64_t d) { return below_after(-d); }));
}

class YardstickByTrying : public ::testing::TestWithParam<std::optional<Ratio>> {};

TEST_P(YardstickByTrying, AgreesOnWeightedAverages) {
  for (std::int64_t plan = 1; plan <= 7; ++plan) {
    for (std::int64_t others = 0; others <= 7; ++others) {
      for (std::int64_t disbursed = 0; disbursed <= 8; ++disbursed) {
        for (std::int64_t of_others = 0; of_others <= 6; ++of_others) {
          const auto average = weighted(of(disbursed + of_others, plan + others));
          compare_with_trying(of(disbursed, plan), average, Follows::weighted_sum, GetParam());
        }
      }
    }
  }
}

TEST_P(YardstickByTrying, AgreesOnMeansAndStandingAverages) {
  for (std::int64_t plan = 1; plan <= 7; ++plan) {
    for (std::int64_t disbursed = 0; disbursed <= 8; ++disbursed) {
      for (std::int64_t units = 1; units <= 3; ++units) {
        for (const Ratio of_others : {Ratio{0, 1}, Ratio{5, 6}, Ratio{7, 4}}) {
          const Rational own(Ratio{disbursed, plan});
          const Rational sum = own + Rational(of_others) * Rational(units - 1);
          const auto average = mean(sum / Rational(units), units);
          compare_with_trying(of(disbursed, plan), average, Follows::mean_of_units, GetParam());
          compare_with_trying(of(disbursed, plan), average, Follows::nothing, GetParam());
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Steps, YardstickByTrying,
                         ::testing::Values(std::optional<Ratio>{}, Ratio{1, 4}, Ratio{1, 10}, Ratio{3, 7}));

}  // namespace
