#include "giaingan/exact/rational.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

rc::Gen<Ratio> any_ratio() {
  return rc::gen::construct<Ratio>(
      rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-20, 20),
                     rc::gen::element(least, greatest)),
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, greatest), rc::gen::inRange<std::int64_t>(1, 20)));
}

std::string text_of(const Rational& number) {
  return number.numerator_text() + "/" + number.denominator_text();
}

std::string text_of(const cpp_rational& number) {
  return cpp_int(numerator(number)).str() + "/" + cpp_int(denominator(number)).str();
}

cpp_rational exact(Ratio ratio) {
  return cpp_rational(cpp_int(ratio.num), cpp_int(ratio.den));
}

TEST(Rational, IsZeroByDefaultAndStaysInLowestTerms) {
  EXPECT_EQ(text_of(Rational()), "0/1");
  EXPECT_EQ(text_of(Rational(-7)), "-7/1");
  EXPECT_EQ(text_of(Rational(Ratio{6, 4})), "3/2");
  EXPECT_EQ(text_of(Rational(Ratio{-6, 4})), "-3/2");
  EXPECT_EQ(text_of(Rational(Ratio{0, 9})), "0/1");
  EXPECT_EQ(text_of(Rational(Ratio{1, 6}) + Rational(Ratio{1, 3})), "1/2");
  EXPECT_EQ(text_of(Rational(least)), "-9223372036854775808/1");
}

TEST(Rational, TakesProductsOf128Bits) {
  EXPECT_EQ(text_of(Rational::from_int128(Int128{greatest} * greatest)),
            "85070591730234615847396907784232501249/1");
  EXPECT_EQ(text_of(Rational::from_int128(Int128{least} * greatest)),
            "-85070591730234615856620279821087277056/1");
  EXPECT_EQ(text_of(Rational::from_int128(0)), "0/1");
}

TEST(Rational, AddsUpRatiosWhoseCommonDenominatorLeaves128Bits) {
  // 1/p over the primes up to 101: the denominator is their product, a number of 39 digits.
  constexpr std::array<std::int64_t, 26> primes{2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37, 41,
                                                43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101};
  Rational sum;
  for (const std::int64_t prime : primes)
    sum = sum + Rational(Ratio{1, prime});
  EXPECT_EQ(sum.denominator_text(), "232862364358497360900063316880507363070");
  for (const std::int64_t prime : primes)
    sum = sum - Rational(Ratio{1, prime});
  EXPECT_EQ(sum, Rational());
}

TEST(Rational, RoundsToWholeNumbersBothWays) {
  EXPECT_EQ(Rational(Ratio{7, 2}).floor(), Rational(3));
  EXPECT_EQ(Rational(Ratio{7, 2}).ceil(), Rational(4));
  EXPECT_EQ(Rational(Ratio{-7, 2}).floor(), Rational(-4));
  EXPECT_EQ(Rational(Ratio{-7, 2}).ceil(), Rational(-3));
  EXPECT_EQ(Rational(-4).floor(), Rational(-4));
  EXPECT_EQ(Rational(-4).ceil(), Rational(-4));
  EXPECT_EQ(Rational(Ratio{-1, greatest}).floor(), Rational(-1));
  EXPECT_EQ(Rational(Ratio{1, greatest}).ceil(), Rational(1));
}

TEST(Rational, KnowsItsSign) {
  EXPECT_EQ(Rational(Ratio{-1, greatest}).sign(), -1);
  EXPECT_EQ(Rational().sign(), 0);
  EXPECT_EQ(Rational(Ratio{1, greatest}).sign(), 1);
}

TEST(Rational, ComesBackTo64BitsOnlyIfItFits) {
  EXPECT_EQ(Rational(greatest).to_int64(), greatest);
  EXPECT_EQ(Rational(least).to_int64(), least);
  EXPECT_EQ((Rational(greatest) + Rational(1)).to_int64(), std::nullopt);
  EXPECT_EQ((Rational(least) - Rational(1)).to_int64(), std::nullopt);
  EXPECT_EQ((-Rational(least)).to_int64(), std::nullopt);
  EXPECT_EQ(Rational(Ratio{1, 2}).to_int64(), std::nullopt);
  EXPECT_EQ(Rational(Ratio{4, 2}).to_int64(), 2);

  const auto half = Rational(Ratio{2, 4}).to_ratio();
  ASSERT_TRUE(half);
  EXPECT_EQ(half->num, 1);
  EXPECT_EQ(half->den, 2);
  const Rational finest(Ratio{1, greatest});
  EXPECT_EQ(finest.to_ratio(), (Ratio{1, greatest}));
  EXPECT_FALSE((finest / Rational(2)).to_ratio());  // the denominator leaves 64 bits
  EXPECT_FALSE((Rational(greatest) * Rational(2)).to_ratio());
}

TEST(Rational, OrdersByValueWithTheTypesThatConvert) {
  EXPECT_LT(Rational(Ratio{1, 3}), Rational(Ratio{1, 2}));
  EXPECT_EQ(Rational(Ratio{2, 2}), 1);
  EXPECT_GT(Rational(Ratio{3, 2}), Ratio(4, 3));
  EXPECT_LT(Rational(Ratio{-1, 2}), 0);
}

RC_GTEST_PROP(Rational, CalculatesLikeRationalsOfAnySize, ()) {
  const Ratio a = *any_ratio();
  const Ratio b = *any_ratio();
  RC_ASSERT(text_of(Rational(a) + Rational(b)) == text_of(cpp_rational(exact(a) + exact(b))));
  RC_ASSERT(text_of(Rational(a) - Rational(b)) == text_of(cpp_rational(exact(a) - exact(b))));
  RC_ASSERT(text_of(Rational(a) * Rational(b)) == text_of(cpp_rational(exact(a) * exact(b))));
  RC_ASSERT(text_of(-Rational(a)) == text_of(cpp_rational(-exact(a))));
  if (b.num != 0) {
    RC_ASSERT(text_of(Rational(a) / Rational(b)) == text_of(cpp_rational(exact(a) / exact(b))));
  }
}

RC_GTEST_PROP(Rational, OrdersLikeRatio, ()) {
  const Ratio a = *any_ratio();
  const Ratio b = *any_ratio();
  RC_ASSERT((Rational(a) <=> Rational(b)) == (a <=> b));
  RC_ASSERT((Rational(a) == Rational(b)) == (a == b));
}

RC_GTEST_PROP(Rational, FloorAndCeilEncloseTheNumber, ()) {
  const Rational number = Rational(*any_ratio()) * Rational(*any_ratio());
  const Rational floor = number.floor();
  const Rational ceil = number.ceil();
  RC_ASSERT(floor.denominator_text() == "1");
  RC_ASSERT(ceil.denominator_text() == "1");
  RC_ASSERT(floor <= number);
  RC_ASSERT(number < floor + Rational(1));
  RC_ASSERT(ceil - Rational(1) < number);
  RC_ASSERT(number <= ceil);
}

RC_GTEST_PROP(Rational, AMeanOfManyRatiosIsTheSameFromAnyOrder, ()) {
  const auto ratios = *rc::gen::nonEmpty(rc::gen::container<std::vector<Ratio>>(any_ratio()));
  Rational forward;
  Rational backward;
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    forward = forward + Rational(ratios[i]);
    backward = backward + Rational(ratios[ratios.size() - 1 - i]);
  }
  RC_ASSERT(forward == backward);
  RC_ASSERT(text_of(forward) == text_of(backward));
}

// ---- Means

// Ratios with plans as real ones: some equal, some round, most neither. Enough of them postpone the
// reduction.
std::vector<Ratio> ratios_of(int count) {
  std::vector<Ratio> ratios;
  std::int64_t den = 1'000'003;
  for (int i = 0; i < count; ++i) {
    if (i % 3 != 0) den = 1'000'003 + (den * 48'271) % 2'147'483'647;
    ratios.push_back({den / (2 + i % 5), i % 7 == 0 ? 5'000'000 : den});
  }
  return ratios;
}

cpp_rational naive_mean(const std::vector<Ratio>& ratios) {
  cpp_rational sum;
  for (const Ratio ratio : ratios)
    sum += exact(ratio);
  return sum / static_cast<std::int64_t>(ratios.size());
}

TEST(Mean, IsTheSumOverTheNumberInLowestTerms) {
  const std::vector<Ratio> small = {{1, 2}, {-1, 3}, {5, 6}, {2, 4}};
  EXPECT_EQ(text_of(Rational::mean(small)), "3/8");
  for (const int count : {1, 2, 3, 50, 64, 65, 300}) {
    const auto ratios = ratios_of(count);
    EXPECT_EQ(text_of(Rational::mean(ratios)), text_of(naive_mean(ratios))) << count;
  }
}

TEST(Mean, DoesNotDependOnTheOrder) {
  auto ratios = ratios_of(200);
  const Rational forwards = Rational::mean(ratios);
  std::ranges::reverse(ratios);
  EXPECT_EQ(forwards, Rational::mean(ratios));
  EXPECT_EQ(text_of(forwards), text_of(Rational::mean(ratios)));
}

TEST(Mean, OfManyDigitsIsANumberAsAnyOther) {
  const auto ratios = ratios_of(300);
  const Rational mean = Rational::mean(ratios);
  const cpp_rational naive = naive_mean(ratios);
  const Rational other(Ratio{-3, 7});
  const cpp_rational naive_other = exact({-3, 7});
  EXPECT_EQ(text_of(mean + other), text_of(cpp_rational(naive + naive_other)));
  EXPECT_EQ(text_of(mean - other), text_of(cpp_rational(naive - naive_other)));
  EXPECT_EQ(text_of(other - mean), text_of(cpp_rational(naive_other - naive)));
  EXPECT_EQ(text_of(mean * other), text_of(cpp_rational(naive * naive_other)));
  EXPECT_EQ(text_of(mean / other), text_of(cpp_rational(naive / naive_other)));
  EXPECT_EQ(text_of(other / mean), text_of(cpp_rational(naive_other / naive)));
  EXPECT_EQ(text_of(-mean), text_of(cpp_rational(-naive)));
  EXPECT_EQ(mean.sign(), 1);
  EXPECT_EQ((-mean).sign(), -1);
  EXPECT_EQ((mean - mean).sign(), 0);
  const cpp_int whole = numerator(naive) / denominator(naive);
  EXPECT_EQ(mean.floor().numerator_text(), whole.str());
  EXPECT_EQ(mean.ceil().numerator_text(), cpp_int(whole + 1).str());
  EXPECT_EQ((-mean).floor().numerator_text(), cpp_int(-whole - 1).str());
  EXPECT_EQ((-mean).ceil().numerator_text(), cpp_int(-whole).str());
  EXPECT_FALSE(mean.to_ratio().has_value());
  EXPECT_EQ((mean - mean + other).to_ratio(), (Ratio{-3, 7}));
  EXPECT_GT(mean, other);
  EXPECT_LT(other, mean);
  EXPECT_EQ(mean + other - other, mean);
  EXPECT_LT(mean, mean + Rational(Ratio{1, greatest}));
}

}  // namespace
}  // namespace giaingan
