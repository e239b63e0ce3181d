#include "giaingan/figures/average.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;

Portfolio portfolio() {
  Rows rows;
  rows.owner("u", 3, {1}).owner("v", 5, {5}).owner("w", 0, {2});
  rows.references = {{"province", {1}, "all", Dong{200}, Dong{50}, Ratio{26, 100}, 0},
                     {"province", {1}, "other", Dong{1}, Dong{1}, {}, 0},
                     {"province", {2}, "all", {}, {}, Ratio{579, 1000}, 1}};
  return rows.build();
}

Average average(AverageKind kind) {
  return {.id = "average",
          .kind = kind,
          .basis = {.id = "all"},
          .level = "owner",
          .norm = {Ratio{1, 3}, {}},
          .reference = "province"};
}

TEST(Average, WeightedDividesTheSums) {
  const auto value = average_at(portfolio(), average(AverageKind::weighted), BudgetMonth{1});
  EXPECT_EQ(value.value, Rational(Ratio{8, 8})) << "what is disbursed without a plan counts";
  EXPECT_EQ(value.amounts->disbursed.value, 8);
  EXPECT_EQ(value.amounts->plan.value, 8);
}

TEST(Average, MeanTakesDefinedRatiosOnce) {
  const auto value = average_at(portfolio(), average(AverageKind::mean), BudgetMonth{1});
  EXPECT_EQ(value.value, Rational(Ratio{2, 3}));
  EXPECT_EQ(value.units, 2);
  EXPECT_FALSE(value.amounts.has_value());
}

TEST(Average, MeanOfManyPlansIsExact) {
  // 1/2 + 1/3 + 1/5 + 1/7 + 1/2 = 352/210; a fifth of it is 176/525.
  Rows rows;
  rows.owner("a", 2, {1}).owner("b", 3, {1}).owner("c", 5, {1}).owner("d", 7, {1}).owner("e", 4, {2});
  EXPECT_EQ(average_at(rows.build(), average(AverageKind::mean), BudgetMonth{1}).value,
            Rational(Ratio{176, 525}));
}

TEST(Average, PublishedFiguresDecideBeforeThePercentage) {
  const auto january = average_at(portfolio(), average(AverageKind::external), BudgetMonth{1});
  EXPECT_EQ(january.value, Rational(Ratio{1, 4}));
  EXPECT_EQ(january.amounts->plan.value, 200);
  const auto february = average_at(portfolio(), average(AverageKind::external), BudgetMonth{2});
  EXPECT_EQ(february.value, Rational(Ratio{579, 1000}));
  EXPECT_FALSE(february.amounts.has_value());
}

TEST(Average, PublishedIsNeverCarriedForward) {
  EXPECT_FALSE(average_at(portfolio(), average(AverageKind::external), BudgetMonth{3}).value.has_value());
}

TEST(Average, NormAloneIsDefinedBeforeTheFirstMonthEnd) {
  EXPECT_EQ(average_at(portfolio(), average(AverageKind::norm), {}).value, Rational(Ratio{1, 3}));
  for (const auto kind : {AverageKind::weighted, AverageKind::mean, AverageKind::external})
    EXPECT_FALSE(average_at(portfolio(), average(kind), {}).value.has_value());
}

TEST(Average, IsUndefinedOverAPlanOfZero) {
  Rows rows;
  rows.owner("u", 0, {1});
  EXPECT_FALSE(average_at(rows.build(), average(AverageKind::weighted), BudgetMonth{1}).value.has_value());
  EXPECT_FALSE(average_at(rows.build(), average(AverageKind::mean), BudgetMonth{1}).value.has_value());
}

TEST(Average, UntilAMonthIsThatAtEachMonth) {
  for (const auto kind :
       {AverageKind::weighted, AverageKind::mean, AverageKind::norm, AverageKind::external}) {
    const auto values = average_until(portfolio(), average(kind), {3});
    ASSERT_EQ(values.size(), 3U);
    for (int month = 1; month <= 3; ++month) {
      EXPECT_EQ(values[static_cast<std::size_t>(month - 1)].value,
                average_at(portfolio(), average(kind), BudgetMonth{month}).value);
    }
  }
}

}  // namespace
