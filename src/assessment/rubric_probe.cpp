#include "assessment/rubric_probe.hpp"

#include "giaingan/figures/metric_table.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace giaingan::inline v1 {
namespace {

struct Quotient {
  std::string metric;
  std::string over;  ///< empty: the metric as it is
};

/// What a criterion that is no table reads.
std::optional<Quotient> read_by(const Criterion& criterion) {
  if (std::holds_alternative<TabledScore>(criterion.score)) return std::nullopt;
  const std::vector<std::string> metrics = metrics_of(criterion);
  return Quotient{metrics.front(), metrics.size() > 1 ? metrics.back() : ""};
}

/// A rubric of one criterion that gives nothing and one class, so that its caps are looked at.
EvaluationPolicy only_conditions(const EvaluationPolicy& rubric) {
  EvaluationPolicy only;
  only.compare_at = rubric.compare_at;
  Criterion nothing;
  nothing.score = BandedScore{};
  nothing.missing = MissingMetric::zero;
  only.criteria.push_back(std::move(nothing));
  only.classes.emplace_back();
  return only;
}

CriterionPart::Kind kind_of(CriterionStatus status) {
  switch (status) {
    case CriterionStatus::missing_skipped:
      return CriterionPart::Kind::dropped;
    case CriterionStatus::missing_error:
      return CriterionPart::Kind::error;
    case CriterionStatus::scored:
    case CriterionStatus::missing_zero:
      break;
  }
  return CriterionPart::Kind::scored;
}

}  // namespace

EvaluationPolicy without_quotas(EvaluationPolicy rubric) {
  rubric.quotas.clear();
  rubric.shortcomings.reset();
  rubric.emulation.reset();
  return rubric;
}

MetricTable table_of(const Figures& figures) {
  std::vector<std::string> metrics;
  metrics.reserve(figures.size());
  for (const auto& each : figures)
    metrics.push_back(each.first);
  MetricTable table({"unit"}, std::move(metrics));
  for (const auto& [metric, value] : figures)
    table.set("unit", metric, value);
  return table;
}

RubricParts RubricProbe::parts(const std::string& metric, const Wanted& wanted) const {
  RubricParts found;
  for (std::size_t r = 0; r < rubrics_.size(); ++r) {
    const EvaluationPolicy& rubric = *rubrics_[r];
    RubricParts::OfRubric& of = found.of[r];
    of.criteria.compare_at = rubric.compare_at;
    for (std::size_t i = 0; i < rubric.criteria.size(); ++i) {
      if (!concerns_subject(rubric.criteria[i].subjects, subject_) || !wanted(rubric.criteria[i])) continue;
      of.criteria.criteria.push_back(rubric.criteria[i]);
      of.criteria.criteria.back().subjects = Subjects::both;
      of.criterion.push_back(i);
    }
    of.conditions = only_conditions(rubric);
    const auto limits = limits_of(rubric, subject_);
    for (std::size_t i = 0; i < limits.size(); ++i) {
      for (const MetricCondition& condition : limits[i]->conditions) {
        if (condition.metric != metric) continue;
        of.conditions.caps.push_back({.id = {},
                                      .title = {},
                                      .conditions = {condition},
                                      .limit = 0,
                                      .subjects = Subjects::both,
                                      .citation = {}});
        of.of_limit.push_back(i);
      }
    }
  }
  return found;
}

RubricParts RubricProbe::parts_reading(const std::string& metric) const {
  return parts(metric, [&](const Criterion& criterion) {
    const auto read = read_by(criterion);
    return read && read->metric == metric && read->over.empty();
  });
}

RubricParts RubricProbe::parts_reading_or_over(const std::string& metric) const {
  return parts(metric, [&](const Criterion& criterion) {
    const auto read = read_by(criterion);
    return read && (read->over.empty() ? read->metric : read->over) == metric;
  });
}

RubricParts RubricProbe::parts_of(const std::string& metric) const {
  return parts(metric, [&](const Criterion& criterion) {
    const auto read = read_by(criterion);
    return read && read->metric == metric;
  });
}

RubricParts RubricProbe::tables_reading(const std::set<std::string>& metrics) const {
  return parts("", [&](const Criterion& criterion) {
    const auto* table = std::get_if<TabledScore>(&criterion.score);
    return table != nullptr && std::ranges::any_of(table->metrics, [&](const std::string& metric) {
             return metrics.contains(metric);
           });
  });
}

Seen RubricProbe::look(const Figures& figures, const RubricParts& parts) const {
  const MetricTable table = table_of(figures);
  Seen seen;
  for (std::size_t r = 0; r < parts.of.size(); ++r) {
    const RubricParts::OfRubric& of = parts.of[r];
    const EvaluationResult scored = evaluate(of.criteria, table);
    for (const CriterionScore& score : scored.subjects.front().criteria) {
      seen.parts.push_back({r, of.criterion[score.criterion], kind_of(score.status), {}, {}});
      seen.points.push_back(score.points.value_or(Rational(0)));
    }
    if (of.of_limit.empty()) continue;
    const EvaluationResult held = evaluate(of.conditions, table);
    // The first step is the class by the total.
    const auto& steps = held.subjects.front().steps;
    for (std::size_t i = 0; i < of.of_limit.size(); ++i) {
      if (steps[i + 1].applies != true) seen.failing[r] |= std::uint64_t{1} << of.of_limit[i];
    }
  }
  return seen;
}

}  // namespace giaingan::inline v1
