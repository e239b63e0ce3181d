// Slow oracle: the completion evaluation, by its definitions (rules §5 and §12).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

// The metrics of every subject: subject → metric → value. A metric without an entry is missing; a finding is
// a metric of 0 or 1.
using Metrics = std::map<std::string, std::map<std::string, Rational>>;

// No bound is no end. Half-open, from ≤ value < to, unless said otherwise.
struct Interval {
  std::optional<Rational> from;
  std::optional<Rational> to;
  enum class Includes { from, to, both, neither } includes = Includes::from;
};

bool contains(const Interval& interval, const Rational& value);

// With points_to, linear from points (at the lower bound) to points_to (at the upper).
struct Band {
  Interval values;
  Rational points;
  std::optional<Rational> points_to;
};

// Of each metric of a table what the row takes: a value in any of these; of none: every value.
struct TableRow {
  std::vector<std::vector<Interval>> cells;
  Rational points;
};

struct Criterion {
  std::string id;
  std::string metric;
  std::string over;  // divided by what was assigned (which counts if above 0); empty: the metric itself
  std::vector<Band> bands;
  std::vector<std::string> table_metrics;  // with rows in place of metric, over and bands
  std::vector<TableRow> rows;              // every combination of values lies in one
  Rational weight = 1;
  enum class Missing { zero, skip_and_rescale, error } missing = Missing::zero;
  Missing not_assigned = Missing::zero;  // where there is no such divisor
  std::string part;                      // it is rescaled within this part; empty: within the whole
};

struct Condition {
  std::string metric;
  enum class Operator { at_least, above, at_most, below, equal } op = Operator::at_least;
  Rational value;
};

// A veto sets the class, whatever it was; a cap makes it at most that class. Of a missing metric no condition
// holds.
struct Limit {
  std::string id;
  Condition condition;
  std::string class_id;
};

struct Class {
  std::string id;
  Interval totals;
};

struct TieMetric {
  std::string metric;
  enum class Better { higher, lower } better = Better::higher;
};

struct Quota {
  std::string limited;  // at most a share of subjects in this class …
  std::string of;       // … of the number in this one
  Rational share;
  enum class Base { after, before } base = Base::after;
  enum class Rounding { down, half_up, up } rounding = Rounding::down;
  enum class Tie { none, all, metrics } tie = Tie::none;
  std::vector<TieMetric> tie_metrics;
};

struct Rubric {
  std::vector<Criterion> criteria;
  std::vector<Class> classes;  // best first
  std::vector<Limit> vetoes;
  std::vector<Limit> caps;
  std::vector<Quota> quotas;
};

struct Subject {
  std::string id;
  std::string collective;  // of a head; empty: this is a collective itself
};

struct Evaluation {
  Rubric collectives;
  Rubric heads;
  enum class Heads { free, not_above_collective } head_class = Heads::not_above_collective;
  // The list of §4.5 (shortcomings) and the emulation list of §8: of collectives only.
  std::vector<Condition> shortcomings;
  enum class Combine { any, all } combine_shortcomings = Combine::any;
  std::string emulated_class;
  std::vector<Condition> emulation;  // all must hold
};

struct ScoredCriterion {
  std::string criterion;
  std::optional<Rational> value;
  std::optional<std::size_t> band;
  std::optional<Rational> points;  // none: skipped (or in error)
  bool error = false;
};

struct Step {
  enum class Kind { bands, veto, cap, collective, quota } kind = Kind::bands;
  std::string id;      // of the veto or cap
  std::string before;  // empty: none yet
  std::string after;

  friend bool operator==(const Step&, const Step&) = default;
};

struct Scored {
  Subject subject;
  std::vector<ScoredCriterion> criteria;
  std::optional<Rational> total;  // none: not classed
  std::string class_id;
  std::vector<Step> steps;  // those that applied
};

// In the order of the subjects.
std::vector<Scored> evaluate(const Evaluation& evaluation, const std::vector<Subject>& subjects,
                             const Metrics& metrics);

// Who has any (or all) of the shortcomings, by id.
std::vector<std::string> shortcomings(const Evaluation& evaluation, const std::vector<Subject>& subjects,
                                      const Metrics& metrics);

// Who ends in the emulated class and meets every condition, by total from the highest, then by id.
std::vector<std::string> emulation(const Evaluation& evaluation, const std::vector<Scored>& scored,
                                   const Metrics& metrics);

// The largest k ≤ qualifying with k ≤ share of (base, and with Base::after the demoted too).
int quota_size(const Quota& quota, int qualifying, int base);

// The most that a criterion's bands or rows can give.
Rational most(const Criterion& criterion);

}  // namespace oracle
