/// @file
/// Questions made ready to be answered.
#pragma once

#include "giaingan/assessment/questions.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include "assessment/goal_judge.hpp"

namespace giaingan::inline v1 {

/// The question with its level, days and rank. @pre problems_of() finds nothing
[[nodiscard]] AskedGoal asked_in_full(const Policy& policy, const Portfolio& portfolio,
                                      const Question& question);

}  // namespace giaingan::inline v1
