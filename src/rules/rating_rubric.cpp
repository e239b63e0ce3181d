#include "rules/rating_rubric.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/interval.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <variant>

#include "rules/interval_steps.hpp"

namespace giaingan::inline v1 {
namespace {

bool concerns(Subjects subjects, Subject subject) noexcept {
  return subjects == Subjects::both ||
         (subjects == Subjects::collectives) == (subject == Subject::collective);
}

/// The first of the intervals that holds a number, or `none`.
std::int16_t first_holding(const std::vector<Interval>& intervals, const Rational& number,
                           std::int16_t none) {
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (contains(intervals[i], number)) return static_cast<std::int16_t>(i);
  }
  return none;
}

using Begins = Step::Begins;

StepFunction condition_steps(const MetricCondition& condition, const std::optional<Ratio>& compare_at) {
  const Ratio bound = condition.value.value;
  const auto step = [&](Begins begins, std::int16_t holds) {
    Step made{.at = bound, .begins = begins};
    if (compare_at)
      made = rounded_step_at(round_to_step(bound, *compare_at, Rounding::half_up), begins, *compare_at);
    made.piece = holds;
    return made;
  };
  switch (condition.comparison) {
    case Comparison::at_least:
      return {0, 0, std::vector{step(Begins::at, 1)}};
    case Comparison::more_than:
      return {0, 0, std::vector{step(Begins::just_above, 1)}};
    case Comparison::at_most:
      return {1, 0, std::vector{step(Begins::just_above, 0)}};
    case Comparison::less_than:
      return {1, 0, std::vector{step(Begins::at, 0)}};
    case Comparison::equal:
      break;
  }
  return {0, 0, std::vector{step(Begins::at, 1), step(Begins::just_above, 0)}};
}

bool has_slope(const ScoreBand& band) {
  const auto& [from, to, includes] = band.interval;
  return band.points_to && *band.points_to != band.points && from && to && *from != *to;
}

const std::vector<ScoreBand>& bands_of(const RatedCriterion& criterion) {
  return std::get<BandedScore>(criterion.criterion->score).bands;
}

/// The points of a band or row, of a band those at its lower bound.
Ratio points_of(const RatedCriterion& criterion, std::size_t band) {
  const auto* table = std::get_if<TabledScore>(&criterion.criterion->score);
  return table != nullptr ? table->rows[band].points : bands_of(criterion)[band].points;
}

/// Weight × points in lowest terms, if 64 bits hold them.
std::optional<Ratio> weighted_points(const RatedCriterion& criterion, std::size_t band) {
  const Ratio weight = reduced(criterion.criterion->weight);
  const Ratio points = reduced(points_of(criterion, band));
  const std::int64_t left = std::gcd(weight.num, points.den);
  const std::int64_t right = std::gcd(points.num, weight.den);
  const Int128 num = Int128{weight.num / left} * (points.num / right);
  const Int128 den = Int128{weight.den / right} * (points.den / left);
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  if (num > most || num < -most || den > most) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

/// What is known of the sums of points over a common denominator.
class AmountScale {
 public:
  /// Counts the points of a criterion's bands in.
  void add(const RatedCriterion& criterion) {
    Int128 most_of_one = 0;  // over the denominator that is common afterwards
    for (std::size_t band = 0; band < criterion.slopes.size(); ++band) {
      if (criterion.slopes[band]) continue;
      const auto points = weighted_points(criterion, band);
      if (!points) return give_up();
      const std::int64_t factor = points->den / std::gcd(common_, points->den);
      const Int128 common = Int128{common_} * factor;
      if (common > most) return give_up();
      most_of_sum_ *= factor;
      most_of_one *= factor;
      common_ = static_cast<std::int64_t>(common);
      const Int128 amount = Int128{points->num} * (common_ / points->den);
      most_of_one = std::max(most_of_one, amount < 0 ? -amount : amount);
      if (most_of_sum_ > most || most_of_one > most) return give_up();
    }
    most_of_sum_ += most_of_one;
    if (most_of_sum_ > most) give_up();
  }

  /// The least common denominator of all points without slope, if sums over it fit int64; else 0.
  [[nodiscard]] std::int64_t common_denominator() const { return fits_ ? common_ : 0; }

 private:
  static constexpr Int128 most = std::numeric_limits<std::int64_t>::max();

  void give_up() {
    fits_ = false;
    common_ = 1;
    most_of_sum_ = 0;
  }

  bool fits_ = true;
  std::int64_t common_ = 1;
  Int128 most_of_sum_ = 0;
};

std::int64_t common_denominator(const std::vector<RatedCriterion>& criteria) {
  AmountScale scale;
  for (const RatedCriterion& criterion : criteria)
    scale.add(criterion);
  return scale.common_denominator();
}

/// What a band is worth over the common denominator.
std::int64_t amount_of(const RatedCriterion& criterion, std::int16_t band, std::int64_t common_den) {
  if (band < 0 || common_den == 0) return 0;
  const auto place = static_cast<std::size_t>(band);
  if (criterion.slopes[place]) return 0;
  const Ratio points = *weighted_points(criterion, place);
  return points.num * (common_den / points.den);
}

StepFunction with_amounts(const RatedCriterion& criterion, IntervalSteps found, std::int64_t common_den) {
  for (Step& step : found.steps)
    step.amount = amount_of(criterion, step.piece, common_den);
  return {found.first, amount_of(criterion, found.first, common_den), found.steps};
}

std::vector<Interval> intervals_of(const std::vector<ScoreBand>& bands) {
  std::vector<Interval> intervals;
  intervals.reserve(bands.size());
  for (const ScoreBand& band : bands)
    intervals.push_back(band.interval);
  return intervals;
}

RatedCriterion criterion_of(const EvaluationPolicy& policy, std::size_t number,
                            const FindColumn& find_column) {
  const Criterion& criterion = policy.criteria[number];
  RatedCriterion made{.number = number,
                      .criterion = &criterion,
                      .column = 0,
                      .assigned = {},
                      .steps = {},
                      .table = {},
                      .slopes = {}};
  if (const auto* proportional = std::get_if<ProportionalScore>(&criterion.score)) {
    made.column = find_column(proportional->done);
    made.assigned = find_column(proportional->assigned);
    return made;
  }
  if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    std::vector<std::size_t> columns;
    columns.reserve(table->metrics.size());
    for (const std::string& metric : table->metrics)
      columns.push_back(find_column(metric));
    made.column = columns.front();
    made.table.emplace(*table, columns, policy.compare_at);
    made.slopes.assign(table->rows.size(), false);
    return made;
  }
  const auto& banded = std::get<BandedScore>(criterion.score);
  made.column = find_column(banded.metric);
  if (!banded.over.empty()) made.assigned = find_column(banded.over);
  for (const ScoreBand& band : bands_of(made)) {
    made.slopes.push_back(has_slope(band));
    made.has_slopes = made.has_slopes || made.slopes.back();
  }
  return made;
}

/// A bound of totals, of totals times a factor.
std::variant<Ratio, Rational> times(const std::variant<Ratio, Rational>& bound, std::int64_t factor) {
  const Ratio ratio = std::get<Ratio>(bound);
  const std::int64_t common = std::gcd(factor, ratio.den);
  const Int128 num = Int128{ratio.num} * (factor / common);
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  if (num > most || num < -most) return Rational(ratio) * Rational(factor);
  return Ratio{static_cast<std::int64_t>(num), ratio.den / common};
}

void add_limits(std::vector<RatedLimit>& made, const std::vector<ClassLimit>& limits, RatedLimit::Kind kind,
                std::size_t first_number, const EvaluationPolicy& policy, Subject subject,
                const FindColumn& find_column) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const ClassLimit& limit = limits[i];
    if (!concerns(limit.subjects, subject)) continue;
    RatedLimit& one =
        made.emplace_back(RatedLimit{kind, first_number + i, static_cast<std::int16_t>(limit.limit), {}});
    for (const MetricCondition& condition : limit.conditions)
      one.conditions.push_back(
          {find_column(condition.metric), condition_steps(condition, policy.compare_at)});
  }
}

}  // namespace

Rational RatedCriterion::reachable() const {
  return Rational(criterion->weight) * Rational(criterion->max);
}

Rational RatedCriterion::points_in(std::size_t band, const Rational& value) const {
  const Rational weight(criterion->weight);
  if (!slopes[band]) return weight * Rational(points_of(*this, band));
  const ScoreBand& one = bands_of(*this)[band];
  // The exact value can lie outside a band that its rounded value lies in.
  const Rational from(*one.interval.from);
  const Rational to(*one.interval.to);
  const Rational share = (std::clamp(value, from, to) - from) / (to - from);
  return weight * (Rational(one.points) + share * (Rational(*one.points_to) - Rational(one.points)));
}

Rational RatedCriterion::points_of_share(const Rational& share) const {
  const Rational max(std::get<ProportionalScore>(criterion->score).max);
  return Rational(criterion->weight) * std::clamp(share, Rational(0), Rational(1)) * max;
}

RatedRubric::RatedRubric(const EvaluationPolicy& policy, Subject subject, const FindColumn& find_column) {
  for (std::size_t i = 0; i < policy.criteria.size(); ++i) {
    if (concerns(policy.criteria[i].subjects, subject))
      criteria.push_back(criterion_of(policy, i, find_column));
  }
  common_den = common_denominator(criteria);
  for (RatedCriterion& criterion : criteria) {
    if (criterion.table) {
      for (std::size_t row = 0; row < criterion.slopes.size(); ++row)
        criterion.table->amounts[row] = amount_of(criterion, static_cast<std::int16_t>(row), common_den);
    }
    const auto* banded = std::get_if<BandedScore>(&policy.criteria[criterion.number].score);
    if (banded == nullptr) continue;
    criterion.steps = with_amounts(
        criterion, steps_of(intervals_of(banded->bands), band_none, policy.compare_at), common_den);
  }
  for (const RatingClass& one : policy.classes)
    totals_.push_back(one.totals);
  IntervalSteps of_totals = steps_of(totals_, no_class, {});
  for (Step& step : of_totals.steps)
    step.at = times(step.at, std::max<std::int64_t>(common_den, 1));
  classes = StepFunction(of_totals.first, 0, of_totals.steps);
  add_limits(limits, policy.vetoes, RatedLimit::Kind::veto, 0, policy, subject, find_column);
  add_limits(limits, policy.caps, RatedLimit::Kind::cap, policy.vetoes.size(), policy, subject, find_column);
}

std::int16_t RatedRubric::class_of(const Rational& total) const {
  return first_holding(totals_, total, no_class);
}

}  // namespace giaingan::inline v1
