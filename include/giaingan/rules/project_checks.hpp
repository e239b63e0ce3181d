/// @file
/// Checks of projects and reconciliation of ledgers (§1.3, §2.4, §2.5, §4.8, §4.10).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/project_checks_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// One finding.
struct ProjectFinding {
  ProjectFindingCode code = ProjectFindingCode::funding_past_limit;
  Index project = none;  ///< none: an event names no known project (evidence.subject is what it names)
  Index unit = none;     ///< of investment_raised: the unit that raised it
  std::string check;     ///< id of the policy's check, where there are several of a kind
  std::optional<Date> deadline;    ///< the last day that was in time
  std::optional<Date> done_on;     ///< done, but late; of investment_raised: when
  std::optional<int> days;         ///< overdue
  std::optional<Rational> amount;  ///< excess, đồng
  Evidence evidence;
};

/// Why a project couldn't be checked.
enum class UncheckedReason {
  no_group,
  group_without_limit,
  no_first_funded_year,
  no_completed_on,         ///< completed by its phase, or in settlement, and nobody knows since when
  step_before_completion,  ///< a step of settlement is dated before the completion that it follows
};

/// Stable name: `no_group`, `group_without_limit` …
[[nodiscard]] constexpr const char* unchecked_reason_text(UncheckedReason reason) noexcept {
  switch (reason) {
    case UncheckedReason::no_group:
      return "no_group";
    case UncheckedReason::group_without_limit:
      return "group_without_limit";
    case UncheckedReason::no_first_funded_year:
      return "no_first_funded_year";
    case UncheckedReason::no_completed_on:
      return "no_completed_on";
    case UncheckedReason::step_before_completion:
      break;
  }
  return "step_before_completion";
}

/// A project that a check could say nothing of.
struct UncheckedProject {
  ProjectFindingCode code = ProjectFindingCode::funding_past_limit;
  Index project = none;
  std::string check;
  UncheckedReason reason = UncheckedReason::no_group;
  Citation citation;  ///< of the check
};

/// Which figure of two ledgers differs.
enum class LedgerFigure { plan, disbursed };

/// `plan` or `disbursed`.
[[nodiscard]] constexpr const char* ledger_figure_text(LedgerFigure figure) noexcept {
  return figure == LedgerFigure::plan ? "plan" : "disbursed";
}

/// Two systems that disagree on an allocation at the as-of month.
struct LedgerDifference {
  Index allocation = none;
  std::string left_system;
  std::string right_system;
  LedgerFigure figure = LedgerFigure::plan;
  std::optional<Dong> left;  ///< nothing: the system lacks the row
  std::optional<Dong> right;
  std::optional<Dong> difference;  ///< left − right; nothing if a side lacks the row
  int months = 0;                  ///< consecutive month-ends up to as-of at which it has stood
  Evidence evidence;
};

/// Two systems' sums over a funding source at the as-of month, over all allocations with a row. They differ
/// if the sums do or if a system lacks the row of an allocation that the other has.
struct SourceDifference {
  std::string source;  ///< empty: allocations without a source
  std::string left_system;
  std::string right_system;
  LedgerFigure figure = LedgerFigure::plan;
  Rational left;          ///< đồng
  Rational right;         ///< đồng
  int left_missing = 0;   ///< allocations that only the right system has
  int right_missing = 0;  ///< allocations that only the left system has
  int months = 0;         ///< consecutive month-ends up to as-of at which it has stood
  Evidence evidence;
};

struct ProjectChecksResult {
  std::vector<ProjectFinding> findings;              ///< by code, check, project
  std::vector<UncheckedProject> unchecked;           ///< by code, check, project
  std::vector<LedgerDifference> ledger_differences;  ///< by allocation, pair, figure
  std::vector<SourceDifference> source_differences;  ///< by source, pair, figure; only those that differ
};

/// Every check that the policy names, as of a day: nothing dated later counts.
[[nodiscard]] ProjectChecksResult check_projects(const ProjectChecksPolicy& policy,
                                                 const Portfolio& portfolio, Date as_of);

}  // namespace giaingan::inline v1
