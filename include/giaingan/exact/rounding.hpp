/// @file
/// Rounding, always named and always exact.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <string>

namespace giaingan::inline v1 {

/// How a number between two steps is rounded.
enum class Rounding {
  down,     ///< towards minus infinity
  half_up,  ///< to the nearer step, the half upwards, as official reports do
  up,       ///< towards plus infinity
};

/// The multiple of `step` that `number` rounds to. @pre step > 0
[[nodiscard]] Rational round_to_step(const Rational& number, Ratio step, Rounding rounding);

/// `number` with `decimals` digits after the point: `2.50`, `-0.33`. @pre 0 <= decimals <= 1000
[[nodiscard]] std::string decimal_text(const Rational& number, int decimals, Rounding rounding);

/// `number` times 100 with `decimals` digits after the point and no % sign: 4221/10000 is `42.21`.
[[nodiscard]] std::string percent_text(const Rational& number, int decimals, Rounding rounding);
/// The same of a ratio, in 128 bits where they suffice: documents print a great many.
[[nodiscard]] std::string percent_text(Ratio number, int decimals, Rounding rounding);

}  // namespace giaingan::inline v1
