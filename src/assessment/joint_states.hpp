/// @file
/// What metrics can be together that two rubrics read together.
#pragma once

#include <functional>
#include <vector>

#include "assessment/rubric_probe.hpp"
#include "assessment/rubric_states.hpp"

namespace giaingan::inline v1 {

/// Every combination of states of metrics, those that the rubrics don't tell apart once: with the fewest
/// missing figures.
/// @param choices by metric its states, each with a piece of its own
/// @param look what reads the metrics together says of figures of all of them
[[nodiscard]] StateGroup joint_states(const std::vector<std::vector<MetricState>>& choices,
                                      const std::function<Seen(const Figures&)>& look);

}  // namespace giaingan::inline v1
