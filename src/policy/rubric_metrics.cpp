#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <algorithm>
#include <iterator>

namespace giaingan::inline v1 {
namespace {

std::vector<std::string> listed(const BandedScore& banded) {
  return banded.over.empty() ? std::vector{banded.metric} : std::vector{banded.metric, banded.over};
}
std::vector<std::string> listed(const ProportionalScore& proportional) {
  return {proportional.done, proportional.assigned};
}
std::vector<std::string> listed(const TabledScore& table) {
  return table.metrics;
}

void insert(const std::vector<MetricCondition>& conditions, std::set<std::string>& metrics) {
  for (const MetricCondition& condition : conditions)
    metrics.insert(condition.metric);
}

}  // namespace

std::vector<std::string> metrics_of(const Criterion& criterion) {
  return std::visit([](const auto& score) { return listed(score); }, criterion.score);
}

std::set<std::string> rating_metrics(const EvaluationPolicy& policy) {
  std::set<std::string> metrics;
  for (const Criterion& criterion : policy.criteria)
    std::ranges::copy(metrics_of(criterion), std::inserter(metrics, metrics.end()));
  for (const auto* limits : {&policy.vetoes, &policy.caps}) {
    for (const ClassLimit& limit : *limits)
      insert(limit.conditions, metrics);
  }
  return metrics;
}

std::set<std::string> read_metrics(const EvaluationPolicy& policy) {
  std::set<std::string> metrics = rating_metrics(policy);
  for (const Quota& quota : policy.quotas) {
    for (const TieMetric& tie : quota.tie_metrics)
      metrics.insert(tie.metric);
  }
  if (policy.shortcomings) insert(policy.shortcomings->conditions, metrics);
  if (policy.emulation) insert(policy.emulation->conditions, metrics);
  return metrics;
}

MetricDomain domain_of(const EvaluationPolicy& policy, std::string_view metric) {
  if (is_engine_metric(metric)) return engine_metric_domain(metric);
  const auto host = std::ranges::find(policy.host_metrics, metric, &HostMetric::id);
  return host == policy.host_metrics.end() ? MetricDomain{} : host->domain;
}

}  // namespace giaingan::inline v1
