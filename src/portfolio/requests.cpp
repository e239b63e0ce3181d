#include "giaingan/exact/int128.hpp"

#include <limits>
#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {

void PortfolioBuilder::add_requests(const RequestColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::requests, origin,
            {{"allocation", columns.allocation.size()},
             {"round", columns.round.size()},
             {"requested", columns.requested.size()},
             {"absorbable", columns.absorbable.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Index allocation = rows.allocation(i, "allocation", columns.allocation[i]);
    bool good = rows.required(i, "round", columns.round[i]);
    good = rows.not_negative(i, "requested", Dong{columns.requested[i]}) && good;
    good = rows.not_negative(i, "absorbable", Dong{columns.absorbable[i]}) && good;
    if (!good || allocation == none) continue;
    state_->requests.push_back({{.allocation = allocation,
                                 .round = std::string(columns.round[i]),
                                 .requested = Dong{columns.requested[i]},
                                 .absorbable = Dong{columns.absorbable[i]}},
                                rows.where(i)});
  }
}

void arrange_requests(Draft& draft, const Positions& positions, Facts& facts) {
  for (auto& row : draft.requests)
    row.fact.allocation = positions.allocations.place(row.fact.allocation);
  sort_rows(draft.requests, [](const Request& a, const Request& b) {
    return std::tie(a.allocation, a.round) < std::tie(b.allocation, b.round);
  });
  report_duplicates(
      draft, Table::requests, "allocation", draft.requests,
      [](const Row<Request>& row) { return std::tie(row.fact.allocation, row.fact.round); },
      [&](const Row<Request>& row) {
        const Allocation& allocation = facts.allocations[static_cast<std::size_t>(row.fact.allocation)];
        return "the allocation " + in_quotes(allocation.id) + " in round " + in_quotes(row.fact.round);
      });
  facts.requests = facts_of(draft.requests);
}

}  // namespace giaingan::inline v1
