/// @file
/// Host metrics of a rubric of which no unit has a figure, and what that does to the ratings.
#pragma once

#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What becomes of the part of a rubric that reads a metric which nobody has.
enum class MissingEffect {
  no_points,       ///< the criterion gives 0 points
  not_scored,      ///< the criterion drops out and the rest is rescaled
  not_rated,       ///< no subject that the criterion concerns can be rated
  never_holds,     ///< the veto, the cap or the list's condition holds for nobody
  decides_nothing  ///< the quota's tie metric leaves every tie
};

/// Stable name: `no_points` …
[[nodiscard]] const char* missing_effect_text(MissingEffect effect) noexcept;

/// A part of the rubric that reads a metric.
struct MetricReader {
  std::string part;  ///< `criterion`, `veto`, `cap`, `quota`, `shortcomings` or `emulation`
  std::string id;    ///< of the part; of a list empty
  Text title;
  MissingEffect effect = MissingEffect::no_points;
};

/// A host metric of which no unit has a figure.
struct UnprovidedMetric {
  std::string metric;
  Text title;
  std::int64_t units = 0;             ///< that lack it: all that are rated
  std::vector<MetricReader> readers;  ///< in the rubric's order; empty: nothing in the rubric reads it
};

/// The host metrics that the result names as unprovided, each with what it does. @pre of the same rubric
[[nodiscard]] std::vector<UnprovidedMetric> unprovided_metrics(const EvaluationPolicy& policy,
                                                               const EvaluationResult& result);

/// Units that can't be rated because they lack a host metric that a criterion can't do without.
struct UnratedForMetric {
  std::size_t criterion = 0;  ///< among the policy's criteria
  std::string metric;
  std::vector<std::string> units;  ///< by id, each once
};

/// All of them, by criterion and metric. Metrics of the engine are left out: a ratio over a plan of zero is
/// undefined, which is no mistake of the input.
[[nodiscard]] std::vector<UnratedForMetric> unrated_for_metrics(const EvaluationPolicy& policy,
                                                                const EvaluationResult& result);

}  // namespace giaingan::inline v1
