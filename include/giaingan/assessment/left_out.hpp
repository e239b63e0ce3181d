/// @file
/// What an assessment left out of ratios, ranks, averages and runs, counted, so that nothing is dropped
/// silently.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <vector>

namespace giaingan::inline v1 {

/// What was left out, and why.
enum class LeftOutCode {
  no_month_has_ended,        ///< units before the first month-end: no ratio is defined yet
  unit_without_plan,         ///< units whose ratio is undefined: in no rank and no mean
  unit_without_reference,    ///< units whose kind the policy gives no reference: held against nothing
  allocation_outside_basis,  ///< allocations that the section's basis doesn't count
  allocation_without_unit,   ///< counted allocations of no unit of the level: in averages, in no unit
  estimate_ignored,          ///< estimates up to the month that the section's basis doesn't count
  estimate_replaced,         ///< estimates that it counts, for which an actual figure is known by now
  comparison_undefined,      ///< comparisons with a reference, month by month, with an undefined side
  month_not_reported,        ///< units' months taken out of runs (or ending them) for want of a report
  earlier_month_unused,      ///< months of earlier runs that nobody's run goes on from
  plan_change_after_year,    ///< changes of plans dated after the budget year's last month: in no month
};

/// The code as documents print it: `unit_without_plan` …
[[nodiscard]] const char* left_out_text(LeftOutCode code) noexcept;

/// The section of the policy that left it out.
enum class LeftOutRule { disbursement, below_average };

/// The section as documents print it: `disbursement` or `below_average`.
[[nodiscard]] const char* left_out_rule_text(LeftOutRule rule) noexcept;

/// One reason with what it left out.
struct LeftOut {
  LeftOutCode code = LeftOutCode::unit_without_plan;
  LeftOutRule rule = LeftOutRule::disbursement;
  std::int64_t count = 0;
  Amounts amounts;  ///< of allocations: their current plans and actual disbursed together; of changes of
                    ///< plans: their sum as plan; else zero
};

/// The reasons that left something out, in the order of their codes, then of their rules. What the runs below
/// the average leave out by basis or level is told apart where theirs differs from that of the ranking.
/// @pre the assessment is of the same policy and portfolio
[[nodiscard]] std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                                            const MonthlyAssessment& assessment);
/// The same of verdicts.
[[nodiscard]] std::vector<LeftOut> left_out(const Policy& policy, const Portfolio& portfolio,
                                            const MonthlyVerdicts& verdicts);

}  // namespace giaingan::inline v1
