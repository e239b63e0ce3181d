#include "giaingan/assessment/project_deadlines.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// Đồng of any size, with the language's marks.
std::string sum(const Rational& amount, Language language) {
  std::string text = amount.numerator_text();
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t group = text.size(); group > first + 3;) {
    group -= 3;
    text.insert(group, 1, language == Language::vi ? '.' : ',');
  }
  return text;
}

/// The project of a finding; what an event names instead, and who it is of, where there is no such project.
std::string finding_subject(const Inputs& inputs, const ProjectFinding& finding, Language language) {
  if (finding.project != none) return project_name(inputs.portfolio, finding.evidence.subject);
  const std::string& named = finding.evidence.subject;
  return (named.empty()
              ? say(language, "sự kiện không nêu dự án", "an event that names no project")
              : say(language, "dự án không có trong projects.csv: ", "a project that projects.csv hasn't: ") +
                    named) +
         " (" + unit_name(inputs.portfolio, finding.evidence.object) + ")";
}

/// What makes one finding: the deadline and when it was met, or what was held against which limit.
std::string details(const Inputs& inputs, const ProjectFinding& finding, Language language) {
  std::string text;
  if (!finding.check.empty()) text += " (" + object_in_words(inputs.policy, finding.evidence, language) + ")";
  if (finding.days)
    text +=
        ", " + std::to_string(*finding.days) + say(language, " ngày", *finding.days == 1 ? " day" : " days");
  if (finding.deadline) {
    text += say(language, " (hạn ", " (due ") + day(*finding.deadline, language) +
            (finding.done_on ? say(language, ", làm ngày ", ", done ") + day(*finding.done_on, language)
                             : say(language, ", chưa làm", ", not done")) +
            ")";
  } else if (finding.code == ProjectFindingCode::funding_past_limit) {
    text += ": " + comparison_in_words(inputs.policy, finding.evidence, language) +
            say(language, " năm", " years");
  } else if (finding.code == ProjectFindingCode::investment_raised ||
             finding.code == ProjectFindingCode::outside_medium_term) {
    if (finding.done_on) text += say(language, ", ngày ", ", on ") + day(*finding.done_on, language);
    if (finding.amount) text += ": " + sum(*finding.amount, language) + say(language, " đồng", " VND");
  } else {
    text += ": " + comparison_in_words(inputs.policy, finding.evidence, language);
  }
  return text;
}

/// What other readings of the deadline say, where it falls on a day off; empty if all agree.
std::string other_readings(const Policy& policy, const ProjectFinding& finding, Language language) {
  const std::vector<EntryReading> readings = readings_of(policy, finding);
  std::string text;
  for (const EntryReading& each : readings) {
    if (each.decides) continue;
    text += (text.empty() ? " " : "; ") + day_in_words(each.reading.last_day, language) + " (" +
            shift_in_words(each.reading.shift, language) +
            "): " + standing_in_words(*each.standing, language);
  }
  if (text.empty()) return text;
  return say(language, "; hạn rơi vào ngày nghỉ, cách đọc khác:", "; due on a day off, other readings:") +
         text +
         (hangs_on_reading(readings)
              ? say(language, ", KẾT LUẬN TÙY CÁCH ĐỌC", ", THE VERDICT HANGS ON THE READING")
              : "");
}

std::string reason(UncheckedReason reason, Language language) {
  switch (reason) {
    case UncheckedReason::no_group:
      return say(language, "không có nhóm", "no group");
    case UncheckedReason::group_without_limit:
      return say(language, "chính sách không nêu giới hạn cho nhóm", "the policy has no limit for its group");
    case UncheckedReason::no_first_funded_year:
      return say(language, "không có năm đầu bố trí vốn", "no first funded year");
    case UncheckedReason::no_completed_on:
      return say(language, "đã hoàn thành hoặc đang quyết toán nhưng không có ngày hoàn thành (completed_on)",
                 "completed or in settlement, and no day of completion (completed_on)");
    case UncheckedReason::step_before_completion:
      break;
  }
  return say(language, "ngày nộp hoặc duyệt quyết toán trước ngày hoàn thành, kiểm tra lại ngày",
             "a step of settlement is dated before the completion: correct the dates");
}

std::string system_name(const std::string& system, Language language) {
  if (system == "owner") return say(language, "chủ đầu tư", "owner");
  if (system == "treasury") return say(language, "Kho bạc", "treasury");
  return system == "tabmis" ? "TABMIS" : system;
}

template <class Difference>
std::string systems_text(const Difference& difference, Language language) {
  return system_name(difference.left_system, language) + " – " +
         system_name(difference.right_system, language);
}

std::string figure_text(LedgerFigure figure, Language language) {
  return figure == LedgerFigure::plan ? say(language, "kế hoạch", "plan")
                                      : say(language, "giải ngân", "disbursed");
}

/// The columns that both tables have behind what they are of.
void add_columns(TextTable& table, Language language) {
  table.column(say(language, "Hai hệ thống", "Two systems"), Align::left);
  table.column(say(language, "Chỉ tiêu", "Figure"), Align::left);
  table.column(say(language, "Bên trái", "Left"), Align::right);
  table.column(say(language, "Bên phải", "Right"), Align::right);
  table.column(say(language, "Chênh lệch", "Difference"), Align::right);
}

std::string by_source_text(const ProjectChecksResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Nguồn vốn", "Source"), Align::left);
  add_columns(table, language);
  table.column(say(language, "Thiếu dòng trái/phải", "Rows missing left/right"), Align::right);
  table.column(say(language, "Số tháng", "Months"), Align::right);
  for (const SourceDifference& each : result.source_differences) {
    table.row({each.source, systems_text(each, language), figure_text(each.figure, language),
               sum(each.left, language), sum(each.right, language), sum(each.left - each.right, language),
               std::to_string(each.left_missing) + "/" + std::to_string(each.right_missing),
               std::to_string(each.months)});
  }
  if (table.empty()) return "";
  return say(language, "  Theo nguồn vốn\n", "  By source\n") + table.text();
}

std::string by_allocation_text(const Inputs& inputs, const ProjectChecksResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Kế hoạch vốn", "Allocation"), Align::left);
  add_columns(table, language);
  table.column(say(language, "Thiếu ở", "Missing in"), Align::left);
  table.column(say(language, "Số tháng", "Months"), Align::right);
  table.column(say(language, "Dự án", "Project"), Align::left);
  for (const LedgerDifference& each : result.ledger_differences) {
    const std::string missing = each.difference ? "" : each.left ? each.right_system : each.left_system;
    table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
               systems_text(each, language), figure_text(each.figure, language), amount(each.left, language),
               amount(each.right, language), amount(each.difference, language),
               system_name(missing, language), std::to_string(each.months),
               project_of_allocation(inputs.portfolio, each.allocation)});
  }
  return say(language, "  Theo kế hoạch vốn\n", "  By allocation\n") + table.text();
}

}  // namespace

std::string projects_text(const Inputs& inputs, const ProjectChecksResult& result, Language language) {
  std::string text;
  for (const ProjectFinding& finding : result.findings) {
    text += "  - " + finding_subject(inputs, finding, language) + ": " +
            project_finding_name(finding.code, language) + details(inputs, finding, language) +
            other_readings(inputs.policy, finding, language) + " – " +
            clause(inputs.policy, finding.evidence.citation, language) + "\n";
  }
  if (!text.empty()) text = say(language, "Kiểm tra dự án\n", "Project checks\n") + text;
  std::string unchecked;
  for (const UncheckedProject& each : result.unchecked) {
    const std::string& id = inputs.portfolio->projects[static_cast<std::size_t>(each.project)].id;
    unchecked += "  - " + project_name(inputs.portfolio, id) + ": " +
                 project_finding_name(each.code, language) + ": " + reason(each.reason, language) + " – " +
                 clause(inputs.policy, each.citation, language) + "\n";
  }
  if (unchecked.empty()) return text;
  return text + say(language, "Dự án không kiểm tra được\n", "Projects that couldn't be checked\n") +
         unchecked;
}

std::string reconciliation_text(const Inputs& inputs, const ProjectChecksResult& result, Language language) {
  if (result.ledger_differences.empty()) return "";
  const Evidence& evidence = result.ledger_differences.front().evidence;
  return say(language, "Đối chiếu số liệu của các hệ thống, ", "Reconciliation of ledgers, ") +
         say(language, "tháng ", "") + month(inputs.policy->year, *evidence.month, language) + " – " +
         clause(inputs.policy, evidence.citation, language) + "\n" + by_source_text(result, language) +
         by_allocation_text(inputs, result, language);
}

}  // namespace giaingan::tool
