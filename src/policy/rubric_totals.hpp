/// @file
/// Which totals a rubric can give.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/policy_check.hpp"

#include <optional>
#include <vector>

#include "policy/interval_cover.hpp"

namespace giaingan::inline v1 {

/// The most points that a criterion's bands or proportion give, before the weight.
[[nodiscard]] Ratio most_points(const Criterion& criterion);

/// The totals that a subject can reach lie in this. Where criteria may drop out the lower bound is a safe
/// one.
[[nodiscard]] Range reachable_totals(const EvaluationPolicy& policy, Subject subject);

/// Totals from one number to another, or a single one.
struct TotalsPiece {
  Rational from;
  Rational to;
};

/// All totals that a subject can reach, in rising order without overlaps; nothing where that is not told: if
/// a criterion can drop out, or if there are too many.
[[nodiscard]] std::optional<std::vector<TotalsPiece>> all_totals(const EvaluationPolicy& policy,
                                                                 Subject subject);

/// Adds the classes that no subject can be in: no total lies in them, and no veto, cap or quota leads there.
void add_unreached_classes(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

}  // namespace giaingan::inline v1
