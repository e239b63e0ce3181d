#include "giaingan/assessment/questions.hpp"
#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "assessment/asked.hpp"
#include "assessment/further_spending.hpp"
#include "assessment/goal_judge.hpp"

namespace giaingan::inline v1 {
namespace {

/// Goes up the amounts at which a verdict may turn, each applied and judged by the rules.
class Search {
 public:
  Search(const GoalJudge& judge, const Spending& spending) : judge_(judge), spending_(spending) {}

  /// Fills in the least amount and what belongs to it; or, without one, the best.
  void answer(WhatItTakes& takes) {
    for (const AmountStretch& stretch : spending_.stretches()) {
      const Turns turns = judge_.turns(spending_, stretch);
      if (!takes.addition) all_named_ = all_named_ && turns.all;
      if (judge_.only_improves()) {
        halve(turns.amounts, takes);
        if (takes.addition) break;
      } else {
        climb(turns, takes);
        if (takes.lost_again || (takes.addition && stretch.up_to >= spending_.room().value)) break;
      }
    }
    takes.best = takes.addition ? std::nullopt : best_;
    takes.proven_least = all_named_;
  }

  /// The greatest amount tried that comes to the best: what fails even there is not for want of money.
  [[nodiscard]] Dong furthest() const noexcept { return Dong{furthest_}; }

 private:
  [[nodiscard]] Standing standing(std::int64_t amount) {
    take_steps();
    Standing standing = judge_.standing(spending_.after(Dong{amount}));
    if (standing.place && (!best_ || !best_->standing.place || *standing.place < *best_->standing.place))
      best_ = Applied{Dong{amount}, standing};
    if (best_ && standing.place == best_->standing.place) furthest_ = std::max(furthest_, amount);
    return standing;
  }

  void halve(const std::vector<std::int64_t>& amounts, WhatItTakes& takes) {
    const auto first =
        std::ranges::partition_point(amounts, [&](std::int64_t amount) { return !standing(amount).holds; });
    if (first != amounts.end()) takes.addition = Dong{*first};
  }

  void climb(const Turns& turns, WhatItTakes& takes) {
    for (const std::int64_t amount : turns.amounts) {
      if (takes.addition && amount > spending_.room().value) return;
      const bool holds = standing(amount).holds;
      if (holds && !takes.addition) takes.addition = Dong{turns.all ? amount : narrowed(amount)};
      if (!holds && takes.addition) {
        takes.lost_again = Dong{amount};
        return;
      }
      if (!holds) fails_ = amount;
    }
  }

  /// Between an amount that fails and one that holds, two neighbours of which that is so.
  [[nodiscard]] std::int64_t narrowed(std::int64_t holds) {
    std::int64_t fails = fails_;
    while (holds - fails > 1) {
      const std::int64_t middle = fails + (holds - fails) / 2;
      (standing(middle).holds ? holds : fails) = middle;
    }
    return holds;
  }

  const GoalJudge& judge_;
  const Spending& spending_;
  std::optional<Applied> best_;
  bool all_named_ = true;
  std::int64_t furthest_ = 0;
  std::int64_t fails_ = 0;  // the last amount tried that fails
};

void confirm(const GoalJudge& judge, const Spending& spending, WhatItTakes& takes) {
  const auto applied = [&](std::int64_t amount) {
    return Applied{Dong{amount}, judge.standing(spending.after(Dong{amount}))};
  };
  takes.applied = applied(takes.addition->value);
  takes.one_less = applied(takes.addition->value - 1);
  takes.spent = spending.on(*takes.addition);
}

}  // namespace

WhatItTakes what_would_it_take(const Policy& policy, const Portfolio& portfolio, const Question& question) {
  const AskedGoal asked = asked_in_full(policy, portfolio, question);
  const Portfolio known = asked.judged > asked.as_of ? known_on(portfolio, asked.as_of) : portfolio;
  const auto judge = judge_of(policy, asked);
  WhatItTakes takes;
  takes.question = question;
  takes.goal = asked.goal;
  takes.month = asked.month;
  takes.judged = asked.judged;
  const Spending spending(known, judge->counted(known), asked.month,
                          std::max(judge->last_month(known), asked.month));
  takes.room = spending.room();
  takes.now = judge->standing(known);
  if (takes.now.holds) {
    takes.addition = Dong{0};
    return takes;
  }
  takes.status = TakesStatus::not_reachable;
  takes.unmet = judge->unmet(known);
  takes.obstacle = judge->obstacle(known);
  if (takes.obstacle == Obstacle::nothing && spending.counts_nowhere())
    takes.obstacle = Obstacle::nothing_counts;
  if (takes.obstacle != Obstacle::nothing) return takes;
  Search search(*judge, spending);
  search.answer(takes);
  if (!takes.addition) {
    const Portfolio furthest = spending.after(search.furthest());
    takes.obstacle = judge->obstacle_at_best(furthest);
    takes.unmet = judge->unmet(furthest);
    return takes;
  }
  takes.status = *takes.addition > spending.room() ? TakesStatus::beyond_plan : TakesStatus::reachable;
  confirm(*judge, spending, takes);
  return takes;
}

WhyNot why_not(const Policy& policy, const Portfolio& portfolio, const Question& question) {
  Question as_things_stand = question;
  as_things_stand.by = question.as_of;
  AskedGoal asked = asked_in_full(policy, portfolio, as_things_stand);
  asked.judged = question.as_of;
  const auto judge = judge_of(policy, asked);
  return {question, asked.goal, judge->standing(portfolio), judge->unmet(portfolio)};
}

}  // namespace giaingan::inline v1
