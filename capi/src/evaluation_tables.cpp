#include <string>
#include <string_view>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

void add_exact(ColumnOutput& num, ColumnOutput& den, const std::optional<Rational>& number) {
  num.add(number ? std::optional(number->numerator_text()) : std::nullopt);
  den.add(number ? std::optional(number->denominator_text()) : std::nullopt);
}

void add_subjects(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  TableOutput& table = result.table("subjects");
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& subject = table.column("subject", GIAINGAN_UTF8);
  ColumnOutput& total_num = table.column("total_num", GIAINGAN_UTF8);
  ColumnOutput& total_den = table.column("total_den", GIAINGAN_UTF8);
  ColumnOutput& rating = table.column("class", GIAINGAN_UTF8);
  for (const SubjectRating& each : evaluation.subjects) {
    unit.add(std::string_view(each.unit));
    subject.add(std::string_view(each.subject == Subject::collective ? "collective" : "head"));
    add_exact(total_num, total_den, each.total);
    rating.add(each.rating ? std::optional(rubric.classes[*each.rating].id) : std::nullopt);
  }
}

void add_criteria(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  TableOutput& table = result.table("criteria");
  ColumnOutput& subject_row = table.column("subject_row", GIAINGAN_INT64);
  ColumnOutput& criterion = table.column("criterion", GIAINGAN_UTF8);
  ColumnOutput& value_num = table.column("value_num", GIAINGAN_UTF8);
  ColumnOutput& value_den = table.column("value_den", GIAINGAN_UTF8);
  ColumnOutput& points_num = table.column("points_num", GIAINGAN_UTF8);
  ColumnOutput& points_den = table.column("points_den", GIAINGAN_UTF8);
  for (std::size_t row = 0; row < evaluation.subjects.size(); ++row) {
    for (const CriterionScore& score : evaluation.subjects[row].criteria) {
      subject_row.add(static_cast<std::int64_t>(row));
      criterion.add(std::string_view(rubric.criteria[score.criterion].id));
      add_exact(value_num, value_den, score.value);
      add_exact(points_num, points_den, score.points);
      for (const Evidence& evidence : score.evidence)
        result.evidence.push_back(evidence);
    }
  }
}

void add_steps(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  TableOutput& table = result.table("steps");
  ColumnOutput& subject_row = table.column("subject_row", GIAINGAN_INT64);
  ColumnOutput& step = table.column("step", GIAINGAN_UTF8);
  ColumnOutput& before = table.column("before", GIAINGAN_UTF8);
  ColumnOutput& after = table.column("after", GIAINGAN_UTF8);
  ColumnOutput& applies = table.column("applies", GIAINGAN_BOOL);
  ColumnOutput& document = table.column("document", GIAINGAN_UTF8);
  ColumnOutput& clause = table.column("clause", GIAINGAN_UTF8);
  for (std::size_t row = 0; row < evaluation.subjects.size(); ++row) {
    for (const ClassStep& each : evaluation.subjects[row].steps) {
      subject_row.add(static_cast<std::int64_t>(row));
      step.add(std::string_view(each.id));
      before.add(each.before ? std::optional(rubric.classes[*each.before].id) : std::nullopt);
      after.add(std::string_view(rubric.classes[each.after].id));
      applies.add(each.applies);
      document.add(std::string_view(each.citation.document));
      clause.add(std::string_view(each.citation.clause));
      for (const Evidence& evidence : each.evidence)
        result.evidence.push_back(evidence);
    }
  }
}

}  // namespace

ResultTables tables_of(const Policy& policy, const EvaluationResult& evaluation) {
  const EvaluationPolicy no_rubric;
  const EvaluationPolicy& rubric = policy->evaluation ? *policy->evaluation : no_rubric;
  ResultTables result;
  add_subjects(result, rubric, evaluation);
  add_criteria(result, rubric, evaluation);
  add_steps(result, rubric, evaluation);
  return result;
}

}  // namespace giaingan::capi
