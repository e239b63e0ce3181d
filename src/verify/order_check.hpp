/// @file
/// Whether a flow serves its claims in order: the proof of "nobody could have had one step more, but from
/// those before".
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1::verify {

/// A pipe of the network and what runs through it.
struct Line {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  std::int64_t flow = 0;  ///< from lower to upper
};

/// The claims that could have had one step more at the cost of later claims alone, the total and all earlier
/// claims being as they are. None: the flow is lexicographically largest in the order of the claims.
///
/// Two flows of one value differ by cycles of the residual network. So a claim can rise exactly if its ends
/// lie on a cycle of the residual lines of everything that isn't a claim and of the later claims. The claims
/// are therefore let in from the last to the first, and each must find its ends not yet connected. In what
/// order strongly connected components grow together is found for all of them at once by halving time:
/// O((nodes + lines) log claims), whatever the network. @pre every flow within its bounds
[[nodiscard]] std::vector<std::size_t> could_have_more(std::size_t nodes, std::span<const Line> others,
                                                       std::span<const Line> claims);

}  // namespace giaingan::inline v1::verify
