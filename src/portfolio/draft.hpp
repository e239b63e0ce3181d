/// @file
/// What a PortfolioBuilder holds: the rows as they came, each with its place. Rows name units, projects and
/// allocations by the numbers of `Ids`; the final positions are given when everything is known.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "portfolio/findings.hpp"
#include "portfolio/ids.hpp"
#include "portfolio/monthly_rows.hpp"
#include "portfolio/text_block.hpp"

namespace giaingan::inline v1 {

/// A row of Facts with its place. Its indices are numbers of `Ids` until `Draft` is put in order.
template <class Fact>
struct Row {
  Fact fact;
  Where where;
};

/// Those that `Draft::unit_ids` numbers, a row a unit.
struct UnitRows {
  TextBlock name, kind, parent;
  std::vector<Where> where;
};
struct AllocationRow {
  Index locality = none, source = none, programme = none, assigned_by = none;  ///< among `Draft::names`
  int carried_from = 0;
  Dong plan;
  Where where;
};
/// Those that `Draft::allocation_ids` numbers, a row an allocation. Projects and owners may come after them.
struct AllocationRows {
  std::vector<AllocationRow> row;
  TextBlock project, owner;
};
/// The rows of one file that name an id which isn't there.
struct UnknownId {
  Table table;  ///< that names it
  std::string column;
  std::string id;
  Table among;  ///< where it should be
  Where first;
  std::int64_t rows = 0;
};

/// Everything that was added, and every problem found.
struct Draft {
  Draft(int budget_year, const Limits& its_limits)
      : year(budget_year), limits(its_limits), findings(its_limits) {}

  int year;
  Limits limits;
  Findings findings;
  std::vector<std::string> files;
  std::vector<NamedDigest> sources;
  std::array<bool, table_count> given{};
  std::array<bool, table_count> has_gaps{};  ///< some of the table's rows or ids could not be read
  bool plans_are_read = true;                ///< those of the allocations at the start of the year

  Ids unit_ids;
  Ids project_ids;
  Ids allocation_ids;
  Ids names;
  UnitRows units;
  std::vector<Row<Project>> projects;  // one a project id, if projects are given
  AllocationRows allocations;
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
  std::vector<Row<EarlierRunMonth>> earlier_runs;

  [[nodiscard]] bool is_given(Table table) const noexcept { return given[static_cast<std::size_t>(table)]; }
  /// Notes that a row names an id that isn't in `among`; nothing if that table isn't fully known, because
  /// this is a problem of its own.
  void unknown_id(Table table, Where where, std::string_view column, std::string_view id, Table among);
  /// Reports what was noted, each id once a file and column.
  void report_unknown_ids();
  /// Reports a problem of one row.
  void problem(Table table, Where where, std::string column, std::string code, std::string message,
               std::string expected, std::string remedy);

 private:
  using UnknownKey = std::tuple<Table, std::int32_t, std::string, std::string>;  // file, column, id
  std::vector<UnknownId> unknown_ids_;                                           // as they were found
  std::map<UnknownKey, std::size_t> unknown_places_;
};

struct PortfolioBuilder::State : Draft {
  using Draft::Draft;
};

}  // namespace giaingan::inline v1
