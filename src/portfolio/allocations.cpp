#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

bool earlier_year(Rows& rows, std::size_t i, int carried_from, int budget_year) {
  if (carried_from == 0 || (carried_from >= 1 && carried_from < budget_year)) return true;
  rows.problem(i, "carried_from", "dataset.bad_year",
               std::to_string(carried_from) + " isn't a year before " + std::to_string(budget_year),
               "the earlier year that the capital is carried over from; empty for capital of this year",
               "correct the year, or empty the field");
  return false;
}

Index name(Draft& draft, std::string_view text) {
  return text.empty() ? none : draft.names.add(text).first;
}

}  // namespace

void PortfolioBuilder::add_allocations(const AllocationColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::allocations, origin,
            {{"allocation", columns.allocation.size()},
             {"project", columns.project.size()},
             {"owner", columns.owner.size()},
             {"locality", columns.locality.size()},
             {"source", columns.source.size()},
             {"programme", columns.programme.size()},
             {"carried_from", columns.carried_from.size()},
             {"plan", columns.plan.size()}},
            {{"assigned_by", columns.assigned_by.size()}});
  if (rows.is_unread("plan")) state_->plans_are_read = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view id = columns.allocation[i];
    const std::string_view assigned_by = entry_or(columns.assigned_by, i, {});
    static_cast<void>(rows.required(i, "allocation", id));
    const bool has_project = rows.text(i, "project", columns.project[i]);
    const bool has_owner = rows.required(i, "owner", columns.owner[i]);
    bool named = rows.text(i, "locality", columns.locality[i]);
    named = rows.text(i, "source", columns.source[i]) && named;
    named = rows.text(i, "programme", columns.programme[i]) && named;
    named = rows.text(i, "assigned_by", assigned_by) && named;
    static_cast<void>(earlier_year(rows, i, columns.carried_from[i], state_->year));
    static_cast<void>(rows.not_negative(i, "plan", Dong{columns.plan[i]}));
    if (id.empty()) continue;
    const auto [number, is_new] = state_->allocation_ids.add(id);
    if (!is_new) {
      const Where first = state_->allocations.row[static_cast<std::size_t>(number)].where;
      rows.problem(i, "allocation", "dataset.duplicate_key",
                   "the allocation " + in_quotes(id) + " stands already in row " + std::to_string(first.row),
                   "every allocation once", "delete one of the two rows, or correct its id");
      continue;
    }
    // A row with a problem still makes its id known, so that the rows that name it aren't reported too.
    state_->allocations.project.push_back(has_project ? columns.project[i] : std::string_view());
    state_->allocations.owner.push_back(has_owner ? columns.owner[i] : std::string_view());
    AllocationRow& row = state_->allocations.row.emplace_back();
    row.where = rows.where(i);
    row.plan = {columns.plan[i]};
    row.carried_from = columns.carried_from[i];
    if (!named) continue;
    row.locality = name(*state_, columns.locality[i]);
    row.source = name(*state_, columns.source[i]);
    row.programme = name(*state_, columns.programme[i]);
    row.assigned_by = name(*state_, assigned_by);
  }
}

void arrange_allocations(Draft& draft, const Positions& positions, Facts& facts) {
  const auto known = [&](const AllocationRow& row, std::string_view id, std::string_view column,
                         const Ids& ids, Table table) {
    const Index number = id.empty() ? none : ids.find(id);
    if (number == none && !id.empty()) draft.unknown_id(Table::allocations, row.where, column, id, table);
    return number;
  };
  facts.allocations.reserve(draft.allocation_ids.size());
  for (const Index number : positions.allocations.by_word()) {
    const auto place = static_cast<std::size_t>(number);
    const AllocationRow& row = draft.allocations.row[place];
    Allocation& allocation = facts.allocations.emplace_back();
    allocation.id = draft.allocation_ids[number];
    allocation.owner = positions.units.place(
        known(row, draft.allocations.owner[place], "owner", draft.unit_ids, Table::units));
    allocation.project = positions.projects.place(
        known(row, draft.allocations.project[place], "project", draft.project_ids, Table::projects));
    allocation.locality = positions.names.place(row.locality);
    allocation.source = positions.names.place(row.source);
    allocation.programme = positions.names.place(row.programme);
    allocation.assigned_by = positions.names.place(row.assigned_by);
    allocation.carried_from = row.carried_from;
    allocation.plan = row.plan;
  }
  draft.allocations.project = {};
  draft.allocations.owner = {};
}

}  // namespace giaingan::inline v1
