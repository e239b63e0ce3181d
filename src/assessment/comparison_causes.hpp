/// @file
/// Which changes make a verdict differ, and what each owes of a total.
#pragma once

#include "giaingan/assessment/comparison.hpp"

#include <cstddef>
#include <vector>

#include "assessment/states_between.hpp"

namespace giaingan::inline v1 {

/// What differs between the sides that a comparison explains.
struct ToExplain {
  std::vector<std::size_t> changes;  ///< those that may make a difference, among all
  Made at_first;                     ///< the state in which none of them is made
};

/// Finds for each verdict that `states` is asked the changes that make it differ.
/// @return up to which size all sets were tried
std::size_t find_causes(StatesBetween& states, const ToExplain& explained, const ComparisonLimits& limits,
                        std::vector<VerdictDifference>& differences);

/// Divides the difference of each total among the changes, or among groups of them.
void find_shares(StatesBetween& states, const ToExplain& explained, const ComparisonLimits& limits,
                 std::vector<TotalDifference>& totals);

}  // namespace giaingan::inline v1
