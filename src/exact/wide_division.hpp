/// @file
/// Division of 128 bits by 64.
#pragma once

#include <cstdint>

namespace giaingan::inline v1 {

/// A quotient and what is left over.
struct Divided {
  std::uint64_t quotient;
  std::uint64_t remainder;
};

/// Divides (high·2^64 + low) by `divisor`. @pre high < divisor, so that the quotient fits
[[nodiscard]] inline Divided divide_wide(std::uint64_t high, std::uint64_t low,
                                         std::uint64_t divisor) noexcept {
#if defined(__x86_64__)
  // One instruction; compilers call a function that finds out what the precondition says. Volatile, for it
  // traps where the precondition doesn't hold: it mustn't be moved ahead of what makes sure of that.
  Divided divided;
  __asm__ volatile("divq %4"
                   : "=a"(divided.quotient), "=d"(divided.remainder)
                   : "a"(low), "d"(high), "r"(divisor)
                   : "cc");
  return divided;
#else
  __extension__ typedef unsigned __int128 Wide;
  const Wide dividend = (static_cast<Wide>(high) << 64) | low;
  return {static_cast<std::uint64_t>(dividend / divisor), static_cast<std::uint64_t>(dividend % divisor)};
#endif
}

}  // namespace giaingan::inline v1
