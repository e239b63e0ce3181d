#include "oracle/disbursement.hpp"

#include <gtest/gtest.h>

#include "oracle/small_city.hpp"

namespace oracle {
namespace {

Rational over(std::int64_t num, std::int64_t den) {
  return {num, den};
}

std::vector<std::string> order(const std::vector<RankedUnit>& units) {
  std::vector<std::string> text;
  for (const RankedUnit& unit : units) {
    text.push_back(unit.unit + (unit.rank ? std::to_string(*unit.rank) : "-"));
  }
  return text;
}

using Names = std::vector<std::string>;

TEST(OracleDisbursement, RoundsHalfUpAndPrints) {
  EXPECT_EQ(round_half_up(over(1, 8), over(1, 4)), over(1, 4));
  EXPECT_EQ(round_half_up(over(-1, 8), over(1, 4)), 0);
  EXPECT_EQ(percent(over(69996, 100000)), "70.00");
  EXPECT_EQ(percent(over(7293, 22000), 1), "33.2");  // exactly 33.15 %
  EXPECT_EQ(percent(over(1, 300)), "0.33");
  EXPECT_EQ(percent(over(725, 1000), 0), "73");
}

TEST(OracleDisbursement, RanksWithEveryTieRule) {
  SmallCity city;
  city.owner("a", 10, {5}).owner("b", 4, {2}).owner("c", 10, {9}).owner("d", 10, {1}).owner("e", 0, {0});
  const auto ranked = [&](Ranking ranking) { return order(rank(city.facts, "owner", {}, ranking, 1)); };
  EXPECT_EQ(ranked({}), (Names{"c1", "a2", "b2", "d4", "e-"}));
  EXPECT_EQ(ranked({Ranking::Ties::dense, {}}), (Names{"c1", "a2", "b2", "d3", "e-"}));
  EXPECT_EQ(ranked({Ranking::Ties::ordinal, {}}), (Names{"c1", "a2", "b3", "d4", "e-"}));
  city.facts.allocations[0].plan = 2;
  city.facts.disbursements[0].disbursed = 1;
  EXPECT_EQ(ranked({Ranking::Ties::ordinal, Ranking::Tiebreak::plan_desc}),
            (Names{"c1", "b2", "a3", "d4", "e-"}));
}

TEST(OracleDisbursement, DongToTheNextRankLooksPastTies) {
  SmallCity city;
  city.owner("a", 10, {5}).owner("b", 4, {2}).owner("c", 7, {6}).owner("d", 3, {0});
  const auto units = rank(city.facts, "owner", {}, {}, 1);
  EXPECT_FALSE(units[0].to_next_rank.has_value());
  EXPECT_EQ(units[1].to_next_rank, Integer(4));  // a: 9/10 ≥ 6/7 > 8/10
  EXPECT_EQ(units[2].to_next_rank, Integer(2));  // b: 4/4 ≥ 6/7 > 3/4
  EXPECT_EQ(units[3].to_next_rank, Integer(2));  // d: 2/3 ≥ 1/2 > 1/3
}

TEST(OracleDisbursement, PublishedFiguresMayDecideInstead) {
  SmallCity city;
  city.owner("a", 100000, {69996}).owner("b", 10, {7});
  Reading reading;
  EXPECT_EQ(order(rank(city.facts, "owner", reading, {}, 1)), (Names{"b1", "a2"}));
  reading.compare_at = over(1, 10000);
  EXPECT_EQ(order(rank(city.facts, "owner", reading, {}, 1)), (Names{"a1", "b1"}));
  city.facts.disbursements[0].disbursed = 69994;  // prints 69.99
  const auto units = rank(city.facts, "owner", reading, {}, 1);
  EXPECT_EQ(units[1].to_next_rank, Integer(1));  // 69995 is enough to print 70.00
}

TEST(OracleDisbursement, UnitsOfALevelAreOfThatKind) {
  SmallCity city;
  city.owner("o1", 10, {1}).allocation("x", "w1", 30, {6});
  city.facts.units.push_back({"dept", "department", ""});
  city.facts.units[0].parent = "dept";
  city.facts.units.push_back({"w1", "ward", ""});
  city.facts.units.push_back({"o2", "owner", "dept"});
  city.facts.allocations[0].source = "s";
  EXPECT_EQ(order(rank(city.facts, "owner", {}, {}, 1)), (Names{"o11", "o2-"}));
  EXPECT_EQ(order(rank(city.facts, "department", {}, {}, 1)), (Names{"dept1"}));
  EXPECT_EQ(order(rank(city.facts, "source", {}, {}, 1)), (Names{"s1"}));
  Average all;
  EXPECT_EQ(value(read_average(city.facts, all, 1, 1)), over(7, 40));  // the ward's too
  Average mean;
  mean.kind = Average::Kind::mean;
  mean.level = "owner";
  EXPECT_EQ(value(read_average(city.facts, mean, 1, 1)), over(1, 10));
}

TEST(OracleDisbursement, FourMeaningsOfAverage) {
  SmallCity city;
  city.owner("a", 10, {5}).owner("b", 30, {5}).owner("c", 0, {0});
  city.facts.references.push_back({"province", 1, "", 200, 115, over(575, 10)});
  city.facts.references.push_back({"country", 1, "", {}, {}, over(579, 10)});
  Average average;
  EXPECT_EQ(value(read_average(city.facts, average, 1, 1)), over(10, 40));
  average.kind = Average::Kind::mean;
  average.level = "owner";
  EXPECT_EQ(value(read_average(city.facts, average, 1, 1)), over(1, 3));  // (1/2 + 1/6) / 2
  average.kind = Average::Kind::norm;
  average.norm = over(3, 10);
  EXPECT_EQ(value(read_average(city.facts, average, 1, 1)), over(3, 10));
  average.kind = Average::Kind::external;
  average.reference = "province";
  EXPECT_EQ(value(read_average(city.facts, average, 1, 1)), over(115, 200));
  average.reference = "country";
  EXPECT_EQ(value(read_average(city.facts, average, 1, 1)), over(579, 1000));
  EXPECT_FALSE(value(read_average(city.facts, average, 2, 2)).has_value());  // never carried forward
}

TEST(OracleDisbursement, BasesCountDifferentPlans) {
  SmallCity city;
  city.owner("a", 100, {50});
  city.change("a", {2024, 1, 31}, 40).change("a", {2024, 2, 1}, 7).change("a", {2024, 1, 10}, -20);
  const Allocation& a = city.facts.allocations[0];
  Basis basis;
  EXPECT_EQ(plan_at(city.facts, a, basis, 1), 120);
  EXPECT_EQ(plan_at(city.facts, a, basis, 2), 127);
  basis.without_supplements_after = Date{2024, 1, 31};
  EXPECT_EQ(plan_at(city.facts, a, basis, 2), 120);
  basis.without_supplements_after = Date{2024, 1, 1};
  EXPECT_EQ(plan_at(city.facts, a, basis, 2), 80);  // the cut stays
  basis.plan = Basis::Plan::initial;
  EXPECT_EQ(plan_at(city.facts, a, basis, 2), 100);
  city.facts.allocations[0].assigned_by = "central";
  city.facts.plan_changes[0].assigned_by = "province";
  basis = {};
  basis.assigned_by = {"central"};
  EXPECT_EQ(plan_at(city.facts, a, basis, 2), 87);
}

TEST(OracleDisbursement, AnEstimateCountsOnlyAfterTheLastActual) {
  SmallCity city;
  city.owner("a", 100, {10, -1, 30}).estimated("a", 2, 25).estimated("a", 4, 44);
  const Allocation& a = city.facts.allocations[0];
  using Estimates = Reading::Estimates;
  EXPECT_EQ(disbursed_at(city.facts, a, 4, 4, Estimates::ignored), 30);
  EXPECT_EQ(disbursed_at(city.facts, a, 4, 4, Estimates::counted), 44);
  EXPECT_EQ(disbursed_at(city.facts, a, 2, 2, Estimates::counted), 25);
  EXPECT_EQ(disbursed_at(city.facts, a, 2, 4, Estimates::counted), 10);  // March is known by then
  EXPECT_EQ(disbursed_at(city.facts, a, 2, 2, Estimates::ignored), 10);
}

TEST(OracleDisbursement, ReportedMeansARowOfAnAllocationWithAPlan) {
  SmallCity city;
  city.owner("a", 100, {10, -1}).allocation("a2", "a", 0, {-1, 5});
  EXPECT_TRUE(reported(city.facts, "owner", "a", {}, 1, 2));
  EXPECT_FALSE(reported(city.facts, "owner", "a", {}, 2, 2));
  EXPECT_EQ(figures_of_unit(city.facts, "owner", "a", {}, 2, 2).disbursed, 15);
}

TEST(OracleDisbursement, ScopeLeavesCarriedOverCapitalOut) {
  SmallCity city;
  city.owner("a", 3676, {480}).allocation("a2", "a", 422, {0});
  city.facts.allocations[1].carried_from = 2023;
  Reading reading;
  EXPECT_EQ(percent(*ratio(figures_of_all(city.facts, reading, 1, 1))), "11.71");
  reading.scope.carried = Scope::Carried::without;
  EXPECT_EQ(percent(*ratio(figures_of_all(city.facts, reading, 1, 1))), "13.06");
}

TEST(OracleDisbursement, MilestoneIsDecidedOnItsDayForGood) {
  SmallCity city;
  city.owner("a", 10, {0, 0, 0, 0, 0, 4, 9}).owner("b", 0, {});
  Milestone june{"june", {2024, 6, 30}, over(1, 2), Milestone::Operator::at_least, Milestone::Level::minimum,
                 {}};
  using Status = MilestoneResult::Status;
  auto result = milestone(city.facts, "owner", "a", june, {2024, 6, 29});
  EXPECT_EQ(result.status, Status::not_yet_due);
  EXPECT_EQ(result.deciding_month, 5);
  EXPECT_EQ(result.shortfall, Integer(5));
  result = milestone(city.facts, "owner", "a", june, {2024, 7, 31});
  EXPECT_EQ(result.status, Status::missed);
  EXPECT_EQ(result.shortfall, Integer(1));
  june.ratio = over(4, 10);
  EXPECT_EQ(milestone(city.facts, "owner", "a", june, {2024, 6, 30}).status, Status::met);
  june.op = Milestone::Operator::above;
  result = milestone(city.facts, "owner", "a", june, {2024, 6, 30});
  EXPECT_EQ(result.status, Status::missed);
  EXPECT_EQ(result.shortfall, Integer(1));
  EXPECT_EQ(milestone(city.facts, "owner", "b", june, {2024, 6, 30}).status, Status::undefined);
}

TEST(OracleDisbursement, AMilestoneIsDecidedByWhatIsKnownOnTheDayAsked) {
  SmallCity city;
  city.owner("a", 1000, {}).paid("a", 5, 100).estimated("a", 6, 900).paid("a", 7, 150);
  Milestone june;
  june.by = {2024, 6, 30};
  june.ratio = Rational(1, 2);
  june.reading.estimates = Reading::Estimates::counted;
  EXPECT_EQ(milestone(city.facts, "owner", "a", june, {2024, 6, 30}).figures.disbursed, 900);
  const auto result = milestone(city.facts, "owner", "a", june, {2024, 7, 31});
  EXPECT_EQ(result.deciding_month, 6);
  EXPECT_EQ(result.figures.disbursed, 100);
  EXPECT_EQ(result.status, MilestoneResult::Status::missed);
}

TEST(OracleDisbursement, TheMilestoneShownIsTheLatestDueMinimum) {
  std::vector<Milestone> milestones(4);
  milestones[0].by = {2024, 9, 30};
  milestones[1].by = {2024, 6, 30};
  milestones[2].by = {2024, 3, 31};
  milestones[3].by = {2024, 6, 30};
  milestones[3].level = Milestone::Level::target;
  EXPECT_EQ(shown_milestone(milestones, {2024, 8, 1}), 1U);
  EXPECT_EQ(shown_milestone(milestones, {2024, 12, 1}), 0U);
  EXPECT_EQ(shown_milestone(milestones, {2024, 2, 1}), 2U);
}

TEST(OracleDisbursement, ScheduleSaysHowFarAhead) {
  SmallCity city;
  city.owner("a", 10, {1, 4});
  city.facts.schedule = {{"a", 1, 2}, {"a", 2, 3}, {"a", 3, 9}};
  EXPECT_EQ(schedule(city.facts, "owner", "a", {}, 1).ahead, -1);
  const auto february = schedule(city.facts, "owner", "a", {}, 2);
  EXPECT_EQ(february.ahead, 1);
  EXPECT_EQ(february.ratio, over(4, 3));
}

TEST(OracleDisbursement, FindsMoneyAboveThePlan) {
  SmallCity city;
  city.owner("a", 10, {11}).owner("b", 10, {10}).owner("c", 0, {1}).owner("d", 0, {0});
  EXPECT_EQ(disbursed_above_plan(city.facts, Reading::Estimates::ignored, 1), (Names{"a", "c"}));
}

}  // namespace
}  // namespace oracle
