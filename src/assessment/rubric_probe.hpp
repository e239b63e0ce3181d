/// @file
/// Looks at single parts of two rubrics by rating a unit with them, so that nothing here says anew what a
/// criterion or a condition is.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/metric_table.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assessment/rubric_states.hpp"

namespace giaingan::inline v1 {

/// Figures of one unit by metric.
using Figures = std::map<std::string, std::optional<Rational>>;

/// Some criteria and conditions of both rubrics, as rubrics of their own.
struct RubricParts {
  /// A condition is a cap of its own that changes nothing.
  struct OfRubric {
    EvaluationPolicy criteria;
    EvaluationPolicy conditions;
    std::vector<std::size_t> criterion;  ///< of each criterion: among the whole rubric's
    std::vector<std::size_t> of_limit;   ///< of each condition: among limits_of()
  };
  std::array<OfRubric, 2> of;
};

/// What was seen of them.
struct Seen {
  std::vector<CriterionPart> parts;  ///< without points
  std::vector<Rational> points;      ///< of each part
  std::array<std::uint64_t, 2> failing{};
};

/// What the two rubrics say to one kind of subject.
class RubricProbe {
 public:
  RubricProbe(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject)
      : rubrics_{&a, &b}, subject_(subject) {}

  /// What reads a metric by itself, but tables.
  [[nodiscard]] RubricParts parts_reading(const std::string& metric) const;
  /// That, and what divides others by it.
  [[nodiscard]] RubricParts parts_reading_or_over(const std::string& metric) const;
  /// What reads a metric by itself or divided by another.
  [[nodiscard]] RubricParts parts_of(const std::string& metric) const;

  /// The tables that read any of the metrics.
  [[nodiscard]] RubricParts tables_reading(const std::set<std::string>& metrics) const;

  [[nodiscard]] Seen look(const Figures& figures, const RubricParts& parts) const;

 private:
  using Wanted = std::function<bool(const Criterion& criterion)>;
  /// Some criteria, and the conditions on one metric.
  [[nodiscard]] RubricParts parts(const std::string& metric, const Wanted& wanted) const;

  std::array<const EvaluationPolicy*, 2> rubrics_;
  Subject subject_;
};

/// The rubric that classes every subject by itself: quotas and the lists that follow classes are left out.
[[nodiscard]] EvaluationPolicy without_quotas(EvaluationPolicy rubric);

/// The table of one unit with these figures.
[[nodiscard]] MetricTable table_of(const Figures& figures);

}  // namespace giaingan::inline v1
