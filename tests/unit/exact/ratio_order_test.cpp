#include "giaingan/exact/ratio_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

using samples::greatest;
using samples::Ratios;
using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // index, tie

Places places(RatioOrder& order, const RatioColumns& columns) {
  Places found;
  for (const OrderedRatio& place : order.descending(columns))
    found.emplace_back(place.index, place.tie);
  return found;
}

/// By comparing ratios with one another.
Places expected(const RatioColumns& columns) {
  std::vector<std::uint32_t> defined;
  for (std::uint32_t i = 0; i < columns.count; ++i) {
    if (columns[i].den > 0) defined.push_back(i);
  }
  std::stable_sort(defined.begin(), defined.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return columns[a] > columns[b]; });
  Places made;
  for (std::size_t i = 0; i < defined.size(); ++i) {
    const bool tied = i > 0 && columns[defined[i]] == columns[defined[i - 1]];
    made.emplace_back(defined[i], i == 0 ? 0 : made.back().second + (tied ? 0U : 1U));
  }
  return made;
}

void check(const RatioColumns& columns) {
  RatioOrder order;
  // No printing of thousands of places.
  EXPECT_TRUE(places(order, columns) == expected(columns)) << columns.count << " ratios";
}

TEST(RatioOrder, OrdersFromHighToLowAndEqualOnesByPosition) {
  const Ratios ratios{{1, 3, 0, 2, 5, 7, 0}, {2, 4, 0, 4, 1, 0, 9}};
  RatioOrder order;
  EXPECT_EQ(places(order, ratios.columns()), (Places{{4, 0}, {1, 1}, {0, 2}, {3, 2}, {6, 3}}));
}

TEST(RatioOrder, TakesNoRatioAndNoDefinedRatio) {
  RatioOrder order;
  EXPECT_TRUE(order.descending({}).empty());
  const Ratios undefined{{1, 0}, {0, 0}};
  EXPECT_TRUE(order.descending(undefined.columns()).empty());
}

TEST(RatioOrder, SeesWhatDoublesAndDecimalsCannot) {
  const Ratios ratios{
      {93'382'510'791, 116'171'513'186, 312'083'292'075, 286'054'803'968, 132'779'149'316, 1'199'486'438},
      {153'086'000'000, 190'445'000'000, 361'601'238'182, 331'442'835'709, 310'625'000'000, 2'806'091'745}};
  RatioOrder order;
  EXPECT_EQ(places(order, ratios.columns()), (Places{{3, 0}, {2, 1}, {1, 2}, {0, 3}, {5, 4}, {4, 5}}));
}

TEST(RatioOrder, OrdersTheExtremes) {
  const Ratios ratios{{greatest, 1, greatest - 1, greatest, greatest - 2, 0, greatest, 1},
                      {1, greatest, greatest, greatest, greatest - 1, greatest, greatest - 1, 1}};
  check(ratios.columns());
}

// Ratios that agree in any number of bits up to 124, below 1 and above, each many times over, so that more of
// them share a digit than are compared with one another.
TEST(RatioOrder, TellsTheClosestRatiosApart) {
  oracle::Draws draws(1);
  for (const std::int64_t whole :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{63}, std::int64_t{64}, std::int64_t{1} << 31,
        std::int64_t{1} << 33, std::int64_t{1} << 50, std::int64_t{1} << 60}) {
    const auto ratios = whole == 0 ? samples::fibonacci_ratios() : samples::fibonacci_ratios_above(whole);
    check(samples::draws_from(ratios, 20'000, draws).columns());
    // Only the closest: they share all digits but the last.
    for (const std::size_t closest : {2U, 5U, 12U}) {
      const std::size_t count = std::min(closest, ratios.size());
      check(samples::draws_from({ratios.end() - static_cast<std::ptrdiff_t>(count), ratios.end()}, 200, draws)
                .columns());
    }
  }
}

TEST(RatioOrder, OrdersRandomRatiosOfEverySize) {
  oracle::Draws draws(2);
  for (const std::size_t count : {1U, 2U, 3U, 47U, 48U, 49U, 50U, 255U, 256U, 511U, 512U, 513U, 70'000U}) {
    for (const int bits : {2, 10, 31, 33, 52, 53, 63}) {
      Ratios ratios;
      while (ratios.size() < count)
        ratios.add({samples::amount(draws, bits), samples::amount(draws, bits)});
      check(ratios.columns());
    }
  }
}

// From 48 ratios that share a digit on another way is taken.
TEST(RatioOrder, OrdersAsManyEqualDigitsAsItLikes) {
  oracle::Draws draws(3);
  const auto ratios = samples::fibonacci_ratios();
  const std::vector<Ratio> near(ratios.begin() + 30, ratios.end());
  for (std::size_t count = 40; count < 60; ++count)
    check(samples::draws_from(near, count, draws).columns());
}

TEST(RatioOrder, GivesThousandsOfEqualRatiosOneTie) {
  Ratios ratios;
  for (std::int64_t i = 1; i <= 5'000; ++i)
    ratios.add({3 * i, 7 * i});
  RatioOrder order;
  const auto found = order.descending(ratios.columns());
  ASSERT_EQ(found.size(), 5'000U);
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].index, i);
    ASSERT_EQ(found[i].tie, 0U);
  }
}

TEST(RatioOrder, ReadsStridesAndCanBeUsedAgain) {
  oracle::Draws draws(4);
  RatioOrder order;
  for (const std::size_t count : {100U, 3U, 0U, 1'000U, 7U}) {
    std::vector<std::int64_t> structs(5 * count + 5);
    for (std::int64_t& value : structs)
      value = samples::amount(draws, 8);
    const RatioColumns columns{structs.data() + 1, structs.data() + 5 * count, count, 5, -5};
    EXPECT_TRUE(places(order, columns) == expected(columns)) << count;
  }
}

}  // namespace
}  // namespace giaingan
