#include "giaingan/assessment/rubric_equivalence.hpp"

#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "assessment/figure_domains.hpp"
#include "assessment/rubric_probe.hpp"
#include "assessment/rubric_states.hpp"
#include "assessment/rubric_totals_search.hpp"
#include "assessment/tried_figures.hpp"

namespace giaingan::inline v1 {
namespace {

RubricComparison not_decided(Text reason) {
  return {Equivalence::not_decided, std::move(reason), std::nullopt};
}

/// What a rubric makes of a unit.
struct Rated {
  std::optional<Rational> total;
  std::optional<std::string> rating;
};

Rated rated(const EvaluationPolicy& rubric, Subject subject, const Figures& figures) {
  const EvaluationResult result = evaluate(without_quotas(rubric), table_of(figures));
  const auto found = std::ranges::find(result.subjects, subject, &SubjectRating::subject);
  if (found == result.subjects.end()) return {};
  Rated rated{found->total, std::nullopt};
  if (found->rating) rated.rating = rubric.classes[*found->rating].id;
  return rated;
}

bool are_possible(const EvaluationPolicy& a, const EvaluationPolicy& b, const Figures& figures) {
  const FigureDomains domains(a, b);
  return std::ranges::all_of(figures,
                             [&](const auto& each) { return domains.can_be(each.first, each.second); });
}

/// The figures as a counterexample, if both rubrics confirm that they are one.
std::optional<RubricCounterexample> confirmed(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                              Subject subject, const Figures& figures) {
  if (!are_possible(a, b, figures)) return std::nullopt;
  Rated by_a = rated(a, subject, figures);
  Rated by_b = rated(b, subject, figures);
  if (by_a.rating == by_b.rating) return std::nullopt;
  return RubricCounterexample{subject,
                              {figures.begin(), figures.end()},
                              std::move(by_a.total),
                              std::move(by_b.total),
                              std::move(by_a.rating),
                              std::move(by_b.rating)};
}

/// Where nothing is proven: a counterexample, if one is found by trying, else the reason.
RubricComparison unproven(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject,
                          const Text& reason, const RubricLimits& limits) {
  if (const auto figures = figures_told_apart(a, b, subject, limits.tried)) {
    if (auto counterexample = confirmed(a, b, subject, *figures))
      return {Equivalence::different, {}, std::move(counterexample)};
  }
  return not_decided(reason);
}

/// The classes of one kind of subject before quotas, heads as if they were independent.
RubricComparison compare_subject(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject,
                                 const RubricLimits& limits) {
  const MetricStates states = metric_states(a, b, subject, limits);
  if (states.groups.empty() && states.doubt) return unproven(a, b, subject, *states.doubt, limits);
  const SearchOutcome outcome = search_difference(a, b, subject, states.groups, TellApart::classes, limits);
  if (outcome.gave_up) return unproven(a, b, subject, *outcome.gave_up, limits);
  if (!outcome.found && states.doubt) return unproven(a, b, subject, *states.doubt, limits);
  if (!outcome.found) return {Equivalence::equivalent, {}, std::nullopt};
  if (auto counterexample = confirmed(a, b, subject, *outcome.found))
    return {Equivalence::different, {}, std::move(counterexample)};
  return unproven(a, b, subject,
                  {"nơi hai bảng điểm có thể khác nhau, không tìm được số liệu cụ thể để xác nhận",
                   "where the rubrics may differ, no figures were found for which both confirm it"},
                  limits);
}

/// Whether the rubric says the same to collectives and to their heads.
bool treats_alike(const EvaluationPolicy& rubric) {
  const auto both = [](const auto& part) { return part.subjects == Subjects::both; };
  return std::ranges::all_of(rubric.criteria, both) && std::ranges::all_of(rubric.vetoes, both) &&
         std::ranges::all_of(rubric.caps, both);
}

/// Whether heads stand where their own figures put them: nothing holds them back, or the same would put the
/// collective there.
bool heads_stand_alone(const EvaluationPolicy& rubric) {
  return rubric.heads == Heads::independent || treats_alike(rubric);
}

/// 1, or a bound of what the metric can be; nothing if that is no value either.
std::optional<Rational> some_value(const FigureDomains& domains, const std::string& metric) {
  if (domains.can_be(metric, Rational(1))) return Rational(1);
  for (const Rational& bound : domains.bounds(metric)) {
    if (domains.can_be(metric, bound)) return bound;
  }
  return std::nullopt;
}

/// Figures that the rubrics may read, of the engine all 0.
Figures plain_figures(const EvaluationPolicy& a, const EvaluationPolicy& b) {
  const FigureDomains domains(a, b);
  Figures figures;
  for (const EngineMetricName& metric : engine_metrics)
    figures.emplace(metric.id, Rational(0));
  for (const EvaluationPolicy* rubric : {&a, &b}) {
    for (const HostMetric& metric : rubric->host_metrics)
      figures.emplace(metric.id, some_value(domains, metric.id));
  }
  return figures;
}

/// @pre collectives are rated alike
RubricComparison compare_heads(const EvaluationPolicy& a, const EvaluationPolicy& b,
                               const RubricLimits& limits) {
  if ((a.heads == Heads::not_rated) != (b.heads == Heads::not_rated)) {
    auto counterexample = confirmed(a, b, Subject::head, plain_figures(a, b));
    return counterexample ? RubricComparison{Equivalence::different, {}, std::move(counterexample)}
                          : not_decided({"chỉ một bảng điểm xếp loại người đứng đầu",
                                         "only one of the rubrics rates heads"});
  }
  if (a.heads == Heads::not_rated) return {Equivalence::equivalent, {}, std::nullopt};
  // What both say to heads they have said to collectives.
  const bool as_collectives = treats_alike(a) && treats_alike(b);
  RubricComparison own = as_collectives ? RubricComparison{Equivalence::equivalent, {}, std::nullopt}
                                        : compare_subject(a, b, Subject::head, limits);
  if (own.equivalence != Equivalence::equivalent) return own;
  const bool alike = a.heads == b.heads || (heads_stand_alone(a) && heads_stand_alone(b));
  return alike ? own
               : not_decided({"chỉ một bảng điểm giữ người đứng đầu không cao hơn tập thể",
                              "only one of the rubrics holds heads to their collective's class"});
}

bool same_quota(const EvaluationPolicy& a, const Quota& one, const EvaluationPolicy& b, const Quota& other) {
  const auto same_tie = [](const TieMetric& left, const TieMetric& right) {
    return left.metric == right.metric && left.better == right.better;
  };
  const auto falls_to = [](const EvaluationPolicy& rubric, const Quota& quota) {
    return rubric.classes[quota.rated + 1].id;
  };
  return one.subject == other.subject && a.classes[one.rated].id == b.classes[other.rated].id &&
         falls_to(a, one) == falls_to(b, other) && one.share.value == other.share.value &&
         a.classes[one.base_class].id == b.classes[other.base_class].id && one.base == other.base &&
         one.rounding == other.rounding && one.tie == other.tie &&
         std::ranges::equal(one.tie_metrics, other.tie_metrics, same_tie);
}

/// @pre classes before quotas are alike
RubricComparison compare_quotas(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                const RubricLimits& limits) {
  RubricComparison equivalent{Equivalence::equivalent, {}, std::nullopt};
  if (a.quotas.empty() && b.quotas.empty()) return equivalent;
  const bool same = std::ranges::equal(
      a.quotas, b.quotas, [&](const Quota& one, const Quota& other) { return same_quota(a, one, b, other); });
  if (!same) {
    return not_decided({"trước khi khống chế tỷ lệ, mức xếp loại như nhau; các tỷ lệ khống chế khác nhau",
                        "classes are the same before quotas; the quotas differ"});
  }
  for (const Subject subject : {Subject::collective, Subject::head}) {
    if (std::ranges::find(a.quotas, subject, &Quota::subject) == a.quotas.end()) continue;
    const MetricStates states = metric_states(a, b, subject, limits);
    if (states.doubt) return not_decided(*states.doubt);
    const SearchOutcome outcome = search_difference(a, b, subject, states.groups, TellApart::totals, limits);
    if (outcome.gave_up) return not_decided(*outcome.gave_up);
    if (outcome.found) {
      return not_decided(
          {"trước khi khống chế tỷ lệ, mức xếp loại như nhau; tổng điểm khác nhau nên ai bị hạ loại có thể "
           "khác",
           "classes are the same before quotas; totals differ, so quotas may demote others"});
    }
  }
  return equivalent;
}

}  // namespace

const char* equivalence_text(Equivalence equivalence) noexcept {
  switch (equivalence) {
    case Equivalence::equivalent:
      return "equivalent";
    case Equivalence::different:
      return "different";
    case Equivalence::not_decided:
      break;
  }
  return "not_decided";
}

RubricComparison compare_rubrics(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                 const RubricLimits& limits) {
  RubricComparison collectives = compare_subject(a, b, Subject::collective, limits);
  if (collectives.equivalence == Equivalence::different) return collectives;
  RubricComparison heads = compare_heads(a, b, limits);
  if (heads.equivalence == Equivalence::different) return heads;
  if (collectives.equivalence == Equivalence::not_decided) return collectives;
  if (heads.equivalence == Equivalence::not_decided) return heads;
  return compare_quotas(a, b, limits);
}

}  // namespace giaingan::inline v1
