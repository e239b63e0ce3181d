#include "giaingan/rules/evaluation.hpp"

#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "figures/quota_rule.hpp"
#include "figures/rescaled_points.hpp"
#include "rules/compared_figures.hpp"
#include "rules/criterion_scores.hpp"

namespace giaingan::inline v1 {
namespace {

bool concerns(Subjects subjects, Subject subject) noexcept {
  return subjects == Subjects::both ||
         (subjects == Subjects::collectives) == (subject == Subject::collective);
}

// Conditions

/// One evidence a condition.
std::vector<Evidence> compare(const std::vector<MetricCondition>& conditions, const std::string& rule,
                              const ComparedFigures& figures) {
  std::vector<Evidence> found;
  found.reserve(conditions.size());
  for (const MetricCondition& condition : conditions) {
    found.push_back(evidence_of(rule, figures.unit(), condition.metric, figures.figure(condition.metric),
                                condition.comparison, figures.rounded(Rational(condition.value.value)),
                                condition.value.citation));
  }
  return found;
}

/// Whether all comparisons hold; nothing if none fails and a figure is missing.
std::optional<bool> all_hold(const std::vector<Evidence>& comparisons) {
  bool known = true;
  for (const Evidence& one : comparisons) {
    if (!one.holds) {
      known = false;
    } else if (!*one.holds) {
      return false;
    }
  }
  return known ? std::optional(true) : std::nullopt;
}

void add_up(const EvaluationPolicy& policy, SubjectRating& rating) {
  PointsByPart points;
  for (const CriterionScore& score : rating.criteria) {
    if (score.status == CriterionStatus::missing_error) return;
    const Criterion& criterion = policy.criteria[score.criterion];
    const Rational weight(criterion.weight);
    points.add(criterion.part, score.points ? std::optional(weight * *score.points) : std::nullopt,
               weight * Rational(criterion.max));
  }
  const RescaledTotal total = points.total();
  for (CriterionScore& score : rating.criteria) {
    const auto factor = total.parts.find(policy.criteria[score.criterion].part);
    if (factor != total.parts.end() && score.points) score.rescaled_by = factor->second;
  }
  rating.total = total.points;
  rating.rescaled_by = total.factor;
}

// Classes

void take(SubjectRating& rating, ClassStep step) {
  step.before = rating.rating;
  rating.rating = step.after;
  rating.steps.push_back(std::move(step));
}

ClassStep step_of(ClassStepKind kind, const std::string& id, std::size_t after, const Citation& citation) {
  return {.kind = kind,
          .id = id,
          .before = {},
          .after = after,
          .applies = {},
          .evidence = {},
          .citation = citation};
}

void classify(const EvaluationPolicy& policy, SubjectRating& rating) {
  for (std::size_t i = 0; i < policy.classes.size(); ++i) {
    const RatingClass& one = policy.classes[i];
    if (!contains(one.totals, *rating.total)) continue;
    ClassStep step = step_of(ClassStepKind::band, one.id, i, one.citation);
    step.applies = true;
    append_bounds(step.evidence, "evaluation.class", rating.unit, one.id, one.totals,
                  plain_figure(Quantity::points, rating.total), one.citation);
    take(rating, std::move(step));
    return;
  }
}

/// A class of a smaller number is a better one, so the greater of two numbers is the lower class.
void veto(const ClassLimit& one, const ComparedFigures& figures, SubjectRating& rating) {
  if (!concerns(one.subjects, rating.subject)) return;
  ClassStep step = step_of(ClassStepKind::veto, one.id, *rating.rating, one.citation);
  step.evidence = compare(one.conditions, "evaluation.veto", figures);
  step.applies = all_hold(step.evidence);
  if (step.applies == true) step.after = one.limit;
  take(rating, std::move(step));
}

void cap(const ClassLimit& one, const ComparedFigures& figures, SubjectRating& rating) {
  if (!concerns(one.subjects, rating.subject)) return;
  ClassStep step = step_of(ClassStepKind::cap, one.id, *rating.rating, one.citation);
  step.evidence = compare(one.conditions, "evaluation.cap", figures);
  step.applies = all_hold(step.evidence);
  if (step.applies == true) step.after = std::max(*rating.rating, one.limit);
  take(rating, std::move(step));
}

SubjectRating rate(const EvaluationPolicy& policy, Subject subject, const ComparedFigures& figures) {
  SubjectRating rating;
  rating.unit = figures.unit();
  rating.subject = subject;
  for (std::size_t i = 0; i < policy.criteria.size(); ++i) {
    if (concerns(policy.criteria[i].subjects, subject))
      rating.criteria.push_back(score_criterion(policy, i, figures));
  }
  add_up(policy, rating);
  if (rating.total) classify(policy, rating);
  if (!rating.rating) return rating;
  for (const ClassLimit& one : policy.vetoes)
    veto(one, figures, rating);
  for (const ClassLimit& one : policy.caps)
    cap(one, figures, rating);
  return rating;
}

void hold_to_collective(const EvaluationPolicy& policy, const SubjectRating& collective,
                        SubjectRating& head) {
  if (!head.rating || !collective.rating) return;
  const Citation citation = policy.settings.deciding(policy.citation, {"heads"});
  ClassStep step = step_of(ClassStepKind::collective, collective.unit,
                           std::max(*head.rating, *collective.rating), citation);
  step.applies = *head.rating < *collective.rating;
  // Classes by their place from the best, 1: the head's may not be the smaller.
  step.evidence.push_back(evidence_of(
      "evaluation.collective", head.unit, policy.classes[*collective.rating].id,
      plain_figure(Quantity::count, Rational(static_cast<std::int64_t>(*head.rating) + 1)),
      Comparison::at_least, Rational(static_cast<std::int64_t>(*collective.rating) + 1), citation));
  take(head, std::move(step));
}

// Quotas

/// Whether the unit of row `left` goes before that of `right`, of equal totals.
bool precedes(const Quota& quota, const MetricTable& table, std::size_t left, std::size_t right) {
  for (const TieMetric& tie : quota.tie_metrics) {
    const auto a = table.at(left, tie.metric);
    const auto b = table.at(right, tie.metric);
    if (a.has_value() != b.has_value()) return a.has_value();
    if (!a || *a == *b) continue;
    return tie.better == TieMetric::Better::higher ? *a > *b : *a < *b;
  }
  return table.units()[left] < table.units()[right];
}

/// A subject in the class that a quota limits.
struct Contender {
  SubjectRating* rating;
  std::size_t row;  ///< of the metric table
};

/// How the contenders, who stand in order, stand to the line.
AtTheLine at_the_line(std::span<const Contender> contenders, const Rational& line) {
  AtTheLine found;
  for (const Contender& each : contenders) {
    const auto order = *each.rating->total <=> line;
    if (order < 0) break;
    ++(order > 0 ? found.above : found.at);
  }
  return found;
}

/// Why one of equal totals fell and the last that kept the class did not: metric by metric until they differ.
void append_tie(const Quota& quota, const MetricTable& table, const Contender& last_kept,
                const Contender& demoted, ClassStep& step) {
  for (const TieMetric& tie : quota.tie_metrics) {
    const auto own = table.at(demoted.row, tie.metric);
    const auto other = table.at(last_kept.row, tie.metric);
    const Comparison better =
        tie.better == TieMetric::Better::higher ? Comparison::more_than : Comparison::less_than;
    step.evidence.push_back(evidence_of("evaluation.quota_tie", demoted.rating->unit, tie.metric,
                                        plain_figure(metric_quantity(tie.metric), own), better, other,
                                        quota.citation));
    if (own != other) return;
  }
}

void decide(const Quota& quota, const QuotaOutcome& outcome, const MetricTable& table,
            std::span<const Contender> contenders, std::size_t place) {
  SubjectRating& rating = *contenders[place].rating;
  const bool keeps = std::cmp_less(place, outcome.kept);
  ClassStep step = step_of(ClassStepKind::quota, quota.id, *rating.rating + (keeps ? 0 : 1), quota.citation);
  step.applies = !keeps;
  step.evidence.push_back(
      evidence_of("evaluation.quota_size", rating.unit, quota.id,
                  plain_figure(Quantity::count, Rational(outcome.allowed)), Comparison::at_most,
                  share_of_base(quota, outcome.qualifying, outcome.in_base, outcome.allowed),
                  resting_on(quota.share.citation, quota.citation)));
  step.evidence.push_back(evidence_of("evaluation.quota_line", rating.unit, quota.id,
                                      plain_figure(Quantity::points, rating.total), Comparison::at_least,
                                      outcome.line, quota.citation));
  if (!keeps && outcome.kept > 0 && rating.total == outcome.line)
    append_tie(quota, table, contenders[static_cast<std::size_t>(outcome.kept - 1)], contenders[place], step);
  take(rating, std::move(step));
}

QuotaOutcome apply(const EvaluationPolicy& policy, std::size_t number, const MetricTable& table,
                   std::span<SubjectRating> ratings) {
  const Quota& quota = policy.quotas[number];
  QuotaOutcome outcome;
  outcome.quota = number;
  std::vector<Contender> contenders;
  for (std::size_t row = 0; row < ratings.size(); ++row) {
    if (ratings[row].rating == quota.rated) contenders.push_back({&ratings[row], row});
    if (ratings[row].rating == quota.base_class) ++outcome.in_base;
  }
  std::ranges::sort(contenders, [&](const Contender& left, const Contender& right) {
    const auto order = *left.rating->total <=> *right.rating->total;
    return order != 0 ? order > 0 : precedes(quota, table, left.row, right.row);
  });
  outcome.qualifying = static_cast<std::int64_t>(contenders.size());
  outcome.allowed = quota_size(quota, outcome.qualifying, outcome.in_base);
  if (outcome.allowed > 0) {
    outcome.line = contenders[static_cast<std::size_t>(outcome.allowed - 1)].rating->total;
    outcome.kept = kept_of(quota, at_the_line(contenders, *outcome.line), outcome.allowed);
  }
  for (std::size_t place = 0; place < contenders.size(); ++place)
    decide(quota, outcome, table, contenders, place);
  return outcome;
}

void apply_quotas(const EvaluationPolicy& policy, Subject subject, const MetricTable& table,
                  std::span<SubjectRating> ratings, std::vector<QuotaOutcome>& outcomes) {
  for (std::size_t i = 0; i < policy.quotas.size(); ++i) {
    if (policy.quotas[i].subject == subject) outcomes.push_back(apply(policy, i, table, ratings));
  }
}

/// Rates one kind of subject up to, not including, the quotas.
std::vector<SubjectRating> rate_all(const EvaluationPolicy& policy, Subject subject,
                                    const MetricTable& table) {
  std::vector<SubjectRating> ratings;
  ratings.reserve(table.units().size());
  for (std::size_t row = 0; row < table.units().size(); ++row)
    ratings.push_back(rate(policy, subject, {table, row, policy.compare_at}));
  return ratings;
}

// Lists

std::vector<ListedUnit> list_shortcomings(const ShortcomingsList& list, const EvaluationPolicy& policy,
                                          const MetricTable& table,
                                          std::span<const SubjectRating> collectives) {
  std::vector<ListedUnit> listed;
  for (std::size_t row = 0; row < table.units().size(); ++row) {
    std::vector<Evidence> grounds =
        compare(list.conditions, "evaluation.shortcomings", {table, row, policy.compare_at});
    const std::size_t asked = grounds.size();
    std::erase_if(grounds, [](const Evidence& one) { return one.holds != true; });
    const bool all = list.combine == CombineConditions::all;
    if (all ? grounds.size() == asked : !grounds.empty())
      listed.push_back({table.units()[row], collectives[row].total, std::move(grounds)});
  }
  return listed;
}

std::vector<ListedUnit> list_emulation(const EmulationList& list, const EvaluationPolicy& policy,
                                       const MetricTable& table, std::span<const SubjectRating> collectives) {
  std::vector<ListedUnit> listed;
  for (std::size_t row = 0; row < table.units().size(); ++row) {
    if (collectives[row].rating != list.rated) continue;
    std::vector<Evidence> grounds =
        compare(list.conditions, "evaluation.emulation", {table, row, policy.compare_at});
    if (all_hold(grounds) == true)
      listed.push_back({table.units()[row], collectives[row].total, std::move(grounds)});
  }
  // They stand by unit id already.
  std::ranges::stable_sort(
      listed, [](const ListedUnit& left, const ListedUnit& right) { return *left.total > *right.total; });
  return listed;
}

std::vector<std::string> unprovided_metrics(const EvaluationPolicy& policy, const MetricTable& table) {
  std::vector<std::string> unprovided;
  for (const HostMetric& metric : policy.host_metrics) {
    bool provided = false;
    for (std::size_t row = 0; row < table.units().size() && !provided; ++row)
      provided = table.at(row, metric.id).has_value();
    if (!provided) unprovided.push_back(metric.id);
  }
  return unprovided;
}

void append_missing(const SubjectRating& rating, std::vector<MissingForRating>& missing) {
  for (const CriterionScore& score : rating.criteria) {
    if (score.status != CriterionStatus::missing_error) continue;
    missing.push_back({rating.unit, rating.subject, score.criterion, score.missing_metric});
  }
}

}  // namespace

EvaluationResult evaluate(const EvaluationPolicy& policy, const MetricTable& metrics) {
  EvaluationResult result;
  std::vector<SubjectRating> collectives = rate_all(policy, Subject::collective, metrics);
  apply_quotas(policy, Subject::collective, metrics, collectives, result.quotas);
  std::vector<SubjectRating> heads;
  if (policy.heads != Heads::not_rated) heads = rate_all(policy, Subject::head, metrics);
  if (policy.heads == Heads::not_above_collective) {
    for (std::size_t row = 0; row < heads.size(); ++row)
      hold_to_collective(policy, collectives[row], heads[row]);
  }
  apply_quotas(policy, Subject::head, metrics, heads, result.quotas);

  if (policy.shortcomings)
    result.shortcomings = list_shortcomings(*policy.shortcomings, policy, metrics, collectives);
  if (policy.emulation) result.emulation = list_emulation(*policy.emulation, policy, metrics, collectives);
  result.unprovided = unprovided_metrics(policy, metrics);
  for (std::size_t row = 0; row < collectives.size(); ++row) {
    append_missing(collectives[row], result.missing);
    result.subjects.push_back(std::move(collectives[row]));
    if (heads.empty()) continue;
    append_missing(heads[row], result.missing);
    result.subjects.push_back(std::move(heads[row]));
  }
  return result;
}

}  // namespace giaingan::inline v1
