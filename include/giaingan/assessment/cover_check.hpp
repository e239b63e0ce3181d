/// @file
/// The faults of a policy's bands and tables, by how many units of a dataset they concern.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy_draft.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// A fault and whom it concerns.
struct RankedFault {
  std::size_t fault = 0;  ///< among the draft's
  /// How many units of the rubric's level lie in it: in a gap, or in two and more of the rows of an overlap.
  /// A unit may lie in several. Nothing without a dataset, and where nobody can tell: of classes, whose
  /// totals other faults leave open, and of rows without a place of their own.
  std::optional<std::size_t> units;
};

/// The faults, those of the most units first, then in the draft's order.
/// @param portfolio of whose units the metrics are taken as of a day; null: they are not counted
[[nodiscard]] std::vector<RankedFault> rank_faults(const PolicyDraft& draft, const Portfolio* portfolio,
                                                   Date as_of);

}  // namespace giaingan::inline v1
