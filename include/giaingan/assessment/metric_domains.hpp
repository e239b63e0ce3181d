/// @file
/// The host's metrics against what the policy says that they can be.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What a value outside of a domain should be: `one of 1, 2`, `a whole number from 0`.
[[nodiscard]] std::string domain_text(const MetricDomain& domain);

/// Every value of `metrics.csv` that a metric of the rubric can't have (`metric.outside_domain`).
[[nodiscard]] std::vector<Diagnostic> values_outside_domain(const EvaluationPolicy& policy,
                                                            const Portfolio& portfolio);

}  // namespace giaingan::inline v1
