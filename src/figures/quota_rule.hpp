/// @file
/// How many may keep a class under a quota (§5, §12). Whoever rates units, one by one or by columns, asks
/// here.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/quota_outcome.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <cstdint>

namespace giaingan::inline v1 {

/// What the share of a quota is taken of times the share, if `kept` of `qualifying` keep the class.
[[nodiscard]] Rational share_of_base(const Quota& quota, std::int64_t qualifying, std::int64_t in_base,
                                     std::int64_t kept);

/// How many of `qualifying` may keep the class: the largest number within the rounded share.
[[nodiscard]] std::int64_t quota_size(const Quota& quota, std::int64_t qualifying, std::int64_t in_base);

/// Those who qualify, as they stand to the lowest total among the first `allowed`.
struct AtTheLine {
  std::int64_t above = 0;  ///< of a higher total
  std::int64_t at = 0;     ///< of that total
};

/// How many keep the class: `allowed`, but for a tie across the line.
[[nodiscard]] std::int64_t kept_of(const Quota& quota, AtTheLine subjects, std::int64_t allowed) noexcept;

}  // namespace giaingan::inline v1
