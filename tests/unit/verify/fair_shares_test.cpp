// Fair shares: the way for nested holds against the way for any network.
#include "verify/fair_shares.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "oracle/draws.hpp"

namespace giaingan::verify {
namespace {

using oracle::Draws;
using ::testing::ElementsAre;

constexpr auto outside = static_cast<std::size_t>(-1);

struct Instance {
  std::vector<Sharer> sharers;
  std::vector<Hold> holds;
  std::int64_t total = 0;
};

/// What fits into the holds, innermost first: holds stand within later ones.
std::int64_t most_of(const Instance& instance) {
  std::vector<std::int64_t> filled(instance.holds.size(), 0);
  std::int64_t all = 0;
  for (const Sharer& sharer : instance.sharers)
    (sharer.room == outside ? all : filled[sharer.room]) += sharer.most;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const Hold& hold = instance.holds[i];
    (hold.within == outside ? all : filled[hold.within]) += std::min(filled[i], hold.left);
  }
  return all;
}

Instance random_instance(Draws& draws) {
  Instance instance;
  const std::size_t holds = draws.below(5);
  for (std::size_t i = 0; i < holds; ++i) {
    const bool nested = i + 1 < holds && draws.chance(60);
    instance.holds.push_back({draws.between(0, 12), nested ? i + 1 + draws.below(holds - i - 1) : outside});
  }
  const bool equal = draws.chance(50);
  const std::size_t count = 1 + draws.below(8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t most = draws.between(1, 9);
    const bool held = holds > 0 && draws.chance(80);
    instance.sharers.push_back({most, equal ? 1 : most, i, held ? draws.below(holds) : outside});
  }
  instance.total = draws.between(0, most_of(instance));
  return instance;
}

/// Nodes: pool 0, sink 1, then the holds.
ShareNetwork network_of(const Instance& instance) {
  const auto node = [](std::size_t hold) { return hold == outside ? 1 : 2 + hold; };
  ShareNetwork network{.nodes = 2 + instance.holds.size()};
  for (std::size_t i = 0; i < instance.holds.size(); ++i)
    network.pipes.push_back({node(i), node(instance.holds[i].within), 0, instance.holds[i].left});
  for (const Sharer& sharer : instance.sharers)
    network.sharers.push_back({0, node(sharer.room), 0, sharer.most});
  network.pipes.push_back({1, 0, instance.total, instance.total});
  return network;
}

TEST(FairShares, NestedHoldsAreANetwork) {
  Draws draws(11);
  for (int i = 0; i < 4000; ++i) {
    const Instance instance = random_instance(draws);
    const FairShares nested = nested_shares(instance.sharers, instance.holds, instance.total);
    const FairShares general = network_shares(instance.sharers, network_of(instance));
    ASSERT_EQ(nested.whole, general.whole) << "instance " << i;
    ASSERT_EQ(nested.order, general.order) << "instance " << i;
  }
}

TEST(FairShares, LevelsStopWhereAHoldIsFull) {
  // 10 in all; the first two share a hold of 3, so the others have 3 1/2 each.
  const std::vector<Sharer> sharers = {{5, 1, 0, 0}, {5, 1, 1, 0}, {5, 1, 2, outside}, {5, 1, 3, outside}};
  const FairShares shares = nested_shares(sharers, {{3, outside}}, 10);
  EXPECT_THAT(shares.whole, ElementsAre(1, 1, 3, 3));
  EXPECT_THAT(shares.order, ElementsAre(0, 1, 2, 3));
}

TEST(FairShares, InProportionToNeed) {
  // 7 shared by 10, 5 and 5: 3 1/2, 1 3/4, 1 3/4.
  const std::vector<Sharer> sharers = {{10, 10, 0, outside}, {5, 5, 1, outside}, {5, 5, 2, outside}};
  const FairShares shares = nested_shares(sharers, {}, 7);
  EXPECT_THAT(shares.whole, ElementsAre(3, 1, 1));
  EXPECT_THAT(shares.order, ElementsAre(1, 2, 0));
}

}  // namespace
}  // namespace giaingan::verify
