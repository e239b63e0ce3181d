#include "giaingan/assessment/rated_row.hpp"

namespace giaingan::inline v1 {

EvaluationResult evaluate_row(const EvaluationPolicy& policy, std::span<const MetricColumn> metrics,
                              std::size_t row, const std::string& unit) {
  EvaluationPolicy without_quotas = policy;
  without_quotas.quotas.clear();
  EvaluationResult result = evaluate(without_quotas, metrics_of_row(metrics, row, unit));
  result.unprovided.clear();  // what one row lacks, others may have
  return result;
}

}  // namespace giaingan::inline v1
