/// @file
/// The policy section `project_checks` (§1.3, §2.4, §2.5, §4.8, §4.10).
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/policy/citation.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What a check can find about a project.
enum class ProjectFindingCode {
  funding_past_limit,      ///< given capital for more years than its group may be
  new_start_late,          ///< not begun, or not approved, by the deadline
  procedures_late,         ///< investment procedures not finished by the deadline
  settlement_overdue,      ///< completed, and the settlement is overdue
  investment_raised,       ///< total investment raised without authority
  above_total_investment,  ///< capital given in all is above the total investment
  above_medium_term,       ///< plans are above the medium-term plan
  outside_medium_term,     ///< a plan without a medium-term plan
};

/// Stable name: `funding_past_limit` …
[[nodiscard]] constexpr const char* project_finding_text(ProjectFindingCode code) noexcept {
  switch (code) {
    case ProjectFindingCode::funding_past_limit:
      return "funding_past_limit";
    case ProjectFindingCode::new_start_late:
      return "new_start_late";
    case ProjectFindingCode::procedures_late:
      return "procedures_late";
    case ProjectFindingCode::settlement_overdue:
      return "settlement_overdue";
    case ProjectFindingCode::investment_raised:
      return "investment_raised";
    case ProjectFindingCode::above_total_investment:
      return "above_total_investment";
    case ProjectFindingCode::above_medium_term:
      return "above_medium_term";
    case ProjectFindingCode::outside_medium_term:
      break;
  }
  return "outside_medium_term";
}

/// Every code, in their order.
inline constexpr std::array project_finding_codes{
    ProjectFindingCode::funding_past_limit, ProjectFindingCode::new_start_late,
    ProjectFindingCode::procedures_late,    ProjectFindingCode::settlement_overdue,
    ProjectFindingCode::investment_raised,  ProjectFindingCode::above_total_investment,
    ProjectFindingCode::above_medium_term,  ProjectFindingCode::outside_medium_term};

/// Projects that a check looks at. Empty lists: all.
struct ProjectFilter {
  std::vector<std::string> phase;
  std::vector<std::string> group;
  std::vector<std::string> programme;  ///< of one of the project's allocations
};

/// A number that depends on the project's group.
struct GroupLimit {
  std::string group;
  Cited<int> limit;
};

/// For how many years a project may be given capital (thời gian bố trí vốn), by group.
struct FundingLimits {
  std::vector<GroupLimit> years;
  Citation citation;
};

/// What a dated check counts as.
enum class DateCheckKind {
  new_start,   ///< a new-start project not begun, or not approved, by the deadline (§1.3)
  procedures,  ///< investment procedures of a target programme's project (§2.5)
};

/// A date of a project.
enum class ProjectDate { approved_on, started_on, completed_on, settlement_submitted_on, settled_on };

/// A date that projects must have by a deadline.
struct DateCheck {
  std::string id;
  Text title;
  DateCheckKind kind = DateCheckKind::new_start;
  ProjectDate date = ProjectDate::started_on;
  DeadlinePhrase phrase = DeadlinePhrase::by;
  Date day;
  ProjectFilter projects;
  Citation citation;
};

/// A step of settlement (quyết toán) and the months that each group has for it after completion.
struct SettlementLimit {
  std::string id;
  Text title;
  ProjectDate step = ProjectDate::settlement_submitted_on;  ///< settlement_submitted_on or settled_on
  std::vector<GroupLimit> months;
  Citation citation;
};

/// Ledgers compared pairwise, in this order.
struct ReconciliationPolicy {
  std::vector<std::string> systems;  ///< at least two, as owner, treasury, tabmis
  Citation citation;
};

/// Which checks are made; a missing one isn't.
struct ProjectChecksPolicy {
  std::optional<FundingLimits> funding_limits;
  std::vector<DateCheck> date_checks;
  std::vector<SettlementLimit> settlement;
  std::optional<Citation> investment_raised;  ///< total investment raised without authority
  std::optional<Citation> total_investment;   ///< plans above the total investment
  std::optional<Citation> medium_term;        ///< plans above, or outside, the medium-term plan
  std::optional<ReconciliationPolicy> reconciliation;
  Citation citation;
};

}  // namespace giaingan::inline v1
