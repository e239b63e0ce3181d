#include "giaingan/assessment/monthly_assessment.hpp"

#include <utility>

namespace giaingan::inline v1 {
namespace {

// What stands beside the ranking and the runs, whatever their level.
void add_the_rest(MonthlyAssessment& assessment, const Policy& policy, const Portfolio& portfolio,
                  Date as_of) {
  assessment.headlines = headlines(policy->disbursement, portfolio, assessment.disbursement);
  assessment.groupings = groupings(policy->disbursement, portfolio, assessment.disbursement);
  if (policy->obligations) assessment.obligations = check_obligations(*policy->obligations, portfolio, as_of);
  if (policy->project_checks)
    assessment.project_checks = check_projects(*policy->project_checks, portfolio, as_of);
}

}  // namespace

MonthlyAssessment assess(const Policy& policy, const Portfolio& portfolio, Date as_of) {
  MonthlyAssessment assessment{.disbursement = assess_disbursement(policy->disbursement, portfolio, as_of)};
  if (policy->below_average) {
    assessment.below_average = find_below_average(*policy->below_average, portfolio, as_of);
  }
  add_the_rest(assessment, policy, portfolio, as_of);
  return assessment;
}

MonthlyAssessment assess(const Policy& policy, const Portfolio& portfolio, Date as_of,
                         std::string_view level) {
  MonthlyAssessment assessment{
      .level = std::string(level),
      .disbursement = assess_disbursement(policy->disbursement, portfolio, as_of, level)};
  if (policy->below_average) {
    assessment.below_average = find_below_average(*policy->below_average, portfolio, as_of, level);
  }
  add_the_rest(assessment, policy, portfolio, as_of);
  return assessment;
}

MonthlyVerdicts judge(const Policy& policy, const Portfolio& portfolio, Date as_of, std::string_view level) {
  const auto or_own = [&](const std::string& own) { return level.empty() ? std::string_view(own) : level; };
  MonthlyVerdicts verdicts{
      .level = level.empty() ? std::nullopt : std::optional(std::string(level)),
      .disbursement = rank_units(policy->disbursement, portfolio, as_of, or_own(policy->disbursement.level))};
  if (const auto& rule = policy->below_average)
    verdicts.below_average = judge_below_average(*rule, portfolio, as_of, or_own(rule->level));
  if (policy->obligations) verdicts.obligations = check_obligations(*policy->obligations, portfolio, as_of);
  if (policy->project_checks)
    verdicts.project_checks = check_projects(*policy->project_checks, portfolio, as_of);
  return verdicts;
}

}  // namespace giaingan::inline v1
