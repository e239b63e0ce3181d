#include "giaingan/figures/threshold.hpp"

#include "giaingan/exact/rounding.hpp"

#include <cstdint>
#include <limits>

namespace giaingan::inline v1 {
namespace {

// What X/P must reach (or pass) for the rounded comparison to hold. Rounded half up, x is k steps from
// (k − ½) steps on; so round(x) >= k where x >= (k − ½)·step, and round(x) > k where x >= (k + ½)·step.
Rational bound_of(const Rational& value, Comparison comparison, std::optional<Ratio> step) {
  if (!step) return value;
  const Rational half(Ratio{1, 2});
  const Rational steps = rounded_steps(value, *step);
  return (comparison == Comparison::more_than ? steps + half : steps - half) * Rational(*step);
}

}  // namespace

Int128 rounded_steps(const Amounts& amounts, Ratio step) noexcept {
  // All three factors are below 2^63, a remainder below 2^126: twice the remainder still fits.
  const Int128 dividend = Int128{amounts.disbursed.value} * step.den;
  const Int128 divisor = Int128{amounts.plan.value} * step.num;
  const Int128 whole = floor_divide(dividend, divisor);
  const Int128 rest = dividend - whole * divisor;
  return 2 * rest >= divisor ? whole + 1 : whole;
}

Rational rounded_steps(const Rational& value, Ratio step) {
  return (value / Rational(step) + Rational(Ratio{1, 2})).floor();
}

Threshold::Threshold(const Rational& value, Comparison comparison, std::optional<Ratio> step)
    : bound_(bound_of(value, comparison, step)),
      small_bound_(bound_.to_ratio()),
      reaching_is_enough_(step || comparison != Comparison::more_than) {}

bool Threshold::met_by(const Amounts& amounts) const {
  const Ratio ratio{amounts.disbursed.value, amounts.plan.value};
  const auto order = small_bound_ ? ratio <=> *small_bound_ : Rational(ratio) <=> bound_;
  return reaching_is_enough_ ? order >= 0 : order > 0;
}

Rational Threshold::least_disbursed(Dong plan) const {
  const Rational exact = bound_ * Rational(plan.value);
  return reaching_is_enough_ ? exact.ceil() : exact.floor() + Rational(1);
}

std::optional<Dong> Threshold::shortfall(const Amounts& amounts) const {
  if (met_by(amounts)) return Dong{0};
  if (small_bound_) {
    const Int128 exact = Int128{small_bound_->num} * amounts.plan.value;
    const Int128 least = reaching_is_enough_ ? ceil_divide(exact, small_bound_->den)
                                             : floor_divide(exact, small_bound_->den) + 1;
    const Int128 missing = least - amounts.disbursed.value;
    if (missing > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return Dong{static_cast<std::int64_t>(missing)};
  }
  const auto missing = (least_disbursed(amounts.plan) - Rational(amounts.disbursed.value)).to_int64();
  return missing ? std::optional(Dong{*missing}) : std::nullopt;
}

}  // namespace giaingan::inline v1
