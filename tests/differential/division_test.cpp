// The library's division of a round against the oracle's, without the facts around it: so every instance is
// contested. The division is an inner part of the room reallocation, hence the private header.
#include "oracle/division.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "oracle/division_check.hpp"
#include "oracle/draws.hpp"
#include "oracle/random_instance.hpp"
#include "rules/reallocation_division.hpp"

namespace differential {
namespace {

using ::testing::IsEmpty;

std::int64_t number(const oracle::Integer& amount) {
  return static_cast<std::int64_t>(amount);
}

giaingan::WithinTier within_of(oracle::Within within) {
  if (within == oracle::Within::proportional) return giaingan::WithinTier::proportional;
  if (within == oracle::Within::equal) return giaingan::WithinTier::equal;
  return giaingan::WithinTier::ratio_desc;
}

giaingan::Instance instance_of(const oracle::Instance& instance) {
  giaingan::Instance made;
  made.pools = instance.pools.size();
  for (const auto& donor : instance.donors)
    made.donor_limits.push_back(number(donor.limit));
  for (const auto& release : instance.releases) {
    made.releases.push_back(
        {release.donor, release.pool, number(release.amount), static_cast<std::size_t>(release.precedence)});
  }
  // The library has no rooms without limit: what nobody can exceed stands for it.
  for (const auto& room : instance.rooms) {
    made.rooms.push_back({room.limit ? number(*room.limit) : 1'000'000'000'000'000,
                          room.within ? *room.within : giaingan::Instance::outside});
  }
  for (const auto& need : instance.needs) {
    made.needs.push_back({need.pool, need.room ? *need.room : giaingan::Instance::outside, need.tier,
                          number(need.amount), static_cast<std::size_t>(need.precedence)});
  }
  for (const oracle::Within within : instance.tiers)
    made.tiers.push_back(within_of(within));
  if (instance.unmatched == oracle::Unmatched::give_back) {
    made.unmatched = giaingan::Unmatched::return_to_above;
  }
  if (instance.cut_order == oracle::CutOrder::proportional) {
    made.cut_order = giaingan::CutOrder::proportional;
  }
  return made;
}

// The library wants every precedence once.
template <class Entries>
void set_precedence(oracle::Draws& draws, Entries& entries) {
  std::vector<int> order(entries.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[draws.below(i)]);
  for (std::size_t i = 0; i < order.size(); ++i)
    entries[i].precedence = order[i];
}

void expect_same(oracle::Draws& draws, std::size_t recipients, std::int64_t most) {
  oracle::Instance instance = oracle::random_instance(draws, recipients, most);
  set_precedence(draws, instance.releases);
  set_precedence(draws, instance.needs);
  const oracle::Division expected = oracle::divide(instance);
  const giaingan::Division actual = giaingan::divide(instance_of(instance));
  oracle::Division division;
  for (const std::int64_t amount : actual.additions)
    division.additions.emplace_back(amount);
  for (const std::int64_t amount : actual.cuts)
    division.cuts.emplace_back(amount);
  ASSERT_THAT(oracle::faults(instance, division), IsEmpty());
  ASSERT_EQ(division.additions, expected.additions);
  ASSERT_EQ(division.cuts, expected.cuts);
}

TEST(DivisionAgainstOracle, TinyInstances) {
  oracle::Draws draws(1);
  for (int i = 0; i < 4000; ++i) {
    SCOPED_TRACE("instance " + std::to_string(i));
    expect_same(draws, 1 + draws.below(6), 3);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

TEST(DivisionAgainstOracle, LargerInstances) {
  oracle::Draws draws(2);
  for (int i = 0; i < 500; ++i) {
    SCOPED_TRACE("instance " + std::to_string(i));
    expect_same(draws, 6 + draws.below(10), draws.one_of<std::int64_t>({5, 60, 1'000'000'007}));
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace differential
