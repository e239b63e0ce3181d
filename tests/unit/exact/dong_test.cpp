#include "giaingan/exact/dong.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

/// Every int64, with the extremes and small numbers far more often than chance gives them.
rc::Gen<std::int64_t> any_amount() {
  return rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-1000, 1000),
                        rc::gen::element(least, least + 1, greatest - 1, greatest),
                        rc::gen::inRange<std::int64_t>(least / 2 - 3, least / 2 + 3),
                        rc::gen::inRange<std::int64_t>(greatest / 2 - 3, greatest / 2 + 3));
}

bool fits(const cpp_int& value) {
  return value >= least && value <= greatest;
}

// cpp_int takes leading zeros for octal.
std::string without_zeros(const std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t first = std::min(text.find_first_not_of('0', sign), text.size() - 1);
  return text.substr(0, sign) + text.substr(first);
}

std::optional<Dong> within_int64(const cpp_int& value) {
  return fits(value) ? std::optional(Dong{static_cast<std::int64_t>(value)}) : std::nullopt;
}

TEST(Dong, OrdersByValue) {
  EXPECT_LT(Dong{-1}, Dong{0});
  EXPECT_LT(Dong{least}, Dong{greatest});
  EXPECT_EQ(Dong{7}, Dong{7});
  EXPECT_NE(Dong{7}, Dong{8});
  EXPECT_EQ(Dong{}.value, 0);
}

TEST(CheckedAdd, StopsAtTheEdgesInsteadOfWrapping) {
  EXPECT_EQ(checked_add(Dong{greatest - 1}, Dong{1}), Dong{greatest});
  EXPECT_EQ(checked_add(Dong{greatest}, Dong{1}), std::nullopt);
  EXPECT_EQ(checked_add(Dong{least + 1}, Dong{-1}), Dong{least});
  EXPECT_EQ(checked_add(Dong{least}, Dong{-1}), std::nullopt);
  EXPECT_EQ(checked_add(Dong{least}, Dong{greatest}), Dong{-1});
}

TEST(CheckedSubtract, StopsAtTheEdgesInsteadOfWrapping) {
  EXPECT_EQ(checked_subtract(Dong{least + 1}, Dong{1}), Dong{least});
  EXPECT_EQ(checked_subtract(Dong{least}, Dong{1}), std::nullopt);
  EXPECT_EQ(checked_subtract(Dong{0}, Dong{least}), std::nullopt);
  EXPECT_EQ(checked_subtract(Dong{-1}, Dong{least}), Dong{greatest});
  EXPECT_EQ(checked_subtract(Dong{greatest}, Dong{-1}), std::nullopt);
}

RC_GTEST_PROP(CheckedAdd, AgreesWithIntegersOfAnySize, ()) {
  const std::int64_t a = *any_amount();
  const std::int64_t b = *any_amount();
  const cpp_int sum = cpp_int(a) + b;
  const auto result = checked_add(Dong{a}, Dong{b});
  RC_ASSERT(result.has_value() == fits(sum));
  if (result) RC_ASSERT(cpp_int(result->value) == sum);
}

RC_GTEST_PROP(CheckedSubtract, AgreesWithIntegersOfAnySize, ()) {
  const std::int64_t a = *any_amount();
  const std::int64_t b = *any_amount();
  const cpp_int difference = cpp_int(a) - b;
  const auto result = checked_subtract(Dong{a}, Dong{b});
  RC_ASSERT(result.has_value() == fits(difference));
  if (result) RC_ASSERT(cpp_int(result->value) == difference);
}

TEST(ParseDong, ReadsWholeNumbers) {
  EXPECT_EQ(parse_dong("0").amount, Dong{0});
  EXPECT_EQ(parse_dong("-0").amount, Dong{0});
  EXPECT_EQ(parse_dong("007").amount, Dong{7});
  EXPECT_EQ(parse_dong("9007199254740993").amount, Dong{9'007'199'254'740'993});  // beyond a double's 2^53
  EXPECT_EQ(parse_dong("9223372036854775807").amount, Dong{greatest});
  EXPECT_EQ(parse_dong("-9223372036854775808").amount, Dong{least});
  EXPECT_EQ(parse_dong("0000000000000000000000000000012").amount, Dong{12});
}

TEST(ParseDong, SaysWhatLeaves64Bits) {
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "100000000000000000000",
                           "123456789012345678901234567", "-123456789012345678901234567890"}) {
    const ParsedDong parsed = parse_dong(text);
    EXPECT_FALSE(parsed.amount) << text;
    EXPECT_EQ(parsed.error, DongError::beyond_int64) << text;
  }
}

TEST(ParseDong, RefusesEverythingThatIsNotDigits) {
  for (const char* text : {"", "-", "--1", "+1", " 1", "1 ", "1.0", "1,5", "1.000", "1e5", "0x10", "1_000",
                           "12a", "a12", "-a", "9223372036854775808x", "\xEF\xBC\x91", "1\n", "NaN"}) {
    const ParsedDong parsed = parse_dong(text);
    EXPECT_FALSE(parsed.amount) << '"' << text << '"';
    EXPECT_EQ(parsed.error, DongError::not_an_integer) << '"' << text << '"';
  }
  EXPECT_FALSE(parse_dong(std::string_view("1\0", 2)).amount);
  EXPECT_FALSE(parse_dong(std::string_view()).amount);
}

TEST(ParseDong, ReadsNoFurtherThanTheView) {
  EXPECT_EQ(parse_dong(std::string_view("12345").substr(0, 3)).amount, Dong{123});
}

RC_GTEST_PROP(ParseDong, ReadsBackWhatIsPrinted, ()) {
  const std::int64_t value = *any_amount();
  RC_ASSERT(parse_dong(std::to_string(value)).amount == Dong{value});
}

TEST(GroupedText, SeparatesGroupsOfThree) {
  EXPECT_EQ(grouped_text(Dong{0}, '.'), "0");
  EXPECT_EQ(grouped_text(Dong{999}, '.'), "999");
  EXPECT_EQ(grouped_text(Dong{1000}, '.'), "1.000");
  EXPECT_EQ(grouped_text(Dong{-1}, '.'), "-1");
  EXPECT_EQ(grouped_text(Dong{-999}, '.'), "-999");
  EXPECT_EQ(grouped_text(Dong{-123456}, ','), "-123,456");
  EXPECT_EQ(grouped_text(Dong{2'345'678'900'000}, '.'), "2.345.678.900.000");
  EXPECT_EQ(grouped_text(Dong{greatest}, '.'), "9.223.372.036.854.775.807");
  EXPECT_EQ(grouped_text(Dong{least}, '.'), "-9.223.372.036.854.775.808");
}

RC_GTEST_PROP(GroupedText, IsTheNumberOnceSeparatorsAreTakenOut, ()) {
  const std::int64_t value = *any_amount();
  std::string text = grouped_text(Dong{value}, '.');
  for (std::size_t i = 4; i <= text.size(); i += 4) {
    if (text[text.size() - i] != '.' && text[text.size() - i] != '-') RC_FAIL("a group isn't three digits");
  }
  std::erase(text, '.');
  RC_ASSERT(text == std::to_string(value));
}

// Digits are read eight at a time: every length, and every byte at every place.
TEST(ParseDong, ReadsDigitsOfEveryLengthAndNothingElse) {
  const std::string digits = "1029384756647382910";
  for (const std::string sign : {"", "-"}) {
    for (std::size_t size = 1; size <= digits.size(); ++size) {
      const std::string text = sign + digits.substr(0, size);
      EXPECT_EQ(parse_dong(text).amount, Dong{std::stoll(text)});
      for (std::size_t place = sign.size(); place < text.size(); ++place) {
        for (int byte = 0; byte < 256; ++byte) {
          std::string other = text;
          other[place] = static_cast<char>(byte);
          const ParsedDong parsed = parse_dong(other);
          const bool is_digit = byte >= '0' && byte <= '9';
          const bool is_sign = byte == '-' && place == 0 && size > 1;
          const auto expected =
              is_digit || is_sign ? within_int64(cpp_int(without_zeros(other))) : std::nullopt;
          ASSERT_EQ(parsed.amount, expected) << other;
          if (!is_digit && !is_sign) {
            ASSERT_EQ(parsed.error, DongError::not_an_integer) << other;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
