/// @file
/// The fair real-valued shares of §12, found anew, and what their rounding asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace giaingan::inline v1::verify {

/// One that shares: it can take up to `most`, and its share is measured as amount ÷ weight.
struct Sharer {
  std::int64_t most = 0;    ///< above 0, steps
  std::int64_t weight = 1;  ///< above 0
  std::size_t precedence = 0;
  std::size_t room = static_cast<std::size_t>(-1);  ///< the innermost hold that it fills, or none
};

/// What holds several sharers together: a room, a donor's limit.
struct Hold {
  std::int64_t left = 0;
  std::size_t within = static_cast<std::size_t>(-1);
};

/// Real shares as far as rounding needs them.
struct FairShares {
  std::vector<std::int64_t> whole;  ///< one a sharer: its share rounded down
  std::vector<std::size_t> order;   ///< sharers by remainder descending, then precedence
};

/// Shares of holds that nest, `total` in all: a common level rises and stops for whoever's hold is full,
/// which is the lexicographically largest sorted vector of shares (Fujishige 1980, for a laminar family). O(n
/// log n) for the depth of holds that rounds have. @pre the total can be had
[[nodiscard]] FairShares nested_shares(const std::vector<Sharer>& sharers, const std::vector<Hold>& holds,
                                       std::int64_t total);

/// A network in which shares are to be found: sharer i runs from one node to another.
struct ShareNetwork {
  struct Pipe {
    std::size_t from = 0;
    std::size_t to = 0;
    std::int64_t lower = 0;
    std::int64_t upper = 0;
  };
  std::size_t nodes = 0;
  std::vector<Pipe> pipes;
  std::vector<Pipe> sharers;  ///< one a sharer, upper its most
};

/// The same in any network, closed to a circulation. By definition, level by level, in exact fractions: slow.
/// @pre a circulation exists
[[nodiscard]] FairShares network_shares(const std::vector<Sharer>& sharers, const ShareNetwork& network);

}  // namespace giaingan::inline v1::verify
