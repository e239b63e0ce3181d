#include "giaingan/exact/step_function.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "exact/step_loops.hpp"

namespace giaingan::inline v1 {
namespace {

using Change = StepFunction::Change;
using RatioStep = StepFunction::RatioStep;

// The greatest product that may occur, so that one more stays within int64.
constexpr Int128 most_product = std::numeric_limits<std::int64_t>::max() - 1;

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
  const StepResults results{pieces, amounts};
  if (numbers.den == nullptr) {
    take_steps(WholeWork{whole_, numbers, first_of_whole_, results}, level);
    return true;
  }
  const bool in_64_bits = ratios_.size() == steps_.size();
  const RatioWork work{ratios_, numbers, first_, results, static_cast<std::uint64_t>(common_den_)};
  const NumberReach reach = take_steps(work, level);
  const bool positive = (reach.dens >> 63) == 0;
  const bool right = in_64_bits && (Int128{reach.nums} + 1) * common_den_ <= most_product &&
                     Int128{num_reach_} * reach.dens <= most_product;
  if (right || !positive) return positive;
  // The same steps are taken back, right or wrong, and the right ones taken.
  std::vector<RatioStep> back = ratios_;
  for (RatioStep& step : back)
    step.change.amount = 0 - step.change.amount;
  RatioWork taking_back = work;
  taking_back.steps = back;
  taking_back.first.amount = 0 - first_.amount;
  static_cast<void>(take_steps(taking_back, level));
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
