#include "exact/step_loops.hpp"

#include <algorithm>

#include "exact/avx512.hpp"
#include "exact/step_search.hpp"

namespace giaingan::inline v1 {
namespace {

using Change = StepFunction::Change;
using WholeStep = StepFunction::WholeStep;
using RatioStep = StepFunction::RatioStep;

// Steps that are taken in one go through the numbers.
constexpr std::size_t at_once = 5;

struct WholeNumbers {
  const std::int64_t* num;

  [[gnu::always_inline]] bool take(const WholeStep& step, std::size_t i) const { return num[i] >= step.from; }
  [[gnu::always_inline]] void look_at(std::size_t /*i*/) {}
};

struct RatioNumbers {
  const std::int64_t* num;
  const std::int64_t* den;
  std::uint64_t common_den;
  NumberReach reach{};

  [[gnu::always_inline]] bool take(const RatioStep& step, std::size_t i) const {
    const std::uint64_t left = static_cast<std::uint64_t>(num[i]) * common_den;
    const std::uint64_t right = static_cast<std::uint64_t>(step.num) * static_cast<std::uint64_t>(den[i]) +
                                static_cast<std::uint64_t>(step.beyond);
    return static_cast<std::int64_t>(left) >= static_cast<std::int64_t>(right);
  }
  [[gnu::always_inline]] void look_at(std::size_t i) {
    const auto d = static_cast<std::uint64_t>(den[i]);
    reach.nums |= static_cast<std::uint64_t>(num[i] ^ (num[i] >> 63));
    reach.dens |= d | (d - 1);
  }
};

// Goes through numbers once and takes `n` steps. Steps and numbers are copied, so that compilers see that
// writing results doesn't change them.
template <std::size_t n, bool begins, bool with_amounts, class AnyStep, class Numbers>
[[gnu::always_inline]] inline void go_through(const AnyStep* given, std::size_t count, Change first,
                                              StepResults results, Numbers& given_numbers) {
  std::int16_t* __restrict const pieces = results.pieces;
  std::int64_t* __restrict const amounts = results.amounts;
  AnyStep steps[n > 0 ? n : 1];
  for (std::size_t k = 0; k < n; ++k)
    steps[k] = given[k];
  Numbers numbers = given_numbers;
  for (std::size_t i = 0; i < count; ++i) {
    if constexpr (begins) numbers.look_at(i);
    std::uint64_t piece = begins ? first.piece : 0;
    std::uint64_t amount = begins ? first.amount : 0;
    for (std::size_t k = 0; k < n; ++k) {
      const bool here = numbers.take(steps[k], i);
      piece = here ? piece + steps[k].change.piece : piece;
      amount = with_amounts && here ? amount + steps[k].change.amount : amount;
    }
    const auto narrow = static_cast<std::int16_t>(piece);
    pieces[i] = begins ? narrow : static_cast<std::int16_t>(pieces[i] + narrow);
    if constexpr (with_amounts)
      amounts[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(amounts[i]) + amount);
  }
  given_numbers = numbers;
}

// The first steps up to `at_once`, then so many more at a time.
template <bool with_amounts, class Work, class Numbers>
[[gnu::always_inline]] inline void take_all(const Work& work, Numbers& numbers) {
  const std::size_t count = work.numbers.count;
  const Change first = work.first;
  const StepResults results = work.results;
  const auto* steps = work.steps.data();
  std::size_t left = work.steps.size();
  switch (left) {
    case 0:
      return go_through<0, true, with_amounts>(steps, count, first, results, numbers);
    case 1:
      return go_through<1, true, with_amounts>(steps, count, first, results, numbers);
    case 2:
      return go_through<2, true, with_amounts>(steps, count, first, results, numbers);
    case 3:
      return go_through<3, true, with_amounts>(steps, count, first, results, numbers);
    case 4:
      return go_through<4, true, with_amounts>(steps, count, first, results, numbers);
    default:
      go_through<at_once, true, with_amounts>(steps, count, first, results, numbers);
  }
  for (steps += at_once, left -= at_once; left >= at_once; steps += at_once, left -= at_once)
    go_through<at_once, false, with_amounts>(steps, count, first, results, numbers);
  for (; left > 0; ++steps, --left)
    go_through<1, false, with_amounts>(steps, count, first, results, numbers);
}

template <class Work, class Numbers>
[[gnu::always_inline]] inline void take_any(const Work& work, Numbers& numbers) {
  work.results.amounts != nullptr ? take_all<true>(work, numbers) : take_all<false>(work, numbers);
}

// The loops at each level of the processor.
template <class Work, class Numbers>
void take_baseline(const Work& work, Numbers& numbers) {
  take_any(work, numbers);
}

#if defined(__x86_64__)
template <class Work, class Numbers>
[[gnu::target("avx2")]] void take_avx2(const Work& work, Numbers& numbers) {
  take_any(work, numbers);
}

template <class Work, class Numbers>
[[GIAINGAN_AVX512_LOOP]] void take_avx512(const Work& work, Numbers& numbers) {
  take_any(work, numbers);
}
#endif

template <class Work, class Numbers>
void take(const Work& work, Numbers& numbers, SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) return take_avx512(work, numbers);
  if (level == SimdLevel::avx2) return take_avx2(work, numbers);
#endif
  static_cast<void>(level);
  take_baseline(work, numbers);
}

}  // namespace

void take_steps(const WholeWork& work, SimdLevel level) {
  level = std::min(level, highest_simd_level());
  std::size_t done = 0;
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) done = search_steps(work);
#endif
  const WholeWork left = work.without(done);
  WholeNumbers numbers{left.numbers.num};
  take(left, numbers, level);
}

NumberReach take_steps(const RatioWork& work, SimdLevel level) {
  level = std::min(level, highest_simd_level());
  NumberReach reach;
  std::size_t done = 0;
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) done = search_steps(work, reach);
#endif
  const RatioWork left = work.without(done);
  RatioNumbers numbers{left.numbers.num, left.numbers.den, left.common_den, reach};
  take(left, numbers, level);
  return numbers.reach;
}

}  // namespace giaingan::inline v1
