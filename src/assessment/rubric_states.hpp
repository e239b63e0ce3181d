/// @file
/// What the metrics of two rubrics can be, as far as the rubrics tell them apart: the line of every metric
/// cut at all bounds of both.
#pragma once

#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A metric's value along a piece of its line: from one number (t = 0) to another (t = 1).
struct MetricPiece {
  std::string metric;
  std::string over;  ///< the metric that it is a multiple of; empty: the value itself
  bool missing = false;
  bool whole = false;  ///< the metric can only be a whole number
  Rational from;
  Rational to;
};

/// What a piece does to one criterion of one rubric.
struct CriterionPart {
  enum class Kind { scored, dropped, error };

  std::size_t rubric = 0;  ///< 0 or 1
  std::size_t criterion = 0;
  Kind kind = Kind::scored;
  Rational from;  ///< points at t = 0, going straight to t = 1
  Rational to;
};

/// One thing that some metrics can be.
struct MetricState {
  std::vector<MetricPiece> pieces;  ///< empty: said elsewhere
  std::vector<CriterionPart> parts;
  std::array<std::uint64_t, 2> failing{};  ///< by rubric: limits of which a condition doesn't hold here
  bool is_stretch = false;                 ///< t lies strictly between 0 and 1; else the ends are one value
};

/// Alternatives that are independent of one another once one has been chosen of each.
using StateFactors = std::vector<std::vector<MetricState>>;

/// Metrics that the rubrics read together, or a single one: one of the alternatives holds.
using StateGroup = std::vector<StateFactors>;

/// The limits of one rubric that concern a subject: vetoes, then caps.
[[nodiscard]] std::vector<const ClassLimit*> limits_of(const EvaluationPolicy& policy, Subject subject);

/// Whether a part of a rubric concerns a subject.
[[nodiscard]] bool concerns_subject(Subjects subjects, Subject subject) noexcept;

/// All that the metrics can be, group by group.
struct MetricStates {
  std::vector<StateGroup> groups;  ///< each at least holds what it says; empty where nothing could be said
  std::optional<Text> doubt;       ///< why the groups don't hold everything
};

/// @param limits how many combinations of metrics that tables read together are looked at
[[nodiscard]] MetricStates metric_states(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                         Subject subject, const RubricLimits& limits);

}  // namespace giaingan::inline v1
