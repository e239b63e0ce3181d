#include <optional>
#include <string_view>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

std::optional<std::int64_t> number_of(const std::optional<BudgetMonth>& month) {
  return month ? std::optional(std::int64_t{month->number}) : std::nullopt;
}

void add_units(ResultTables& result, const DisbursementResult& disbursement) {
  TableOutput& table = result.table("units");
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& name = table.column("name", GIAINGAN_UTF8);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  ColumnOutput& rank = table.column("rank", GIAINGAN_INT64);
  ColumnOutput& to_next_rank = table.column("to_next_rank", GIAINGAN_INT64);
  ColumnOutput& reported = table.column("reported", GIAINGAN_BOOL);
  for (const UnitDisbursement& each : disbursement.units) {
    unit.add(std::string_view(each.id));
    name.add(std::string_view(each.name));
    plan.add(each.amounts.plan);
    disbursed.add(each.amounts.disbursed);
    rank.add(each.rank);
    to_next_rank.add(each.to_next_rank);
    reported.add(each.reported);
  }
}

void add_averages(ResultTables& result, const DisbursementResult& disbursement) {
  TableOutput& table = result.table("averages");
  ColumnOutput& average = table.column("average", GIAINGAN_UTF8);
  ColumnOutput& basis = table.column("basis", GIAINGAN_UTF8);
  ColumnOutput& num = table.column("num", GIAINGAN_UTF8);
  ColumnOutput& den = table.column("den", GIAINGAN_UTF8);
  for (const NamedAverage& each : disbursement.averages) {
    average.add(std::string_view(each.id));
    basis.add(std::string_view(each.basis));
    if (each.at.value) {
      num.add(std::string_view(each.at.value->numerator_text()));
      den.add(std::string_view(each.at.value->denominator_text()));
    } else {
      num.add_empty();
      den.add_empty();
    }
  }
}

void add_milestones(ResultTables& result, const Policy& policy, const DisbursementResult& disbursement) {
  TableOutput& table = result.table("milestones");
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& milestone = table.column("milestone", GIAINGAN_UTF8);
  ColumnOutput& status = table.column("status", GIAINGAN_UTF8);
  ColumnOutput& month = table.column("month", GIAINGAN_INT32);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  ColumnOutput& shortfall = table.column("shortfall", GIAINGAN_INT64);
  for (const UnitDisbursement& each : disbursement.units) {
    for (const MilestoneVerdict& verdict : each.milestones) {
      unit.add(std::string_view(each.id));
      milestone.add(std::string_view(policy->disbursement.milestones[verdict.milestone].id));
      status.add(std::string_view(milestone_status_text(verdict.status)));
      month.add(number_of(verdict.month));
      plan.add(verdict.amounts.plan);
      disbursed.add(verdict.amounts.disbursed);
      shortfall.add(verdict.shortfall);
    }
  }
}

void add_below_average(ResultTables& result, const BelowAverageResult& below) {
  TableOutput& table = result.table("below_average");
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& reference = table.column("reference", GIAINGAN_UTF8);
  ColumnOutput& flagged = table.column("flagged", GIAINGAN_BOOL);
  ColumnOutput& current_run = table.column("current_run", GIAINGAN_INT32);
  ColumnOutput& longest_run = table.column("longest_run", GIAINGAN_INT32);
  ColumnOutput& first_flagged = table.column("first_flagged", GIAINGAN_INT32);
  ColumnOutput& times_flagged = table.column("times_flagged", GIAINGAN_INT32);
  ColumnOutput& addition = table.column("margin_addition", GIAINGAN_INT64);
  ColumnOutput& subtraction = table.column("margin_subtraction", GIAINGAN_INT64);
  for (const BelowAverageUnit& each : below.units) {
    unit.add(std::string_view(each.id));
    reference.add(std::string_view(each.reference));
    flagged.add(each.flagged);
    current_run.add(std::int64_t{each.current_run});
    longest_run.add(std::int64_t{each.longest_run});
    first_flagged.add(number_of(each.first_flagged));
    times_flagged.add(std::int64_t{each.times_flagged});
    addition.add(each.margin.addition);
    subtraction.add(each.margin.subtraction);
  }
}

/// One row a month of a run; `unit_row` and `run` lead back to the unit and tell its runs apart.
void add_run_months(ResultTables& result, const BelowAverageResult& below) {
  TableOutput& table = result.table("run_months");
  ColumnOutput& unit_row = table.column("unit_row", GIAINGAN_INT64);
  ColumnOutput& run = table.column("run", GIAINGAN_INT32);
  ColumnOutput& month = table.column("month", GIAINGAN_INT32);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  ColumnOutput& reported = table.column("reported", GIAINGAN_BOOL);
  ColumnOutput& least_addition = table.column("least_addition", GIAINGAN_INT64);
  for (std::size_t row = 0; row < below.units.size(); ++row) {
    for (std::size_t i = 0; i < below.units[row].runs.size(); ++i) {
      for (const RunMonth& each : below.units[row].runs[i].months) {
        unit_row.add(static_cast<std::int64_t>(row));
        run.add(static_cast<std::int64_t>(i));
        month.add(std::int64_t{each.month.number});
        plan.add(each.amounts.plan);
        disbursed.add(each.amounts.disbursed);
        reported.add(each.reported);
        least_addition.add(each.least_addition);
      }
    }
  }
}

void add_data_findings(ResultTables& result, const DisbursementResult& disbursement) {
  TableOutput& table = result.table("data_findings");
  ColumnOutput& finding = table.column("finding", GIAINGAN_UTF8);
  ColumnOutput& allocation = table.column("allocation", GIAINGAN_UTF8);
  ColumnOutput& reference = table.column("reference", GIAINGAN_UTF8);
  ColumnOutput& month = table.column("month", GIAINGAN_INT32);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  for (const DataFinding& each : disbursement.data_findings) {
    finding.add(std::string_view(data_finding_text(each.code)));
    allocation.add(std::string_view(each.allocation));
    reference.add(std::string_view(each.reference));
    month.add(number_of(each.month));
    plan.add(each.amounts.plan);
    disbursed.add(each.amounts.disbursed);
  }
}

const char* status_text(DutyStatus status) {
  switch (status) {
    case DutyStatus::in_time:
      return "in_time";
    case DutyStatus::late:
      return "late";
    case DutyStatus::missing:
      return "missing";
    case DutyStatus::not_due_yet:
      break;
  }
  return "not_due_yet";
}

std::int64_t days_of(Date day) {
  return day.days().time_since_epoch().count();
}

void add_obligations(ResultTables& result, const Policy& policy, const Portfolio& portfolio,
                     const ObligationsResult& obligations) {
  TableOutput& table = result.table("obligations");
  ColumnOutput& obligation = table.column("obligation", GIAINGAN_UTF8);
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& period = table.column("period", GIAINGAN_UTF8);
  ColumnOutput& last_day = table.column("last_day", GIAINGAN_DATE);
  ColumnOutput& status = table.column("status", GIAINGAN_UTF8);
  ColumnOutput& days = table.column("days", GIAINGAN_INT32);
  ColumnOutput& fulfilled_on = table.column("fulfilled_on", GIAINGAN_DATE);
  for (const Duty& each : obligations.duties) {
    const DueDate& due = obligations.due[each.due];
    obligation.add(std::string_view(policy->obligations->obligations[due.obligation].id));
    unit.add(std::string_view(portfolio->units[static_cast<std::size_t>(each.unit)].id));
    period.add(std::string_view(due.period));
    last_day.add(days_of(due.last_day));
    status.add(std::string_view(status_text(each.status)));
    days.add(std::int64_t{each.days});
    fulfilled_on.add(each.fulfilled_on ? std::optional(days_of(*each.fulfilled_on)) : std::nullopt);
    result.evidence.push_back(each.evidence);
  }
}

void add_project_checks(ResultTables& result, const Portfolio& portfolio, const ProjectChecksResult& checks) {
  TableOutput& table = result.table("project_checks");
  ColumnOutput& finding = table.column("finding", GIAINGAN_UTF8);
  ColumnOutput& project = table.column("project", GIAINGAN_UTF8);
  ColumnOutput& check = table.column("check", GIAINGAN_UTF8);
  ColumnOutput& deadline = table.column("deadline", GIAINGAN_DATE);
  ColumnOutput& days = table.column("days", GIAINGAN_INT32);
  for (const ProjectFinding& each : checks.findings) {
    finding.add(std::string_view(project_finding_text(each.code)));
    project.add(std::string_view(portfolio->projects[static_cast<std::size_t>(each.project)].id));
    check.add(std::string_view(each.check));
    deadline.add(each.deadline ? std::optional(days_of(*each.deadline)) : std::nullopt);
    days.add(each.days ? std::optional(std::int64_t{*each.days}) : std::nullopt);
    result.evidence.push_back(each.evidence);
  }
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
  add_units(result, disbursement);
  add_averages(result, disbursement);
  add_milestones(result, policy, disbursement);
  for (const UnitDisbursement& unit : disbursement.units) {
    append(result.evidence, explain(policy->disbursement, disbursement, unit));
  }
  const BelowAverageResult none;
  const BelowAverageResult& below = assessment.below_average ? *assessment.below_average : none;
  add_below_average(result, below);
  add_run_months(result, below);
  for (const BelowAverageUnit& unit : below.units)
    append(result.evidence, explain(*policy->below_average, below, unit));
  add_data_findings(result, disbursement);
  add_obligations(result, policy, portfolio, assessment.obligations.value_or(ObligationsResult{}));
  add_project_checks(result, portfolio, assessment.project_checks.value_or(ProjectChecksResult{}));
  return result;
}

}  // namespace giaingan::capi
