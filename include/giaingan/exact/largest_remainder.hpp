/// @file
/// Dividing a whole amount in proportion, without losing a đồng.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// Divides `total` in proportion to `weights` into whole numbers that add up to exactly `total`, by the
/// method of the largest remainder (Hamilton): each share is rounded down, then the remaining ones go to the
/// largest remainders; between equal remainders the earlier in the list comes first.
/// @pre total >= 0, all weights >= 0, and some weight > 0 unless total == 0
/// @return as many shares as weights
[[nodiscard]] std::vector<std::int64_t> largest_remainder(std::int64_t total,
                                                          std::span<const std::int64_t> weights);

}  // namespace giaingan::inline v1
