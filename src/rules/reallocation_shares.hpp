/// @file
/// Dividing a network's flow among claims: fairly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/reallocation_network.hpp"

namespace giaingan::inline v1 {

/// A network between a source and a sink. Claims lead from pools to rooms (or to the sink); from a room one
/// arc leads to the room around it or to the sink, and bounds it.
struct RoundNetwork {
  static constexpr std::size_t source = 0;
  static constexpr std::size_t sink = 1;

  Network<std::int64_t> flow;
  std::vector<std::size_t> limit_of_node;  ///< the arc that bounds a room; −1 of other nodes
};

/// One that wants a share of the flow: the flow of its arc.
struct Claim {
  std::size_t arc = 0;
  std::int64_t weight = 1;     ///< above 0: shares are measured as amount ÷ weight
  std::size_t precedence = 0;  ///< among equal remainders: the lowest first, each once
};

/// Moves the flow, without changing its value, to the fair one, rounded to whole steps, and fixes the claims'
/// arcs: among the real-valued flows the one whose shares, sorted ascending, are lexicographically largest;
/// each amount is rounded down, and then one step more goes, by remainder descending and by precedence,
/// wherever the flow can still be completed.
void share_fairly(RoundNetwork& network, std::span<const Claim> claims);

}  // namespace giaingan::inline v1
