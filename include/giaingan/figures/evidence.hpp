/// @file
/// What every conclusion carries: the rule, the clause, the operands, the comparison, the distance.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/quantity.hpp"

#include <optional>
#include <string>

namespace giaingan::inline v1 {

/// One comparison that a rule made. Texts in Vietnamese and English are made from it on demand.
struct Evidence {
  std::string rule;     ///< stable id, as `below_average.month`, `milestone`, `reallocation.donor`
  std::string subject;  ///< id of the unit, allocation or project
  std::string object;  ///< what it is held against: id of the average, milestone, cap, band …; may be empty
  std::string basis;   ///< id of the basis of both sides; empty where there is none
  std::optional<BudgetMonth> month;
  std::optional<Amounts> amounts;       ///< the subject's figures, where the left side is their ratio
  Quantity quantity = Quantity::ratio;  ///< what left and right are
  std::optional<Rational> left;         ///< nothing: undefined
  Comparison comparison = Comparison::at_least;
  std::optional<Rational> right;         ///< nothing: undefined
  std::optional<Amounts> right_amounts;  ///< what it is held against, where that is a ratio of sums
  std::optional<Ratio> compare_at;       ///< both sides were first rounded half up to this step; else exactly
  std::optional<bool> holds;             ///< whether left comparison right; nothing if a side is undefined
  std::optional<Dong> distance;  ///< the least đồng, more or fewer, that would change `holds`, if known
  std::optional<Rational> gap;   ///< between left and right, where the rule tells it: what `quantity` says
  Citation citation;             ///< of the threshold if it has its own, else of the rule
};

/// What to cite: a value's own citation if it has one (or is marked assumed), else its rule's.
[[nodiscard]] inline const Citation& cited(const Citation& own, const Citation& rule) noexcept {
  return own.document.empty() && !own.assumed ? rule : own;
}

}  // namespace giaingan::inline v1
