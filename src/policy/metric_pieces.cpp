#include "policy/metric_pieces.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "policy/interval_cover.hpp"

namespace giaingan::inline v1 {
namespace {

const EngineMetricName* engine_metric(const std::string& id) {
  const auto* found = std::ranges::find(engine_metrics, id, &EngineMetricName::id);
  return found == engine_metrics.end() ? nullptr : found;
}

bool never_negative(const MetricDomain& domain) {
  const auto lowest = domain.values.empty() ? domain.from : std::optional(domain.values.front());
  return lowest && *lowest >= Ratio{0, 1};
}

/// Cuts the values at bounds in rising order.
class Cutter {
 public:
  explicit Cutter(const AxisDomain& axis) : range_(axis.range), grid_(axis.step) {}

  std::vector<Piece> cut(const std::vector<Rational>& bounds) && {
    if (bounds.empty()) {
      add({Rational(0), Rational(0), Rational(0)});
      return std::move(pieces_);
    }
    const Rational below = last_before(bounds.front(), bounds.front() - 1);
    add({below, below, below});
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      if (i > 0) add_between(bounds[i - 1], bounds[i]);
      if (!grid_ || round_to_step(bounds[i], *grid_, Rounding::down) == bounds[i])
        add({bounds[i], bounds[i], bounds[i]});
    }
    const Rational above = first_after(bounds.back(), bounds.back() + 1);
    add({above, above, above});
    return std::move(pieces_);
  }

 private:
  [[nodiscard]] Rational last_before(const Rational& bound, const Rational& otherwise) const {
    return grid_ ? round_to_step(bound, *grid_, Rounding::up) - Rational(*grid_) : otherwise;
  }
  [[nodiscard]] Rational first_after(const Rational& bound, const Rational& otherwise) const {
    return grid_ ? round_to_step(bound, *grid_, Rounding::down) + Rational(*grid_) : otherwise;
  }

  void add_between(const Rational& low, const Rational& high) {
    const Rational from = first_after(low, low);
    const Rational to = last_before(high, high);
    if (from > to) return;
    add({.inside = grid_ ? from : (low + high) / 2, .from = from, .to = to});
  }

  void add(Piece piece) {
    if (range_.from && piece.inside < *range_.from) return;
    if (range_.to && piece.inside > *range_.to) return;
    pieces_.push_back(std::move(piece));
  }

  Range range_;
  std::optional<Ratio> grid_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::optional<Figure> figure_of(const Criterion& criterion) {
  if (std::holds_alternative<TabledScore>(criterion.score)) return std::nullopt;
  const std::vector<std::string> metrics = metrics_of(criterion);
  return Figure{metrics.front(), metrics.size() > 1 ? metrics.back() : ""};
}

AxisDomain axis_of(const Figure& figure, const EvaluationPolicy& policy) {
  const MetricDomain domain = domain_of(policy, figure.metric);
  AxisDomain axis;
  if (figure.over.empty()) {
    axis = axis_of(domain);
  } else if (never_negative(domain)) {
    axis.range.from = Rational(0);
  }
  return policy.compare_at ? as_compared(axis, *policy.compare_at) : axis;
}

std::vector<Piece> pieces_between(std::vector<Rational> bounds, const Figure& figure,
                                  const EvaluationPolicy& policy) {
  const AxisDomain axis = axis_of(figure, policy);
  if (!axis.values.empty()) {
    std::vector<Piece> pieces;
    pieces.reserve(axis.values.size());
    for (const Rational& value : axis.values)
      pieces.push_back({value, value, value});
    return pieces;
  }
  if (axis.range.from) bounds.push_back(*axis.range.from);
  if (axis.range.to) bounds.push_back(*axis.range.to);
  std::ranges::sort(bounds);
  const auto repeated = std::ranges::unique(bounds);
  bounds.erase(repeated.begin(), repeated.end());
  return Cutter(axis).cut(bounds);
}

bool can_be_missing(const std::string& metric) {
  const EngineMetricName* of_engine = engine_metric(metric);
  return of_engine == nullptr || of_engine->quantity == Quantity::ratio;
}

Interval as_compared(const Interval& interval, const EvaluationPolicy& policy) {
  if (!policy.compare_at) return interval;
  const auto rounded = [&](const std::optional<Ratio>& bound) {
    return bound ? round_to_step(Rational(*bound), *policy.compare_at, Rounding::half_up).to_ratio()
                 : std::nullopt;
  };
  return {.from = rounded(interval.from), .to = rounded(interval.to), .includes = interval.includes};
}

Interval values_that_meet(const MetricCondition& condition, const EvaluationPolicy& policy) {
  const Ratio value = condition.value.value;
  switch (condition.comparison) {
    case Comparison::at_least:
      return as_compared({.from = value, .to = {}, .includes = IncludedBounds::from}, policy);
    case Comparison::more_than:
      return as_compared({.from = value, .to = {}, .includes = IncludedBounds::neither}, policy);
    case Comparison::at_most:
      return as_compared({.from = {}, .to = value, .includes = IncludedBounds::to}, policy);
    case Comparison::less_than:
      return as_compared({.from = {}, .to = value, .includes = IncludedBounds::neither}, policy);
    case Comparison::equal:
      break;
  }
  return as_compared({.from = value, .to = value, .includes = IncludedBounds::both}, policy);
}

void append_bounds(const Interval& interval, std::vector<Rational>& bounds) {
  if (interval.from) bounds.emplace_back(*interval.from);
  if (interval.to) bounds.emplace_back(*interval.to);
}

}  // namespace giaingan::inline v1
