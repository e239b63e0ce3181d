/// @file
/// Ratios of two 64-bit integers, compared in 128 bits.
#pragma once

#include "giaingan/exact/int128.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace giaingan::inline v1 {

/// An exact number num/den with den > 0, kept as given (a ratio of sums is printed unreduced).
/// Trivially copyable; ordering and equality are by value: 1/2 equals 2/4.
struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;

  friend constexpr std::strong_ordering operator<=>(Ratio left, Ratio right) noexcept {
    const Int128 a = Int128{left.num} * right.den;
    const Int128 b = Int128{right.num} * left.den;
    return a < b   ? std::strong_ordering::less
           : b < a ? std::strong_ordering::greater
                   : std::strong_ordering::equal;
  }
  friend constexpr bool operator==(Ratio left, Ratio right) noexcept { return std::is_eq(left <=> right); }
};

/// The quotient rounded towards minus infinity. @pre divisor > 0
[[nodiscard]] constexpr Int128 floor_divide(Int128 dividend, Int128 divisor) noexcept {
  const Int128 quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/// The quotient rounded towards plus infinity. @pre divisor > 0
[[nodiscard]] constexpr Int128 ceil_divide(Int128 dividend, Int128 divisor) noexcept {
  const Int128 quotient = dividend / divisor;
  return dividend % divisor > 0 ? quotient + 1 : quotient;
}

/// The ratio in lowest terms.
[[nodiscard]] Ratio reduced(Ratio ratio) noexcept;

/// Reads an exact number as policies and datasets write it: an integer `7`, a decimal `-0.5`, a percentage
/// `42.5%`, a fraction of integers `1/3`; a minus may lead, a plus or an exponent may not. The result is
/// reduced. Nothing if the text is none of these, has more than 27 digits (outer zeros aside), or leaves 64
/// bits.
[[nodiscard]] std::optional<Ratio> parse_ratio(std::string_view text) noexcept;

}  // namespace giaingan::inline v1
