#include "exact/ratio_digits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "exact/avx512.hpp"
#include "exact/wide_division.hpp"

namespace giaingan::inline v1 {
namespace {

// Below 1: 31 bits after the point. From 1 on, above all of those: the place of the highest bit of the whole
// part, and the 25 bits after it.
std::uint32_t first_digit(std::uint64_t num, std::uint64_t den) {
  constexpr std::uint32_t from_one = std::uint32_t{1} << 31;
  constexpr int mantissa_bits = 25;
  if (num < den) return static_cast<std::uint32_t>(divide_wide(num >> 33, num << 31, den).quotient);
  const auto [whole, rest] = divide_wide(0, num, den);
  const int exponent = 63 - std::countl_zero(whole);
  const std::uint64_t after_point =
      divide_wide(rest >> (64 - mantissa_bits), rest << mantissa_bits, den).quotient;
  const std::uint64_t mantissa = exponent >= mantissa_bits
                                     ? whole >> (exponent - mantissa_bits)
                                     : (whole << (mantissa_bits - exponent)) | (after_point >> exponent);
  return from_one | (static_cast<std::uint32_t>(exponent) << mantissa_bits) |
         static_cast<std::uint32_t>(mantissa & ((1U << mantissa_bits) - 1));
}

#if defined(__x86_64__)
// Eight quotients floor(c·2^31 / p) of 0 <= c < p < 2^60 at a time, by Newton's reciprocal in integers.
//
// With p and c shifted so that P >= 2^63, let D = floor(P / 2^33) + 1, above P / 2^33 and up to 2^31. A seed
// for 1/D is taken by the six bits of D after the first, good to 2^-7, and doubled in bits twice. The first
// time 2^-15 is added, which halves the greatest error, for it was on one side; the second result R is never
// above 2^62 / D, as D·R <= 2^62 shows, and below by less than 2·2^-30 of itself: all 2^30 values of D were
// gone through. So q = floor(floor(C / 2^32)·R / 2^32) isn't above C/(4D) < C·2^31/P = c·2^31/p =: v. With x
// = D / 2^30, from 1 to 2, it falls short of v by less than 8: 1/x by cutting C, 2/x by D, 4 by R (v < 2^31)
// and 1 by rounding down; of the 4, 1/x and 2/x together no D has more than 6.5. Hence c·2^31 - q·p, which
// may wrap, for it is below 8·p < 2^63, says by its size how much q falls short.
#define GIAINGAN_AVX512_CD gnu::target(GIAINGAN_AVX512_FEATURES ",avx512cd")

constexpr std::size_t lanes = 8;
constexpr std::size_t seeds = 64;

// The seed of the i-th interval of D, (64 + i)·2^24 to (65 + i)·2^24, is 2^62 by its middle, cut to 16 bits.
constexpr auto reciprocal_seeds = [] {
  std::array<std::uint16_t, seeds> made{};
  for (std::size_t i = 0; i < seeds; ++i)
    made[i] = static_cast<std::uint16_t>((std::size_t{1} << 23) / (2 * (seeds + i) + 1));
  return made;
}();

struct Seeds {
  __m512i low;
  __m512i high;
};

[[GIAINGAN_AVX512_CD]] inline __m512i broadcast(std::uint64_t value) {
  return _mm512_set1_epi64(static_cast<long long>(value));
}

// floor(2^62 / D) or a little less. Every factor is below 2^32.
[[GIAINGAN_AVX512_CD]] inline __m512i reciprocals(__m512i shifted_den, const Seeds& seeds_of_all) {
  const __m512i d = _mm512_add_epi64(_mm512_srli_epi64(shifted_den, 33), broadcast(1));
  const __m512i interval =
      _mm512_srli_epi64(shifted_den, 57);  // the highest bit of the seven isn't looked at
  const __m512i seed = _mm512_slli_epi64(
      _mm512_maskz_permutex2var_epi16(0x1111'1111, seeds_of_all.low, interval, seeds_of_all.high), 16);
  constexpr std::uint64_t two = std::uint64_t{1} << 63;
  constexpr std::uint64_t half_of_the_greatest_error = std::uint64_t{1} << 47;
  const __m512i first = _mm512_srli_epi64(
      _mm512_sub_epi64(broadcast(two + half_of_the_greatest_error), _mm512_mul_epu32(d, seed)), 31);
  const __m512i nearer = _mm512_srli_epi64(_mm512_mul_epu32(seed, first), 31);
  const __m512i second = _mm512_srli_epi64(_mm512_sub_epi64(broadcast(two), _mm512_mul_epu32(d, nearer)), 31);
  return _mm512_srli_epi64(_mm512_mul_epu32(nearer, second), 31);
}

[[GIAINGAN_AVX512_CD]] inline __m512i quotients(__m512i num, __m512i den, const Seeds& seeds_of_all) {
  const __m512i shift = _mm512_lzcnt_epi64(den);
  const __m512i high_num = _mm512_srli_epi64(_mm512_sllv_epi64(num, shift), 32);
  const __m512i reciprocal = reciprocals(_mm512_sllv_epi64(den, shift), seeds_of_all);
  __m512i quotient = _mm512_srli_epi64(_mm512_mul_epu32(high_num, reciprocal), 32);
  __m512i rest = _mm512_sub_epi64(_mm512_slli_epi64(num, 31), _mm512_mullo_epi64(quotient, den));
  for (const unsigned power : {2U, 1U, 0U}) {
    const __m512i multiple = _mm512_slli_epi64(den, power);
    const __mmask8 reached = _mm512_cmpge_epu64_mask(rest, multiple);
    quotient = _mm512_mask_add_epi64(quotient, reached, quotient, broadcast(std::uint64_t{1} << power));
    rest = _mm512_mask_sub_epi64(rest, reached, rest, multiple);
  }
  return quotient;
}

// Keys of eight ratios at a time, as many as there are eights. Those that aren't below 1, undefined ones and
// wide ones get theirs one by one.
[[GIAINGAN_AVX512_CD]] std::size_t keys_by_eights(const RatioColumns& ratios, std::uint32_t* keys) {
  const Seeds seeds_of_all{_mm512_loadu_si512(reciprocal_seeds.data()),
                           _mm512_loadu_si512(reciprocal_seeds.data() + seeds / 2)};
  const __m512i widest = broadcast(std::uint64_t{1} << 60);
  std::size_t i = 0;
  for (; i + lanes <= ratios.count; i += lanes) {
    const __m512i num = _mm512_loadu_si512(ratios.num + i);
    const __m512i den = _mm512_loadu_si512(ratios.den + i);
    const __m256i digits = _mm512_cvtepi64_epi32(quotients(num, den, seeds_of_all));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(keys + i),
                        _mm256_xor_si256(digits, _mm256_set1_epi32(-1)));
    const auto others = static_cast<unsigned>(_mm512_cmpge_epu64_mask(num, den)) |
                        static_cast<unsigned>(_mm512_cmpge_epu64_mask(den, widest));
    for (unsigned left = others; left != 0; left &= left - 1) {
      const std::size_t other = i + static_cast<std::size_t>(std::countr_zero(left));
      keys[other] = first_key(ratios[other]);
    }
  }
  return i;
}
#endif

}  // namespace

std::uint32_t first_key(Ratio ratio) noexcept {
  if (ratio.den == 0) return undefined_key;
  return ~first_digit(static_cast<std::uint64_t>(ratio.num), static_cast<std::uint64_t>(ratio.den));
}

void first_keys(const RatioColumns& ratios, std::span<std::uint32_t> keys, SimdLevel level) noexcept {
  std::size_t done = 0;
#if defined(__x86_64__)
  const bool side_by_side = ratios.num_stride == 1 && ratios.den_stride == 1;
  if (side_by_side && std::min(level, highest_simd_level()) == SimdLevel::avx512)
    done = keys_by_eights(ratios, keys.data());
#endif
  static_cast<void>(level);
  for (std::size_t i = done; i < ratios.count; ++i)
    keys[i] = first_key(ratios[i]);
}

std::uint32_t digit(Ratio ratio, int level) noexcept {
  const auto num = static_cast<std::uint64_t>(ratio.num);
  const auto den = static_cast<std::uint64_t>(ratio.den);
  Divided divided{};
  if (num < den) {
    divided = divide_wide(num >> 33, num << 31, den);
  } else {
    divided = divide_wide(0, num, den);
    if (level == 1) return static_cast<std::uint32_t>(divided.quotient >> 32);
    level -= 2;
  }
  for (; level > 0; --level)
    divided = divide_wide(divided.remainder >> 32, divided.remainder << 32, den);
  return static_cast<std::uint32_t>(divided.quotient);
}

}  // namespace giaingan::inline v1
