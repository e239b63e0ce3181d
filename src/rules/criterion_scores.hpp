// The points of single criteria (§1.1, §4.5).
#pragma once

#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <cstddef>

#include "rules/compared_figures.hpp"

namespace giaingan::inline v1 {

/// What a unit's figures come to by one criterion, by bands, by a table or in proportion.
[[nodiscard]] CriterionScore score_criterion(const EvaluationPolicy& policy, std::size_t number,
                                             const ComparedFigures& figures);

}  // namespace giaingan::inline v1
