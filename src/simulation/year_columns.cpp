#include "simulation/year_columns.hpp"

#include "giaingan/assessment/unit_metrics.hpp"
#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "simulation/below_columns.hpp"
#include "simulation/figure_columns.hpp"
#include "simulation/spending_columns.hpp"
#include "simulation/year_in_progress.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

// Whether whatever is disbursed by month fits int64, up to the greatest plan that each allocation has.
bool sums_fit(const YearSimulation& simulation) {
  std::vector<std::int64_t> most(simulation.base()->allocations.size());
  for (BudgetMonth month{1}; month <= simulation.scenario().last; ++month.number) {
    const auto plans = plans_at(*simulation.base(), month);
    for (std::size_t i = 0; i < most.size(); ++i)
      most[i] = std::max(most[i], plans[i]);
  }
  Int128 sum = 0;
  for (const std::int64_t each : most)
    sum += each;
  return sum <= std::numeric_limits<std::int64_t>::max();
}

// The allocations, those of one unit side by side; of a host's behaviour as the host knows them.
std::vector<std::uint32_t> order_of(const YearSimulation& simulation) {
  std::vector<std::uint32_t> order(simulation.base()->allocations.size());
  std::iota(order.begin(), order.end(), 0U);
  if (std::holds_alternative<HostBehaviour>(simulation.scenario().behaviour)) return order;
  const Policy& policy = simulation.scenario().policy;
  const auto& level = policy->below_average ? policy->below_average->level : policy->disbursement.level;
  const Grouping grouping = group_by_level(simulation.base(), level);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) {
    return static_cast<std::uint32_t>(grouping.of_allocation[i]);  // none comes last
  });
  return order;
}

// A minimum milestone that is due, held against the units of some level.
struct DueMilestone {
  std::size_t figures;
  std::size_t month;
  Threshold threshold;
  std::vector<std::uint8_t> applies;  // by group
};

// A metric whose values are the same of every draw, or where they are.
struct FixedMetric {
  std::string name;
  std::vector<std::int64_t> num;
  std::vector<std::int64_t> den;
  std::vector<std::uint8_t> valid;
};

FixedMetric fixed_metric(const MetricTable& table, const std::string& name) {
  const std::size_t units = table.units().size();
  FixedMetric metric{name, std::vector<std::int64_t>(units), std::vector<std::int64_t>(units, 1),
                     std::vector<std::uint8_t>(units)};
  for (std::size_t unit = 0; unit < units; ++unit) {
    if (const auto amounts = table.amounts_at(unit, name)) {
      metric.num[unit] = amounts->disbursed.value;
      metric.den[unit] = amounts->plan.value > 0 ? amounts->plan.value : 1;
      metric.valid[unit] = amounts->plan.value > 0 ? 1 : 0;
    } else if (const auto value = table.at(unit, name)) {
      const auto ratio = value->to_ratio();
      metric.num[unit] = ratio ? ratio->num : 0;
      metric.den[unit] = ratio ? ratio->den : 1;
      metric.valid[unit] = 1;
    }
  }
  return metric;
}

bool fits_columns(const MetricTable& table) {
  for (std::size_t unit = 0; unit < table.units().size(); ++unit) {
    for (const std::string& metric : table.metrics()) {
      const auto value = table.at(unit, metric);
      if (value && !value->to_ratio()) return false;
    }
  }
  return true;
}

MetricTable metrics_of(const YearSimulation& simulation) {
  const Policy& policy = simulation.scenario().policy;
  const Date end = month_end(simulation.base()->year, simulation.scenario().last);
  return unit_metrics(*policy->evaluation, policy->disbursement, simulation.base(),
                      assess(policy, simulation.base(), end, policy->evaluation->level));
}

}  // namespace

// ---- What is the same of every draw

struct YearColumns::Setup {
  Setup(const YearSimulation& of, SimdLevel simd)
      : simulation(of), level(simd), spending(of, order_of(of), simd) {
    const Policy& policy = of.scenario().policy;
    const BudgetMonth last = of.scenario().last;
    const auto last_month = static_cast<std::size_t>(last.number - 1);
    total = figures_of(policy->disbursement.basis, policy->disbursement.level, nothing);
    need(total, last_month);
    milestones = due_milestones(policy->disbursement.level);
    if (policy->below_average) {
      flags = figures_of(policy->below_average->basis, policy->below_average->level, nothing);
      below.push_back(below_setup(flags));
    }
    spending.keep(kept);
    if (!policy->evaluation) return;
    const EvaluationPolicy& evaluation = *policy->evaluation;
    if (policy->below_average) {
      rated_flags = figures_of(policy->below_average->basis, evaluation.level, nothing);
      if (rated_flags != flags) below.push_back(below_setup(rated_flags));
    }
    rated_milestones = due_milestones(evaluation.level);
    rated = figures_of(evaluation.basis, evaluation.level, nothing);
    rated_month = static_cast<std::size_t>(metrics_month(evaluation, last)->number - 1);
    need(rated, rated_month);
    scheduled = figures_of(policy->disbursement.basis, evaluation.level, nothing);
    need(scheduled, last_month);
    const MetricTable table = metrics_of(of);
    metrics.reserve(table.metrics().size());
    for (const std::string& metric : table.metrics())
      metrics.push_back(fixed_metric(table, metric));
    spending.keep(kept);
  }

  std::size_t figures_of(const Basis& basis, const std::string& of_level, std::size_t milestone) {
    const auto key = std::tuple(basis.id, of_level, milestone);
    const auto known = std::ranges::find(keys, key);
    if (known != keys.end()) return static_cast<std::size_t>(known - keys.begin());
    const Portfolio& base = simulation.base();
    std::vector<bool> also;
    if (milestone != nothing) {
      also = select_allocations(base, simulation.scenario().policy->disbursement.milestones[milestone].scope);
    }
    keys.push_back(key);
    months.push_back(0);
    figures.push_back(std::make_unique<const FigureSetup>(base, basis, of_level, also,
                                                          simulation.scenario().last, spending.order()));
    return figures.size() - 1;
  }

  void need(std::size_t set, std::size_t month) {
    months[set] = static_cast<MonthBits>(months[set] | (1U << month));
    kept = static_cast<MonthBits>(kept | (1U << month));
  }

  std::vector<DueMilestone> due_milestones(const std::string& of_level) {
    const DisbursementPolicy& policy = simulation.scenario().policy->disbursement;
    const Date end = month_end(simulation.base()->year, simulation.scenario().last);
    // Which units a milestone applies to: those that the rule judges by it.
    const auto judged = rank_units(policy, simulation.base(), end, of_level);
    std::vector<DueMilestone> due;
    for (std::size_t number = 0; number < policy.milestones.size(); ++number) {
      const Milestone& milestone = policy.milestones[number];
      const auto month = month_as_of(simulation.base()->year, milestone.by);
      if (milestone.level != MilestoneLevel::minimum || milestone.by > end || !month) continue;
      const std::size_t set = figures_of(milestone.basis, of_level, number);
      need(set, static_cast<std::size_t>(month->number - 1));
      due.push_back({set, static_cast<std::size_t>(month->number - 1),
                     Threshold(Rational(milestone.ratio.value), milestone.comparison, policy.compare_at),
                     std::vector<std::uint8_t>(figures[set]->groups())});
      const auto& ids = figures[set]->grouping().ids;
      for (const UnitDisbursement& unit : judged.units) {
        const auto group = static_cast<std::size_t>(std::ranges::lower_bound(ids, unit.id) - ids.begin());
        if (std::ranges::find(unit.milestones, number, &MilestoneVerdict::milestone) != unit.milestones.end())
          due.back().applies[group] = 1;
      }
    }
    return due;
  }

  std::unique_ptr<const BelowSetup> below_setup(std::size_t set) {
    const BelowAveragePolicy& policy = *simulation.scenario().policy->below_average;
    means.resize(policy.references.size(), nothing);
    std::vector<const FigureSetup*> of_means(policy.references.size(), nullptr);
    for (std::size_t i = 0; i < policy.references.size(); ++i) {
      const Average& average = policy.references[i];
      if (average.kind != AverageKind::mean || average.basis.id != policy.basis.id) continue;
      means[i] = figures_of(average.basis, average.level, nothing);
      of_means[i] = figures[means[i]].get();
    }
    auto made = std::make_unique<const BelowSetup>(policy, simulation.base(), *figures[set],
                                                   std::move(of_means), simulation.scenario().last);
    months[set] = static_cast<MonthBits>(months[set] | made->months());
    for (const std::size_t mean : means) {
      if (mean != nothing) months[mean] = static_cast<MonthBits>(months[mean] | made->months());
    }
    return made;
  }

  const YearSimulation& simulation;
  SimdLevel level;
  SpendingSetup spending;
  std::vector<std::tuple<std::string, std::string, std::size_t>> keys;
  std::vector<std::unique_ptr<const FigureSetup>> figures;
  std::vector<MonthBits> months;  // by figures: which are needed
  MonthBits kept = 0;             // months whose figures are read when the year is over
  std::size_t total = nothing;
  std::size_t flags = nothing;
  std::size_t rated_flags = nothing;
  std::size_t rated = nothing;
  std::size_t rated_month = 0;
  std::size_t scheduled = nothing;
  std::vector<std::size_t> means;                        // by reference
  std::vector<std::unique_ptr<const BelowSetup>> below;  // of the rule's level; of the rubric's if another
  std::vector<DueMilestone> milestones;
  std::vector<DueMilestone> rated_milestones;
  std::vector<FixedMetric> metrics;
};

bool YearColumns::serve(const YearSimulation& simulation) {
  const Scenario& scenario = simulation.scenario();
  if (!simulation.rounds().empty() || std::holds_alternative<RecordedBehaviour>(scenario.behaviour))
    return false;
  const auto& below = scenario.policy->below_average;
  if (below && below->spans_years && !simulation.base()->earlier_runs.empty()) return false;
  if (scenario.policy->evaluation && !fits_columns(metrics_of(simulation))) return false;
  return std::holds_alternative<HostBehaviour>(scenario.behaviour) || sums_fit(simulation);
}

YearColumns::YearColumns(const YearSimulation& simulation, SimdLevel level)
    : setup_(std::make_unique<const Setup>(simulation, level)) {}
YearColumns::YearColumns(YearColumns&&) noexcept = default;
YearColumns& YearColumns::operator=(YearColumns&&) noexcept = default;
YearColumns::~YearColumns() = default;

// ---- One draw after the other

struct YearColumns::Worker::State {
  explicit State(const Setup& of) : setup(of), spent(of.spending) {
    figures.reserve(of.figures.size());
    for (const auto& each : of.figures)
      figures.emplace_back(*each);
    for (const auto& each : of.below)
      below.emplace_back(*each, of.level);
    of_means.resize(of.means.size(), nullptr);
    for (std::size_t i = 0; i < of.means.size(); ++i) {
      if (of.means[i] != nothing) of_means[i] = &figures[of.means[i]];
    }
    if (of.simulation.scenario().policy->evaluation) make_raters();
  }

  bool go_through(std::uint64_t draw) {
    spent.begin(draw);
    for (BelowColumns& each : below)
      each.begin();
    // What a month leaves is read while it is still in the cache.
    for (std::size_t month = 0; month < setup.spending.months(); ++month) {
      if (!spent.spend(month)) return false;
      for (std::size_t set = 0; set < figures.size(); ++set) {
        if ((setup.months[set] & (1U << month)) != 0) figures[set].take(spent, month);
      }
      if (!below.empty()) below.front().hold(month, figures[setup.flags], of_means);
      if (below.size() > 1) below.back().hold(month, figures[setup.rated_flags], of_means);
    }
    for (BelowColumns& each : below)
      each.judge();
    return true;
  }

  template <class OnMissed>
  void each_missed(const DueMilestone& due, OnMissed on_missed) {
    const auto plans = setup.figures[due.figures]->plan(due.month);
    const auto disbursed = figures[due.figures].disbursed(due.month);
    for (std::size_t group = 0; group < plans.size(); ++group) {
      const bool counts = due.applies[group] != 0 && plans[group] > 0;
      if (counts && !due.threshold.met_by({{plans[group]}, {disbursed[group]}})) on_missed(group);
    }
  }

  // ---- Ratings

  void make_raters() {
    const EvaluationPolicy& policy = *setup.simulation.scenario().policy->evaluation;
    const std::size_t units = setup.figures[setup.rated]->groups();
    columns.reserve(setup.metrics.size());
    for (const FixedMetric& metric : setup.metrics)
      columns.push_back({metric.name, metric.num.data(), metric.den.data(), metric.valid.data()});
    missed.resize(units);
    if (units == 0) return;
    raters.emplace_back(policy, Subject::collective, columns, units, std::span<const std::int16_t>(),
                        setup.level);
  }

  MetricColumn& column(EngineMetric metric) {
    return *std::ranges::find(columns, metric_id(metric), &MetricColumn::metric);
  }

  void point(EngineMetric metric, const std::vector<std::int64_t>& values) {
    column(metric).num = values.data();
    column(metric).den = nullptr;
  }

  // The metrics that are drawn take the places of those that nothing was disbursed of.
  void point_columns() {
    const auto disbursed = figures[setup.rated].disbursed(setup.rated_month);
    column(EngineMetric::final_ratio).num = disbursed.data();
    column(EngineMetric::disbursed).num = disbursed.data();
    column(EngineMetric::disbursed).den = nullptr;
    column(EngineMetric::plan).den = nullptr;
    const auto last = setup.spending.months() - 1;
    column(EngineMetric::schedule_adherence).num = figures[setup.scheduled].disbursed(last).data();
    if (!setup.rated_milestones.empty()) point(EngineMetric::milestones_missed, missed);
    if (below.empty()) return;
    const BelowColumns& judged = setup.rated_flags == setup.flags ? below.front() : below.back();
    point(EngineMetric::months_below_average, judged.months_below());
    point(EngineMetric::times_flagged, judged.times_flagged());
    point(EngineMetric::flagged, judged.flagged());
  }

  void rate(YearOutcome& to) {
    if (raters.empty()) return;
    const EvaluationPolicy& policy = *setup.simulation.scenario().policy->evaluation;
    std::ranges::fill(missed, 0);
    for (const DueMilestone& due : setup.rated_milestones)
      each_missed(due, [&](std::size_t group) { ++missed[group]; });
    point_columns();
    const RatedColumns& collectives = raters.front().rate();
    const std::size_t classes = policy.classes.size();
    const auto count = [&](std::span<const std::int16_t> of, std::size_t first) {
      for (const std::int16_t each : of)
        ++to.figures[first + (each == no_class ? classes : static_cast<std::size_t>(each))];
    };
    count(collectives.class_final, year_figures);
    std::ranges::copy(collectives.class_final, to.classes.begin());
    if (policy.heads == Heads::not_rated) return;
    if (raters.size() == 1) {
      const auto held_to = policy.heads == Heads::not_above_collective ? collectives.class_final
                                                                       : std::span<const std::int16_t>();
      raters.emplace_back(policy, Subject::head, columns, missed.size(), held_to, setup.level);
    }
    count(raters.back().rate().class_final, year_figures + classes + 1);
  }

  const Setup& setup;
  SpendingColumns spent;
  std::vector<FigureColumns> figures;
  std::vector<const FigureColumns*> of_means;
  std::vector<BelowColumns> below;
  std::vector<MetricColumn> columns;
  std::vector<std::int64_t> missed;
  std::vector<ColumnRater> raters;  // of collectives; of heads once they are rated
};

YearColumns::Worker::Worker(const YearColumns& columns) : state_(std::make_unique<State>(*columns.setup_)) {}
YearColumns::Worker::Worker(Worker&&) noexcept = default;
YearColumns::Worker& YearColumns::Worker::operator=(Worker&&) noexcept = default;
YearColumns::Worker::~Worker() = default;

void YearColumns::Worker::outcome(std::uint64_t draw, YearOutcome& to) {
  State& state = *state_;
  const Setup& setup = state.setup;
  if (!state.go_through(draw)) {
    to = setup.simulation.outcome(draw);  // which says what is wrong
    return;
  }
  to.figures.assign(setup.simulation.columns().size(), 0);
  to.flagged.resize(setup.simulation.units().size());
  to.classes.resize(setup.simulation.rated().size());
  const auto figure = [&](YearFigure which) -> std::int64_t& {
    return to.figures[static_cast<std::size_t>(which)];
  };
  if (setup.flags != nothing) {
    const BelowColumns& judged = state.below.front();
    std::ranges::copy(judged.ever_flagged(), to.flagged.begin());
    // Fewer than 2^32: compilers use vectors of narrow sums.
    figure(YearFigure::flagged) = std::accumulate(to.flagged.begin(), to.flagged.end(), std::uint32_t{0});
    figure(YearFigure::flagged_at_end) =
        std::reduce(judged.flagged().begin(), judged.flagged().end(), std::int64_t{0});
  }
  for (const DueMilestone& due : setup.milestones)
    state.each_missed(due, [&](std::size_t) { ++figure(YearFigure::milestones_missed); });
  const std::size_t last = setup.spending.months() - 1;
  figure(YearFigure::plan) = setup.figures[setup.total]->total_plan(last);
  figure(YearFigure::disbursed) = state.figures[setup.total].total(last);
  state.rate(to);
}

}  // namespace giaingan::inline v1
