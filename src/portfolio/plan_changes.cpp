#include <numeric>
#include <tuple>

#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

auto sort_key(const PlanChange& change) noexcept {
  return std::tie(change.allocation, change.date, change.change, change.decision, change.assigned_by);
}

bool comes_before(const PlanChange& a, const PlanChange& b) noexcept {
  return sort_key(a) < sort_key(b);
}

/// Allocation → start in the sorted changes, and one more entry.
std::vector<std::size_t> starts_of(const std::vector<PlanChange>& changes, std::size_t allocations) {
  std::vector<std::size_t> starts(allocations + 1);
  for (const PlanChange& change : changes)
    ++starts[static_cast<std::size_t>(change.allocation) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

/// Moves sorted rows into the facts and returns their places.
std::vector<Where> take_changes(std::vector<Row<PlanChange>>& rows, Facts& facts) {
  sort_rows(rows, comes_before);
  std::vector<Where> places;
  places.reserve(rows.size());
  for (const Row<PlanChange>& row : rows)
    places.push_back(row.where);
  facts.plan_changes = facts_of(rows);
  facts.first_plan_change = starts_of(facts.plan_changes, facts.allocations.size());
  return places;
}

}  // namespace

void PortfolioBuilder::add_plan_changes(const PlanChangeColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::plan_changes, origin,
            {{"allocation", columns.allocation.size()},
             {"date", columns.date.size()},
             {"change", columns.change.size()},
             {"decision", columns.decision.size()}},
            {{"assigned_by", columns.assigned_by.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view assigned_by = entry_or(columns.assigned_by, i, {});
    const Index allocation = rows.allocation(i, "allocation", columns.allocation[i]);
    bool good = rows.text(i, "decision", columns.decision[i]);
    good = rows.text(i, "assigned_by", assigned_by) && good;
    if (!good || allocation == none) continue;
    state_->plan_changes.push_back(
        {{.allocation = allocation,
          .date = columns.date[i],
          .change = Dong{columns.change[i]},
          .decision = std::string(columns.decision[i]),
          .assigned_by = assigned_by.empty() ? none : state_->names.add(assigned_by).first},
         rows.where(i)});
  }
}

void arrange_plan_changes(Draft& draft, const Positions& positions, Facts& facts) {
  for (Row<PlanChange>& row : draft.plan_changes) {
    row.fact.allocation = positions.allocations.place(row.fact.allocation);
    row.fact.assigned_by = positions.names.place(row.fact.assigned_by);
  }
  PlanPlaces places{.of_change = take_changes(draft.plan_changes, facts), .of_allocation = {}};
  for (const Index number : positions.allocations.by_word())
    places.of_allocation.push_back(draft.allocations.row[static_cast<std::size_t>(number)].where);
  // A row that a reader had to leave out may be the very one that keeps a plan above 0.
  if (draft.plans_are_read && !draft.findings.reader_found_any_in(Table::plan_changes))
    check_plans(draft, facts, places);
  draft.allocations.row = {};
  draft.plan_changes = {};
}

namespace {

/// Adds changes to those that the facts have. @throws InvalidInput
void add_changes(Facts& facts, std::span<const PlanChange> changes) {
  Draft draft(facts.year, Limits{});
  draft.files = {"plan_changes", "allocations"};
  std::vector<Row<PlanChange>> rows;
  rows.reserve(facts.plan_changes.size() + changes.size());
  for (PlanChange& change : facts.plan_changes)
    rows.push_back({std::move(change), {0, 0}});
  for (std::size_t i = 0; i < changes.size(); ++i)
    rows.push_back({changes[i], {0, static_cast<std::int64_t>(i) + 1}});
  const PlanPlaces places{.of_change = take_changes(rows, facts),
                          .of_allocation = std::vector<Where>(facts.allocations.size(), Where{1, 0})};
  check_plans(draft, facts, places);
  draft.findings.throw_if_any();
}

}  // namespace

Portfolio with_plan_changes(const Portfolio& portfolio, std::span<const PlanChange> changes,
                            Provenance provenance) {
  auto facts = std::make_shared<Facts>(*portfolio);
  add_changes(*facts, changes);
  facts->provenance = std::move(provenance);
  return Portfolio(std::move(facts));
}

Portfolio with_plan_changes(const Portfolio& portfolio, std::span<const PlanChange> changes) {
  return with_plan_changes(portfolio, changes, without_files(portfolio->provenance));
}

Portfolio with_plan_changes_alone(const Portfolio& portfolio, std::span<const PlanChange> changes) {
  auto facts = std::make_shared<Facts>(*portfolio);
  facts->plan_changes.clear();
  add_changes(*facts, changes);
  facts->provenance = without_files(portfolio->provenance);
  return Portfolio(std::move(facts));
}

}  // namespace giaingan::inline v1
