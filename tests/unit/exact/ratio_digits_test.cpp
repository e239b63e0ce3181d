#include "exact/ratio_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

using Integer = boost::multiprecision::cpp_int;
using samples::greatest;
using samples::Ratios;

/// The key by its definition, of a ratio below 1.
std::uint32_t expected_below_one(Ratio ratio) {
  const Integer digit = (Integer(ratio.num) << 31) / ratio.den;
  return ~static_cast<std::uint32_t>(digit);
}

void check(const RatioColumns& columns) {
  for (const SimdLevel level : samples::simd_levels()) {
    std::vector<std::uint32_t> keys(columns.count);
    first_keys(columns, keys, level);
    for (std::size_t i = 0; i < columns.count; ++i) {
      const Ratio ratio = columns[i];
      const std::uint32_t expected = ratio.num < ratio.den ? expected_below_one(ratio) : first_key(ratio);
      ASSERT_EQ(keys[i], expected) << ratio.num << " / " << ratio.den << " at " << i << " of "
                                   << columns.count << ", level " << static_cast<int>(level);
    }
  }
}

/// Numerators at the edges of digits: exact multiples of den / 2^31 and their neighbours, as far as they are
/// below 1.
void add_edges(Ratios& ratios, std::int64_t den, oracle::Draws& draws) {
  std::vector<std::int64_t> digits{0, 1, (std::int64_t{1} << 31) - 1};
  for (int i = 0; i < 3; ++i)
    digits.push_back(draws.between(0, (std::int64_t{1} << 31) - 1));
  for (const std::int64_t digit : digits) {
    const auto least = static_cast<std::int64_t>((Integer(digit) * den + ((Integer(1) << 31) - 1)) >> 31);
    for (std::int64_t num = std::max<std::int64_t>(least - 1, 0); num <= least + 1 && num < den; ++num)
      ratios.add({num, den});
  }
  ratios.add({den - 1, den});
}

// Denominators at the edges of the 64 intervals that reciprocals start from, of every width.
TEST(RatioDigits, FirstKeysAtTheEdgesOfTheReciprocal) {
  oracle::Draws draws(1);
  Ratios ratios;
  for (int bits = 0; bits < 57; ++bits) {
    for (std::int64_t interval = 64; interval < 128; ++interval) {
      for (const std::int64_t off : {-1, 0, 1})
        add_edges(ratios, (interval << bits) + off, draws);
    }
  }
  for (int bits = 1; bits < 63; ++bits) {
    for (const std::int64_t off : {-1, 0, 1})
      add_edges(ratios, (std::int64_t{1} << bits) + off, draws);
  }
  add_edges(ratios, 1, draws);
  add_edges(ratios, greatest, draws);
  check(ratios.columns());
}

TEST(RatioDigits, FirstKeysOfRandomRatios) {
  oracle::Draws draws(2);
  Ratios ratios;
  while (ratios.size() < 200'000) {
    const std::int64_t den = samples::amount(draws, 63) + 1;
    if (draws.chance(50)) {
      ratios.add({draws.between(0, den - 1), den});
    } else {
      add_edges(ratios, den, draws);
    }
  }
  check(ratios.columns());
}

// Undefined ones, those from 1 on and wide ones stand among eight that are none of these; columns end
// anywhere.
TEST(RatioDigits, FirstKeysOfMixedRatiosAndAnyCount) {
  oracle::Draws draws(3);
  for (std::size_t count = 0; count < 40; ++count) {
    for (int round = 0; round < 50; ++round) {
      Ratios ratios;
      while (ratios.size() < count) {
        const int bits = draws.chance(20) ? 63 : 30;
        ratios.add({samples::amount(draws, bits), samples::amount(draws, bits)});
      }
      check(ratios.columns());
    }
  }
}

TEST(RatioDigits, FirstKeysOfStrides) {
  const std::vector<std::int64_t> pairs{1, 3, 2, 3, 3, 3, 4, 3, 5, 0, 0, 7, 1, 2, 6, 7, 1, 9};
  check({pairs.data(), pairs.data() + 1, 9, 2, 2});
  check({pairs.data() + 16, pairs.data() + 1, 9, -2, 2});
}

// In the order of the ratios or equal, and away from what undefined ones have.
TEST(RatioDigits, KeysGoDownWhereRatiosGoUp) {
  oracle::Draws draws(4);
  std::vector<Ratio> ratios = samples::fibonacci_ratios();
  for (const std::int64_t whole : {std::int64_t{1}, std::int64_t{63}, std::int64_t{1} << 40}) {
    for (const Ratio ratio : samples::fibonacci_ratios_above(whole))
      ratios.push_back(ratio);
  }
  for (int i = 0; i < 20'000; ++i)
    ratios.push_back({samples::amount(draws, 63), samples::amount(draws, 63) + 1});
  ratios.push_back({greatest, 1});
  ratios.push_back({0, greatest});
  std::sort(ratios.begin(), ratios.end());
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    EXPECT_GE(first_key(ratios[i]), least_key);
    if (i == 0) continue;
    EXPECT_LE(first_key(ratios[i]), first_key(ratios[i - 1]));
  }
  EXPECT_LT(first_key({5, 0}), least_key);
}

}  // namespace
}  // namespace giaingan
