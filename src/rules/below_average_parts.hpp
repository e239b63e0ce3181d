/// @file
/// What the verdicts below the average and their evidence both read of a policy and a portfolio.
#pragma once

#include "giaingan/figures/average.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/month_runs.hpp"
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

/// In which months a group is below one reference, and in which both sides are defined.
struct ComparedMonths {
  MonthBits below = 0;
  MonthBits defined = 0;
};

/// The months of one group with all its references: in which it is below, and in which that can't be said.
struct JudgedMonths {
  MonthBits below = 0;
  MonthBits undefined = 0;
};

/// Combines what `compared(i)` says of each of so many references, month by month.
/// @param months those that count
template <class Compared>
[[nodiscard]] inline JudgedMonths combine_months(std::size_t references, Compared compared,
                                                 CombineReferences how, MonthBits months) {
  unsigned some_below = 0;
  unsigned some_not_below = 0;
  unsigned all_defined = references == 0 ? 0U : months;
  for (std::size_t i = 0; i < references; ++i) {
    const ComparedMonths with = compared(i);
    some_below |= unsigned{with.below};
    some_not_below |= unsigned{with.defined} & ~unsigned{with.below};
    all_defined &= unsigned{with.defined};
  }
  const bool every_one = how == CombineReferences::all;
  const unsigned below = every_one ? all_defined & some_below & ~some_not_below : some_below;
  const unsigned said = every_one ? all_defined | some_not_below : some_below | some_not_below;
  return {static_cast<MonthBits>(below & months), static_cast<MonthBits>(months & ~said)};
}

/// The months from the policy's first one to `last`.
[[nodiscard]] MonthBits judged_months(const BelowAveragePolicy& policy, BudgetMonth last) noexcept;

}  // namespace giaingan::inline v1
