#include "rules/reconciliation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

/// Two systems that are compared.
struct Pair {
  std::size_t left;
  std::size_t right;
};

std::vector<Pair> pairs_of(std::size_t systems) {
  std::vector<Pair> pairs;
  for (std::size_t left = 0; left < systems; ++left) {
    for (std::size_t right = left + 1; right < systems; ++right)
      pairs.push_back({left, right});
  }
  return pairs;
}

constexpr LedgerFigure figures[] = {LedgerFigure::plan, LedgerFigure::disbursed};

/// One allocation's ledger rows.
class AllocationLedger {
 public:
  AllocationLedger(std::span<const LedgerEntry> rows, const std::vector<std::string>& systems)
      : systems_(systems.size()), at_(systems_ * months_in_budget_year) {
    for (const LedgerEntry& row : rows) {
      const auto system = std::ranges::find(systems, row.system);
      if (system == systems.end()) continue;
      at_[place(static_cast<std::size_t>(system - systems.begin()), row.month)] = &row;
    }
  }

  [[nodiscard]] std::optional<Dong> value(std::size_t system, BudgetMonth month, LedgerFigure figure) const {
    const LedgerEntry* row = at_[place(system, month)];
    if (row == nullptr) return std::nullopt;
    return figure == LedgerFigure::plan ? row->plan : row->disbursed;
  }

  /// Whether the pair disagrees in a month; where both lack the row there is nothing to disagree on.
  [[nodiscard]] bool disagrees(Pair pair, BudgetMonth month, LedgerFigure figure) const {
    return value(pair.left, month, figure) != value(pair.right, month, figure);
  }

 private:
  [[nodiscard]] std::size_t place(std::size_t system, BudgetMonth month) const {
    return static_cast<std::size_t>(month.number - 1) * systems_ + system;
  }

  std::size_t systems_;
  std::vector<const LedgerEntry*> at_;  // months × systems
};

/// The sums of a source over the allocations that have rows, at one month-end.
struct SourceSums {
  Int128 left = 0;
  Int128 right = 0;
  int left_missing = 0;
  int right_missing = 0;

  [[nodiscard]] bool disagree() const { return left != right || left_missing != 0 || right_missing != 0; }
};

using SourceYear = std::array<SourceSums, months_in_budget_year>;

[[nodiscard]] SourceSums& at(SourceYear& year, BudgetMonth month) {
  return year[static_cast<std::size_t>(month.number - 1)];
}

std::string name_of(const Facts& facts, Index name) {
  return name == none ? "" : facts.names[static_cast<std::size_t>(name)];
}

LedgerDifference difference_of(const AllocationLedger& ledger, Pair pair, LedgerFigure figure,
                               BudgetMonth month) {
  LedgerDifference difference;
  difference.figure = figure;
  difference.left = ledger.value(pair.left, month, figure);
  difference.right = ledger.value(pair.right, month, figure);
  if (difference.left && difference.right)
    difference.difference = checked_subtract(*difference.left, *difference.right);
  for (int number = month.number; number > 0 && ledger.disagrees(pair, {number}, figure); --number)
    ++difference.months;
  return difference;
}

void explain(const Facts& facts, BudgetMonth month, const Citation& citation, LedgerDifference& difference) {
  Evidence& evidence = difference.evidence;
  evidence.rule = std::string("project_checks.ledger_") + ledger_figure_text(difference.figure);
  evidence.subject = facts.allocations[static_cast<std::size_t>(difference.allocation)].id;
  evidence.object = difference.left_system + "/" + difference.right_system;
  evidence.month = month;
  evidence.quantity = Quantity::amount;
  if (difference.left) evidence.left = Rational(difference.left->value);
  evidence.comparison = Comparison::equal;
  if (difference.right) evidence.right = Rational(difference.right->value);
  if (difference.left && difference.right) evidence.holds = false;
  evidence.citation = citation;
}

SourceDifference difference_of(SourceYear& year, BudgetMonth month) {
  const SourceSums& sums = at(year, month);
  SourceDifference difference;
  difference.left = Rational::from_int128(sums.left);
  difference.right = Rational::from_int128(sums.right);
  difference.left_missing = sums.left_missing;
  difference.right_missing = sums.right_missing;
  for (int number = month.number; number > 0 && at(year, {number}).disagree(); --number)
    ++difference.months;
  return difference;
}

void explain(BudgetMonth month, const Citation& citation, SourceDifference& difference) {
  Evidence& evidence = difference.evidence;
  evidence.rule = std::string("project_checks.source_") + ledger_figure_text(difference.figure);
  evidence.subject = difference.source;
  evidence.object = difference.left_system + "/" + difference.right_system;
  evidence.month = month;
  evidence.quantity = Quantity::amount;
  evidence.left = difference.left;
  evidence.comparison = Comparison::equal;
  evidence.right = difference.right;
  evidence.holds = difference.left == difference.right;
  evidence.citation = citation;
}

void add_to(SourceSums& sums, const AllocationLedger& ledger, Pair pair, LedgerFigure figure,
            BudgetMonth month) {
  const auto left = ledger.value(pair.left, month, figure);
  const auto right = ledger.value(pair.right, month, figure);
  if (left) sums.left += left->value;
  if (right) sums.right += right->value;
  if (left && !right) ++sums.right_missing;
  if (right && !left) ++sums.left_missing;
}

}  // namespace

void reconcile(const ReconciliationPolicy& policy, const Facts& facts, Date as_of,
               ProjectChecksResult& result) {
  const auto month = month_as_of(facts.year, as_of);
  if (!month) return;
  const std::vector<Pair> pairs = pairs_of(policy.systems.size());
  std::map<std::tuple<std::string, std::size_t, LedgerFigure>, SourceYear> by_source;

  const std::span<const LedgerEntry> rows(facts.ledger);  // by allocation
  for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
    while (last < rows.size() && rows[last].allocation == rows[first].allocation)
      ++last;
    const Index allocation = rows[first].allocation;
    const AllocationLedger ledger(rows.subspan(first, last - first), policy.systems);
    const std::string source = name_of(facts, facts.allocations[static_cast<std::size_t>(allocation)].source);
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
      for (const LedgerFigure figure : figures) {
        SourceYear& sums = by_source[{source, pair, figure}];
        for (BudgetMonth each{1}; each <= *month; ++each.number)
          add_to(at(sums, each), ledger, pairs[pair], figure, each);
        if (!ledger.disagrees(pairs[pair], *month, figure)) continue;
        LedgerDifference difference = difference_of(ledger, pairs[pair], figure, *month);
        difference.allocation = allocation;
        difference.left_system = policy.systems[pairs[pair].left];
        difference.right_system = policy.systems[pairs[pair].right];
        explain(facts, *month, policy.citation, difference);
        result.ledger_differences.push_back(std::move(difference));
      }
    }
  }

  for (auto& [key, year] : by_source) {
    if (!at(year, *month).disagree()) continue;
    const auto& [source, pair, figure] = key;
    SourceDifference difference = difference_of(year, *month);
    difference.source = source;
    difference.left_system = policy.systems[pairs[pair].left];
    difference.right_system = policy.systems[pairs[pair].right];
    difference.figure = figure;
    explain(*month, policy.citation, difference);
    result.source_differences.push_back(std::move(difference));
  }
}

}  // namespace giaingan::inline v1
