#include "cells.hpp"
#include "commands.hpp"
#include "names.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string status_text(MilestoneStatus status, Language language) {
  switch (status) {
    case MilestoneStatus::met:
      return say(language, "đạt", "met");
    case MilestoneStatus::missed:
      return say(language, "chưa đạt", "missed");
    case MilestoneStatus::not_yet_due:
      return say(language, "chưa đến hạn", "not yet due");
    case MilestoneStatus::undefined:
      break;
  }
  return say(language, "không xác định", "undefined");
}

std::string averages_text(const Inputs& inputs, const DisbursementResult& result, Language language) {
  std::string text;
  for (std::size_t i = 0; i < result.averages.size(); ++i) {
    const Average& average = inputs.policy->averages[i];
    text += "  " + say(language, average.title) + ": " +
            percent(result.averages[i].at.value, inputs.policy->disbursement.decimals, language);
    if (const auto& amounts = result.averages[i].at.amounts) {
      text += " (" + amount(amounts->disbursed, language) + " / " + amount(amounts->plan, language) + ")";
    }
    text += say(language, "; cơ sở tính: ", "; basis: ") + say(language, average.basis.title) + " – " +
            clause(inputs.policy, average.citation, language) + "\n";
  }
  return text;
}

std::string milestones_text(const Inputs& inputs, const DisbursementResult& result, Language language) {
  std::string text;
  for (std::size_t i = 0; i < inputs.policy->disbursement.milestones.size(); ++i) {
    const Milestone& milestone = inputs.policy->disbursement.milestones[i];
    std::size_t met = 0;
    std::size_t missed = 0;
    for (const UnitDisbursement& unit : result.units) {
      for (const MilestoneVerdict& verdict : unit.milestones) {
        if (verdict.milestone != i) continue;
        met += verdict.status == MilestoneStatus::met ? 1U : 0U;
        missed += verdict.status == MilestoneStatus::missed ? 1U : 0U;
      }
    }
    text += "  " + say(language, milestone.title) + " (" + day(milestone.by, language) + ", " +
            comparison_text(milestone.comparison) + " " + percent(milestone.ratio.value, 2, language) + "): ";
    text += met + missed == 0 ? say(language, "chưa đến hạn", "not yet due")
                              : std::to_string(met) + say(language, " đơn vị đạt, ", " units met, ") +
                                    std::to_string(missed) + say(language, " chưa đạt", " missed");
    text += " – " +
            clause(inputs.policy, resting_on(milestone.ratio.citation, milestone.citation), language) + "\n";
  }
  return text;
}

// What a further basis is called in the ranking; the totals below it say which it is.
std::string headline_number(std::size_t index) {
  return "(" + std::to_string(index + 1) + ")";
}

// The total on each basis: one line each, because figures of different bases are never compared.
std::string totals_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  const DisbursementPolicy& policy = inputs.policy->disbursement;
  const auto line = [&](const std::string& number, const Basis& basis, const Amounts& total) {
    return "  " + number + say(language, basis.title) +
           assumed_mark(inputs.policy, basis.citation, language) + ": " + amount(total.disbursed, language) +
           " / " + amount(total.plan, language) + " = " + percent(total.ratio(), policy.decimals, language) +
           "\n";
  };
  if (assessment.headlines.empty()) return "";
  std::string text = say(language, "Tổng số theo từng cơ sở tính\n", "Totals on each basis\n");
  text += line("", policy.basis, assessment.disbursement.total);
  for (std::size_t i = 0; i < assessment.headlines.size(); ++i)
    text += line(headline_number(i) + " ", policy.headlines[i], assessment.headlines[i].total);
  return text;
}

}  // namespace

TextTable ranking_table(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  const DisbursementResult& result = assessment.disbursement;
  const DisbursementPolicy& rule = inputs.policy->disbursement;
  const int decimals = rule.decimals;
  TextTable table;
  table.column(say(language, "Hạng", "Rank"), Align::right);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Giải ngân", "Disbursed"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  for (std::size_t i = 0; i < rule.headlines.size(); ++i)
    table.column(say(language, "Tỷ lệ ", "Ratio ") + headline_number(i), Align::right);
  table.column(say(language, "Lên hạng cần thêm", "To next rank"), Align::right);
  table.column(say(language, "Mốc", "Milestone"), Align::left);
  table.column(say(language, "Còn thiếu", "Shortfall"), Align::right);
  for (std::size_t i = 0; i < result.units.size(); ++i) {
    const UnitDisbursement& unit = result.units[i];
    const std::string name = unit.name.empty() ? unit.id : unit.name;
    const bool is_late = unit.amounts.ratio() && !unit.reported;  // no row is expected without a plan
    std::vector<Cell> cells{unit.rank ? count_cell(*unit.rank) : Cell("–"),
                            is_late ? name + say(language, " (không báo cáo)", " (not reported)") : name,
                            amount_cell(unit.amounts.plan, language),
                            amount_cell(unit.amounts.disbursed, language),
                            percent_cell(unit.amounts.ratio(), decimals, language)};
    for (const HeadlineFigures& headline : assessment.headlines)
      cells.push_back(percent_cell(headline.of_unit[i].ratio(), decimals, language));
    cells.push_back(amount_cell(unit.to_next_rank, language));
    Cell status = "–";
    Cell shortfall = "–";
    if (unit.shown_milestone) {
      const MilestoneVerdict& verdict = unit.milestones[*unit.shown_milestone];
      status =
          day(rule.milestones[verdict.milestone].by, language) + " " + status_text(verdict.status, language);
      shortfall = amount_cell(verdict.shortfall, language);
    }
    cells.push_back(std::move(status));
    cells.push_back(std::move(shortfall));
    table.row(std::move(cells));
  }
  return table;
}

std::string ranking_heading_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                 Language language) {
  const DisbursementResult& result = assessment.disbursement;
  const DisbursementPolicy& rule = inputs.policy->disbursement;
  std::string text =
      say(language, "XẾP HẠNG TỶ LỆ GIẢI NGÂN đến ngày ", "RANKING BY DISBURSEMENT RATIO as of ") +
      day(result.as_of, language);
  if (result.month) {
    text += say(language, " (số liệu hết tháng ", " (figures of the end of ") +
            month(inputs.policy->year, *result.month, language) + ")";
  }
  return text + "\n  " + say(language, "Căn cứ: ", "By: ") +
         clause(inputs.policy, rule.settings.deciding(rule.citation, {"", "level", "ties"}), language) +
         "\n  " + say(language, "Cơ sở tính: ", "Basis: ") + say(language, rule.basis.title) +
         assumed_mark(inputs.policy, rule.basis.citation, language) +
         say(language, "; đơn vị tính: đồng\n", "; amounts in VND\n");
}

std::string ranking_notes_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  const DisbursementResult& result = assessment.disbursement;
  return totals_text(inputs, assessment, language) + say(language, "Mức trung bình\n", "Averages\n") +
         averages_text(inputs, result, language) + say(language, "Mốc giải ngân\n", "Milestones\n") +
         milestones_text(inputs, result, language);
}

std::string ranking_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  return ranking_heading_text(inputs, assessment, language) +
         ranking_table(inputs, assessment, language).text() +
         ranking_notes_text(inputs, assessment, language) + "\n";
}

}  // namespace giaingan::tool
