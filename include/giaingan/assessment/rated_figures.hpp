/// @file
/// What a rubric says of figures of which nobody knows whose they are, as documents: of a draft too, whose
/// bands and tables leave values open or hold them twice.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <map>
#include <string>

namespace giaingan::inline v1 {

/// By criterion the bands or rows that hold the figures, all of them, and the points; of the collective and
/// its head the total, class and steps before quotas. Metrics that have no figure are missing.
[[nodiscard]] std::string rated_figures_document(const EvaluationPolicy& rubric,
                                                 const std::map<std::string, Rational>& figures);

/// The classes that hold a total.
[[nodiscard]] std::string classes_of_total_document(const EvaluationPolicy& rubric, const Rational& total);

}  // namespace giaingan::inline v1
