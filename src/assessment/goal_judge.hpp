/// @file
/// One kind of goal: how a portfolio stands to it, and where along a further amount that may turn.
#pragma once

#include "giaingan/assessment/questions.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assessment/further_spending.hpp"

namespace giaingan::inline v1 {

/// A question made ready: its goal without `rise`, the days that it comes to.
struct AskedGoal {
  Goal goal;
  std::string unit;
  std::string level;
  Date as_of;
  BudgetMonth month;  ///< by whose end money is disbursed
  Date judged;
};

/// Amounts at which a verdict may turn.
struct Turns {
  std::vector<std::int64_t> amounts;  ///< in ascending order, each once
  bool all = true;                    ///< between two of them in a row it can't turn
};

class GoalJudge {
 public:
  GoalJudge() = default;
  GoalJudge(const GoalJudge&) = delete;
  GoalJudge& operator=(const GoalJudge&) = delete;
  virtual ~GoalJudge() = default;

  /// The verdict of the rules on a portfolio.
  [[nodiscard]] virtual Standing standing(const Portfolio& portfolio) const = 0;
  /// What keeps it from holding; empty if it holds.
  [[nodiscard]] virtual std::vector<UnmetCondition> unmet(const Portfolio& portfolio) const = 0;
  /// In which of the figures that decide each allocation of the unit counts.
  [[nodiscard]] virtual CountedIn counted(const Portfolio& portfolio) const = 0;
  /// The last month whose figures decide.
  [[nodiscard]] virtual BudgetMonth last_month(const Portfolio& portfolio) const;
  [[nodiscard]] virtual Turns turns(const Spending& spending, const AmountStretch& stretch) const = 0;
  /// Whether a verdict that holds for an amount holds for every greater one.
  [[nodiscard]] virtual bool only_improves() const = 0;
  /// What stands against every amount from the start; `nothing` if nothing is known to.
  [[nodiscard]] virtual Obstacle obstacle(const Portfolio& portfolio) const = 0;
  /// The same once no amount was found, of the best one.
  [[nodiscard]] virtual Obstacle obstacle_at_best(const Portfolio& portfolio) const;

 protected:
  explicit GoalJudge(const AskedGoal& asked) : asked_(asked) {}
  [[nodiscard]] const AskedGoal& asked() const noexcept { return asked_; }

 private:
  AskedGoal asked_;
};

/// The judge of a question that has no problems. @pre not `rise`
[[nodiscard]] std::unique_ptr<GoalJudge> judge_of(const Policy& policy, const AskedGoal& asked);

[[nodiscard]] std::unique_ptr<GoalJudge> milestone_judge(const Policy& policy, const AskedGoal& asked);
[[nodiscard]] std::unique_ptr<GoalJudge> rank_judge(const Policy& policy, const AskedGoal& asked);
[[nodiscard]] std::unique_ptr<GoalJudge> below_average_judge(const Policy& policy, const AskedGoal& asked);
[[nodiscard]] std::unique_ptr<GoalJudge> rating_judge(const Policy& policy, const AskedGoal& asked);

// What the judges share.

/// The unit's place among the units of its level; nothing if it isn't one of them.
[[nodiscard]] const UnitDisbursement* unit_of(const DisbursementResult& result, const std::string& unit);

/// A selection of allocations as one more figure that they count in.
/// @param of_unit which allocations are the unit's: the others' rows stay empty
void add_figure(CountedIn& counted, const std::vector<bool>& of_unit, const std::vector<bool>& selected);

/// Which allocations are the unit's at a level.
[[nodiscard]] std::vector<bool> allocations_of(const Portfolio& portfolio, const std::string& level,
                                               const std::string& unit);

/// The figures that the runs below the average read: the rule's own, and the groups of means.
void add_below_average_figures(CountedIn& counted, const std::vector<bool>& of_unit,
                               const Portfolio& portfolio, const BelowAveragePolicy& policy);

/// Where runs below the average may turn between two looks at a stretch: one at its `after`, one a đồng
/// further. @param every_unit also of the others, whom the average may leave behind
/// @return whether all were named
[[nodiscard]] bool add_below_average_turns(TurningPoints& points, const BelowAveragePolicy& policy,
                                           const BelowAverageResult& start,
                                           const BelowAverageResult& one_further, const std::string& unit,
                                           BudgetMonth from, bool every_unit);

/// A condition with how far left is from right.
[[nodiscard]] UnmetCondition unmet_condition(Evidence evidence);

}  // namespace giaingan::inline v1
