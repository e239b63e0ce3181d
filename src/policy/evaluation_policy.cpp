#include "giaingan/policy/evaluation_policy.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/cover_report.hpp"
#include "policy/exact_text.hpp"
#include "policy/interval_cover.hpp"
#include "policy/metric_pieces.hpp"
#include "policy/metric_source.hpp"
#include "policy/rubric_table.hpp"
#include "policy/rubric_totals.hpp"
#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

/// More bands than any rubric has; checking a cover is quadratic.
constexpr std::size_t most_bands = 500;

Subjects read_subjects(ObjectReader& reader) {
  return reader.choice<Subjects>(
      "subjects",
      {{"both", Subjects::both}, {"collectives", Subjects::collectives}, {"heads", Subjects::heads}},
      Subjects::both);
}

/// The readers of one rubric: what its parts refer to, and what they report.
class RubricReader {
 public:
  RubricReader(ReadingContext& context, const Node& node, const NamedParts& named,
               const PolicySections& others)
      : context_(context), reader_(context, node), others_(others) {
    policy_.citation = reader_.citation();
    policy_.level = reader_.text_or("level", "owner");
    policy_.basis = named_basis(reader_, "basis", named);
    policy_.last_month = {
        static_cast<int>(reader_.integer_or("last_month", 1, months_in_budget_year, months_in_budget_year))};
    policy_.compare_at = read_compare_at(reader_);
  }

  EvaluationPolicy read() {
    policy_.heads = reader_.choice<Heads>("heads",
                                          {{"not_rated", Heads::not_rated},
                                           {"independent", Heads::independent},
                                           {"not_above_collective", Heads::not_above_collective}},
                                          Heads::not_rated);
    read_host_metrics();
    read_criteria();
    read_classes();
    read_vetoes();
    read_caps();
    read_quotas();
    read_lists();
    policy_.settings = reader_.settings();
    reader_.finish();
    check_totals();
    return std::move(policy_);
  }

 private:
  void read_host_metrics();
  void read_criteria();
  Criterion read_criterion(ObjectReader& reader);
  BandedScore read_bands(ObjectReader& reader);
  ScoreBand read_band(ObjectReader& reader, std::size_t number);
  ProportionalScore read_proportional(ObjectReader& parent, const Node& node);
  void read_classes();
  ClassLimit read_limit(ObjectReader& reader, const std::vector<ClassLimit>& earlier);
  void read_vetoes();
  void read_caps();
  void read_quotas();
  Quota read_quota(ObjectReader& reader);
  void read_lists();
  void check_bands(const CoverSubject& subject, const AxisDomain& axis);
  void check_covers(const ObjectReader& reader, const Criterion& criterion);
  void check_totals();
  void report_unreachable(std::size_t rating, const Range& totals);

  void report_without_source(ObjectReader& reader, std::string_view key, const std::string& id);
  void check_metric(ObjectReader& reader, std::string_view key, const std::string& id);
  std::string read_metric(ObjectReader& reader, std::string_view key);
  std::vector<MetricCondition> read_conditions(ObjectReader& parent, std::string_view key);
  std::size_t read_class(ObjectReader& reader, std::string_view key);

  ReadingContext& context_;
  ObjectReader reader_;
  const PolicySections& others_;
  EvaluationPolicy policy_;
  std::vector<std::string> class_pointers_;
};

void RubricReader::report_without_source(ObjectReader& reader, std::string_view key, const std::string& id) {
  const auto metric = std::ranges::find(engine_metrics, id, &EngineMetricName::id);
  if (const auto lacking = lacking_source(others_, metric->metric)) {
    reader.problem(
        key, "policy.metric_without_source",
        "nothing in this policy provides \"" + id + "\", which the engine computes from other sections",
        *lacking, "add it, or use another metric");
  }
}

void RubricReader::check_metric(ObjectReader& reader, std::string_view key, const std::string& id) {
  if (is_engine_metric(id)) return report_without_source(reader, key, id);
  if (id.empty() ||
      std::ranges::find(policy_.host_metrics, id, &HostMetric::id) != policy_.host_metrics.end()) {
    return;
  }
  std::string expected;
  for (const EngineMetricName& metric : engine_metrics)
    expected += (expected.empty() ? "" : ", ") + std::string(metric.id);
  reader.problem(key, "policy.unknown_metric", "\"" + id + "\" is no metric of the engine nor of the host",
                 "an id of /evaluation/host_metrics, or one of " + expected,
                 "mend the id, or declare the metric under host_metrics");
}

std::string RubricReader::read_metric(ObjectReader& reader, std::string_view key) {
  std::string id = reader.text(key);
  check_metric(reader, key, id);
  return id;
}

void RubricReader::read_host_metrics() {
  for (const Node& item : reader_.items("host_metrics")) {
    ObjectReader reader(context_, item);
    HostMetric metric{
        .id = reader.text("id"), .title = reader.bilingual("title"), .domain = read_domain(reader)};
    reader.finish();
    report_second(reader, policy_.host_metrics, metric.id);
    if (is_engine_metric(metric.id)) {
      reader.problem("id", "policy.duplicate_id", "the engine itself computes \"" + metric.id + "\"",
                     "an id that no metric of the engine has", "rename the host's metric");
    }
    policy_.host_metrics.push_back(std::move(metric));
  }
}

void RubricReader::check_bands(const CoverSubject& subject, const AxisDomain& axis) {
  for (CoverFault& fault : faults_of(subject, {&axis, 1})) {
    // What rows of a table say of themselves, of bands others say: they are empty, or nobody reaches them.
    if (fault.kind != CoverFaultKind::covered && fault.kind != CoverFaultKind::empty)
      context_.cover_faults.push_back(std::move(fault));
  }
}

ScoreBand RubricReader::read_band(ObjectReader& reader, std::size_t number) {
  ScoreBand band{.id = reader.text_or("id", std::to_string(number)),
                 .interval = read_interval(reader),
                 .points = reader.ratio("points").value};
  if (const auto points_to = reader.optional_ratio("points_to")) {
    band.points_to = points_to->value;
    if (!band.interval.from || !band.interval.to) {
      reader.problem("points_to", "policy.linear_without_bounds",
                     "points can't go straight to a bound that isn't there", "both \"from\" and \"to\"",
                     "add the bound, or delete points_to");
    }
  }
  return band;
}

BandedScore RubricReader::read_bands(ObjectReader& reader) {
  BandedScore score{.metric = read_metric(reader, "metric"), .over = {}, .bands = {}};
  if (reader.member("over")) score.over = read_metric(reader, "over");
  for (const Node& item : reader.items("bands")) {
    ObjectReader band(context_, item, reader.citation());
    score.bands.push_back(read_band(band, score.bands.size()));
    band.finish();
    report_second(band, std::vector(score.bands.begin(), score.bands.end() - 1), score.bands.back().id);
  }
  if (score.bands.size() > most_bands) {
    reader.problem("bands", "policy.too_many_bands",
                   "there are " + std::to_string(score.bands.size()) + " bands",
                   "at most " + std::to_string(most_bands), "use a linear band (points_to)");
  }
  return score;
}

ProportionalScore RubricReader::read_proportional(ObjectReader& parent, const Node& node) {
  ObjectReader reader(context_, node, parent.citation());
  ProportionalScore score{.done = read_metric(reader, "done"),
                          .assigned = read_metric(reader, "assigned"),
                          .max = reader.ratio("max").value};
  reader.finish();
  return score;
}

/// Checks that every value, or combination of values, is held once.
void RubricReader::check_covers(const ObjectReader& reader, const Criterion& criterion) {
  if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    for (CoverFault& fault : table_faults(policy_, criterion, *table, reader.pointer() + "/table/rows"))
      context_.cover_faults.push_back(std::move(fault));
    return;
  }
  const auto* banded = std::get_if<BandedScore>(&criterion.score);
  if (banded == nullptr || banded->bands.size() > most_bands) return;
  CoverSubject subject{.of = Cover::bands,
                       .criterion = criterion.id,
                       .pointer = reader.pointer() + "/bands",
                       .axes = {{banded->metric, banded->over}},
                       .ids = {},
                       .rows = {}};
  for (const ScoreBand& band : banded->bands) {
    subject.ids.push_back(band.id);
    subject.rows.push_back({{as_compared(band.interval, policy_)}});
  }
  check_bands(subject, axis_of(Figure{banded->metric, banded->over}, policy_));
}

MissingMetric read_missing(ObjectReader& reader, std::string_view key,
                           std::optional<MissingMetric> otherwise) {
  return reader.choice<MissingMetric>(key,
                                      {{"zero", MissingMetric::zero},
                                       {"skip_and_rescale", MissingMetric::skip_and_rescale},
                                       {"error", MissingMetric::error}},
                                      otherwise);
}

void read_not_assigned(ObjectReader& reader, Criterion& criterion) {
  criterion.not_assigned = read_missing(reader, "not_assigned", criterion.missing);
  const auto* banded = std::get_if<BandedScore>(&criterion.score);
  const bool measures =
      banded != nullptr ? !banded->over.empty() : std::holds_alternative<ProportionalScore>(criterion.score);
  if (!measures && reader.member("not_assigned")) {
    reader.problem("not_assigned", "policy.nothing_to_assign",
                   "this criterion measures nothing against what was assigned",
                   "\"over\" or \"proportional\" beside it", "name what was assigned, or delete the key");
  }
}

Criterion RubricReader::read_criterion(ObjectReader& reader) {
  Criterion criterion{.id = reader.text("id"),
                      .title = reader.bilingual("title"),
                      .score = {},
                      .weight = reader.ratio_or("weight", {1, 1}).value,
                      .missing = read_missing(reader, "missing", std::nullopt),
                      .not_assigned = {},
                      .part = reader.text_or("part", ""),
                      .subjects = read_subjects(reader),
                      .max = {},
                      .citation = {},
                      .settings = {}};
  if (const auto proportional = reader.member("proportional")) {
    criterion.score = read_proportional(reader, *proportional);
  } else if (const auto table = reader.member("table")) {
    criterion.score = read_table(
        context_, *table, reader.citation(),
        [this](ObjectReader& at, std::string_view key, const std::string& id) { check_metric(at, key, id); });
  } else {
    criterion.score = read_bands(reader);
  }
  check_covers(reader, criterion);
  read_not_assigned(reader, criterion);
  criterion.max = most_points(criterion);
  criterion.citation = reader.whole_citation();
  criterion.settings = reader.settings();
  if (criterion.weight <= Ratio{0, 1}) {
    reader.problem("weight", "policy.bad_weight", "a criterion of this weight counts for nothing",
                   "a weight above 0", "mend the weight, or delete the criterion");
  }
  if (criterion.max < Ratio{0, 1}) {
    reader.problem("", "policy.no_points", "the best that this criterion gives is below 0",
                   "a band of 0 points or more", "mend the points");
  }
  return criterion;
}

void RubricReader::read_criteria() {
  for (const Node& item : reader_.items("criteria")) {
    ObjectReader reader(context_, item, reader_.citation_of("criteria"));
    Criterion criterion = read_criterion(reader);
    reader.finish();
    report_second(reader, policy_.criteria, criterion.id);
    policy_.criteria.push_back(std::move(criterion));
  }
  if (policy_.criteria.empty()) {
    reader_.problem("", "policy.no_criteria", "the rubric has no criteria", "at least one under \"criteria\"",
                    "add them, or delete the section");
  }
}

void RubricReader::read_classes() {
  for (const Node& item : reader_.items("classes")) {
    ObjectReader reader(context_, item, reader_.citation_of("classes"));
    RatingClass rating{.id = reader.text("id"),
                       .title = reader.bilingual("title"),
                       .totals = read_interval(reader),
                       .citation = reader.whole_citation()};
    reader.finish();
    report_second(reader, policy_.classes, rating.id);
    if (!policy_.classes.empty()) {
      const auto& above = policy_.classes.back().totals.from;
      if (!above || (rating.totals.from && *rating.totals.from > *above)) {
        reader.problem("", "policy.class_order", "this class does not lie below the one before it",
                       "the best class first", "order the classes by their totals, the highest first");
      }
    }
    policy_.classes.push_back(std::move(rating));
    class_pointers_.push_back(reader.pointer());
  }
  if (policy_.classes.empty()) {
    reader_.problem("", "policy.no_classes", "the rubric has no classes", "at least one under \"classes\"",
                    "add them");
  }
}

std::size_t RubricReader::read_class(ObjectReader& reader, std::string_view key) {
  const std::string id = reader.text(key);
  const auto found = std::ranges::find(policy_.classes, id, &RatingClass::id);
  if (found != policy_.classes.end()) return static_cast<std::size_t>(found - policy_.classes.begin());
  (void)part_of_id(reader, key, id, policy_.classes, "evaluation/classes");
  return policy_.classes.size();
}

std::vector<MetricCondition> RubricReader::read_conditions(ObjectReader& parent, std::string_view key) {
  std::vector<MetricCondition> conditions;
  for (const Node& item : parent.items(key)) {
    ObjectReader reader(context_, item, parent.citation());
    MetricCondition condition{
        .metric = read_metric(reader, "metric"),
        .comparison = reader.choice<Comparison>("operator", {{">=", Comparison::at_least},
                                                             {">", Comparison::more_than},
                                                             {"<=", Comparison::at_most},
                                                             {"<", Comparison::less_than},
                                                             {"==", Comparison::equal}}),
        .value = reader.ratio("value")};
    reader.finish();
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

ClassLimit RubricReader::read_limit(ObjectReader& reader, const std::vector<ClassLimit>& earlier) {
  ClassLimit limit{.id = reader.text("id"),
                   .title = reader.bilingual("title"),
                   .conditions = read_conditions(reader, "when"),
                   .limit = read_class(reader, "class"),
                   .subjects = read_subjects(reader),
                   .citation = reader.whole_citation()};
  reader.finish();
  report_second(reader, earlier, limit.id);
  if (limit.conditions.empty()) {
    reader.problem("", "policy.no_conditions", "nothing says when \"" + limit.id + "\" applies",
                   "at least one condition under \"when\"", "add the conditions");
  }
  return limit;
}

void RubricReader::read_vetoes() {
  for (const Node& item : reader_.items("vetoes")) {
    ObjectReader reader(context_, item, reader_.citation_of("vetoes"));
    ClassLimit veto = read_limit(reader, policy_.vetoes);
    if (veto.limit + 1 < policy_.classes.size()) {
      reader.problem("class", "policy.veto_raises",
                     "a veto sets the class, so this one would raise a subject that stands below \"" +
                         policy_.classes[veto.limit].id + "\"",
                     "the lowest class, \"" + policy_.classes.back().id + "\"",
                     "make it a cap, which allows at most a class");
    }
    policy_.vetoes.push_back(std::move(veto));
  }
}

void RubricReader::read_caps() {
  for (const Node& item : reader_.items("caps")) {
    ObjectReader reader(context_, item, reader_.citation_of("caps"));
    policy_.caps.push_back(read_limit(reader, policy_.caps));
  }
}

Quota RubricReader::read_quota(ObjectReader& reader) {
  Quota quota{
      .id = reader.text("id"),
      .title = reader.bilingual("title"),
      .subject = reader.choice<Subject>(
          "subject", {{"collective", Subject::collective}, {"head", Subject::head}}, Subject::collective),
      .rated = read_class(reader, "class"),
      .share = reader.ratio("share"),
      .base_class = read_class(reader, "base_class"),
      .base = reader.choice<QuotaBase>("base", {{"after", QuotaBase::after}, {"before", QuotaBase::before}},
                                       QuotaBase::after),
      .rounding = reader.choice<Rounding>(
          "rounding", {{"down", Rounding::down}, {"half_up", Rounding::half_up}, {"up", Rounding::up}},
          Rounding::down),
      .tie = reader.choice<QuotaTie>("tie",
                                     {{"none", QuotaTie::none_of_tied},
                                      {"all", QuotaTie::all_of_tied},
                                      {"metrics", QuotaTie::by_metrics}},
                                     QuotaTie::none_of_tied),
      .tie_metrics = {},
      .citation = {}};
  for (const Node& item : reader.items("tie_metrics")) {
    ObjectReader tie(context_, item, reader.citation());
    quota.tie_metrics.push_back(
        {.metric = read_metric(tie, "metric"),
         .better = tie.choice<TieMetric::Better>(
             "better", {{"higher", TieMetric::Better::higher}, {"lower", TieMetric::Better::lower}})});
    tie.finish();
  }
  quota.citation = reader.whole_citation();
  return quota;
}

void RubricReader::read_quotas() {
  for (const Node& item : reader_.items("quotas")) {
    ObjectReader reader(context_, item, reader_.citation_of("quotas"));
    Quota quota = read_quota(reader);
    reader.finish();
    report_second(reader, policy_.quotas, quota.id);
    const std::size_t known = policy_.classes.size();
    if (quota.share.value < Ratio{0, 1} || quota.share.value > Ratio{1, 1}) {
      reader.problem("share", "policy.bad_share", "a share lies between nothing and everything",
                     "a number from 0 to 1, as \"20%\"", "mend the share");
    }
    if (quota.rated < known && quota.rated == quota.base_class) {
      reader.problem(
          "base_class", "policy.quota_of_itself",
          "the quota is a share of the class it limits, \"" + policy_.classes[quota.rated].id + "\"",
          "another class", "name the class that the share is taken of");
    } else if (quota.rated < known && quota.base_class < known && quota.base == QuotaBase::after &&
               quota.base_class != quota.rated + 1) {
      reader.problem("base", "policy.quota_base", "the demoted fall one class, not into the base class",
                     "\"before\", or the class right below as base_class", "write \"base\": \"before\"");
    }
    if (quota.rated < known && quota.rated + 1 == known) {
      reader.problem("class", "policy.quota_of_lowest", "nobody can be demoted from the lowest class",
                     "a class above it", "mend the class");
    }
    if (quota.subject == Subject::head && policy_.heads == Heads::not_rated) {
      reader.problem("subject", "policy.heads_not_rated", "heads are not rated, so no quota concerns them",
                     "\"heads\" other than \"not_rated\"", "rate heads, or delete the quota");
    }
    if ((quota.tie == QuotaTie::by_metrics) == quota.tie_metrics.empty()) {
      reader.problem("", "policy.tie_metrics", "\"tie\": \"metrics\" and \"tie_metrics\" belong together",
                     "both or neither", "add the one that is missing, or delete the other");
    }
    policy_.quotas.push_back(std::move(quota));
  }
}

void RubricReader::read_lists() {
  if (const auto node = reader_.member("shortcomings")) {
    ObjectReader reader(context_, *node, policy_.citation);
    policy_.shortcomings =
        ShortcomingsList{.title = reader.bilingual("title"),
                         .combine = reader.choice<CombineConditions>(
                             "combine", {{"any", CombineConditions::any}, {"all", CombineConditions::all}},
                             CombineConditions::any),
                         .conditions = read_conditions(reader, "when"),
                         .citation = reader.whole_citation()};
    reader.finish();
    if (policy_.shortcomings->conditions.empty()) {
      reader.problem("", "policy.no_conditions", "nothing says who is on the list",
                     "at least one condition under \"when\"", "add the conditions");
    }
  }
  if (const auto node = reader_.member("emulation")) {
    ObjectReader reader(context_, *node, policy_.citation);
    policy_.emulation = EmulationList{.title = reader.bilingual("title"),
                                      .rated = read_class(reader, "class"),
                                      .conditions = read_conditions(reader, "when"),
                                      .citation = reader.whole_citation()};
    reader.finish();
  }
}

void RubricReader::report_unreachable(std::size_t rating, const Range& totals) {
  context_.problems.add({.code = "policy.unreachable_class",
                         .place = Place{.file = context_.file, .pointer = class_pointers_[rating]},
                         .message = "no total reaches the class \"" + policy_.classes[rating].id +
                                    "\": totals go " +
                                    (totals.from ? "from " + exact_text(*totals.from) + " " : "") + "to " +
                                    exact_text(*totals.to),
                         .expected = "a band that meets these totals",
                         .remedy = "mend the band, or the points"});
}

/// The range that holds both. @pre both have an upper bound
Range hull(const Range& one, const Range& other) {
  return {.from = one.from && other.from ? std::min(one.from, other.from) : std::nullopt,
          .to = std::max(one.to, other.to)};
}

void RubricReader::check_totals() {
  if (policy_.classes.empty() || policy_.criteria.empty()) return;
  std::vector<Interval> intervals;
  intervals.reserve(policy_.classes.size());
  for (const RatingClass& rating : policy_.classes)
    intervals.push_back(rating.totals);
  if (intervals.size() > most_bands) {
    reader_.problem("classes", "policy.too_many_bands", "there are too many classes",
                    "at most " + std::to_string(most_bands), "merge some");
    return;
  }
  std::optional<Range> totals;
  for (const Subject subject : {Subject::collective, Subject::head}) {
    if (!is_rated(policy_, subject)) continue;
    const Range reached = reachable_totals(policy_, subject);
    totals = totals ? hull(*totals, reached) : reached;
  }
  if (!totals) return;  // criteria of heads alone, whom nobody rates
  CoverSubject subject{.of = Cover::classes,
                       .criterion = {},
                       .pointer = reader_.pointer() + "/classes",
                       .axes = {{"total", {}}},
                       .ids = {},
                       .rows = {}};
  for (const RatingClass& rating : policy_.classes) {
    subject.ids.push_back(rating.id);
    subject.rows.push_back({{rating.totals}});
  }
  check_bands(subject, {.range = *totals});
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (!is_empty(intervals[i]) && !meets(intervals[i], *totals)) report_unreachable(i, *totals);
  }
}

}  // namespace

EvaluationPolicy read_evaluation(ReadingContext& context, const Node& node, const NamedParts& named,
                                 const PolicySections& others) {
  return RubricReader(context, node, named, others).read();
}

}  // namespace giaingan::inline v1
