#include "giaingan/exact/ratios_below.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "exact/avx512.hpp"

namespace giaingan::inline v1 {
namespace {

// A filter in 64-bit integers decides almost every ratio c/p; those that it can't are decided in 128 bits.
//
// With the bound b = X/P < 64, let r = floor(b·2^52) = rh·2^26 + rl and p = ph·2^26 + pl < 2^52, all four
// parts below 2^32, so that vectors of 32×32-bit products suffice. Then
//   a = ph·rh + floor((ph·rl + pl·rh) / 2^26)
// falls short of v = p·b by less than 3: by p·(b - r/2^52) < 1, by pl·rl/2^52 < 1, and by the floor < 1. So
// c - a < 0 says c < a <= v: below; c - a >= 3 says c > v: not below; between them nothing is said. Neither
// overflows, for c < 2^63 and a <= v < 2^58. Of a wider p the products lose bits: a only gets smaller, so
// that what is marked is below even then, but no longer everything that is.
constexpr std::uint64_t undecided_up_to = 3;
constexpr int half_bits = 26;
constexpr int narrow_bits = 2 * half_bits;  // denominators below 2^52
constexpr std::int64_t highest_bound = 64;

struct FilterBound {
  std::uint64_t high;  // rh
  std::uint64_t low;   // rl
};

constexpr std::uint64_t low_half(std::uint64_t value) {
  return value & ((std::uint64_t{1} << half_bits) - 1);
}

FilterBound filter_bound(Ratio bound) {
  __extension__ typedef unsigned __int128 Wide;
  const auto r = static_cast<std::uint64_t>((static_cast<Wide>(bound.num) << narrow_bits) /
                                            static_cast<std::uint64_t>(bound.den));
  return {r >> half_bits, low_half(r)};
}

// Product of two numbers below 2^32, written so that compilers see it.
constexpr std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  return std::uint64_t{static_cast<std::uint32_t>(a)} * static_cast<std::uint32_t>(b);
}

// How many ratios are filtered before the undecided ones are looked for.
constexpr std::size_t block = 512;

// Marks ratios that are below, those that the filter sees. Returns whether there may be others.
[[gnu::always_inline]] inline bool filter(const std::int64_t* num, const std::int64_t* den,
                                          std::uint16_t* marks, std::size_t count, FilterBound bound,
                                          std::uint16_t mark) {
  std::uint64_t unsure = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto c = static_cast<std::uint64_t>(num[i]);
    const auto p = static_cast<std::uint64_t>(den[i]);
    const std::uint64_t high = p >> half_bits;
    const std::uint64_t low = low_half(p);
    const std::uint64_t reached =
        product(high, bound.high) + ((product(high, bound.low) + product(low, bound.high)) >> half_bits);
    const std::uint64_t distance = c - reached;
    unsure |= std::uint64_t{distance < undecided_up_to} | (p >> narrow_bits);
    marks[i] = static_cast<std::uint16_t>(marks[i] | ((distance >> 63) != 0 ? mark : 0));
  }
  return unsure != 0;
}

using Filter = bool (*)(const std::int64_t*, const std::int64_t*, std::uint16_t*, std::size_t, FilterBound,
                        std::uint16_t);

bool filter_baseline(const std::int64_t* num, const std::int64_t* den, std::uint16_t* marks,
                     std::size_t count, FilterBound bound, std::uint16_t mark) {
  return filter(num, den, marks, count, bound, mark);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] bool filter_avx2(const std::int64_t* num, const std::int64_t* den,
                                         std::uint16_t* marks, std::size_t count, FilterBound bound,
                                         std::uint16_t mark) {
  return filter(num, den, marks, count, bound, mark);
}

[[GIAINGAN_AVX512_LOOP]] bool filter_avx512(const std::int64_t* num, const std::int64_t* den,
                                            std::uint16_t* marks, std::size_t count, FilterBound bound,
                                            std::uint16_t mark) {
  return filter(num, den, marks, count, bound, mark);
}

// The same of a bound below 1, 32 ratios at a time, where processors multiply 52 bits at once: a = floor(p·r
// / 2^52) falls short by less than 2 then.
#define GIAINGAN_AVX512_IFMA gnu::target(GIAINGAN_AVX512_FEATURES ",avx512ifma")
constexpr std::size_t lanes = 8;
constexpr std::size_t eights = 4;  // whose marks fill a register

bool multiplies_52_bits(FilterBound bound) {
  return (bound.high >> half_bits) == 0 && __builtin_cpu_supports("avx512ifma");
}

[[GIAINGAN_AVX512_IFMA]] bool filter_ifma(const std::int64_t* num, const std::int64_t* den,
                                          std::uint16_t* marks, std::size_t count, FilterBound parts,
                                          std::uint16_t mark) {
  const __m512i bound = _mm512_set1_epi64(static_cast<long long>((parts.high << half_bits) | parts.low));
  const __m512i all_marks = _mm512_set1_epi16(static_cast<short>(mark));
  __m512i dens = _mm512_setzero_si512();
  __m512i nearest = _mm512_set1_epi64(-1);
  std::size_t i = 0;
  for (; i + eights * lanes <= count; i += eights * lanes) {
    __mmask8 below[eights];
    for (std::size_t e = 0; e < eights; ++e) {
      const __m512i p = _mm512_loadu_si512(den + i + e * lanes);
      const __m512i reached = _mm512_madd52hi_epu64(_mm512_setzero_si512(), p, bound);
      const __m512i distance = _mm512_sub_epi64(_mm512_loadu_si512(num + i + e * lanes), reached);
      below[e] = _mm512_movepi64_mask(distance);
      nearest = _mm512_min_epu64(nearest, distance);
      dens = _mm512_or_si512(dens, p);
    }
    const __mmask32 all_below =
        _mm512_kunpackw(_mm512_kunpackb(below[3], below[2]), _mm512_kunpackb(below[1], below[0]));
    const __m512i before = _mm512_loadu_si512(marks + i);
    _mm512_storeu_si512(marks + i, _mm512_or_si512(before, _mm512_maskz_mov_epi16(all_below, all_marks)));
  }
  const __m512i above_narrow = _mm512_set1_epi64(-(std::int64_t{1} << narrow_bits));
  const bool wide = _mm512_test_epi64_mask(dens, above_narrow) != 0;
  const bool unsure = _mm512_cmplt_epu64_mask(nearest, _mm512_set1_epi64(undecided_up_to)) != 0;
  return filter(num + i, den + i, marks + i, count - i, parts, mark) || unsure || wide;
}
#endif

// Of a level that the processor has.
Filter filter_of(SimdLevel level, FilterBound bound) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) return multiplies_52_bits(bound) ? filter_ifma : filter_avx512;
  if (level == SimdLevel::avx2) return filter_avx2;
#endif
  static_cast<void>(level);
  static_cast<void>(bound);
  return filter_baseline;
}

void mark_exactly(const RatioColumns& ratios, Ratio bound, std::uint16_t mark, std::uint16_t* marks) {
  for (std::size_t i = 0; i < ratios.count; ++i) {
    const Ratio ratio = ratios[i];
    const bool below = ratio.den > 0 && ratio < bound;
    marks[i] = static_cast<std::uint16_t>(marks[i] | (below ? mark : 0));
  }
}

// A block of a column side by side: the column itself, or a copy of its values.
const std::int64_t* side_by_side(const std::int64_t* values, std::ptrdiff_t stride, std::size_t count,
                                 std::array<std::int64_t, block>& copy) {
  if (stride == 1) return values;
  for (std::size_t i = 0; i < count; ++i)
    copy[i] = values[static_cast<std::ptrdiff_t>(i) * stride];
  return copy.data();
}

}  // namespace

void mark_ratios_below(const RatioColumns& ratios, Ratio bound, std::uint16_t mark,
                       std::span<std::uint16_t> marks, SimdLevel level) noexcept {
  if (bound.num / bound.den >= highest_bound) {
    mark_exactly(ratios, bound, mark, marks.data());
    return;
  }
  const FilterBound parts = filter_bound(bound);
  const Filter run = filter_of(std::min(level, highest_simd_level()), parts);
  std::array<std::int64_t, block> nums;
  std::array<std::int64_t, block> dens;
  for (std::size_t first = 0; first < ratios.count; first += block) {
    const auto here = ratios.part(first, std::min(block, ratios.count - first));
    const bool unsure = run(side_by_side(here.num, here.num_stride, here.count, nums),
                            side_by_side(here.den, here.den_stride, here.count, dens), &marks[first],
                            here.count, parts, mark);
    if (unsure) mark_exactly(here, bound, mark, &marks[first]);
  }
}

}  // namespace giaingan::inline v1
