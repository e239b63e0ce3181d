#include "giaingan/figures/amounts.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

// Whether the basis counts what this assigner (a name, or none) has assigned.
bool counts_assigner(const Facts& facts, const Basis& basis, Index assigner) {
  const auto& list = basis.assigned_by;
  if (list.empty()) return true;
  const std::string_view name = assigner == none ? std::string_view() : facts.names[at(assigner)];
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool counts_kind(const Basis& basis, const PlanChange& change) {
  switch (basis.plan) {
    case PlanBasis::current:
      return true;
    case PlanBasis::initial:
      return false;
    case PlanBasis::without_supplements:
      break;
  }
  return change.change.value < 0 || change.date <= basis.supplements_until;
}

// The plan of an allocation on a basis while its dated changes are gone through.
class RunningPlan {
 public:
  RunningPlan(const Facts& facts, Index allocation, const Basis& basis)
      : facts_(&facts),
        basis_(&basis),
        assigner_(facts.allocations[at(allocation)].assigned_by),
        changes_(facts.changes_of(allocation)) {
    if (counts_assigner(facts, basis, assigner_)) sum_ = facts.allocations[at(allocation)].plan.value;
  }

  Dong advance_to(Date day) {
    for (; next_ < changes_.size() && changes_[next_].date <= day; ++next_) {
      const auto& change = changes_[next_];
      const Index assigner = change.assigned_by == none ? assigner_ : change.assigned_by;
      if (counts_kind(*basis_, change) && counts_assigner(*facts_, *basis_, assigner))
        sum_ += change.change.value;  // facts have made sure that all plans with all increases fit
    }
    return {static_cast<std::int64_t>(std::max(sum_, Int128{0}))};
  }

 private:
  const Facts* facts_;
  const Basis* basis_;
  Index assigner_;
  std::span<const PlanChange> changes_;
  std::size_t next_ = 0;
  Int128 sum_ = 0;
};

std::span<const Estimate> estimates_of(const Facts& facts, Index allocation) {
  const auto range =
      std::equal_range(facts.estimates.begin(), facts.estimates.end(), Estimate{allocation, {}, {}},
                       [](const Estimate& a, const Estimate& b) { return a.allocation < b.allocation; });
  return {range.first, range.second};
}

// The number of the last month with an actual row up to `known`; 0: none.
int last_actual_month(const Facts& facts, Index allocation, BudgetMonth known) {
  for (int number = known.number; number >= 1; --number) {
    if (facts.disbursed.has_row(allocation, {number})) return number;
  }
  return 0;
}

// A disbursed figure, and whether a counted row of the month itself holds it.
struct Disbursed {
  Dong amount;
  bool reported = false;
};

// One allocation's disbursed at a month-end, as known at a later one.
class KnownDisbursed {
 public:
  KnownDisbursed(const Facts& facts, Index allocation, Estimates estimates, BudgetMonth known)
      : facts_(&facts), allocation_(allocation) {
    if (estimates == Estimates::counted && !facts.estimates.empty()) {
      estimates_ = estimates_of(facts, allocation);
      if (!estimates_.empty()) last_actual_ = last_actual_month(facts, allocation, known);
    }
  }

  [[nodiscard]] Disbursed at_end_of(BudgetMonth month) const {
    Disbursed found{facts_->disbursed.at(allocation_, month), facts_->disbursed.has_row(allocation_, month)};
    for (const auto& estimate : estimates_) {
      if (estimate.month > month) break;
      if (estimate.month.number > last_actual_) found = {estimate.disbursed, estimate.month == month};
    }
    return found;
  }

 private:
  const Facts* facts_;
  Index allocation_;
  std::span<const Estimate> estimates_;
  int last_actual_ = 0;
};

// Sums from month `first` to month `last`, as known at a month-end that isn't earlier.
std::vector<GroupAmounts> sum_months(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                                     BudgetMonth first, BudgetMonth last, BudgetMonth known_at,
                                     const std::vector<bool>& also) {
  const Facts& facts = *portfolio;
  const auto selected = select_allocations(portfolio, basis.scope);
  std::array<Date, months_in_budget_year> end_of;
  for (int number = first.number; number <= last.number; ++number)
    end_of[static_cast<std::size_t>(number - first.number)] = month_end(facts.year, {number});

  const std::size_t groups = grouping.ids.size();
  std::vector<GroupAmounts> sums(static_cast<std::size_t>(last.number - first.number + 1),
                                 {std::vector<Amounts>(groups), std::vector<bool>(groups), {}});
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    if (!selected[i] || (!also.empty() && !also[i])) continue;
    const auto allocation = static_cast<Index>(i);
    const Index group = grouping.of_allocation[i];
    RunningPlan running_plan(facts, allocation, basis);
    const KnownDisbursed known(facts, allocation, basis.estimates, known_at);
    for (std::size_t m = 0; m < sums.size(); ++m) {
      const Dong plan = running_plan.advance_to(end_of[m]);
      const auto [disbursed, reported] = known.at_end_of({first.number + static_cast<int>(m)});
      auto& sum = sums[m];
      sum.total.plan.value += plan.value;
      sum.total.disbursed.value += disbursed.value;
      if (group == none) continue;
      sum.of_group[at(group)].plan.value += plan.value;
      sum.of_group[at(group)].disbursed.value += disbursed.value;
      if (reported && plan.value > 0) sum.reported[at(group)] = true;
    }
  }
  return sums;
}

}  // namespace

Dong plan_on(const Facts& facts, Index allocation, const Basis& basis, Date day) noexcept {
  return RunningPlan(facts, allocation, basis).advance_to(day);
}

Dong disbursed_at(const Facts& facts, Index allocation, Estimates estimates, BudgetMonth month) noexcept {
  return KnownDisbursed(facts, allocation, estimates, month).at_end_of(month).amount;
}

std::optional<DisbursementRow> disbursement_row(const Facts& facts, Index allocation, Estimates estimates,
                                                BudgetMonth month) noexcept {
  const int actual = last_actual_month(facts, allocation, month);
  std::optional<DisbursementRow> row;
  if (actual > 0) row = {{actual}, false};
  if (estimates != Estimates::counted) return row;
  for (const Estimate& estimate : estimates_of(facts, allocation)) {
    if (estimate.month <= month && estimate.month.number > actual) row = {estimate.month, true};
  }
  return row;
}

AllocationFigures figures_at(const Facts& facts, Index allocation, const Basis& basis,
                             BudgetMonth month) noexcept {
  const auto known = KnownDisbursed(facts, allocation, basis.estimates, month).at_end_of(month);
  return {{plan_on(facts, allocation, basis, month_end(facts.year, month)), known.amount}, known.reported};
}

GroupAmounts sum_at(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                    BudgetMonth month, const std::vector<bool>& also) {
  return sum_months(portfolio, basis, grouping, month, month, month, also).front();
}

GroupAmounts sum_as_known(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                          BudgetMonth month, BudgetMonth known_at, const std::vector<bool>& also) {
  return sum_months(portfolio, basis, grouping, month, month, known_at, also).front();
}

std::vector<GroupAmounts> sum_until(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                                    BudgetMonth last) {
  return sum_months(portfolio, basis, grouping, {1}, last, last, {});
}

}  // namespace giaingan::inline v1
