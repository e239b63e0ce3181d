#include "giaingan/policy/metric_domain.hpp"

#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>

namespace giaingan::inline v1 {

bool contains(const MetricDomain& domain, const Rational& number) {
  if (!domain.values.empty()) {
    return std::ranges::any_of(domain.values, [&](Ratio value) { return Rational(value) == number; });
  }
  if (domain.from && number < Rational(*domain.from)) return false;
  if (domain.to && number > Rational(*domain.to)) return false;
  return !domain.whole || number.floor() == number;
}

MetricDomain engine_metric_domain(std::string_view id) {
  MetricDomain domain{.from = Ratio{0, 1}, .to = {}, .values = {}, .whole = false};
  if (id == metric_id(EngineMetric::flagged)) domain.values = {{0, 1}, {1, 1}};
  domain.whole = metric_quantity(id) != Quantity::ratio;
  return domain;
}

}  // namespace giaingan::inline v1
