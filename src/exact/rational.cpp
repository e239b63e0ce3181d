#include "giaingan/exact/rational.hpp"

#include <limits>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan::inline v1 {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

struct Rational::Number {
  cpp_rational value;
};

namespace {

cpp_int floor_of(const cpp_rational& value) {
  const cpp_int num = numerator(value);
  const cpp_int den = denominator(value);
  cpp_int quotient;
  cpp_int rest;
  divide_qr(num, den, quotient, rest);
  if (rest < 0) --quotient;
  return quotient;
}

bool fits_int64(const cpp_int& value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Rational::Rational(Number number) : number_(std::make_shared<const Number>(std::move(number))) {}
Rational::Rational() : Rational(std::int64_t{0}) {}
Rational::Rational(std::int64_t whole) : Rational(Number{cpp_rational(whole)}) {}
Rational::Rational(Ratio ratio) : Rational(Number{cpp_rational(cpp_int(ratio.num), cpp_int(ratio.den))}) {}

Rational Rational::from_int128(Int128 whole) {
  return Rational(Number{cpp_rational(cpp_int(whole))});
}

std::string Rational::numerator_text() const {
  return cpp_int(numerator(number_->value)).str();
}
std::string Rational::denominator_text() const {
  return cpp_int(denominator(number_->value)).str();
}
Rational Rational::floor() const {
  return Rational(Number{cpp_rational(floor_of(number_->value))});
}
Rational Rational::ceil() const {
  return Rational(Number{cpp_rational(-floor_of(-number_->value))});
}
int Rational::sign() const noexcept {
  return number_->value.sign();
}

std::optional<std::int64_t> Rational::to_int64() const {
  const auto ratio = to_ratio();
  return ratio && ratio->den == 1 ? std::optional(ratio->num) : std::nullopt;
}

std::optional<Ratio> Rational::to_ratio() const {
  const cpp_int num = numerator(number_->value);
  const cpp_int den = denominator(number_->value);
  if (!fits_int64(num) || !fits_int64(den)) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

Rational Rational::operator-() const {
  return Rational(Number{-number_->value});
}
Rational operator+(const Rational& a, const Rational& b) {
  return Rational(Rational::Number{a.number_->value + b.number_->value});
}
Rational operator-(const Rational& a, const Rational& b) {
  return Rational(Rational::Number{a.number_->value - b.number_->value});
}
Rational operator*(const Rational& a, const Rational& b) {
  return Rational(Rational::Number{a.number_->value * b.number_->value});
}
Rational operator/(const Rational& a, const Rational& b) {
  return Rational(Rational::Number{a.number_->value / b.number_->value});
}
std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  const int order = a.number_->value.compare(b.number_->value);
  return order < 0   ? std::strong_ordering::less
         : order > 0 ? std::strong_ordering::greater
                     : std::strong_ordering::equal;
}
bool operator==(const Rational& a, const Rational& b) {
  return a.number_->value == b.number_->value;
}

}  // namespace giaingan::inline v1
