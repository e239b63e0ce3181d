/// @file
/// What conclusions of a whole rule rest on, and so what rests on such conclusions in turn.
#pragma once

#include "giaingan/policy/policy.hpp"

namespace giaingan::inline v1 {

/// What every verdict of §4.2 stands on: the clause of the months, and all that is assumed of how they are
/// counted, of the basis and of the averages.
[[nodiscard]] Citation verdict_citation(const BelowAveragePolicy& policy);

/// Lets every criterion and condition of the rubric rest on what its metric is counted from: a rule whose
/// settings are assumed makes the points assumed that are given for its verdicts.
void rest_rubric_on_rules(PolicySections& sections);

}  // namespace giaingan::inline v1
