#include <algorithm>

#include "commands.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// What changed the class after the bands, with its clause.
std::string steps_text(const Inputs& inputs, const SubjectRating& rating, Language language) {
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  std::string text;
  for (const ClassStep& step : rating.steps) {
    if (step.kind == ClassStepKind::band || !step.before || *step.before == step.after) continue;
    text += (text.empty() ? "" : "; ") + step.id + " → " + say(language, rubric.classes[step.after].title);
    if (!step.citation.clause.empty()) {
      text += " (" + citation_text(inputs.policy, step.citation, language) + ")";
    }
  }
  return text;
}

std::string list_text(const Inputs& inputs, const std::vector<ListedUnit>& units, Language language) {
  std::string text;
  for (const ListedUnit& unit : units) {
    text += "  - " + unit.unit;
    for (const Evidence& ground : unit.grounds)
      text += "\n      " + explanation(inputs.policy, ground, language);
    text += "\n";
  }
  return text.empty() ? say(language, "  (trống)\n", "  (empty)\n") : text;
}

}  // namespace

std::string evaluation_text(const Inputs& inputs, const EvaluationResult& result, Date as_of,
                            Language language) {
  if (!inputs.policy->evaluation)
    return say(language, "Chính sách không có phần đánh giá.\n", "The policy has no evaluation.\n");
  const EvaluationPolicy& rubric = *inputs.policy->evaluation;
  std::string text =
      say(language, "ĐÁNH GIÁ MỨC ĐỘ HOÀN THÀNH NHIỆM VỤ đến ngày ", "COMPLETION EVALUATION as of ") +
      day(as_of, language) + "\n  " + say(language, "Căn cứ: ", "By: ") +
      citation_text(inputs.policy, rubric.citation, language) + "\n";
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Đối tượng", "Subject"), Align::left);
  table.column(say(language, "Điểm", "Points"), Align::right);
  table.column(say(language, "Xếp loại", "Class"), Align::left);
  table.column(say(language, "Điều chỉnh mức", "Steps"), Align::left);
  for (const SubjectRating& rating : result.subjects) {
    table.row({rating.unit,
               rating.subject == Subject::collective ? say(language, "tập thể", "collective")
                                                     : say(language, "người đứng đầu", "head"),
               points(rating.total, language),
               rating.rating ? say(language, rubric.classes[*rating.rating].title)
                             : say(language, "không xếp loại", "not classed"),
               steps_text(inputs, rating, language)});
  }
  text += table.text();
  for (const QuotaOutcome& outcome : result.quotas) {
    const Quota& quota = rubric.quotas[outcome.quota];
    text += "  " + say(language, quota.title) + ": " + std::to_string(outcome.qualifying) +
            say(language, " đủ điểm, tối đa ", " qualify, at most ") + std::to_string(outcome.allowed) +
            say(language, ", giữ ", ", kept ") + std::to_string(outcome.kept) + " – " +
            citation_text(inputs.policy, quota.citation, language) + "\n";
  }
  if (rubric.shortcomings) {
    text += say(language, rubric.shortcomings->title) + " – " +
            citation_text(inputs.policy, rubric.shortcomings->citation, language) + "\n" +
            list_text(inputs, result.shortcomings, language);
  }
  if (rubric.emulation) {
    text += say(language, rubric.emulation->title) + " – " +
            citation_text(inputs.policy, rubric.emulation->citation, language) + "\n" +
            list_text(inputs, result.emulation, language);
  }
  for (const MissingForRating& missing : result.missing) {
    text += "  ! " + missing.unit + ": " + say(language, "thiếu số liệu ", "the metric is missing: ") +
            missing.metric + "\n";
  }
  return text + "\n";
}

}  // namespace giaingan::tool
