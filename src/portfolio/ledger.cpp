#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {

void PortfolioBuilder::add_ledgers(const LedgerColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::ledgers, origin,
            {{"allocation", columns.allocation.size()},
             {"month", columns.month.size()},
             {"system", columns.system.size()},
             {"plan", columns.plan.size()},
             {"disbursed", columns.disbursed.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Index allocation = rows.allocation(i, "allocation", columns.allocation[i]);
    bool good = rows.month(i, "month", columns.month[i]);
    good = rows.required(i, "system", columns.system[i]) && good;
    good = rows.not_negative(i, "plan", Dong{columns.plan[i]}) && good;
    good = rows.not_negative(i, "disbursed", Dong{columns.disbursed[i]}) && good;
    if (!good || allocation == none) continue;
    state_->ledger.push_back({{.allocation = allocation,
                               .month = columns.month[i],
                               .system = std::string(columns.system[i]),
                               .plan = Dong{columns.plan[i]},
                               .disbursed = Dong{columns.disbursed[i]}},
                              rows.where(i)});
  }
}

void arrange_ledger(Draft& draft, const Positions& positions, Facts& facts) {
  for (auto& row : draft.ledger)
    row.fact.allocation = positions.allocations.place(row.fact.allocation);
  const auto key = [](const LedgerEntry& entry) {
    return std::tie(entry.allocation, entry.month, entry.system);
  };
  sort_rows(draft.ledger, [&](const LedgerEntry& a, const LedgerEntry& b) { return key(a) < key(b); });
  report_duplicates(
      draft, Table::ledgers, "allocation", draft.ledger,
      [&](const Row<LedgerEntry>& row) { return key(row.fact); },
      [&](const Row<LedgerEntry>& row) {
        const Allocation& allocation = facts.allocations[static_cast<std::size_t>(row.fact.allocation)];
        return "the allocation " + in_quotes(allocation.id) + " at " +
               month_text(facts.year, row.fact.month) + " in system " + in_quotes(row.fact.system);
      });
  facts.ledger = facts_of(draft.ledger);
}

}  // namespace giaingan::inline v1
