#include "rules/disbursement_findings.hpp"

#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

// ---- The rows that an allocation's current plan and disbursed come from

std::vector<DataRow> rows_behind(const Facts& facts, Index allocation, Estimates estimates,
                                 std::optional<BudgetMonth> month) {
  const std::string& id = facts.allocations[at(allocation)].id;
  std::vector<DataRow> rows{{.file = "allocations.csv", .key = {{"allocation", id}}}};
  if (!month) return rows;
  const Date last_day = month_end(facts.year, *month);
  std::optional<Date> named;  // several changes of one day are named by one key
  for (const PlanChange& change : facts.changes_of(allocation)) {
    if (change.date > last_day || change.date == named) continue;
    named = change.date;
    rows.push_back({.file = "plan_changes.csv", .key = {{"allocation", id}, {"date", change.date.text()}}});
  }
  if (const auto row = disbursement_row(facts, allocation, estimates, *month)) {
    rows.push_back({.file = "disbursements.csv",
                    .key = {{"allocation", id},
                            {"month", month_text(facts.year, row->month)},
                            {"kind", row->estimated ? "estimate" : "actual"}}});
  }
  return rows;
}

DataFinding finding_about(const Facts& facts, Index allocation, DataFindingCode code, const Amounts& amounts,
                          std::optional<BudgetMonth> month, const Citation& citation) {
  const auto& row = facts.allocations[at(allocation)];
  DataFinding finding;
  finding.code = code;
  finding.allocation = row.id;
  if (row.owner != none) finding.owner = facts.units[at(row.owner)].id;
  finding.month = month;
  finding.amounts = amounts;
  finding.citation = citation;
  return finding;
}

void find_in_allocations(const DisbursementPolicy& policy, const Portfolio& portfolio,
                         const Grouping& grouping, std::optional<BudgetMonth> month,
                         std::vector<DataFinding>& findings) {
  const Facts& facts = *portfolio;
  const auto counted = select_allocations(portfolio, policy.basis.scope);
  const Basis current;
  const Date last_day = month ? month_end(facts.year, *month) : Date();
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const auto allocation = static_cast<Index>(i);
    Amounts amounts;
    if (month) {
      amounts = {plan_on(facts, allocation, current, last_day),
                 disbursed_at(facts, allocation, policy.basis.estimates, *month)};
    }
    const auto report = [&](DataFindingCode code, const Citation& citation) {
      findings.push_back(finding_about(facts, allocation, code, amounts, month, citation));
      findings.back().rows = rows_behind(facts, allocation, policy.basis.estimates, month);
    };
    if (amounts.disbursed > amounts.plan) {
      report(amounts.plan.value == 0 ? DataFindingCode::disbursed_without_plan
                                     : DataFindingCode::disbursed_above_plan,
             policy.citation);
    }
    if (counted[i] && grouping.of_allocation[i] == none)
      report(DataFindingCode::no_unit_at_level, policy.settings.deciding(policy.citation, {"level"}));
  }
}

bool percent_rounds_from_figures(const Reference& row) {
  const auto ratio = Amounts{*row.plan, *row.disbursed}.ratio();
  return ratio &&
         printed_percent(*ratio, row.percent_decimals) == printed_percent(*row.percent, row.percent_decimals);
}

// Whether an average of the policy wants this row's reference in its month, and only other bases have it.
bool is_of_other_basis(const Reference& row, const DisbursementPolicy& policy, const Facts& facts) {
  return std::any_of(policy.averages.begin(), policy.averages.end(), [&](const Average& average) {
    if (average.kind != AverageKind::external || average.reference != row.reference) return false;
    return find_reference(facts, row.reference, row.month, average.basis.id) == nullptr;
  });
}

// The first average that reads the reference; nothing if none does.
const Average* average_reading(const DisbursementPolicy& policy, const std::string& reference) {
  const auto reads = [&](const Average& average) {
    return average.kind == AverageKind::external && average.reference == reference;
  };
  const auto found = std::ranges::find_if(policy.averages, reads);
  return found == policy.averages.end() ? nullptr : &*found;
}

void find_in_references(const DisbursementPolicy& policy, const Facts& facts,
                        std::optional<BudgetMonth> month, std::vector<DataFinding>& findings) {
  std::string_view unknown;  // the name reported last: rows of a name follow each other
  for (const auto& row : facts.references) {
    if (!month || row.month > *month) continue;  // no look-ahead
    DataFinding finding;
    finding.reference = row.reference;
    finding.basis = row.basis;
    finding.month = row.month;
    finding.rows = {{.file = "references.csv",
                     .key = {{"reference", row.reference},
                             {"month", month_text(facts.year, row.month)},
                             {"basis", row.basis}}}};
    finding.amounts = {row.plan.value_or(Dong{}), row.disbursed.value_or(Dong{})};
    finding.percent = row.percent;
    const Average* average = average_reading(policy, row.reference);
    finding.citation = average == nullptr ? policy.citation : cited(average->citation, policy.citation);
    if (average == nullptr && row.reference != unknown) {
      unknown = row.reference;
      finding.code = DataFindingCode::unknown_reference;
      findings.push_back(finding);
    }
    if (is_of_other_basis(row, policy, facts)) {
      finding.code = DataFindingCode::reference_basis;
      findings.push_back(finding);
    }
    if (row.plan && row.disbursed && row.percent && !percent_rounds_from_figures(row)) {
      finding.code = DataFindingCode::reference_percent;
      findings.push_back(finding);
    }
  }
}

}  // namespace

const char* data_finding_text(DataFindingCode code) noexcept {
  switch (code) {
    case DataFindingCode::disbursed_above_plan:
      return "disbursed_above_plan";
    case DataFindingCode::disbursed_without_plan:
      return "disbursed_without_plan";
    case DataFindingCode::no_unit_at_level:
      return "no_unit_at_level";
    case DataFindingCode::reference_basis:
      return "reference_basis";
    case DataFindingCode::reference_percent:
      return "reference_percent";
    case DataFindingCode::unknown_reference:
      break;
  }
  return "unknown_reference";
}

std::vector<DataFinding> disbursement_data_findings(const DisbursementPolicy& policy,
                                                    const Portfolio& portfolio, const Grouping& grouping,
                                                    std::optional<BudgetMonth> month) {
  std::vector<DataFinding> findings;
  find_in_allocations(policy, portfolio, grouping, month, findings);
  find_in_references(policy, *portfolio, month, findings);
  std::ranges::stable_sort(findings, {}, &DataFinding::code);
  return findings;
}

}  // namespace giaingan::inline v1
