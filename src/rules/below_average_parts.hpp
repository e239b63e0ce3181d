/// @file
/// What the verdicts below the average and their evidence both read of a policy and a portfolio.
#pragma once

#include "giaingan/figures/average.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/below_average.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace giaingan::inline v1 {

/// A reference at each month up to `last`, as known at the as-of month. On another basis than the rule's it
/// is never compared: undefined.
[[nodiscard]] ReferenceFigures reference_figures(const Average& reference, const BelowAveragePolicy& policy,
                                                 const Portfolio& portfolio, BudgetMonth as_of_month,
                                                 BudgetMonth last);

/// With `by_level`: the reference that the group's level is given, by the kind of its unit, else by the
/// level's own name.
[[nodiscard]] std::optional<std::size_t> reference_of_level(const BelowAveragePolicy& policy,
                                                            const Facts& facts, const Grouping& grouping,
                                                            std::size_t group);

/// The months of the run that the unit ended the year before with, if the policy lets it go on.
/// @param reference with `each`: of which; else empty
[[nodiscard]] std::span<const EarlierRunMonth> earlier_months(const BelowAveragePolicy& policy,
                                                              const Facts& facts, const std::string& unit,
                                                              const std::string& reference);

}  // namespace giaingan::inline v1
