#include "policy_tests/best_figures.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {
namespace {

using GivenFigures = std::map<std::string, Rational>;

/// A number that the metric can have and the interval holds: one of a few plain ones, if any is.
std::optional<Rational> value_in(const Interval& interval, const MetricDomain& domain) {
  std::vector<Rational> tried{Rational(1), Rational(0)};
  const auto from = interval.from ? std::optional(Rational(*interval.from)) : std::nullopt;
  const auto to = interval.to ? std::optional(Rational(*interval.to)) : std::nullopt;
  if (from && to) tried.push_back((*from + *to) / Rational(2));
  for (const auto& bound : {from, to}) {
    if (bound)
      tried.insert(tried.end(),
                   {*bound, *bound + Rational(1), *bound - Rational(1), bound->floor(), bound->ceil()});
  }
  for (const Ratio& value : domain.values)
    tried.emplace_back(value);
  const auto found = std::ranges::find_if(
      tried, [&](const Rational& number) { return contains(interval, number) && contains(domain, number); });
  return found == tried.end() ? std::nullopt : std::optional(*found);
}

class Chooser {
 public:
  Chooser(const EvaluationPolicy& rubric, GivenFigures given) : rubric_(rubric), figures_(std::move(given)) {}

  GivenFigures choose() && {
    for (const Criterion& criterion : rubric_.criteria)
      std::visit([this](const auto& score) { choose(score); }, criterion.score);
    for (const auto* limits : {&rubric_.vetoes, &rubric_.caps}) {
      for (const ClassLimit& limit : *limits) {
        for (const MetricCondition& condition : limit.conditions)
          take(condition.metric, {});
      }
    }
    return std::move(figures_);
  }

 private:
  void take(const std::string& metric, const Interval& interval) {
    if (figures_.contains(metric)) return;
    if (auto value = value_in(interval, domain_of(rubric_, metric)))
      figures_.emplace(metric, *std::move(value));
  }

  void choose(const BandedScore& banded) {
    const auto most = std::ranges::max_element(banded.bands, {}, [](const ScoreBand& band) {
      return std::max(band.points, band.points_to.value_or(band.points));
    });
    if (!banded.over.empty()) take(banded.over, {});
    if (most != banded.bands.end()) take(banded.metric, most->interval);
  }
  void choose(const ProportionalScore& proportional) {
    take(proportional.assigned, {});
    take(proportional.done, {});
  }
  void choose(const TabledScore& table) {
    const auto most = std::ranges::max_element(table.rows, {}, &TableRow::points);
    if (most == table.rows.end()) return;
    for (std::size_t i = 0; i < table.metrics.size(); ++i)
      take(table.metrics[i], most->cells[i].empty() ? Interval{} : most->cells[i].front());
  }

  const EvaluationPolicy& rubric_;
  GivenFigures figures_;
};

}  // namespace

GivenFigures best_figures(const EvaluationPolicy& rubric, GivenFigures given) {
  return Chooser(rubric, std::move(given)).choose();
}

}  // namespace giaingan::inline v1
