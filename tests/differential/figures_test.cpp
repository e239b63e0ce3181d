// Sums, reports and averages of every month against the slow oracle.
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/grouping.hpp"

#include <gtest/gtest.h>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"

namespace differential {
namespace {

// A group without an id of the library's own is as good as the oracle's unit of that name.
void compare_sums(const oracle::World& world, const giaingan::Portfolio& portfolio, int last) {
  const auto grouping = giaingan::group_by_level(portfolio, world.level);
  ASSERT_EQ(grouping.ids, oracle::units_at(world.facts, world.level));
  const auto sums = giaingan::sum_until(portfolio, basis_of(world.reading), grouping, {last});
  ASSERT_EQ(sums.size(), static_cast<std::size_t>(last));
  for (int month = 1; month <= last; ++month) {
    const auto& at = sums[static_cast<std::size_t>(month - 1)];
    const auto all = oracle::figures_of_all(world.facts, world.reading, month, last);
    EXPECT_EQ(at.total.plan.value, all.plan) << month;
    EXPECT_EQ(at.total.disbursed.value, all.disbursed) << month;
    for (std::size_t g = 0; g < grouping.ids.size(); ++g) {
      const std::string& unit = grouping.ids[g];
      const auto own = oracle::figures_of_unit(world.facts, world.level, unit, world.reading, month, last);
      EXPECT_EQ(at.of_group[g].plan.value, own.plan) << unit << " " << month;
      EXPECT_EQ(at.of_group[g].disbursed.value, own.disbursed) << unit << " " << month;
      EXPECT_EQ(at.reported[g], oracle::reported(world.facts, world.level, unit, world.reading, month, last))
          << unit << " " << month;
    }
  }
}

TEST(DifferentialFigures, RandomWorlds) {
  const auto [first, end] = seeds(3000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    const auto portfolio = portfolio_of(world.facts);
    const int last = oracle::month_of(world.facts.year, world.as_of);
    if (last == 0) continue;
    compare_sums(world, portfolio, last);
    for (const oracle::Average& average : world.averages) {
      const auto values = giaingan::average_until(portfolio, average_of(average), {last});
      ASSERT_EQ(values.size(), static_cast<std::size_t>(last));
      for (int month = 1; month <= last; ++month) {
        EXPECT_EQ(exact(values[static_cast<std::size_t>(month - 1)].value),
                  oracle::value(oracle::read_average(world.facts, average, month, last)))
            << average.name << " " << month;
      }
    }
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
