#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {

void PortfolioBuilder::add_revenues(std::span<const Revenue> revenues, const Origin& origin) {
  Rows rows(*state_, Table::revenues, origin, {{"source", revenues.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool good = rows.required(i, "source", revenues[i].source);
    good = rows.month(i, "month", revenues[i].month) && good;
    good = rows.not_negative(i, "estimated", revenues[i].estimated) && good;
    good = rows.not_negative(i, "collected", revenues[i].collected) && good;
    if (good) state_->revenues.push_back({revenues[i], rows.where(i)});
  }
}

void arrange_revenues(Draft& draft, Facts& facts) {
  const auto key = [](const Revenue& revenue) { return std::tie(revenue.source, revenue.month); };
  sort_rows(draft.revenues, [&](const Revenue& a, const Revenue& b) { return key(a) < key(b); });
  report_duplicates(
      draft, Table::revenues, "source", draft.revenues,
      [&](const Row<Revenue>& row) { return key(row.fact); },
      [&](const Row<Revenue>& row) {
        return "the source " + in_quotes(row.fact.source) + " at " + month_text(facts.year, row.fact.month);
      });
  facts.revenues = facts_of(draft.revenues);
}

}  // namespace giaingan::inline v1
