#include "exact/any_negative.hpp"

#include <algorithm>

#include "exact/avx512.hpp"

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
[[GIAINGAN_AVX512_LOOP]] bool any_avx512(std::span<const std::int64_t> numbers) {
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
