#include "commands.hpp"
#include "names.hpp"
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
    text += " – " + clause(inputs.policy, average.citation, language) + "\n";
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

}  // namespace

std::string ranking_text(const Inputs& inputs, const DisbursementResult& result, Language language) {
  const DisbursementPolicy& rule = inputs.policy->disbursement;
  const int decimals = rule.decimals;
  std::string text =
      say(language, "XẾP HẠNG TỶ LỆ GIẢI NGÂN đến ngày ", "RANKING BY DISBURSEMENT RATIO as of ") +
      day(result.as_of, language);
  if (result.month) {
    text += say(language, " (số liệu hết tháng ", " (figures of the end of ") +
            month(inputs.policy->year, *result.month, language) + ")";
  }
  text += "\n  " + say(language, "Căn cứ: ", "By: ") +
          clause(inputs.policy, rule.settings.deciding(rule.citation, {"", "level", "ties"}), language) +
          "\n  " + say(language, "Cơ sở tính: ", "Basis: ") + say(language, rule.basis.title) +
          assumed_mark(inputs.policy, rule.basis.citation, language) +
          say(language, "; đơn vị tính: đồng\n", "; amounts in VND\n");
  TextTable table;
  table.column(say(language, "Hạng", "Rank"), Align::right);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Giải ngân", "Disbursed"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  table.column(say(language, "Lên hạng cần thêm", "To next rank"), Align::right);
  table.column(say(language, "Mốc", "Milestone"), Align::left);
  table.column(say(language, "Còn thiếu", "Shortfall"), Align::right);
  for (const UnitDisbursement& unit : result.units) {
    std::string status = "–";
    std::string shortfall = "–";
    if (unit.shown_milestone) {
      const MilestoneVerdict& verdict = unit.milestones[*unit.shown_milestone];
      status =
          day(rule.milestones[verdict.milestone].by, language) + " " + status_text(verdict.status, language);
      shortfall = amount(verdict.shortfall, language);
    }
    const std::string name = unit.name.empty() ? unit.id : unit.name;
    table.row({unit.rank ? std::to_string(*unit.rank) : "–",
               unit.reported ? name : name + say(language, " (không báo cáo)", " (not reported)"),
               amount(unit.amounts.plan, language), amount(unit.amounts.disbursed, language),
               percent(unit.amounts.ratio(), decimals, language), amount(unit.to_next_rank, language), status,
               shortfall});
  }
  text += table.text() + say(language, "Mức trung bình\n", "Averages\n") +
          averages_text(inputs, result, language);
  return text + say(language, "Mốc giải ngân\n", "Milestones\n") + milestones_text(inputs, result, language) +
         "\n";
}

}  // namespace giaingan::tool
