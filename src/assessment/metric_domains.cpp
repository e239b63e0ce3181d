#include "giaingan/assessment/metric_domains.hpp"

#include "giaingan/exact/rational.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace giaingan::inline v1 {
namespace {

std::string text_of(Ratio number) {
  return std::to_string(number.num) + (number.den == 1 ? "" : "/" + std::to_string(number.den));
}

}  // namespace

std::string domain_text(const MetricDomain& domain) {
  std::string text;
  for (const Ratio value : domain.values)
    text += (text.empty() ? "one of " : ", ") + text_of(value);
  if (!domain.values.empty()) return text;
  text = domain.whole ? "a whole number" : "a number";
  if (domain.from) text += " from " + text_of(*domain.from);
  if (domain.to) text += std::string(domain.from ? "" : ",") + " at most " + text_of(*domain.to);
  return text;
}

std::vector<Diagnostic> values_outside_domain(const EvaluationPolicy& policy, const Portfolio& portfolio) {
  std::vector<Diagnostic> problems;
  for (const Metric& metric : portfolio->metrics) {
    const auto host = std::ranges::find(policy.host_metrics, metric.metric, &HostMetric::id);
    if (host == policy.host_metrics.end() || contains(host->domain, Rational(metric.value))) continue;
    const std::string& unit = portfolio->units[static_cast<std::size_t>(metric.unit)].id;
    problems.push_back({.code = "metric.outside_domain",
                        .place = Place{.file = "metrics.csv", .column = "value"},
                        .message = "the metric \"" + metric.metric + "\" of the unit \"" + unit + "\" is " +
                                   text_of(metric.value) + ", which the policy says it can't be",
                        .expected = domain_text(host->domain),
                        .remedy = "mend the value, or what /evaluation/host_metrics of the policy declares"});
  }
  return problems;
}

}  // namespace giaingan::inline v1
