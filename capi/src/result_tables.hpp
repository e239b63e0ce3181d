/// @file
/// Results as tables of columns.
#pragma once

#include "giaingan/assessment/left_out.hpp"
#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/assessment/revenue_document.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "table_output.hpp"

namespace giaingan::capi {

/// The tables of one result, and the evidence that its table "evidence" lists.
struct ResultTables {
  std::deque<TableOutput> tables;
  std::vector<Evidence> evidence;

  TableOutput& table(const char* name) { return tables.emplace_back(name); }
};

/// A month as tables hold it; none where there is none.
[[nodiscard]] inline std::optional<std::int64_t> month_number(const std::optional<BudgetMonth>& month) {
  return month ? std::optional(std::int64_t{month->number}) : std::nullopt;
}

/// A day as tables hold it: days since 1970-01-01; none where there is none.
[[nodiscard]] inline std::int64_t days_of(Date day) {
  return day.days().time_since_epoch().count();
}
[[nodiscard]] inline std::optional<std::int64_t> days_of(const std::optional<Date>& day) {
  return day ? std::optional(days_of(*day)) : std::nullopt;
}

[[nodiscard]] ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                                     const MonthlyAssessment& assessment);
[[nodiscard]] ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                                     const MonthlyVerdicts& verdicts);
[[nodiscard]] ResultTables tables_of(const Portfolio& portfolio, const Round& round,
                                     const ReallocationResult& result);
[[nodiscard]] ResultTables tables_of(const Portfolio& portfolio, const MediumTermAdjustment& adjustment,
                                     const MediumTermResult& result);
[[nodiscard]] ResultTables tables_of(const Policy& policy, const EvaluationResult& result);
[[nodiscard]] ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                                     const RevenueResult& result);
[[nodiscard]] ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                                     const ObligationsCalendar& calendar);

/// Adds the tables "headlines", "groupings", "top", "bottom", "left_out" and "contradictions".
void add_side_tables(ResultTables& result, const Policy& policy, const Portfolio& portfolio,
                     const MonthlyAssessment& assessment);

/// Adds the table "left_out".
void add_left_out(ResultTables& result, const std::vector<LeftOut>& rows);

/// Adds the table "evidence": a row an entry of `result.evidence`.
void add_evidence_table(ResultTables& result);

/// A result with one owner, the table "evidence" added.
[[nodiscard]] giaingan_result* new_result(const Policy& policy, std::string document, ResultTables tables);
/// The same without a policy. @pre there is no evidence
[[nodiscard]] giaingan_result* new_result(std::string document, ResultTables tables);

}  // namespace giaingan::capi
