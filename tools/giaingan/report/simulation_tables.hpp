/// @file
/// Outcomes of a simulation as tables.
#pragma once

#include "giaingan/assessment/explanation.hpp"

#include <string>
#include <vector>

#include "inputs.hpp"
#include "report/simulation_result.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

/// A row a figure of each policy, and of their differences: mean, least, quantiles, greatest.
[[nodiscard]] TextTable outcomes_table(const Inputs& inputs, const SimulatedScenario& scenario,
                                       Language language);

/// A row a unit that was flagged in some draw, by how many: its share of the draws, by each policy.
[[nodiscard]] TextTable flagged_table(const Inputs& inputs, const SimulatedScenario& scenario,
                                      Language language);

/// The units of a scenario in the order of flagged_table(), by their places in its sides.
[[nodiscard]] std::vector<std::size_t> most_flagged_first(const SimulatedScenario& scenario);

}  // namespace giaingan::tool
