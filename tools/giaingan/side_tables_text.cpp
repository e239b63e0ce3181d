// What stands beside the ranking: the fastest and slowest, further groupings, the department tree.
#include "giaingan/assessment/left_out.hpp"

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string name_of(const std::string& id, const std::string& name) {
  return name.empty() ? id : name;
}

std::string list_text(const Inputs& inputs, const DisbursementResult& result, const RankList& list,
                      Language language) {
  TextTable table;
  table.column(say(language, "Hạng", "Rank"), Align::right);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  for (const std::size_t index : list.units) {
    const UnitDisbursement& unit = result.units[index];
    table.row({std::to_string(*unit.rank), name_of(unit.id, unit.name),
               percent(unit.amounts.ratio(), inputs.policy->disbursement.decimals, language)});
  }
  std::string text = table.text();
  if (list.beyond() > 0) {
    text += say(language, "  Liệt kê thêm ", "  ") + std::to_string(list.beyond()) +
            say(language, " đơn vị đồng hạng với đơn vị cuối danh sách.\n",
                " more listed: they share the rank of the last one.\n");
  }
  return text;
}

// Each unit against its own detailed plan by month; empty if nobody has one.
std::string schedule_text(const Inputs& inputs, const DisbursementResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Phải giải ngân đến tháng", "Scheduled so far"), Align::right);
  table.column(say(language, "Giải ngân", "Disbursed"), Align::right);
  table.column(say(language, "Vượt (+) / chậm (−)", "Ahead (+) / behind (−)"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  for (const UnitDisbursement& unit : result.units) {
    if (!unit.schedule) continue;
    const Dong ahead = unit.schedule->ahead;
    const std::string sign = ahead.value > 0 ? "+" : ahead.value < 0 ? "−" : "";
    table.row({name_of(unit.id, unit.name), amount(unit.schedule->scheduled, language),
               amount(unit.amounts.disbursed, language),
               sign + amount(Dong{ahead.value < 0 ? -ahead.value : ahead.value}, language),
               percent(unit.schedule->ratio, inputs.policy->disbursement.decimals, language)});
  }
  if (table.empty()) return "";
  return say(language, "So với kế hoạch giải ngân chi tiết của từng đơn vị\n",
             "Against each unit's own detailed plan by month\n") +
         table.text();
}

std::string level_text(const std::string& level, Language language) {
  if (level == "tree")
    return say(language, "cây đơn vị (đã gồm đơn vị cấp dưới)", "tree of units (each with those below it)");
  if (level == "carried_over") return say(language, "vốn trong năm và vốn kéo dài", "year of the capital");
  if (level == "source") return say(language, "nguồn vốn", "funding source");
  if (level == "programme") return say(language, "chương trình", "programme");
  if (level == "locality") return say(language, "địa phương", "locality");
  return level;
}

/// Of carried-over capital and the year's own in words, of others as named.
std::string group_text(const GroupingFigures& grouping, const GroupFigures& group, Language language) {
  if (grouping.level != "carried_over") return name_of(group.id, group.name);
  return group.id == "carried_over" ? say(language, "vốn kéo dài", "carried-over capital")
                                    : say(language, "vốn trong năm", "the year's own capital");
}

std::string grouping_text(const Inputs& inputs, const GroupingFigures& grouping, Language language) {
  const int decimals = inputs.policy->disbursement.decimals;
  TextTable table;
  table.column(say(language, "Nhóm", "Group"), Align::left);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Giải ngân", "Disbursed"), Align::right);
  table.column(say(language, "Tỷ lệ", "Ratio"), Align::right);
  const auto row = [&](const std::string& name, const Amounts& amounts) {
    table.row({name, amount(amounts.plan, language), amount(amounts.disbursed, language),
               percent(amounts.ratio(), decimals, language)});
  };
  for (const GroupFigures& group : grouping.groups) {
    row(std::string(2 * static_cast<std::size_t>(group.depth), ' ') + group_text(grouping, group, language),
        group.amounts);
  }
  if (grouping.outside.plan.value != 0 || grouping.outside.disbursed.value != 0)
    row(say(language, "(không thuộc nhóm nào)", "(in no group)"), grouping.outside);
  row(say(language, "Tổng số", "Total"), grouping.total);
  const DisbursementPolicy& rule = inputs.policy->disbursement;
  return say(language, "Theo ", "By ") + level_text(grouping.level, language) +
         assumed_mark(inputs.policy,
                      resting_on(rule.settings.deciding(rule.citation, {"groupings"}), rule.basis.citation),
                      language) +
         "\n" + table.text();
}

std::string reason_text(LeftOutCode code, Language language) {
  switch (code) {
    case LeftOutCode::no_month_has_ended:
      return say(language, "đơn vị chưa có tỷ lệ vì chưa hết tháng nào của năm ngân sách",
                 "units without a ratio: no month of the budget year has ended");
    case LeftOutCode::unit_without_plan:
      return say(language, "đơn vị không có kế hoạch, không xếp hạng và không tính vào bình quân",
                 "units without a plan, in no rank and no mean");
    case LeftOutCode::unit_without_reference:
      return say(language, "đơn vị thuộc loại không được giao mức trung bình, không so sánh",
                 "units of a kind that is given no reference, held against nothing");
    case LeftOutCode::allocation_outside_basis:
      return say(language, "kế hoạch vốn không thuộc cơ sở tính", "allocations that the basis doesn't count");
    case LeftOutCode::allocation_without_unit:
      return say(language, "kế hoạch vốn không thuộc đơn vị nào ở cấp này (vẫn tính vào mức trung bình)",
                 "allocations of no unit of this level (in the averages all the same)");
    case LeftOutCode::estimate_ignored:
      return say(language, "số ước, không tính", "estimates, not counted");
    case LeftOutCode::estimate_replaced:
      return say(language, "số ước đã có số thực hiện thay thế", "estimates replaced by an actual figure");
    case LeftOutCode::comparison_undefined:
      return say(language, "so sánh theo tháng không xác định (thiếu kế hoạch hoặc mức trung bình)",
                 "comparisons by month that are undefined (no plan or no average)");
    case LeftOutCode::month_not_reported:
      return say(language, "tháng không báo cáo, không xét", "months without a report, not judged");
    case LeftOutCode::earlier_month_unused:
      return say(language, "tháng của năm trước không dùng đến",
                 "months of the year before that nobody's run uses");
    case LeftOutCode::plan_change_after_year:
      break;
  }
  return say(language, "thay đổi kế hoạch có ngày sau năm ngân sách, không tính vào tháng nào",
             "changes of plans dated after the budget year, in no month");
}

/// Whether a reason that the ranking may have too is of the runs below the average.
bool is_of_runs(const LeftOut& out) {
  const bool of_either =
      out.code == LeftOutCode::allocation_outside_basis || out.code == LeftOutCode::allocation_without_unit ||
      out.code == LeftOutCode::estimate_ignored || out.code == LeftOutCode::estimate_replaced;
  return of_either && out.rule == LeftOutRule::below_average;
}

}  // namespace

std::string left_out_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  const auto all = left_out(inputs.policy, inputs.portfolio, assessment);
  if (all.empty()) return "";
  std::string text = say(language, "Không tính đến\n", "Left out\n");
  for (const LeftOut& each : all) {
    text += "  " + std::to_string(each.count) + " " + reason_text(each.code, language);
    if (is_of_runs(each))
      text += say(language, " (khi xét dưới mức trung bình)", " (in the runs below the average)");
    if (each.amounts.plan.value != 0 || each.amounts.disbursed.value != 0) {
      text += ": " + amount(each.amounts.disbursed, language) + " / " + amount(each.amounts.plan, language);
    }
    text += "\n";
  }
  return text;
}

std::string side_tables_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  const DisbursementPolicy& policy = inputs.policy->disbursement;
  const DisbursementResult& result = assessment.disbursement;
  std::string text;
  if (policy.top > 0) {
    text += say(language, "Giải ngân nhanh nhất\n", "Fastest\n") +
            list_text(inputs, result, fastest(policy, result), language);
  }
  if (policy.bottom > 0) {
    text += say(language, "Giải ngân chậm nhất\n", "Slowest\n") +
            list_text(inputs, result, slowest(policy, result), language);
  }
  text += schedule_text(inputs, result, language);
  for (const GroupingFigures& grouping : assessment.groupings)
    text += grouping_text(inputs, grouping, language);
  text += left_out_text(inputs, assessment, language);
  return text.empty() ? text : say(language, "KÈM THEO XẾP HẠNG\n", "BESIDE THE RANKING\n") + text + "\n";
}

}  // namespace giaingan::tool
