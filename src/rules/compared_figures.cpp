#include "rules/compared_figures.hpp"

#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <utility>

namespace giaingan::inline v1 {
namespace {

bool holds(const Rational& left, Comparison comparison, const Rational& right) {
  const auto order = left <=> right;
  switch (comparison) {
    case Comparison::at_least:
      return order >= 0;
    case Comparison::more_than:
      return order > 0;
    case Comparison::at_most:
      return order <= 0;
    case Comparison::less_than:
      return order < 0;
    case Comparison::equal:
      break;
  }
  return order == 0;
}

/// The đồng behind a metric, if it is a sum or a ratio of sums.
std::optional<PartOfWhole> dong_of(const ComparedFigures& figures, const std::string& metric,
                                   const std::optional<Rational>& value) {
  if (const auto amounts = figures.table.amounts_at(figures.row, metric))
    return PartOfWhole{amounts->disbursed.value, Rational(amounts->plan.value)};
  const bool is_amount = metric_quantity(metric) == Quantity::amount;
  const auto amount = is_amount && value ? value->to_int64() : std::nullopt;
  return amount ? std::optional(PartOfWhole{*amount, Rational(1)}) : std::nullopt;
}

}  // namespace

ComparedFigure plain_figure(Quantity quantity, std::optional<Rational> number) {
  return {.quantity = quantity, .number = std::move(number), .step = {}, .of = {}, .amounts = {}};
}

Evidence evidence_of(std::string rule, const std::string& unit, std::string object,
                     const ComparedFigure& figure, Comparison comparison, std::optional<Rational> right,
                     const Citation& citation) {
  Evidence evidence;
  evidence.rule = std::move(rule);
  evidence.subject = unit;
  evidence.object = std::move(object);
  evidence.amounts = figure.amounts;
  evidence.quantity = figure.quantity;
  evidence.left = figure.number;
  evidence.comparison = comparison;
  evidence.right = std::move(right);
  evidence.citation = citation;
  if (!evidence.left || !evidence.right) return evidence;
  const Rational difference = *evidence.left - *evidence.right;
  evidence.holds = holds(*evidence.left, comparison, *evidence.right);
  evidence.gap = difference.sign() < 0 ? -difference : difference;
  if (figure.of) evidence.distance = least_change(*figure.of, comparison, *evidence.right, figure.step);
  return evidence;
}

void append_bounds(std::vector<Evidence>& found, const std::string& rule, const std::string& unit,
                   const std::string& object, const Interval& interval, const ComparedFigure& figure,
                   const Citation& citation) {
  const bool with_from =
      interval.includes == IncludedBounds::from || interval.includes == IncludedBounds::both;
  const bool with_to = interval.includes == IncludedBounds::to || interval.includes == IncludedBounds::both;
  if (interval.from) {
    found.push_back(evidence_of(rule, unit, object, figure,
                                with_from ? Comparison::at_least : Comparison::more_than, *interval.from,
                                citation));
  }
  if (interval.to) {
    found.push_back(evidence_of(rule, unit, object, figure,
                                with_to ? Comparison::at_most : Comparison::less_than, *interval.to,
                                citation));
  }
}

Rational ComparedFigures::rounded(const Rational& number) const {
  return step ? round_to_step(number, *step, Rounding::half_up) : number;
}
std::optional<Ratio> ComparedFigures::rounded(const std::optional<Ratio>& bound) const {
  if (!bound || !step) return bound;
  return rounded(Rational(*bound)).to_ratio();
}
Interval ComparedFigures::rounded(const Interval& interval) const {
  return {.from = rounded(interval.from), .to = rounded(interval.to), .includes = interval.includes};
}

ComparedFigure ComparedFigures::figure(const std::string& metric) const {
  const auto value = exact(metric);
  return {.quantity = metric_quantity(metric),
          .number = value ? std::optional(rounded(*value)) : std::nullopt,
          .step = step,
          .of = dong_of(*this, metric, value),
          .amounts = step ? std::nullopt : table.amounts_at(row, metric)};
}
ComparedFigure ComparedFigures::figure(const std::string& metric, const Rational& assigned) const {
  const auto value = exact(metric);
  ComparedFigure figure = plain_figure(Quantity::ratio, rounded(*value / assigned));
  figure.step = step;
  figure.of = dong_of(*this, metric, value);
  if (figure.of) figure.of->whole = figure.of->whole * assigned;
  return figure;
}

}  // namespace giaingan::inline v1
