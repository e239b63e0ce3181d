// The fast rule of §2 against the slow oracle: random worlds, and every small portfolio.
#include <gtest/gtest.h>

#include <string>

#include "differential/comparison.hpp"
#include "differential/seeds.hpp"

namespace differential {
namespace {

TEST(DifferentialDisbursement, RandomWorlds) {
  const auto [first, end] = seeds(3000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    compare_disbursement(world);
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
    compare_disbursement(world);
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

}  // namespace
}  // namespace differential
