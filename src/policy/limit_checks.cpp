#include "policy/limit_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "policy/exact_text.hpp"
#include "policy/metric_pieces.hpp"
#include "policy/rubric_totals.hpp"

namespace giaingan::inline v1 {
namespace {

using Conditions = std::vector<MetricCondition>;

bool holds_at(const Conditions& conditions, const std::string& metric, const Rational& value,
              const EvaluationPolicy& policy) {
  return std::ranges::all_of(conditions, [&](const MetricCondition& condition) {
    return condition.metric != metric || contains(values_that_meet(condition, policy), value);
  });
}

bool reads(const Conditions& conditions, const std::string& metric) {
  return std::ranges::find(conditions, metric, &MetricCondition::metric) != conditions.end();
}

/// The pieces of a metric's values by the bounds of two lists of conditions.
std::vector<Piece> pieces_of(const std::string& metric, const Conditions& one, const Conditions& other,
                             const EvaluationPolicy& policy) {
  std::vector<Rational> bounds;
  for (const Conditions* conditions : {&one, &other}) {
    for (const MetricCondition& condition : *conditions)
      if (condition.metric == metric) append_bounds(values_that_meet(condition, policy), bounds);
  }
  return pieces_between(std::move(bounds), {metric, {}}, policy);
}

std::set<std::string> metrics_of(const Conditions& conditions) {
  std::set<std::string> metrics;
  for (const MetricCondition& condition : conditions)
    metrics.insert(condition.metric);
  return metrics;
}

/// A metric of which no value meets all conditions.
std::optional<std::string> contradiction(const Conditions& conditions, const EvaluationPolicy& policy) {
  for (const std::string& metric : metrics_of(conditions)) {
    const auto pieces = pieces_of(metric, conditions, {}, policy);
    if (std::ranges::none_of(
            pieces, [&](const Piece& piece) { return holds_at(conditions, metric, piece.inside, policy); }))
      return metric;
  }
  return std::nullopt;
}

/// Whether `outer` holds whenever `inner` does.
bool follows(const Conditions& inner, const Conditions& outer, const EvaluationPolicy& policy) {
  return std::ranges::all_of(metrics_of(outer), [&](const std::string& metric) {
    if (!reads(inner, metric) && can_be_missing(metric)) return false;
    const auto pieces = pieces_of(metric, inner, outer, policy);
    return std::ranges::all_of(pieces, [&](const Piece& piece) {
      return !holds_at(inner, metric, piece.inside, policy) || holds_at(outer, metric, piece.inside, policy);
    });
  });
}

bool concerns_rated(const ClassLimit& limit, const EvaluationPolicy& policy) {
  return (concerns(limit.subjects, Subject::collective) && is_rated(policy, Subject::collective)) ||
         (concerns(limit.subjects, Subject::head) && is_rated(policy, Subject::head));
}

bool concerns_all_of(const ClassLimit& one, const ClassLimit& other) {
  return one.subjects == Subjects::both || one.subjects == other.subjects;
}

PolicyFinding notice(const char* code, const std::string& subject, Text message,
                     FindingWitness witness = {}) {
  return {FindingWeight::notice, code, subject, std::move(message), std::move(witness)};
}

/// Figures at which all conditions of both lists hold, of the metrics that can meet them.
FiguresWitness figures_at(const Conditions& one, const Conditions& other, const EvaluationPolicy& policy) {
  FiguresWitness witness;
  std::set<std::string> metrics = metrics_of(one);
  metrics.merge(metrics_of(other));
  for (const std::string& metric : metrics) {
    for (const Piece& piece : pieces_of(metric, one, other, policy)) {
      if (holds_at(one, metric, piece.inside, policy) && holds_at(other, metric, piece.inside, policy))
        witness.figures.try_emplace(metric, piece.inside);
    }
  }
  return witness;
}

/// Figures between and at the bounds on a metric of which no value meets all conditions; of every other
/// metric a value that meets those on it, if there is one.
NeverHoldsWitness figures_around(const std::string& metric, const Conditions& conditions,
                                 const EvaluationPolicy& policy) {
  const FiguresWitness others = figures_at(conditions, {}, policy);
  NeverHoldsWitness witness;
  for (const Piece& piece : pieces_of(metric, conditions, {}, policy)) {
    witness.figures.push_back(others.figures);
    witness.figures.back().insert_or_assign(metric, piece.inside);
  }
  return witness;
}

/// What says of one limit that it can do nothing; the first reason that there is.
class IdleLimits {
 public:
  IdleLimits(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings)
      : policy_(policy), findings_(findings) {
    for (const ClassLimit& veto : policy.vetoes)
      limits_.push_back(&veto);
    for (const ClassLimit& cap : policy.caps)
      limits_.push_back(&cap);
  }

  void find() {
    for (std::size_t i = 0; i < limits_.size(); ++i)
      look_at(i);
  }

 private:
  void look_at(std::size_t number) {
    const ClassLimit& limit = *limits_[number];
    if (!concerns_rated(limit, policy_)) {
      findings_.push_back(notice("limit_never_holds", limit.id,
                                 {"không ai được xếp loại thuộc đối tượng của điều kiện này",
                                  "nobody whom this limit concerns is rated: mend \"subjects\" or \"heads\""},
                                 NeverHoldsWitness{{figures_at(limit.conditions, {}, policy_).figures}}));
    } else if (const auto metric = contradiction(limit.conditions, policy_)) {
      findings_.push_back(notice("limit_never_holds", limit.id,
                                 {"không giá trị nào mà \"" + *metric + "\" có thể nhận thỏa mọi điều kiện",
                                  "no value that \"" + *metric + "\" can have meets all conditions"},
                                 figures_around(*metric, limit.conditions, policy_)));
    } else if (limit.limit == 0) {
      findings_.push_back(notice("cap_at_best_class", limit.id,
                                 {"mức trần là loại cao nhất nên không hạ ai",
                                  "a cap at the best class lowers nobody: name the class meant"},
                                 figures_at(limit.conditions, {}, policy_)));
    } else if (const ClassLimit* stronger = going_before(number)) {
      findings_.push_back(
          notice("limit_preempted", limit.id,
                 {"khi điều kiện này đúng thì \"" + stronger->id + "\" luôn đúng và đã xếp \"" +
                      policy_.classes[stronger->limit].id + "\", không cao hơn",
                  "whenever it holds, \"" + stronger->id + "\" holds too and allows no more than \"" +
                      policy_.classes[stronger->limit].id + "\": it never decides"},
                 figures_at(limit.conditions, stronger->conditions, policy_)));
    }
  }

  /// A limit that holds whenever this one does and allows no better class; of two alike the first.
  [[nodiscard]] const ClassLimit* going_before(std::size_t number) const {
    const ClassLimit& limit = *limits_[number];
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      const ClassLimit& other = *limits_[i];
      if (i == number || other.limit < limit.limit || !concerns_all_of(other, limit) ||
          !follows(limit.conditions, other.conditions, policy_))
        continue;
      const bool alike = other.limit == limit.limit && concerns_all_of(limit, other) &&
                         follows(other.conditions, limit.conditions, policy_);
      if (!alike || i < number) return &other;
    }
    return nullptr;
  }

  const EvaluationPolicy& policy_;
  std::vector<PolicyFinding>& findings_;
  std::vector<const ClassLimit*> limits_;
};

bool is_ratio(const std::string& metric) {
  return metric_quantity(metric) == Quantity::ratio;
}

void add_large(const std::string& subject, const std::string& metric, const std::optional<Ratio>& bound,
               std::vector<PolicyFinding>& findings) {
  if (!bound || *bound < Ratio{2, 1}) return;
  findings.push_back(
      notice("ratio_far_above_one", subject,
             far_above_one("so \"" + metric + "\" với", "holds \"" + metric + "\" against", Rational(*bound)),
             FiguresWitness{{{metric, Rational(*bound) / 100}}}));
}

void add_large(const std::string& subject, const Conditions& conditions,
               std::vector<PolicyFinding>& findings) {
  for (const MetricCondition& condition : conditions) {
    if (is_ratio(condition.metric)) add_large(subject, condition.metric, condition.value.value, findings);
  }
}

}  // namespace

Text far_above_one(const std::string& vi, const std::string& en, const Rational& number) {
  const std::string written = exact_text(number);
  const std::string percent = exact_text(number * 100);
  return {vi + " " + written + ", tức " + percent + " %; nếu ý là " + written + " % thì viết \"" + written +
              "%\"",
          en + " " + written + ", which is " + percent + " %; write \"" + written + "%\" if that was meant"};
}

void add_idle_limits(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings) {
  IdleLimits(policy, findings).find();
}

void add_large_ratios(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings) {
  for (const Criterion& criterion : policy.criteria) {
    const auto* banded = std::get_if<BandedScore>(&criterion.score);
    if (banded == nullptr || !banded->over.empty() || !is_ratio(banded->metric)) continue;
    // Neighbouring bands share a bound: the greatest says it all.
    std::optional<Ratio> greatest;
    for (const ScoreBand& band : banded->bands) {
      for (const auto& bound : {band.interval.from, band.interval.to})
        if (bound && (!greatest || *bound > *greatest)) greatest = bound;
    }
    add_large(criterion.id, banded->metric, greatest, findings);
  }
  for (const ClassLimit& veto : policy.vetoes)
    add_large(veto.id, veto.conditions, findings);
  for (const ClassLimit& cap : policy.caps)
    add_large(cap.id, cap.conditions, findings);
  if (policy.shortcomings) add_large("shortcomings", policy.shortcomings->conditions, findings);
  if (policy.emulation) add_large("emulation", policy.emulation->conditions, findings);
}

}  // namespace giaingan::inline v1
