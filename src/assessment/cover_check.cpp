#include "giaingan/assessment/cover_check.hpp"

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/unit_metrics.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using Step = std::optional<Ratio>;

Rational rounded(const Rational& number, const Step& compare_at) {
  return compare_at ? round_to_step(number, *compare_at, Rounding::half_up) : number;
}

/// The value of an axis for a unit, as the rubric compares it; nothing where it is missing or not assigned.
std::optional<Rational> value_of(const MetricTable& metrics, std::size_t unit, const CoverAxis& axis,
                                 const Step& compare_at) {
  auto value = metrics.at(unit, axis.metric);
  if (!value) return std::nullopt;
  if (!axis.over.empty()) {
    const auto assigned = metrics.at(unit, axis.over);
    if (!assigned || assigned->sign() <= 0) return std::nullopt;
    value = *value / *assigned;
  }
  return rounded(*value, compare_at);
}

/// The unit's point among the axes; nothing if it has none.
std::optional<std::vector<Rational>> point_of(const MetricTable& metrics, std::size_t unit,
                                              const std::vector<CoverAxis>& axes, const Step& compare_at) {
  std::vector<Rational> point;
  for (const CoverAxis& axis : axes) {
    auto value = value_of(metrics, unit, axis, compare_at);
    if (!value) return std::nullopt;
    point.push_back(*std::move(value));
  }
  return point;
}

bool lies_in(const std::vector<Rational>& point, const std::vector<Extent>& box) {
  return std::ranges::equal(
      point, box, [](const Rational& number, const Extent& side) { return contains(side, number); });
}

bool lies_in(const std::vector<Rational>& point, const std::vector<std::vector<Interval>>& cells) {
  return std::ranges::equal(point, cells, [](const Rational& number, const std::vector<Interval>& any_of) {
    return any_of.empty() ||
           std::ranges::any_of(any_of, [&](const Interval& interval) { return contains(interval, number); });
  });
}

bool concerns(const CoverFault& fault, const std::vector<Rational>& point) {
  if (fault.kind == CoverFaultKind::gap) return lies_in(point, fault.box);
  return std::ranges::count_if(fault.cells, [&](const auto& cells) { return lies_in(point, cells); }) > 1;
}

std::optional<std::size_t> units_in(const CoverFault& fault, const MetricTable& metrics,
                                    const Step& compare_at) {
  if (fault.of == Cover::classes || fault.box.empty()) return std::nullopt;
  std::size_t units = 0;
  for (std::size_t unit = 0; unit < metrics.units().size(); ++unit) {
    const auto point = point_of(metrics, unit, fault.axes, compare_at);
    if (point && concerns(fault, *point)) ++units;
  }
  return units;
}

}  // namespace

std::vector<RankedFault> rank_faults(const PolicyDraft& draft, const Portfolio* portfolio, Date as_of) {
  std::vector<RankedFault> ranked(draft.faults.size());
  for (std::size_t i = 0; i < ranked.size(); ++i)
    ranked[i].fault = i;
  if (portfolio == nullptr || ranked.empty()) return ranked;
  const PolicySections& policy = *draft.policy;
  const EvaluationPolicy& rubric = *policy.evaluation;
  const MetricTable metrics = unit_metrics(rubric, policy.disbursement, *portfolio,
                                           assess(draft.policy, *portfolio, as_of, rubric.level));
  for (RankedFault& each : ranked)
    each.units = units_in(draft.faults[each.fault], metrics, rubric.compare_at);
  std::ranges::stable_sort(ranked, std::ranges::greater(),
                           [](const RankedFault& each) { return each.units.value_or(0); });
  return ranked;
}

}  // namespace giaingan::inline v1
