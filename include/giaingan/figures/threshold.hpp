/// @file
/// A ratio held against a threshold, exactly or as officials compare printed figures.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"

#include <cstdint>
#include <optional>

namespace giaingan::inline v1 {

/// X/P rounded half up to a multiple of `step`, as the number of steps. @pre plan > 0, step > 0
[[nodiscard]] Int128 rounded_steps(const Amounts& amounts, Ratio step) noexcept;

/// `value` rounded half up to a multiple of `step`, as the number of steps. @pre step > 0
[[nodiscard]] Rational rounded_steps(const Rational& value, Ratio step);

/// A threshold that ratios must reach or pass. With a step (`compare_at`) both sides are first rounded half
/// up to it; that is the same as an exact comparison with half a step below (above) the rounded threshold, so
/// that one way of deciding serves both, and decision and distance can't disagree.
class Threshold {
 public:
  /// @param comparison at_least or more_than
  /// @pre step > 0, if there is one
  Threshold(const Rational& value, Comparison comparison, std::optional<Ratio> step);

  /// Whether X/P meets it. @pre plan > 0
  [[nodiscard]] bool met_by(const Amounts& amounts) const;

  /// The least X with which X/P meets it: any size, perhaps negative. @pre plan > 0
  [[nodiscard]] Rational least_disbursed(Dong plan) const;
  /// The least whole X with which X/`whole` meets it. @pre whole > 0
  [[nodiscard]] Rational least_part(const Rational& whole) const;

  /// The least further đồng that meets it, 0 if met; nothing if beyond `int64`. @pre plan > 0
  [[nodiscard]] std::optional<Dong> shortfall(const Amounts& amounts) const;

 private:
  Rational bound_;
  std::optional<Ratio> small_bound_;  // the same if it fits: decided in 128 bits
  bool reaching_is_enough_;
};

/// An amount and what a rule divides it by: a plan, a plan times the ratio that was assigned, or 1.
struct PartOfWhole {
  std::int64_t part = 0;  ///< đồng; not below 0
  Rational whole;         ///< above 0
};

/// The least đồng, more or fewer, after which part ÷ whole stands to the bound the other way, all else
/// unchanged; nothing if no amount from 0 to the greatest `int64` does.
/// @param step both sides are first rounded half up to it, as in Threshold
[[nodiscard]] std::optional<Dong> least_change(const PartOfWhole& of, Comparison comparison,
                                               const Rational& bound, std::optional<Ratio> step);

}  // namespace giaingan::inline v1
