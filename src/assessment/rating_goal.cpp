// The goal of a class of the completion evaluation (§1.1, §4.5).
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/unit_metrics.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "assessment/goal_judge.hpp"
#include "assessment/rating_unmet.hpp"

namespace giaingan::inline v1 {
namespace {

// The metrics that follow what is disbursed đồng by đồng; every other one stands still or jumps.
constexpr std::array following{metric_id(EngineMetric::final_ratio), metric_id(EngineMetric::disbursed),
                               metric_id(EngineMetric::schedule_adherence)};

bool follows(std::string_view metric) {
  return std::ranges::find(following, metric) != following.end();
}

/// Whether a criterion scores what was done over what was assigned.
bool is_quotient(const Criterion& criterion) {
  const auto* banded = std::get_if<BandedScore>(&criterion.score);
  return banded != nullptr ? !banded->over.empty()
                           : std::holds_alternative<ProportionalScore>(criterion.score);
}

/// The intervals that a criterion holds metrics against as they are, by metric.
std::vector<std::pair<std::string, std::vector<Interval>>> intervals_of(const Criterion& criterion) {
  std::vector<std::pair<std::string, std::vector<Interval>>> found;
  if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    found.reserve(table->metrics.size());
    for (std::size_t i = 0; i < table->metrics.size(); ++i) {
      auto& intervals = found.emplace_back(table->metrics[i], std::vector<Interval>{}).second;
      for (const TableRow& row : table->rows)
        intervals.insert(intervals.end(), row.cells[i].begin(), row.cells[i].end());
    }
  }
  const auto* banded = std::get_if<BandedScore>(&criterion.score);
  if (banded == nullptr || !banded->over.empty()) return found;
  auto& intervals = found.emplace_back(banded->metric, std::vector<Interval>{}).second;
  intervals.reserve(banded->bands.size());
  for (const ScoreBand& band : banded->bands)
    intervals.push_back(band.interval);
  return found;
}

// Everything that a class depends on, at one amount.
struct Rated {
  MonthlyAssessment assessment;
  MetricTable metrics;
  EvaluationResult result;
};

class RatingJudge : public GoalJudge {
 public:
  RatingJudge(const Policy& policy, const AskedGoal& asked)
      : GoalJudge(asked), policy_(policy), rubric_(*policy->evaluation) {
    const auto found = std::ranges::find(rubric_.classes, asked.goal.id, &RatingClass::id);
    wanted_ = static_cast<std::size_t>(found - rubric_.classes.begin());
    read_metrics();
  }

  [[nodiscard]] Standing standing(const Portfolio& portfolio) const override {
    const Rated rated = rate(portfolio);
    const SubjectRating* rating = rating_of(rated.result, asked().unit, asked().goal.subject);
    if (rating == nullptr || !rating->rating) return {false, "not_rated"};
    return {*rating->rating <= wanted_, rubric_.classes[*rating->rating].id,
            static_cast<std::int64_t>(*rating->rating)};
  }

  [[nodiscard]] std::vector<UnmetCondition> unmet(const Portfolio& portfolio) const override {
    return unmet_for_class(rubric_, rate(portfolio).result, asked().unit, asked().goal.subject, wanted_);
  }

  [[nodiscard]] CountedIn counted(const Portfolio& portfolio) const override {
    CountedIn counted;
    const auto of_unit = allocations_of(portfolio, asked().level, asked().unit);
    counted.resize(of_unit.size());
    const DisbursementPolicy& disbursement = policy_->disbursement;
    if (reads(EngineMetric::final_ratio) || reads(EngineMetric::disbursed))
      add_figure(counted, of_unit, select_allocations(portfolio, rubric_.basis.scope));
    if (reads(EngineMetric::schedule_adherence) && portfolio->schedule) {
      auto selected = select_allocations(portfolio, disbursement.basis.scope);
      for (std::size_t i = 0; i < selected.size(); ++i)
        selected[i] = selected[i] && counts_in_schedule(*portfolio, of_unit, selected);
      add_figure(counted, of_unit, selected);
    }
    if (reads(EngineMetric::milestones_missed)) {
      for (const Milestone& milestone : disbursement.milestones) {
        auto selected = select_allocations(portfolio, milestone.basis.scope);
        const auto also = select_allocations(portfolio, milestone.scope);
        for (std::size_t i = 0; i < selected.size(); ++i)
          selected[i] = selected[i] && also[i];
        add_figure(counted, of_unit, selected);
      }
    }
    if (reads_below_average() && policy_->below_average)
      add_below_average_figures(counted, of_unit, portfolio, *policy_->below_average);
    return counted;
  }

  [[nodiscard]] Turns turns(const Spending& spending, const AmountStretch& stretch) const override {
    const Rated start = rate(spending.after(Dong{stretch.after}));
    const Rated further = rate(spending.after(Dong{stretch.after + 1}));
    TurningPoints points(stretch);
    points.add(stretch.after + 1);
    add_metric_turns(points, start.metrics, further.metrics);
    add_milestone_turns(points, start, further);
    bool all = true;
    if (start.assessment.below_average && reads_below_average()) {
      all = add_below_average_turns(points, *policy_->below_average, *start.assessment.below_average,
                                    *further.assessment.below_average, asked().unit, asked().month,
                                    !rubric_.quotas.empty());
    }
    // Where nothing jumps any more, first the proportions move alone, then the totals.
    auto amounts =
        between(spending, stretch, std::move(points).sorted(), &RatingJudge::add_proportion_turns, all);
    amounts = between(spending, stretch, std::move(amounts), &RatingJudge::add_total_turns, all);
    return {std::move(amounts), all};
  }

  // More disbursed may leave others below the average and so shift quotas, and a rubric may ask for less.
  [[nodiscard]] bool only_improves() const override { return false; }

  [[nodiscard]] Obstacle obstacle(const Portfolio& portfolio) const override {
    return standing(portfolio).place ? Obstacle::nothing : Obstacle::not_rated;
  }

  [[nodiscard]] Obstacle obstacle_at_best(const Portfolio& portfolio) const override {
    const EvaluationResult result = rate(portfolio).result;
    const SubjectRating* rating = rating_of(result, asked().unit, asked().goal.subject);
    if (rating == nullptr || rating->steps.empty()) return Obstacle::not_rated;
    return rating->steps.front().after <= wanted_ ? Obstacle::limited : Obstacle::points;
  }

 private:
  void read_metrics() {
    for (const Criterion& criterion : rubric_.criteria) {
      const std::vector<std::string> metrics = metrics_of(criterion);
      read_.insert(metrics.begin(), metrics.end());
    }
    for (const auto* limits : {&rubric_.vetoes, &rubric_.caps}) {
      for (const ClassLimit& limit : *limits) {
        for (const MetricCondition& condition : limit.conditions)
          read_.insert(condition.metric);
      }
    }
    for (const Quota& quota : rubric_.quotas) {
      for (const TieMetric& tie : quota.tie_metrics)
        read_.insert(tie.metric);
    }
  }

  [[nodiscard]] bool reads(EngineMetric metric) const {
    return read_.contains(std::string(metric_id(metric)));
  }
  [[nodiscard]] bool reads_below_average() const {
    return reads(EngineMetric::months_below_average) || reads(EngineMetric::times_flagged) ||
           reads(EngineMetric::flagged);
  }

  // What the unit has disbursed of everything is held against what some of it has scheduled.
  [[nodiscard]] static bool counts_in_schedule(const Facts& facts, const std::vector<bool>& of_unit,
                                               const std::vector<bool>& selected) {
    for (std::size_t i = 0; i < of_unit.size(); ++i) {
      if (of_unit[i] && selected[i] && facts.schedule->months_with_row(static_cast<Index>(i)) != 0)
        return true;
    }
    return false;
  }

  // As the year's evaluation, but duties and projects stand as on the as-of day, whichever day is looked at.
  [[nodiscard]] Rated rate(const Portfolio& portfolio) const {
    MonthlyAssessment assessment;
    assessment.disbursement = rank_units(policy_->disbursement, portfolio, asked().judged, rubric_.level);
    if (policy_->below_average)
      assessment.below_average =
          find_below_average(*policy_->below_average, portfolio, asked().judged, rubric_.level);
    if (policy_->obligations)
      assessment.obligations = check_obligations(*policy_->obligations, portfolio, asked().as_of);
    if (policy_->project_checks)
      assessment.project_checks = check_projects(*policy_->project_checks, portfolio, asked().as_of);
    MetricTable metrics = unit_metrics(rubric_, policy_->disbursement, portfolio, assessment);
    EvaluationResult result = evaluate(rubric_, metrics);
    return {std::move(assessment), std::move(metrics), std::move(result)};
  }

  [[nodiscard]] std::size_t row(const MetricTable& metrics) const {
    return static_cast<std::size_t>(std::ranges::find(metrics.units(), asked().unit) -
                                    metrics.units().begin());
  }

  // The unit's metric along a stretch; nothing if it is missing.
  [[nodiscard]] std::optional<Line> line_of(const std::string& metric, const MetricTable& start,
                                            const MetricTable& further) const {
    const auto from = start.at(row(start), metric);
    const auto to = further.at(row(further), metric);
    return from && to ? std::optional(line_through(*from, *to)) : std::nullopt;
  }

  // Where a value reaches or passes a bound, as it is and as it is rounded to be compared.
  void add_bound(TurningPoints& points, const Line& line, const Rational& bound) const {
    points.add_crossing(line, bound);
    if (!rubric_.compare_at) return;
    const Rational steps = rounded_steps(bound, *rubric_.compare_at);
    const Rational half(Ratio{1, 2});
    points.add_crossing(line, (steps - half) * Rational(*rubric_.compare_at));
    points.add_crossing(line, (steps + half) * Rational(*rubric_.compare_at));
  }

  void add_bounds(TurningPoints& points, const Line& line, const Interval& interval) const {
    if (interval.from) add_bound(points, line, Rational(*interval.from));
    if (interval.to) add_bound(points, line, Rational(*interval.to));
  }

  void add_metric_turns(TurningPoints& points, const MetricTable& start, const MetricTable& further) const {
    for (const Criterion& criterion : rubric_.criteria) {
      for (const auto& [metric, intervals] : intervals_of(criterion)) {
        const auto line = follows(metric) ? line_of(metric, start, further) : std::nullopt;
        if (!line) continue;
        for (const Interval& interval : intervals)
          add_bounds(points, *line, interval);
      }
    }
    for (const auto* limits : {&rubric_.vetoes, &rubric_.caps}) {
      for (const ClassLimit& limit : *limits) {
        for (const MetricCondition& condition : limit.conditions) {
          const auto line = line_of(condition.metric, start, further);
          if (line && follows(condition.metric)) add_bound(points, *line, Rational(condition.value.value));
        }
      }
    }
    for (const Quota& quota : rubric_.quotas) {
      for (const TieMetric& tie : quota.tie_metrics) {
        const auto line = line_of(tie.metric, start, further);
        if (!line || !follows(tie.metric)) continue;
        for (std::size_t other = 0; other < start.units().size(); ++other) {
          const auto value = start.at(other, tie.metric);
          if (value && other != row(start)) points.add_crossing(*line, *value);
        }
      }
    }
  }

  void add_milestone_turns(TurningPoints& points, const Rated& start, const Rated& further) const {
    const UnitDisbursement* unit = unit_of(start.assessment.disbursement, asked().unit);
    const UnitDisbursement* later = unit_of(further.assessment.disbursement, asked().unit);
    if (unit == nullptr || later == nullptr) return;
    for (std::size_t i = 0; i < unit->milestones.size(); ++i) {
      const MilestoneVerdict& verdict = unit->milestones[i];
      if (verdict.amounts.disbursed == later->milestones[i].amounts.disbursed || !verdict.shortfall) continue;
      points.add(points.stretch().after + verdict.shortfall->value);
    }
  }

  // ---- Between two turns

  // Two looks at the start of a part in which nothing jumps, and one at its end.
  struct Part {
    AmountStretch stretch;
    Rated start;
    Rated further;
    Rated end;
  };
  using AddTurns = bool (RatingJudge::*)(TurningPoints&, const Part&) const;

  // The amounts with those at which something turns between two of them in a row.
  [[nodiscard]] std::vector<std::int64_t> between(const Spending& spending, const AmountStretch& whole,
                                                  std::vector<std::int64_t> amounts, AddTurns add_turns,
                                                  bool& all) const {
    const std::size_t known = amounts.size();
    for (std::size_t i = 0; i < known; ++i) {
      const AmountStretch stretch{amounts[i], i + 1 < known ? amounts[i + 1] - 1 : whole.up_to};
      if (stretch.up_to <= stretch.after + 1) {
        if (stretch.up_to > stretch.after) amounts.push_back(stretch.up_to);
        continue;
      }
      const Part part{stretch, rate(spending.after(Dong{stretch.after})),
                      rate(spending.after(Dong{stretch.after + 1})),
                      rate(spending.after(Dong{stretch.up_to}))};
      TurningPoints points(stretch);
      all = (this->*add_turns)(points, part) && all;
      const auto more = std::move(points).sorted();
      amounts.insert(amounts.end(), more.begin(), more.end());
    }
    std::ranges::sort(amounts);
    const auto repeated = std::ranges::unique(amounts);
    amounts.erase(repeated.begin(), repeated.end());
    return amounts;
  }

  // Where what was done reaches a share of what was assigned.
  [[nodiscard]] bool add_proportion_turns(TurningPoints& points, const Part& part) const {
    for (const Criterion& criterion : rubric_.criteria) {
      if (!is_quotient(criterion)) continue;
      const std::vector<std::string> metrics = metrics_of(criterion);
      const auto done = line_of(metrics.front(), part.start.metrics, part.further.metrics);
      const auto assigned = line_of(metrics.back(), part.start.metrics, part.further.metrics);
      if (!done || !assigned) continue;
      points.add_crossing(*assigned, Rational(0));
      const auto add_share = [&](const Rational& share) {
        points.add_crossing({done->start - share * assigned->start, done->slope - share * assigned->slope},
                            Rational(0));
      };
      const auto* banded = std::get_if<BandedScore>(&criterion.score);
      if (banded == nullptr) {
        add_share(Rational(0));
        add_share(Rational(1));
        continue;
      }
      for (const ScoreBand& band : banded->bands) {
        for (const auto& bound : {band.interval.from, band.interval.to}) {
          if (!bound) continue;
          add_share(Rational(*bound));
          if (!rubric_.compare_at) continue;
          const Rational steps = rounded_steps(Rational(*bound), *rubric_.compare_at);
          const Rational half(Ratio{1, 2});
          add_share((steps - half) * Rational(*rubric_.compare_at));
          add_share((steps + half) * Rational(*rubric_.compare_at));
        }
      }
    }
    return true;
  }

  // Where a total of the unit enters a class or passes another subject's, on which quotas hang.
  [[nodiscard]] bool add_total_turns(TurningPoints& points, const Part& part) const {
    bool straight = true;
    for (const Subject subject : {Subject::collective, Subject::head}) {
      const auto* start = rating_of(part.start.result, asked().unit, subject);
      const auto* further = rating_of(part.further.result, asked().unit, subject);
      const auto* end = rating_of(part.end.result, asked().unit, subject);
      if (start == nullptr || !start->total || !further->total || !end->total) continue;
      const Line total = line_through(*start->total, *further->total);
      straight = straight && total.at(part.stretch, part.stretch.up_to) == *end->total;
      for (const RatingClass& one : rubric_.classes) {
        if (one.totals.from) points.add_crossing(total, Rational(*one.totals.from));
        if (one.totals.to) points.add_crossing(total, Rational(*one.totals.to));
      }
      if (rubric_.quotas.empty()) continue;
      for (const SubjectRating& other : part.start.result.subjects) {
        if (other.subject == subject && other.unit != asked().unit && other.total)
          points.add_crossing(total, *other.total);
      }
    }
    if (!straight) points.add(part.stretch.up_to);
    return straight;
  }

  Policy policy_;
  const EvaluationPolicy& rubric_;
  std::size_t wanted_ = 0;
  std::set<std::string> read_;
};

}  // namespace

std::unique_ptr<GoalJudge> rating_judge(const Policy& policy, const AskedGoal& asked) {
  return std::make_unique<RatingJudge>(policy, asked);
}

}  // namespace giaingan::inline v1
