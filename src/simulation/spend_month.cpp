#include "simulation/spend_month.hpp"

#include "giaingan/simulation/absorption.hpp"

#include <algorithm>

#include "exact/avx512.hpp"

namespace giaingan::inline v1 {
namespace {

[[gnu::always_inline]] inline std::uint32_t share_at(const SpendMonth& work, std::size_t i) {
  const std::uint32_t byte = (work.words[i] >> work.shift) & 0xffU;
  const std::uint64_t share = work.shares[work.first_share[i] + byte];
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>((share * work.year_factor[i]) >> factor_bits, whole_plan));
}

std::int64_t spend_any(const SpendMonth& work) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < work.count; ++i) {
    work.after[i] = disbursed_after(work.before[i], work.plan[i], share_at(work, i));
    sum += static_cast<std::uint64_t>(work.after[i]);
  }
  return static_cast<std::int64_t>(sum);
}

// With plan = high·2^24 + low, both factors of each product are below 2^32, so that vectors of 32×32-bit
// products suffice: floor(plan·share / 2^24) = high·share + floor(low·share / 2^24), and no product leaves 64
// bits, for share <= 2^24.
[[gnu::always_inline]] inline std::int64_t spend_narrow(const SpendMonth& given) {
  const SpendMonth work = given;
  const std::uint32_t* __restrict const words = work.words;
  const std::uint32_t* __restrict const shares = work.shares;
  const std::uint32_t* __restrict const first_share = work.first_share;
  const std::uint32_t* __restrict const year_factor = work.year_factor;
  const std::int64_t* __restrict const plans = work.plan;
  const std::int64_t* __restrict const befores = work.before;
  std::int64_t* __restrict const afters = work.after;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < work.count; ++i) {
    const std::uint32_t byte = (words[i] >> work.shift) & 0xffU;
    const std::uint64_t drawn =
        (std::uint64_t{shares[first_share[i] + byte]} * year_factor[i]) >> factor_bits;
    const auto share = static_cast<std::uint32_t>(drawn < whole_plan ? drawn : whole_plan);
    const auto plan = static_cast<std::uint64_t>(plans[i]);
    const auto high = static_cast<std::uint32_t>(plan >> share_bits);
    const auto low = static_cast<std::uint32_t>(plan) & (whole_plan - 1);
    const auto part =
        static_cast<std::int64_t>(std::uint64_t{high} * share + ((std::uint64_t{low} * share) >> share_bits));
    const std::int64_t before = befores[i];
    const std::int64_t left = plans[i] - before;
    const std::int64_t further = part < left ? part : left;
    const std::int64_t after = before + (further > 0 ? further : 0);
    afters[i] = after;
    sum += static_cast<std::uint64_t>(after);
  }
  return static_cast<std::int64_t>(sum);
}

std::int64_t spend_baseline(const SpendMonth& work) {
  return spend_narrow(work);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::int64_t spend_avx2(const SpendMonth& work) {
  return spend_narrow(work);
}
// The same eight at a time, and the table's entries two by two: gathering them takes processors longer.

[[GIAINGAN_AVX512]] inline __m512i eight(const std::uint32_t* values) {
  return _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values)));
}
[[GIAINGAN_AVX512]] inline __m512i eight(const std::int64_t* values) {
  return _mm512_loadu_si512(values);
}

[[GIAINGAN_AVX512, gnu::always_inline]] inline __m128i four_of(const std::uint32_t* table, __m128i at) {
  const auto low = static_cast<std::uint64_t>(_mm_cvtsi128_si64(at));
  const auto high = static_cast<std::uint64_t>(_mm_extract_epi64(at, 1));
  const auto entry = [table](std::uint64_t i) { return static_cast<int>(table[i]); };
  return _mm_set_epi32(entry(high >> 32), entry(high & 0xffff'ffffU), entry(low >> 32),
                       entry(low & 0xffff'ffffU));
}

[[GIAINGAN_AVX512, gnu::always_inline]] inline __m256i eight_of(const std::uint32_t* table, __m256i at) {
  return _mm256_set_m128i(four_of(table, _mm256_extracti128_si256(at, 1)),
                          four_of(table, _mm256_castsi256_si128(at)));
}

[[GIAINGAN_AVX512]] std::int64_t spend_avx512(const SpendMonth& given) {
  const SpendMonth work = given;  // compilers see that writing doesn't change it
  constexpr std::size_t lanes = 8;
  constexpr std::size_t eights = 2;  // side by side: one is looked up while the other is multiplied
  const __m512i whole = _mm512_set1_epi64(whole_plan);
  const __m512i low_bits = _mm512_set1_epi64(whole_plan - 1);
  const __m256i byte_bits = _mm256_set1_epi32(0xff);
  const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(work.shift));
  __m512i sum = _mm512_setzero_si512();
  std::size_t i = 0;
  for (; i + eights * lanes <= work.count; i += eights * lanes) {
    __m256i of_month[eights];
    for (std::size_t e = 0; e < eights; ++e) {
      const std::size_t k = i + e * lanes;
      const __m256i words = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(work.words + k));
      const __m256i bytes = _mm256_and_si256(_mm256_srl_epi32(words, shift), byte_bits);
      const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(work.first_share + k));
      of_month[e] = eight_of(work.shares, _mm256_add_epi32(first, bytes));
    }
    for (std::size_t e = 0; e < eights; ++e) {
      const std::size_t k = i + e * lanes;
      const __m512i drawn = _mm512_srli_epi64(
          _mm512_mul_epu32(_mm512_cvtepu32_epi64(of_month[e]), eight(work.year_factor + k)), factor_bits);
      const __m512i share = _mm512_min_epu64(drawn, whole);
      const __m512i plan = eight(work.plan + k);
      const __m512i high = _mm512_mul_epu32(_mm512_srli_epi64(plan, share_bits), share);
      const __m512i low = _mm512_mul_epu32(_mm512_and_si512(plan, low_bits), share);
      const __m512i part = _mm512_add_epi64(high, _mm512_srli_epi64(low, share_bits));
      const __m512i before = eight(work.before + k);
      const __m512i further = _mm512_min_epi64(part, _mm512_sub_epi64(plan, before));
      const __m512i after = _mm512_add_epi64(before, _mm512_max_epi64(further, _mm512_setzero_si512()));
      _mm512_storeu_si512(work.after + k, after);
      sum = _mm512_add_epi64(sum, after);
    }
  }
  SpendMonth rest = work;
  rest.words += i;
  rest.first_share += i;
  rest.year_factor += i;
  rest.plan += i;
  rest.before += i;
  rest.after += i;
  rest.count -= i;
  return _mm512_reduce_add_epi64(sum) + spend_any(rest);
}
#endif

}  // namespace

std::int64_t spend_month(const SpendMonth& work, bool narrow, SimdLevel level) noexcept {
  if (!narrow) return spend_any(work);
#if defined(__x86_64__)
  switch (std::min(level, highest_simd_level())) {
    case SimdLevel::avx512:
      return spend_avx512(work);
    case SimdLevel::avx2:
      return spend_avx2(work);
    case SimdLevel::baseline:
      break;
  }
#endif
  static_cast<void>(level);
  return spend_baseline(work);
}

}  // namespace giaingan::inline v1
