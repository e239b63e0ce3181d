#include "commands.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string finding_text(const Inputs& inputs, const DataFinding& finding, Language language) {
  std::string text = "  - ";
  switch (finding.code) {
    case DataFindingCode::disbursed_above_plan:
      text += say(language, "giải ngân vượt kế hoạch: ", "disbursed above plan: ");
      break;
    case DataFindingCode::disbursed_without_plan:
      text += say(language, "giải ngân khi kế hoạch bằng 0: ", "disbursed against a plan of zero: ");
      break;
    case DataFindingCode::no_unit_at_level:
      text += say(language, "không thuộc đơn vị nào ở cấp này: ", "belongs to no unit of the level: ");
      break;
    case DataFindingCode::reference_basis:
      text += say(language, "mức trung bình công bố trên cơ sở tính khác: ", "published on another basis: ");
      break;
    case DataFindingCode::reference_percent:
      text +=
          say(language,
              "tỷ lệ công bố không khớp số liệu: ", "published percentage doesn't round from its figures: ");
      break;
  }
  text += finding.allocation.empty() ? finding.reference : finding.allocation;
  if (finding.month) text += ", " + month(inputs.policy->year, *finding.month, language);
  return text + ": " + amount(finding.amounts.disbursed, language) + " / " +
         amount(finding.amounts.plan, language) + "\n";
}

std::string duties_text(const Inputs& inputs, const ObligationsResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Nghĩa vụ", "Obligation"), Align::left);
  table.column(say(language, "Kỳ", "Period"), Align::left);
  table.column(say(language, "Hạn", "Last day"), Align::right);
  table.column(say(language, "Đúng hạn", "In time"), Align::right);
  table.column(say(language, "Trễ", "Late"), Align::right);
  table.column(say(language, "Thiếu", "Missing"), Align::right);
  for (std::size_t due = 0; due < result.due.size(); ++due) {
    std::size_t in_time = 0;
    std::size_t late = 0;
    std::size_t missing = 0;
    for (const Duty& duty : result.duties) {
      if (duty.due != due) continue;
      in_time += duty.status == DutyStatus::in_time ? 1U : 0U;
      late += duty.status == DutyStatus::late ? 1U : 0U;
      missing += duty.status == DutyStatus::missing ? 1U : 0U;
    }
    if (in_time + late + missing == 0) continue;
    std::string last = day(result.due[due].last_day, language);
    if (result.due[due].readings.size() > 1) last += "*";
    table.row({say(language, inputs.policy->obligations->obligations[result.due[due].obligation].title),
               result.due[due].period, last, std::to_string(in_time), std::to_string(late),
               std::to_string(missing)});
  }
  if (table.empty()) return "";
  return say(language, "Nghĩa vụ có thời hạn\n", "Obligations with deadlines\n") + table.text() +
         say(language, "  * các cách đọc thời hạn khác nhau; xem tài liệu JSON\n",
             "  * readings of the deadline differ; see the JSON document\n");
}

std::string projects_text(const Inputs& inputs, const ProjectChecksResult& result, Language language) {
  std::string text;
  for (const ProjectFinding& finding : result.findings) {
    text += "  - " + finding.evidence.subject + ": " + project_finding_text(finding.code);
    if (finding.days) text += ", " + std::to_string(*finding.days) + say(language, " ngày", " days");
    text += " – " + citation_text(inputs.policy, finding.evidence.citation, language) + "\n";
  }
  return text.empty() ? "" : say(language, "Kiểm tra dự án\n", "Project checks\n") + text;
}

}  // namespace

std::string checks_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  std::string text;
  for (const DataFinding& finding : assessment.disbursement.data_findings)
    text += finding_text(inputs, finding, language);
  if (!text.empty()) text = say(language, "Số liệu cần kiểm tra lại\n", "Findings about the data\n") + text;
  if (assessment.obligations) text += duties_text(inputs, *assessment.obligations, language);
  if (assessment.project_checks) text += projects_text(inputs, *assessment.project_checks, language);
  return text + "\n";
}

std::string assumptions_text(const Policy& policy, Language language) {
  std::string text = say(language, "GIẢ ĐỊNH (văn bản để ngỏ; kết quả trên phụ thuộc các giá trị này)\n",
                         "ASSUMED (the texts leave these open; the results above depend on them)\n");
  for (const Assumption& assumption : policy->assumptions) {
    text += "  - " + assumption.pointer + (assumption.value.empty() ? "" : " = " + assumption.value) + ": " +
            assumption.citation.note + "\n";
  }
  return text;
}

}  // namespace giaingan::tool
