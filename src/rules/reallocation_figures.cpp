#include "rules/reallocation_figures.hpp"

#include "giaingan/figures/average.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <limits>

namespace giaingan::inline v1 {
namespace {

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

/// The latest estimate for a month up to `last`.
std::optional<Int128> estimate_of(const Facts& facts, Index allocation, BudgetMonth last) {
  std::optional<Int128> found;
  const auto first = std::ranges::lower_bound(facts.estimates, allocation, {}, &Estimate::allocation);
  for (auto estimate = first; estimate != facts.estimates.end() && estimate->allocation == allocation;
       ++estimate) {
    if (estimate->month <= last) found = estimate->disbursed.value;
  }
  return found;
}

std::optional<Int128> forecast_of(const Facts& facts, const Forecast& forecast, Index allocation,
                                  Int128 disbursed, BudgetMonth month) {
  switch (forecast.method) {
    case ForecastMethod::linear:
      return disbursed * forecast.last.number / month.number;
    case ForecastMethod::estimate:
      return estimate_of(facts, allocation, forecast.last);
    case ForecastMethod::schedule:
      break;
  }
  if (!facts.schedule) return std::nullopt;
  const auto rows_until_last = (std::uint32_t{1} << forecast.last.number) - 1;
  if ((facts.schedule->months_with_row(allocation) & rows_until_last) == 0) return std::nullopt;
  return disbursed + facts.schedule->at(allocation, forecast.last).value -
         facts.schedule->at(allocation, month).value;
}

std::optional<Rational> mean_of(const UnitSums& units) {
  Rational sum;
  std::int64_t count = 0;
  for (const Amounts& amounts : units.of_group) {
    const auto ratio = amounts.ratio();
    if (!ratio) continue;
    sum = sum + Rational(*ratio);
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / Rational(count);
}

}  // namespace

RoundFigures figures_of(const Portfolio& portfolio, const Round& round) {
  const Facts& facts = *portfolio;
  const std::size_t count = facts.allocations.size();
  RoundFigures figures{.month = month_as_of(facts.year, round.as_of),
                       .in_scope = select_allocations(portfolio, round.basis.scope),
                       .amounts = std::vector<Amounts>(count),
                       .committed = std::vector<std::int64_t>(count, 0),
                       .forecast = std::vector<std::optional<Int128>>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    const auto allocation = static_cast<Index>(i);
    Amounts& amounts = figures.amounts[i];
    amounts.plan = plan_on(facts, allocation, round.basis, round.as_of);
    if (!figures.month) continue;
    amounts.disbursed = disbursed_at(facts, allocation, round.basis.estimates, *figures.month);
    figures.committed[i] = facts.committed.at(allocation, *figures.month).value;
    if (round.release.formula == ReleaseFormula::to_forecast) {
      figures.forecast[i] =
          forecast_of(facts, round.release.forecast, allocation, amounts.disbursed.value, *figures.month);
    }
  }
  return figures;
}

UnitSums sums_of(const Portfolio& portfolio, const RoundFigures& figures, const std::string& level) {
  UnitSums sums{.grouping = group_by_level(portfolio, level)};
  sums.of_group.resize(sums.grouping.ids.size());
  sums.has_allocations.resize(sums.grouping.ids.size());
  for (std::size_t i = 0; i < figures.amounts.size(); ++i) {
    const Index group = sums.grouping.of_allocation[i];
    if (!figures.in_scope[i] || group == none) continue;
    Amounts& sum = sums.of_group[static_cast<std::size_t>(group)];
    sum.plan.value += figures.amounts[i].plan.value;
    sum.disbursed.value += figures.amounts[i].disbursed.value;
    sums.has_allocations[static_cast<std::size_t>(group)] = true;
  }
  return sums;
}

AverageValue required_ratio(const Round& round) {
  return {Rational(round.required_ratio.value), {}, 0};
}

AverageValue recipient_criterion(const Portfolio& portfolio, const RoundFigures& figures,
                                 const Round& round) {
  if (round.recipients.criterion == RecipientCriterion::required_ratio) return required_ratio(round);
  const Average& average = round.recipients.average;
  if (average.kind == AverageKind::norm || average.kind == AverageKind::external)
    return average_at(portfolio, average, figures.month);
  if (!figures.month) return {};
  if (average.kind == AverageKind::mean) return {mean_of(sums_of(portfolio, figures, average.level)), {}, 0};
  Amounts all;
  for (std::size_t i = 0; i < figures.amounts.size(); ++i) {
    if (!figures.in_scope[i]) continue;
    all.plan.value += figures.amounts[i].plan.value;
    all.disbursed.value += figures.amounts[i].disbursed.value;
  }
  AverageValue weighted{{}, all, 0};
  if (const auto ratio = all.ratio()) weighted.value = Rational(*ratio);
  return weighted;
}

Int128 wanted_of(const Release& release, const Round& round, Int128 plan, Int128 disbursed, Int128 forecast) {
  switch (release.formula) {
    case ReleaseFormula::to_milestone: {
      const Ratio required = round.required_ratio.value;
      const Int128 product = disbursed * required.den;
      if (round.comparison == Comparison::more_than)
        return std::min(plan, plan - ceil_divide(product, required.num) + 1);
      return plan - floor_divide(product, required.num);
    }
    case ReleaseFormula::to_forecast:
      return plan - std::max(disbursed, forecast);
    case ReleaseFormula::share:
      break;
  }
  const Int128 undisbursed = std::max(Int128{0}, plan - disbursed);
  return floor_divide(undisbursed * release.share.value.num, release.share.value.den);
}

std::int64_t steps_down(Int128 amount, Dong step) {
  return static_cast<std::int64_t>(std::clamp(floor_divide(amount, step.value), Int128{0}, greatest));
}

std::int64_t steps_up(Int128 amount, Dong step) {
  return static_cast<std::int64_t>(std::clamp(ceil_divide(amount, step.value), Int128{0}, greatest));
}

Dong shown(Int128 amount) {
  return {static_cast<std::int64_t>(std::clamp(amount, Int128{0}, greatest))};
}

}  // namespace giaingan::inline v1
