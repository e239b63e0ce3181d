/// @file
/// The figures that a rubric scores, gathered from the other rules, the events and the host's own metrics.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/figures/metric_table.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

namespace giaingan::inline v1 {

/// Every metric of the engine and of the rubric's host metrics for every unit of the rubric's level.
/// A metric of a rule that the policy has no section for is missing, as is a ratio over a plan of zero; a
/// count of things that didn't happen is 0. Events, duties and projects of units below a unit of the level
/// are its own.
/// @param disbursement whose milestones the assessment was made with
/// @param assessment of the same policy, portfolio and day, at the rubric's level
[[nodiscard]] MetricTable unit_metrics(const EvaluationPolicy& policy, const DisbursementPolicy& disbursement,
                                       const Portfolio& portfolio, const MonthlyAssessment& assessment);

/// The month-end that the metrics `final_ratio`, `plan` and `disbursed` are taken at, as of a month-end.
[[nodiscard]] std::optional<BudgetMonth> metrics_month(const EvaluationPolicy& policy,
                                                       std::optional<BudgetMonth> as_of) noexcept;

}  // namespace giaingan::inline v1
