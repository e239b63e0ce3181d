#include "giaingan/exact/rounding.hpp"

#include <cstddef>

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

}  // namespace

Rational round_to_step(const Rational& number, Ratio step, Rounding rounding) {
  return round_to_whole(number / Rational(step), rounding) * Rational(step);
}

std::string decimal_text(const Rational& number, int decimals, Rounding rounding) {
  const Rational scaled = round_to_whole(number * power_of_ten(decimals), rounding);
  const bool negative = scaled.sign() < 0;
  std::string digits = (negative ? -scaled : scaled).numerator_text();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return negative ? "-" + digits : digits;
}

std::string percent_text(const Rational& number, int decimals, Rounding rounding) {
  return decimal_text(number * Rational(100), decimals, rounding);
}

}  // namespace giaingan::inline v1
