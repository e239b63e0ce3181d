/// @file
/// Which allocations a filter selects.
#pragma once

#include "giaingan/policy/allocation_filter.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// One entry an allocation: whether the filter selects it.
[[nodiscard]] std::vector<bool> select_allocations(const Portfolio& portfolio,
                                                   const AllocationFilter& filter);

}  // namespace giaingan::inline v1
