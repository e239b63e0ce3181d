#include "giaingan/assessment/rated_row.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "assessment/class_steps.hpp"
#include "assessment/document_parts.hpp"
#include "assessment/findings_document.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one evaluation; a member function a section.
class EvaluationWriter {
 public:
  EvaluationWriter(JsonWriter& writer, const PolicySections& policy, const EvaluationPolicy& rubric)
      : writer_(writer), parts_(writer, policy), rubric_(rubric) {}

  void subjects(const EvaluationResult& result);
  void quotas(const EvaluationResult& result);
  void list(std::string_view key, const std::vector<ListedUnit>& units, const Citation& citation);
  void missing(const EvaluationResult& result);

 private:
  void criterion(const CriterionScore& score);
  void table_values(const TabledScore& table, const CriterionScore& score);
  void step(const ClassStep& step);
  void evidence(const std::vector<Evidence>& comparisons);
  void class_id(std::string_view key, const std::optional<std::size_t>& rating);

  JsonWriter& writer_;
  DocumentParts parts_;
  const EvaluationPolicy& rubric_;
};

const char* status_text(CriterionStatus status) {
  switch (status) {
    case CriterionStatus::scored:
      return "scored";
    case CriterionStatus::missing_zero:
      return "missing_zero";
    case CriterionStatus::missing_skipped:
      return "missing_skipped";
    case CriterionStatus::missing_error:
      break;
  }
  return "missing_error";
}

void EvaluationWriter::class_id(std::string_view key, const std::optional<std::size_t>& rating) {
  writer_.key(key);
  if (rating) {
    writer_.value(rubric_.classes[*rating].id);
  } else {
    writer_.null();
  }
}

void EvaluationWriter::evidence(const std::vector<Evidence>& comparisons) {
  writer_.key("evidence").begin_array();
  for (const Evidence& comparison : comparisons)
    parts_.evidence_item(comparison);
  writer_.end_array();
}

void EvaluationWriter::table_values(const TabledScore& table, const CriterionScore& score) {
  writer_.key("metrics").begin_array();
  for (std::size_t i = 0; i < table.metrics.size(); ++i) {
    writer_.begin_object().member("metric", table.metrics[i]);
    parts_.exact("value", score.values.empty() ? std::nullopt : std::optional(score.values[i]));
    writer_.end_object();
  }
  writer_.end_array();
}

void EvaluationWriter::criterion(const CriterionScore& score) {
  const Criterion& criterion = rubric_.criteria[score.criterion];
  writer_.begin_object().member("criterion", criterion.id);
  const auto* table = std::get_if<TabledScore>(&criterion.score);
  if (table != nullptr) {
    writer_.key("metric").null();
    parts_.exact("value", std::nullopt);
    table_values(*table, score);
  } else {
    const std::vector<std::string> metrics = metrics_of(criterion);
    writer_.member("metric", metrics.front());
    if (metrics.size() > 1) writer_.member("over", metrics.back());
    parts_.exact("value", score.value);
  }
  writer_.key("band");
  if (score.band) {
    writer_.value(table != nullptr ? table->rows[*score.band].id
                                   : std::get<BandedScore>(criterion.score).bands[*score.band].id);
  } else {
    writer_.null();
  }
  parts_.exact("points", score.points);
  parts_.exact("weight", Rational(criterion.weight));
  if (!criterion.part.empty()) {
    writer_.member("part", criterion.part);
    parts_.exact("rescaled_by", score.rescaled_by);
  }
  writer_.member("status", status_text(score.status));
  if (!score.missing_metric.empty()) writer_.member("missing_metric", score.missing_metric);
  evidence(score.evidence);
  parts_.citation("cite", score_citation(criterion, score));
  writer_.end_object();
}

void EvaluationWriter::step(const ClassStep& step) {
  writer_.begin_object().member("step", step_text(step.kind)).member("id", step.id);
  class_id("before", step.before);
  class_id("after", step.after);
  writer_.member("applies", step.applies);
  evidence(step.evidence);
  parts_.citation("cite", step.citation);
  writer_.end_object();
}

void EvaluationWriter::subjects(const EvaluationResult& result) {
  for (const SubjectRating& rating : result.subjects) {
    writer_.begin_object().member("unit", rating.unit).member("subject", subject_text(rating.subject));
    parts_.exact("total", rating.total);
    class_id("class", rating.rating);
    parts_.exact("rescaled_by", rating.rescaled_by);
    writer_.key("criteria").begin_array();
    for (const CriterionScore& score : rating.criteria)
      criterion(score);
    writer_.end_array().key("steps").begin_array();
    for (const ClassStep& each : rating.steps)
      step(each);
    writer_.end_array().end_object();
  }
}

void EvaluationWriter::quotas(const EvaluationResult& result) {
  for (const QuotaOutcome& outcome : result.quotas) {
    const Quota& quota = rubric_.quotas[outcome.quota];
    writer_.begin_object().member("quota", quota.id).member("subject", subject_text(quota.subject));
    class_id("class", quota.rated);
    class_id("base", quota.base_class);
    writer_.member("qualifying", outcome.qualifying).member("in_base", outcome.in_base);
    writer_.member("allowed", outcome.allowed).member("kept", outcome.kept);
    parts_.exact("line", outcome.line);
    parts_.citation("cite", quota.citation);
    writer_.end_object();
  }
}

void EvaluationWriter::list(std::string_view key, const std::vector<ListedUnit>& units,
                            const Citation& citation) {
  writer_.key(key).begin_array();
  for (const ListedUnit& unit : units) {
    writer_.begin_object().member("unit", unit.unit);
    parts_.exact("total", unit.total);
    evidence(unit.grounds);
    parts_.citation("cite", citation);
    writer_.end_object();
  }
  writer_.end_array();
}

void EvaluationWriter::missing(const EvaluationResult& result) {
  for (const MissingForRating& each : result.missing) {
    writer_.begin_object().member("unit", each.unit).member("subject", subject_text(each.subject));
    writer_.member("criterion", rubric_.criteria[each.criterion].id)
        .member("metric", each.metric)
        .end_object();
  }
}

/// All that an evaluation found, from its citation on.
/// @param unread metrics that the dataset has and the rubric doesn't read
void write_evaluation(JsonWriter& writer, DocumentParts& parts, const PolicySections& policy,
                      const EvaluationPolicy& rubric, const EvaluationResult& result,
                      const std::vector<std::string>& unread) {
  EvaluationWriter sections(writer, policy, rubric);
  parts.citation("cite", resting_on(rubric.settings.deciding(rubric.citation, {"", "level", "compare_at"}),
                                    rubric.basis.citation));
  writer.key("subjects").begin_array();
  sections.subjects(result);
  writer.end_array().key("quotas").begin_array();
  sections.quotas(result);
  writer.end_array();
  sections.list("shortcomings", result.shortcomings,
                rubric.shortcomings ? rubric.shortcomings->citation : rubric.citation);
  sections.list("emulation", result.emulation,
                rubric.emulation ? rubric.emulation->citation : rubric.citation);
  writer.key("missing").begin_array();
  sections.missing(result);
  writer.end_array().key("unprovided_metrics").begin_array();
  for (const std::string& metric : result.unprovided)
    writer.value(metric);
  writer.end_array().key("unread_metrics").begin_array();
  for (const std::string& metric : unread)
    writer.value(metric);
  writer.end_array();
  write_metrics_without_figures(writer, parts, unprovided_metrics(rubric, result));
  parts.assumptions();
}

const EvaluationPolicy& rubric_of(const Policy& policy) {
  static const EvaluationPolicy no_rubric;
  return policy->evaluation ? *policy->evaluation : no_rubric;
}

}  // namespace

std::string evaluation_document(const Policy& policy, const Portfolio& portfolio,
                                const EvaluationResult& result, Date as_of) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  begin_result(writer, policy, portfolio, {.command = "evaluate", .as_of = as_of});
  writer.member("as_of", as_of.text());
  parts.heading(policy, portfolio);
  parts.month("month", result.month);
  write_evaluation(writer, parts, *policy, rubric_of(policy), result, unread_metrics(policy, portfolio));
  writer.end_object();
  return writer.take();
}

std::string rated_row_document(const Policy& policy, const EvaluationResult& result) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  writer.begin_object();
  parts.heading();
  write_evaluation(writer, parts, *policy, rubric_of(policy), result, {});
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
