#include "giaingan/assessment/obligations_calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "cells.hpp"
#include "commands.hpp"
#include "names.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// The allocation with its project and owner by name.
std::string allocation_text(const Inputs& inputs, const DataFinding& finding) {
  const auto& allocations = inputs.portfolio->allocations;
  const auto allocation = std::ranges::lower_bound(allocations, finding.allocation, {}, &Allocation::id);
  std::string names =
      project_of_allocation(inputs.portfolio, static_cast<Index>(allocation - allocations.begin()));
  if (!finding.owner.empty())
    names += (names.empty() ? "" : "; ") + unit_name(inputs.portfolio, finding.owner);
  return finding.allocation + (names.empty() ? "" : " (" + names + ")");
}

/// Disbursed and plan; the percentage where no more than that is published.
std::string figures_text(const Inputs& inputs, const DataFinding& finding, Language language) {
  const bool has_figures = !finding.allocation.empty() || finding.amounts.plan.value > 0;
  std::string text;
  if (has_figures)
    text = amount(finding.amounts.disbursed, language) + " / " + amount(finding.amounts.plan, language);
  if (!finding.percent) return text;
  const std::string printed = percent(finding.percent, inputs.policy->disbursement.decimals, language);
  return has_figures ? text + " (" + printed + ")" : printed;
}

/// The rows to look at: `allocations.csv (kv-349), disbursements.csv (kv-349, 2024-07, actual)`.
std::string rows_text(const DataFinding& finding, Language language) {
  std::string text;
  for (const DataRow& row : finding.rows) {
    std::string key;
    for (const auto& part : row.key)
      key += (key.empty() ? "" : ", ") + part.second;
    text += (text.empty() ? "" : ", ") + row.file + " (" + key + ")";
  }
  return say(language, "xem dòng ", "see ") + text;
}

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
    case DataFindingCode::unknown_reference:
      text += say(language, "mức trung bình công bố không có trong chính sách, từ: ",
                  "published average that the policy doesn't name, from: ");
      break;
  }
  text += finding.allocation.empty() ? finding.reference : allocation_text(inputs, finding);
  if (finding.month) text += ", " + month(inputs.policy->year, *finding.month, language);
  return text + ": " + figures_text(inputs, finding, language) + " – " +
         clause(inputs.policy, finding.citation, language) + "; " + rows_text(finding, language) + "\n";
}

const std::string& debtor(const Inputs& inputs, const Duty& duty) {
  return inputs.portfolio->units[static_cast<std::size_t>(duty.unit)].id;
}

/// Who was late with the duty of one due date, or still owes it.
std::string defaulters_text(const Inputs& inputs, const ObligationsResult& result, std::size_t due,
                            DutyStatus status, Language language) {
  std::string text;
  for (const Duty& duty : result.duties) {
    if (duty.due != due || duty.status != status) continue;
    text += (text.empty() ? "" : ", ") + unit_name(inputs.portfolio, debtor(inputs, duty)) + " (" +
            std::to_string(duty.days) + say(language, " ngày)", duty.days == 1 ? " day)" : " days)");
  }
  return text;
}

/// The days that other readings of a deadline end on; empty if all agree.
std::string other_readings(const DueDate& due, Language language) {
  std::string text;
  for (const DeadlineReading& reading : due.readings) {
    if (reading.last_day == due.last_day) continue;
    text += (text.empty() ? "" : ", ") + day(reading.last_day, language);
  }
  return text;
}

std::string duties_text(const Inputs& inputs, const ObligationsResult& result, Language language) {
  const TextTable table = duties_table(inputs, result, language);
  if (table.empty()) return "";
  return say(language, "Nghĩa vụ có thời hạn\n", "Obligations with deadlines\n") + table.text() +
         defaulters_text(inputs, result, language);
}

std::string assumptions_heading(Language language) {
  return say(
      language,
      "GIẢ ĐỊNH CỦA CHÍNH SÁCH (văn bản để ngỏ; kết quả nào dựa vào đâu thì ghi số [giả định …] ở trên)\n",
      "ASSUMED BY THE POLICY (the texts leave these open; results above name by [assumed …] what they rest "
      "on)\n");
}

std::string assumption_lines(const Policy& policy, const std::set<std::string>& pointers, Language language) {
  std::string text;
  const auto notes = assumption_notes(policy);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    std::string places;
    for (const std::size_t number : notes[i].assumptions) {
      const Assumption& assumption = policy->assumptions[number];
      if (!pointers.contains(assumption.pointer)) continue;
      places += (places.empty() ? "" : ", ") + assumption.pointer +
                (assumption.value.empty() ? "" : " = " + assumption.value);
    }
    if (places.empty()) continue;
    text += "  [" + std::to_string(i + 1) + "] " + say(language, notes[i].note) +
            say(language, "\n      trong chính sách: ", "\n      in the policy: ") + places + "\n";
  }
  return text;
}

}  // namespace

TextTable duties_table(const Inputs& inputs, const ObligationsResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Nghĩa vụ", "Obligation"), Align::left);
  table.column(say(language, "Kỳ", "Period"), Align::left);
  table.column(say(language, "Hạn", "Last day"), Align::right);
  table.column(say(language, "Cách đọc khác", "Other readings"), Align::left);
  table.column(say(language, "Đúng hạn", "In time"), Align::right);
  table.column(say(language, "Trễ", "Late"), Align::right);
  table.column(say(language, "Thiếu", "Missing"), Align::right);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  for (std::size_t due = 0; due < result.due.size(); ++due) {
    std::int64_t in_time = 0;
    std::int64_t late = 0;
    std::int64_t missing = 0;
    const Citation* citation = nullptr;
    for (const Duty& duty : result.duties) {
      if (duty.due != due) continue;
      citation = &duty.evidence.citation;
      in_time += duty.status == DutyStatus::in_time ? 1 : 0;
      late += duty.status == DutyStatus::late ? 1 : 0;
      missing += duty.status == DutyStatus::missing ? 1 : 0;
    }
    if (in_time + late + missing == 0) continue;
    table.row({say(language, inputs.policy->obligations->obligations[result.due[due].obligation].title),
               period_in_words(result.due[due].period, language), day(result.due[due].last_day, language),
               other_readings(result.due[due], language), count_cell(in_time), count_cell(late),
               count_cell(missing), clause(inputs.policy, *citation, language)});
  }
  return table;
}

std::string data_findings_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  std::string text;
  for (const DataFinding& finding : assessment.disbursement.data_findings)
    text += finding_text(inputs, finding, language);
  if (text.empty()) return text;
  return say(language, "Số liệu cần kiểm tra lại\n", "Findings about the data\n") + text;
}

std::string defaulters_text(const Inputs& inputs, const ObligationsResult& result, Language language) {
  std::string text;
  for (std::size_t due = 0; due < result.due.size(); ++due) {
    const std::string late = defaulters_text(inputs, result, due, DutyStatus::late, language);
    const std::string missing = defaulters_text(inputs, result, due, DutyStatus::missing, language);
    if (late.empty() && missing.empty()) continue;
    text += "  - " +
            say(language, inputs.policy->obligations->obligations[result.due[due].obligation].title) + ", " +
            period_in_words(result.due[due].period, language);
    if (!late.empty()) text += say(language, "; trễ: ", "; late: ") + late;
    if (!missing.empty()) text += say(language, "; thiếu: ", "; missing: ") + missing;
    text += "\n";
  }
  return text.empty() ? "" : say(language, "  Đơn vị trễ hoặc thiếu\n", "  Units late or missing\n") + text;
}

std::string checks_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  std::string text = data_findings_text(inputs, assessment, language);
  if (assessment.obligations) text += duties_text(inputs, *assessment.obligations, language);
  if (assessment.project_checks) {
    text += projects_text(inputs, *assessment.project_checks, language);
    text += reconciliation_text(inputs, *assessment.project_checks, language);
  }
  return text + "\n";
}

std::string assumptions_text(const Policy& policy, Language language) {
  std::set<std::string> all;
  for (const Assumption& assumption : policy->assumptions)
    all.insert(assumption.pointer);
  return assumptions_heading(language) + assumption_lines(policy, all, language);
}

std::string assumptions_text(const Policy& policy, const std::set<std::string>& pointers, Language language) {
  const std::string lines = assumption_lines(policy, pointers, language);
  return lines.empty() ? lines : assumptions_heading(language) + lines;
}

}  // namespace giaingan::tool
