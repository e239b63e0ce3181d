// What reports print beside the ranking: further bases, further groupings, the department tree.
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <algorithm>
#include <cstddef>
#include <ranges>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

void add(Amounts& sum, const Amounts& more) {
  sum.plan.value += more.plan.value;
  sum.disbursed.value += more.disbursed.value;
}

// The group of each unit of the result. Ids stand once and in order in a grouping.
std::vector<std::size_t> groups_of_units(const Grouping& grouping, const DisbursementResult& result) {
  std::vector<std::size_t> groups;
  groups.reserve(result.units.size());
  for (const auto& unit : result.units) {
    const auto found = std::lower_bound(grouping.ids.begin(), grouping.ids.end(), unit.id);
    groups.push_back(static_cast<std::size_t>(found - grouping.ids.begin()));
  }
  return groups;
}

// ---- Groupings

// A grouping while its sums grow.
struct Sums {
  Grouping grouping;
  std::vector<Amounts> of_group;
  std::vector<bool> reported;
  Amounts outside;
};

bool is_tree(const Sums& sums) {
  return sums.grouping.level == "tree";
}

Sums no_sums(const Portfolio& portfolio, const std::string& level) {
  Sums sums{level == "tree" ? group_by_own_unit(portfolio) : group_by_level(portfolio, level), {}, {}, {}};
  sums.of_group.resize(sums.grouping.ids.size());
  sums.reported.resize(sums.grouping.ids.size());
  return sums;
}

void count_allocations(const DisbursementPolicy& policy, const Portfolio& portfolio, BudgetMonth month,
                       std::vector<Sums>& all) {
  const auto counted = select_allocations(portfolio, policy.basis.scope);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (!counted[i]) continue;
    const auto figures = figures_at(*portfolio, static_cast<Index>(i), policy.basis, month);
    for (auto& sums : all) {
      const Index group = sums.grouping.of_allocation[i];
      add(group == none ? sums.outside : sums.of_group[at(group)], figures.amounts);
      if (group != none && figures.reported && figures.amounts.plan.value > 0)
        sums.reported[at(group)] = true;
    }
  }
}

GroupingFigures flat(const Facts& facts, const Sums& sums) {
  GroupingFigures figures{sums.grouping.level, {}, sums.outside, sums.outside};
  for (std::size_t group = 0; group < sums.of_group.size(); ++group) {
    auto& row = figures.groups.emplace_back();
    row.id = sums.grouping.ids[group];
    if (const Index unit = sums.grouping.unit[group]; unit != none) row.name = facts.units[at(unit)].name;
    row.amounts = row.own = sums.of_group[group];
    row.reported = sums.reported[group];
    add(figures.total, row.amounts);
  }
  return figures;
}

// The units in the order of a tree, every one before those below it, siblings by id. A stack rather than
// recursion: a chain of parents may be long.
std::vector<Index> in_tree_order(const std::vector<Unit>& units) {
  std::vector<std::vector<Index>> below(units.size());
  std::vector<Index> waiting;
  for (std::size_t i = units.size(); i-- > 0;) {
    const auto unit = static_cast<Index>(i);
    (units[i].parent == none ? waiting : below[at(units[i].parent)]).push_back(unit);
  }
  std::vector<Index> order;
  order.reserve(units.size());
  while (!waiting.empty()) {
    const Index unit = waiting.back();
    waiting.pop_back();
    order.push_back(unit);
    waiting.insert(waiting.end(), below[at(unit)].begin(), below[at(unit)].end());
  }
  return order;
}

GroupingFigures tree(const Facts& facts, const Sums& sums) {
  GroupingFigures figures{sums.grouping.level, {}, sums.outside, sums.outside};
  const auto order = in_tree_order(facts.units);
  std::vector<std::size_t> row_of(facts.units.size());
  for (const Index unit : order) {
    row_of[at(unit)] = figures.groups.size();
    auto& row = figures.groups.emplace_back();
    row.id = facts.units[at(unit)].id;
    row.name = facts.units[at(unit)].name;
    row.amounts = row.own = sums.of_group[at(unit)];
    row.reported = sums.reported[at(unit)];
    if (const Index parent = facts.units[at(unit)].parent; parent != none) {
      row.parent = facts.units[at(parent)].id;
      row.depth = figures.groups[row_of[at(parent)]].depth + 1;
    }
  }
  // From the last upwards, every unit is complete before it is added to the one above it.
  for (const Index unit : std::views::reverse(order)) {
    const auto& row = figures.groups[row_of[at(unit)]];
    const Index parent = facts.units[at(unit)].parent;
    if (parent == none) {
      add(figures.total, row.amounts);
      continue;
    }
    auto& above = figures.groups[row_of[at(parent)]];
    add(above.amounts, row.amounts);
    above.reported = above.reported || row.reported;
  }
  return figures;
}

}  // namespace

std::vector<HeadlineFigures> headlines(const DisbursementPolicy& policy, const Portfolio& portfolio,
                                       const DisbursementResult& result) {
  std::vector<HeadlineFigures> all;
  if (policy.headlines.empty()) return all;
  const auto grouping = group_by_level(portfolio, result.level);
  const auto groups = groups_of_units(grouping, result);
  for (const auto& basis : policy.headlines) {
    auto& figures = all.emplace_back(HeadlineFigures{basis.id, {}, std::vector<Amounts>(groups.size())});
    if (!result.month) continue;
    const auto sums = sum_at(portfolio, basis, grouping, *result.month);
    figures.total = sums.total;
    for (std::size_t i = 0; i < groups.size(); ++i)
      figures.of_unit[i] = sums.of_group[groups[i]];
  }
  return all;
}

std::vector<GroupingFigures> groupings(const DisbursementPolicy& policy, const Portfolio& portfolio,
                                       const DisbursementResult& result) {
  std::vector<Sums> all;
  all.reserve(policy.groupings.size());
  for (const auto& level : policy.groupings)
    all.push_back(no_sums(portfolio, level));
  if (result.month && !all.empty()) count_allocations(policy, portfolio, *result.month, all);
  std::vector<GroupingFigures> figures;
  figures.reserve(all.size());
  for (const auto& sums : all)
    figures.push_back(is_tree(sums) ? tree(*portfolio, sums) : flat(*portfolio, sums));
  return figures;
}

}  // namespace giaingan::inline v1
