#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

void add_units(ResultTables& result, const Policy& policy, const DisbursementResult& disbursement) {
  using Row = const UnitDisbursement&;
  const auto& rows = disbursement.units;
  TableOutput& table = result.table("units");
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.id; });
  add_column(table, "name", GIAINGAN_UTF8, rows, [](Row row) { return row.name; });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.disbursed; });
  add_column(table, "rank", GIAINGAN_INT64, rows, [](Row row) { return row.rank; });
  add_column(table, "to_next_rank", GIAINGAN_INT64, rows, [](Row row) { return row.to_next_rank; });
  add_column(table, "to_lower_rank", GIAINGAN_INT64, to_lower_ranks(policy->disbursement, disbursement),
             [](const std::optional<Dong>& fewer) { return fewer; });
  add_column(table, "reported", GIAINGAN_BOOL, rows, [](Row row) { return row.reported; });
  using Schedule = const ScheduleAdherence&;
  const auto scheduled = [](Row row, auto value) {
    return row.schedule ? std::optional(value(*row.schedule)) : std::nullopt;
  };
  add_column(table, "scheduled", GIAINGAN_INT64, rows,
             [&](Row row) { return scheduled(row, [](Schedule of) { return of.scheduled; }); });
  add_column(table, "ahead", GIAINGAN_INT64, rows,
             [&](Row row) { return scheduled(row, [](Schedule of) { return of.ahead; }); });
}

void add_averages(ResultTables& result, const DisbursementResult& disbursement) {
  using Row = const NamedAverage&;
  const auto& rows = disbursement.averages;
  TableOutput& table = result.table("averages");
  add_column(table, "average", GIAINGAN_UTF8, rows, [](Row row) { return row.id; });
  add_column(table, "basis", GIAINGAN_UTF8, rows, [](Row row) { return row.basis; });
  add_exact_columns(table, "", rows, [](Row row) { return row.at.value; });
}

/// A unit's verdict with the unit it is of.
struct UnitMilestone {
  const UnitDisbursement* unit;
  const MilestoneVerdict* verdict;
};

std::vector<UnitMilestone> milestones_of(const DisbursementResult& disbursement) {
  std::vector<UnitMilestone> rows;
  for (const UnitDisbursement& unit : disbursement.units) {
    for (const MilestoneVerdict& verdict : unit.milestones)
      rows.push_back({&unit, &verdict});
  }
  return rows;
}

TableOutput& add_milestones(ResultTables& result, const Policy& policy,
                            const std::vector<UnitMilestone>& rows) {
  using Row = const UnitMilestone&;
  TableOutput& table = result.table("milestones");
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.unit->id; });
  add_column(table, "milestone", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy->disbursement.milestones[row.verdict->milestone].id; });
  add_column(table, "status", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(milestone_status_text(row.verdict->status)); });
  add_column(table, "month", GIAINGAN_INT32, rows, [](Row row) { return month_number(row.verdict->month); });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.verdict->amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows,
             [](Row row) { return row.verdict->amounts.disbursed; });
  add_column(table, "shortfall", GIAINGAN_INT64, rows, [](Row row) { return row.verdict->shortfall; });
  add_column(table, "reserve", GIAINGAN_INT64, rows,
             [&](Row row) { return reserve(policy->disbursement, *row.verdict); });
  return table;
}

/// What each milestone of the rows asks for.
void add_requirements(TableOutput& table, const Policy& policy, const std::vector<UnitMilestone>& rows) {
  using Row = const UnitMilestone&;
  const auto asked = [&](Row row) -> const Milestone& {
    return policy->disbursement.milestones[row.verdict->milestone];
  };
  add_column(table, "required_num", GIAINGAN_INT64, rows,
             [&](Row row) { return asked(row).ratio.value.num; });
  add_column(table, "required_den", GIAINGAN_INT64, rows,
             [&](Row row) { return asked(row).ratio.value.den; });
  add_column(table, "operator", GIAINGAN_UTF8, rows,
             [&](Row row) { return std::string(comparison_text(asked(row).comparison)); });
  add_column(table, "level", GIAINGAN_UTF8, rows, [&](Row row) {
    return std::string(asked(row).level == MilestoneLevel::minimum ? "minimum" : "target");
  });
  add_column(table, "basis", GIAINGAN_UTF8, rows, [&](Row row) { return asked(row).basis.id; });
}

/// The table "below_average" with what every verdict has.
template <class Units>
TableOutput& add_verdicts(ResultTables& result, const Units& rows) {
  using Row = const typename Units::value_type&;
  TableOutput& table = result.table("below_average");
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.id; });
  add_column(table, "reference", GIAINGAN_UTF8, rows, [](Row row) { return row.reference; });
  add_column(table, "flagged", GIAINGAN_BOOL, rows, [](Row row) { return row.flagged; });
  add_column(table, "current_run", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t{row.current_run}; });
  add_column(table, "longest_run", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t{row.longest_run}; });
  add_column(table, "first_flagged", GIAINGAN_INT32, rows,
             [](Row row) { return month_number(row.first_flagged); });
  add_column(table, "times_flagged", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t{row.times_flagged}; });
  return table;
}

void add_below_average(ResultTables& result, const BelowAverageResult& below) {
  using Row = const BelowAverageUnit&;
  TableOutput& table = add_verdicts(result, below.units);
  add_column(table, "margin_addition", GIAINGAN_INT64, below.units,
             [](Row row) { return row.margin.addition; });
  add_column(table, "margin_subtraction", GIAINGAN_INT64, below.units,
             [](Row row) { return row.margin.subtraction; });
}

/// A month of a run with what leads back to it: the row of its unit, and which of the unit's runs. A month of
/// the year before has no figures.
struct MonthOfRun {
  std::size_t unit_row;
  std::size_t run;
  BudgetMonth month;
  const JudgedMonth* judged;

  template <class Value>
  [[nodiscard]] auto figure(Value value) const -> std::optional<decltype(value(*judged))> {
    return judged == nullptr ? std::nullopt : std::optional(value(*judged));
  }
};

void add_run_months(ResultTables& result, const BelowAverageResult& below) {
  using Row = const MonthOfRun&;
  std::vector<MonthOfRun> rows;
  for (std::size_t unit = 0; unit < below.units.size(); ++unit) {
    for (std::size_t run = 0; run < below.units[unit].runs.size(); ++run) {
      for (const BudgetMonth month : below.units[unit].runs[run].earlier)
        rows.push_back({unit, run, month, nullptr});
      for (const JudgedMonth& judged : below.units[unit].runs[run].months)
        rows.push_back({unit, run, judged.month, &judged});
    }
  }
  TableOutput& table = result.table("run_months");
  add_column(table, "unit_row", GIAINGAN_INT64, rows, [](Row row) { return std::int64_t(row.unit_row); });
  add_column(table, "run", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t(row.run); });
  using Month = const JudgedMonth&;
  add_column(table, "month", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t{row.month.number}; });
  add_column(table, "plan", GIAINGAN_INT64, rows,
             [](Row row) { return row.figure([](Month month) { return month.amounts.plan; }); });
  add_column(table, "disbursed", GIAINGAN_INT64, rows,
             [](Row row) { return row.figure([](Month month) { return month.amounts.disbursed; }); });
  add_column(table, "reported", GIAINGAN_BOOL, rows,
             [](Row row) { return row.figure([](Month month) { return month.reported; }); });
  add_column(table, "least_addition", GIAINGAN_INT64, rows, [](Row row) {
    return row.judged == nullptr ? std::optional<Dong>() : row.judged->least_addition;
  });
}

void add_review(ResultTables& result, const BelowAverageResult& below) {
  using Row = const ReviewEntry&;
  const auto& rows = below.review;
  TableOutput& table = result.table("review");
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.id; });
  add_column(table, "name", GIAINGAN_UTF8, rows, [](Row row) { return row.name; });
  add_column(table, "flagged", GIAINGAN_BOOL, rows, [](Row row) { return row.flagged; });
  add_column(table, "violations", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t(row.violations.size()); });
}

// `allocations.csv allocation=kv-349; disbursements.csv allocation=kv-349 month=2024-07 kind=actual`
std::string text_of(const std::vector<DataRow>& rows) {
  std::string text;
  for (const DataRow& row : rows) {
    text += (text.empty() ? "" : "; ") + row.file;
    for (const auto& [column, value] : row.key)
      text.append(" ").append(column).append("=").append(value);
  }
  return text;
}

void add_data_findings(ResultTables& result, const DisbursementResult& disbursement) {
  using Row = const DataFinding&;
  const auto& rows = disbursement.data_findings;
  TableOutput& table = result.table("data_findings");
  add_column(table, "finding", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(data_finding_text(row.code)); });
  add_column(table, "allocation", GIAINGAN_UTF8, rows, [](Row row) { return row.allocation; });
  add_column(table, "reference", GIAINGAN_UTF8, rows, [](Row row) { return row.reference; });
  add_column(table, "month", GIAINGAN_INT32, rows, [](Row row) { return month_number(row.month); });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.disbursed; });
  add_column(table, "rows", GIAINGAN_UTF8, rows, [](Row row) { return text_of(row.rows); });
}

void add_obligations(ResultTables& result, const Policy& policy, const Portfolio& portfolio,
                     const ObligationsResult& obligations) {
  using Row = const Duty&;
  const auto& rows = obligations.duties;
  const auto due = [&](Row row) -> const DueDate& { return obligations.due[row.due]; };
  TableOutput& table = result.table("obligations");
  add_column(table, "obligation", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy->obligations->obligations[due(row).obligation].id; });
  add_column(table, "unit", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->units[static_cast<std::size_t>(row.unit)].id; });
  add_column(table, "period", GIAINGAN_UTF8, rows, [&](Row row) { return due(row).period; });
  add_column(table, "last_day", GIAINGAN_DATE, rows, [&](Row row) { return days_of(due(row).last_day); });
  add_column(table, "status", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(duty_status_text(row.status)); });
  add_column(table, "days", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t{row.days}; });
  add_column(table, "fulfilled_on", GIAINGAN_DATE, rows, [](Row row) { return days_of(row.fulfilled_on); });
  for (Row row : rows)
    result.evidence.push_back(row.evidence);
}

void add_project_checks(ResultTables& result, const ProjectChecksResult& checks) {
  using Row = const ProjectFinding&;
  const auto& rows = checks.findings;
  TableOutput& table = result.table("project_checks");
  add_column(table, "finding", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(project_finding_text(row.code)); });
  add_column(table, "project", GIAINGAN_UTF8, rows, [](Row row) { return row.evidence.subject; });
  add_column(table, "check", GIAINGAN_UTF8, rows, [](Row row) { return row.check; });
  add_column(table, "deadline", GIAINGAN_DATE, rows, [](Row row) { return days_of(row.deadline); });
  add_column(table, "days", GIAINGAN_INT32, rows,
             [](Row row) { return row.days ? std::optional(std::int64_t{*row.days}) : std::nullopt; });
  for (Row row : rows)
    result.evidence.push_back(row.evidence);
}

void add_reconciliation(ResultTables& result, const Portfolio& portfolio, const ProjectChecksResult& checks) {
  using Row = const LedgerDifference&;
  const auto& rows = checks.ledger_differences;
  TableOutput& table = result.table("reconciliation");
  add_column(table, "allocation", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->allocations[static_cast<std::size_t>(row.allocation)].id; });
  add_column(table, "left_system", GIAINGAN_UTF8, rows, [](Row row) { return row.left_system; });
  add_column(table, "right_system", GIAINGAN_UTF8, rows, [](Row row) { return row.right_system; });
  add_column(table, "figure", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(ledger_figure_text(row.figure)); });
  add_column(table, "left", GIAINGAN_INT64, rows, [](Row row) { return row.left; });
  add_column(table, "right", GIAINGAN_INT64, rows, [](Row row) { return row.right; });
  add_column(table, "difference", GIAINGAN_INT64, rows, [](Row row) { return row.difference; });
  add_column(table, "months", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t{row.months}; });
  for (Row row : rows)
    result.evidence.push_back(row.evidence);
}

void add_reconciliation_by_source(ResultTables& result, const ProjectChecksResult& checks) {
  using Row = const SourceDifference&;
  const auto& rows = checks.source_differences;
  TableOutput& table = result.table("reconciliation_by_source");
  add_column(table, "source", GIAINGAN_UTF8, rows, [](Row row) { return row.source; });
  add_column(table, "left_system", GIAINGAN_UTF8, rows, [](Row row) { return row.left_system; });
  add_column(table, "right_system", GIAINGAN_UTF8, rows, [](Row row) { return row.right_system; });
  add_column(table, "figure", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(ledger_figure_text(row.figure)); });
  // sums may leave int64
  add_column(table, "left", GIAINGAN_UTF8, rows, [](Row row) { return row.left.numerator_text(); });
  add_column(table, "right", GIAINGAN_UTF8, rows, [](Row row) { return row.right.numerator_text(); });
  add_column(table, "left_missing", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t{row.left_missing}; });
  add_column(table, "right_missing", GIAINGAN_INT32, rows,
             [](Row row) { return std::int64_t{row.right_missing}; });
  add_column(table, "months", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t{row.months}; });
  for (Row row : rows)
    result.evidence.push_back(row.evidence);
}

void add_unchecked_projects(ResultTables& result, const Portfolio& portfolio,
                            const ProjectChecksResult& checks) {
  using Row = const UncheckedProject&;
  const auto& rows = checks.unchecked;
  TableOutput& table = result.table("unchecked_projects");
  add_column(table, "finding", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(project_finding_text(row.code)); });
  add_column(table, "project", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->projects[static_cast<std::size_t>(row.project)].id; });
  add_column(table, "check", GIAINGAN_UTF8, rows, [](Row row) { return row.check; });
  add_column(table, "reason", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(unchecked_reason_text(row.reason)); });
}

void append(std::vector<Evidence>& all, std::vector<Evidence> more) {
  for (Evidence& each : more)
    all.push_back(std::move(each));
}

}  // namespace

ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                       const MonthlyAssessment& assessment) {
  ResultTables result;
  const DisbursementResult& disbursement = assessment.disbursement;
  add_units(result, policy, disbursement);
  add_averages(result, disbursement);
  const auto milestones = milestones_of(disbursement);
  add_requirements(add_milestones(result, policy, milestones), policy, milestones);
  add_side_tables(result, policy, portfolio, assessment);
  for (const UnitDisbursement& unit : disbursement.units) {
    append(result.evidence, explain(policy->disbursement, disbursement, unit));
  }
  const BelowAverageResult below = assessment.below_average.value_or(BelowAverageResult{});
  add_below_average(result, below);
  add_run_months(result, below);
  add_review(result, below);
  for (const BelowAverageUnit& unit : below.units) {
    append(result.evidence, explain(*policy->below_average, below, unit));
  }
  add_data_findings(result, disbursement);
  add_obligations(result, policy, portfolio, assessment.obligations.value_or(ObligationsResult{}));
  const ProjectChecksResult checks = assessment.project_checks.value_or(ProjectChecksResult{});
  add_project_checks(result, checks);
  add_reconciliation(result, portfolio, checks);
  add_reconciliation_by_source(result, checks);
  add_unchecked_projects(result, portfolio, checks);
  return result;
}

ResultTables tables_of(const Policy& policy, const Portfolio& portfolio, const MonthlyVerdicts& verdicts) {
  ResultTables result;
  add_units(result, policy, verdicts.disbursement);
  add_averages(result, verdicts.disbursement);
  add_milestones(result, policy, milestones_of(verdicts.disbursement));
  if (verdicts.below_average) {
    add_verdicts(result, verdicts.below_average->units);
  } else {
    add_verdicts(result, std::vector<BelowAverageVerdict>());
  }
  add_left_out(result, left_out(policy, portfolio, verdicts));
  return result;
}

}  // namespace giaingan::capi
