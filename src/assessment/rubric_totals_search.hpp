/// @file
/// Searches the totals and limits that two rubrics can come to together for a pair that they class apart.
#pragma once

#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <optional>
#include <vector>

#include "assessment/rubric_probe.hpp"
#include "assessment/rubric_states.hpp"

namespace giaingan::inline v1 {

/// What counts as a difference.
enum class TellApart {
  classes,  ///< the classes after vetoes and caps
  totals,   ///< the totals themselves, or whether there is one
};

/// Where the search ended.
struct SearchOutcome {
  std::optional<Figures> found;  ///< figures that the rubrics tell apart
  std::optional<Text> gave_up;   ///< why it did not look everywhere; nothing found
};

/// Looks at everything that `groups` allow. Neither found nor given up: the rubrics never differ.
[[nodiscard]] SearchOutcome search_difference(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                              Subject subject, const std::vector<StateGroup>& groups,
                                              TellApart tell_apart, const RubricLimits& limits);

}  // namespace giaingan::inline v1
