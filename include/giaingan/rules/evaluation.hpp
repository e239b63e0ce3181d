/// @file
/// Completion evaluation (đánh giá mức độ hoàn thành nhiệm vụ): points, classes, limits, quotas (§1.1, §4.5,
/// §8).
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/figures/metric_table.hpp"
#include "giaingan/figures/quota_outcome.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What became of a criterion.
enum class CriterionStatus {
  scored,
  missing_zero,     ///< the metric is missing: no points
  missing_skipped,  ///< the metric is missing: dropped, the rest is rescaled
  missing_error,    ///< the metric is missing: no total
};

/// One criterion of one subject.
struct CriterionScore {
  std::size_t criterion = 0;      ///< among the policy's criteria
  std::optional<Rational> value;  ///< of the metric; where something was assigned: done ÷ assigned
  std::vector<Rational> values;   ///< of a table: those of its metrics, in its order; empty if one is missing
  std::optional<std::size_t> band;  ///< or row of a table
  std::optional<Rational> points;   ///< before the weight; nothing if skipped or an error
  CriterionStatus status = CriterionStatus::scored;
  std::string missing_metric;           ///< the metric without which it wasn't scored; empty if it was
  std::optional<Rational> rescaled_by;  ///< within its part of the rubric, if others of the part dropped out
  /// Done against assigned; the value against the bounds of its band, each value of a table against those of
  /// its row.
  std::vector<Evidence> evidence;
};

/// What a score cites: the criterion, or, if a metric is missing, what the policy says of that.
[[nodiscard]] Citation score_citation(const Criterion& criterion, const CriterionScore& score);

/// What a step of a rating is.
enum class ClassStepKind { band, veto, cap, collective, quota };

/// One step from the total to the final class: taken or not, with what was compared.
struct ClassStep {
  ClassStepKind kind = ClassStepKind::band;
  std::string id;                     ///< of the class, veto, cap or quota; of `collective`: the unit
  std::optional<std::size_t> before;  ///< class, among the policy's classes; nothing before the first step
  std::size_t after = 0;              ///< class
  std::optional<bool> applies;  ///< whether the conditions hold; nothing if a metric that decides is missing
  std::vector<Evidence> evidence;
  Citation citation;
};

/// One subject's rating.
struct SubjectRating {
  std::string unit;
  Subject subject = Subject::collective;
  std::vector<CriterionScore> criteria;  ///< those that concern the subject, in the policy's order
  std::optional<Rational> total;  ///< nothing if a metric is missing in error, or nothing could be scored
  /// What the sum was multiplied by, if criteria of no part, or whole parts, dropped out.
  std::optional<Rational> rescaled_by;
  std::optional<std::size_t> rating;  ///< the final class; nothing without a total
  std::vector<ClassStep> steps;
};

/// A unit on a list, with the comparisons that put it there.
struct ListedUnit {
  std::string unit;
  std::optional<Rational> total;
  std::vector<Evidence> grounds;
};

/// A metric without which a subject can't be rated.
struct MissingForRating {
  std::string unit;
  Subject subject = Subject::collective;
  std::size_t criterion = 0;
  std::string metric;
};

/// The ratings of a year.
struct EvaluationResult {
  std::vector<SubjectRating> subjects;   ///< by unit id; a unit's collective before its head
  std::vector<QuotaOutcome> quotas;      ///< collectives' first, as applied
  std::vector<ListedUnit> shortcomings;  ///< §4.5, by unit id
  std::vector<ListedUnit> emulation;     ///< §8, by total from the highest, then by unit id
  std::vector<MissingForRating> missing;
  /// The month-end of `final_ratio`, `plan` and `disbursed`, where they were summed up from a portfolio.
  std::optional<BudgetMonth> month;
  std::vector<std::string> unprovided;  ///< host metrics of which no unit has a figure, in the policy's order
};

/// Rates every unit of the table. Steps: bands, vetoes, caps, quotas among collectives; then heads: bands,
/// vetoes, caps, the collective's final class, quotas among heads. A demoted subject falls one class.
[[nodiscard]] EvaluationResult evaluate(const EvaluationPolicy& policy, const MetricTable& metrics);

}  // namespace giaingan::inline v1
