#include "simulation/find_runs.hpp"

#include <algorithm>

#include "exact/avx512.hpp"

namespace giaingan::inline v1 {
namespace {

// How many of 16 bits are set, in steps that compilers use vectors for.
[[gnu::always_inline]] inline std::uint16_t bits_in(std::uint16_t bits) {
  unsigned sum = bits;
  sum -= (sum >> 1) & 0x5555U;
  sum = (sum & 0x3333U) + ((sum >> 2) & 0x3333U);
  sum = (sum + (sum >> 4)) & 0x0f0fU;
  return static_cast<std::uint16_t>((sum + (sum >> 8)) & 0x1fU);
}

// Bit m of `starts` is set where months m … m + flag_after - 1 are all below: a run of at least so many
// months leaves one run of bits, and the last month ends one where the bit that far before it is set.
[[gnu::always_inline]] inline void find(const RunColumns& given, int flag_after, int last) {
  const RunColumns columns = given;
  const MonthBits* __restrict const belows = columns.below;
  std::uint8_t* __restrict const ever = columns.ever;
  std::int64_t* __restrict const now = columns.now;
  std::int64_t* __restrict const months = columns.months;
  std::int64_t* __restrict const times = columns.times;
  const int last_start = last - flag_after;
  for (std::size_t i = 0; i < columns.count; ++i) {
    const std::uint16_t below = belows[i];
    std::uint16_t starts = below;
    for (int k = 1; k < flag_after; ++k)
      starts = static_cast<std::uint16_t>(starts & (below >> k));
    ever[i] = starts != 0 ? 1 : 0;
    now[i] = (starts >> last_start) & 1;
    months[i] = bits_in(below);
    times[i] = bits_in(static_cast<std::uint16_t>(starts & ~(starts << 1)));
  }
}

// Three months by far the most often: the number is known then.
[[gnu::always_inline]] inline void find_any(const RunColumns& columns, int flag_after, int last) {
  if (flag_after == 3) {
    find(columns, 3, last);
  } else {
    find(columns, flag_after, last);
  }
}

void find_baseline(const RunColumns& columns, int flag_after, int last) {
  find_any(columns, flag_after, last);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void find_avx2(const RunColumns& columns, int flag_after, int last) {
  find_any(columns, flag_after, last);
}
[[GIAINGAN_AVX512_LOOP]] void find_avx512(const RunColumns& columns, int flag_after, int last) {
  find_any(columns, flag_after, last);
}
#endif

}  // namespace

void find_runs(const RunColumns& columns, int flag_after, int last, SimdLevel level) noexcept {
  if (flag_after > last) {  // no run can be long enough
    for (std::size_t i = 0; i < columns.count; ++i) {
      columns.ever[i] = 0;
      columns.now[i] = 0;
      columns.months[i] = bits_in(columns.below[i]);
      columns.times[i] = 0;
    }
    return;
  }
#if defined(__x86_64__)
  switch (std::min(level, highest_simd_level())) {
    case SimdLevel::avx512:
      return find_avx512(columns, flag_after, last);
    case SimdLevel::avx2:
      return find_avx2(columns, flag_after, last);
    case SimdLevel::baseline:
      break;
  }
#endif
  static_cast<void>(level);
  find_baseline(columns, flag_after, last);
}

}  // namespace giaingan::inline v1
