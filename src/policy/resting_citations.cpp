#include "policy/resting_citations.hpp"

#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace giaingan::inline v1 {
namespace {

/// Adds what further citations assume to one of its own.
class Sum {
 public:
  void add(const Citation& citation) { sum_ = resting_on(std::move(sum_), citation); }
  [[nodiscard]] Citation take() { return std::move(sum_); }

 private:
  Citation sum_;
};

Citation of_milestones(const PolicySections& sections) {
  Sum sum;
  for (const Milestone& milestone : sections.disbursement.milestones) {
    if (milestone.level != MilestoneLevel::minimum) continue;
    sum.add(milestone.ratio.citation);
    sum.add(milestone.citation);
    sum.add(milestone.basis.citation);
  }
  return sum.take();
}

Citation of_duties(const PolicySections& sections, bool reports_only) {
  Sum sum;
  if (!sections.obligations) return sum.take();
  for (const Obligation& obligation : sections.obligations->obligations) {
    if (obligation.event.empty()) continue;
    if (reports_only && obligation.category != DutyCategory::periodic_report) continue;
    sum.add(obligation.citation);
    sum.add(obligation.shift_citation);
  }
  return sum.take();
}

Citation of_date_checks(const PolicySections& sections, DateCheckKind kind) {
  Sum sum;
  if (!sections.project_checks) return sum.take();
  for (const DateCheck& check : sections.project_checks->date_checks) {
    if (check.kind == kind) sum.add(check.citation);
  }
  return sum.take();
}

Citation of_limits(const std::vector<GroupLimit>& limits) {
  Sum sum;
  for (const GroupLimit& limit : limits)
    sum.add(limit.limit.citation);
  return sum.take();
}

Citation of_project_checks(const PolicySections& sections, EngineMetric metric) {
  Sum sum;
  if (!sections.project_checks) return sum.take();
  const ProjectChecksPolicy& checks = *sections.project_checks;
  if (metric == EngineMetric::funding_past_limit && checks.funding_limits)
    sum.add(of_limits(checks.funding_limits->years));
  if (metric == EngineMetric::investment_raised && checks.investment_raised)
    sum.add(*checks.investment_raised);
  if (metric == EngineMetric::settlements_overdue) {
    for (const SettlementLimit& limit : checks.settlement) {
      sum.add(limit.citation);
      sum.add(of_limits(limit.months));
    }
  }
  return sum.take();
}

/// What a metric of the engine is counted from. No `default`: a new metric must say.
Citation of_metric(const PolicySections& sections, EngineMetric metric) {
  switch (metric) {
    case EngineMetric::final_ratio:
    case EngineMetric::plan:
    case EngineMetric::disbursed:
      return resting_on(sections.evaluation->basis.citation,
                        sections.evaluation->settings.deciding(Citation{}, {"last_month"}));
    case EngineMetric::milestones_missed:
      return of_milestones(sections);
    case EngineMetric::months_below_average:
    case EngineMetric::times_flagged:
    case EngineMetric::flagged:
      return sections.below_average ? verdict_citation(*sections.below_average) : Citation{};
    case EngineMetric::reports_late:
    case EngineMetric::reports_missing:
      return of_duties(sections, true);
    case EngineMetric::duties_late:
    case EngineMetric::duties_missing:
      return of_duties(sections, false);
    case EngineMetric::new_starts_late:
      return of_date_checks(sections, DateCheckKind::new_start);
    case EngineMetric::procedures_late:
      return of_date_checks(sections, DateCheckKind::procedures);
    case EngineMetric::funding_past_limit:
    case EngineMetric::settlements_overdue:
    case EngineMetric::investment_raised:
      return of_project_checks(sections, metric);
    case EngineMetric::schedule_adherence:
      return sections.disbursement.basis.citation;
    case EngineMetric::capital_returned:
    case EngineMetric::capital_returned_subjective:
    case EngineMetric::returns_subjective:
    case EngineMetric::violations:
      break;  // events, as they are recorded
  }
  return {};
}

Citation of_metric(const PolicySections& sections, const std::string& id) {
  const auto metric = std::ranges::find(engine_metrics, id, &EngineMetricName::id);
  return metric == engine_metrics.end() ? Citation{} : of_metric(sections, metric->metric);
}

void rest(const PolicySections& sections, std::vector<MetricCondition>& conditions, Citation& whole) {
  for (MetricCondition& condition : conditions) {
    const Citation metric = of_metric(sections, condition.metric);
    condition.value.citation = resting_on(std::move(condition.value.citation), metric);
    whole = resting_on(std::move(whole), condition.value.citation);
  }
}

}  // namespace

Citation verdict_citation(const BelowAveragePolicy& policy) {
  Citation citation = policy.settings.deciding(
      policy.citation,
      {"months", "first_month", "last_month", "level", "undefined", "unreported", "compare_at"});
  if (policy.references.size() > 1)
    citation = resting_on(std::move(citation), policy.settings.deciding(policy.citation, {"combine"}));
  citation = resting_on(std::move(citation), policy.basis.citation);
  for (const Average& reference : policy.references)
    citation = resting_on(std::move(citation), reference.citation);
  return citation;
}

void rest_rubric_on_rules(PolicySections& sections) {
  if (!sections.evaluation) return;
  EvaluationPolicy& rubric = *sections.evaluation;
  for (Criterion& criterion : rubric.criteria) {
    for (const std::string& metric : metrics_of(criterion))
      criterion.citation = resting_on(std::move(criterion.citation), of_metric(sections, metric));
  }
  for (std::vector<ClassLimit>* limits : {&rubric.vetoes, &rubric.caps}) {
    for (ClassLimit& limit : *limits)
      rest(sections, limit.conditions, limit.citation);
  }
  if (rubric.shortcomings) rest(sections, rubric.shortcomings->conditions, rubric.shortcomings->citation);
  if (rubric.emulation) rest(sections, rubric.emulation->conditions, rubric.emulation->citation);
}

}  // namespace giaingan::inline v1
