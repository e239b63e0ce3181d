/// @file
/// The digits of ratios by long division, 32 bits at a time, never rounded up: a higher ratio never has a
/// lower digit before they differ. Two different ratios of 63-bit numbers differ by more than 2^-126, so that
/// those who share all digits up to 2^-127 are equal.
#pragma once

#include "giaingan/exact/ratio_columns.hpp"
#include "giaingan/exact/simd_level.hpp"

#include <cstdint>
#include <span>

namespace giaingan::inline v1 {

/// The first digit with all bits turned, so that keys go upwards where ratios go down. Nearly all ratios are
/// told apart by it. Of an undefined ratio `undefined_key`, which no other has. @pre ratio.num >= 0
[[nodiscard]] std::uint32_t first_key(Ratio ratio) noexcept;
inline constexpr std::uint32_t undefined_key = 0;

/// Keys of defined ratios are from here on.
inline constexpr std::uint32_t least_key = std::uint32_t{1} << 25;

/// first_key of each ratio: eight at a time with AVX-512 where the columns lie side by side. A level that the
/// processor doesn't have is taken as the highest that it has. @pre keys has an entry a ratio
void first_keys(const RatioColumns& ratios, std::span<std::uint32_t> keys, SimdLevel level) noexcept;

/// Digits after the first: below 1 the next 3 of 32 bits, from 1 on the whole part's two and 4 after the
/// point.
inline constexpr int last_level = 6;

/// The digit of a level, 1 to last_level. @pre the ratio is defined
[[nodiscard]] std::uint32_t digit(Ratio ratio, int level) noexcept;

}  // namespace giaingan::inline v1
