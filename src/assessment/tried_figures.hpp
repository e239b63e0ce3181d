/// @file
/// Figures that are tried where a proof about two rubrics isn't reached.
#pragma once

#include "giaingan/policy/evaluation_policy.hpp"

#include <cstddef>
#include <optional>

#include "assessment/rubric_probe.hpp"

namespace giaingan::inline v1 {

/// Figures to which the rubrics give subjects other classes before quotas, heads as if they were independent,
/// among so many tried: combinations of all bounds and of what lies between and beyond them, the same in
/// every run. Nothing: none of them does, which proves nothing.
[[nodiscard]] std::optional<Figures> figures_told_apart(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                                        Subject subject, std::size_t tried_at_most);

}  // namespace giaingan::inline v1
