#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

void add_sources(ResultTables& result, const RevenuePolicy& policy, const RevenueResult& review) {
  using Row = const SourcePlans&;
  const auto& rows = review.sources;
  const auto of_ledger = [](Row row, auto member) {
    return row.ledger ? std::optional((*row.ledger).*member) : std::nullopt;
  };
  TableOutput& table = result.table("sources");
  add_column(table, "source", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy.sources[row.source].source; });
  add_column(table, "revenue_month", GIAINGAN_INT32, rows,
             [](Row row) { return month_number(row.revenue_month); });
  add_column(table, "plans", GIAINGAN_INT64, rows, [](Row row) { return row.plans; });
  add_column(table, "estimated", GIAINGAN_INT64, rows, [](Row row) { return row.estimated; });
  add_column(table, "collected", GIAINGAN_INT64, rows, [](Row row) { return row.collected; });
  add_column(table, "expected", GIAINGAN_INT64, rows, [](Row row) { return row.expected; });
  add_column(table, "offset", GIAINGAN_INT64, rows, [](Row row) { return row.offset; });
  add_column(table, "shortfall", GIAINGAN_INT64, rows, [](Row row) { return row.shortfall; });
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.cut; });
  add_column(table, "uncovered", GIAINGAN_INT64, rows, [](Row row) { return row.uncovered; });
  add_column(table, "ledger_ceiling", GIAINGAN_INT64, rows,
             [&](Row row) { return of_ledger(row, &LedgerCeiling::ceiling); });
  add_column(table, "ledger_entered", GIAINGAN_INT64, rows,
             [](Row row) { return row.ledger ? row.ledger->entered : std::nullopt; });
  add_column(table, "ledger_excess", GIAINGAN_INT64, rows,
             [](Row row) { return row.ledger ? row.ledger->excess : std::nullopt; });
  for (Row row : rows) {
    result.evidence.push_back(row.evidence);
    if (row.ledger) result.evidence.push_back(row.ledger->evidence);
  }
}

/// A part of a source, with the row of that source.
template <class Part>
struct PartOfSource {
  const SourcePlans* plans;
  const Part* part;
};

template <class Part>
std::vector<PartOfSource<Part>> parts_of(const RevenueResult& review, std::vector<Part> SourcePlans::*parts) {
  std::vector<PartOfSource<Part>> rows;
  for (const SourcePlans& plans : review.sources) {
    for (const Part& part : plans.*parts)
      rows.push_back({&plans, &part});
  }
  return rows;
}

void add_tiers(ResultTables& result, const RevenuePolicy& policy, const RevenueResult& review) {
  using Row = const PartOfSource<RevenueTier>&;
  const auto rows = parts_of(review, &SourcePlans::tiers);
  TableOutput& table = result.table("tiers");
  add_column(table, "source", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy.sources[row.plans->source].source; });
  add_column(table, "tier", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy.sources[row.plans->source].tiers[row.part->tier].id; });
  add_column(table, "release", GIAINGAN_INT64, rows, [](Row row) { return row.part->release; });
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.part->cut; });
}

void add_allocations(ResultTables& result, const RevenuePolicy& policy, const Facts& facts,
                     const RevenueResult& review) {
  using Row = const PartOfSource<RevenueAllocation>&;
  const auto rows = parts_of(review, &SourcePlans::allocations);
  TableOutput& table = result.table("allocations");
  add_column(table, "source", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy.sources[row.plans->source].source; });
  add_column(table, "allocation", GIAINGAN_UTF8, rows,
             [&](Row row) { return facts.allocations[static_cast<std::size_t>(row.part->allocation)].id; });
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.part->unit; });
  add_column(table, "tier", GIAINGAN_UTF8, rows, [&](Row row) {
    const auto& tiers = policy.sources[row.plans->source].tiers;
    return row.part->tier ? std::optional(tiers[*row.part->tier].id) : std::nullopt;
  });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.part->amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.part->amounts.disbursed; });
  add_column(table, "committed", GIAINGAN_INT64, rows, [](Row row) { return row.part->committed; });
  add_column(table, "floor", GIAINGAN_INT64, rows, [](Row row) { return row.part->floor; });
  add_column(table, "release", GIAINGAN_INT64, rows, [](Row row) { return row.part->release; });
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.part->cut; });
  add_column(table, "bound_by", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(revenue_cut_bound_text(row.part->bound_by)); });
}

void add_cuts(ResultTables& result, const Facts& facts, const RevenueResult& review) {
  using Row = const PlanChange&;
  const auto& rows = review.plan_changes;
  TableOutput& table = result.table("cuts");
  add_column(table, "allocation", GIAINGAN_UTF8, rows,
             [&](Row row) { return facts.allocations[static_cast<std::size_t>(row.allocation)].id; });
  add_column(table, "date", GIAINGAN_DATE, rows,
             [](Row row) { return std::int64_t{row.date.days().time_since_epoch().count()}; });
  add_column(table, "change", GIAINGAN_INT64, rows, [](Row row) { return row.change; });
  add_column(table, "decision", GIAINGAN_UTF8, rows, [](Row row) { return row.decision; });
}

void add_findings(ResultTables& result, const RevenueResult& review) {
  using Row = const RevenueFinding&;
  const auto& rows = review.findings;
  TableOutput& table = result.table("findings");
  add_column(table, "finding", GIAINGAN_UTF8, rows, [](Row row) { return row.code; });
  add_column(table, "source", GIAINGAN_UTF8, rows, [](Row row) { return row.source; });
  add_column(table, "subject", GIAINGAN_UTF8, rows, [](Row row) { return row.subject; });
}

}  // namespace

ResultTables tables_of(const Policy& policy, const Portfolio& portfolio, const RevenueResult& review) {
  ResultTables result;
  add_sources(result, *policy->revenue, review);
  add_tiers(result, *policy->revenue, review);
  add_allocations(result, *policy->revenue, *portfolio, review);
  add_cuts(result, *portfolio, review);
  add_findings(result, review);
  return result;
}

}  // namespace giaingan::capi
