#include "giaingan/exact/ratio.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

rc::Gen<std::int64_t> any_term() {
  return rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-20, 20),
                        rc::gen::element(least, least + 1, greatest - 1, greatest));
}

rc::Gen<std::int64_t> any_denominator() {
  return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, greatest), rc::gen::inRange<std::int64_t>(1, 20),
                        rc::gen::element(greatest - 1, greatest));
}

rc::Gen<Ratio> any_ratio() {
  return rc::gen::construct<Ratio>(any_term(), any_denominator());
}

cpp_rational value_of(Ratio ratio) {
  return cpp_rational(cpp_int(ratio.num), cpp_int(ratio.den));
}

/// The terms as they stand, which equality by value can't see.
std::string terms(std::optional<Ratio> ratio) {
  return ratio ? std::to_string(ratio->num) + "/" + std::to_string(ratio->den) : "nothing";
}

TEST(Ratio, ComparesByValue) {
  EXPECT_EQ((Ratio{1, 2}), (Ratio{2, 4}));
  EXPECT_EQ((Ratio{0, 1}), (Ratio{0, greatest}));
  EXPECT_LT((Ratio{-1, 2}), (Ratio{-1, 3}));
  EXPECT_GT((Ratio{greatest, greatest - 1}), (Ratio{greatest - 1, greatest - 1}));
  EXPECT_LT((Ratio{greatest - 2, greatest - 1}), (Ratio{greatest - 1, greatest}));
  EXPECT_LT((Ratio{least, 1}), (Ratio{least, greatest}));
  EXPECT_LT((Ratio{least, 1}), (Ratio{greatest, 1}));
}

TEST(Ratio, SeesWhatDoublesCannot) {
  // Two units that every double ranks as one.
  EXPECT_GT((Ratio{116'171'513'186, 190'445'000'000}), (Ratio{93'382'510'791, 153'086'000'000}));
  // Equal in twenty decimals.
  EXPECT_GT((Ratio{286'054'803'968, 331'442'835'709}), (Ratio{312'083'292'075, 361'601'238'182}));
  EXPECT_LT((Ratio{132'779'149'316, 310'625'000'000}), (Ratio{1'199'486'438, 2'806'091'745}));
  // One đồng short of the average, and the đồng that makes it.
  const Ratio average{528'868'341'970'354, 669'264'000'000'000};
  EXPECT_LT((Ratio{74'408'263'328'478, 94'161'000'000'000}), average);
  EXPECT_GT((Ratio{74'408'263'328'479, 94'161'000'000'000}), average);
}

TEST(Ratio, EqualsAtRoundShares) {
  EXPECT_EQ((Ratio{25, 250}), (Ratio{19, 190}));
  EXPECT_EQ((Ratio{33, 330}), (Ratio{77, 770}));
  EXPECT_EQ((Ratio{29, 50}), (Ratio{58, 100}));
  EXPECT_EQ((Ratio{87, 150}), (Ratio{58, 100}));
  EXPECT_EQ((Ratio{11, 33}), (Ratio{1, 3}));
}

RC_GTEST_PROP(Ratio, OrdersLikeRationalsOfAnySize, ()) {
  const Ratio a = *any_ratio();
  const Ratio b = *any_ratio();
  RC_ASSERT((a < b) == (value_of(a) < value_of(b)));
  RC_ASSERT((a == b) == (value_of(a) == value_of(b)));
  RC_ASSERT((a > b) == (value_of(a) > value_of(b)));
}

RC_GTEST_PROP(Ratio, SortsTheSameFromAnyOrder, ()) {
  auto ratios = *rc::gen::container<std::vector<Ratio>>(any_ratio());
  std::ranges::sort(ratios);
  for (std::size_t i = 1; i < ratios.size(); ++i)
    RC_ASSERT(value_of(ratios[i - 1]) <= value_of(ratios[i]));
}

TEST(FloorDivide, RoundsTowardsMinusInfinity) {
  EXPECT_TRUE(floor_divide(7, 2) == 3);
  EXPECT_TRUE(floor_divide(-7, 2) == -4);
  EXPECT_TRUE(floor_divide(-8, 2) == -4);
  EXPECT_TRUE(floor_divide(0, 5) == 0);
  EXPECT_TRUE(floor_divide(-1, greatest) == -1);
  EXPECT_TRUE(floor_divide(least, 1) == least);
}

TEST(CeilDivide, RoundsTowardsPlusInfinity) {
  EXPECT_TRUE(ceil_divide(7, 2) == 4);
  EXPECT_TRUE(ceil_divide(-7, 2) == -3);
  EXPECT_TRUE(ceil_divide(8, 2) == 4);
  EXPECT_TRUE(ceil_divide(0, 5) == 0);
  EXPECT_TRUE(ceil_divide(1, greatest) == 1);
  EXPECT_TRUE(ceil_divide(Int128{greatest} * greatest, greatest) == greatest);
}

RC_GTEST_PROP(FloorDivide, TogetherWithCeilEnclosesTheQuotient, ()) {
  const Int128 dividend = Int128{*any_term()} * *any_term();
  const std::int64_t divisor = *any_denominator();
  const cpp_rational quotient{cpp_int(dividend), cpp_int(divisor)};
  const cpp_rational floor{cpp_int(floor_divide(dividend, divisor))};
  const cpp_rational ceil{cpp_int(ceil_divide(dividend, divisor))};
  RC_ASSERT(floor <= quotient);
  RC_ASSERT(quotient < floor + 1);
  RC_ASSERT(ceil >= quotient);
  RC_ASSERT(quotient > ceil - 1);
}

TEST(Reduced, GivesLowestTerms) {
  EXPECT_EQ(terms(reduced({4221, 10000})), "4221/10000");
  EXPECT_EQ(terms(reduced({50, 100})), "1/2");
  EXPECT_EQ(terms(reduced({-50, 100})), "-1/2");
  EXPECT_EQ(terms(reduced({0, greatest})), "0/1");
  EXPECT_EQ(terms(reduced({least, greatest})), "-9223372036854775808/9223372036854775807");
  EXPECT_EQ(terms(reduced({least, std::int64_t{1} << 62})), "-2/1");
  EXPECT_EQ(terms(reduced({greatest, greatest})), "1/1");
}

RC_GTEST_PROP(Reduced, AgreesWithRationalsOfAnySize, ()) {
  const Ratio ratio = *any_ratio();
  const Ratio lowest = reduced(ratio);
  RC_ASSERT(cpp_int(lowest.num) == numerator(value_of(ratio)));
  RC_ASSERT(cpp_int(lowest.den) == denominator(value_of(ratio)));
}

TEST(ParseRatio, ReadsTheFourForms) {
  EXPECT_EQ(terms(parse_ratio("7")), "7/1");
  EXPECT_EQ(terms(parse_ratio("-0.5")), "-1/2");
  EXPECT_EQ(terms(parse_ratio("42.5%")), "17/40");
  EXPECT_EQ(terms(parse_ratio("1/3")), "1/3");
  EXPECT_EQ(terms(parse_ratio("-2/6")), "-1/3");
  EXPECT_EQ(terms(parse_ratio("0")), "0/1");
  EXPECT_EQ(terms(parse_ratio("-0")), "0/1");
  EXPECT_EQ(terms(parse_ratio("0/7")), "0/1");
  EXPECT_EQ(terms(parse_ratio("0%")), "0/1");
  EXPECT_EQ(terms(parse_ratio("0.00")), "0/1");
  EXPECT_EQ(terms(parse_ratio("100%")), "1/1");
  EXPECT_EQ(terms(parse_ratio("-12.25%")), "-49/400");
  EXPECT_EQ(terms(parse_ratio("0.01%")), "1/10000");
  EXPECT_EQ(terms(parse_ratio("007")), "7/1");
  EXPECT_EQ(terms(parse_ratio("0.1")), "1/10");
  EXPECT_EQ(terms(parse_ratio("0.3")), "3/10");
}

TEST(ParseRatio, RefusesEverythingElse) {
  for (const char* text : {"",
                           "-",
                           "%",
                           "-%",
                           "/",
                           "1/",
                           "/1",
                           "1/0",
                           "0/0",
                           "1/-2",
                           "-1/-2",
                           "+1",
                           "+1/2",
                           "--1",
                           "1e5",
                           "1E5",
                           "1.",
                           ".5",
                           ".",
                           "-.5",
                           "1.2.3",
                           "1..2",
                           "1/2/3",
                           "1/2%",
                           "50%/2",
                           "1.5/2",
                           "1/2.0",
                           "50 %",
                           " 1",
                           "1 ",
                           "1,5",
                           "42,5%",
                           "50%%",
                           "0x1",
                           "inf",
                           "nan",
                           "1/00",
                           "1_0",
                           "\xE2\x88\x92"
                           "1",
                           "1\n"}) {
    EXPECT_EQ(terms(parse_ratio(text)), "nothing") << '"' << text << '"';
  }
  EXPECT_FALSE(parse_ratio(std::string_view("1\0", 2)));
}

TEST(ParseRatio, ReadsUpToTheEdgesOf64Bits) {
  EXPECT_EQ(terms(parse_ratio("9223372036854775807")), "9223372036854775807/1");
  EXPECT_EQ(terms(parse_ratio("-9223372036854775808")), "-9223372036854775808/1");
  EXPECT_EQ(terms(parse_ratio("9223372036854775808")), "nothing");
  EXPECT_EQ(terms(parse_ratio("-9223372036854775809")), "nothing");
  EXPECT_EQ(terms(parse_ratio("1/9223372036854775807")), "1/9223372036854775807");
  EXPECT_EQ(terms(parse_ratio("1/9223372036854775808")), "nothing");
  EXPECT_EQ(terms(parse_ratio("2/18446744073709551614")), "1/9223372036854775807");
  EXPECT_EQ(terms(parse_ratio("922337203685477580.7")), "9223372036854775807/10");
  EXPECT_EQ(terms(parse_ratio("0.000000000000000001")), "1/1000000000000000000");
  EXPECT_EQ(terms(parse_ratio("0.0000000000000000001")), "nothing");
  EXPECT_EQ(terms(parse_ratio("0.00000000000000001%")), "nothing");
  EXPECT_EQ(terms(parse_ratio("0.0000000000000001%")), "1/1000000000000000000");
}

TEST(ParseRatio, CountsDigitsWithoutOuterZeros) {
  // 2^27 / 10^27 is 1 / 5^27, the finest power of a tenth that 64 bits hold.
  EXPECT_EQ(terms(parse_ratio("0.000000000000000000134217728")), "1/7450580596923828125");
  EXPECT_EQ(terms(parse_ratio("0.0000000000000000000134217728")), "nothing");  // 28 places
  EXPECT_EQ(terms(parse_ratio("0.50000000000000000000000000000000000000")), "1/2");
  EXPECT_EQ(terms(parse_ratio("000000000000000000000000000000000000012.5")), "25/2");
  EXPECT_EQ(terms(parse_ratio("999999999999999999999999999/999999999999999999999999999")), "1/1");
  EXPECT_EQ(terms(parse_ratio("1000000000000000000000000000/1000000000000000000000000000")), "nothing");
  EXPECT_EQ(terms(parse_ratio("99999999999999999999999999999999999999999999999999")), "nothing");
}

RC_GTEST_PROP(ParseRatio, ReadsBackAnyFraction, ()) {
  const Ratio ratio = *any_ratio();
  const auto parsed = parse_ratio(terms(ratio));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(terms(parsed) == terms(reduced(ratio)));
}

RC_GTEST_PROP(ParseRatio, ReadsDecimalsAndPercentagesExactly, ()) {
  const std::int64_t digits = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
  const int places = *rc::gen::inRange(1, 16);
  std::string text = std::to_string(digits);
  const auto width = static_cast<std::size_t>(places);
  if (text.size() <= width) text.insert(0, width + 1 - text.size(), '0');
  text.insert(text.size() - width, 1, '.');
  const cpp_rational exact{cpp_int(digits), pow(cpp_int(10), static_cast<unsigned>(places))};
  const auto number = parse_ratio("-" + text);
  RC_ASSERT(number.has_value());
  RC_ASSERT(value_of(*number) == -exact);
  const auto percent = parse_ratio(text + "%");
  RC_ASSERT(percent.has_value());
  RC_ASSERT(value_of(*percent) == exact / 100);
}

RC_GTEST_PROP(ParseRatio, AnswersAnyTextOfItsOwnAlphabet, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789./%-+e")));
  const auto parsed = parse_ratio(text);
  if (parsed) {
    RC_ASSERT(parsed->den > 0);
    RC_ASSERT(terms(reduced(*parsed)) == terms(parsed));
    RC_ASSERT(text.find_first_of("+e") == std::string::npos);
  }
}

}  // namespace
}  // namespace giaingan
