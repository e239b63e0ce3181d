#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <algorithm>

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

}  // namespace

std::vector<std::string> metrics_of(const Criterion& criterion) {
  return std::visit([](const auto& score) { return listed(score); }, criterion.score);
}

MetricDomain domain_of(const EvaluationPolicy& policy, std::string_view metric) {
  if (is_engine_metric(metric)) return engine_metric_domain(metric);
  const auto host = std::ranges::find(policy.host_metrics, metric, &HostMetric::id);
  return host == policy.host_metrics.end() ? MetricDomain{} : host->domain;
}

}  // namespace giaingan::inline v1
