/// @file
/// Step functions of many exact numbers at once: which piece each lies in, and what the piece is worth.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/simd_level.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// Borrowed numbers num[i] / den[i] that lie side by side.
struct FractionBlock {
  const std::int64_t* num = nullptr;
  const std::int64_t* den = nullptr;  ///< null: the numbers are whole
  std::size_t count = 0;

  [[nodiscard]] Ratio operator[](std::size_t i) const noexcept {
    return {num[i], den == nullptr ? 1 : den[i]};
  }
};

/// Where a step function changes.
struct Step {
  std::variant<Ratio, Rational> at;
  enum class Begins { at, just_above } begins = Begins::at;  ///< whether `at` itself has the new values
  std::int16_t piece = 0;   ///< number of the piece from here to the next step
  std::int64_t amount = 0;  ///< what it is worth
};

/// A function of exact numbers that is constant from step to step. Immutable.
class StepFunction {
 public:
  StepFunction() = default;  ///< one piece, of number 0 and worth nothing
  /// @param piece, amount below the first step
  /// @pre steps ascend: at the same number `at` comes before `just_above`
  StepFunction(std::int16_t piece, std::int64_t amount, std::span<const Step> steps);

  /// Writes the piece of each number, and adds its amount to those that are there (modulo 2^64: the caller
  /// sees to it that sums fit). Exact for any numbers; as fast as a product and a comparison a step where 64
  /// bits hold the products of all of them, else several times slower: the fewer numbers at a time, the fewer
  /// pay for one that is large. Throws only `std::bad_alloc`, and that only if it is slower.
  /// A level that the processor doesn't have is taken as the highest that it has.
  /// @return whether every denominator is above 0; else pieces and amounts hold nothing of use
  /// @pre pieces has an entry a number, and so has amounts, or it is null
  bool apply(const FractionBlock& numbers, std::int16_t* pieces, std::int64_t* amounts,
             SimdLevel level = highest_simd_level()) const;

  /// The piece that a number lies in.
  [[nodiscard]] std::int16_t piece_of(const Rational& number) const;
  /// What its piece is worth.
  [[nodiscard]] std::int64_t amount_of(const Rational& number) const;

  /// What changes at a step; differences, modulo 2^64.
  struct Change {
    std::uint64_t piece = 0;
    std::uint64_t amount = 0;
  };
  /// Of whole numbers n: taken where n >= from.
  struct WholeStep {
    std::int64_t from;
    Change change;
  };
  /// Of n / d: taken where n * common denominator >= num * d + beyond.
  struct RatioStep {
    std::int64_t num;
    std::int64_t beyond;  ///< 1: the bound itself is not included
    Change change;
  };

 private:
  struct ExactStep {
    std::optional<Ratio> ratio;    // where it is, if 64 bits hold the terms,
    std::optional<Rational> wide;  // else
    bool at_included;
    Change change;

    [[nodiscard]] bool taken_at(Ratio number) const;
    [[nodiscard]] bool taken_at(const Rational& number) const;
  };

  void apply_exactly(const FractionBlock& numbers, std::int16_t* pieces, std::int64_t* amounts) const;
  void prepare_whole();
  void add_whole(Int128 least, const Change& change);
  void prepare_ratios();
  template <class Number>
  [[nodiscard]] Change at(const Number& number) const;

  Change first_;
  std::vector<ExactStep> steps_;
  Change first_of_whole_;  // with the steps that every int64 takes
  std::vector<WholeStep> whole_;
  std::vector<RatioStep> ratios_;  // empty with steps_ not empty: a common denominator would leave int64
  std::int64_t common_den_ = 1;
  std::uint64_t num_reach_ = 0;  // no numerator of ratios_ is beyond it
};

}  // namespace giaingan::inline v1
