/// @file
/// Vetoes and caps that can do nothing, and bounds that were hardly meant.
#pragma once

#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/policy_check.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// Adds the limits that never hold, those that another always goes before, and caps at the best class.
void add_idle_limits(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

/// Adds bounds from 200 % on of metrics that are ratios: `50` where `"50%"` was meant.
void add_large_ratios(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

}  // namespace giaingan::inline v1
