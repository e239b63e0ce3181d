/// @file
/// The levels that a policy names, where they meet a portfolio that has them or hasn't.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A level of units that a section of the policy names.
struct PolicyLevel {
  std::string pointer;  ///< where the policy names it: `/below_average/level`
  std::string level;

  friend bool operator==(const PolicyLevel&, const PolicyLevel&) = default;
};

/// The levels that assess() and judge() read of the policy and that the portfolio doesn't have: at such a
/// level there are no units, so that nobody would be ranked, judged or averaged. A caller refuses them, as it
/// refuses a level that is asked for (see has_level). In the order of the policy's sections.
/// @param asked the level asked for in place of the sections' own; empty: theirs are read
[[nodiscard]] std::vector<PolicyLevel> missing_levels(const Policy& policy, const Portfolio& portfolio,
                                                      std::string_view asked);

/// The same of a round: donors, recipients, and whose mean recipients are held against.
[[nodiscard]] std::vector<PolicyLevel> missing_levels(const Portfolio& portfolio, const Round& round);

/// The same of an evaluation: the level of the units rated.
[[nodiscard]] std::vector<PolicyLevel> missing_rubric_levels(const Policy& policy,
                                                             const Portfolio& portfolio);

/// The same of plans backed by revenue: the level of the units whose ratios order the cuts.
[[nodiscard]] std::vector<PolicyLevel> missing_revenue_levels(const Policy& policy,
                                                              const Portfolio& portfolio);

}  // namespace giaingan::inline v1
