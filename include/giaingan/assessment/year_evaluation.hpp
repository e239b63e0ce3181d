/// @file
/// The completion evaluation of a policy, with the metrics that the other rules compute (§1.1, §4.5, §8).
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Rates every unit of the rubric's level as of a day. Without the policy's section nobody is rated.
/// @throws InvalidInput with every value of a host metric that the policy says it can't have
[[nodiscard]] EvaluationResult evaluate_year(const Policy& policy, const Portfolio& portfolio, Date as_of);

/// The evaluation as a JSON document, its last byte a line break.
[[nodiscard]] std::string evaluation_document(const Policy& policy, const Portfolio& portfolio,
                                              const EvaluationResult& result, Date as_of);

/// The metrics of `metrics.csv` that nothing in the policy reads, by name: perhaps misspelt.
[[nodiscard]] std::vector<std::string> unread_metrics(const Policy& policy, const Portfolio& portfolio);

}  // namespace giaingan::inline v1
