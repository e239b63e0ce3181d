/// @file
/// Which part of a policy a metric of the engine is computed from.
#pragma once

#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/policy/policy.hpp"

#include <optional>
#include <string>

namespace giaingan::inline v1 {

/// What the policy lacks, so that nobody computes this metric; nothing if it is computed.
/// @param sections all sections but the rubric's
[[nodiscard]] std::optional<std::string> lacking_source(const PolicySections& sections, EngineMetric metric);

}  // namespace giaingan::inline v1
