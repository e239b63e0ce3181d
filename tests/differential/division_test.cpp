// The library's division of a round against the oracle's, without the facts around it: so every instance is
// contested.
#include "oracle/division.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "differential/division_bridge.hpp"
#include "oracle/division_check.hpp"
#include "oracle/draws.hpp"
#include "oracle/random_instance.hpp"
#include "rules/reallocation_division.hpp"

namespace differential {
namespace {

using ::testing::IsEmpty;

void expect_same(oracle::Draws& draws, std::size_t recipients, std::int64_t most) {
  oracle::Instance instance = oracle::random_instance(draws, recipients, most);
  order_precedences(draws, instance);
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
