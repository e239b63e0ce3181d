#include "report/below_average_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "cells.hpp"
#include "names.hpp"

namespace giaingan::tool {
namespace {

std::string month_name(const Inputs& inputs, BudgetMonth month, Language language) {
  return tool::month(inputs.policy->year, month, language);
}

void month_columns(TextTable& table, Language language) {
  table.column(say(language, "Tháng", "Month"), Align::right);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Giải ngân", "Disbursed"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
}

std::vector<Cell> month_cells(const Inputs& inputs, const JudgedMonth& month, Language language) {
  return {month_name(inputs, month.month, language), amount_cell(month.amounts.plan, language),
          amount_cell(month.amounts.disbursed, language),
          percent_cell(month.amounts.ratio(), inputs.policy->below_average->decimals, language)};
}

Cell reference_cell(const Inputs& inputs, const BelowAverageResult& result, std::size_t reference,
                    BudgetMonth month, Language language) {
  const auto& at = result.references[reference].at[static_cast<std::size_t>(month.number - 1)];
  return percent_cell(at.value, inputs.policy->below_average->decimals, language);
}

/// What the comparison with a reference came to.
std::string verdict(const std::optional<bool>& below, Language language) {
  if (!below) return "–";
  return *below ? say(language, "↓ thấp hơn", "↓ below") : say(language, "✓ không thấp hơn", "✓ not below");
}

}  // namespace

std::vector<JudgedMonth> months_of(const BelowAverageUnit& unit) {
  std::vector<JudgedMonth> months = unit.outside_runs;
  for (const BelowAverageRun& run : unit.runs)
    months.insert(months.end(), run.months.begin(), run.months.end());
  std::ranges::sort(months, {}, &JudgedMonth::month);
  return months;
}

std::string judged_name(const Policy& policy, const BelowAverageUnit& unit, Language language) {
  const std::string name = unit.name.empty() ? unit.id : unit.name;
  return unit.reference.empty() ? name : name + " (" + average_name(policy, unit.reference, language) + ")";
}

bool was_ever_flagged(const BelowAverageUnit& unit) noexcept {
  return unit.flagged || unit.times_flagged > 0;
}

TextTable standings_table(const Inputs& inputs, const BelowAverageResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Kết luận", "Standing"), Align::left);
  table.column(say(language, "Số tháng đang liên tiếp", "Months in a row now"), Align::right);
  table.column(say(language, "Dài nhất", "Longest"), Align::right);
  table.column(say(language, "Số lần đủ tháng", "Times long enough"), Align::right);
  table.column(say(language, "Lần đầu", "First in"), Align::right);
  table.column(say(language, "Cần thêm để không dưới mức", "Least more to leave"), Align::right);
  table.column(say(language, "Bớt đi thì bị nêu", "Least less to be flagged"), Align::right);
  for (const BelowAverageUnit& unit : result.units) {
    const std::string standing = unit.flagged ? say(language, "đang bị nêu", "flagged now")
                                 : unit.times_flagged > 0
                                     ? say(language, "đã từng, nay không còn", "was flagged, not now")
                                     : say(language, "không", "no");
    table.row({judged_name(inputs.policy, unit, language), standing, count_cell(unit.current_run),
               count_cell(unit.longest_run), count_cell(unit.times_flagged),
               unit.first_flagged ? month_name(inputs, *unit.first_flagged, language) : "–",
               amount_cell(unit.margin.addition, language), amount_cell(unit.margin.subtraction, language)});
  }
  return table;
}

TextTable months_table(const Inputs& inputs, const BelowAverageResult& result, const BelowAverageUnit& unit,
                       Language language) {
  TextTable table;
  month_columns(table, language);
  for (const std::size_t reference : unit.held_against)
    table.column(average_name(inputs.policy, result.references[reference].id, language), Align::right);
  table.column(say(language, "Cần thêm để không dưới mức", "Least to leave"), Align::right);
  for (const JudgedMonth& each : months_of(unit)) {
    auto cells = month_cells(inputs, each, language);
    for (std::size_t i = 0; i < unit.held_against.size(); ++i) {
      cells.push_back(reference_cell(inputs, result, unit.held_against[i], each.month, language));
      if (each.below[i]) cells.back().text += *each.below[i] ? " ↓" : " ✓";
    }
    cells.push_back(amount_cell(each.least_addition, language));
    table.row(std::move(cells));
  }
  return table;
}

TextTable all_months_table(const Inputs& inputs, const BelowAverageResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  month_columns(table, language);
  for (const ReferenceFigures& reference : result.references) {
    table.column(average_name(inputs.policy, reference.id, language), Align::right);
    table.column(say(language, "So sánh", "Compared"), Align::left);
  }
  table.column(say(language, "Cần thêm để không dưới mức", "Least to leave"), Align::right);
  for (const BelowAverageUnit& unit : result.units) {
    if (!was_ever_flagged(unit)) continue;
    for (const JudgedMonth& each : months_of(unit)) {
      std::vector<Cell> cells{judged_name(inputs.policy, unit, language)};
      for (Cell& cell : month_cells(inputs, each, language))
        cells.push_back(std::move(cell));
      for (std::size_t reference = 0; reference < result.references.size(); ++reference) {
        const auto held = std::ranges::find(unit.held_against, reference);
        cells.push_back(reference_cell(inputs, result, reference, each.month, language));
        cells.emplace_back(
            held == unit.held_against.end()
                ? "–"
                : verdict(each.below[static_cast<std::size_t>(held - unit.held_against.begin())], language));
      }
      cells.push_back(amount_cell(each.least_addition, language));
      table.row(std::move(cells));
    }
  }
  return table;
}

}  // namespace giaingan::tool
