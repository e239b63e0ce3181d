#include "giaingan/exact/ratio_ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

using samples::greatest;
using samples::Ratios;
using Ranks = std::vector<std::int32_t>;

Ranks ranks_of(RatioRanks& ranks, const RatioColumns& columns, SimdLevel level = highest_simd_level()) {
  Ranks found(columns.count, -1);
  ranks.standard(columns, found, level);
  return found;
}

/// By comparing ratios with one another.
Ranks expected(const RatioColumns& columns) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < columns.count; ++i) {
    if (columns[i].den > 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return columns[a] > columns[b]; });
  Ranks made(columns.count, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tied = i > 0 && columns[order[i]] == columns[order[i - 1]];
    made[order[i]] = tied ? made[order[i - 1]] : static_cast<std::int32_t>(i) + 1;
  }
  return made;
}

void check(const RatioColumns& columns) {
  const Ranks right = expected(columns);
  for (const SimdLevel level : samples::simd_levels()) {
    RatioRanks ranks;
    // No printing of thousands of ranks.
    ASSERT_TRUE(ranks_of(ranks, columns, level) == right)
        << columns.count << " ratios, level " << static_cast<int>(level);
  }
}

/// A ratio with this digit of 31 bits, and up to nine bits after it.
Ratio with_digit(std::int64_t digit, std::int64_t after = 0) {
  return {(digit << 9) + after, std::int64_t{1} << 40};
}

TEST(RatioRanks, RanksFromTheHighestAndEqualOnesAlike) {
  const Ratios ratios{{1, 3, 0, 2, 5, 7, 0}, {2, 4, 0, 4, 1, 0, 9}};
  RatioRanks ranks;
  EXPECT_EQ(ranks_of(ranks, ratios.columns()), (Ranks{3, 2, 0, 3, 1, 0, 5}));
}

TEST(RatioRanks, TakesNoRatioAndNoDefinedRatio) {
  RatioRanks ranks;
  EXPECT_EQ(ranks_of(ranks, {}), Ranks{});
  const Ratios undefined{{1, 0}, {0, 0}};
  EXPECT_EQ(ranks_of(ranks, undefined.columns()), (Ranks{0, 0}));
}

TEST(RatioRanks, RanksTheExtremes) {
  const Ratios ratios{{greatest, 1, greatest - 1, greatest, greatest - 2, 0, greatest, 1},
                      {1, greatest, greatest, greatest, greatest - 1, greatest, greatest - 1, 1}};
  check(ratios.columns());
}

// The steps of its sizes: what is sorted by insertion, blocks of keys, numbers of buckets and of passes.
TEST(RatioRanks, RanksRandomRatiosOfEverySize) {
  oracle::Draws draws(1);
  for (const std::size_t count :
       {1U, 2U, 31U, 32U, 33U, 34U, 511U, 512U, 513U, 5'000U, 65'535U, 65'536U, 131'072U, 530'000U}) {
    for (const int bits : {2, 31, 52, 63}) {
      if (count > 100'000 && bits != 52) continue;
      Ratios ratios;
      while (ratios.size() < count)
        ratios.add({samples::amount(draws, bits), samples::amount(draws, bits)});
      check(ratios.columns());
    }
  }
}

// Ratios that agree in any number of bits up to 124, below 1 and above, each many times over.
TEST(RatioRanks, TellsTheClosestRatiosApart) {
  oracle::Draws draws(2);
  for (const std::int64_t whole :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{63}, std::int64_t{1} << 33, std::int64_t{1} << 60}) {
    const auto ratios = whole == 0 ? samples::fibonacci_ratios() : samples::fibonacci_ratios_above(whole);
    check(samples::draws_from(ratios, 20'000, draws).columns());
    for (const std::size_t closest : {2U, 5U, 12U}) {
      const std::size_t count = std::min(closest, ratios.size());
      check(samples::draws_from({ratios.end() - static_cast<std::ptrdiff_t>(count), ratios.end()}, 200, draws)
                .columns());
    }
  }
}

// Pairs, which are settled by one comparison: either order of either's place, and equal.
TEST(RatioRanks, TellsPairsApart) {
  oracle::Draws draws(3);
  Ratios ratios;
  for (std::int64_t pair = 0; pair < 3'000; ++pair) {
    const std::int64_t digit = 700'000 * pair + draws.between(0, 1'000);
    for (int i = 0; i < 2; ++i)
      ratios.add(with_digit(digit, draws.between(0, 2)));
  }
  check(ratios.columns());
}

// In one bucket: keys that follow one another, some shared and some not, with others far enough away that the
// leading digits leave them together. Up to 32 of them are told apart at once, more by all digits.
TEST(RatioRanks, RanksClustersWithinABucket) {
  oracle::Draws draws(4);
  for (const std::int64_t cluster : {2, 31, 32, 33, 34, 200}) {
    for (const std::int64_t clusters : {1, 2, 40}) {
      for (const int others : {0, 40, 2'000, 20'000}) {
        std::vector<Ratio> made;
        for (std::int64_t first = 0; first < clusters; ++first) {
          for (std::int64_t i = 0; i < cluster; ++i)
            made.push_back(with_digit(first * 400'000 + i / 2 * draws.between(1, 2), draws.between(0, 1)));
        }
        for (int i = 0; i < others; ++i)
          made.push_back(with_digit(draws.between(0, (1 << 24) - 1), draws.between(0, 1)));
        made.push_back(with_digit((1 << 24) - 1));
        Ratios ratios;
        while (!made.empty()) {
          const auto at = made.begin() + draws.between(0, static_cast<std::int64_t>(made.size()) - 1);
          ratios.add(*at);
          *at = made.back();
          made.pop_back();
        }
        check(ratios.columns());
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

TEST(RatioRanks, RanksThousandsOfEqualRatiosAlike) {
  Ratios ratios;
  for (std::int64_t i = 1; i <= 5'000; ++i)
    ratios.add({3 * i, 7 * i});
  RatioRanks ranks;
  EXPECT_EQ(ranks_of(ranks, ratios.columns()), Ranks(5'000, 1));
  ratios.add({1, 0});
  ratios.add({4, 7});
  ratios.add({2, 7});
  Ranks right(5'000, 2);
  right.insert(right.end(), {0, 1, 5'002});
  EXPECT_EQ(ranks_of(ranks, ratios.columns()), right);
}

TEST(RatioRanks, ReadsStridesAndCanBeUsedAgain) {
  oracle::Draws draws(5);
  RatioRanks ranks;
  for (const std::size_t count : {100U, 3U, 0U, 1'000U, 7U}) {
    std::vector<std::int64_t> structs(5 * count + 5);
    for (std::int64_t& value : structs)
      value = samples::amount(draws, 8);
    const RatioColumns columns{structs.data() + 1, structs.data() + 5 * count, count, 5, -5};
    EXPECT_EQ(ranks_of(ranks, columns), expected(columns)) << count;
  }
}

}  // namespace
}  // namespace giaingan
