#include "simulation/below_columns.hpp"

#include "giaingan/exact/ratios_below.hpp"
#include "giaingan/figures/yardstick.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "rules/below_average_parts.hpp"
#include "simulation/find_runs.hpp"

namespace giaingan::inline v1 {
namespace {

MonthBits bit(std::size_t month) noexcept {
  return static_cast<MonthBits>(1U << month);
}

// Of a weighted average the terms are at hand, and a Rational need not be made of them.
std::optional<Ratio> bound_of(const AverageValue& average) {
  if (average.amounts) return average.amounts->ratio();
  return average.value ? average.value->to_ratio() : std::nullopt;
}

}  // namespace

BelowSetup::BelowSetup(const BelowAveragePolicy& policy, const Portfolio& base, const FigureSetup& figures,
                       std::vector<const FigureSetup*> of_means, BudgetMonth last)
    : policy_(&policy),
      figures_(&figures),
      last_(std::min(last, policy.last_month)),
      months_(judged_months(policy, last_)) {
  references_.reserve(policy.references.size());
  for (std::size_t i = 0; i < policy.references.size(); ++i) {
    const Average& average = policy.references[i];
    const bool fixed = average.kind == AverageKind::norm || average.kind == AverageKind::external;
    references_.push_back({&average, of_means[i], average.basis.id == policy.basis.id,
                           fixed ? average_until(base, average, last) : std::vector<AverageValue>()});
  }
  if (policy.combine != CombineReferences::by_level) return;
  reference_of_group_.reserve(figures.groups());
  for (std::size_t group = 0; group < figures.groups(); ++group) {
    const auto one = reference_of_level(policy, *base, figures.grouping(), group);
    reference_of_group_.push_back(one.value_or(references_.size()));
  }
}

BelowColumns::BelowColumns(const BelowSetup& setup, SimdLevel level)
    : setup_(&setup),
      level_(level),
      below_(setup.references_.size(), std::vector<MonthBits>(setup.figures_->groups())),
      defined_(setup.references_.size()),
      seen_(setup.figures_->groups()),
      ever_(setup.figures_->groups()),
      flagged_(setup.figures_->groups()),
      months_below_(setup.figures_->groups()),
      times_(setup.figures_->groups()) {}

AverageValue BelowColumns::value_of(std::size_t reference, std::size_t month, const FigureColumns& figures,
                                    std::span<const FigureColumns* const> of_means) const {
  const auto& held = setup_->references_[reference];
  if (!held.comparable) return {};
  if (!held.fixed.empty()) return held.fixed[month];
  if (held.of_mean == nullptr) {
    AverageValue weighted{{}, Amounts{{setup_->figures_->total_plan(month)}, {figures.total(month)}}};
    if (setup_->policy_->compare_at && weighted.amounts->ratio())
      weighted.value = Rational(*weighted.amounts->ratio());
    return weighted;
  }
  std::vector<Ratio> ratios;
  const auto plans = held.of_mean->plan(month);
  const auto disbursed = of_means[reference]->disbursed(month);
  ratios.reserve(plans.size());
  for (std::size_t group = 0; group < plans.size(); ++group) {
    if (plans[group] > 0) ratios.push_back({disbursed[group], plans[group]});
  }
  if (ratios.empty()) return {};
  return {Rational::mean(ratios), {}, static_cast<std::int64_t>(ratios.size())};
}

void BelowColumns::mark(std::size_t reference, std::size_t month, const AverageValue& average,
                        const FigureColumns& figures) {
  const bool defined = average.value || (average.amounts && average.amounts->ratio());
  if (!defined) return;
  defined_[reference] = static_cast<MonthBits>(defined_[reference] | bit(month));
  auto& marks = below_[reference];
  const auto plans = setup_->figures_->plan(month);
  const auto disbursed = figures.disbursed(month);
  const auto& step = setup_->policy_->compare_at;
  const auto bound = bound_of(average);
  if (bound && bound->num >= 0 && !step) {
    mark_ratios_below({disbursed.data(), plans.data(), plans.size()}, *bound, bit(month), marks, level_);
    return;
  }
  const Yardstick yardstick(average, Follows::nothing, step);
  for (std::size_t group = 0; group < plans.size(); ++group) {
    if (plans[group] > 0 && yardstick.is_above({{plans[group]}, {disbursed[group]}}))
      marks[group] = static_cast<MonthBits>(marks[group] | bit(month));
  }
}

void BelowColumns::begin() {
  for (auto& marks : below_)
    std::ranges::fill(marks, MonthBits{0});
  std::ranges::fill(defined_, MonthBits{0});
}

void BelowColumns::hold(std::size_t month, const FigureColumns& figures,
                        std::span<const FigureColumns* const> of_means) {
  if ((setup_->months_ & bit(month)) == 0) return;
  for (std::size_t reference = 0; reference < below_.size(); ++reference)
    mark(reference, month, value_of(reference, month, figures, of_means), figures);
}

void BelowColumns::judge() {
  const BelowAveragePolicy& policy = *setup_->policy_;
  const bool plain = policy.undefined == MonthGap::breaks && below_.size() == 1 &&
                     policy.combine != CombineReferences::by_level;
  if (plain) {
    verdicts_of(below_.front());
    return;
  }
  std::ranges::fill(seen_, MonthBits{0});
  std::ranges::fill(ever_, std::uint8_t{0});
  std::ranges::fill(flagged_, 0);
  std::ranges::fill(times_, 0);
  std::vector<std::size_t> all;
  for (std::size_t reference = 0; reference < below_.size(); ++reference) {
    all.push_back(reference);
    if (policy.combine == CombineReferences::each) verdicts_of_some({&all.back(), 1});
  }
  if (policy.combine != CombineReferences::each) verdicts_of_some(all);
  for (std::size_t group = 0; group < seen_.size(); ++group)
    months_below_[group] = std::popcount(seen_[group]);
}

void BelowColumns::verdicts_of(std::span<const MonthBits> below) {
  find_runs({.below = below.data(),
             .ever = ever_.data(),
             .now = flagged_.data(),
             .months = months_below_.data(),
             .times = times_.data(),
             .count = below.size()},
            setup_->policy_->months.value, setup_->last_.number, level_);
}

void BelowColumns::verdicts_of_some(std::span<const std::size_t> references) {
  const BelowAveragePolicy& policy = *setup_->policy_;
  const auto with_plan = setup_->figures_->months_with_plan();
  const bool by_level = policy.combine == CombineReferences::by_level;
  for (std::size_t group = 0; group < seen_.size(); ++group) {
    std::span<const std::size_t> held = references;
    if (by_level) {
      const std::size_t& one = setup_->reference_of_group_[group];
      held = one < below_.size() ? std::span(&one, 1) : std::span<const std::size_t>();
    }
    const auto compared = [&](std::size_t i) {
      return ComparedMonths{below_[held[i]][group],
                            static_cast<MonthBits>(defined_[held[i]] & with_plan[group])};
    };
    const JudgedMonths judged = combine_months(held.size(), compared, policy.combine, setup_->months_);
    add(group, judged.below, policy.undefined == MonthGap::skipped ? judged.undefined : MonthBits{0});
  }
}

void BelowColumns::add(std::size_t group, MonthBits below, MonthBits skipped) {
  const MonthRuns runs = runs_of(below, skipped, setup_->last_.number, setup_->policy_->months.value);
  seen_[group] = static_cast<MonthBits>(seen_[group] | below);
  ever_[group] = ever_[group] != 0 || runs.first_flagged != 0 ? 1 : 0;
  flagged_[group] = std::max<std::int64_t>(flagged_[group], runs.current >= setup_->policy_->months.value);
  times_[group] = std::max<std::int64_t>(times_[group], runs.times_flagged);
}

}  // namespace giaingan::inline v1
