/// @file
/// What officers read of simulated years.
#pragma once

#include "giaingan/simulation/scenario_file.hpp"

#include <span>
#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// A table a scenario: every figure with its mean, its extremes and its quantiles; with a second policy that
/// of the differences; then the units that are flagged in some draw, most often first.
[[nodiscard]] std::string simulation_text(const SweepPlan& plan, std::span<const FinishedSweep> sweeps,
                                          Language language);

}  // namespace giaingan::tool
