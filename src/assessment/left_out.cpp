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

LeftOut units_without_reference(const BelowAverageResult& below) {
  return {LeftOutCode::unit_without_reference,
          LeftOutRule::below_average,
          std::ranges::count_if(below.units,
                                [](const BelowAverageUnit& unit) { return unit.held_against.empty(); }),
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

LeftOut comparisons_undefined(const BelowAverageResult& below) {
  LeftOut out{LeftOutCode::comparison_undefined, LeftOutRule::below_average, 0, {}};
  const auto count = [&](const JudgedMonth& month) {
    out.count += std::ranges::count_if(month.below, [](const auto& below_it) { return !below_it; });
  };
  for (const BelowAverageUnit& unit : below.units) {
    for (const BelowAverageRun& run : unit.runs)
      std::ranges::for_each(run.months, count);
    std::ranges::for_each(unit.outside_runs, count);
  }
  return out;
}

LeftOut months_not_reported(const BelowAveragePolicy& policy, const BelowAverageResult& below) {
  LeftOut out{LeftOutCode::month_not_reported, LeftOutRule::below_average, 0, {}};
  if (policy.unreported == MonthGap::counts) return out;
  for (const BelowAverageUnit& unit : below.units) {
    out.count += std::ranges::count_if(unit.outside_runs, [](const JudgedMonth& month) {
      return !month.reported && month.amounts.ratio().has_value();
    });
  }
  return out;
}

LeftOut earlier_months_unused(const Facts& facts, const BelowAverageResult* below) {
  std::int64_t used = 0;
  for (std::size_t i = 0; below != nullptr && i < below->units.size(); ++i) {
    for (const BelowAverageRun& run : below->units[i].runs)
      used += static_cast<std::int64_t>(run.earlier.size());
  }
  return {LeftOutCode::earlier_month_unused,
          LeftOutRule::below_average,
          static_cast<std::int64_t>(facts.earlier_runs.size()) - used,
          {}};
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
      break;
  }
  return "earlier_month_unused";
}

const char* left_out_rule_text(LeftOutRule rule) noexcept {
  return rule == LeftOutRule::below_average ? "below_average" : "disbursement";
}

std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                              const MonthlyAssessment& assessment) {
  const DisbursementResult& result = assessment.disbursement;
  const Reading ranking{LeftOutRule::disbursement, policy->disbursement.basis, result.level, result.month};
  std::vector<LeftOut> all{units_without_ratio(result), allocations_outside(ranking, portfolio),
                           allocations_without_unit(ranking, portfolio), estimates(ranking, *portfolio)};
  const BelowAverageResult* below = assessment.below_average ? &*assessment.below_average : nullptr;
  if (below != nullptr) {
    const Reading runs{LeftOutRule::below_average, policy->below_average->basis, below->level, below->month};
    const bool other_basis = runs.basis.id != ranking.basis.id;
    if (other_basis)
      all.insert(all.end(), {allocations_outside(runs, portfolio), estimates(runs, *portfolio)});
    if (other_basis || runs.level != ranking.level) all.push_back(allocations_without_unit(runs, portfolio));
    all.insert(all.end(), {units_without_reference(*below), comparisons_undefined(*below),
                           months_not_reported(*policy->below_average, *below)});
  }
  all.push_back(earlier_months_unused(*portfolio, below));
  std::erase_if(all, [](const LeftOut& each) { return each.count == 0; });
  std::ranges::stable_sort(all, {}, [](const LeftOut& each) { return std::pair(each.code, each.rule); });
  return all;
}

}  // namespace giaingan::inline v1
