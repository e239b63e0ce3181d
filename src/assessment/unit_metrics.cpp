#include "giaingan/assessment/unit_metrics.hpp"

#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

std::vector<std::string> metric_names(const EvaluationPolicy& policy) {
  std::vector<std::string> names;
  names.reserve(std::size(engine_metrics) + policy.host_metrics.size());
  for (const EngineMetricName& metric : engine_metrics)
    names.emplace_back(metric.id);
  for (const HostMetric& metric : policy.host_metrics)
    names.push_back(metric.id);
  return names;
}

/// Sums by group and metric, a row a group.
using Counts = std::vector<std::array<Int128, engine_metric_count>>;

/// Gathers the table of one rubric.
class Gatherer {
 public:
  Gatherer(const EvaluationPolicy& policy, const std::vector<Milestone>& milestones,
           const Portfolio& portfolio, const MonthlyAssessment& assessment)
      : policy_(policy),
        milestones_(milestones),
        portfolio_(portfolio),
        facts_(*portfolio),
        assessment_(assessment),
        grouping_(group_by_level(portfolio, policy.level)),
        group_of_unit_(group_of_every_unit(portfolio, grouping_)),
        counts_(grouping_.ids.size()),
        table_(grouping_.ids, metric_names(policy)) {}

  MetricTable gather() {
    take_amounts();
    take_disbursement();
    if (assessment_.below_average) {
      take_below_average(*assessment_.below_average);
      count_violations(*assessment_.below_average);
      write({EngineMetric::violations});
    }
    count_returns();
    write({EngineMetric::capital_returned, EngineMetric::capital_returned_subjective,
           EngineMetric::returns_subjective});
    if (assessment_.obligations) {
      count_duties(*assessment_.obligations);
      write({EngineMetric::reports_late, EngineMetric::reports_missing, EngineMetric::duties_late,
             EngineMetric::duties_missing});
    }
    if (assessment_.project_checks) {
      count_findings(*assessment_.project_checks);
      write({EngineMetric::new_starts_late, EngineMetric::procedures_late, EngineMetric::funding_past_limit,
             EngineMetric::settlements_overdue, EngineMetric::investment_raised});
    }
    take_host_metrics();
    return std::move(table_);
  }

 private:
  void add(Index unit, EngineMetric metric, Int128 amount) {
    if (unit == none) return;
    const Index group = group_of_unit_[static_cast<std::size_t>(unit)];
    if (group != none) counts_[static_cast<std::size_t>(group)][static_cast<std::size_t>(metric)] += amount;
  }

  void write(std::initializer_list<EngineMetric> metrics) {
    for (std::size_t group = 0; group < counts_.size(); ++group) {
      for (const EngineMetric metric : metrics) {
        table_.set(grouping_.ids[group], metric_id(metric),
                   Rational::from_int128(counts_[group][static_cast<std::size_t>(metric)]));
      }
    }
  }

  void take_amounts() {
    const auto month = metrics_month(policy_, assessment_.disbursement.month);
    if (!month) return;
    const GroupAmounts sums = sum_at(portfolio_, policy_.basis, grouping_, *month);
    for (std::size_t group = 0; group < grouping_.ids.size(); ++group) {
      const Amounts& amounts = sums.of_group[group];
      table_.set(grouping_.ids[group], metric_id(EngineMetric::plan), Rational(amounts.plan.value));
      table_.set(grouping_.ids[group], metric_id(EngineMetric::disbursed), Rational(amounts.disbursed.value));
      table_.set_ratio(grouping_.ids[group], metric_id(EngineMetric::final_ratio), amounts);
    }
  }

  void take_disbursement() {
    for (const UnitDisbursement& unit : assessment_.disbursement.units) {
      const auto missed = std::ranges::count_if(unit.milestones, [this](const MilestoneVerdict& verdict) {
        return milestones_[verdict.milestone].level == MilestoneLevel::minimum &&
               verdict.status == MilestoneStatus::missed;
      });
      table_.set(unit.id, metric_id(EngineMetric::milestones_missed), Rational(missed));
      if (!unit.schedule) continue;
      const Amounts against_schedule{.plan = unit.schedule->scheduled, .disbursed = unit.amounts.disbursed};
      table_.set_ratio(unit.id, metric_id(EngineMetric::schedule_adherence), against_schedule);
    }
  }

  /// With a verdict a reference: months below any of them, runs and flag of the worst.
  void take_below_average(const BelowAverageResult& result) {
    struct Verdict {
      std::set<int> months;
      int times = 0;
      bool flagged = false;
    };
    std::map<std::string, Verdict> verdicts;
    for (const BelowAverageUnit& unit : result.units) {
      Verdict& verdict = verdicts[unit.id];
      for (const BelowAverageRun& run : unit.runs) {
        for (const JudgedMonth& month : run.months)
          verdict.months.insert(month.month.number);
      }
      verdict.times = std::max(verdict.times, unit.times_flagged);
      verdict.flagged = verdict.flagged || unit.flagged;
    }
    for (const auto& [id, verdict] : verdicts) {
      table_.set(id, metric_id(EngineMetric::months_below_average),
                 Rational(static_cast<std::int64_t>(verdict.months.size())));
      table_.set(id, metric_id(EngineMetric::times_flagged), Rational(verdict.times));
      table_.set(id, metric_id(EngineMetric::flagged), Rational(verdict.flagged ? 1 : 0));
    }
  }

  void count_returns() {
    const Date first = month_end(facts_.year, {1}).plus_days(1 - 31);  // 1 January
    for (const Event& event : facts_.events) {
      if (event.date < first || event.date > assessment_.disbursement.as_of) continue;
      if (event.type != "returned_capital") continue;
      const Int128 amount = event.amount ? event.amount->value : 0;
      add(event.unit, EngineMetric::capital_returned, amount);
      if (event.cause != "subjective") continue;
      add(event.unit, EngineMetric::capital_returned_subjective, amount);
      add(event.unit, EngineMetric::returns_subjective, 1);
    }
  }

  /// Those that the review list of §4.2 names: of the policy's event types, in the year.
  void count_violations(const BelowAverageResult& result) {
    for (const ReviewEntry& entry : result.review) {
      for (const Event& violation : entry.violations)
        add(violation.unit, EngineMetric::violations, 1);
    }
  }

  void count_duties(const ObligationsResult& result) {
    for (const Duty& duty : result.duties) {
      const bool report = result.due[duty.due].category == DutyCategory::periodic_report;
      if (duty.status == DutyStatus::late) {
        add(duty.unit, EngineMetric::duties_late, 1);
        if (report) add(duty.unit, EngineMetric::reports_late, 1);
      } else if (duty.status == DutyStatus::missing) {
        add(duty.unit, EngineMetric::duties_missing, 1);
        if (report) add(duty.unit, EngineMetric::reports_missing, 1);
      }
    }
  }

  /// A project counts once for every metric and every unit that holds one of its allocations.
  void count_findings(const ProjectChecksResult& result) {
    std::map<Index, std::set<Index>> groups_of_project;
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      if (grouping_.of_allocation[i] != none)
        groups_of_project[facts_.allocations[i].project].insert(grouping_.of_allocation[i]);
    }
    std::set<std::pair<ProjectFindingCode, Index>> counted;
    for (const ProjectFinding& finding : result.findings) {
      if (finding.code == ProjectFindingCode::investment_raised) {
        add(finding.unit, EngineMetric::investment_raised, 1);
        continue;
      }
      const auto metric = metric_of(finding.code);
      if (!metric || !counted.insert({finding.code, finding.project}).second) continue;
      for (const Index group : groups_of_project[finding.project])
        ++counts_[static_cast<std::size_t>(group)][static_cast<std::size_t>(*metric)];
    }
  }

  [[nodiscard]] static std::optional<EngineMetric> metric_of(ProjectFindingCode code) noexcept {
    switch (code) {
      case ProjectFindingCode::funding_past_limit:
        return EngineMetric::funding_past_limit;
      case ProjectFindingCode::new_start_late:
        return EngineMetric::new_starts_late;
      case ProjectFindingCode::procedures_late:
        return EngineMetric::procedures_late;
      case ProjectFindingCode::settlement_overdue:
        return EngineMetric::settlements_overdue;
      default:
        return std::nullopt;
    }
  }

  void take_host_metrics() {
    for (const Metric& metric : facts_.metrics) {
      const bool named = std::ranges::find(policy_.host_metrics, metric.metric, &HostMetric::id) !=
                         policy_.host_metrics.end();
      if (named)
        table_.set(facts_.units[static_cast<std::size_t>(metric.unit)].id, metric.metric,
                   Rational(metric.value));
    }
  }

  const EvaluationPolicy& policy_;
  const std::vector<Milestone>& milestones_;
  const Portfolio& portfolio_;
  const Facts& facts_;
  const MonthlyAssessment& assessment_;
  Grouping grouping_;
  std::vector<Index> group_of_unit_;
  Counts counts_;
  MetricTable table_;
};

}  // namespace

std::optional<BudgetMonth> metrics_month(const EvaluationPolicy& policy,
                                         std::optional<BudgetMonth> as_of) noexcept {
  return as_of ? std::optional(std::min(*as_of, policy.last_month)) : std::nullopt;
}

MetricTable unit_metrics(const EvaluationPolicy& policy, const DisbursementPolicy& disbursement,
                         const Portfolio& portfolio, const MonthlyAssessment& assessment) {
  return Gatherer(policy, disbursement.milestones, portfolio, assessment).gather();
}

}  // namespace giaingan::inline v1
