/// @file
/// Dividing one pool among claims that nothing else couples. Where a round's network is a bundle of parallel
/// arcs, its divisions (§12) are these.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// Each in turn takes all it wants while there is some. @pre 0 <= total, all wants >= 0
[[nodiscard]] std::vector<std::int64_t> share_in_order(std::int64_t total,
                                                       std::span<const std::int64_t> wants);

/// In proportion to the wants, which no share exceeds, by the largest remainder; among equal remainders the
/// earlier claim first. @pre 0 <= total <= the sum of the wants
[[nodiscard]] std::vector<std::int64_t> share_in_proportion(std::int64_t total,
                                                            std::span<const std::int64_t> wants);

/// Level by level: all claims rise together, and one that has what it wants stays. What is left of a level is
/// given one each to the earliest claims that want more. @pre 0 <= total <= the sum of the wants
[[nodiscard]] std::vector<std::int64_t> share_by_level(std::int64_t total,
                                                       std::span<const std::int64_t> wants);

}  // namespace giaingan::inline v1
