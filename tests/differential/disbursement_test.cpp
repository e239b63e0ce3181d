// The fast rule of §2 against the slow oracle: random worlds, and every small portfolio.
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"

namespace differential {
namespace {

const char* text(oracle::MilestoneResult::Status status) {
  switch (status) {
    case oracle::MilestoneResult::Status::met:
      return "met";
    case oracle::MilestoneResult::Status::missed:
      return "missed";
    case oracle::MilestoneResult::Status::not_yet_due:
      return "not_yet_due";
    case oracle::MilestoneResult::Status::undefined:
      break;
  }
  return "undefined";
}

void compare_milestones(const oracle::World& world, const giaingan::UnitDisbursement& unit) {
  ASSERT_EQ(unit.milestones.size(), world.milestones.size());
  for (std::size_t i = 0; i < world.milestones.size(); ++i) {
    const auto expected =
        oracle::milestone(world.facts, world.level, unit.id, world.milestones[i], world.as_of);
    const auto& found = unit.milestones[i];
    EXPECT_STREQ(giaingan::milestone_status_text(found.status), text(expected.status)) << unit.id << " " << i;
    EXPECT_EQ(exact(found.shortfall), within_int64(expected.shortfall)) << unit.id << " " << i;
    EXPECT_EQ(found.month ? found.month->number : 0, expected.deciding_month);
    EXPECT_EQ(found.amounts.plan.value, expected.figures.plan);
    EXPECT_EQ(found.amounts.disbursed.value, expected.figures.disbursed);
  }
  EXPECT_EQ(unit.shown_milestone, oracle::shown_milestone(world.milestones, world.as_of));
}

void compare_schedule(const oracle::World& world, const giaingan::UnitDisbursement& unit, int month) {
  const auto expected = oracle::schedule(world.facts, world.level, unit.id, world.reading, month);
  if (!unit.schedule) {
    EXPECT_EQ(expected.scheduled, 0) << unit.id;
    return;
  }
  EXPECT_EQ(unit.schedule->scheduled.value, expected.scheduled) << unit.id;
  EXPECT_EQ(unit.schedule->ahead.value, expected.ahead) << unit.id;
  EXPECT_EQ(exact(unit.schedule->ratio), expected.ratio) << unit.id;
}

void compare_with_oracle(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto portfolio = portfolio_of(world.facts);
  const auto result =
      giaingan::assess_disbursement(disbursement_policy_of(world), portfolio, date_of(world.as_of));
  EXPECT_EQ(result.month ? result.month->number : 0, month);

  const auto total = oracle::figures_of_all(world.facts, world.reading, month, month);
  EXPECT_EQ(result.total.plan.value, total.plan);
  EXPECT_EQ(result.total.disbursed.value, total.disbursed);
  ASSERT_EQ(result.averages.size(), world.averages.size());
  for (std::size_t i = 0; i < world.averages.size(); ++i) {
    EXPECT_EQ(exact(result.averages[i].at.value),
              oracle::value(oracle::read_average(world.facts, world.averages[i], month, month)))
        << world.averages[i].name;
  }

  const auto expected = oracle::rank(world.facts, world.level, world.reading, world.ranking, month);
  ASSERT_EQ(result.units.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& unit = result.units[i];
    ASSERT_EQ(unit.id, expected[i].unit) << "at place " << i;
    EXPECT_EQ(unit.amounts.plan.value, expected[i].figures.plan) << unit.id;
    EXPECT_EQ(unit.amounts.disbursed.value, expected[i].figures.disbursed) << unit.id;
    EXPECT_EQ(exact(unit.amounts.ratio()), expected[i].ratio) << unit.id;
    EXPECT_EQ(unit.reported, expected[i].reported) << unit.id;
    EXPECT_EQ(unit.rank.value_or(0), expected[i].rank.value_or(0)) << unit.id;
    EXPECT_EQ(exact(unit.to_next_rank), within_int64(expected[i].to_next_rank)) << unit.id;
    compare_milestones(world, unit);
    compare_schedule(world, unit, month);
  }

  std::vector<std::string> above;
  for (const auto& finding : result.data_findings) {
    if (finding.code == giaingan::DataFindingCode::disbursed_above_plan ||
        finding.code == giaingan::DataFindingCode::disbursed_without_plan) {
      above.push_back(finding.allocation);
    }
  }
  std::sort(above.begin(), above.end());
  EXPECT_EQ(above, oracle::disbursed_above_plan(world.facts, world.reading.estimates, month));
}

TEST(DifferentialDisbursement, RandomWorlds) {
  const auto [first, end] = seeds(3000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    compare_with_oracle(world);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// Three owners, each with a plan of 0 … 3 đồng of which 0 … 3 are disbursed.
TEST(DifferentialDisbursement, EverySmallPortfolio) {
  for (int code = 0; code < 16 * 16 * 16; ++code) {
    oracle::World world;
    world.facts.year = 2024;
    world.as_of = {2024, 1, 31};
    world.level = "owner";
    world.reading.basis.name = "basis";
    using Ties = oracle::Ranking::Ties;
    world.ranking.ties = code % 3 == 0 ? Ties::standard : code % 3 == 1 ? Ties::dense : Ties::ordinal;
    int rest = code;
    for (const std::string id : {"a", "b", "c"}) {
      oracle::Allocation allocation;
      allocation.id = allocation.owner = allocation.project = id;
      allocation.source = "s";
      allocation.plan = rest % 4;
      world.facts.units.push_back({id, "owner", ""});
      world.facts.allocations.push_back(allocation);
      world.facts.disbursements.push_back({id, 1, rest / 4 % 4, oracle::Disbursement::Kind::actual});
      rest /= 16;
    }
    compare_with_oracle(world);
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

}  // namespace
}  // namespace differential
