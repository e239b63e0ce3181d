// The fast rule of §3 against the slow oracle: random worlds, and every small portfolio.
#include "giaingan/rules/below_average.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <utility>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

void compare_run(const giaingan::BelowAverageRun& found, const oracle::Run& expected,
                 const std::string& unit) {
  const std::size_t earlier = found.earlier.size();
  ASSERT_EQ(earlier + found.months.size(), expected.months.size()) << unit;
  EXPECT_EQ(found.from.number, expected.months.front().month) << unit;
  EXPECT_EQ(found.to.number, expected.months.back().month) << unit;
  for (std::size_t i = 0; i < earlier; ++i)
    EXPECT_EQ(found.earlier[i].number, expected.months[i].month) << unit;
  for (std::size_t i = earlier; i < expected.months.size(); ++i) {
    const auto& month = found.months[i - earlier];
    EXPECT_EQ(month.month.number, expected.months[i].month) << unit;
    EXPECT_EQ(exact(month.least_addition), within_int64(expected.months[i].least_addition))
        << unit << " month " << month.month.number;
    ASSERT_EQ(month.below.size(), expected.months[i].comparisons.size());
    for (std::size_t r = 0; r < month.below.size(); ++r) {
      EXPECT_EQ(month.below[r], expected.months[i].comparisons[r].below) << unit;
      EXPECT_EQ(exact(month.amounts.ratio()), expected.months[i].comparisons[r].own) << unit;
    }
  }
}

void compare_unit(const giaingan::BelowAverageUnit& found, const oracle::UnitBelow& expected) {
  EXPECT_EQ(found.flagged, expected.flagged) << found.id;
  EXPECT_EQ(found.current_run, expected.current_run) << found.id;
  EXPECT_EQ(found.longest_run, expected.longest_run) << found.id;
  EXPECT_EQ(found.times_flagged, expected.times_flagged) << found.id;
  EXPECT_EQ(found.first_flagged ? found.first_flagged->number : 0, expected.first_flagged.value_or(0))
      << found.id;
  ASSERT_EQ(found.runs.size(), expected.runs.size()) << found.id;
  for (std::size_t i = 0; i < found.runs.size(); ++i)
    compare_run(found.runs[i], expected.runs[i], found.id);
  std::optional<oracle::Integer> margin = exact(found.margin.addition);
  if (found.margin.subtraction) {
    EXPECT_FALSE(found.margin.addition.has_value());
    margin = -oracle::Integer(found.margin.subtraction->value);
  }
  EXPECT_EQ(margin, within_int64(expected.margin)) << found.id;
}

void compare_review(const giaingan::BelowAverageResult& result, const oracle::World& world) {
  const auto expected = oracle::review_list(world.facts, world.below, world.as_of);
  ASSERT_EQ(result.review.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(result.review[i].id, expected[i].unit);
    EXPECT_EQ(result.review[i].flagged, expected[i].flagged) << expected[i].unit;
    ASSERT_EQ(result.review[i].violations.size(), expected[i].violations.size()) << expected[i].unit;
    for (std::size_t v = 0; v < expected[i].violations.size(); ++v) {
      EXPECT_EQ(result.review[i].violations[v].date, date_of(expected[i].violations[v]));
    }
  }
}

// The verdicts without evidence are found another way and must be the same.
void compare_verdicts(const giaingan::BelowAverageVerdicts& verdicts,
                      const giaingan::BelowAverageResult& result) {
  EXPECT_EQ(verdicts.month, result.month);
  ASSERT_EQ(verdicts.units.size(), result.units.size());
  for (std::size_t i = 0; i < verdicts.units.size(); ++i) {
    const auto& found = verdicts.units[i];
    const auto& expected = result.units[i];
    EXPECT_EQ(found.id, expected.id);
    EXPECT_EQ(found.name, expected.name);
    EXPECT_EQ(found.reference, expected.reference) << found.id;
    EXPECT_EQ(found.flagged, expected.flagged) << found.id;
    EXPECT_EQ(found.current_run, expected.current_run) << found.id;
    EXPECT_EQ(found.longest_run, expected.longest_run) << found.id;
    EXPECT_EQ(found.first_flagged, expected.first_flagged) << found.id;
    EXPECT_EQ(found.times_flagged, expected.times_flagged) << found.id;
    ASSERT_EQ(found.runs.size(), expected.runs.size()) << found.id;
    for (std::size_t run = 0; run < found.runs.size(); ++run) {
      auto months = expected.runs[run].earlier;
      for (const auto& judged : expected.runs[run].months)
        months.push_back(judged.month);
      EXPECT_EQ(found.runs[run].months, months) << found.id;
      EXPECT_EQ(found.runs[run].from, expected.runs[run].from) << found.id;
      EXPECT_EQ(found.runs[run].to, expected.runs[run].to) << found.id;
    }
  }
}

void compare_with_oracle(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto policy = below_average_policy_of(world.below);
  const auto portfolio = portfolio_of(world.facts, world.below);
  const auto result = giaingan::find_below_average(policy, portfolio, date_of(world.as_of));
  compare_verdicts(giaingan::judge_below_average(policy, portfolio, date_of(world.as_of), policy.level),
                   result);
  const auto expected = oracle::below_average(world.facts, world.below, month);
  std::map<std::pair<std::string, std::string>, const oracle::UnitBelow*> by_key;
  for (const auto& unit : expected)
    by_key[{unit.unit, unit.reference}] = &unit;
  ASSERT_EQ(result.units.size(), by_key.size());
  const bool each = world.below.combine == oracle::BelowAverage::Combine::each;
  for (const auto& unit : result.units) {
    const auto found = by_key.find({unit.id, each ? unit.reference : ""});
    ASSERT_NE(found, by_key.end()) << unit.id << " " << unit.reference;
    compare_unit(unit, *found->second);
  }
  compare_review(result, world);
}

TEST(DifferentialBelowAverage, RandomWorlds) {
  const auto [first, end] = seeds(2000);
  std::uint64_t given_up = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    try {
      compare_with_oracle(oracle::random_world(seed));
    } catch (const oracle::GaveUp&) {
      ++given_up;
    }
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
  // Worlds that nothing was compared in.
  std::cout << given_up << " of " << end - first << " worlds were too much for the oracle\n";
  EXPECT_LE(given_up, 5 + (end - first) / 1000);
}

// One month, small plans, coarse steps and averages that all move: where what one reference asks for may undo
// what another has been given.
TEST(DifferentialBelowAverage, RoundedAveragesThatMoveTogether) {
  using Kind = oracle::Average::Kind;
  const auto [first, end] = seeds(1500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    oracle::Draws draws(seed);
    oracle::World world;
    world.facts.year = 2024;
    world.as_of = {2024, 1, 31};
    world.below.months = 1;
    world.below.combine =
        draws.chance(50) ? oracle::BelowAverage::Combine::any : oracle::BelowAverage::Combine::all;
    world.below.reading.basis.name = "basis";
    world.below.reading.compare_at = oracle::Rational(1, draws.one_of<int>({3, 4, 7, 10, 20}));
    for (const Kind kind : {Kind::weighted, Kind::mean, Kind::norm}) {
      oracle::Average average;
      average.name = "r" + std::to_string(world.below.references.size());
      average.kind = kind;
      average.level = "owner";
      average.norm = oracle::Rational(draws.between(0, 20), 20);
      average.reading = world.below.reading;
      if (kind != Kind::norm || draws.chance(20)) world.below.references.push_back(average);
    }
    for (std::int64_t i = draws.between(2, 4); i > 0; --i) {
      oracle::Allocation allocation;
      allocation.id = allocation.owner = allocation.project = "o" + std::to_string(i);
      allocation.source = "s";
      allocation.plan = draws.between(1, 60);
      world.facts.units.push_back({allocation.id, "owner", ""});
      world.facts.allocations.push_back(allocation);
      world.facts.disbursements.push_back(
          {allocation.id, 1, draws.between(0, allocation.plan), oracle::Disbursement::Kind::actual});
    }
    compare_with_oracle(world);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// Two owners with plans of 0 … 2 đồng and 0 … 2 disbursed at each of three months; two in a row flag.
TEST(DifferentialBelowAverage, EverySmallPortfolio) {
  oracle::World world;
  world.facts.year = 2024;
  world.as_of = {2024, 3, 31};
  world.below.months = 2;
  world.below.reading.basis.name = "basis";
  oracle::Average average;
  average.name = "average";
  average.level = "owner";
  average.reading = world.below.reading;
  for (int code = 0; code < 81 * 81; ++code) {
    average.kind = code % 2 == 0 ? oracle::Average::Kind::weighted : oracle::Average::Kind::mean;
    world.below.references = {average};
    world.facts = {};
    world.facts.year = 2024;
    int rest = code;
    for (const std::string id : {"a", "b"}) {
      oracle::Allocation allocation;
      allocation.id = allocation.owner = allocation.project = id;
      allocation.source = "s";
      allocation.plan = rest % 3;
      rest /= 3;
      world.facts.units.push_back({id, "owner", ""});
      world.facts.allocations.push_back(allocation);
      for (int month = 1; month <= 3; ++month) {
        world.facts.disbursements.push_back({id, month, rest % 3, oracle::Disbursement::Kind::actual});
        rest /= 3;
      }
    }
    compare_with_oracle(world);
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

}  // namespace
}  // namespace differential
