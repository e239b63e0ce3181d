/// @file
/// A ratio held against a threshold, exactly or as officials compare printed figures.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"

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

  /// The least further đồng that meets it, 0 if met; nothing if beyond `int64`. @pre plan > 0
  [[nodiscard]] std::optional<Dong> shortfall(const Amounts& amounts) const;

 private:
  Rational bound_;
  std::optional<Ratio> small_bound_;  // the same if it fits: decided in 128 bits
  bool reaching_is_enough_;
};

}  // namespace giaingan::inline v1
