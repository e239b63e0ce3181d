#include "giaingan/assessment/left_out.hpp"

#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace giaingan::inline v1 {
namespace {

// What a section reads: its basis at its level, as of its last month.
struct Reading {
  LeftOutRule rule;
  const Basis& basis;
  const std::string& level;
  std::optional<BudgetMonth> month;
};

LeftOut units_without_ratio(const DisbursementResult& result) {
  return {result.month ? LeftOutCode::unit_without_plan : LeftOutCode::no_month_has_ended,
          LeftOutRule::disbursement,
          std::ranges::count_if(result.units, [](const UnitDisbursement& unit) { return !unit.rank; }),
          {}};
}

// Takes an allocation into the count.
void add(LeftOut& out, const Portfolio& portfolio, std::size_t allocation, const Reading& reading) {
  ++out.count;
  if (!reading.month) return;
  const auto amounts =
      figures_at(*portfolio, static_cast<Index>(allocation), Basis{}, *reading.month).amounts;
  out.amounts.plan.value += amounts.plan.value;
  out.amounts.disbursed.value += amounts.disbursed.value;
}

LeftOut allocations_outside(const Reading& reading, const Portfolio& portfolio) {
  LeftOut out{LeftOutCode::allocation_outside_basis, reading.rule, 0, {}};
  const auto counted = select_allocations(portfolio, reading.basis.scope);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (!counted[i]) add(out, portfolio, i, reading);
  }
  return out;
}

LeftOut allocations_without_unit(const Reading& reading, const Portfolio& portfolio) {
  LeftOut out{LeftOutCode::allocation_without_unit, reading.rule, 0, {}};
  const auto counted = select_allocations(portfolio, reading.basis.scope);
  const auto grouping = group_by_level(portfolio, reading.level);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (counted[i] && grouping.of_allocation[i] == none) add(out, portfolio, i, reading);
  }
  return out;
}

// Whether an actual figure of the estimate's month or a later one is known by a month-end.
bool is_replaced(const Facts& facts, const Estimate& estimate, BudgetMonth known_at) {
  for (BudgetMonth month = estimate.month; month <= known_at; ++month.number) {
    if (facts.disbursed.has_row(estimate.allocation, month)) return true;
  }
  return false;
}

// Facts of months to come are not counted: an assessment knows nothing of them.
LeftOut estimates(const Reading& reading, const Facts& facts) {
  const bool ignored = reading.basis.estimates == Estimates::ignored;
  LeftOut out{ignored ? LeftOutCode::estimate_ignored : LeftOutCode::estimate_replaced, reading.rule, 0, {}};
  if (!reading.month) return out;
  out.count = std::ranges::count_if(facts.estimates, [&](const Estimate& estimate) {
    return estimate.month <= *reading.month && (ignored || is_replaced(facts, estimate, *reading.month));
  });
  return out;
}

/// What both forms of the rule below the average say of what they left out.
struct RunsReading {
  const std::string& level;
  std::optional<BudgetMonth> month;
  UnjudgedCounts unjudged;
  std::int64_t earlier_used = 0;
};

// Rounds may take effect later still; no month-end of this year sees it.
LeftOut changes_after_year(const Facts& facts) {
  const Date last_day = month_end(facts.year, {months_in_budget_year});
  LeftOut out{LeftOutCode::plan_change_after_year, LeftOutRule::disbursement, 0, {}};
  for (const PlanChange& change : facts.plan_changes) {
    if (change.date <= last_day) continue;
    ++out.count;
    out.amounts.plan.value += change.change.value;
  }
  return out;
}

std::vector<LeftOut> without_runs(const DisbursementResult& result, const Reading& ranking,
                                  const Portfolio& portfolio) {
  return {units_without_ratio(result), allocations_outside(ranking, portfolio),
          allocations_without_unit(ranking, portfolio), estimates(ranking, *portfolio),
          changes_after_year(*portfolio)};
}

std::vector<LeftOut> of_runs(const Policy& policy, const RunsReading& below, const Reading& ranking,
                             const Portfolio& portfolio) {
  const Reading runs{LeftOutRule::below_average, policy->below_average->basis, below.level, below.month};
  std::vector<LeftOut> all;
  const bool other_basis = runs.basis.id != ranking.basis.id;
  if (other_basis) all.insert(all.end(), {allocations_outside(runs, portfolio), estimates(runs, *portfolio)});
  if (other_basis || runs.level != ranking.level) all.push_back(allocations_without_unit(runs, portfolio));
  const auto count = [&](LeftOutCode code, std::int64_t many) {
    all.push_back({code, LeftOutRule::below_average, many, {}});
  };
  count(LeftOutCode::unit_without_reference, below.unjudged.units_without_reference);
  count(LeftOutCode::comparison_undefined, below.unjudged.undefined_comparisons);
  count(LeftOutCode::month_not_reported, below.unjudged.unreported_months);
  return all;
}

std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                              const DisbursementResult& result, const std::optional<RunsReading>& below) {
  const Reading ranking{LeftOutRule::disbursement, policy->disbursement.basis, result.level, result.month};
  std::vector<LeftOut> all = without_runs(result, ranking, portfolio);
  if (below) {
    auto more = of_runs(policy, *below, ranking, portfolio);
    all.insert(all.end(), more.begin(), more.end());
  }
  const auto earlier = static_cast<std::int64_t>(portfolio->earlier_runs.size());
  all.push_back({LeftOutCode::earlier_month_unused,
                 LeftOutRule::below_average,
                 earlier - (below ? below->earlier_used : 0),
                 {}});
  std::erase_if(all, [](const LeftOut& each) { return each.count == 0; });
  std::ranges::stable_sort(all, {}, [](const LeftOut& each) { return std::pair(each.code, each.rule); });
  return all;
}

}  // namespace

const char* left_out_text(LeftOutCode code) noexcept {
  switch (code) {
    case LeftOutCode::no_month_has_ended:
      return "no_month_has_ended";
    case LeftOutCode::unit_without_plan:
      return "unit_without_plan";
    case LeftOutCode::unit_without_reference:
      return "unit_without_reference";
    case LeftOutCode::allocation_outside_basis:
      return "allocation_outside_basis";
    case LeftOutCode::allocation_without_unit:
      return "allocation_without_unit";
    case LeftOutCode::estimate_ignored:
      return "estimate_ignored";
    case LeftOutCode::estimate_replaced:
      return "estimate_replaced";
    case LeftOutCode::comparison_undefined:
      return "comparison_undefined";
    case LeftOutCode::month_not_reported:
      return "month_not_reported";
    case LeftOutCode::earlier_month_unused:
      return "earlier_month_unused";
    case LeftOutCode::plan_change_after_year:
      break;
  }
  return "plan_change_after_year";
}

const char* left_out_rule_text(LeftOutRule rule) noexcept {
  return rule == LeftOutRule::below_average ? "below_average" : "disbursement";
}

std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                              const MonthlyAssessment& assessment) {
  const auto& below = assessment.below_average;
  if (!below) return left_out(policy, portfolio, assessment.disbursement, std::nullopt);
  RunsReading runs{below->level, below->month, unjudged(*policy->below_average, *below)};
  for (const BelowAverageUnit& unit : below->units) {
    for (const BelowAverageRun& run : unit.runs)
      runs.earlier_used += static_cast<std::int64_t>(run.earlier.size());
  }
  return left_out(policy, portfolio, assessment.disbursement, runs);
}

std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                              const MonthlyVerdicts& verdicts) {
  const auto& below = verdicts.below_average;
  if (!below) return left_out(policy, portfolio, verdicts.disbursement, std::nullopt);
  RunsReading runs{below->level, below->month, below->unjudged};
  for (const BelowAverageVerdict& unit : below->units)
    runs.earlier_used += static_cast<std::int64_t>(unit.earlier.size());
  return left_out(policy, portfolio, verdicts.disbursement, runs);
}

}  // namespace giaingan::inline v1
