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
             std::vector<MonthlyRow>& to) {
  row.allocation = rows.allocation(i, "allocation", id);
  bool good = rows.month(i, "month", row.month);
  good = rows.not_negative(i, column, Dong{row.amount}) && good;
  if (good && row.allocation != none) to.push_back(row);
}

void add_monthly(Draft& draft, Table table, const MonthlyColumns& columns, std::string_view column,
                 const Origin& origin, std::vector<MonthlyRow>& to) {
  Rows rows(draft, table, origin,
            {{"allocation", columns.allocation.size()},
             {"month", columns.month.size()},
             {column, columns.amount.size()}});
  to.reserve(to.size() + rows.size());
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

void sort_by_key(std::vector<MonthlyRow>& rows) {
  std::ranges::stable_sort(rows, [](const MonthlyRow& a, const MonthlyRow& b) {
    return std::tie(a.allocation, a.month) < std::tie(b.allocation, b.month);
  });
}

void report_monthly_duplicates(Draft& draft, const Source& source, std::vector<MonthlyRow>& rows,
                               const Facts& facts) {
  report_duplicates(
      draft, source.table, "allocation", rows,
      [](const MonthlyRow& row) { return std::tuple(row.allocation, row.month); },
      [&](const MonthlyRow& row) {
        return "the allocation " + in_quotes(facts.allocations[at(row.allocation)].id) + " at " +
               month_text(facts.year, row.month);
      });
}

/// The figure and its month's bit; whether every key stood once.
bool place_rows(const std::vector<MonthlyRow>& rows, MonthlyFigures& figures) {
  bool unique = true;
  for (const MonthlyRow& row : rows) {
    auto& reported = figures.reported[at(row.allocation)];
    const auto bit = static_cast<std::uint16_t>(1U << at(row.month));
    if ((reported & bit) != 0) unique = false;
    reported = static_cast<std::uint16_t>(reported | bit);
    figures.value[at(row.allocation)][at(row.month)] = row.amount;
  }
  return unique;
}

void carry_forward(MonthlyFigures& figures) {
  for (std::size_t allocation = 0; allocation < figures.value.size(); ++allocation) {
    std::int64_t last = 0;
    for (std::size_t month = 0; month < months_in_budget_year; ++month) {
      const bool has_row = (figures.reported[allocation] & (1U << month)) != 0;
      auto& value = figures.value[allocation][month];
      if (has_row) last = value;
      value = last;
    }
  }
}

MonthlyFigures figures_of(Draft& draft, const Source& source, std::vector<MonthlyRow>& rows,
                          const Facts& facts) {
  MonthlyFigures figures{
      .value = std::vector<std::array<std::int64_t, months_in_budget_year>>(facts.allocations.size()),
      .reported = std::vector<std::uint16_t>(facts.allocations.size())};
  if (!place_rows(rows, figures)) {
    sort_by_key(rows);
    report_monthly_duplicates(draft, source, rows, facts);
  }
  carry_forward(figures);
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
                     std::initializer_list<const std::vector<MonthlyRow>*> kinds, const Facts& facts) {
  const MonthlyRow* named = nullptr;
  for (const auto* const rows : kinds) {
    for (const MonthlyRow& row : *rows) {
      if (row.allocation != overflow.allocation || row.month > overflow.month) continue;
      if (named == nullptr || std::tie(named->month, named->amount) < std::tie(row.month, row.amount))
        named = &row;
    }
  }
  draft.problem(source.table, named->where, source.column, "dataset.sum_beyond_int64",
                "with allocation " + in_quotes(facts.allocations[at(overflow.allocation)].id) +
                    " the sum of " + month_text(facts.year, overflow.month) + " leaves int64",
                "sums of at most " + std::to_string(greatest) + " đồng",
                "look for an amount in a wrong unit of money");
}

/// The figures with every estimate taken for an actual figure where it is the greater: no sum over actual
/// figures and estimates can be above theirs.
MonthlyFigures with_estimates(MonthlyFigures figures, const std::vector<MonthlyRow>& estimates) {
  MonthlyFigures estimated{.value = decltype(figures.value)(figures.value.size()),
                           .reported = std::vector<std::uint16_t>(figures.value.size())};
  static_cast<void>(place_rows(estimates, estimated));
  carry_forward(estimated);
  for (std::size_t allocation = 0; allocation < figures.value.size(); ++allocation) {
    for (std::size_t month = 0; month < months_in_budget_year; ++month) {
      auto& value = figures.value[allocation][month];
      value = std::max(value, estimated.value[allocation][month]);
    }
  }
  return figures;
}

void to_positions(std::vector<MonthlyRow>& rows, const Positions& positions) {
  for (MonthlyRow& row : rows)
    row.allocation = positions.allocations.place(row.allocation);
}

void arrange_disbursed(Draft& draft, const Positions& positions, Facts& facts) {
  const Source source{Table::disbursements, "disbursed"};
  to_positions(draft.disbursed, positions);
  facts.disbursed = figures_of(draft, source, draft.disbursed, facts);
  to_positions(draft.estimates, positions);
  sort_by_key(draft.estimates);
  report_monthly_duplicates(draft, source, draft.estimates, facts);
  facts.estimates.reserve(draft.estimates.size());
  for (const MonthlyRow& row : draft.estimates)
    facts.estimates.push_back({row.allocation, row.month, Dong{row.amount}});
  const auto overflow = draft.estimates.empty()
                            ? overflow_of(facts.disbursed)
                            : overflow_of(with_estimates(facts.disbursed, draft.estimates));
  if (overflow) report_overflow(draft, source, *overflow, {&draft.disbursed, &draft.estimates}, facts);
}

MonthlyFigures arranged(Draft& draft, const Source& source, std::vector<MonthlyRow>& rows,
                        const Positions& positions, const Facts& facts) {
  to_positions(rows, positions);
  MonthlyFigures figures = figures_of(draft, source, rows, facts);
  if (const auto overflow = overflow_of(figures)) report_overflow(draft, source, *overflow, {&rows}, facts);
  return figures;
}

}  // namespace

void PortfolioBuilder::add_disbursements(const DisbursementColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::disbursements, origin,
            {{"allocation", columns.allocation.size()},
             {"month", columns.month.size()},
             {"disbursed", columns.disbursed.size()}},
            {{"kind", columns.kind.size()}});
  state_->disbursed.reserve(state_->disbursed.size() + rows.size());
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
  facts.committed = arranged(draft, {Table::commitments, "committed"}, draft.committed, positions, facts);
  if (draft.is_given(Table::schedule))
    facts.schedule = arranged(draft, {Table::schedule, "scheduled"}, draft.schedule, positions, facts);
}

}  // namespace giaingan::inline v1
