/// @file
/// Figures of somebody who does well by a rubric.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <map>
#include <string>

namespace giaingan::inline v1 {

/// A figure for every metric that criteria and limits read: each criterion in turn takes, of what isn't given
/// yet, figures of the band or row with the most points; what only limits read may be anything it can be.
[[nodiscard]] std::map<std::string, Rational> best_figures(const EvaluationPolicy& rubric,
                                                           std::map<std::string, Rational> given);

}  // namespace giaingan::inline v1
