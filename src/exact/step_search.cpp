#include "exact/step_search.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "exact/avx512.hpp"

#if defined(__x86_64__)
namespace giaingan::inline v1 {
namespace {

constexpr std::size_t lanes = 8;
constexpr std::size_t eights = 4;  // whose pieces fill a register
constexpr std::size_t most_steps = lanes - 1;

// Steps as a search looks them up. Those beyond the last are the last again, and change nothing.
struct StepTables {
  std::array<std::int64_t, 2 * lanes> bounds{};
  std::array<std::int64_t, 2 * lanes> beyond{};
  std::array<std::int64_t, lanes> amounts{};          // by steps taken
  std::array<std::int16_t, eights * lanes> pieces{};  // likewise
};

std::int64_t bound_of(const StepFunction::WholeStep& step) {
  return step.from;
}
std::int64_t bound_of(const StepFunction::RatioStep& step) {
  return step.num;
}
std::int64_t beyond_of(const StepFunction::WholeStep& /*step*/) {
  return 0;
}
std::int64_t beyond_of(const StepFunction::RatioStep& step) {
  return step.beyond;
}

template <class AnyStep>
StepTables tables_of(const StepWork<AnyStep>& work) {
  StepTables made;
  StepFunction::Change reached = work.first;
  for (std::size_t taken = 0; taken < lanes; ++taken) {
    made.amounts[taken] = static_cast<std::int64_t>(reached.amount);
    made.pieces[taken] = static_cast<std::int16_t>(reached.piece);
    const AnyStep& next = work.steps[std::min(taken, work.steps.size() - 1)];
    made.bounds[taken] = bound_of(next);
    made.beyond[taken] = beyond_of(next);
    if (taken >= work.steps.size()) continue;
    reached.piece += next.change.piece;
    reached.amount += next.change.amount;
  }
  return made;
}

// Eight numbers from memory, once: compilers would read them anew for each use, and each time twice where
// they lie across two lines of the cache. What comes 2 KiB later is asked for, as processors themselves read
// ahead up to the end of a page.
[[GIAINGAN_AVX512, gnu::always_inline]] inline __m512i read(const std::int64_t* from) {
  constexpr std::size_t ahead = 256;
  _mm_prefetch(reinterpret_cast<const char*>(from + ahead), _MM_HINT_T0);
  __m512i numbers = _mm512_loadu_si512(from);  // NOLINT(misc-const-correctness): asm may change it
  asm("" : "+v"(numbers));
  return numbers;
}

// Eight numbers of a kind, and whether they reach bounds.
struct WholeSearch {
  struct Eight {
    __m512i num;
  };
  const std::int64_t* num;

  [[GIAINGAN_AVX512, gnu::always_inline]] Eight at(std::size_t i) { return {read(num + i)}; }
  [[GIAINGAN_AVX512, gnu::always_inline]] static __mmask8 reached(const Eight& numbers, __m512i bounds,
                                                                  __m512i /*beyond*/) {
    return _mm512_cmpge_epi64_mask(numbers.num, bounds);
  }
};

template <bool all_included>
struct RatioSearch {
  struct Eight {
    __m512i left;
    __m512i den;
  };
  const std::int64_t* num;
  const std::int64_t* den;
  __m512i common_den;
  __m512i nums;  // as in NumberReach
  __m512i dens;

  [[GIAINGAN_AVX512, gnu::always_inline]] Eight at(std::size_t i) {
    constexpr int a_or_b_xor_c = 0xf6;
    constexpr int a_or_b_or_c = 0xfe;
    const __m512i n = read(num + i);
    const __m512i d = read(den + i);
    nums = _mm512_ternarylogic_epi64(nums, n, _mm512_srai_epi64(n, 63), a_or_b_xor_c);
    dens = _mm512_ternarylogic_epi64(dens, d, _mm512_add_epi64(d, _mm512_set1_epi64(-1)), a_or_b_or_c);
    return {_mm512_mullo_epi64(n, common_den), d};
  }
  [[GIAINGAN_AVX512, gnu::always_inline]] static __mmask8 reached(const Eight& numbers, __m512i bounds,
                                                                  __m512i beyond) {
    const __m512i right = _mm512_mullo_epi64(numbers.den, bounds);
    return _mm512_cmpge_epi64_mask(numbers.left, all_included ? right : _mm512_add_epi64(right, beyond));
  }
};

// Searches 2^depth - 1 steps for 32 numbers at a time, each halving for all of them before the next: half of
// the steps that are left are taken if the last of these is.
template <std::size_t depth, bool with_amounts, class Search>
[[GIAINGAN_AVX512, gnu::always_inline]] inline std::size_t search_to(const StepTables& tables,
                                                                     std::size_t count, StepResults results,
                                                                     Search& given) {
  Search search = given;  // compilers see that writing results doesn't change it
  const __m512i amounts = _mm512_loadu_si512(tables.amounts.data());
  const __m512i pieces = _mm512_loadu_si512(tables.pieces.data());
  // Of two registers the lowest 16 bits of each 64.
  const __m512i lowest = _mm512_set_epi16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 56, 52, 48, 44,
                                          40, 36, 32, 28, 24, 20, 16, 12, 8, 4, 0);
  std::size_t i = 0;
  for (; i + eights * lanes <= count; i += eights * lanes) {
    typename Search::Eight numbers[eights];
    __m512i taken[eights];
    for (std::size_t e = 0; e < eights; ++e) {
      numbers[e] = search.at(i + e * lanes);
      taken[e] = _mm512_setzero_si512();
    }
    for (std::size_t half = std::size_t{1} << (depth - 1); half > 0; half /= 2) {
      const __m512i bounds = _mm512_loadu_si512(&tables.bounds[half - 1]);
      const __m512i beyond = _mm512_loadu_si512(&tables.beyond[half - 1]);
      for (std::size_t e = 0; e < eights; ++e) {
        const __mmask8 reached = Search::reached(numbers[e], _mm512_permutexvar_epi64(taken[e], bounds),
                                                 _mm512_permutexvar_epi64(taken[e], beyond));
        taken[e] = _mm512_mask_add_epi64(taken[e], reached, taken[e],
                                         _mm512_set1_epi64(static_cast<long long>(half)));
      }
    }
    if constexpr (with_amounts) {
      for (std::size_t e = 0; e < eights; ++e) {
        std::int64_t* const to = results.amounts + i + e * lanes;
        _mm512_storeu_si512(
            to, _mm512_add_epi64(_mm512_loadu_si512(to), _mm512_permutexvar_epi64(taken[e], amounts)));
      }
    }
    const __m512i low = _mm512_permutex2var_epi16(taken[0], lowest, taken[1]);
    const __m512i high = _mm512_permutex2var_epi16(taken[2], lowest, taken[3]);
    const __m512i in_order = _mm512_inserti64x4(low, _mm512_castsi512_si256(high), 1);
    _mm512_storeu_si512(results.pieces + i, _mm512_permutexvar_epi16(in_order, pieces));
  }
  given = search;
  return i;
}

template <class AnyStep, class Search>
[[GIAINGAN_AVX512]] std::size_t search_all(const StepWork<AnyStep>& work, Search& search) {
  const StepTables tables = tables_of(work);
  const std::size_t count = work.numbers.count;
  const bool with_amounts = work.results.amounts != nullptr;
  switch (std::bit_width(work.steps.size())) {
    case 1:
      return with_amounts ? search_to<1, true>(tables, count, work.results, search)
                          : search_to<1, false>(tables, count, work.results, search);
    case 2:
      return with_amounts ? search_to<2, true>(tables, count, work.results, search)
                          : search_to<2, false>(tables, count, work.results, search);
    default:
      return with_amounts ? search_to<3, true>(tables, count, work.results, search)
                          : search_to<3, false>(tables, count, work.results, search);
  }
}

template <bool all_included>
[[GIAINGAN_AVX512]] std::size_t search_ratios(const RatioWork& work, NumberReach& reach) {
  RatioSearch<all_included> search{work.numbers.num, work.numbers.den,
                                   _mm512_set1_epi64(static_cast<long long>(work.common_den)),
                                   _mm512_setzero_si512(), _mm512_setzero_si512()};
  const std::size_t done = search_all(work, search);
  reach.nums |= static_cast<std::uint64_t>(_mm512_reduce_or_epi64(search.nums));
  reach.dens |= static_cast<std::uint64_t>(_mm512_reduce_or_epi64(search.dens));
  return done;
}

template <class AnyStep>
bool can_search(const StepWork<AnyStep>& work) {
  return !work.steps.empty() && work.steps.size() <= most_steps;
}

}  // namespace

std::size_t search_steps(const WholeWork& work) {
  if (!can_search(work)) return 0;
  WholeSearch search{work.numbers.num};
  return search_all(work, search);
}

std::size_t search_steps(const RatioWork& work, NumberReach& reach) {
  if (!can_search(work)) return 0;
  const bool all_included =
      std::ranges::all_of(work.steps, [](const auto& step) { return step.beyond == 0; });
  return all_included ? search_ratios<true>(work, reach) : search_ratios<false>(work, reach);
}

}  // namespace giaingan::inline v1
#endif
