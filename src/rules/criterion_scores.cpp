#include "rules/criterion_scores.hpp"

#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {
namespace {

Rational points_in(const ScoreBand& band, const Rational& value) {
  const auto& [from, to, includes] = band.interval;
  if (!band.points_to || !from || !to || *from == *to) return band.points;
  // The exact value can lie outside a band that its rounded value lies in.
  const Rational within = std::clamp(value, Rational(*from), Rational(*to));
  return Rational(band.points) + (within - Rational(*from)) / (Rational(*to) - Rational(*from)) *
                                     (Rational(*band.points_to) - Rational(band.points));
}

void score_missing(CriterionScore& score, MissingMetric missing, const std::string& metric) {
  score.missing_metric = metric;
  switch (missing) {
    case MissingMetric::zero:
      score.status = CriterionStatus::missing_zero;
      score.points = Rational(0);
      return;
    case MissingMetric::skip_and_rescale:
      score.status = CriterionStatus::missing_skipped;
      return;
    case MissingMetric::error:
      score.status = CriterionStatus::missing_error;
      return;
  }
}

/// Sets the value to done ÷ assigned, if something was assigned and it is known what was done.
void measure(CriterionScore& score, const Criterion& criterion, const std::string& done,
             const std::string& assigned, const ComparedFigures& figures) {
  const auto of_assigned = figures.exact(assigned);
  if (!of_assigned || of_assigned->sign() <= 0) {
    score_missing(score, criterion.not_assigned, assigned);
    score.evidence.push_back(evidence_of(
        "evaluation.assigned", figures.unit(), assigned, plain_figure(metric_quantity(assigned), of_assigned),
        Comparison::more_than, Rational(0), score_citation(criterion, score)));
    return;
  }
  const auto of_done = figures.exact(done);
  if (!of_done) return score_missing(score, criterion.missing, done);
  score.value = *of_done / *of_assigned;
  score.evidence.push_back(evidence_of("evaluation.proportion", figures.unit(), assigned,
                                       plain_figure(metric_quantity(done), of_done), Comparison::at_least,
                                       *of_assigned, criterion.citation));
}

void score_by_bands(CriterionScore& score, const Criterion& criterion, const BandedScore& banded,
                    const ComparedFigures& figures) {
  if (!banded.over.empty()) {
    measure(score, criterion, banded.metric, banded.over, figures);
  } else {
    score.value = figures.exact(banded.metric);
    if (!score.value) score_missing(score, criterion.missing, banded.metric);
  }
  if (!score.value) return;
  const ComparedFigure compared = banded.over.empty()
                                      ? figures.figure(banded.metric)
                                      : figures.figure(banded.metric, *figures.exact(banded.over));
  score.points = Rational(0);
  for (std::size_t i = 0; i < banded.bands.size(); ++i) {
    const ScoreBand& band = banded.bands[i];
    const Interval interval = figures.rounded(band.interval);
    if (!contains(interval, *compared.number)) continue;
    score.band = i;
    score.points = points_in(band, *score.value);
    append_bounds(score.evidence, "evaluation.criterion", figures.unit(), criterion.id, interval, compared,
                  criterion.citation);
    return;
  }
}

/// What a row asks of each metric that it asks something of, as the intervals that the values lie in; nothing
/// if one lies in none.
std::optional<std::vector<std::optional<Interval>>> intervals_that_hold(
    const TableRow& row, std::span<const ComparedFigure> compared, const ComparedFigures& figures) {
  std::vector<std::optional<Interval>> held(compared.size());
  for (std::size_t i = 0; i < compared.size(); ++i) {
    for (const Interval& each : row.cells[i]) {
      const Interval interval = figures.rounded(each);
      if (!held[i] && contains(interval, *compared[i].number)) held[i] = interval;
    }
    if (!row.cells[i].empty() && !held[i]) return std::nullopt;
  }
  return held;
}

void score_by_table(CriterionScore& score, const Criterion& criterion, const TabledScore& table,
                    const ComparedFigures& figures) {
  std::vector<Rational> values;
  std::vector<ComparedFigure> compared;
  values.reserve(table.metrics.size());
  compared.reserve(table.metrics.size());
  for (const std::string& metric : table.metrics) {
    const auto value = figures.exact(metric);
    if (!value) return score_missing(score, criterion.missing, metric);
    values.push_back(*value);
    compared.push_back(figures.figure(metric));
  }
  score.values = std::move(values);
  score.points = Rational(0);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto held = intervals_that_hold(table.rows[row], compared, figures);
    if (!held) continue;
    score.band = row;
    score.points = table.rows[row].points;
    for (std::size_t i = 0; i < compared.size(); ++i) {
      if ((*held)[i])
        append_bounds(score.evidence, "evaluation.table", figures.unit(), table.metrics[i], *(*held)[i],
                      compared[i], criterion.citation);
    }
    return;
  }
}

void score_in_proportion(CriterionScore& score, const Criterion& criterion,
                         const ProportionalScore& proportional, const ComparedFigures& figures) {
  measure(score, criterion, proportional.done, proportional.assigned, figures);
  if (score.value)
    score.points = std::clamp(*score.value, Rational(0), Rational(1)) * Rational(proportional.max);
}

/// What a criterion measures against; empty if it does against nothing.
std::string assigned_metric(const Criterion& criterion) {
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) return banded->over;
  const auto* proportional = std::get_if<ProportionalScore>(&criterion.score);
  return proportional != nullptr ? proportional->assigned : "";
}

}  // namespace

CriterionScore score_criterion(const EvaluationPolicy& policy, std::size_t number,
                               const ComparedFigures& figures) {
  const Criterion& criterion = policy.criteria[number];
  CriterionScore score;
  score.criterion = number;
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) {
    score_by_bands(score, criterion, *banded, figures);
  } else if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    score_by_table(score, criterion, *table, figures);
  } else {
    score_in_proportion(score, criterion, std::get<ProportionalScore>(criterion.score), figures);
  }
  return score;
}

Citation score_citation(const Criterion& criterion, const CriterionScore& score) {
  if (score.missing_metric.empty()) return criterion.citation;
  const bool assigned_nothing = score.missing_metric == assigned_metric(criterion);
  return criterion.settings.deciding(criterion.citation, {assigned_nothing ? "not_assigned" : "missing"});
}

}  // namespace giaingan::inline v1
