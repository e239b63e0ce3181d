#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

void append(std::vector<Evidence>& all, const std::vector<Evidence>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::optional<std::string> class_id(const EvaluationPolicy& rubric,
                                    const std::optional<std::size_t>& rating) {
  return rating ? std::optional(rubric.classes[*rating].id) : std::nullopt;
}

void add_subjects(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  using Row = const SubjectRating&;
  const auto& rows = evaluation.subjects;
  TableOutput& table = result.table("subjects");
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.unit; });
  add_column(table, "subject", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(subject_text(row.subject)); });
  add_exact_columns(table, "total_", rows, [](Row row) { return row.total; });
  add_column(table, "class", GIAINGAN_UTF8, rows, [&](Row row) { return class_id(rubric, row.rating); });
}

/// A criterion's score or a step of a class, with the row of its subject.
template <class Part>
struct PartOfSubject {
  std::size_t subject_row;
  const Part* part;
};

template <class Part>
std::vector<PartOfSubject<Part>> parts_of(const EvaluationResult& evaluation,
                                          std::vector<Part> SubjectRating::*parts) {
  std::vector<PartOfSubject<Part>> rows;
  for (std::size_t subject = 0; subject < evaluation.subjects.size(); ++subject) {
    for (const Part& part : evaluation.subjects[subject].*parts)
      rows.push_back({subject, &part});
  }
  return rows;
}

void add_criteria(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  using Row = const PartOfSubject<CriterionScore>&;
  const auto rows = parts_of(evaluation, &SubjectRating::criteria);
  TableOutput& table = result.table("criteria");
  add_column(table, "subject_row", GIAINGAN_INT64, rows,
             [](Row row) { return std::int64_t(row.subject_row); });
  add_column(table, "criterion", GIAINGAN_UTF8, rows,
             [&](Row row) { return rubric.criteria[row.part->criterion].id; });
  add_exact_columns(table, "value_", rows, [](Row row) { return row.part->value; });
  add_exact_columns(table, "points_", rows, [](Row row) { return row.part->points; });
  for (Row row : rows)
    append(result.evidence, row.part->evidence);
}

void add_steps(ResultTables& result, const EvaluationPolicy& rubric, const EvaluationResult& evaluation) {
  using Row = const PartOfSubject<ClassStep>&;
  const auto rows = parts_of(evaluation, &SubjectRating::steps);
  TableOutput& table = result.table("steps");
  add_column(table, "subject_row", GIAINGAN_INT64, rows,
             [](Row row) { return std::int64_t(row.subject_row); });
  add_column(table, "step", GIAINGAN_UTF8, rows, [](Row row) { return row.part->id; });
  add_column(table, "before", GIAINGAN_UTF8, rows,
             [&](Row row) { return class_id(rubric, row.part->before); });
  add_column(table, "after", GIAINGAN_UTF8, rows,
             [&](Row row) { return rubric.classes[row.part->after].id; });
  add_column(table, "applies", GIAINGAN_BOOL, rows, [](Row row) { return row.part->applies; });
  add_column(table, "document", GIAINGAN_UTF8, rows, [](Row row) { return row.part->citation.document; });
  add_column(table, "clause", GIAINGAN_UTF8, rows, [](Row row) { return row.part->citation.clause; });
  for (Row row : rows)
    append(result.evidence, row.part->evidence);
}

/// The list of §4.5 or of §8.
void add_list(ResultTables& result, const char* name, const std::vector<ListedUnit>& rows) {
  using Row = const ListedUnit&;
  TableOutput& table = result.table(name);
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.unit; });
  add_exact_columns(table, "total_", rows, [](Row row) { return row.total; });
  for (Row row : rows)
    append(result.evidence, row.grounds);
}

}  // namespace

ResultTables tables_of(const Policy& policy, const EvaluationResult& evaluation) {
  const EvaluationPolicy rubric = policy->evaluation.value_or(EvaluationPolicy{});
  ResultTables result;
  add_subjects(result, rubric, evaluation);
  add_criteria(result, rubric, evaluation);
  add_steps(result, rubric, evaluation);
  add_list(result, "shortcomings", evaluation.shortcomings);
  add_list(result, "emulation", evaluation.emulation);
  return result;
}

}  // namespace giaingan::capi
