// Figures at month-ends: disbursements, estimates, the schedule, commitments.
#include "giaingan/exact/int128.hpp"

#include <limits>
#include <optional>
#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

std::size_t at(Index position) noexcept {
  return static_cast<std::size_t>(position);
}
std::size_t at(BudgetMonth month) noexcept {
  return static_cast<std::size_t>(month.number - 1);
}

/// Adds a row if its fields are good.
void add_row(Rows& rows, std::size_t i, std::string_view column, std::string_view id, MonthlyRow row,
             MonthlyRows& to) {
  row.allocation = rows.allocation(i, "allocation", id);
  bool good = rows.month(i, "month", row.month);
  good = rows.not_negative(i, column, Dong{row.amount}) && good;
  if (good && row.allocation != none) to.add(row);
}

void add_monthly(Draft& draft, Table table, const MonthlyColumns& columns, std::string_view column,
                 const Origin& origin, MonthlyRows& to) {
  Rows rows(draft, table, origin,
            {{"allocation", columns.allocation.size()},
             {"month", columns.month.size()},
             {column, columns.amount.size()}});
  to.expect(draft.allocation_ids.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    add_row(rows, i, column, columns.allocation[i],
            {.month = columns.month[i], .amount = columns.amount[i], .where = rows.where(i)}, to);
  }
}

/// Where the rows of a kind came from, for diagnostics.
struct Source {
  Table table;
  std::string column;
};

void report_repeated(Draft& draft, const Source& source, const MonthlyRows& rows) {
  for (const MonthlyRow& row : rows.repeated()) {
    const Where first = rows.first_of(row.allocation, row.month);
    draft.problem(source.table, row.where, "allocation", "dataset.duplicate_key",
                  "the allocation " + in_quotes(draft.allocation_ids[row.allocation]) + " at " +
                      month_text(draft.year, row.month) + " stands already in row " +
                      std::to_string(first.row),
                  "every key once", "delete one of the two rows, or correct its key");
  }
}

MonthlyFigures figures_of(const MonthlyRows& rows, const Positions& positions) {
  MonthlyFigures figures;
  if (rows.empty()) return figures;
  figures.value.reserve(positions.allocations.by_word().size());
  figures.reported.reserve(positions.allocations.by_word().size());
  for (const Index number : positions.allocations.by_word()) {
    const auto year = rows.year_of(number);
    figures.value.push_back(year.value);
    figures.reported.push_back(year.reported);
  }
  return figures;
}

/// The first allocation with which one month's sum leaves int64.
struct Overflow {
  Index allocation = none;
  BudgetMonth month;
};

std::optional<Overflow> overflow_of(const MonthlyFigures& figures) {
  std::array<std::int64_t, months_in_budget_year> sums{};
  for (std::size_t allocation = 0; allocation < figures.value.size(); ++allocation) {
    for (int number = 1; number <= months_in_budget_year; ++number) {
      const auto month = at(BudgetMonth{number});
      const std::int64_t amount = figures.value[allocation][month];
      if (sums[month] > greatest - amount)
        return Overflow{static_cast<Index>(allocation), BudgetMonth{number}};
      sums[month] += amount;
    }
  }
  return std::nullopt;
}

/// Names the row that the figure of that allocation and month comes from: its last one up to the month.
void report_overflow(Draft& draft, const Source& source, const Overflow& overflow,
                     std::initializer_list<const MonthlyRows*> kinds, const Positions& positions) {
  const Index number = positions.allocations.by_word()[at(overflow.allocation)];
  std::optional<MonthlyRow> named;
  for (const auto* const rows : kinds) {
    const auto row = rows->last_until(number, overflow.month);
    if (row && (!named || std::tie(named->month, named->amount) < std::tie(row->month, row->amount)))
      named = row;
  }
  draft.problem(source.table, named->where, source.column, "dataset.sum_beyond_int64",
                "with allocation " + in_quotes(draft.allocation_ids[number]) + " the sum of " +
                    month_text(draft.year, overflow.month) + " leaves int64",
                "sums of at most " + std::to_string(greatest) + " đồng",
                "look for an amount in a wrong unit of money");
}

/// The figures with every estimate taken for an actual figure where it is the greater: no sum over actual
/// figures and estimates can be above theirs.
MonthlyFigures with_estimates(MonthlyFigures figures, const MonthlyFigures& estimated) {
  if (figures.value.empty()) return estimated;
  for (std::size_t allocation = 0; allocation < figures.value.size(); ++allocation) {
    for (std::size_t month = 0; month < months_in_budget_year; ++month) {
      auto& value = figures.value[allocation][month];
      value = std::max(value, estimated.value[allocation][month]);
    }
  }
  return figures;
}

std::vector<Estimate> estimates_of(const MonthlyFigures& figures) {
  std::vector<Estimate> estimates;
  for (std::size_t i = 0; i < figures.reported.size(); ++i) {
    const auto allocation = static_cast<Index>(i);
    for (BudgetMonth month{1}; month.number <= months_in_budget_year; ++month.number) {
      if (figures.has_row(allocation, month))
        estimates.push_back({allocation, month, figures.at(allocation, month)});
    }
  }
  return estimates;
}

void arrange_disbursed(Draft& draft, const Positions& positions, Facts& facts) {
  const Source source{Table::disbursements, "disbursed"};
  report_repeated(draft, source, draft.disbursed);
  report_repeated(draft, source, draft.estimates);
  facts.disbursed = figures_of(draft.disbursed, positions);
  const auto estimated = figures_of(draft.estimates, positions);
  facts.estimates = estimates_of(estimated);
  const auto overflow = facts.estimates.empty() ? overflow_of(facts.disbursed)
                                                : overflow_of(with_estimates(facts.disbursed, estimated));
  if (overflow) report_overflow(draft, source, *overflow, {&draft.disbursed, &draft.estimates}, positions);
  draft.disbursed = {};
  draft.estimates = {};
}

MonthlyFigures arranged(Draft& draft, const Source& source, const MonthlyRows& rows,
                        const Positions& positions) {
  report_repeated(draft, source, rows);
  MonthlyFigures figures = figures_of(rows, positions);
  if (const auto overflow = overflow_of(figures))
    report_overflow(draft, source, *overflow, {&rows}, positions);
  return figures;
}

}  // namespace

void PortfolioBuilder::add_disbursements(const DisbursementColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::disbursements, origin,
            {{"allocation", columns.allocation.size()},
             {"month", columns.month.size()},
             {"disbursed", columns.disbursed.size()}},
            {{"kind", columns.kind.size()}});
  state_->disbursed.expect(state_->allocation_ids.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool actual = entry_or(columns.kind, i, DisbursementKind::actual) == DisbursementKind::actual;
    add_row(rows, i, "disbursed", columns.allocation[i],
            {.month = columns.month[i], .amount = columns.disbursed[i], .where = rows.where(i)},
            actual ? state_->disbursed : state_->estimates);
  }
}

void PortfolioBuilder::add_schedule(const MonthlyColumns& columns, const Origin& origin) {
  add_monthly(*state_, Table::schedule, columns, "scheduled", origin, state_->schedule);
}

void PortfolioBuilder::add_commitments(const MonthlyColumns& columns, const Origin& origin) {
  add_monthly(*state_, Table::commitments, columns, "committed", origin, state_->committed);
}

void arrange_monthly_figures(Draft& draft, const Positions& positions, Facts& facts) {
  arrange_disbursed(draft, positions, facts);
  facts.committed = arranged(draft, {Table::commitments, "committed"}, draft.committed, positions);
  if (draft.is_given(Table::schedule))
    facts.schedule = arranged(draft, {Table::schedule, "scheduled"}, draft.schedule, positions);
}

}  // namespace giaingan::inline v1
