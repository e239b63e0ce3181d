/// @file
/// From the rows as they came to Facts: everything gets its final position, what can only be seen when
/// everything is known is checked. A function a subject; each reports its problems to the draft.
#pragma once

#include "giaingan/portfolio/facts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "portfolio/draft.hpp"
#include "portfolio/ids.hpp"

namespace giaingan::inline v1 {

/// The final positions of everything that has an index.
struct Positions {
  Order units, projects, allocations, names;
};

/// Without a table of projects, every project that an allocation names exists. Before positions are given.
void resolve_projects(Draft& draft);

void arrange_units(Draft& draft, const Positions& positions, Facts& facts);
void arrange_projects(Draft& draft, const Positions& positions, Facts& facts);
void arrange_allocations(Draft& draft, const Positions& positions, Facts& facts);
void arrange_plan_changes(Draft& draft, const Positions& positions, Facts& facts);
void arrange_monthly_figures(Draft& draft, const Positions& positions, Facts& facts);
void arrange_requests(Draft& draft, const Positions& positions, Facts& facts);
void arrange_ledger(Draft& draft, const Positions& positions, Facts& facts);
void arrange_unit_records(Draft& draft, const Positions& positions, Facts& facts);
void arrange_references(Draft& draft, Facts& facts);
void arrange_revenues(Draft& draft, Facts& facts);
void arrange_earlier_runs(Draft& draft, Facts& facts);

/// Checks plans and their changes, which are in their final order: no plan below 0 at the end of a day, and
/// the sums that Facts promises. `where` gives the places of the changes, one each, `allocation_where` those
/// of the allocations.
struct PlanPlaces {
  std::vector<Where> of_change;
  std::vector<Where> of_allocation;
};
void check_plans(Draft& draft, const Facts& facts, const PlanPlaces& places);

/// Reports every row whose key an earlier row has. `rows` are sorted by the key, equal ones as they came.
template <class AnyRow, class Key, class Describe>
void report_duplicates(Draft& draft, Table table, const std::string& column, const std::vector<AnyRow>& rows,
                       Key key, Describe describe) {
  const AnyRow* first = nullptr;
  for (const AnyRow& row : rows) {
    if (first == nullptr || key(*first) != key(row)) {
      first = &row;
      continue;
    }
    draft.problem(table, row.where, column, "dataset.duplicate_key",
                  describe(row) + " stands already in row " + std::to_string(first->where.row),
                  "every key once", "delete one of the two rows, or correct its key");
  }
}

/// Sorts rows and hands over their facts.
template <class Fact, class Less>
void sort_rows(std::vector<Row<Fact>>& rows, Less less) {
  std::ranges::stable_sort(rows,
                           [&](const Row<Fact>& a, const Row<Fact>& b) { return less(a.fact, b.fact); });
}

template <class Fact>
[[nodiscard]] std::vector<Fact> facts_of(std::vector<Row<Fact>>& rows) {
  std::vector<Fact> facts;
  facts.reserve(rows.size());
  for (Row<Fact>& row : rows)
    facts.push_back(std::move(row.fact));
  return facts;
}

}  // namespace giaingan::inline v1
