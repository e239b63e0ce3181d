#include "giaingan/assessment/left_out.hpp"

#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstddef>

namespace giaingan::inline v1 {
namespace {

LeftOut units_without_plan(const DisbursementResult& result) {
  return {LeftOutCode::unit_without_plan,
          std::ranges::count_if(result.units, [](const UnitDisbursement& unit) { return !unit.rank; }),
          {}};
}

LeftOut allocations_outside(const DisbursementPolicy& policy, const Portfolio& portfolio,
                            const DisbursementResult& result) {
  LeftOut out{LeftOutCode::allocation_outside_basis, 0, {}};
  const auto counted = select_allocations(portfolio, policy.basis.scope);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (counted[i]) continue;
    ++out.count;
    if (!result.month) continue;
    const auto amounts = figures_at(*portfolio, static_cast<Index>(i), Basis{}, *result.month).amounts;
    out.amounts.plan.value += amounts.plan.value;
    out.amounts.disbursed.value += amounts.disbursed.value;
  }
  return out;
}

LeftOut allocations_without_unit(const DisbursementResult& result) {
  LeftOut out{LeftOutCode::allocation_without_unit, 0, {}};
  for (const DataFinding& finding : result.data_findings) {
    if (finding.code != DataFindingCode::no_unit_at_level) continue;
    ++out.count;
    out.amounts.plan.value += finding.amounts.plan.value;
    out.amounts.disbursed.value += finding.amounts.disbursed.value;
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
LeftOut estimates_of(LeftOutCode code, const DisbursementPolicy& policy, const Facts& facts,
                     const DisbursementResult& result) {
  const bool ignored = policy.basis.estimates == Estimates::ignored;
  if (!result.month || ignored != (code == LeftOutCode::estimate_ignored)) return {code, 0, {}};
  return {code,
          std::ranges::count_if(facts.estimates,
                                [&](const Estimate& estimate) {
                                  return estimate.month <= *result.month &&
                                         (ignored || is_replaced(facts, estimate, *result.month));
                                }),
          {}};
}

LeftOut comparisons_undefined(const BelowAverageResult& below) {
  LeftOut out{LeftOutCode::comparison_undefined, 0, {}};
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
  LeftOut out{LeftOutCode::month_not_reported, 0, {}};
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
  return {LeftOutCode::earlier_month_unused, static_cast<std::int64_t>(facts.earlier_runs.size()) - used, {}};
}

}  // namespace

const char* left_out_text(LeftOutCode code) noexcept {
  switch (code) {
    case LeftOutCode::unit_without_plan:
      return "unit_without_plan";
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

std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                              const MonthlyAssessment& assessment) {
  const DisbursementPolicy& section = policy->disbursement;
  const DisbursementResult& result = assessment.disbursement;
  std::vector<LeftOut> all{units_without_plan(result), allocations_outside(section, portfolio, result),
                           allocations_without_unit(result)};
  for (const auto code : {LeftOutCode::estimate_ignored, LeftOutCode::estimate_replaced})
    all.push_back(estimates_of(code, section, *portfolio, result));
  const BelowAverageResult* below = assessment.below_average ? &*assessment.below_average : nullptr;
  if (below != nullptr) {
    all.push_back(comparisons_undefined(*below));
    all.push_back(months_not_reported(*policy->below_average, *below));
  }
  all.push_back(earlier_months_unused(*portfolio, below));
  std::erase_if(all, [](const LeftOut& each) { return each.count == 0; });
  return all;
}

}  // namespace giaingan::inline v1
