#include <algorithm>
#include <utility>

#include "portfolio/arrange.hpp"
#include "portfolio/draft.hpp"

namespace giaingan::inline v1 {
namespace {

void require_tables(Draft& draft) {
  for (const Table table : {Table::units, Table::allocations}) {
    if (draft.is_given(table) || draft.findings.any_in(table)) continue;
    const std::string name(table_name(table));
    draft.findings.add(table, {.code = "dataset.missing_table",
                               .place = Place{.file = name, .row = 0, .column = {}, .pointer = {}},
                               .message = "there are no " + name,
                               .expected = "at least a table of units and one of allocations",
                               .remedy = "add the " + name});
  }
}

}  // namespace

PortfolioBuilder::PortfolioBuilder(int budget_year, const Limits& limits)
    : state_(std::make_unique<State>(budget_year, limits)) {
  if (budget_year >= 1 && budget_year < 9999) return;
  add_problem({.code = "dataset.bad_year",
               .place = Place{},
               .message = std::to_string(budget_year) + " can't be a budget year",
               .expected = "a year from 1 to 9998",
               .remedy = "correct the year"});
}

PortfolioBuilder::PortfolioBuilder(PortfolioBuilder&&) noexcept = default;
PortfolioBuilder& PortfolioBuilder::operator=(PortfolioBuilder&&) noexcept = default;
PortfolioBuilder::~PortfolioBuilder() = default;

void PortfolioBuilder::add_problem(Diagnostic diagnostic) {
  state_->findings.add_from_reader(std::move(diagnostic));
}

void PortfolioBuilder::add_source(NamedDigest file) {
  state_->sources.push_back(std::move(file));
}

Portfolio PortfolioBuilder::build() && {
  const std::unique_ptr<State> draft = std::move(state_);
  require_tables(*draft);
  resolve_projects(*draft);
  const Positions positions{Order(draft->unit_ids), Order(draft->project_ids), Order(draft->allocation_ids),
                            Order(draft->names)};
  auto facts = std::make_shared<Facts>();
  facts->year = draft->year;
  facts->provenance.files = std::move(draft->sources);
  std::ranges::sort(facts->provenance.files, {}, &NamedDigest::name);
  for (const Index number : positions.names.by_word())
    facts->names.emplace_back(draft->names[number]);
  // Each gives up the rows that it has arranged, the most first, so that a large portfolio isn't held twice.
  arrange_monthly_figures(*draft, positions, *facts);
  arrange_units(*draft, positions, *facts);
  arrange_projects(*draft, positions, *facts);
  arrange_allocations(*draft, positions, *facts);
  arrange_plan_changes(*draft, positions, *facts);
  arrange_requests(*draft, positions, *facts);
  arrange_references(*draft, *facts);
  arrange_ledger(*draft, positions, *facts);
  arrange_unit_records(*draft, positions, *facts);
  arrange_revenues(*draft, *facts);
  arrange_earlier_runs(*draft, *facts);
  draft->report_unknown_ids();
  draft->findings.throw_if_any();
  return Portfolio(std::move(facts));
}

}  // namespace giaingan::inline v1
