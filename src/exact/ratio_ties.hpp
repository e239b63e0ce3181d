/// @file
/// Ratios that share their first digit.
#pragma once

#include "giaingan/exact/ratio_order.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace giaingan::inline v1 {

/// How often each value of each byte occurs among keys, from the lowest byte on.
using KeyCounts = std::array<std::array<std::uint32_t, 256>, 4>;

/// @relates KeyCounts
inline void count_key(KeyCounts& counts, std::uint32_t key) noexcept {
  for (std::size_t pass = 0; pass < counts.size(); ++pass)
    ++counts[pass][(key >> (8 * pass)) & 0xff];
}

/// Sorts by `tie`, which holds a key, stably. `scratch` has room for as many; `counts` are those of the keys.
void sort_by_key(std::span<OrderedRatio> items, std::span<OrderedRatio> scratch, KeyCounts& counts) noexcept;

/// Of ratios sorted by their first_key, which `tie` holds, and by index: tells apart those that share one,
/// and turns the keys into the number of different ratios that are higher. `scratch` has room for as many.
void settle_ties(std::span<OrderedRatio> items, std::span<OrderedRatio> scratch, const RatioColumns& ratios);

}  // namespace giaingan::inline v1
