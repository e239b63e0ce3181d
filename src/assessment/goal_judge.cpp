#include "assessment/goal_judge.hpp"

#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {

BudgetMonth GoalJudge::last_month(const Portfolio& portfolio) const {
  return month_as_of(portfolio->year, asked_.judged).value_or(asked_.month);
}

Obstacle GoalJudge::obstacle_at_best(const Portfolio& /*portfolio*/) const {
  return Obstacle::no_amount;
}

std::unique_ptr<GoalJudge> judge_of(const Policy& policy, const AskedGoal& asked) {
  switch (asked.goal.kind) {
    case GoalKind::milestone:
      return milestone_judge(policy, asked);
    case GoalKind::rank:
    case GoalKind::rise:
      return rank_judge(policy, asked);
    case GoalKind::rating:
      return rating_judge(policy, asked);
    case GoalKind::not_below:
    case GoalKind::off_list:
    case GoalKind::flagged:
      break;
  }
  return below_average_judge(policy, asked);
}

const UnitDisbursement* unit_of(const DisbursementResult& result, const std::string& unit) {
  const auto found = std::ranges::find(result.units, unit, &UnitDisbursement::id);
  return found == result.units.end() ? nullptr : &*found;
}

void add_figure(CountedIn& counted, const std::vector<bool>& of_unit, const std::vector<bool>& selected) {
  counted.resize(of_unit.size());
  for (std::size_t i = 0; i < of_unit.size(); ++i) {
    if (of_unit[i]) counted[i].push_back(selected[i] ? 1 : 0);
  }
}

std::vector<bool> allocations_of(const Portfolio& portfolio, const std::string& level,
                                 const std::string& unit) {
  const Grouping grouping = group_by_level(portfolio, level);
  std::vector<bool> of_unit(grouping.of_allocation.size());
  const auto place = std::ranges::find(grouping.ids, unit);
  if (place == grouping.ids.end()) return of_unit;
  const auto group = static_cast<Index>(place - grouping.ids.begin());
  for (std::size_t i = 0; i < of_unit.size(); ++i)
    of_unit[i] = grouping.of_allocation[i] == group;
  return of_unit;
}

UnmetCondition unmet_condition(Evidence evidence) {
  UnmetCondition condition{std::move(evidence)};
  const auto& [left, right] = std::pair(condition.evidence.left, condition.evidence.right);
  if (left && right) condition.short_by = *left < *right ? *right - *left : *left - *right;
  return condition;
}

}  // namespace giaingan::inline v1
