#include <algorithm>

#include "cells.hpp"
#include "commands.hpp"
#include "names.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "rating_text.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// The metrics of a limit that nobody knows, so that it couldn't be decided.
std::string unknown_metrics(const Policy& policy, const ClassStep& step, Language language) {
  std::string text;
  for (const Evidence& one : step.evidence) {
    if (!one.holds) text += (text.empty() ? "" : ", ") + object_in_words(policy, one, language);
  }
  return text;
}

/// What changed the class after the bands, or couldn't be decided, with its clause.
std::string steps_text(const Inputs& inputs, const SubjectRating& rating, Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  std::string text;
  for (const ClassStep& step : rating.steps) {
    const bool changes = step.before && *step.before != step.after;
    if (step.kind == ClassStepKind::band || (!changes && step.applies)) continue;
    text += (text.empty() ? "" : "; ") + step_name(rubric, step, language) + " → " +
            (changes ? say(language, rubric.classes[step.after].title)
                     : say(language, "không xét được, thiếu số liệu: ", "not decided, no figure of: ") +
                           unknown_metrics(inputs.policy, step, language));
    if (!step.citation.clause.empty()) text += " (" + clause(inputs.policy, step.citation, language) + ")";
  }
  return text;
}

/// The criteria that the points come from, each with its clause.
std::string criteria_text(const Inputs& inputs, Language language) {
  std::string text = say(language, "  Tiêu chí:\n", "  Criteria:\n");
  for (const Criterion& criterion : inputs.policy->evaluation->criteria) {
    text += "    - " + say(language, criterion.title) + " – " +
            clause(inputs.policy, criterion.citation, language) + "\n";
  }
  return text;
}

/// One ground of a list: what was counted, what it was compared with, and by which clause.
std::string ground_text(const Policy& policy, const Evidence& ground, Language language) {
  return object_in_words(policy, ground, language) + ": " + comparison_in_words(policy, ground, language) +
         " – " + clause(policy, ground.citation, language);
}

std::string list_text(const Inputs& inputs, const std::vector<ListedUnit>& units, Language language) {
  std::string text;
  for (const ListedUnit& unit : units) {
    text += "  - " + unit_name(inputs.portfolio, unit.unit);
    for (const Evidence& ground : unit.grounds)
      text += "\n      " + ground_text(inputs.policy, ground, language);
    text += "\n";
  }
  return text.empty() ? say(language, "  (trống)\n", "  (empty)\n") : text;
}

/// Which month-end's plans and disbursed were rated.
std::string month_line(const Inputs& inputs, const EvaluationResult& result, Language language) {
  if (!result.month)
    return say(language, "  Chưa có số liệu giải ngân của tháng nào\n",
               "  No month of disbursement has ended\n");
  return say(language, "  Tỷ lệ giải ngân, kế hoạch và số giải ngân: cuối tháng ",
             "  Ratio, plan and disbursed: at the end of ") +
         month(inputs.policy->year, *result.month, language) + "\n";
}

/// Which criteria dropped out for a subject, by the titles and clauses of those that did.
std::string dropped_text(const Inputs& inputs, const EvaluationResult& result, Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  std::string text;
  for (const SubjectRating& rating : result.subjects) {
    std::string titles;
    for (const CriterionScore& score : rating.criteria) {
      if (score.status == CriterionStatus::missing_skipped)
        titles +=
            (titles.empty() ? "\"" : ", \"") + say(language, rubric.criteria[score.criterion].title) + "\"";
    }
    if (titles.empty() || !rating.total) continue;
    text += "    - " + unit_name(inputs.portfolio, rating.unit) + " (" +
            subject_name(rating.subject, language) + "): " + titles + "\n";
  }
  return text.empty() ? text
                      : say(language, "  Không chấm, phần còn lại được quy đổi:\n",
                            "  Not scored, and the rest rescaled:\n") +
                            text;
}

/// Who isn't classed and why: a unit's collective and head on one line, if they lack the same.
std::string missing_text(const Inputs& inputs, const EvaluationResult& result, Language language) {
  std::string text;
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  for (std::size_t i = 0; i < result.missing.size(); ++i) {
    const MissingForRating& missing = result.missing[i];
    const auto same = [&](const MissingForRating& other) {
      return other.unit == missing.unit && other.criterion == missing.criterion;
    };
    const auto first = std::ranges::find_if(result.missing, same);
    if (first != result.missing.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    std::string subjects;
    for (auto each = first; each != result.missing.end(); ++each) {
      if (same(*each)) subjects += (subjects.empty() ? "" : ", ") + subject_name(each->subject, language);
    }
    const Criterion& criterion = rubric.criteria[missing.criterion];
    text += "  ! " + unit_name(inputs.portfolio, missing.unit) + " (" + subjects +
            say(language, "): không xếp loại vì thiếu số liệu của tiêu chí ",
                "): not classed, since the figures are missing for the criterion ") +
            "\"" + say(language, criterion.title) + "\" – " +
            clause(inputs.policy, criterion.citation, language) + "\n";
  }
  return text;
}

}  // namespace

TextTable evaluation_table(const Inputs& inputs, const EvaluationResult& result, Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Đối tượng", "Subject"), Align::left);
  table.column(say(language, "Điểm", "Points"), Align::right);
  table.column(say(language, "Xếp loại", "Class"), Align::left);
  table.column(say(language, "Điều chỉnh mức", "Steps"), Align::left);
  for (const SubjectRating& rating : result.subjects) {
    if (rating.criteria.empty()) continue;  // the rubric rates no such subject
    table.row({unit_name(inputs.portfolio, rating.unit), subject_name(rating.subject, language),
               points_cell(rating.total, language),
               rating.rating ? say(language, rubric.classes[*rating.rating].title)
                             : say(language, "không xếp loại", "not classed"),
               steps_text(inputs, rating, language)});
  }
  return table;
}

std::string evaluation_heading_text(const Inputs& inputs, const EvaluationResult& result, Date as_of,
                                    Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  return say(language, "ĐÁNH GIÁ MỨC ĐỘ HOÀN THÀNH NHIỆM VỤ đến ngày ", "COMPLETION EVALUATION as of ") +
         day(as_of, language) + "\n  " + say(language, "Căn cứ: ", "By: ") +
         clause(inputs.policy,
                resting_on(rubric.settings.deciding(rubric.citation, {"", "level"}), rubric.basis.citation),
                language) +
         "\n" + month_line(inputs, result, language);
}

std::string evaluation_notes_text(const Inputs& inputs, const EvaluationResult& result, Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  std::string text = say(language, "  Xếp loại theo điểm: ", "  Classes by points: ") +
                     clause(inputs.policy, rubric.classes.front().citation, language) + "\n" +
                     criteria_text(inputs, language) + dropped_text(inputs, result, language);
  for (const QuotaOutcome& outcome : result.quotas) {
    const Quota& quota = rubric.quotas[outcome.quota];
    text += "  " + say(language, quota.title) + ": " + std::to_string(outcome.qualifying) +
            say(language, " đủ điểm, tối đa ", " qualify, at most ") + std::to_string(outcome.allowed) +
            say(language, ", giữ ", ", kept ") + std::to_string(outcome.kept) + " – " +
            clause(inputs.policy, quota.citation, language) + "\n";
  }
  if (rubric.shortcomings) {
    text += say(language, rubric.shortcomings->title) + " – " +
            clause(inputs.policy, rubric.shortcomings->citation, language) + "\n" +
            list_text(inputs, result.shortcomings, language);
  }
  if (rubric.emulation) {
    text += say(language, rubric.emulation->title) + " – " +
            clause(inputs.policy, rubric.emulation->citation, language) + "\n" +
            list_text(inputs, result.emulation, language);
  }
  return text + missing_text(inputs, result, language) + metrics_text(inputs, result, language);
}

std::string evaluation_text(const Inputs& inputs, const EvaluationResult& result, Date as_of,
                            Language language) {
  if (!inputs.policy->evaluation)
    return say(language, "Chính sách không có phần đánh giá.\n", "The policy has no evaluation.\n");
  return evaluation_heading_text(inputs, result, as_of, language) +
         evaluation_table(inputs, result, language).text() + evaluation_notes_text(inputs, result, language) +
         "\n";
}

}  // namespace giaingan::tool
