/// @file
/// A sweep whose parts were gone through elsewhere, put together from what `simulate --out` wrote of each.
#pragma once

#include "giaingan/simulation/sweep.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace giaingan::tool {

/// Adds the parts of a sweep that nothing has been gone through of. Folders stay as they are.
/// @param folders each with the state and the rows of one part, in any order
/// @throws InvalidInput with every folder that has no part of the sweep, and every draw that is missing,
/// stands twice or is beyond the `draws` that are asked for; state and rows are then as they were
void join_parts(const Sweep& sweep, std::span<const std::string> folders, std::int64_t draws,
                SweepState& state, OutcomeRows& rows);

}  // namespace giaingan::tool
