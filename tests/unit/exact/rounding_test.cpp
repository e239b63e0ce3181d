#include "giaingan/exact/rounding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

rc::Gen<Ratio> any_ratio() {
  return rc::gen::construct<Ratio>(
      rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-2000, 2000)),
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, greatest),
                     rc::gen::element<std::int64_t>(1, 2, 3, 8, 16, 200, 2000)));
}

/// A decimal text as an exact number.
cpp_rational number_in(std::string text) {
  const std::size_t point = text.find('.');
  const std::size_t places = point == std::string::npos ? 0 : text.size() - point - 1;
  if (point != std::string::npos) text.erase(point, 1);
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // a leading 0 would mean octal
  const cpp_rational value(cpp_int(text), pow(cpp_int(10), static_cast<unsigned>(places)));
  return negative ? cpp_rational(-value) : value;
}

TEST(PercentText, RoundsHalfUpAsPublished) {
  // Published by Ho Chi Minh City: 72.5 as 73, 68.5 as 69, 60.5 as 61; half-even would give 72, 68 and 60.
  EXPECT_EQ(percent_text(Ratio{725, 1000}, 0, Rounding::half_up), "73");
  EXPECT_EQ(percent_text(Ratio{685, 1000}, 0, Rounding::half_up), "69");
  EXPECT_EQ(percent_text(Ratio{605, 1000}, 0, Rounding::half_up), "61");
  // 7,293 of 22,000 is 33.15 % exactly; binary floating point prints 33.1.
  EXPECT_EQ(percent_text(Ratio{7293, 22000}, 1, Rounding::half_up), "33.2");
  EXPECT_EQ(percent_text(Ratio{7293, 22000}, 2, Rounding::half_up), "33.15");
}

TEST(PercentText, CanPrintAFigureThatTheDecisionContradicts) {
  EXPECT_EQ(percent_text(Ratio{69996, 100000}, 2, Rounding::half_up), "70.00");
  EXPECT_EQ(percent_text(Ratio{69996, 100000}, 2, Rounding::down), "69.99");
  EXPECT_LT((Ratio{69996, 100000}), (Ratio{70, 100}));
  EXPECT_EQ(percent_text(Ratio{9496, 10000}, 1, Rounding::half_up), "95.0");
}

TEST(PercentText, PrintsEveryKindOfFigure) {
  EXPECT_EQ(percent_text(Ratio{4221, 10000}, 2, Rounding::half_up), "42.21");
  EXPECT_EQ(percent_text(Ratio{0, 1}, 2, Rounding::half_up), "0.00");
  EXPECT_EQ(percent_text(Ratio{1247, 1000}, 1, Rounding::half_up), "124.7");
  EXPECT_EQ(percent_text(Ratio{1, 1}, 2, Rounding::half_up), "100.00");
  EXPECT_EQ(percent_text(Ratio{1, greatest}, 2, Rounding::half_up), "0.00");
  EXPECT_EQ(percent_text(Ratio{1, greatest}, 2, Rounding::up), "0.01");
  EXPECT_EQ(percent_text(Ratio{greatest, 1}, 0, Rounding::half_up), "922337203685477580700");
}

TEST(DecimalText, KeepsItsPlaces) {
  EXPECT_EQ(decimal_text(Ratio{5, 2}, 2, Rounding::half_up), "2.50");
  EXPECT_EQ(decimal_text(Ratio{-1, 3}, 2, Rounding::half_up), "-0.33");
  EXPECT_EQ(decimal_text(Ratio{-1, 3}, 2, Rounding::down), "-0.34");
  EXPECT_EQ(decimal_text(Ratio{-1, 3}, 2, Rounding::up), "-0.33");
  EXPECT_EQ(decimal_text(Ratio{1, 3}, 0, Rounding::up), "1");
  EXPECT_EQ(decimal_text(Ratio{1, 200}, 2, Rounding::half_up), "0.01");
  EXPECT_EQ(decimal_text(Rational(12), 3, Rounding::half_up), "12.000");
  EXPECT_EQ(decimal_text(Ratio{1, 7}, 30, Rounding::down), "0.142857142857142857142857142857");
}

TEST(DecimalText, HasNoNegativeZero) {
  EXPECT_EQ(decimal_text(Ratio{-1, 1000}, 2, Rounding::half_up), "0.00");
  EXPECT_EQ(decimal_text(Ratio{-1, 1000}, 2, Rounding::up), "0.00");
  EXPECT_EQ(decimal_text(Ratio{-1, 1000}, 2, Rounding::down), "-0.01");
  EXPECT_EQ(decimal_text(Rational(), 0, Rounding::down), "0");
}

TEST(DecimalText, RoundsTheHalfUpwardsOnBothSidesOfZero) {
  EXPECT_EQ(decimal_text(Ratio{5, 2}, 0, Rounding::half_up), "3");
  EXPECT_EQ(decimal_text(Ratio{-5, 2}, 0, Rounding::half_up), "-2");
  EXPECT_EQ(decimal_text(Ratio{1, 2}, 0, Rounding::half_up), "1");
  EXPECT_EQ(decimal_text(Ratio{-1, 2}, 0, Rounding::half_up), "0");
}

TEST(RoundToStep, RoundsToMultiplesOfTheStep) {
  const Ratio hundredth_percent{1, 10000};
  EXPECT_EQ(round_to_step(Ratio{69996, 100000}, hundredth_percent, Rounding::half_up),
            Rational(Ratio{7, 10}));
  EXPECT_EQ(round_to_step(Ratio{69995, 100000}, hundredth_percent, Rounding::half_up),
            Rational(Ratio{7, 10}));
  EXPECT_EQ(round_to_step(Ratio{69994, 100000}, hundredth_percent, Rounding::half_up),
            Rational(Ratio{6999, 10000}));
  EXPECT_EQ(round_to_step(Rational(1'499'999), Ratio{1'000'000, 1}, Rounding::half_up), Rational(1'000'000));
  EXPECT_EQ(round_to_step(Rational(1'500'000), Ratio{1'000'000, 1}, Rounding::half_up), Rational(2'000'000));
  EXPECT_EQ(round_to_step(Rational(1), Ratio{1'000'000, 1}, Rounding::up), Rational(1'000'000));
  EXPECT_EQ(round_to_step(Rational(-1), Ratio{1'000'000, 1}, Rounding::down), Rational(-1'000'000));
  EXPECT_EQ(round_to_step(Ratio{1, 2}, Ratio{1, 3}, Rounding::half_up), Rational(Ratio{2, 3}));
}

RC_GTEST_PROP(RoundToStep, StaysWithinItsStep, ()) {
  const Ratio number = *any_ratio();
  Ratio step = *any_ratio();
  step.num = step.num == std::numeric_limits<std::int64_t>::min()
                 ? 1
                 : std::max<std::int64_t>(1, std::abs(step.num));
  const Rational exact(number);
  const Rational width(step);
  const Rational down = round_to_step(exact, step, Rounding::down);
  const Rational up = round_to_step(exact, step, Rounding::up);
  const Rational half_up = round_to_step(exact, step, Rounding::half_up);
  for (const Rational& rounded : {down, up, half_up})
    RC_ASSERT((rounded / width).denominator_text() == "1");
  RC_ASSERT(down <= exact);
  RC_ASSERT(exact < down + width);
  RC_ASSERT(up >= exact);
  RC_ASSERT(exact > up - width);
  // Nearest: at most half a step away, and at the half the upper one.
  const Rational half = width / Rational(2);
  RC_ASSERT(half_up - half <= exact);
  RC_ASSERT(exact < half_up + half);
  RC_ASSERT(round_to_step(half_up, step, Rounding::half_up) == half_up);
}

RC_GTEST_PROP(DecimalText, IsWithinHalfAUnitOfItsLastPlace, ()) {
  const Ratio number = *any_ratio();
  const int decimals = *rc::gen::inRange(0, 25);
  const std::string text = decimal_text(Rational(number), decimals, Rounding::half_up);
  const std::size_t point = text.find('.');
  RC_ASSERT((point == std::string::npos ? 0 : text.size() - point - 1) == static_cast<std::size_t>(decimals));
  const cpp_rational error = number_in(text) - cpp_rational(cpp_int(number.num), cpp_int(number.den));
  const cpp_rational half(cpp_int(1), 2 * pow(cpp_int(10), static_cast<unsigned>(decimals)));
  RC_ASSERT(error <= half);
  RC_ASSERT(error > -half);
}

RC_GTEST_PROP(PercentText, IsTheDecimalTextOfAHundredTimesTheNumber, ()) {
  const Ratio number = *any_ratio();
  const Rational hundredfold = Rational(number) * Rational(100);
  for (const Rounding rounding : {Rounding::down, Rounding::half_up, Rounding::up})
    RC_ASSERT(percent_text(number, 2, rounding) == decimal_text(hundredfold, 2, rounding));
}

RC_GTEST_PROP(PercentText, OfARatioIsThatOfTheRational, ()) {
  const Ratio number = *any_ratio();
  const int decimals = *rc::gen::inRange(0, 19);  // beyond 16 the ratio takes the way of the rational
  for (const Rounding rounding : {Rounding::down, Rounding::half_up, Rounding::up})
    RC_ASSERT(percent_text(number, decimals, rounding) == percent_text(Rational(number), decimals, rounding));
}

TEST(PercentText, OfARatioIsThatOfTheRationalAtTheEndsOfInt64) {
  for (const std::int64_t num : {std::numeric_limits<std::int64_t>::min(), greatest, std::int64_t{0}}) {
    for (const std::int64_t den : {std::int64_t{1}, std::int64_t{3}, greatest}) {
      for (const int decimals : {0, 2, 15, 16, 17, 30}) {
        for (const Rounding rounding : {Rounding::down, Rounding::half_up, Rounding::up}) {
          EXPECT_EQ(percent_text(Ratio{num, den}, decimals, rounding),
                    percent_text(Rational(Ratio{num, den}), decimals, rounding));
        }
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
