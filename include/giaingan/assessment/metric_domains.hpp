/// @file
/// The host's metrics against what the policy says that they can be.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// Every value of `metrics.csv` that a metric of the rubric can't have (`metric.outside_domain`).
[[nodiscard]] std::vector<Diagnostic> values_outside_domain(const EvaluationPolicy& policy,
                                                            const Portfolio& portfolio);

}  // namespace giaingan::inline v1
