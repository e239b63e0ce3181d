// Steps that are ready, taken by many numbers at once.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/exact/step_function.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace giaingan::inline v1 {

/// Where results go. Amounts may be left out.
struct StepResults {
  std::int16_t* pieces;
  std::int64_t* amounts;
};

/// Numbers and the steps that they take.
template <class AnyStep>
struct StepWork {
  std::span<const AnyStep> steps;
  FractionBlock numbers;
  StepFunction::Change first;
  StepResults results;
  std::uint64_t common_den = 1;

  /// The same but for its first numbers.
  [[nodiscard]] StepWork without(std::size_t done) const {
    StepWork rest = *this;
    rest.numbers.num += done;
    if (numbers.den != nullptr) rest.numbers.den += done;
    rest.numbers.count -= done;
    rest.results.pieces += done;
    if (results.amounts != nullptr) rest.results.amounts += done;
    return rest;
  }
};
using WholeWork = StepWork<StepFunction::WholeStep>;
using RatioWork = StepWork<StepFunction::RatioStep>;

/// How large the numbers of a work are.
struct NumberReach {
  std::uint64_t nums = 0;  ///< no numerator is greater, or less than -1 - this
  std::uint64_t dens = 0;  ///< no denominator is greater; its highest bit: some denominator is 0 or less
};

/// What StepFunction::apply() says of whole numbers.
void take_steps(const WholeWork& work, SimdLevel level);
/// The same of ratios, if no product and no product + 1 leaves int64, which the reach says afterwards. If one
/// does, results are of no use, but the same again for the same numbers and steps.
[[nodiscard]] NumberReach take_steps(const RatioWork& work, SimdLevel level);

}  // namespace giaingan::inline v1
