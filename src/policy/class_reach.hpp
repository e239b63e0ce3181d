/// @file
/// Which classes of a rubric somebody can be in, and what keeps everybody out of the others.
#pragma once

#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/policy_check.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "policy/rubric_totals.hpp"

namespace giaingan::inline v1 {

/// Vetoes, then caps, bit by bit.
using LimitSet = std::uint64_t;

/// Whether figures that a unit may lack are looked at too.
enum class FiguresKnown { all, some };

/// Of a subject the totals that it can reach, by the limits that hold with them. Criteria that read the same
/// figure go together: their points are not free of each other. Where it isn't told exactly (a criterion
/// drops out, too many totals) the totals are more than can be reached, never fewer.
/// @returns nothing if there are more limits than fit a LimitSet
[[nodiscard]] std::optional<std::map<LimitSet, std::vector<TotalsPiece>>> totals_by_limits(
    const EvaluationPolicy& policy, Subject subject, FiguresKnown known);

/// Adds the classes that no subject can be in, for whatever reason: totals, limits that take everybody out,
/// quotas that keep nobody, collectives that heads are held to.
void add_unreached_classes(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings);

}  // namespace giaingan::inline v1
