// The fast rule of §3 against the slow oracle: random worlds, and every small portfolio.
#include <gtest/gtest.h>

#include <iostream>
#include <string>

#include "differential/comparison.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

TEST(DifferentialBelowAverage, RandomWorlds) {
  const auto [first, end] = seeds(2000);
  std::uint64_t given_up = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    try {
      compare_below_average(oracle::random_world(seed));
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
    compare_below_average(world);
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
    compare_below_average(world);
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

}  // namespace
}  // namespace differential
