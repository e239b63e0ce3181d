#include "giaingan/assessment/rated_figures.hpp"

#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <cstddef>
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

/// Takes a band or row out of a criterion. @return its id
std::string without_row(Criterion& criterion, std::size_t row) {
  const auto take = [row](auto& rows) {
    const auto place = rows.begin() + static_cast<std::ptrdiff_t>(row);
    std::string id = place->id;
    rows.erase(place);
    return id;
  };
  if (auto* banded = std::get_if<BandedScore>(&criterion.score)) return take(banded->bands);
  return take(std::get<TabledScore>(criterion.score).rows);
}

/// What one criterion gives, and which of its bands or rows hold the figures: each is found as the first of
/// those that are left.
struct Held {
  std::optional<Rational> points;
  std::vector<std::string> by;
};

Held held(const EvaluationPolicy& rubric, const Criterion& criterion, const MetricTable& figures) {
  EvaluationPolicy left = only(rubric, criterion);
  const auto score = [&] { return evaluate(left, figures).subjects.front().criteria.front(); };
  CriterionScore first = score();
  Held held{.points = std::move(first.points), .by = {}};
  for (auto row = first.band; row; row = score().band)
    held.by.push_back(without_row(left.criteria.front(), *row));
  return held;
}

/// Writes what one rubric says of some figures.
class FiguresWriter {
 public:
  FiguresWriter(JsonWriter& writer, const EvaluationPolicy& rubric, const MetricTable& figures)
      : writer_(writer), rubric_(rubric), figures_(figures) {}

  void criterion(const Criterion& criterion) {
    const Held found = held(rubric_, criterion, figures_);
    writer_.begin_object().member("criterion", criterion.id).key("held_by").begin_array();
    for (const std::string& id : found.by)
      writer_.value(id);
    writer_.end_array();
    exact("points", found.points);
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
