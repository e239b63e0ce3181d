/// @file
/// How a quota of a class came out (§5).
#pragma once

#include "giaingan/exact/rational.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace giaingan::inline v1 {

/// How a quota came out.
struct QuotaOutcome {
  std::size_t quota = 0;         ///< among the policy's quotas
  std::int64_t qualifying = 0;   ///< E: rated in the class before the quota
  std::int64_t in_base = 0;      ///< G: rated in the base class before the quota
  std::int64_t allowed = 0;      ///< k: the most that may keep the class
  std::int64_t kept = 0;         ///< how many do, after ties
  std::optional<Rational> line;  ///< the lowest total among the first k, if k > 0
};

}  // namespace giaingan::inline v1
