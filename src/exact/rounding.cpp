#include "giaingan/exact/rounding.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace giaingan::inline v1 {
namespace {

Rational round_to_whole(const Rational& number, Rounding rounding) {
  switch (rounding) {
    case Rounding::down:
      return number.floor();
    case Rounding::up:
      return number.ceil();
    case Rounding::half_up:
      break;
  }
  return (number + Rational(Ratio{1, 2})).floor();
}

Rational power_of_ten(int exponent) {
  Rational power(1);
  for (int i = 0; i < exponent; ++i)
    power = power * Rational(10);
  return power;
}

Int128 quotient(Int128 dividend, std::int64_t divisor, Rounding rounding) {
  switch (rounding) {
    case Rounding::down:
      return floor_divide(dividend, divisor);
    case Rounding::up:
      return ceil_divide(dividend, divisor);
    case Rounding::half_up:
      break;
  }
  return floor_divide(2 * dividend + divisor, 2 * Int128{divisor});
}

std::string digits_of(Int128 number) {
  if (number <= std::numeric_limits<std::int64_t>::max())
    return std::to_string(static_cast<std::int64_t>(number));
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(number % 10));
    number /= 10;
  } while (number > 0);
  std::ranges::reverse(digits);
  return digits;
}

std::string with_point(std::string digits, bool negative, int decimals) {
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return negative ? "-" + digits : digits;
}

}  // namespace

Rational round_to_step(const Rational& number, Ratio step, Rounding rounding) {
  return round_to_whole(number / Rational(step), rounding) * Rational(step);
}

std::string decimal_text(const Rational& number, int decimals, Rounding rounding) {
  const Rational scaled = round_to_whole(number * power_of_ten(decimals), rounding);
  const bool negative = scaled.sign() < 0;
  return with_point((negative ? -scaled : scaled).numerator_text(), negative, decimals);
}

std::string percent_text(const Rational& number, int decimals, Rounding rounding) {
  return decimal_text(number * Rational(100), decimals, rounding);
}

std::string percent_text(Ratio number, int decimals, Rounding rounding) {
  // Up to 16 decimals the scale is below 2^60 and twice the dividend below 2^124.
  constexpr int most_in_128_bits = 16;
  if (decimals > most_in_128_bits) return percent_text(Rational(number), decimals, rounding);
  Int128 scale = 100;
  for (int i = 0; i < decimals; ++i)
    scale *= 10;
  const Int128 scaled = quotient(number.num * scale, number.den, rounding);
  return with_point(digits_of(scaled < 0 ? -scaled : scaled), scaled < 0, decimals);
}

}  // namespace giaingan::inline v1
