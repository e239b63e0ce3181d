#include "giaingan/figures/amounts.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::ElementsAre;

constexpr auto estimate = DisbursementKind::estimate;

Dong plan(const Portfolio& portfolio, const Basis& basis, Date on) {
  return plan_on(*portfolio, 0, basis, on);
}

TEST(PlanOn, CountsChangesFromTheirDayOn) {
  Rows rows;
  rows.owner("u", 100);
  rows.changes = {{"u", day(3, 31), 20}, {"u", day(9, 30), 1}, {"u", day(10, 1), 30}, {"u", day(11, 5), -5}};
  const auto portfolio = rows.build();
  EXPECT_EQ(plan(portfolio, {}, day(3, 30)).value, 100);
  EXPECT_EQ(plan(portfolio, {}, day(3, 31)).value, 120);
  EXPECT_EQ(plan(portfolio, {}, day(12, 31)).value, 146);
  EXPECT_EQ(plan(portfolio, {.plan = PlanBasis::initial}, day(12, 31)).value, 100);
  const Basis without{.plan = PlanBasis::without_supplements, .supplements_until = day(9, 30)};
  EXPECT_EQ(plan(portfolio, without, day(12, 31)).value, 116)
      << "later cuts stay, a supplement of the day itself too";
}

TEST(PlanOn, NeverFallsBelowZeroWithoutItsSupplements) {
  Rows rows;
  rows.owner("u", 5);
  rows.changes = {{"u", day(10, 1), 10}, {"u", day(11, 1), -12}};
  const Basis without{.plan = PlanBasis::without_supplements, .supplements_until = day(9, 30)};
  EXPECT_EQ(plan(rows.build(), without, day(12, 31)).value, 0);
}

TEST(PlanOn, CountsTheAssignersOfTheBasis) {
  Rows rows;
  rows.owner("u", 100);
  rows.allocations[0].assigned_by = "central";
  rows.changes = {{"u", day(2, 1), 7, "city"}, {"u", day(3, 1), 20, "central"}, {"u", day(4, 1), 3}};
  const auto portfolio = rows.build();
  EXPECT_EQ(plan(portfolio, {.assigned_by = {"central"}}, day(12, 31)).value, 123);
  EXPECT_EQ(plan(portfolio, {.assigned_by = {"city"}}, day(12, 31)).value, 7);
  EXPECT_EQ(plan(portfolio, {.assigned_by = {""}}, day(12, 31)).value, 0);
}

TEST(DisbursedAt, CarriesForwardAndIgnoresEstimates) {
  Rows rows;
  rows.owner("u", 100);
  rows.disbursed = {{"u", 2, 10}, {"u", 4, 30}, {"u", 5, 50, estimate}};
  const auto portfolio = rows.build();
  const auto at = [&](int month, Estimates estimates) {
    return disbursed_at(*portfolio, 0, estimates, {month}).value;
  };
  EXPECT_EQ(at(1, Estimates::ignored), 0);
  EXPECT_EQ(at(3, Estimates::ignored), 10);
  EXPECT_EQ(at(13, Estimates::ignored), 30);
  EXPECT_EQ(at(4, Estimates::counted), 30);
  EXPECT_EQ(at(5, Estimates::counted), 50);
  EXPECT_EQ(at(13, Estimates::counted), 50);
}

TEST(DisbursedAt, CountsEstimatesOnlyAfterTheLastActual) {
  Rows rows;
  rows.owner("u", 100);
  rows.disbursed = {{"u", 2, 10}, {"u", 3, 25, estimate}, {"u", 4, 20}, {"u", 4, 99, estimate}};
  const auto portfolio = rows.build();
  EXPECT_EQ(disbursed_at(*portfolio, 0, Estimates::counted, {3}).value, 25) << "as known in March";
  EXPECT_EQ(disbursed_at(*portfolio, 0, Estimates::counted, {4}).value, 20);
  EXPECT_EQ(disbursed_at(*portfolio, 0, Estimates::counted, {5}).value, 20);
  const auto owners = group_by_level(portfolio, "owner");
  const auto sums = sum_until(portfolio, {.estimates = Estimates::counted}, owners, {4});
  EXPECT_EQ(sums[2].total.disbursed.value, 10) << "April's actual figure retires March's estimate";
  EXPECT_FALSE(sums[2].reported[0]);
  EXPECT_TRUE(sum_at(portfolio, {.estimates = Estimates::counted}, owners, {3}).reported[0]);
}

TEST(Sums, AddByGroupAndOverall) {
  Rows rows;
  rows.owner("u", 100, {10, 40}).owner("v", 0, {0, 5});
  rows.units.push_back({"city", "city"});
  rows.allocations.push_back({"loose", "city", 1000});
  rows.changes = {{"u", day(2, 1), 50}};
  const auto portfolio = rows.build();
  const auto owners = group_by_level(portfolio, "owner");
  const auto sums = sum_at(portfolio, {}, owners, {2});
  EXPECT_EQ(sums.of_group[0].plan.value, 150);
  EXPECT_EQ(sums.of_group[0].disbursed.value, 40);
  EXPECT_EQ(sums.of_group[1].disbursed.value, 5);
  EXPECT_EQ(sums.of_group[1].ratio(), std::nullopt);
  EXPECT_EQ(sums.total.plan.value, 1150) << "a plan of no unit of the level counts";
  EXPECT_EQ(sums.total.disbursed.value, 45);
  EXPECT_THAT(sums.reported, ElementsAre(true, false)) << "a row without a plan is no report";
  EXPECT_EQ(sum_at(portfolio, {.scope = {.owner = {"u"}}}, owners, {2}).total.plan.value, 150);
  EXPECT_EQ(sum_at(portfolio, {}, owners, {2}, {true, false, false}).total.plan.value, 1000)
      << "allocations are in the order of their ids";
}

TEST(Sums, UntilAMonthAreThoseAtEachMonth) {
  Rows rows;
  rows.owner("u", 100, {10, 40, 40}).owner("v", 7, {1});
  rows.changes = {{"u", day(2, 29), -50}, {"v", day(3, 1), 9}};
  const auto portfolio = rows.build();
  const auto owners = group_by_level(portfolio, "owner");
  const auto sums = sum_until(portfolio, {}, owners, {4});
  ASSERT_EQ(sums.size(), 4U);
  for (int month = 1; month <= 4; ++month) {
    const auto alone = sum_at(portfolio, {}, owners, {month});
    const auto& together = sums[static_cast<std::size_t>(month - 1)];
    for (std::size_t group = 0; group < 2; ++group) {
      EXPECT_EQ(together.of_group[group].plan, alone.of_group[group].plan) << month;
      EXPECT_EQ(together.of_group[group].disbursed, alone.of_group[group].disbursed) << month;
    }
    EXPECT_EQ(together.total.plan, alone.total.plan);
    EXPECT_EQ(together.reported, alone.reported);
  }
  EXPECT_EQ(sums[1].of_group[0].plan.value, 50);
  EXPECT_EQ(sums[2].total.plan.value, 66);
}

}  // namespace
