/// @file
/// Plans of sources that are fed by revenue (kế hoạch bố trí từ nguồn thu, such as land-use fees): what is
/// short, what must be cut or put off and in which order, what stays uncovered, and how much may stand in
/// TABMIS. §4.9 of the letter; `docs/rules/revenue_plans.md` tells it for officers and auditors.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/revenue_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What keeps a plan that revenue must pay for from being cut by one step more.
enum class RevenueCutBound {
  floor,              ///< less than a step is left above what is disbursed or committed
  covered,            ///< nothing more need be cut
  no_tier,            ///< it belongs to no tier, so that no priority says when it would be its turn
  unknown_shortfall,  ///< nobody knows what the source will bring in
};

/// `floor`, `covered` …
[[nodiscard]] constexpr const char* revenue_cut_bound_text(RevenueCutBound bound) noexcept {
  switch (bound) {
    case RevenueCutBound::floor:
      return "floor";
    case RevenueCutBound::covered:
      return "covered";
    case RevenueCutBound::no_tier:
      return "no_tier";
    case RevenueCutBound::unknown_shortfall:
      break;
  }
  return "unknown_shortfall";
}

/// An allocation of the source.
struct RevenueAllocation {
  Index allocation = none;
  std::string unit;                 ///< id at the source's level; empty: none
  std::optional<std::size_t> tier;  ///< among the source's tiers
  Amounts amounts;                  ///< plan on the as-of day, disbursed at the last month-end
  Dong committed;
  Dong floor;    ///< max(disbursed, committed): its plan never falls below
  Dong release;  ///< max(0, plan − floor), rounded down to a multiple of the step; 0 without a tier
  Dong cut;
  RevenueCutBound bound_by = RevenueCutBound::covered;
};

/// What a tier could give, and gave.
struct RevenueTier {
  std::size_t tier = 0;  ///< among the source's tiers
  Dong release;
  Dong cut;
};

/// What the plans that stand in the ledger were read from.
enum class EnteredBy {
  ledger,  ///< the ledger's own rows of the as-of month
  plans,   ///< the plans: the dataset has no row of that ledger and month for the source
};

/// The plan that may stand in the ledger (TABMIS), and what does.
struct LedgerCeiling {
  Dong ceiling;  ///< min(plans, collected)
  EnteredBy entered_by = EnteredBy::plans;
  std::optional<Dong> entered;  ///< nothing: the ledger's sum leaves int64, which is a finding
  /// Of the source's allocations, if entered_by is the ledger; each is a finding.
  std::size_t without_row = 0;
  /// max(0, entered − ceiling); with allocations without a row at least this much, and nothing if the rows
  /// there don't exceed the ceiling yet: what stands in the ledger isn't known.
  std::optional<Dong> excess;
  Evidence evidence;  ///< `revenue.ledger`
};

/// One source as it stands on the as-of day.
struct SourcePlans {
  std::size_t source = 0;                    ///< among the policy's sources
  std::optional<BudgetMonth> revenue_month;  ///< of the row that counts; nothing: there is none
  Dong plans;                                ///< of its allocations in scope
  std::optional<Dong> estimated;
  std::optional<Dong> collected;
  std::optional<Dong> expected;                ///< the one of them that the policy names
  Dong offset;                                 ///< at least 0
  std::optional<Dong> shortfall;               ///< max(0, plans − expected − offset); nothing: no row
  Dong cut;                                    ///< the sum of the cuts
  std::optional<Dong> uncovered;               ///< max(0, shortfall − cut)
  Evidence evidence;                           ///< `revenue.shortfall`
  std::optional<LedgerCeiling> ledger;         ///< nothing: no row of revenues
  std::vector<RevenueTier> tiers;              ///< in the order of cutting: the lowest priority first
  std::vector<RevenueAllocation> allocations;  ///< every one in scope, by id
};

/// What of the estimate no plan was made of (chưa phân bổ): estimated − plans, below 0 where plans exceed it;
/// nothing without a row of revenues or beyond `int64`.
[[nodiscard]] std::optional<Dong> unallocated(const SourcePlans& plans) noexcept;

/// Something that an officer should know; it stops nothing.
struct RevenueFinding {
  /// `no_month`, `no_revenue`, `no_allocation`, `no_offset`, `negative_offset`, `no_tier`, `no_unit`,
  /// `uncovered`, `ledger_excess`, `ledger_beyond_int64`, `no_ledger_row`,
  /// `unnamed_source` (revenues have rows of it up to the month, and the policy doesn't name it)
  std::string code;
  std::string source;   ///< id; empty for `no_month`
  std::string subject;  ///< id of the allocation or of the metric's unit, or empty
};

/// The state of every source fed by revenue.
struct RevenueResult {
  Date as_of;
  std::optional<BudgetMonth> month;      ///< whose figures count; nothing: before the first month-end
  std::vector<SourcePlans> sources;      ///< in the policy's order
  std::vector<RevenueFinding> findings;  ///< by code, source, subject
  /// The cuts, dated the day after as_of, their decision `revenue:` and the source's id; to be applied by
  /// `with_plan_changes`.
  std::vector<PlanChange> plan_changes;
};

/// What the shortfall of a source cites, with all that is assumed of it.
[[nodiscard]] Citation shortfall_citation(const RevenueSource& source);

/// What every cut from a tier cites: its priority, and who is cut first within it.
[[nodiscard]] Citation cut_citation(const RevenueSource& source, const Tier& tier);

/// Looks at the plans of all sources on one day. Pure; any number of threads. Throws only std::bad_alloc.
[[nodiscard]] RevenueResult review_revenue_plans(const RevenuePolicy& policy, const Portfolio& portfolio,
                                                 Date as_of);

}  // namespace giaingan::inline v1
