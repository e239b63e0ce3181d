#include "exact/any_negative.hpp"

#include <algorithm>

namespace giaingan::inline v1 {
namespace {

// In a loop that compilers use vectors for.
[[gnu::always_inline]] inline bool any(std::span<const std::int64_t> numbers) {
  std::int64_t signs = 0;
  for (const std::int64_t number : numbers)
    signs |= number;
  return signs < 0;
}

bool any_baseline(std::span<const std::int64_t> numbers) {
  return any(numbers);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] bool any_avx2(std::span<const std::int64_t> numbers) {
  return any(numbers);
}
#if defined(__clang__)
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl"
#else  // which would otherwise keep to half of the width
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512"
#endif
[[gnu::target(GIAINGAN_AVX512)]] bool any_avx512(std::span<const std::int64_t> numbers) {
  return any(numbers);
}
#endif

}  // namespace

bool any_negative(std::span<const std::int64_t> numbers, SimdLevel level) noexcept {
#if defined(__x86_64__)
  switch (std::min(level, highest_simd_level())) {
    case SimdLevel::avx512:
      return any_avx512(numbers);
    case SimdLevel::avx2:
      return any_avx2(numbers);
    case SimdLevel::baseline:
      break;
  }
#endif
  static_cast<void>(level);
  return any_baseline(numbers);
}

}  // namespace giaingan::inline v1
