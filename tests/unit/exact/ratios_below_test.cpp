#include "giaingan/exact/ratios_below.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

using samples::greatest;
using samples::Ratios;
using Marks = std::vector<std::uint16_t>;

constexpr std::uint16_t mark = 1U << 5;
constexpr std::uint16_t others = 0b1010'1010'1000'1010;  // without it

/// Every level against the ratios one by one, with the other bits left alone.
void check(const RatioColumns& columns, Ratio bound) {
  Marks expected(columns.count, others);
  for (std::size_t i = 0; i < columns.count; ++i) {
    if (columns[i].den > 0 && columns[i] < bound) expected[i] |= mark;
  }
  for (const SimdLevel level : samples::simd_levels()) {
    Marks marks(columns.count, others);
    mark_ratios_below(columns, bound, mark, marks, level);
    ASSERT_TRUE(marks == expected) << bound.num << "/" << bound.den << ", level " << static_cast<int>(level);
  }
}

TEST(RatiosBelow, EqualIsNotBelowAndUndefinedNeither) {
  const Ratios ratios{{1, 2, 49, 51, 0, 0, 9}, {2, 4, 100, 100, 7, 0, 0}};
  Marks marks(7, others);
  mark_ratios_below(ratios.columns(), {1, 2}, mark, marks);
  EXPECT_EQ(marks, (Marks{others, others, others | mark, others, others | mark, others, others}));
}

TEST(RatiosBelow, TakesNoRatio) {
  mark_ratios_below({}, {1, 2}, mark, {});
}

TEST(RatiosBelow, TakesALevelThatTheProcessorLacks) {
  const Ratios ratios{{1, 3}, {3, 3}};
  Marks marks(2, 0);
  mark_ratios_below(ratios.columns(), {1, 2}, mark, marks, SimdLevel::avx512);
  EXPECT_EQ(marks, (Marks{mark, 0}));
}

// C2 and C7: one đồng short of the average, which doubles don't see and 64 bits wrap over.
TEST(RatiosBelow, SeesOneDong) {
  const Ratios ratios{{74'408'263'328'478, 74'408'263'328'479}, {94'161'000'000'000, 94'161'000'000'000}};
  const Ratio average{528'868'341'970'354, 669'264'000'000'000};
  Marks marks(2, 0);
  mark_ratios_below(ratios.columns(), average, mark, marks);
  EXPECT_EQ(marks, (Marks{mark, 0}));
  check(ratios.columns(), average);
}

// floor(p·b) as the filter reckons it, which falls short by less than 3.
std::int64_t reached(std::int64_t den, Ratio bound) {
  __extension__ typedef unsigned __int128 Wide;
  constexpr std::uint64_t half = (std::uint64_t{1} << 26) - 1;
  const auto r = static_cast<std::uint64_t>((static_cast<Wide>(bound.num) << 52) /
                                            static_cast<std::uint64_t>(bound.den));
  const auto p = static_cast<std::uint64_t>(den);
  return static_cast<std::int64_t>((p >> 26) * (r >> 26) +
                                   (((p >> 26) * (r & half) + (p & half) * (r >> 26)) >> 26));
}

// The filter says nothing from 0 to 2 above what it reckons; here it falls short by nearly 3.
TEST(RatiosBelow, IsRightAtTheEdgesOfItsFilter) {
  oracle::Draws draws(1);
  constexpr std::int64_t narrow = std::int64_t{1} << 52;
  constexpr std::int64_t half = std::int64_t{1} << 26;
  int more_than_two_short = 0;
  for (int round = 0; round < 300; ++round) {
    // r ends in many ones, and the bound is nearly (r + 1)/2^52.
    const std::int64_t r = draws.between(1, half - 2) * half + half - draws.between(1, 40);
    const Ratio bound{((r + 1) << 10) - draws.between(1, 3), std::int64_t{1} << 62};
    Ratios ratios;
    for (int i = 0; i < 64; ++i) {
      const std::int64_t den = (half - draws.between(1, 1'000)) * half + half - draws.between(1, 40);
      for (std::int64_t distance = -3; distance <= 5; ++distance) {
        const std::int64_t num = reached(den, bound) + distance;
        if (num < 0 || num >= narrow) continue;
        ratios.add({num, den});
        if (distance == 2 && Ratio{num, den} < bound) ++more_than_two_short;
      }
    }
    check(ratios.columns(), bound);
    // One by one, lest another ratio of the block send all of them to be decided exactly.
    for (std::size_t i = 0; i < ratios.size(); ++i)
      check(ratios.columns().part(i, 1), bound);
  }
  EXPECT_GT(more_than_two_short, 1'000);
}

TEST(RatiosBelow, IsRightAroundEveryTie) {
  oracle::Draws draws(2);
  for (int round = 0; round < 3'000; ++round) {
    const Ratio unit{draws.between(0, 2'000), draws.between(1, 1'000)};
    const std::int64_t most = greatest / 2'001;
    const std::int64_t scale = draws.between(1, most);
    Ratios ratios;
    for (int i = 0; i < 40; ++i) {
      const std::int64_t factor = 1 + samples::amount(draws, 51) % most;
      const std::int64_t num = unit.num * factor + draws.between(-1, 1);
      ratios.add({num < 0 ? 0 : num, unit.den * factor});
    }
    check(ratios.columns(), {unit.num * scale, unit.den * scale});
  }
}

// Far from any tie, so that the filter decides.
TEST(RatiosBelow, IsRightOfBoundsBelowOneAndFromOneOn) {
  for (const Ratio bound :
       {Ratio{1, 3}, Ratio{999, 1'000}, Ratio{1, 1}, Ratio{3, 2}, Ratio{63, 1}, Ratio{70, 1}}) {
    Ratios ratios;
    for (std::int64_t i = 1; i <= 100; ++i) {
      const std::int64_t den = i * 1'000'003 * bound.den;
      ratios.add({(den / bound.den) * bound.num / 100 * (i % 2 == 0 ? 97 : 103), den});
    }
    check(ratios.columns(), bound);
  }
}

TEST(RatiosBelow, IsRightAtTheEdgesOfWhatIsNarrow) {
  Ratios ratios;
  for (const int bits : {26, 31, 32, 51, 52, 53, 58, 62}) {
    for (std::int64_t off = -2; off <= 2; ++off) {
      const std::int64_t edge = (std::int64_t{1} << bits) + off;
      for (const std::int64_t other :
           {std::int64_t{0}, std::int64_t{1}, edge - 1, edge, edge + 1, greatest}) {
        ratios.add({edge, other});
        ratios.add({other, edge});
      }
    }
  }
  ratios.add({greatest, greatest});
  const RatioColumns columns = ratios.columns();
  for (std::size_t i = 0; i < columns.count; ++i) {
    const Ratio bound = columns[i];
    if (bound.den == 0) continue;
    check(columns, bound);
    if (bound.den < greatest) check(columns, {bound.num, bound.den + 1});
    // Each by itself, so that nothing else makes the block be decided exactly.
    if (i % 7 != 0) continue;
    for (std::size_t k = 0; k < columns.count; ++k)
      check(columns.part(k, 1), bound);
  }
}

// From 64 on no filter fits; at 0 nobody is below.
TEST(RatiosBelow, TakesEveryBound) {
  oracle::Draws draws(3);
  const std::vector<Ratio> bounds{{0, 1},
                                  {0, greatest},
                                  {1, greatest},
                                  {63, 1},
                                  {64, 1},
                                  {65, 1},
                                  {6'399, 100},
                                  {6'401, 100},
                                  {greatest, 1},
                                  {greatest, greatest},
                                  {1, 1},
                                  {greatest - 1, greatest},
                                  {64 * 1'000'003LL - 1, 1'000'003}};
  for (const int bits : {3, 20, 45, 52, 63}) {
    Ratios ratios;
    for (int i = 0; i < 700; ++i) {
      const std::int64_t den = samples::amount(draws, bits);
      const std::int64_t times = draws.between(0, 70);
      ratios.add({times == 0 || den > greatest / times ? samples::amount(draws, bits) : den * times, den});
    }
    for (const Ratio bound : bounds)
      check(ratios.columns(), bound);
  }
}

TEST(RatiosBelow, IsRightForEverySizeAndStride) {
  oracle::Draws draws(4);
  for (const std::size_t count :
       {1U, 7U, 8U, 9U, 63U, 511U, 512U, 513U, 1'024U, 1'500U, 65'535U, 65'536U, 65'537U}) {
    std::vector<std::int64_t> structs(3 * count + 3);
    for (std::int64_t& value : structs)
      value = samples::amount(draws, count % 2 == 0 ? 40 : 53);
    check({structs.data(), structs.data() + count, count}, {3, 7});
    check({structs.data(), structs.data() + 1, count, 3, 3}, {3, 7});
    check({structs.data() + 3 * count, structs.data() + 2, count, -3, 1}, {3, 7});
    check({structs.data(), structs.data() + 1, count, 1, 0}, {3, 7});
  }
}

}  // namespace
}  // namespace giaingan
