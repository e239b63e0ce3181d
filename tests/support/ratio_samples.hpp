// Columns of ratios that are awkward to order and to hold against a bound.
#pragma once

#include "giaingan/exact/ratio_columns.hpp"
#include "giaingan/exact/simd_level.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "oracle/draws.hpp"

namespace giaingan::samples {

inline constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

/// Columns that own their values.
struct Ratios {
  std::vector<std::int64_t> num;
  std::vector<std::int64_t> den;

  void add(Ratio ratio) {
    num.push_back(ratio.num);
    den.push_back(ratio.den);
  }
  [[nodiscard]] std::size_t size() const { return num.size(); }
  [[nodiscard]] RatioColumns columns() const { return {num.data(), den.data(), num.size()}; }
};

/// Every level of this processor.
inline std::vector<SimdLevel> simd_levels() {
  std::vector<SimdLevel> levels{SimdLevel::baseline};
  if (highest_simd_level() >= SimdLevel::avx2) levels.push_back(SimdLevel::avx2);
  if (highest_simd_level() >= SimdLevel::avx512) levels.push_back(SimdLevel::avx512);
  return levels;
}

/// Quotients of neighbouring Fibonacci numbers: each shares about 1.4 bits more with the next, up to 124. No
/// ratios of such terms lie closer together.
inline std::vector<Ratio> fibonacci_ratios() {
  std::vector<Ratio> ratios;
  std::int64_t a = 1;
  for (std::int64_t b = 2; b < greatest - a; b += a, a = b - a)
    ratios.push_back({a, b});
  return ratios;
}

/// The same above 1, with the whole part `whole`, as far as they fit.
inline std::vector<Ratio> fibonacci_ratios_above(std::int64_t whole) {
  std::vector<Ratio> ratios;
  for (const auto& [num, den] : fibonacci_ratios()) {
    if (whole <= (greatest - num) / den) ratios.push_back({num + whole * den, den});
  }
  return ratios;
}

/// So many draws from some ratios, multiplied by up to 3 where that fits, so that equal ones differ in terms.
inline Ratios draws_from(const std::vector<Ratio>& ratios, std::size_t count, oracle::Draws& draws) {
  Ratios drawn;
  while (drawn.size() < count) {
    const Ratio ratio = draws.one_of(ratios);
    const std::int64_t factor = draws.between(1, 3);
    const bool fits = ratio.num <= greatest / factor && ratio.den <= greatest / factor;
    drawn.add(fits ? Ratio{ratio.num * factor, ratio.den * factor} : ratio);
  }
  return drawn;
}

/// An amount of up to so many bits.
inline std::int64_t amount(oracle::Draws& draws, int bits) {
  return draws.between(0, static_cast<std::int64_t>((std::uint64_t{1} << draws.between(0, bits)) - 1));
}

}  // namespace giaingan::samples
