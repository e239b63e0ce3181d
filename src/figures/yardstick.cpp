#include "giaingan/figures/yardstick.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace giaingan::inline v1 {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::optional<Dong> within(Int128 amount, std::int64_t limit) {
  if (amount > limit) return std::nullopt;
  return Dong{static_cast<std::int64_t>(amount)};
}

std::optional<Dong> within(const Rational& whole, std::int64_t limit) {
  const auto amount = whole.to_int64();
  return amount && *amount <= limit ? std::optional(Dong{*amount}) : std::nullopt;
}

// A unit and an average while both move. Each đồng raises the unit's ratio by 1/P and the average by share/P:
// the share is 0 if the average stands still, P/ΣP if it is weighted, 1/n if it is a mean; never above 1.
struct Pair {
  Rational plan;
  Rational disbursed;
  Rational average;
  Rational share;

  // Each đồng brings the unit nearer to (or farther above) the average by lead/P.
  [[nodiscard]] Rational lead() const { return Rational(1) - share; }
  // average·P − X: what would be missing if the average stood still; negative above it.
  [[nodiscard]] Rational missing() const { return average * plan - disbursed; }
  [[nodiscard]] Rational average_after(const Rational& change) const {
    return average + change * share / plan;
  }
};

std::optional<Dong> exact_addition(const Pair& pair, std::int64_t limit) {
  if (pair.missing().sign() <= 0) return Dong{0};
  if (pair.lead().sign() == 0) return std::nullopt;
  return within((pair.missing() / pair.lead()).ceil(), limit);
}

std::optional<Dong> exact_subtraction(const Pair& pair, std::int64_t limit) {
  if (pair.missing().sign() > 0) return Dong{0};
  if (pair.lead().sign() == 0) return std::nullopt;
  return within((-pair.missing() / pair.lead()).floor() + Rational(1), limit);
}

// Rounded comparison of two sides that both move is not monotone in the đồng: the average may pass into its
// next step just after the unit has reached its own. But the unit's rounded ratio reaches k steps with
// d(k) = ⌈(k − ½)·step·P⌉ − X more and no less, so that every answer is some d(k): the least k for which the
// average, moved by d(k), doesn't round above k. Where it rounds to some k' above k, no answer is below
// d(k'). `starting_steps` passes over the k for which d(k) would be too little even if it weren't rounded up;
// what remains to be tried are a few k, at most 1/step.
Rational starting_steps(const Pair& pair, Ratio step_ratio) {
  Rational now = rounded_steps(pair.average, step_ratio);
  if (pair.lead().sign() == 0) return now;
  const Rational step(step_ratio);
  const Rational bound = (pair.average - pair.disbursed * pair.share / pair.plan -
                          step * (Rational(1) + pair.share) * Rational(Ratio{1, 2})) /
                         (step * pair.lead());
  return std::max(now, bound.floor() + Rational(1));
}

std::optional<Dong> rounded_addition(const Pair& pair, Ratio step_ratio, std::int64_t limit) {
  const Rational now = rounded_steps(pair.average, step_ratio);
  if (rounded_steps(pair.disbursed / pair.plan, step_ratio) >= now) return Dong{0};
  const Rational half(Ratio{1, 2});
  Rational k = starting_steps(pair, step_ratio);
  // Where the unit is all of the average, the two move alike, and what d(k) rounds up repeats after so many
  // k.
  const Rational last = k + Rational(step_ratio.den);
  while (pair.lead().sign() > 0 || k <= last) {
    const Rational change = ((k - half) * Rational(step_ratio) * pair.plan).ceil() - pair.disbursed;
    if (change > Rational(limit)) return std::nullopt;
    const Rational average_steps = rounded_steps(pair.average_after(change), step_ratio);
    if (average_steps <= k) return within(change, limit);
    k = average_steps;
  }
  return std::nullopt;
}

// The same downwards: the unit's rounded ratio falls below k steps with e(k) = ⌊X − (k − ½)·step·P⌋ + 1 less,
// and the answer is e(k) for the greatest k to which the average, moved by e(k), still rounds.
std::optional<Dong> rounded_subtraction(const Pair& pair, Ratio step_ratio, std::int64_t limit) {
  const Rational step(step_ratio);
  const Rational half(Ratio{1, 2});
  Rational k = rounded_steps(pair.average, step_ratio);
  if (rounded_steps(pair.disbursed / pair.plan, step_ratio) < k) return Dong{0};
  const Rational gap = pair.average - pair.disbursed * pair.share / pair.plan;
  if (pair.share.sign() > 0 && pair.lead().sign() > 0)
    k = std::min(k, (gap / (step * pair.lead()) + half).ceil() - Rational(1));
  const Rational last = k - Rational(step_ratio.den);
  while (pair.lead().sign() > 0 || k >= last) {
    const Rational change = (pair.disbursed - (k - half) * step * pair.plan).floor() + Rational(1);
    if (change > Rational(limit)) return std::nullopt;
    const Rational average_steps = rounded_steps(pair.average_after(-change), step_ratio);
    if (average_steps >= k) return within(change, limit);
    k = average_steps;
  }
  return std::nullopt;
}

Rational share_of(const Amounts& unit, const AverageValue& average, Follows follows) {
  switch (follows) {
    case Follows::nothing:
      return 0;
    case Follows::weighted_sum:
      return Ratio{unit.plan.value, average.amounts->plan.value};
    case Follows::mean_of_units:
      break;
  }
  return Ratio{1, average.units};
}

Pair pair_of(const Amounts& unit, const AverageValue& average, Follows follows) {
  return {unit.plan.value, unit.disbursed.value, *average.value, share_of(unit, average, follows)};
}

// S·P − X·T: what the unit is short of the weighted average, times both plans. Below 2^127.
Int128 short_of(const Amounts& unit, const Amounts& all) {
  return Int128{all.disbursed.value} * unit.plan.value - Int128{unit.disbursed.value} * all.plan.value;
}

// The mean of ten thousand ratios may have a denominator of four hundred thousand bits. These two neighbours
// have at most a hundred behind the point: the mean rounded down to them, and one of them more.
std::vector<AverageValue> neighbours(const AverageValue& average) {
  const Rational fine(Ratio{1, std::int64_t{1} << 50});
  const Rational low = (*average.value / (fine * fine)).floor() * fine * fine;
  return {{low, {}, average.units}, {low + fine * fine, {}, average.units}};
}

}  // namespace

Yardstick::Yardstick(const AverageValue& average, Follows follows, std::optional<Ratio> step)
    : exact_(average), follows_(follows), step_(step) {
  if (average.units == 0) {
    held_.push_back(held(average));
  } else {
    for (const auto& value : neighbours(average))
      held_.push_back(held(value));
  }
}

Yardstick::Held Yardstick::held(const AverageValue& average) const {
  return {average, {*average.value, Comparison::at_least, step_}};
}

// Every answer about a unit only rises (or only falls) as the average rises: the greater it is, the fewer
// amounts reach it. So where both neighbours of the average give the same answer, it gives that too; it need
// not be asked itself.
template <class Question>
auto Yardstick::answer(Question question) const {
  const auto first = question(held_.front());
  if (held_.size() == 1 || first == question(held_.back())) return first;
  return question(held(exact_));
}

bool Yardstick::is_above(const Amounts& unit) const {
  return answer([&](const Held& held) { return !held.threshold.met_by(unit); });
}

std::optional<Dong> Yardstick::least_addition(const Amounts& unit) const {
  return answer([&](const Held& held) { return addition(held, unit); });
}

std::optional<Dong> Yardstick::least_subtraction(const Amounts& unit) const {
  return answer([&](const Held& held) { return subtraction(held, unit); });
}

std::optional<Dong> Yardstick::addition(const Held& held, const Amounts& unit) const {
  const std::int64_t limit = most - unit.disbursed.value;
  if (follows_ == Follows::nothing) {
    const auto change = held.threshold.shortfall(unit);
    return change && change->value <= limit ? change : std::nullopt;
  }
  if (!step_ && follows_ == Follows::weighted_sum) {
    const Int128 missing = short_of(unit, *held.average.amounts);
    if (missing <= 0) return Dong{0};
    const std::int64_t others = held.average.amounts->plan.value - unit.plan.value;
    if (others == 0) return std::nullopt;
    return within(ceil_divide(missing, others), limit);
  }
  const auto pair = pair_of(unit, held.average, follows_);
  return step_ ? rounded_addition(pair, *step_, limit) : exact_addition(pair, limit);
}

std::optional<Dong> Yardstick::subtraction(const Held& held, const Amounts& unit) const {
  const std::int64_t limit = unit.disbursed.value;
  if (!step_ && follows_ == Follows::weighted_sum) {
    const Int128 missing = short_of(unit, *held.average.amounts);
    if (missing > 0) return Dong{0};
    const std::int64_t others = held.average.amounts->plan.value - unit.plan.value;
    if (others == 0) return std::nullopt;
    return within(floor_divide(-missing, others) + 1, limit);
  }
  const auto pair = pair_of(unit, held.average, follows_);
  return step_ ? rounded_subtraction(pair, *step_, limit) : exact_subtraction(pair, limit);
}

Yardstick Yardstick::after(const Amounts& unit, Dong change) const {
  AverageValue moved = exact_;
  if (follows_ == Follows::weighted_sum) {
    moved.amounts->disbursed.value += change.value;
    moved.value = Rational(*moved.amounts->ratio());
  } else if (follows_ == Follows::mean_of_units) {
    moved.value = pair_of(unit, moved, follows_).average_after(change.value);
  }
  return {moved, follows_, step_};
}

}  // namespace giaingan::inline v1
