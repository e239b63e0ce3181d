/// @file
/// Whether two rubrics give the same class whatever the figures (§1.1, §4.5).
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// What can be said of two rubrics.
enum class Equivalence {
  equivalent,   ///< proven: the same class for all figures
  different,    ///< some figures get two classes, which both rubrics confirm
  not_decided,  ///< neither; the reason says why
};

/// `equivalent`, `different` or `not_decided`.
[[nodiscard]] const char* equivalence_text(Equivalence equivalence) noexcept;

/// Figures of one unit for which the rubrics differ.
struct RubricCounterexample {
  Subject subject = Subject::collective;
  std::vector<std::pair<std::string, std::optional<Rational>>> metrics;  ///< by id; nothing: missing
  std::optional<Rational> total_a;
  std::optional<Rational> total_b;
  std::optional<std::string> class_a;  ///< id; nothing: not classed, or not rated at all
  std::optional<std::string> class_b;
};

/// How two rubrics compare.
struct RubricComparison {
  Equivalence equivalence = Equivalence::not_decided;
  Text reason;  ///< if not decided
  std::optional<RubricCounterexample> counterexample;
};

/// How far to look before a comparison is given up as not decided.
struct RubricLimits {
  std::size_t patterns = 4096;  ///< ways in which criteria can drop out
  std::size_t sums = 200'000;   ///< pairs of totals at a time
  std::size_t cells = 50'000;   ///< combinations of values of metrics that tables read together
  std::size_t tried = 4096;     ///< figures that are tried where nothing is proven
};

/// Compares the classes before quotas of every subject, for all figures together that the metrics can have:
/// the engine's are not negative, its counts and amounts whole, `flagged` is 0 or 1, those that it always has
/// are never missing; the host's are what both rubrics say that they can be, or missing. Metrics count as
/// independent of one another, so a counterexample may hold figures that no dataset has together;
/// "equivalent" needs no such reservation. Quotas compare units with each other: where there are any, the
/// rubrics are only called equivalent if the quotas are the same and all totals too. Classes are told apart
/// by their ids; lists, levels and the bases of figures are not compared.
[[nodiscard]] RubricComparison compare_rubrics(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                               const RubricLimits& limits = {});

}  // namespace giaingan::inline v1
