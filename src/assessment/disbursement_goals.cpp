// Goals about ratios: a milestone met, a rank reached (§2.2, §4.1).
#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "assessment/goal_judge.hpp"

namespace giaingan::inline v1 {
namespace {

// ---- A milestone

class MilestoneJudge : public GoalJudge {
 public:
  MilestoneJudge(const Policy& policy, const AskedGoal& asked)
      : GoalJudge(asked),
        policy_(policy),
        number_(static_cast<std::size_t>(
            std::ranges::find(policy->disbursement.milestones, asked.goal.id, &Milestone::id) -
            policy->disbursement.milestones.begin())) {}

  [[nodiscard]] Standing standing(const Portfolio& portfolio) const override {
    const auto verdict = verdict_on(assessed(portfolio));
    if (!verdict) return {false, "undefined"};
    return {verdict->status == MilestoneStatus::met, milestone_status_text(verdict->status)};
  }

  [[nodiscard]] std::vector<UnmetCondition> unmet(const Portfolio& portfolio) const override {
    std::vector<UnmetCondition> unmet;
    const DisbursementResult result = assessed(portfolio);
    const UnitDisbursement* unit = unit_of(result, asked().unit);
    if (unit == nullptr) return unmet;
    for (Evidence& line : explain(policy_->disbursement, result, *unit)) {
      if (line.rule == "milestone" && line.object == milestone().id && line.holds != true)
        unmet.push_back(unmet_condition(std::move(line)));
    }
    return unmet;
  }

  [[nodiscard]] CountedIn counted(const Portfolio& portfolio) const override {
    auto selected = select_allocations(portfolio, milestone().basis.scope);
    const auto also = select_allocations(portfolio, milestone().scope);
    for (std::size_t i = 0; i < selected.size(); ++i)
      selected[i] = selected[i] && also[i];
    CountedIn counted;
    add_figure(counted, allocations_of(portfolio, asked().level, asked().unit), selected);
    return counted;
  }

  [[nodiscard]] BudgetMonth last_month(const Portfolio& portfolio) const override {
    return month_as_of(portfolio->year, milestone().by).value_or(asked().month);
  }

  [[nodiscard]] Turns turns(const Spending& spending, const AmountStretch& stretch) const override {
    TurningPoints points(stretch);
    const auto verdict = verdict_on(assessed(spending.after(Dong{stretch.after})));
    if (verdict && verdict->shortfall) points.add(stretch.after + verdict->shortfall->value);
    return {std::move(points).sorted(), true};
  }

  [[nodiscard]] bool only_improves() const override { return true; }

  [[nodiscard]] Obstacle obstacle(const Portfolio& portfolio) const override {
    const auto verdict = verdict_on(assessed(portfolio));
    if (!verdict) return Obstacle::does_not_apply;
    if (!verdict->amounts.ratio()) return Obstacle::no_plan;
    return verdict->month < asked().month ? Obstacle::too_late : Obstacle::nothing;
  }

 private:
  [[nodiscard]] const Milestone& milestone() const { return policy_->disbursement.milestones[number_]; }

  [[nodiscard]] DisbursementResult assessed(const Portfolio& portfolio) const {
    return rank_units(policy_->disbursement, portfolio, asked().judged, asked().level);
  }

  [[nodiscard]] std::optional<MilestoneVerdict> verdict_on(const DisbursementResult& result) const {
    const UnitDisbursement* unit = unit_of(result, asked().unit);
    if (unit == nullptr) return std::nullopt;
    const auto found = std::ranges::find(unit->milestones, number_, &MilestoneVerdict::milestone);
    return found == unit->milestones.end() ? std::nullopt : std::optional(*found);
  }

  Policy policy_;
  std::size_t number_;
};

// ---- A rank

class RankJudge : public GoalJudge {
 public:
  RankJudge(const Policy& policy, const AskedGoal& asked) : GoalJudge(asked), policy_(policy) {}

  [[nodiscard]] Standing standing(const Portfolio& portfolio) const override {
    const DisbursementResult result = assessed(portfolio);
    const UnitDisbursement* unit = unit_of(result, asked().unit);
    if (unit == nullptr || !unit->rank) return {false, "unranked"};
    return {*unit->rank <= asked().goal.rank, std::to_string(*unit->rank), unit->rank};
  }

  // The last listed of those who stand there: who reaches its ratio reaches its rank, unless a tiebreak
  // decides.
  [[nodiscard]] std::vector<UnmetCondition> unmet(const Portfolio& portfolio) const override {
    const DisbursementResult result = assessed(portfolio);
    const UnitDisbursement* unit = unit_of(result, asked().unit);
    if (unit == nullptr || (unit->rank && *unit->rank <= asked().goal.rank)) return {};
    const UnitDisbursement* there = nullptr;
    for (const UnitDisbursement& other : result.units) {
      if (other.rank && *other.rank <= asked().goal.rank) there = &other;
    }
    Evidence line;
    line.rule = "rank";
    line.subject = unit->id;
    line.basis = result.basis;
    line.month = result.month;
    line.amounts = unit->amounts;
    line.citation = settings_citation();
    line.compare_at = policy_->disbursement.compare_at;
    if (const auto ratio = unit->amounts.ratio()) line.left = Rational(*ratio);
    if (there != nullptr) {
      line.object = there->id;
      line.right = Rational(*there->amounts.ratio());
      line.right_amounts = there->amounts;
    }
    if (line.left && line.right) {
      line.holds = false;
      const Threshold reach(*line.right, Comparison::at_least, policy_->disbursement.compare_at);
      line.distance = reach.shortfall(unit->amounts);
      // Of equals the tiebreak puts this one behind: it has to pass.
      if (line.distance == Dong{0}) line.comparison = Comparison::more_than;
    }
    return {unmet_condition(std::move(line))};
  }

  [[nodiscard]] CountedIn counted(const Portfolio& portfolio) const override {
    CountedIn counted;
    add_figure(counted, allocations_of(portfolio, asked().level, asked().unit),
               select_allocations(portfolio, policy_->disbursement.basis.scope));
    return counted;
  }

  // Where the unit reaches or passes another one, by ratio or by a tiebreak.
  [[nodiscard]] Turns turns(const Spending& spending, const AmountStretch& stretch) const override {
    TurningPoints points(stretch);
    const DisbursementResult start = assessed(spending.after(Dong{stretch.after}));
    const UnitDisbursement& unit = *unit_of(start, asked().unit);
    const Rational plan(unit.amounts.plan.value);
    const Line ratio{Rational(*unit.amounts.ratio()), Rational(1) / plan};
    const Line disbursed{Rational(unit.amounts.disbursed.value), Rational(1)};
    const auto& step = policy_->disbursement.compare_at;
    points.add(stretch.after + 1);
    for (const UnitDisbursement& other : start.units) {
      if (!other.rank || other.id == unit.id) continue;
      const Rational value(*other.amounts.ratio());
      if (step) {
        const Rational steps = rounded_steps(value, *step);
        const Rational half(Ratio{1, 2});
        points.add_crossing(ratio, (steps - half) * Rational(*step));
        points.add_crossing(ratio, (steps + half) * Rational(*step));
      } else {
        points.add_crossing(ratio, value);
      }
      points.add_crossing(disbursed, Rational(other.amounts.disbursed.value));
    }
    return {std::move(points).sorted(), true};
  }

  [[nodiscard]] bool only_improves() const override { return true; }

  [[nodiscard]] Obstacle obstacle(const Portfolio& portfolio) const override {
    return standing(portfolio).place ? Obstacle::nothing : Obstacle::no_plan;
  }

 private:
  [[nodiscard]] DisbursementResult assessed(const Portfolio& portfolio) const {
    return rank_units(policy_->disbursement, portfolio, asked().judged, asked().level);
  }
  [[nodiscard]] Citation settings_citation() const {
    const DisbursementPolicy& rule = policy_->disbursement;
    return rule.settings.deciding(rule.citation, {"ties", "tiebreak"});
  }

  Policy policy_;
};

}  // namespace

std::unique_ptr<GoalJudge> milestone_judge(const Policy& policy, const AskedGoal& asked) {
  return std::make_unique<MilestoneJudge>(policy, asked);
}

std::unique_ptr<GoalJudge> rank_judge(const Policy& policy, const AskedGoal& asked) {
  return std::make_unique<RankJudge>(policy, asked);
}

}  // namespace giaingan::inline v1
