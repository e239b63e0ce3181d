/// @file
/// The policy section `project_checks` (§1.3, §2.4, §2.5, §4.8, §4.10).
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/policy/citation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

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
