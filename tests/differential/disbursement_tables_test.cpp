// What stands beside the ranking, against the slow oracle: further bases and groupings, the tree, the two
// ends of the list, how far a place or a met milestone is from being lost.
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"

namespace differential {
namespace {

using oracle::Integer;

// ---- Bases

std::vector<oracle::Reading> other_readings(const oracle::Reading& own) {
  oracle::Reading everything;
  everything.basis.name = "everything";
  oracle::Reading initial = own;
  initial.basis.name = "initial";
  initial.basis.plan = oracle::Basis::Plan::initial;
  oracle::Reading carried = own;
  carried.basis.name = "carried";
  carried.scope.carried = oracle::Scope::Carried::only;
  return {everything, initial, carried};
}

void compare_headlines(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto readings = other_readings(world.reading);
  const auto portfolio = portfolio_of(world.facts);
  auto policy = disbursement_policy_of(world);
  for (const auto& reading : readings)
    policy.headlines.push_back(basis_of(reading));
  const auto result = giaingan::assess_disbursement(policy, portfolio, date_of(world.as_of));
  const auto found = giaingan::headlines(policy, portfolio, result);
  ASSERT_EQ(found.size(), readings.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    EXPECT_EQ(found[i].basis, readings[i].basis.name);
    const auto total = oracle::figures_of_all(world.facts, readings[i], month, month);
    EXPECT_EQ(found[i].total.plan.value, total.plan);
    EXPECT_EQ(found[i].total.disbursed.value, total.disbursed);
    ASSERT_EQ(found[i].of_unit.size(), result.units.size());
    for (std::size_t unit = 0; unit < result.units.size(); ++unit) {
      const auto expected =
          oracle::figures_of_unit(world.facts, world.level, result.units[unit].id, readings[i], month, month);
      EXPECT_EQ(found[i].of_unit[unit].plan.value, expected.plan) << result.units[unit].id;
      EXPECT_EQ(found[i].of_unit[unit].disbursed.value, expected.disbursed) << result.units[unit].id;
    }
  }
}

// ---- Groupings

// Whether the unit is the owner of an allocation or stands above it.
bool is_over(const oracle::Facts& facts, const std::string& unit, const oracle::Allocation& allocation) {
  std::map<std::string, std::string> parent;
  for (const auto& row : facts.units)
    parent[row.id] = row.parent;
  for (std::string at = allocation.owner; !at.empty(); at = parent[at]) {
    if (at == unit) return true;
  }
  return false;
}

oracle::Figures figures_of_branch(const oracle::World& world, const std::string& unit, int month) {
  oracle::Figures sum;
  for (const auto& allocation : world.facts.allocations) {
    if (month < 1 || !oracle::in_scope(world.facts, allocation, world.reading.scope)) continue;
    if (!is_over(world.facts, unit, allocation)) continue;
    sum.plan += oracle::plan_at(world.facts, allocation, world.reading.basis, month);
    sum.disbursed += oracle::disbursed_at(world.facts, allocation, month, month, world.reading.estimates);
  }
  return sum;
}

void compare_grouping(const oracle::World& world, const giaingan::GroupingFigures& found, int month) {
  std::vector<std::string> expected_ids = oracle::units_at(world.facts, found.level);
  Integer plan = found.outside.plan.value;
  std::vector<std::string> ids;
  for (const auto& group : found.groups) {
    ids.push_back(group.id);
    const auto expected =
        oracle::figures_of_unit(world.facts, found.level, group.id, world.reading, month, month);
    EXPECT_EQ(group.amounts.plan.value, expected.plan) << found.level << " " << group.id;
    EXPECT_EQ(group.amounts.disbursed.value, expected.disbursed) << found.level << " " << group.id;
    EXPECT_EQ(group.reported,
              oracle::reported(world.facts, found.level, group.id, world.reading, month, month))
        << found.level << " " << group.id;
    plan += group.amounts.plan.value;
  }
  EXPECT_EQ(ids, expected_ids) << found.level;
  EXPECT_EQ(found.total.plan.value, plan) << found.level;
}

void compare_tree(const oracle::World& world, const giaingan::GroupingFigures& found, int month) {
  ASSERT_EQ(found.groups.size(), world.facts.units.size());
  std::map<std::string, Integer> below;  // what stands directly below each unit
  for (const auto& group : found.groups)
    below[group.parent] += group.amounts.disbursed.value;
  for (const auto& group : found.groups) {
    const auto expected = figures_of_branch(world, group.id, month);
    EXPECT_EQ(group.amounts.plan.value, expected.plan) << group.id;
    EXPECT_EQ(group.amounts.disbursed.value, expected.disbursed) << group.id;
    EXPECT_EQ(group.amounts.disbursed.value, group.own.disbursed.value + below[group.id]) << group.id;
  }
  EXPECT_EQ(found.total.disbursed.value, below[""] + found.outside.disbursed.value);
}

void compare_groupings(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto portfolio = portfolio_of(world.facts);
  auto policy = disbursement_policy_of(world);
  policy.groupings = {"owner", "carried_over", "owner/source", "locality/programme", "tree"};
  const auto result = giaingan::assess_disbursement(policy, portfolio, date_of(world.as_of));
  const auto found = giaingan::groupings(policy, portfolio, result);
  ASSERT_EQ(found.size(), policy.groupings.size());
  for (const auto& grouping : found) {
    EXPECT_EQ(grouping.total.plan.value, result.total.plan.value) << grouping.level;
    EXPECT_EQ(grouping.total.disbursed.value, result.total.disbursed.value) << grouping.level;
    grouping.level == "tree" ? compare_tree(world, grouping, month)
                             : compare_grouping(world, grouping, month);
  }
}

// ---- The two ends of the list

void compare_lists(const oracle::World& world, std::size_t length) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  auto policy = disbursement_policy_of(world);
  policy.top = policy.bottom = static_cast<int>(length);
  const auto result = giaingan::assess_disbursement(policy, portfolio_of(world.facts), date_of(world.as_of));
  std::vector<oracle::RankedUnit> ranked;
  for (const auto& unit : oracle::rank(world.facts, world.level, world.reading, world.ranking, month)) {
    if (unit.rank) ranked.push_back(unit);
  }
  const auto compare = [&](const giaingan::RankList& found, bool from_the_top) {
    std::vector<std::string> expected;
    std::vector<std::string> listed;
    for (const auto& unit : ranked) {
      // Fewer than `length` are strictly better (worse) placed.
      const auto placed_better =
          std::count_if(ranked.begin(), ranked.end(), [&](const oracle::RankedUnit& other) {
            return from_the_top ? *other.rank < *unit.rank : *other.rank > *unit.rank;
          });
      if (static_cast<std::size_t>(placed_better) < length) expected.push_back(unit.unit);
    }
    if (!from_the_top) std::reverse(expected.begin(), expected.end());
    for (const std::size_t index : found.units)
      listed.push_back(result.units[index].id);
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(found.beyond(), expected.size() > length ? expected.size() - length : 0);
  };
  compare(giaingan::fastest(policy, result), true);
  compare(giaingan::slowest(policy, result), false);
}

// ---- How far a place is from being lost

// Whether, with `fewer` less, somebody who isn't above the unit now is strictly above it.
bool falls(const oracle::World& world, const std::vector<oracle::RankedUnit>& ranked,
           const oracle::RankedUnit& unit, const Integer& fewer) {
  const auto value = [&](const oracle::Figures& figures, const Integer& change) {
    return oracle::compared(oracle::Rational(figures.disbursed - change, figures.plan),
                            world.reading.compare_at);
  };
  return std::any_of(ranked.begin(), ranked.end(), [&](const oracle::RankedUnit& other) {
    return other.ratio && other.unit != unit.unit && value(other.figures, 0) <= value(unit.figures, 0) &&
           value(other.figures, 0) > value(unit.figures, fewer);
  });
}

void compare_losses(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto policy = disbursement_policy_of(world);
  const auto result = giaingan::assess_disbursement(policy, portfolio_of(world.facts), date_of(world.as_of));
  const auto fewer = giaingan::to_lower_ranks(policy, result);
  const auto ranked = oracle::rank(world.facts, world.level, world.reading, world.ranking, month);
  ASSERT_EQ(fewer.size(), ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (!fewer[i]) {
      if (ranked[i].ratio) {
        EXPECT_FALSE(falls(world, ranked, ranked[i], ranked[i].figures.disbursed)) << ranked[i].unit;
      }
      continue;
    }
    EXPECT_TRUE(falls(world, ranked, ranked[i], fewer[i]->value)) << ranked[i].unit;
    EXPECT_FALSE(falls(world, ranked, ranked[i], fewer[i]->value - 1)) << ranked[i].unit;
  }
  for (const auto& unit : result.units) {
    for (std::size_t i = 0; i < unit.milestones.size(); ++i) {
      const auto& milestone = world.milestones[i];
      const auto& figures = unit.milestones[i].amounts;
      const auto met = [&](std::int64_t change) {
        const auto ratio = oracle::compared(
            oracle::Rational(Integer(figures.disbursed.value) - change, Integer(figures.plan.value)),
            world.reading.compare_at);
        const auto required = oracle::compared(milestone.ratio, world.reading.compare_at);
        return milestone.op == oracle::Milestone::Operator::at_least ? ratio >= required : ratio > required;
      };
      const auto reserve = giaingan::reserve(policy, unit.milestones[i]);
      if (reserve) {
        EXPECT_FALSE(met(reserve->value)) << unit.id << " " << i;
        EXPECT_TRUE(met(reserve->value - 1)) << unit.id << " " << i;
      } else if (figures.plan.value > 0) {
        EXPECT_EQ(met(0), met(figures.disbursed.value)) << unit.id << " " << i;
      }
    }
  }
}

TEST(DifferentialDisbursementTables, RandomWorlds) {
  const auto [first, end] = seeds(1500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    compare_headlines(world);
    compare_groupings(world);
    compare_lists(world, seed % 4);
    compare_losses(world);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
