#include "giaingan/figures/threshold.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
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

/// Whole amounts with which a comparison holds: from `from` up to, not including, `end`; a missing one is
/// unbounded.
struct HoldingAmounts {
  std::optional<Rational> from;
  std::optional<Rational> end;
};

HoldingAmounts holding(const Rational& whole, Comparison comparison, const Rational& bound,
                       std::optional<Ratio> step) {
  const Rational reaching = Threshold(bound, Comparison::at_least, step).least_part(whole);
  const Rational passing = Threshold(bound, Comparison::more_than, step).least_part(whole);
  switch (comparison) {
    case Comparison::at_least:
      return {reaching, std::nullopt};
    case Comparison::more_than:
      return {passing, std::nullopt};
    case Comparison::at_most:
      return {std::nullopt, passing};
    case Comparison::less_than:
      return {std::nullopt, reaching};
    case Comparison::equal:
      break;
  }
  return {reaching, passing};
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
  return least_part(Rational(plan.value));
}

Rational Threshold::least_part(const Rational& whole) const {
  const Rational exact = bound_ * whole;
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

std::optional<Dong> least_change(const PartOfWhole& of, Comparison comparison, const Rational& bound,
                                 std::optional<Ratio> step) {
  const Rational one(1);
  const Rational part(of.part);
  const auto [from, end] = holding(of.whole, comparison, bound, step);
  const bool reached = !from || part >= *from;
  const bool passed = end && part >= *end;
  std::optional<Rational> least;
  const auto try_amount = [&](const Rational& amount) {
    if (amount.sign() < 0 || amount > Rational(std::numeric_limits<std::int64_t>::max())) return;
    const Rational change = amount > part ? amount - part : part - amount;
    if (!least || change < *least) least = change;
  };
  if (reached && !passed) {
    if (from) try_amount(*from - one);
    if (end) try_amount(*end);
  } else if (!from || !end || *from < *end) {  // else no whole amount lies between
    try_amount(reached ? *end - one : *from);
  }
  const auto change = least ? least->to_int64() : std::nullopt;
  return change ? std::optional(Dong{*change}) : std::nullopt;
}

}  // namespace giaingan::inline v1
