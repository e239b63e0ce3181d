#include "commands.hpp"
#include "names.hpp"
#include "officer_notes.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string name_of(const std::string& id, const std::string& name) {
  return name.empty() ? id : name;
}

/// The months of those runs of one unit that were long enough, each with both ratios.
std::string months_text(const Inputs& inputs, const BelowAverageResult& result, const BelowAverageUnit& unit,
                        Language language) {
  const int decimals = inputs.policy->disbursement.decimals;
  TextTable table;
  table.column(say(language, "Tháng", "Month"), Align::right);
  table.column(say(language, "Giải ngân / kế hoạch", "Disbursed / plan"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  for (const std::size_t index : unit.held_against) {
    table.column(average_name(inputs.policy, result.references[index].id, language), Align::right);
  }
  table.column(say(language, "Cần thêm để không dưới mức", "Least to leave"), Align::right);
  for (const BelowAverageRun& run : unit.runs) {
    if (run.length() < inputs.policy->below_average->months.value) continue;
    for (const BudgetMonth earlier : run.earlier) {
      std::vector<Cell> cells{month(inputs.policy->year, earlier, language),
                              say(language, "(theo kết quả năm trước)", "(by the year before)")};
      cells.resize(4 + unit.held_against.size(), "–");
      table.row(std::move(cells));
    }
    for (const JudgedMonth& each : run.months) {
      std::vector<Cell> cells{
          month(inputs.policy->year, each.month, language),
          amount(each.amounts.disbursed, language) + " / " + amount(each.amounts.plan, language),
          percent(each.amounts.ratio(), decimals, language)};
      for (std::size_t i = 0; i < unit.held_against.size(); ++i) {
        const auto& at =
            result.references[unit.held_against[i]].at[static_cast<std::size_t>(each.month.number - 1)];
        const std::string mark = !each.below[i] ? "" : *each.below[i] ? " ↓" : " ✓";
        cells.push_back(percent(at.value, decimals, language) + mark);
      }
      cells.push_back(amount(each.least_addition, language));
      table.row(std::move(cells));
    }
  }
  return table.text();
}

}  // namespace

std::string below_average_heading_text(const Inputs& inputs, const BelowAverageResult& result,
                                       Language language) {
  const BelowAveragePolicy& rule = *inputs.policy->below_average;
  return say(language, "DƯỚI MỨC TRUNG BÌNH LIÊN TIẾP ", "BELOW THE AVERAGE ") +
         std::to_string(rule.months.value) + say(language, " THÁNG", " MONTHS IN A ROW") +
         say(language, ", đến ngày ", ", as of ") + day(result.as_of, language) + "\n  " +
         say(language, "Căn cứ: ", "By: ") + clause(inputs.policy, result.citation, language) + "\n  " +
         say(language, "Cơ sở tính: ", "Basis: ") + say(language, rule.basis.title) +
         assumed_mark(inputs.policy, rule.basis.citation, language) + "\n";
}

std::string review_text(const Inputs& inputs, const BelowAverageResult& result, Language language) {
  std::string text =
      say(language, "Danh sách báo cáo Chủ tịch UBND xem xét kiểm điểm\n", "Review list for the chairman\n");
  for (const ReviewEntry& entry : result.review) {
    text += "  - " + name_of(entry.id, entry.name) + ": ";
    if (entry.flagged) text += say(language, "dưới mức trung bình liên tiếp", "below the average in a row");
    for (const Event& violation : entry.violations) {
      text += std::string(entry.flagged ? "; " : "") + say(language, "vi phạm ngày ", "violation on ") +
              day(violation.date, language);
    }
    text += " – " + clause(inputs.policy, entry.citation, language) + "\n";
  }
  if (result.review.empty()) text += say(language, "  (trống)\n", "  (empty)\n");
  return text;
}

std::string below_average_text(const Inputs& inputs, const BelowAverageResult& result, Language language) {
  std::string text = below_average_heading_text(inputs, result, language) + "\n";
  bool anyone = false;
  for (const BelowAverageUnit& unit : result.units) {
    if (!unit.flagged && unit.times_flagged == 0) continue;
    anyone = true;
    text += "  " + name_of(unit.id, unit.name);
    if (!unit.reference.empty()) text += " (" + average_name(inputs.policy, unit.reference, language) + ")";
    text += unit.flagged
                ? say(language, ": ĐANG bị nêu, ", ": flagged NOW, ") + std::to_string(unit.current_run) +
                      say(language, " tháng liên tiếp", " months in a row")
                : say(language, ": đã từng đủ tháng, nay không còn", ": was flagged earlier, not now");
    text += say(language, "; lần đầu tháng ", "; first in ") +
            month(inputs.policy->year, *unit.first_flagged, language);
    if (unit.margin.addition) {
      text += say(language, "; thêm ít nhất ", "; ") + amount(*unit.margin.addition, language) +
              say(language, " đồng thì tháng này không dưới mức", " VND more would lift this month");
    }
    text += "\n" + months_text(inputs, result, unit, language) + "\n";
  }
  if (!anyone) text += say(language, "  Không có đơn vị nào.\n\n", "  No unit.\n\n");
  return text + review_text(inputs, result, language) + "\n";
}

}  // namespace giaingan::tool
