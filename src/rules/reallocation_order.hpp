/// @file
/// Dividing a network's flow among claims that stand in an order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "rules/reallocation_network.hpp"

namespace giaingan::inline v1 {

/// Moves the flow, without changing its value, to the one that is lexicographically largest in the order of
/// the claims, and fixes their arcs.
///
/// Each claim in turn takes all it can get on residual cycles while the arcs before it stay fixed: that is
/// the definition of the lexicographically largest flow of this value. (Augmenting from the source instead,
/// claim by claim, would be greedy and wrong: supply and rooms are two polymatroids, and of the intersection
/// of two the greedy total need not be the largest.)
/// @param claims arcs, each once
void take_in_order(Network<std::int64_t>& network, std::span<const std::size_t> claims);

}  // namespace giaingan::inline v1
