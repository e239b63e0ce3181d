// The runs below the average that the year before ended with.
#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {

void PortfolioBuilder::add_earlier_runs(std::span<const EarlierRunMonth> runs, const Origin& origin) {
  Rows rows(*state_, Table::earlier_runs, origin, {{"unit", runs.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const EarlierRunMonth& run = runs[i];
    bool good = rows.required(i, "unit", run.unit);
    good = rows.text(i, "reference", run.reference) && good;
    if (run.month.number > 0) {
      rows.problem(i, "month", "dataset.month_not_earlier", "the month isn't before the budget year",
                   "a month of the run that the year before ended with",
                   "delete the row: the months of this year are judged by its own figures");
      good = false;
    }
    if (good) state_->earlier_runs.push_back({run, rows.where(i)});
  }
}

void arrange_earlier_runs(Draft& draft, Facts& facts) {
  const auto key = [](const EarlierRunMonth& run) { return std::tie(run.unit, run.reference, run.month); };
  sort_rows(draft.earlier_runs,
            [&](const EarlierRunMonth& a, const EarlierRunMonth& b) { return key(a) < key(b); });
  report_duplicates(
      draft, Table::earlier_runs, "month", draft.earlier_runs,
      [&](const Row<EarlierRunMonth>& row) { return key(row.fact); },
      [&](const Row<EarlierRunMonth>& row) {
        return month_text(facts.year, row.fact.month) + " of the run of " + in_quotes(row.fact.unit);
      });
  facts.earlier_runs = facts_of(draft.earlier_runs);
}

}  // namespace giaingan::inline v1
