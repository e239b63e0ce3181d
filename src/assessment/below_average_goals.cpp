// Goals about months below the average: not below, off the review list, flagged (§4.2).
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/rules/below_average.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assessment/goal_judge.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t at(BudgetMonth month) {
  return static_cast<std::size_t>(month.number - 1);
}

template <class Visit>
void for_each_month(const BelowAverageUnit& unit, Visit visit) {
  for (const BelowAverageRun& run : unit.runs) {
    for (const JudgedMonth& month : run.months)
      visit(month);
  }
  for (const JudgedMonth& month : unit.outside_runs)
    visit(month);
}

// The months of a run that goes on to the last month judged: those that keep the unit where it is.
const BelowAverageRun* current_run(const BelowAverageUnit& unit) {
  return unit.current_run == 0 ? nullptr : &unit.runs.back();
}

const JudgedMonth* last_month_below(const BelowAverageUnit& unit, std::optional<BudgetMonth> last) {
  const BelowAverageRun* run = current_run(unit);
  if (run == nullptr || run->months.empty() || run->months.back().month != last) return nullptr;
  return &run->months.back();
}

class BelowAverageJudge : public GoalJudge {
 public:
  BelowAverageJudge(const Policy& policy, const AskedGoal& asked)
      : GoalJudge(asked), policy_(policy), rule_(*policy->below_average) {}

  [[nodiscard]] Standing standing(const Portfolio& portfolio) const override {
    const BelowAverageResult result = judged(portfolio);
    if (asked().goal.kind == GoalKind::not_below) {
      const bool below = any(result, [&](const BelowAverageUnit& unit) {
        return last_month_below(unit, result.month) != nullptr;
      });
      return {!below, below ? "below" : "not_below"};
    }
    if (asked().goal.kind == GoalKind::off_list) {
      const bool listed = entry(result) != nullptr;
      return {!listed, listed ? "listed" : "not_listed"};
    }
    const bool flagged = any(result, [](const BelowAverageUnit& unit) { return unit.flagged; });
    return {flagged, flagged ? "flagged" : "not_flagged"};
  }

  [[nodiscard]] std::vector<UnmetCondition> unmet(const Portfolio& portfolio) const override {
    const BelowAverageResult result = judged(portfolio);
    std::vector<UnmetCondition> unmet;
    for (const BelowAverageUnit& unit : result.units) {
      if (unit.id != asked().unit) continue;
      if (asked().goal.kind == GoalKind::not_below) {
        if (const JudgedMonth* month = last_month_below(unit, result.month))
          add_month(result, unit, month->month, unmet);
      } else if (asked().goal.kind == GoalKind::off_list) {
        if (unit.flagged) add_run(result, unit, unmet);
      } else if (!unit.flagged) {
        add_missing_run(result, unit, unmet);
      }
    }
    if (asked().goal.kind == GoalKind::off_list) add_violations(result, unmet);
    return unmet;
  }

  [[nodiscard]] CountedIn counted(const Portfolio& portfolio) const override {
    const auto of_unit = allocations_of(portfolio, asked().level, asked().unit);
    const auto in_scope = select_allocations(portfolio, rule_.basis.scope);
    std::vector<bool> counts(of_unit.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
      counts[i] = of_unit[i] && in_scope[i];
    CountedIn counted;
    counted.resize(of_unit.size());
    add_below_average_figures(counted, counts, portfolio, rule_);
    return counted;
  }

  [[nodiscard]] BudgetMonth last_month(const Portfolio& portfolio) const override {
    return std::max(asked().month, std::min(GoalJudge::last_month(portfolio), rule_.last_month));
  }

  [[nodiscard]] Turns turns(const Spending& spending, const AmountStretch& stretch) const override {
    TurningPoints points(stretch);
    const BelowAverageResult start = judged(spending.after(Dong{stretch.after}));
    const BelowAverageResult further = judged(spending.after(Dong{stretch.after + 1}));
    points.add(stretch.after + 1);
    const bool all =
        add_below_average_turns(points, rule_, start, further, asked().unit, asked().month, false);
    return {std::move(points).sorted(), all};
  }

  // Rounded figures move in steps: the average may pass into its next one just after the unit reached its
  // own.
  [[nodiscard]] bool only_improves() const override { return false; }

  [[nodiscard]] Obstacle obstacle(const Portfolio& portfolio) const override {
    const BelowAverageResult result = judged(portfolio);
    if (asked().goal.kind == GoalKind::off_list) {
      const ReviewEntry* listed = entry(result);
      if (listed != nullptr && !listed->violations.empty()) return Obstacle::violation;
    }
    if (!result.month || *result.month < asked().month) return Obstacle::too_late;
    return Obstacle::nothing;
  }

 private:
  [[nodiscard]] BelowAverageResult judged(const Portfolio& portfolio) const {
    return find_below_average(rule_, portfolio, asked().judged, asked().level);
  }

  template <class Condition>
  [[nodiscard]] bool any(const BelowAverageResult& result, Condition condition) const {
    return std::ranges::any_of(result.units, [&](const BelowAverageUnit& unit) {
      return unit.id == asked().unit && condition(unit);
    });
  }

  [[nodiscard]] const ReviewEntry* entry(const BelowAverageResult& result) const {
    const auto found = std::ranges::find(result.review, asked().unit, &ReviewEntry::id);
    return found == result.review.end() ? nullptr : &*found;
  }

  // A month that is below, asked the other way round: what isn't at least the average.
  void add_month(const BelowAverageResult& result, const BelowAverageUnit& unit, BudgetMonth month,
                 std::vector<UnmetCondition>& unmet) const {
    for (Evidence& line : explain(rule_, result, unit)) {
      if (line.month != month || line.holds != true) continue;
      line.comparison = Comparison::at_least;
      line.holds = false;
      unmet.push_back(unmet_condition(std::move(line)));
    }
  }

  [[nodiscard]] static Evidence run_line(const BelowAverageResult& result, const BelowAverageUnit& unit,
                                         int months, Comparison comparison) {
    Evidence line;
    line.rule = "below_average.run";
    line.subject = unit.id;
    line.object = unit.reference;
    line.basis = result.basis;
    line.month = result.month;
    line.quantity = Quantity::count;
    line.left = Rational(std::int64_t{unit.current_run});
    line.comparison = comparison;
    line.right = Rational(std::int64_t{months});
    line.holds = false;
    line.citation = result.citation;
    return line;
  }

  void add_run(const BelowAverageResult& result, const BelowAverageUnit& unit,
               std::vector<UnmetCondition>& unmet) const {
    unmet.push_back(unmet_condition(run_line(result, unit, rule_.months.value, Comparison::less_than)));
    // Any one of the last months, as many as a flag needs, would break it.
    const auto& months = current_run(unit)->months;
    const auto needed = static_cast<std::size_t>(rule_.months.value);
    for (std::size_t i = months.size() - std::min(months.size(), needed); i < months.size(); ++i)
      add_month(result, unit, months[i].month, unmet);
  }

  // The run is too short: the months up to the last that don't belong to one, as many as a flag needs.
  void add_missing_run(const BelowAverageResult& result, const BelowAverageUnit& unit,
                       std::vector<UnmetCondition>& unmet) const {
    unmet.push_back(unmet_condition(run_line(result, unit, rule_.months.value, Comparison::at_least)));
    if (!result.month) return;
    const BudgetMonth first{result.month->number - rule_.months.value + 1};
    for (Evidence& line : explain(rule_, result, unit)) {
      const bool in_question = line.month && *line.month >= first;
      if (!in_question || line.holds == true) continue;
      unmet.push_back(unmet_condition(std::move(line)));
    }
  }

  void add_violations(const BelowAverageResult& result, std::vector<UnmetCondition>& unmet) const {
    const ReviewEntry* listed = entry(result);
    if (listed == nullptr || listed->violations.empty()) return;
    Evidence line;
    line.rule = "below_average.violation";
    line.subject = listed->id;
    line.object = "violations";
    line.quantity = Quantity::count;
    line.left = Rational(static_cast<std::int64_t>(listed->violations.size()));
    line.comparison = Comparison::at_most;
    line.right = Rational(0);
    line.holds = false;
    line.citation = rule_.settings.deciding(rule_.citation, {"violation_events"});
    unmet.push_back(unmet_condition(std::move(line)));
  }

  Policy policy_;
  const BelowAveragePolicy& rule_;
};

// ---- Where runs may turn

// A reference's value at two looks at a stretch, month by month.
class MovingReferences {
 public:
  MovingReferences(const BelowAverageResult& start, const BelowAverageResult& one_further)
      : start_(start), further_(one_further) {}

  [[nodiscard]] std::optional<Line> at_month(std::size_t reference, BudgetMonth month) {
    const auto key = std::pair(reference, month);
    if (const auto known = lines_.find(key); known != lines_.end()) return known->second;
    const auto& from = start_.references[reference].at[at(month)].value;
    const auto& to = further_.references[reference].at[at(month)].value;
    return lines_[key] = from && to ? std::optional(line_through(*from, *to)) : std::nullopt;
  }

 private:
  const BelowAverageResult& start_;
  const BelowAverageResult& further_;
  std::map<std::pair<std::size_t, BudgetMonth>, std::optional<Line>> lines_;
};

}  // namespace

void add_below_average_figures(CountedIn& counted, const std::vector<bool>& of_unit,
                               const Portfolio& portfolio, const BelowAveragePolicy& policy) {
  add_figure(counted, of_unit, select_allocations(portfolio, policy.basis.scope));
  for (const Average& reference : policy.references) {
    if (reference.kind != AverageKind::mean) continue;
    const auto in_scope = select_allocations(portfolio, reference.basis.scope);
    const Grouping grouping = group_by_level(portfolio, reference.level);
    for (std::size_t i = 0; i < of_unit.size(); ++i) {
      if (of_unit[i]) counted[i].push_back(in_scope[i] ? grouping.of_allocation[i] + 1 : 0);
    }
  }
}

bool add_below_average_turns(TurningPoints& points, const BelowAveragePolicy& policy,
                             const BelowAverageResult& start, const BelowAverageResult& one_further,
                             const std::string& unit, BudgetMonth from, bool every_unit) {
  bool all = true;
  MovingReferences references(start, one_further);
  for (std::size_t i = 0; i < start.units.size(); ++i) {
    const BelowAverageUnit& one = start.units[i];
    if (one.id != unit && !every_unit) continue;
    std::map<BudgetMonth, Amounts> later;
    for_each_month(one_further.units[i],
                   [&](const JudgedMonth& month) { later[month.month] = month.amounts; });
    for_each_month(one, [&](const JudgedMonth& month) {
      const auto ratio = month.amounts.ratio();
      if (!ratio || month.month < from) return;
      const Line own = line_through(Rational(*ratio), Rational(*later[month.month].ratio()));
      for (const std::size_t reference : one.held_against) {
        const auto average = references.at_month(reference, month.month);
        if (!average) continue;
        if (policy.compare_at) {
          all = points.add_rounded_comparison(own, *average, *policy.compare_at) && all;
        } else {
          points.add_comparison(own, *average);
        }
      }
    });
  }
  return all;
}

std::unique_ptr<GoalJudge> below_average_judge(const Policy& policy, const AskedGoal& asked) {
  return std::make_unique<BelowAverageJudge>(policy, asked);
}

}  // namespace giaingan::inline v1
