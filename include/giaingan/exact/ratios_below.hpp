/// @file
/// Which of many ratios are below a bound.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/ratio_columns.hpp"
#include "giaingan/exact/simd_level.hpp"

#include <cstdint>
#include <span>

namespace giaingan::inline v1 {

/// Sets the bits `mark` in `marks[i]` where ratio i is strictly below the bound; leaves every other bit as it
/// is. Exact for any amounts. An undefined ratio is not below. About as fast as reading the columns where
/// they lie side by side, denominators are below 2^52 and few ratios equal the bound nearly or exactly.
/// A level that the processor doesn't have is taken as the highest that it has.
/// @pre bound.num >= 0, bound.den > 0; marks has an entry a ratio
void mark_ratios_below(const RatioColumns& ratios, Ratio bound, std::uint16_t mark,
                       std::span<std::uint16_t> marks, SimdLevel level = highest_simd_level()) noexcept;

}  // namespace giaingan::inline v1
