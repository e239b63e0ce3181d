#include "giaingan/assessment/rated_figures.hpp"

#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "assessment/class_steps.hpp"
#include "assessment/rubric_probe.hpp"
#include "io/exact_json.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// A rubric of one criterion that gives no class.
EvaluationPolicy only(const EvaluationPolicy& rubric, Criterion criterion) {
  EvaluationPolicy made;
  made.compare_at = rubric.compare_at;
  criterion.subjects = Subjects::both;
  made.criteria.push_back(std::move(criterion));
  return made;
}

CriterionScore score_alone(const EvaluationPolicy& rubric, const Criterion& criterion,
                           const MetricTable& figures) {
  return evaluate(only(rubric, criterion), figures).subjects.front().criteria.front();
}

/// Criteria that are each one band or row of a criterion, with its id.
std::vector<std::pair<std::string, Criterion>> single_rows(const Criterion& criterion) {
  std::vector<std::pair<std::string, Criterion>> rows;
  const auto add = [&](const std::string& id, auto score) {
    rows.emplace_back(id, criterion).second.score = score;
  };
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) {
    for (const ScoreBand& band : banded->bands)
      add(band.id, BandedScore{banded->metric, banded->over, {band}});
  } else if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    for (const TableRow& row : table->rows)
      add(row.id, TabledScore{table->metrics, {row}});
  }
  return rows;
}

/// Writes what one rubric says of some figures.
class FiguresWriter {
 public:
  FiguresWriter(JsonWriter& writer, const EvaluationPolicy& rubric, const MetricTable& figures)
      : writer_(writer), rubric_(rubric), figures_(figures) {}

  void criterion(const Criterion& criterion) {
    writer_.begin_object().member("criterion", criterion.id).key("held_by").begin_array();
    for (const auto& [id, row] : single_rows(criterion)) {
      if (score_alone(rubric_, row, figures_).band) writer_.value(id);
    }
    writer_.end_array();
    exact("points", score_alone(rubric_, criterion, figures_).points);
    writer_.end_object();
  }

  void subject(const char* key, Subject subject, const EvaluationResult& result) {
    const auto found = std::ranges::find(result.subjects, subject, &SubjectRating::subject);
    writer_.key(key);
    if (found == result.subjects.end()) {
      writer_.null();
      return;
    }
    writer_.begin_object();
    exact("total", found->total);
    class_id("class", found->rating);
    writer_.key("steps").begin_array();
    for (const ClassStep& step : found->steps) {
      writer_.begin_object().member("step", step_text(step.kind)).member("id", step.id);
      class_id("before", step.before);
      class_id("after", step.after);
      writer_.member("applies", step.applies).end_object();
    }
    writer_.end_array().end_object();
  }

 private:
  void exact(const char* key, const std::optional<Rational>& number) {
    writer_.key(key);
    if (number) {
      write_exact(writer_, *number);
    } else {
      writer_.null();
    }
  }
  void class_id(const char* key, const std::optional<std::size_t>& rating) {
    writer_.key(key);
    if (rating) {
      writer_.value(rubric_.classes[*rating].id);
    } else {
      writer_.null();
    }
  }

  JsonWriter& writer_;
  const EvaluationPolicy& rubric_;
  const MetricTable& figures_;
};

}  // namespace

std::string rated_figures_document(const EvaluationPolicy& rubric,
                                   const std::map<std::string, Rational>& figures) {
  const MetricTable table = table_of({figures.begin(), figures.end()});
  EvaluationPolicy before_quotas = rubric;
  before_quotas.quotas.clear();
  const EvaluationResult result = evaluate(before_quotas, table);
  JsonWriter writer;
  FiguresWriter parts(writer, rubric, table);
  writer.begin_object().key("criteria").begin_array();
  for (const Criterion& each : rubric.criteria)
    parts.criterion(each);
  writer.end_array();
  parts.subject("collective", Subject::collective, result);
  parts.subject("head", Subject::head, result);
  writer.end_object();
  return writer.take();
}

std::string classes_of_total_document(const EvaluationPolicy& rubric, const Rational& total) {
  JsonWriter writer;
  writer.begin_object().key("classes").begin_array();
  for (const RatingClass& each : rubric.classes) {
    if (contains(each.totals, total)) writer.value(each.id);
  }
  writer.end_array().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
