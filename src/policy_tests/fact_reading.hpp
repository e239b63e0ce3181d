/// @file
/// What of a case's facts its question reads under a policy.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {

using Names = std::set<std::string, std::less<>>;

/// What is read. A column that no dataset can leave empty is read wherever its table is, and so are
/// names, kinds of units and decisions, which say of a row what it is.
struct FactReading {
  std::map<std::string, Date, std::less<>> tables;    ///< the last day whose rows are read
  std::map<std::string, Names, std::less<>> columns;  ///< by table: those of its optional ones that are read
  Names metrics;
  Names references;
  Names requests;                                    ///< rounds and adjustments
  Names revenues;                                    ///< sources
  Names ledgers;                                     ///< systems
  std::map<std::string, Names, std::less<>> events;  ///< types, each with the optional columns read of it
  std::vector<BudgetMonth> estimates_at;             ///< months at whose ends a basis counts estimates
  std::optional<BudgetMonth> forecast_until;         ///< the last month whose estimate is taken as a forecast
};

/// Nothing where the question is of a round or an adjustment that the policy hasn't.
/// @pre the question is answered from facts
[[nodiscard]] std::optional<FactReading> reading_of(const Policy& policy, const CaseQuestion& question);

}  // namespace giaingan::inline v1
