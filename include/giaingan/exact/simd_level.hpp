/// @file
/// Which instructions of the processor the column kernels use.
#pragma once

namespace giaingan::inline v1 {

/// Every level gives the same result; a higher one is faster.
enum class SimdLevel {
  baseline,  ///< what every processor of the architecture has
  avx2,      ///< x86-64 since about 2013
  avx512,    ///< x86-64 with AVX-512 F, BW, CD, DQ and VL
};

/// The highest level that this processor has.
[[nodiscard]] SimdLevel highest_simd_level() noexcept;

}  // namespace giaingan::inline v1
