/// @file
/// What of a dataset no section of the policy reads, and what the policy asks for that no unit has: mostly
/// something misspelt.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Why nothing comes of some facts.
enum class UnmatchedCode {
  event_type,         ///< events of a type that no section reads
  event_period,       ///< events of a duty's type, of a period that it is not owed for
  event_unit,         ///< events of a duty's type, of units that do not owe it
  event_project,      ///< events that name no project of the dataset, where their type must
  event_before_year,  ///< events dated before the budget year, of a type that only counts in it
  ledger_system,      ///< ledger rows of a system that is not compared
  request_round,      ///< requests of a round that the policy hasn't
  revenue_source,     ///< revenues of a source that the policy hasn't
  kind_of_no_unit,    ///< a duty or a milestone applies to a kind that no unit is of
};

/// Stable name: `event_type` …
[[nodiscard]] const char* unmatched_text(UnmatchedCode code) noexcept;

/// Facts that go unread for one and the same reason.
struct UnmatchedFacts {
  UnmatchedCode code = UnmatchedCode::event_type;
  std::string table;       ///< of the facts, without `.csv`; of kind_of_no_unit: `units`
  std::string named;       ///< what matches nothing: the type, period, project, system, round, source or kind
  std::string by;          ///< who names it: the type of the events, or the duty or milestone; or empty
  std::int64_t count = 0;  ///< rows; of kind_of_no_unit 1
  std::string first;       ///< the first of them by key, as `unit,type,period,date`; or empty
  std::vector<std::string> expected;  ///< what would match, in order; empty: no section reads such facts
  std::string meant;                  ///< that of them that is probably meant; or empty
};

/// All that is dated on or before `as_of` and matches nothing, by code, name and who names it. Host metrics
/// are told apart: see unread_metrics().
[[nodiscard]] std::vector<UnmatchedFacts> unmatched_facts(const Policy& policy, const Portfolio& portfolio,
                                                          Date as_of);

}  // namespace giaingan::inline v1
