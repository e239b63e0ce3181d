#include "giaingan/assessment/year_evaluation.hpp"

#include "giaingan/assessment/metric_domains.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/unit_metrics.hpp"

#include <set>
#include <utility>

namespace giaingan::inline v1 {

EvaluationResult evaluate_year(const Policy& policy, const Portfolio& portfolio, Date as_of) {
  if (!policy->evaluation) return {};
  auto problems = values_outside_domain(*policy->evaluation, portfolio);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  const MonthlyAssessment assessment = assess(policy, portfolio, as_of, policy->evaluation->level);
  EvaluationResult result = evaluate(
      *policy->evaluation, unit_metrics(*policy->evaluation, policy->disbursement, portfolio, assessment));
  result.month = metrics_month(*policy->evaluation, assessment.disbursement.month);
  return result;
}

std::vector<std::string> unread_metrics(const Policy& policy, const Portfolio& portfolio) {
  std::set<std::string> read;
  if (policy->evaluation) {
    // What the engine computes itself is never the host's to give.
    read = read_metrics(*policy->evaluation);
    std::erase_if(read, is_engine_metric);
  }
  if (policy->reallocation) {
    for (const Round& round : policy->reallocation->rounds)
      read.insert(round.owner_capacity);
  }
  if (policy->revenue) {
    for (const RevenueSource& source : policy->revenue->sources)
      read.insert(source.offset.metric);
  }
  std::set<std::string> unread;
  for (const Metric& metric : portfolio->metrics) {
    if (!read.contains(metric.metric)) unread.insert(metric.metric);
  }
  return {unread.begin(), unread.end()};
}

}  // namespace giaingan::inline v1
