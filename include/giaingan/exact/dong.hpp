/// @file
/// Amounts of money.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// An amount in whole đồng (VND). A strong type without arithmetic operators: sums and differences are
/// taken by the checked functions below, products in 128 bits, so that nothing ever wraps.
struct Dong {
  std::int64_t value = 0;

  friend constexpr auto operator<=>(Dong, Dong) = default;
};

/// The sum, or nothing if it leaves `int64`.
[[nodiscard]] constexpr std::optional<Dong> checked_add(Dong left, Dong right) noexcept {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left.value, right.value, &sum)) return std::nullopt;
  return Dong{sum};
}

/// The difference, or nothing if it leaves `int64`.
[[nodiscard]] constexpr std::optional<Dong> checked_subtract(Dong left, Dong right) noexcept {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(left.value, right.value, &difference)) return std::nullopt;
  return Dong{difference};
}

/// Why a text is not an amount.
enum class DongError { not_an_integer, beyond_int64 };

/// An amount, or why the text isn't one.
struct ParsedDong {
  std::optional<Dong> amount;
  DongError error = DongError::not_an_integer;  ///< meaningful only without an amount
};

/// Reads decimal digits with an optional leading minus: no plus sign, blank, separator, point or exponent.
[[nodiscard]] ParsedDong parse_dong(std::string_view text) noexcept;

/// The amount with `separator` between groups of three digits: `1.234.567` as Vietnamese reports print it.
[[nodiscard]] std::string grouped_text(Dong amount, char separator);

}  // namespace giaingan::inline v1
