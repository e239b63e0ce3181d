/// @file
/// Between which allocations capital may move.
#pragma once

#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "verify/standing.hpp"

namespace giaingan::inline v1::verify {

/// The pools of the allocations that count, by id.
struct Pools {
  std::vector<std::string> ids;
  std::vector<std::size_t> of_allocation;  ///< nowhere: doesn't count
  std::vector<std::string> unmet;          ///< that an exchange names and no allocation that counts has
};

[[nodiscard]] Pools pools_of(const Facts& facts, const Standing& standing, const Round& round);

}  // namespace giaingan::inline v1::verify
