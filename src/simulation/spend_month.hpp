/// @file
/// One month of the absorption of many allocations at once.
#pragma once

#include "giaingan/exact/simd_level.hpp"

#include <cstddef>
#include <cstdint>

namespace giaingan::inline v1 {

/// Columns by allocation, side by side.
struct SpendMonth {
  const std::uint32_t* words = nullptr;  ///< that hold the month's byte of each draw
  unsigned shift = 0;                    ///< where in the word it stands
  /// By class and byte: the month's share with its factor, 2^-24. 256 entries a class.
  const std::uint32_t* shares = nullptr;
  const std::uint32_t* first_share = nullptr;  ///< of the allocation's class, among the shares
  const std::uint32_t* year_factor = nullptr;  ///< 2^-16
  const std::int64_t* plan = nullptr;          ///< at the month's end
  const std::int64_t* before = nullptr;        ///< disbursed at the month-end before
  std::int64_t* after = nullptr;               ///< to be written
  std::size_t count = 0;
};

/// Plans below this are gone through with vectors.
inline constexpr std::int64_t narrow_plan = std::int64_t{1} << 56;

/// What disbursed_after() says of each allocation with what it draws. The same for every level.
/// @param narrow whether every plan is below narrow_plan
/// @return the sum of what is disbursed then @pre which fits int64
std::int64_t spend_month(const SpendMonth& work, bool narrow, SimdLevel level) noexcept;

}  // namespace giaingan::inline v1
