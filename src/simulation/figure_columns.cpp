#include "simulation/figure_columns.hpp"

#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1 {

FigureSetup::FigureSetup(const Portfolio& base, const Basis& basis, std::string_view level,
                         const std::vector<bool>& also, BudgetMonth last,
                         std::span<const std::uint32_t> order)
    : grouping_(group_by_level(base, level)), months_with_plan_(grouping_.ids.size()) {
  for (BudgetMonth month{1}; month <= last; ++month.number) {
    const GroupAmounts sums = sum_at(base, basis, grouping_, month, also);
    std::vector<std::int64_t> plans;
    plans.reserve(sums.of_group.size());
    for (const Amounts& amounts : sums.of_group) {
      if (amounts.plan.value > 0) {
        MonthBits& months = months_with_plan_[plans.size()];
        months = static_cast<MonthBits>(months | (1U << (month.number - 1)));
      }
      plans.push_back(amounts.plan.value);
    }
    if (plan_.empty() || plans != plan_.back()) plan_.push_back(std::move(plans));
    plan_of_month_.push_back(plan_.size() - 1);
    total_plan_.push_back(sums.total.plan.value);
  }
  const auto selected = select_allocations(base, basis.scope);
  const auto counts = [&](std::uint32_t allocation) {
    return selected[allocation] && (also.empty() || also[allocation]);
  };
  const auto group_of = [&](std::uint32_t position) {
    const Index group = grouping_.of_allocation[order[position]];
    return group == none ? groups() : static_cast<std::size_t>(group);
  };
  for (std::uint32_t position = 0; position < order.size(); ++position) {
    if (counts(order[position])) members_.push_back(position);
  }
  std::ranges::stable_sort(members_, {}, group_of);
  first_.resize(groups() + 1);
  for (std::size_t group = 0; group <= groups(); ++group) {
    first_[group] = static_cast<std::uint32_t>(std::ranges::lower_bound(members_, group, {}, group_of) -
                                               members_.begin());
  }
  all_ = members_.size() == order.size();
  // The last allocation may belong to no group, and the last group have none.
  one_each_ = all_ && groups() == order.size() && first_.back() == order.size();
  for (std::size_t group = 0; one_each_ && group < groups(); ++group)
    one_each_ = first_[group] == group && members_[group] == group;
}

FigureColumns::FigureColumns(const FigureSetup& setup)
    : setup_(&setup),
      sums_(setup.total_plan_.size()),
      disbursed_(setup.total_plan_.size()),
      total_(setup.total_plan_.size()) {}

void FigureColumns::take(const SpendingColumns& spent, std::size_t month) {
  const FigureSetup& setup = *setup_;
  const auto of_allocation = spent.at(month);
  if (setup.one_each_) {
    disbursed_[month] = of_allocation;
    total_[month] = spent.total(month);
    return;
  }
  auto& sums = sums_[month];
  sums.resize(setup.groups());
  disbursed_[month] = sums;
  const std::uint32_t* const members = setup.members_.data();
  std::int64_t total = 0;
  for (std::size_t group = 0; group < sums.size(); ++group) {
    std::int64_t sum = 0;
    for (std::uint32_t k = setup.first_[group]; k < setup.first_[group + 1]; ++k)
      sum += of_allocation[members[k]];
    sums[group] = sum;
    total += sum;
  }
  for (std::size_t k = setup.first_.back(); k < setup.members_.size(); ++k)
    total += of_allocation[members[k]];
  total_[month] = total;
}

}  // namespace giaingan::inline v1
