// A rubric made ready for columns: bands, conditions and classes as step functions.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/step_function.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rules/rating_table.hpp"

namespace giaingan::inline v1 {

/// Finds a metric's column; whoever is asked reports those that aren't there.
using FindColumn = std::function<std::size_t(const std::string& metric)>;

/// A criterion that concerns the subject. Refers to the policy's.
struct RatedCriterion {
  std::size_t number;  ///< among the policy's
  const Criterion* criterion;
  std::size_t column;                   ///< of the metric, of a table's first; or of what was done,
  std::optional<std::size_t> assigned;  ///< which is divided by this column
  StepFunction steps;  ///< bands as pieces, their points without slope as amounts over the common denominator
  std::optional<RatedTable> table;  ///< instead of steps
  std::vector<bool> slopes;         ///< by band or row: its points follow the value
  bool has_slopes = false;

  [[nodiscard]] bool in_proportion() const noexcept {
    return std::holds_alternative<ProportionalScore>(criterion->score);
  }
  /// Weight × max.
  [[nodiscard]] Rational reachable() const;
  /// Weight × points of a value in a band, of whatever in a row. @pre has bands or a table
  [[nodiscard]] Rational points_in(std::size_t band, const Rational& value) const;
  /// Weight × points in proportion. @pre has none
  [[nodiscard]] Rational points_of_share(const Rational& share) const;
};

/// A condition as the step function that is 1 where it holds.
struct RatedCondition {
  std::size_t column;
  StepFunction holds;
};

/// A veto or cap, numbered as in RatedColumns.
struct RatedLimit {
  enum class Kind { veto, cap } kind;
  std::size_t number;
  std::int16_t limit;  ///< class
  std::vector<RatedCondition> conditions;
};

/// The part of a rubric that concerns one kind of subject.
struct RatedRubric {
  RatedRubric(const EvaluationPolicy& policy, Subject subject, const FindColumn& find_column);

  std::vector<RatedCriterion> criteria;
  /// Of amounts; 0: they don't fit int64, every total is added up in rationals.
  std::int64_t common_den = 1;
  StepFunction classes;  ///< of totals times the common denominator
  std::vector<RatedLimit> limits;

  /// The class of a total that isn't over the common denominator.
  [[nodiscard]] std::int16_t class_of(const Rational& total) const;

 private:
  std::vector<Interval> totals_;
};

}  // namespace giaingan::inline v1
