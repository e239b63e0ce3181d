/// @file
/// The policy section `evaluation`: the rubric by which a unit's year is rated (§1.1, §4.5, §8).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/policy/interval.hpp"
#include "giaingan/policy/metric_domain.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// Who is rated: a unit as a collective (tập thể), or the person at its head (người đứng đầu).
enum class Subject { collective, head };

/// `collective` or `head`.
[[nodiscard]] constexpr const char* subject_text(Subject subject) noexcept {
  return subject == Subject::collective ? "collective" : "head";
}

/// Whom a part of the rubric concerns.
enum class Subjects { both, collectives, heads };

/// Whether heads are rated, and how their class depends on the collective's.
enum class Heads { not_rated, independent, not_above_collective };

/// A metric of the host's own (`metrics.csv`) that the rubric uses.
struct HostMetric {
  std::string id;
  Text title;
  MetricDomain domain;  ///< as the policy declares it; if it doesn't, every number
};

/// A band of a metric's values and its points. With `points_to` the points go straight from `points` at the
/// lower to `points_to` at the upper bound.
struct ScoreBand {
  std::string id;
  Interval interval;
  Ratio points;
  std::optional<Ratio> points_to;  ///< only with both bounds
};

/// Points by bands of one metric, or of one over another: what was reached over what was assigned. The bands
/// cover every value that this can have, each once.
struct BandedScore {
  std::string metric;
  std::string over;  ///< the metric it is divided by, which counts if above 0; empty: it is taken as it is
  std::vector<ScoreBand> bands;
};

/// Points in proportion: done ÷ assigned × max, between 0 and max.
struct ProportionalScore {
  std::string done;
  std::string assigned;
  Ratio max;
};

/// A row of a table and its points.
struct TableRow {
  std::string id;
  /// By metric of the table, what the row takes: a value in any of these; of none: every value.
  std::vector<std::vector<Interval>> cells;
  Ratio points;
};

/// Points by a table of several metrics. Its rows hold every combination of their values, each once.
struct TabledScore {
  std::vector<std::string> metrics;
  std::vector<TableRow> rows;
};

/// What a missing metric does to a criterion. Of a table: if any of its metrics is missing.
enum class MissingMetric {
  zero,              ///< no points, and the criterion stays in the total's maximum
  skip_and_rescale,  ///< not assigned: the criterion drops out and the rest is rescaled
  error,             ///< the subject can't be rated, which the result says
};

/// A criterion (tiêu chí).
struct Criterion {
  std::string id;
  Text title;
  std::variant<BandedScore, ProportionalScore, TabledScore> score;
  Ratio weight{1, 1};  ///< above 0
  MissingMetric missing = MissingMetric::error;
  /// If nothing was assigned: what it is divided by is missing or not above 0.
  MissingMetric not_assigned = MissingMetric::error;
  std::string part;  ///< the part of the rubric within which it is rescaled; empty: the whole rubric
  Subjects subjects = Subjects::both;
  Ratio max;  ///< the most points that it can give (before the weight)
  Citation citation;
  SettingCitations settings;
};

/// A comparison of a metric with a value. A missing metric doesn't hold.
struct MetricCondition {
  std::string metric;
  Comparison comparison = Comparison::at_least;
  Cited<Ratio> value;
};

/// A class (mức xếp loại): a band of totals.
struct RatingClass {
  std::string id;
  Text title;
  Interval totals;
  Citation citation;
};

/// What limits the class when all of its conditions hold. A veto sets the class, a cap allows at most the
/// class. Loading admits vetoes of the lowest class only, so that none raises a subject.
struct ClassLimit {
  std::string id;
  Text title;
  std::vector<MetricCondition> conditions;  ///< at least one
  std::size_t limit = 0;                    ///< among classes
  Subjects subjects = Subjects::both;
  Citation citation;
};

/// Whether a quota's base counts those whom the quota itself demotes.
enum class QuotaBase {
  after,   ///< the demoted join the base, which is the class right below
  before,  ///< the base is counted before the quota
};

/// Who keeps the class when equal totals stand across the line.
enum class QuotaTie { none_of_tied, all_of_tied, by_metrics };

/// A metric that decides between equal totals; a missing one comes last, the unit's id decides at the end.
struct TieMetric {
  std::string metric;
  enum class Better { higher, lower } better = Better::higher;
};

/// At most a share of a base may keep a class (tỷ lệ khống chế).
struct Quota {
  std::string id;
  Text title;
  Subject subject = Subject::collective;
  std::size_t rated = 0;  ///< the class it limits, among classes; never the lowest
  Cited<Ratio> share;
  std::size_t base_class = 0;  ///< among classes; not `rated`
  QuotaBase base = QuotaBase::after;
  Rounding rounding = Rounding::down;
  QuotaTie tie = QuotaTie::none_of_tied;
  std::vector<TieMetric> tie_metrics;  ///< with QuotaTie::by_metrics
  Citation citation;
};

/// Whether one condition is enough for a list or all must hold.
enum class CombineConditions { any, all };

/// The list of §4.5: who returned capital for a subjective cause or didn't report in full.
struct ShortcomingsList {
  Text title;
  CombineConditions combine = CombineConditions::any;
  std::vector<MetricCondition> conditions;
  Citation citation;
};

/// The emulation list of §8: units of a final class under conditions, by total.
struct EmulationList {
  Text title;
  std::size_t rated = 0;  ///< the class, among classes
  std::vector<MetricCondition> conditions;
  Citation citation;
};

/// The metrics that a criterion reads: of bands, or what was done, then what it is divided by.
[[nodiscard]] std::vector<std::string> metrics_of(const Criterion& criterion);

/// The rubric.
struct EvaluationPolicy {
  std::string level = "owner";  ///< kind of the units rated
  Basis basis;                  ///< of the metrics final_ratio, plan and disbursed
  /// The month-end that these are taken at: the as-of one, at the latest this one.
  BudgetMonth last_month{months_in_budget_year};
  std::optional<Ratio> compare_at;  ///< metrics and their thresholds are rounded half up to this step first
  Heads heads = Heads::not_rated;
  std::vector<HostMetric> host_metrics;
  std::vector<Criterion> criteria;
  std::vector<RatingClass> classes;  ///< the best first
  std::vector<ClassLimit> vetoes;
  std::vector<ClassLimit> caps;
  std::vector<Quota> quotas;  ///< applied in this order
  std::optional<ShortcomingsList> shortcomings;
  std::optional<EmulationList> emulation;
  Citation citation;
  SettingCitations settings;
};

/// The metrics that subjects are rated by: what criteria, vetoes and caps read.
[[nodiscard]] std::set<std::string> rating_metrics(const EvaluationPolicy& policy);
/// All that the rubric reads: those, and what settles ties of quotas and puts subjects on lists.
[[nodiscard]] std::set<std::string> read_metrics(const EvaluationPolicy& policy);

/// Which values a metric of the engine or of the host can have.
[[nodiscard]] MetricDomain domain_of(const EvaluationPolicy& policy, std::string_view metric);

}  // namespace giaingan::inline v1
