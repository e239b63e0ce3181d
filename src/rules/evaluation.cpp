#include "giaingan/rules/evaluation.hpp"

#include "giaingan/exact/rounding.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "figures/quota_rule.hpp"
#include "figures/rescaled_points.hpp"

namespace giaingan::inline v1 {
namespace {

bool concerns(Subjects subjects, Subject subject) noexcept {
  return subjects == Subjects::both ||
         (subjects == Subjects::collectives) == (subject == Subject::collective);
}

bool holds(const Rational& left, Comparison comparison, const Rational& right) {
  const auto order = left <=> right;
  switch (comparison) {
    case Comparison::at_least:
      return order >= 0;
    case Comparison::more_than:
      return order > 0;
    case Comparison::at_most:
      return order <= 0;
    case Comparison::less_than:
      return order < 0;
    case Comparison::equal:
      break;
  }
  return order == 0;
}

/// A figure of a unit that is held against others.
struct Figure {
  Quantity quantity = Quantity::count;
  std::optional<Rational> number;  ///< rounded, if there is a step
  std::optional<Ratio> step;       ///< to which it was rounded half up
  std::optional<PartOfWhole> of;   ///< the đồng that it comes from, where it is a sum or a ratio of sums
  std::optional<Amounts> amounts;  ///< whose ratio it is, unrounded
};

/// What one comparison of a unit's figure says.
Evidence evidence_of(std::string rule, const std::string& unit, std::string object, const Figure& figure,
                     Comparison comparison, std::optional<Rational> right, const Citation& citation) {
  Evidence evidence;
  evidence.rule = std::move(rule);
  evidence.subject = unit;
  evidence.object = std::move(object);
  evidence.amounts = figure.amounts;
  evidence.quantity = figure.quantity;
  evidence.left = figure.number;
  evidence.comparison = comparison;
  evidence.right = std::move(right);
  evidence.citation = citation;
  if (!evidence.left || !evidence.right) return evidence;
  const Rational difference = *evidence.left - *evidence.right;
  evidence.holds = holds(*evidence.left, comparison, *evidence.right);
  evidence.gap = difference.sign() < 0 ? -difference : difference;
  if (figure.of) evidence.distance = least_change(*figure.of, comparison, *evidence.right, figure.step);
  return evidence;
}

/// A number that comes from no sum of đồng.
Figure plain(Quantity quantity, std::optional<Rational> number) {
  return {.quantity = quantity, .number = std::move(number), .step = {}, .of = {}, .amounts = {}};
}

/// An interval against a number, as the comparisons with its bounds.
void append_bounds(std::vector<Evidence>& found, const std::string& rule, const std::string& unit,
                   const std::string& object, const Interval& interval, const Figure& figure,
                   const Citation& citation) {
  const bool with_from =
      interval.includes == IncludedBounds::from || interval.includes == IncludedBounds::both;
  const bool with_to = interval.includes == IncludedBounds::to || interval.includes == IncludedBounds::both;
  if (interval.from) {
    found.push_back(evidence_of(rule, unit, object, figure,
                                with_from ? Comparison::at_least : Comparison::more_than, *interval.from,
                                citation));
  }
  if (interval.to) {
    found.push_back(evidence_of(rule, unit, object, figure,
                                with_to ? Comparison::at_most : Comparison::less_than, *interval.to,
                                citation));
  }
}

/// The figures of one unit, with the step that officials compare them at.
struct UnitFigures {
  const MetricTable& table;
  std::size_t row;
  const std::optional<Ratio>& step;

  [[nodiscard]] const std::string& unit() const { return table.units()[row]; }
  [[nodiscard]] std::optional<Rational> exact(const std::string& metric) const {
    return table.at(row, metric);
  }
  [[nodiscard]] Rational rounded(const Rational& number) const {
    return step ? round_to_step(number, *step, Rounding::half_up) : number;
  }
  [[nodiscard]] std::optional<Ratio> rounded(const std::optional<Ratio>& bound) const {
    if (!bound || !step) return bound;
    return rounded(Rational(*bound)).to_ratio();
  }
  [[nodiscard]] Interval rounded(const Interval& interval) const {
    return {.from = rounded(interval.from), .to = rounded(interval.to), .includes = interval.includes};
  }

  /// A metric as it is compared.
  [[nodiscard]] Figure figure(const std::string& metric) const {
    const auto value = exact(metric);
    return {.quantity = metric_quantity(metric),
            .number = value ? std::optional(rounded(*value)) : std::nullopt,
            .step = step,
            .of = dong_of(metric, value),
            .amounts = step ? std::nullopt : table.amounts_at(row, metric)};
  }
  /// What a metric over another is as it is compared. @pre both are known and the second above 0
  [[nodiscard]] Figure figure(const std::string& metric, const Rational& assigned) const {
    const auto value = exact(metric);
    Figure figure = plain(Quantity::ratio, rounded(*value / assigned));
    figure.step = step;
    figure.of = dong_of(metric, value);
    if (figure.of) figure.of->whole = figure.of->whole * assigned;
    return figure;
  }

 private:
  [[nodiscard]] std::optional<PartOfWhole> dong_of(const std::string& metric,
                                                   const std::optional<Rational>& value) const {
    if (const auto amounts = table.amounts_at(row, metric))
      return PartOfWhole{amounts->disbursed.value, Rational(amounts->plan.value)};
    const bool is_amount = metric_quantity(metric) == Quantity::amount;
    const auto amount = is_amount && value ? value->to_int64() : std::nullopt;
    return amount ? std::optional(PartOfWhole{*amount, Rational(1)}) : std::nullopt;
  }
};

// Conditions

/// One evidence a condition.
std::vector<Evidence> compare(const std::vector<MetricCondition>& conditions, const std::string& rule,
                              const UnitFigures& figures) {
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

// Points

Rational points_in(const ScoreBand& band, const Rational& value) {
  const auto& [from, to, includes] = band.interval;
  if (!band.points_to || !from || !to || *from == *to) return band.points;
  // The exact value can lie outside a band that its rounded value lies in.
  const Rational within = std::clamp(value, Rational(*from), Rational(*to));
  return Rational(band.points) + (within - Rational(*from)) / (Rational(*to) - Rational(*from)) *
                                     (Rational(*band.points_to) - Rational(band.points));
}

void score_missing(CriterionScore& score, MissingMetric missing, const std::string& metric) {
  score.missing_metric = metric;
  switch (missing) {
    case MissingMetric::zero:
      score.status = CriterionStatus::missing_zero;
      score.points = Rational(0);
      return;
    case MissingMetric::skip_and_rescale:
      score.status = CriterionStatus::missing_skipped;
      return;
    case MissingMetric::error:
      score.status = CriterionStatus::missing_error;
      return;
  }
}

/// Sets the value to done ÷ assigned, if something was assigned and it is known what was done.
void measure(CriterionScore& score, const Criterion& criterion, const std::string& done,
             const std::string& assigned, const UnitFigures& figures) {
  const auto of_assigned = figures.exact(assigned);
  if (!of_assigned || of_assigned->sign() <= 0) {
    score_missing(score, criterion.not_assigned, assigned);
    score.evidence.push_back(evidence_of("evaluation.assigned", figures.unit(), assigned,
                                         plain(metric_quantity(assigned), of_assigned), Comparison::more_than,
                                         Rational(0), score_citation(criterion, score)));
    return;
  }
  const auto of_done = figures.exact(done);
  if (!of_done) return score_missing(score, criterion.missing, done);
  score.value = *of_done / *of_assigned;
  score.evidence.push_back(evidence_of("evaluation.proportion", figures.unit(), assigned,
                                       plain(metric_quantity(done), of_done), Comparison::at_least,
                                       *of_assigned, criterion.citation));
}

void score_by_bands(CriterionScore& score, const Criterion& criterion, const BandedScore& banded,
                    const UnitFigures& figures) {
  if (!banded.over.empty()) {
    measure(score, criterion, banded.metric, banded.over, figures);
  } else {
    score.value = figures.exact(banded.metric);
    if (!score.value) score_missing(score, criterion.missing, banded.metric);
  }
  if (!score.value) return;
  const Figure compared = banded.over.empty() ? figures.figure(banded.metric)
                                              : figures.figure(banded.metric, *figures.exact(banded.over));
  score.points = Rational(0);
  for (std::size_t i = 0; i < banded.bands.size(); ++i) {
    const ScoreBand& band = banded.bands[i];
    const Interval interval = figures.rounded(band.interval);
    if (!contains(interval, *compared.number)) continue;
    score.band = i;
    score.points = points_in(band, *score.value);
    append_bounds(score.evidence, "evaluation.criterion", figures.unit(), criterion.id, interval, compared,
                  criterion.citation);
    return;
  }
}

/// What a row asks of each metric that it asks something of, as the intervals that the values lie in; nothing
/// if one lies in none.
std::optional<std::vector<std::optional<Interval>>> intervals_that_hold(const TableRow& row,
                                                                        std::span<const Figure> compared,
                                                                        const UnitFigures& figures) {
  std::vector<std::optional<Interval>> held(compared.size());
  for (std::size_t i = 0; i < compared.size(); ++i) {
    for (const Interval& each : row.cells[i]) {
      const Interval interval = figures.rounded(each);
      if (!held[i] && contains(interval, *compared[i].number)) held[i] = interval;
    }
    if (!row.cells[i].empty() && !held[i]) return std::nullopt;
  }
  return held;
}

void score_by_table(CriterionScore& score, const Criterion& criterion, const TabledScore& table,
                    const UnitFigures& figures) {
  std::vector<Rational> values;
  std::vector<Figure> compared;
  values.reserve(table.metrics.size());
  compared.reserve(table.metrics.size());
  for (const std::string& metric : table.metrics) {
    const auto value = figures.exact(metric);
    if (!value) return score_missing(score, criterion.missing, metric);
    values.push_back(*value);
    compared.push_back(figures.figure(metric));
  }
  score.values = std::move(values);
  score.points = Rational(0);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto held = intervals_that_hold(table.rows[row], compared, figures);
    if (!held) continue;
    score.band = row;
    score.points = table.rows[row].points;
    for (std::size_t i = 0; i < compared.size(); ++i) {
      if ((*held)[i])
        append_bounds(score.evidence, "evaluation.table", figures.unit(), table.metrics[i], *(*held)[i],
                      compared[i], criterion.citation);
    }
    return;
  }
}

void score_in_proportion(CriterionScore& score, const Criterion& criterion,
                         const ProportionalScore& proportional, const UnitFigures& figures) {
  measure(score, criterion, proportional.done, proportional.assigned, figures);
  if (score.value)
    score.points = std::clamp(*score.value, Rational(0), Rational(1)) * Rational(proportional.max);
}

CriterionScore score_criterion(const EvaluationPolicy& policy, std::size_t number,
                               const UnitFigures& figures) {
  const Criterion& criterion = policy.criteria[number];
  CriterionScore score;
  score.criterion = number;
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) {
    score_by_bands(score, criterion, *banded, figures);
  } else if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    score_by_table(score, criterion, *table, figures);
  } else {
    score_in_proportion(score, criterion, std::get<ProportionalScore>(criterion.score), figures);
  }
  return score;
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
                  plain(Quantity::points, rating.total), one.citation);
    take(rating, std::move(step));
    return;
  }
}

/// A class of a smaller number is a better one, so the greater of two numbers is the lower class.
void veto(const ClassLimit& one, const UnitFigures& figures, SubjectRating& rating) {
  if (!concerns(one.subjects, rating.subject)) return;
  ClassStep step = step_of(ClassStepKind::veto, one.id, *rating.rating, one.citation);
  step.evidence = compare(one.conditions, "evaluation.veto", figures);
  step.applies = all_hold(step.evidence);
  if (step.applies == true) step.after = one.limit;
  take(rating, std::move(step));
}

void cap(const ClassLimit& one, const UnitFigures& figures, SubjectRating& rating) {
  if (!concerns(one.subjects, rating.subject)) return;
  ClassStep step = step_of(ClassStepKind::cap, one.id, *rating.rating, one.citation);
  step.evidence = compare(one.conditions, "evaluation.cap", figures);
  step.applies = all_hold(step.evidence);
  if (step.applies == true) step.after = std::max(*rating.rating, one.limit);
  take(rating, std::move(step));
}

SubjectRating rate(const EvaluationPolicy& policy, Subject subject, const UnitFigures& figures) {
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
      plain(Quantity::count, Rational(static_cast<std::int64_t>(*head.rating) + 1)), Comparison::at_least,
      Rational(static_cast<std::int64_t>(*collective.rating) + 1), citation));
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
                                        plain(metric_quantity(tie.metric), own), better, other,
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
  step.evidence.push_back(evidence_of(
      "evaluation.quota_size", rating.unit, quota.id, plain(Quantity::count, Rational(outcome.allowed)),
      Comparison::at_most, share_of_base(quota, outcome.qualifying, outcome.in_base, outcome.allowed),
      resting_on(quota.share.citation, quota.citation)));
  step.evidence.push_back(evidence_of("evaluation.quota_line", rating.unit, quota.id,
                                      plain(Quantity::points, rating.total), Comparison::at_least,
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

/// What a criterion measures against; empty if it does against nothing.
std::string assigned_metric(const Criterion& criterion) {
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) return banded->over;
  const auto* proportional = std::get_if<ProportionalScore>(&criterion.score);
  return proportional != nullptr ? proportional->assigned : "";
}

}  // namespace

Citation score_citation(const Criterion& criterion, const CriterionScore& score) {
  if (score.missing_metric.empty()) return criterion.citation;
  const bool assigned_nothing = score.missing_metric == assigned_metric(criterion);
  return criterion.settings.deciding(criterion.citation, {assigned_nothing ? "not_assigned" : "missing"});
}

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
