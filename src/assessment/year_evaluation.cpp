#include "giaingan/assessment/year_evaluation.hpp"

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/unit_metrics.hpp"

namespace giaingan::inline v1 {

EvaluationResult evaluate_year(const Policy& policy, const Portfolio& portfolio, Date as_of) {
  if (!policy->evaluation) return {};
  const MonthlyAssessment assessment = assess(policy, portfolio, as_of, policy->evaluation->level);
  return evaluate(*policy->evaluation,
                  unit_metrics(*policy->evaluation, policy->disbursement, portfolio, assessment));
}

}  // namespace giaingan::inline v1
