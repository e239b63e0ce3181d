/// @file
/// What keeps a subject from a class.
#pragma once

#include "giaingan/assessment/questions.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// The rating of a unit's collective or head, or null.
[[nodiscard]] const SubjectRating* rating_of(const EvaluationResult& result, const std::string& unit,
                                             Subject subject);

/// Points short of the class with the criteria that lost them; limits that lower it, each condition the other
/// way round; the quota's line. Empty if the class is reached.
/// @param wanted the class, among the rubric's
[[nodiscard]] std::vector<UnmetCondition> unmet_for_class(const EvaluationPolicy& rubric,
                                                          const EvaluationResult& result,
                                                          const std::string& unit, Subject subject,
                                                          std::size_t wanted);

}  // namespace giaingan::inline v1
