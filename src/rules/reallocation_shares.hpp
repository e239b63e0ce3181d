/// @file
/// Dividing a network's flow among claims: in order, or fairly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "rules/reallocation_network.hpp"

namespace giaingan::inline v1 {

/// One that wants a share of the flow: the flow of its arc.
struct Claim {
  std::size_t arc = 0;
  std::int64_t weight = 1;     ///< above 0: shares are measured as amount ÷ weight
  std::size_t precedence = 0;  ///< among equal remainders: the lowest first, each once
};

/// Moves the flow, without changing its value, to the one that is lexicographically largest in the order of
/// the claims, and fixes their arcs.
///
/// Each claim in turn takes all it can get on residual cycles while the arcs before it stay fixed: that is
/// the definition of the lexicographically largest flow of this value. (Augmenting from the source instead,
/// claim by claim, would be greedy and wrong: supply and rooms are two polymatroids, and of the intersection
/// of two the greedy total need not be the largest.)
void take_in_order(Network<std::int64_t>& network, std::span<const Claim> claims);

/// Moves the flow, without changing its value, to the fair one, rounded to whole steps, and fixes the claims'
/// arcs: among the real-valued flows the one whose shares, sorted ascending, are lexicographically largest;
/// each amount is rounded down, and then one step more goes, by remainder descending and by precedence,
/// wherever the flow can still be completed.
void share_fairly(Network<std::int64_t>& network, std::span<const Claim> claims);

}  // namespace giaingan::inline v1
