#include "simulation/spend_month.hpp"

#include "giaingan/simulation/absorption.hpp"

#include <algorithm>

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
#if defined(__clang__)
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl"
#else  // which would otherwise keep to half of the width
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512"
#endif
[[gnu::target(GIAINGAN_AVX512)]] std::int64_t spend_avx512(const SpendMonth& work) {
  return spend_narrow(work);
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
