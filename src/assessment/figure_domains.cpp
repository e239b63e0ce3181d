#include "assessment/figure_domains.hpp"

#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <array>

namespace giaingan::inline v1 {
namespace {

bool always_there(const std::string& metric) {
  static constexpr std::array there{EngineMetric::milestones_missed,
                                    EngineMetric::capital_returned,
                                    EngineMetric::capital_returned_subjective,
                                    EngineMetric::returns_subjective,
                                    EngineMetric::reports_late,
                                    EngineMetric::reports_missing,
                                    EngineMetric::duties_late,
                                    EngineMetric::duties_missing,
                                    EngineMetric::new_starts_late,
                                    EngineMetric::procedures_late,
                                    EngineMetric::funding_past_limit,
                                    EngineMetric::settlements_overdue,
                                    EngineMetric::investment_raised,
                                    EngineMetric::violations};
  return std::ranges::any_of(there, [&](EngineMetric each) { return metric_id(each) == metric; });
}

bool lies_within(const MetricDomain& domain, const Rational& value) {
  MetricDomain range{.from = domain.from, .to = domain.to, .values = {}, .whole = false};
  if (!domain.values.empty()) {
    range.from = domain.values.front();
    range.to = domain.values.back();
  }
  return contains(range, value);
}

}  // namespace

std::array<MetricDomain, 2> FigureDomains::of(const std::string& metric) const {
  return {domain_of(*rubrics_[0], metric), domain_of(*rubrics_[1], metric)};
}

bool FigureDomains::can_be(const std::string& metric, const std::optional<Rational>& value) const {
  if (!value) return !always_there(metric);
  return std::ranges::all_of(of(metric),
                             [&](const MetricDomain& domain) { return contains(domain, *value); });
}

bool FigureDomains::is_within(const std::string& metric, const Rational& value) const {
  return std::ranges::all_of(of(metric),
                             [&](const MetricDomain& domain) { return lies_within(domain, value); });
}

bool FigureDomains::may_be_negative(const std::string& metric) const {
  return std::ranges::all_of(of(metric), [](const MetricDomain& domain) {
    const auto least = domain.values.empty() ? domain.from : std::optional(domain.values.front());
    return !least || *least < Ratio{0, 1};
  });
}

bool FigureDomains::is_whole(const std::string& metric) const {
  return std::ranges::any_of(of(metric), &MetricDomain::whole);
}

std::set<Rational> FigureDomains::bounds(const std::string& metric) const {
  std::set<Rational> bounds;
  for (const MetricDomain& domain : of(metric)) {
    for (const auto& bound : {domain.from, domain.to}) {
      if (bound) bounds.insert(Rational(*bound));
    }
    for (const Ratio& value : domain.values)
      bounds.insert(Rational(value));
  }
  return bounds;
}

bool FigureDomains::is_listed(const std::string& metric) const {
  return std::ranges::any_of(of(metric), [](const MetricDomain& domain) { return !domain.values.empty(); });
}

}  // namespace giaingan::inline v1
