/// @file
/// Many ratios as two columns that somebody else owns.
#pragma once

#include "giaingan/exact/ratio.hpp"

#include <cstddef>
#include <cstdint>

namespace giaingan::inline v1 {

/// Borrowed columns of numerators and denominators, neither of them negative. A denominator of 0 makes a
/// ratio undefined. Value i of a column stands `stride` values behind value i-1, so that a member of an array
/// of structs is a column too.
struct RatioColumns {
  const std::int64_t* num = nullptr;
  const std::int64_t* den = nullptr;
  std::size_t count = 0;  ///< at most 2^32 - 1
  std::ptrdiff_t num_stride = 1;
  std::ptrdiff_t den_stride = 1;

  [[nodiscard]] Ratio operator[](std::size_t i) const noexcept {
    return {num[static_cast<std::ptrdiff_t>(i) * num_stride],
            den[static_cast<std::ptrdiff_t>(i) * den_stride]};
  }
  /// `length` ratios from `first` on.
  [[nodiscard]] RatioColumns part(std::size_t first, std::size_t length) const noexcept {
    const auto offset = static_cast<std::ptrdiff_t>(first);
    return {num + offset * num_stride, den + offset * den_stride, length, num_stride, den_stride};
  }
};

}  // namespace giaingan::inline v1
