/// @file
/// Rational numbers of any size.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace giaingan::inline v1 {

/// An exact rational number with integers of any size, always shown in lowest terms with a positive
/// denominator. The mean of many units' ratios needs it: its denominator is a common multiple of all their
/// plans. Immutable value, cheap to copy, safe to read from any number of threads. Throws only
/// `std::bad_alloc`.
class Rational {
 public:
  Rational();                    ///< zero
  Rational(std::int64_t whole);  // NOLINT(google-explicit-constructor): whole numbers are rationals
  Rational(Ratio ratio);         // NOLINT(google-explicit-constructor): ratios are rationals

  [[nodiscard]] static Rational from_int128(Int128 whole);
  /// The mean (trung bình cộng) of the ratios: their exact sum divided by their number. Of n ratios it has
  /// about n times their digits, so its terms are reduced only when they are asked for; comparing and
  /// rounding it never needs them reduced. @pre not empty
  [[nodiscard]] static Rational mean(std::span<const Ratio> ratios);

  [[nodiscard]] std::string numerator_text() const;    ///< decimal digits, leading minus if negative
  [[nodiscard]] std::string denominator_text() const;  ///< decimal digits
  [[nodiscard]] Rational floor() const;
  [[nodiscard]] Rational ceil() const;
  [[nodiscard]] int sign() const noexcept;  ///< -1, 0 or 1
  /// The value if it is a whole number within `int64`, else nothing.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;
  /// The value as a ratio of 64-bit integers if both terms fit, else nothing.
  [[nodiscard]] std::optional<Ratio> to_ratio() const;

  [[nodiscard]] Rational operator-() const;
  friend Rational operator+(const Rational&, const Rational&);
  friend Rational operator-(const Rational&, const Rational&);
  friend Rational operator*(const Rational&, const Rational&);
  /// @pre the divisor is not zero
  friend Rational operator/(const Rational&, const Rational&);
  friend std::strong_ordering operator<=>(const Rational&, const Rational&);
  friend bool operator==(const Rational&, const Rational&);

 private:
  struct Number;
  explicit Rational(Number number);
  template <class OfValues, class OfTerms>
  static Rational combine(const Rational& a, const Rational& b, OfValues of_values, OfTerms of_terms);
  std::shared_ptr<const Number> number_;
};

}  // namespace giaingan::inline v1
