#include "giaingan/exact/largest_remainder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using testing::ElementsAre;
using Amounts = std::vector<std::int64_t>;

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

Amounts shares(std::int64_t total, const Amounts& weights) {
  return largest_remainder(total, weights);
}

TEST(LargestRemainder, GivesTheRestToTheLargestRemainders) {
  // 100·(1, 2, 4)/7 = 14 2/7, 28 4/7, 57 1/7.
  EXPECT_THAT(shares(100, {1, 2, 4}), ElementsAre(14, 29, 57));
  // 10·(6, 3, 1)/10 comes out even.
  EXPECT_THAT(shares(10, {6, 3, 1}), ElementsAre(6, 3, 1));
  // Quotas 4.16, 3.78, 1.26, 0.80 of the seats.
  EXPECT_THAT(shares(10, {416, 378, 126, 80}), ElementsAre(4, 4, 1, 1));
}

TEST(LargestRemainder, SettlesEqualRemaindersByPlaceInTheList) {
  EXPECT_THAT(shares(1, {1, 1, 1}), ElementsAre(1, 0, 0));
  EXPECT_THAT(shares(2, {1, 1, 1}), ElementsAre(1, 1, 0));
  EXPECT_THAT(shares(5, {3, 3}), ElementsAre(3, 2));
  EXPECT_THAT(shares(5, {0, 3, 3}), ElementsAre(0, 3, 2));
}

TEST(LargestRemainder, KnowsNothingToDivide) {
  EXPECT_THAT(shares(0, {}), ElementsAre());
  EXPECT_THAT(shares(0, {0, 0}), ElementsAre(0, 0));
  EXPECT_THAT(shares(0, {5, 7}), ElementsAre(0, 0));
  EXPECT_THAT(shares(7, {0, 1, 0}), ElementsAre(0, 7, 0));
}

TEST(LargestRemainder, ReachesTheEdgesOf64Bits) {
  EXPECT_THAT(shares(greatest, {greatest}), ElementsAre(greatest));
  // The sum of weights leaves 64 bits.
  EXPECT_THAT(shares(greatest, {greatest, greatest}), ElementsAre(greatest / 2 + 1, greatest / 2));
  EXPECT_THAT(shares(3, {greatest, greatest, greatest}), ElementsAre(1, 1, 1));
  EXPECT_THAT(shares(greatest, {1, greatest}), ElementsAre(1, greatest - 1));
}

TEST(LargestRemainder, DividesAPoolAmong700NeedsWithoutLosingADong) {
  // Percentages of two decimals hand out 703,703,670 too much of this pool.
  Amounts needs(700);
  for (std::size_t i = 0; i < needs.size(); ++i)
    needs[i] = 1'000'000 + static_cast<std::int64_t>(i * i) * 7'919;
  const Amounts parts = shares(2'345'678'900'000, needs);
  EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), 2'345'678'900'000);
}

rc::Gen<Amounts> any_weights() {
  return rc::gen::nonEmpty(rc::gen::container<Amounts>(
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 10), rc::gen::inRange<std::int64_t>(0, greatest),
                     rc::gen::element<std::int64_t>(0, 1, greatest))));
}

RC_GTEST_PROP(LargestRemainder, ConservesTheTotalAndStaysWithinOneOfTheQuota, ()) {
  const std::int64_t total =
      *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 100), rc::gen::inRange<std::int64_t>(0, greatest),
                      rc::gen::just(greatest));
  const Amounts weights = *any_weights();
  const cpp_int whole = std::accumulate(weights.begin(), weights.end(), cpp_int(0));
  RC_PRE(whole > 0);
  const Amounts parts = shares(total, weights);
  RC_ASSERT(parts.size() == weights.size());
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), cpp_int(0)) == total);

  for (std::size_t i = 0; i < parts.size(); ++i) {
    const cpp_int quota = cpp_int(total) * weights[i] / whole;
    RC_ASSERT(parts[i] >= 0);
    RC_ASSERT(parts[i] == quota || parts[i] == quota + 1);
    if (weights[i] == 0) RC_ASSERT(parts[i] == 0);
    // Whoever was rounded up has a remainder at least as large as anyone rounded down.
    for (std::size_t j = 0; j < parts.size(); ++j) {
      const bool i_up = parts[i] > quota;
      const bool j_down = parts[j] == cpp_int(total) * weights[j] / whole;
      if (!i_up || !j_down) continue;
      const cpp_int rest_i = cpp_int(total) * weights[i] % whole;
      const cpp_int rest_j = cpp_int(total) * weights[j] % whole;
      RC_ASSERT(rest_i > rest_j || (rest_i == rest_j && i < j));
    }
  }
}

RC_GTEST_PROP(LargestRemainder, DoesNotChangeWhenAllWeightsAreScaled, ()) {
  auto weights = *rc::gen::nonEmpty(rc::gen::container<Amounts>(rc::gen::inRange<std::int64_t>(0, 1000)));
  const std::int64_t total = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const std::int64_t factor = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  RC_PRE(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) > 0);
  const Amounts before = shares(total, weights);
  for (std::int64_t& weight : weights)
    weight *= factor;
  RC_ASSERT(shares(total, weights) == before);
}

}  // namespace
}  // namespace giaingan
