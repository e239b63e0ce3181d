/// @file
/// What a PortfolioBuilder holds: the rows as they came, each with its place. Rows name units, projects and
/// allocations by the numbers of `Ids`; the final positions are given when everything is known.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "portfolio/findings.hpp"
#include "portfolio/ids.hpp"
#include "portfolio/monthly_rows.hpp"

namespace giaingan::inline v1 {

/// A row of Facts with its place. Its indices are numbers of `Ids` until `Draft` is put in order.
template <class Fact>
struct Row {
  Fact fact;
  Where where;
};

struct UnitRow {
  Unit fact;
  Where where;
  std::string parent;
};
struct AllocationRow {
  Allocation fact;
  Where where;
  std::string project;
  std::string owner;
};
/// Everything that was added, and every problem found.
struct Draft {
  Draft(int budget_year, const Limits& its_limits)
      : year(budget_year), limits(its_limits), findings(its_limits) {}

  int year;
  Limits limits;
  Findings findings;
  std::vector<std::string> files;
  std::array<bool, table_count> given{};

  Ids unit_ids;
  Ids project_ids;
  Ids allocation_ids;
  Ids names;
  std::vector<UnitRow> units;              // one a unit id
  std::vector<Row<Project>> projects;      // one a project id
  std::vector<AllocationRow> allocations;  // one an allocation id
  std::vector<Row<PlanChange>> plan_changes;
  MonthlyRows disbursed;
  MonthlyRows estimates;
  MonthlyRows schedule;
  MonthlyRows committed;
  std::vector<Row<Request>> requests;
  std::vector<Row<Reference>> references;
  std::vector<Row<LedgerEntry>> ledger;
  std::vector<Row<Event>> events;
  std::vector<Row<Revenue>> revenues;
  std::vector<Row<Metric>> metrics;

  [[nodiscard]] bool is_given(Table table) const noexcept { return given[static_cast<std::size_t>(table)]; }
  /// Reports a problem of one row.
  void problem(Table table, Where where, std::string column, std::string code, std::string message,
               std::string expected, std::string remedy);
};

struct PortfolioBuilder::State : Draft {
  using Draft::Draft;
};

}  // namespace giaingan::inline v1
