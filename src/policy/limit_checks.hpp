/// @file
/// Vetoes and caps that can do nothing, and bounds that were hardly meant.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/policy_check.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Adds the limits that never hold, those that another always goes before, and caps at the best class.
void add_idle_limits(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

/// That a ratio from 200 % on was hardly meant, and how to write what was.
/// @param vi @param en what the policy does with the number, as `asks for`
[[nodiscard]] Text far_above_one(const std::string& vi, const std::string& en, const Rational& number);

/// Adds bounds from 200 % on of metrics that are ratios: `50` where `"50%"` was meant.
void add_large_ratios(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

}  // namespace giaingan::inline v1
