#include "giaingan/exact/step_function.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace giaingan::inline v1 {
namespace {

using Change = StepFunction::Change;
using WholeStep = StepFunction::WholeStep;
using RatioStep = StepFunction::RatioStep;

// The greatest product that may occur, so that one more stays within int64.
constexpr Int128 most_product = std::numeric_limits<std::int64_t>::max() - 1;
// Steps that are taken in one go through the numbers.
constexpr std::size_t at_once = 5;

// How large the numbers are that a kernel has gone through.
struct Reach {
  const std::int64_t* num;
  const std::int64_t* den;
  std::uint64_t nums = 0;       // no numerator is greater, or less than -1 - this
  std::uint64_t dens = 0;       // no denominator is greater
  std::uint64_t below_one = 0;  // its highest bit: some denominator is 0 or less

  [[gnu::always_inline]] void look_at(std::size_t i) {
    const auto d = static_cast<std::uint64_t>(den[i]);
    nums |= static_cast<std::uint64_t>(num[i] ^ (num[i] >> 63));
    dens |= d;
    below_one |= d | (d - 1);
  }
};

// Of whole numbers nobody needs to know.
struct NoReach {
  [[gnu::always_inline]] void look_at(std::size_t /*i*/) {}
};

// Where results go. Amounts may be left out.
struct Results {
  std::int16_t* pieces;
  std::int64_t* amounts;
};

// Goes through numbers once and takes `n` steps. `taken(step, i)` says whether. Steps are copied, so that
// compilers see that writing results doesn't change them.
template <std::size_t n, bool begins, bool with_amounts, class AnyStep, class Taken, class AnyReach>
[[gnu::always_inline]] inline void go_through(const AnyStep* given, std::size_t count, Change first,
                                              Results results, Taken taken, AnyReach& reach) {
  std::int16_t* __restrict const pieces = results.pieces;
  std::int64_t* __restrict const amounts = results.amounts;
  AnyStep steps[n > 0 ? n : 1];
  for (std::size_t k = 0; k < n; ++k)
    steps[k] = given[k];
  AnyReach seen = reach;
  for (std::size_t i = 0; i < count; ++i) {
    if constexpr (begins) seen.look_at(i);
    std::uint64_t piece = begins ? first.piece : 0;
    std::uint64_t amount = begins ? first.amount : 0;
    for (std::size_t k = 0; k < n; ++k) {
      const bool here = taken(steps[k], i);
      piece = here ? piece + steps[k].change.piece : piece;
      amount = with_amounts && here ? amount + steps[k].change.amount : amount;
    }
    const auto narrow = static_cast<std::int16_t>(piece);
    pieces[i] = begins ? narrow : static_cast<std::int16_t>(pieces[i] + narrow);
    if constexpr (with_amounts)
      amounts[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(amounts[i]) + amount);
  }
  reach = seen;
}

// The first steps up to `at_once`, then so many more at a time.
template <bool with_amounts, class AnyStep, class Taken, class AnyReach>
[[gnu::always_inline]] inline void take_steps(const AnyStep* steps, std::size_t left, std::size_t count,
                                              Change first, Results results, Taken taken, AnyReach& reach) {
  switch (left) {
    case 0:
      return go_through<0, true, with_amounts>(steps, count, first, results, taken, reach);
    case 1:
      return go_through<1, true, with_amounts>(steps, count, first, results, taken, reach);
    case 2:
      return go_through<2, true, with_amounts>(steps, count, first, results, taken, reach);
    case 3:
      return go_through<3, true, with_amounts>(steps, count, first, results, taken, reach);
    case 4:
      return go_through<4, true, with_amounts>(steps, count, first, results, taken, reach);
    default:
      go_through<at_once, true, with_amounts>(steps, count, first, results, taken, reach);
  }
  for (steps += at_once, left -= at_once; left >= at_once; steps += at_once, left -= at_once)
    go_through<at_once, false, with_amounts>(steps, count, first, results, taken, reach);
  for (; left > 0; ++steps, --left)
    go_through<1, false, with_amounts>(steps, count, first, results, taken, reach);
}

struct WholeWork {
  const WholeStep* steps;
  std::size_t step_count;
  const std::int64_t* num;
  std::size_t count;
  Change first;
  Results results;
};

[[gnu::always_inline]] inline void take_whole(const WholeWork& work) {
  const std::int64_t* const num = work.num;
  const auto taken = [num](const WholeStep& step, std::size_t i) { return num[i] >= step.from; };
  NoReach nothing;
  if (work.results.amounts != nullptr) {
    take_steps<true>(work.steps, work.step_count, work.count, work.first, work.results, taken, nothing);
  } else {
    take_steps<false>(work.steps, work.step_count, work.count, work.first, work.results, taken, nothing);
  }
}

struct RatioWork {
  const RatioStep* steps;
  std::size_t step_count;
  const std::int64_t* num;
  const std::int64_t* den;
  std::size_t count;
  std::uint64_t common_den;
  Change first;
  Results results;
};

// Right if no product leaves most_product, which the reach says afterwards.
[[gnu::always_inline]] inline Reach take_ratios(const RatioWork& work) {
  const std::int64_t* const num = work.num;
  const std::int64_t* const den = work.den;
  const std::uint64_t common_den = work.common_den;
  const auto taken = [=](const RatioStep& step, std::size_t i) {
    const std::uint64_t left = static_cast<std::uint64_t>(num[i]) * common_den;
    const std::uint64_t right = static_cast<std::uint64_t>(step.num) * static_cast<std::uint64_t>(den[i]) +
                                static_cast<std::uint64_t>(step.beyond);
    return static_cast<std::int64_t>(left) >= static_cast<std::int64_t>(right);
  };
  Reach reach{num, den};
  if (work.results.amounts != nullptr) {
    take_steps<true>(work.steps, work.step_count, work.count, work.first, work.results, taken, reach);
  } else {
    take_steps<false>(work.steps, work.step_count, work.count, work.first, work.results, taken, reach);
  }
  return reach;
}

// The kernels at one level of the processor.
struct Kernels {
  void (*whole)(const WholeWork&);
  Reach (*ratios)(const RatioWork&);
};

void whole_baseline(const WholeWork& work) {
  take_whole(work);
}
Reach ratios_baseline(const RatioWork& work) {
  return take_ratios(work);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void whole_avx2(const WholeWork& work) {
  take_whole(work);
}
[[gnu::target("avx2")]] Reach ratios_avx2(const RatioWork& work) {
  return take_ratios(work);
}

#if defined(__clang__)
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl"
#else  // which would otherwise keep to half of the width
#define GIAINGAN_AVX512 "avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512"
#endif
[[gnu::target(GIAINGAN_AVX512)]] void whole_avx512(const WholeWork& work) {
  take_whole(work);
}
[[gnu::target(GIAINGAN_AVX512)]] Reach ratios_avx512(const RatioWork& work) {
  return take_ratios(work);
}
#endif

Kernels kernels_of(SimdLevel level) {
  level = std::min(level, highest_simd_level());
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) return {whole_avx512, ratios_avx512};
  if (level == SimdLevel::avx2) return {whole_avx2, ratios_avx2};
#endif
  static_cast<void>(level);
  return {whole_baseline, ratios_baseline};
}

Change between(std::int64_t piece_before, std::int64_t piece, std::int64_t amount_before,
               std::int64_t amount) {
  return {static_cast<std::uint64_t>(piece) - static_cast<std::uint64_t>(piece_before),
          static_cast<std::uint64_t>(amount) - static_cast<std::uint64_t>(amount_before)};
}

void add(Change& sum, const Change& change) {
  sum.piece += change.piece;
  sum.amount += change.amount;
}

bool within_int64(Int128 number) {
  return number >= std::numeric_limits<std::int64_t>::min() &&
         number <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

StepFunction::StepFunction(std::int16_t piece, std::int64_t amount, std::span<const Step> steps)
    : first_(between(0, piece, 0, amount)) {
  steps_.reserve(steps.size());
  for (const Step& step : steps) {
    ExactStep& made = steps_.emplace_back(
        ExactStep{{}, {}, step.begins == Step::Begins::at, between(piece, step.piece, amount, step.amount)});
    if (const auto* ratio = std::get_if<Ratio>(&step.at)) {
      made.ratio = *ratio;
    } else {
      made.ratio = std::get<Rational>(step.at).to_ratio();
      if (!made.ratio) made.wide = std::get<Rational>(step.at);
    }
    piece = step.piece;
    amount = step.amount;
  }
  prepare_whole();
  prepare_ratios();
}

void StepFunction::prepare_whole() {
  first_of_whole_ = first_;
  whole_.reserve(steps_.size());
  for (const ExactStep& step : steps_) {
    if (step.ratio) {
      const auto [num, den] = *step.ratio;
      add_whole(step.at_included ? ceil_divide(num, den) : floor_divide(num, den) + 1, step.change);
      continue;
    }
    const Rational least = step.at_included ? step.wide->ceil() : step.wide->floor() + Rational(1);
    if (const auto from = least.to_int64()) {
      add_whole(*from, step.change);
    } else if (least.sign() < 0) {
      add(first_of_whole_, step.change);
    }
  }
}

// Of the least whole number that takes the step; beyond int64 none does.
void StepFunction::add_whole(Int128 least, const Change& change) {
  if (within_int64(least)) whole_.push_back({static_cast<std::int64_t>(least), change});
}

void StepFunction::prepare_ratios() {
  std::int64_t common = 1;
  for (const ExactStep& step : steps_) {
    if (!step.ratio) return;
    const std::int64_t factor = step.ratio->den / std::gcd(common, step.ratio->den);
    if (!within_int64(Int128{common} * factor)) return;
    common *= factor;
  }
  std::vector<RatioStep> ratios;
  std::uint64_t reach = 0;
  for (const ExactStep& step : steps_) {
    const Int128 num = Int128{step.ratio->num} * (common / step.ratio->den);
    if (!within_int64(num)) return;
    const auto narrow = static_cast<std::int64_t>(num);
    ratios.push_back({narrow, step.at_included ? 0 : 1, step.change});
    const auto bits = static_cast<std::uint64_t>(narrow);
    reach = std::max(reach, narrow < 0 ? 0 - bits : bits);
  }
  ratios_ = std::move(ratios);
  common_den_ = common;
  num_reach_ = reach;
}

bool StepFunction::ExactStep::taken_at(Ratio number) const {
  const auto order = ratio ? number <=> *ratio : Rational(number) <=> *wide;
  return order > 0 || (order == 0 && at_included);
}

bool StepFunction::ExactStep::taken_at(const Rational& number) const {
  const auto order = number <=> (ratio ? Rational(*ratio) : *wide);
  return order > 0 || (order == 0 && at_included);
}

template <class Number>
StepFunction::Change StepFunction::at(const Number& number) const {
  Change sum = first_;
  for (const ExactStep& step : steps_) {
    if (!step.taken_at(number)) break;
    add(sum, step.change);
  }
  return sum;
}

std::int16_t StepFunction::piece_of(const Rational& number) const {
  return static_cast<std::int16_t>(at(number).piece);
}
std::int64_t StepFunction::amount_of(const Rational& number) const {
  return static_cast<std::int64_t>(at(number).amount);
}

bool StepFunction::apply(const FractionBlock& numbers, std::int16_t* pieces, std::int64_t* amounts,
                         SimdLevel level) const {
  const Kernels kernels = kernels_of(level);
  const Results results{pieces, amounts};
  if (numbers.den == nullptr) {
    kernels.whole({whole_.data(), whole_.size(), numbers.num, numbers.count, first_of_whole_, results});
    return true;
  }
  const bool in_64_bits = ratios_.size() == steps_.size();
  const std::span<const RatioStep> steps = in_64_bits ? ratios_ : std::span<const RatioStep>();
  const RatioWork work{steps.data(), steps.size(),  numbers.num,
                       numbers.den,  numbers.count, static_cast<std::uint64_t>(common_den_),
                       first_,       results};
  const Reach reach = kernels.ratios(work);
  const bool positive = (reach.below_one >> 63) == 0;
  const bool right = in_64_bits && (Int128{reach.nums} + 1) * common_den_ <= most_product &&
                     Int128{num_reach_} * reach.dens <= most_product;
  if (right || !positive) return positive;
  // The same steps are taken back, right or wrong, and the right ones taken.
  std::vector<RatioStep> back(steps.begin(), steps.end());
  for (RatioStep& step : back)
    step.change.amount = 0 - step.change.amount;
  RatioWork taking_back = work;
  taking_back.steps = back.data();
  taking_back.first.amount = 0 - first_.amount;
  static_cast<void>(kernels.ratios(taking_back));
  apply_exactly(numbers, pieces, amounts);
  return true;
}

void StepFunction::apply_exactly(const FractionBlock& numbers, std::int16_t* pieces,
                                 std::int64_t* amounts) const {
  for (std::size_t i = 0; i < numbers.count; ++i) {
    const Change reached = at(numbers[i]);
    pieces[i] = static_cast<std::int16_t>(reached.piece);
    if (amounts == nullptr) continue;
    amounts[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(amounts[i]) + reached.amount);
  }
}

}  // namespace giaingan::inline v1
