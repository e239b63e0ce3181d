/// @file
/// Which totals a rubric can give.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <optional>
#include <vector>

#include "policy/interval_cover.hpp"

namespace giaingan::inline v1 {

/// Whether a part of the rubric concerns the subject.
[[nodiscard]] bool concerns(Subjects subjects, Subject subject);

/// Whether the rubric rates such subjects at all: it has criteria for them.
[[nodiscard]] bool is_rated(const EvaluationPolicy& policy, Subject subject);

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

/// In rising order, those that touch made one.
[[nodiscard]] std::vector<TotalsPiece> merged(std::vector<TotalsPiece> pieces);

/// All totals that a subject could reach if the figures of its criteria were free of each other, in rising
/// order without overlaps; nothing where that is not told: if a criterion can drop out, or if there are too
/// many.
[[nodiscard]] std::optional<std::vector<TotalsPiece>> all_totals(const EvaluationPolicy& policy,
                                                                 Subject subject);

}  // namespace giaingan::inline v1
