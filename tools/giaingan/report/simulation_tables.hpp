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

/// What a figure is called, a class by the policy's title; its id if the policy doesn't know it.
[[nodiscard]] std::string simulated_name(const Policy& policy, const std::string& figure, Language language);

/// `1.234,50`: a number with two decimals.
[[nodiscard]] std::string decimal_in_words(const Rational& number, Language language);

/// A row a figure of each policy, and of their differences: mean, least, quantiles, greatest.
[[nodiscard]] TextTable outcomes_table(const Inputs& inputs, const SimulatedScenario& scenario,
                                       Language language);

/// A row a unit that was flagged in some draw, by how many: its share of the draws, by each policy.
[[nodiscard]] TextTable flagged_table(const Inputs& inputs, const SimulatedScenario& scenario,
                                      Language language);

/// The units of a scenario in the order of flagged_table(), by their places in its sides.
[[nodiscard]] std::vector<std::size_t> most_flagged_first(const SimulatedScenario& scenario);

}  // namespace giaingan::tool
