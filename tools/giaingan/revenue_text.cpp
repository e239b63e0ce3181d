#include <cstddef>
#include <string>
#include <vector>

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string bound_name(RevenueCutBound bound, Language language) {
  switch (bound) {
    case RevenueCutBound::floor:
      return say(language, "đã đến mức giải ngân, khối lượng", "disbursed or committed reached");
    case RevenueCutBound::covered:
      return say(language, "đã đủ số phải giảm", "no more need be cut");
    case RevenueCutBound::no_tier:
      return say(language, "không thuộc thứ tự ưu tiên nào", "of no tier");
    case RevenueCutBound::unknown_shortfall:
      break;
  }
  return say(language, "chưa biết số hụt thu", "the shortfall is unknown");
}

/// A code in words; empty for those that the figures above say already.
std::string finding_name(const std::string& code, Language language) {
  if (code == "no_revenue")
    return say(language, "không có số thu nào đến ngày xét: chưa kết luận được",
               "no revenue is on record by the day: nothing can be concluded");
  if (code == "no_allocation")
    return say(language, "không có kế hoạch vốn nào của nguồn này", "no allocation of this source");
  if (code == "no_offset")
    return say(language, "không có số liệu về khoản bù đắp, coi là 0",
               "the offset is not on record, 0 is taken");
  if (code == "negative_offset")
    return say(language, "số liệu về khoản bù đắp âm, coi là 0", "the offset is negative, 0 is taken");
  if (code == "no_tier")
    return say(language, "kế hoạch vốn không thuộc thứ tự ưu tiên nào, không cắt giảm",
               "allocations of no tier are not cut");
  if (code == "no_unit")
    return say(language, "kế hoạch vốn không thuộc đơn vị nào ở cấp xét",
               "allocations belong to no unit of the level");
  if (code == "no_ledger_row")
    return say(language, "kế hoạch vốn chưa có dòng trong sổ đã nhập",
               "allocations of which the ledger has no row");
  if (code == "ledger_beyond_int64")
    return say(language, "tổng kế hoạch đã nhập vượt giới hạn số nguyên 64 bit",
               "the plans entered add up beyond int64");
  if (code == "unnamed_source")
    return say(language, "có số thu của nguồn không nêu trong chính sách, không xét",
               "revenue of sources that the policy doesn't name is left out");
  return "";
}

/// A line for each code, with all that it was found of.
std::string findings_text(const std::vector<const RevenueFinding*>& findings, Language language) {
  std::string text;
  std::string code;
  for (const RevenueFinding* finding : findings) {
    const std::string words = finding_name(finding->code, language);
    if (words.empty()) continue;
    const std::string& about = finding->code == "unnamed_source" ? finding->source : finding->subject;
    if (finding->code != code)
      text += (text.empty() ? "" : "\n") + say(language, "  Lưu ý: ", "  Note: ") + words;
    if (!about.empty()) text += (finding->code == code ? ", " : ": ") + about;
    code = finding->code;
  }
  return text.empty() ? "" : text + "\n";
}

/// The findings of one source, or those of sources that the policy doesn't name.
std::vector<const RevenueFinding*> findings_of(const RevenueResult& result, const std::string& source) {
  std::vector<const RevenueFinding*> found;
  for (const RevenueFinding& finding : result.findings) {
    const bool unnamed = finding.code == "unnamed_source";
    if (source.empty() ? unnamed : !unnamed && finding.source == source) found.push_back(&finding);
  }
  return found;
}

/// As people write it.
std::string ledger_name(const std::string& system) {
  return system == "tabmis" ? "TABMIS" : system;
}

std::string figures_text(const Inputs& inputs, const RevenueSource& source, const SourcePlans& plans,
                         Language language) {
  TextTable table;
  table.column(say(language, "Chỉ tiêu", "Figure"), Align::left);
  table.column(say(language, "Đồng", "VND"), Align::right);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  const bool collected = source.expected == ExpectedRevenue::collected;
  const std::string until = plans.revenue_month
                                ? say(language, " đến hết tháng ", " by the end of ") +
                                      month(inputs.policy->year, *plans.revenue_month, language)
                                : "";
  table.row({say(language, "Kế hoạch bố trí từ nguồn thu", "Plans of the source"),
             amount(plans.plans, language), ""});
  table.row({say(language, "Dự toán thu", "Estimated revenue"), amount(plans.estimated, language), ""});
  table.row({say(language, "Chưa phân bổ (dự toán - kế hoạch)", "Not allocated (estimate - plans)"),
             amount(unallocated(plans), language), ""});
  table.row({say(language, "Thực thu", "Collected") + until, amount(plans.collected, language), ""});
  table.row({collected ? say(language, "Số thu dự kiến (theo thực thu)", "Expected (what is collected)")
                       : say(language, "Số thu dự kiến (theo dự toán)", "Expected (the estimate)"),
             amount(plans.expected, language),
             clause(inputs.policy, source.settings.deciding(source.citation, {"expected"}), language)});
  table.row({say(language, "Bù đắp từ tăng thu khác", "Made good by other revenue"),
             amount(plans.offset, language), clause(inputs.policy, source.offset.citation, language)});
  table.row({say(language, "Hụt thu", "Shortfall"), amount(plans.shortfall, language),
             clause(inputs.policy, shortfall_citation(source), language)});
  table.row({say(language, "Cắt giảm hoặc giãn tiến độ", "Cut or put off"), amount(plans.cut, language), ""});
  table.row({say(language, "Chưa có nguồn bù", "Uncovered"), amount(plans.uncovered, language), ""});
  return table.text();
}

std::string tiers_text(const Inputs& inputs, const RevenueSource& source, const SourcePlans& plans,
                       Language language) {
  TextTable table;
  table.column(
      say(language, "Thứ tự cắt giảm (ngược thứ tự ưu tiên)", "Order of cuts (priorities from the last)"),
      Align::left);
  table.column(say(language, "Có thể giảm", "Release"), Align::right);
  table.column(say(language, "Số giảm", "Cut"), Align::right);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  for (const RevenueTier& each : plans.tiers) {
    const Tier& tier = source.tiers[each.tier];
    table.row({say(language, tier.title), amount(each.release, language), amount(each.cut, language),
               clause(inputs.policy, cut_citation(source, tier), language)});
  }
  return table.text();
}

/// By tier in the order of cuts.
std::string cuts_text(const Inputs& inputs, const RevenueSource& source, const SourcePlans& plans,
                      Language language) {
  TextTable table;
  table.column(say(language, "Giảm", "Cut"), Align::left);
  table.column(say(language, "Dự án", "Project"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Thứ tự ưu tiên", "Tier"), Align::left);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Đã giải ngân, khối lượng", "Floor"), Align::right);
  table.column(say(language, "Số giảm", "Amount"), Align::right);
  table.column(say(language, "Vì sao không giảm thêm", "Why not more"), Align::left);
  Dong plan;
  Dong floor;
  for (const RevenueTier& tier : plans.tiers) {
    for (const RevenueAllocation& each : plans.allocations) {
      if (each.cut.value == 0 || each.tier != tier.tier) continue;
      table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
                 project_of_allocation(inputs.portfolio, each.allocation),
                 unit_name(inputs.portfolio, each.unit), say(language, source.tiers[tier.tier].title),
                 amount(each.amounts.plan, language), amount(each.floor, language),
                 amount(each.cut, language), bound_name(each.bound_by, language)});
      plan.value += each.amounts.plan.value;
      floor.value += each.floor.value;
    }
  }
  if (table.empty()) return say(language, "  Không có khoản giảm.\n", "  No cuts.\n");
  table.row({say(language, "Cộng", "Total"), "", "", "", amount(plan, language), amount(floor, language),
             amount(plans.cut, language), ""});
  return table.text();
}

std::string ledger_text(const Inputs& inputs, const RevenueSource& source, const SourcePlans& plans,
                        Language language) {
  if (!plans.ledger) return "";
  const LedgerCeiling& ledger = *plans.ledger;
  std::string text = "  " + ledger_name(source.ledger) +
                     say(language, ": được nhập tối đa ", ": may hold at most ") +
                     amount(ledger.ceiling, language);
  text += ledger.entered_by == EnteredBy::ledger
              ? say(language, "; đã nhập ", "; holds ") + amount(ledger.entered, language) +
                    say(language, " (", " (") + std::to_string(ledger.without_row) +
                    say(language, " kế hoạch vốn chưa có dòng)", " allocations without a row)")
              : say(language, "; không có số liệu đã nhập, lấy kế hoạch ",
                    "; nothing on record, the plans are taken: ") +
                    amount(ledger.entered, language);
  if (ledger.excess && ledger.excess->value > 0) {
    const bool complete = ledger.without_row == 0;
    text += (complete ? say(language, "; VƯỢT ", "; EXCESS ")
                      : say(language, "; VƯỢT ít nhất ", "; EXCESS of at least ")) +
            amount(ledger.excess, language);
  }
  if (!ledger.excess) text += say(language, "; chưa kết luận được", "; nothing can be concluded");
  return text + "; " + say(language, "căn cứ ", "by ") +
         clause(inputs.policy, ledger.evidence.citation, language) + "\n";
}

}  // namespace

std::string revenue_text(const Inputs& inputs, const RevenueResult& result, Language language) {
  std::string text =
      say(language, "KẾ HOẠCH BỐ TRÍ TỪ NGUỒN THU, đến ngày ", "PLANS BACKED BY REVENUE, as of ") +
      day(result.as_of, language) + "\n";
  if (!result.month) {
    text += say(language, "  Chưa có tháng nào kết thúc: chưa có số liệu.\n",
                "  No month has ended yet: there are no figures.\n");
  }
  for (const SourcePlans& plans : result.sources) {
    const RevenueSource& source = inputs.policy->revenue->sources[plans.source];
    text += "\n  " + say(language, source.title) + " (" + source.source + ")\n";
    text += figures_text(inputs, source, plans, language);
    text += tiers_text(inputs, source, plans, language) + cuts_text(inputs, source, plans, language);
    text += ledger_text(inputs, source, plans, language);
    text += findings_text(findings_of(result, source.source), language);
  }
  text += findings_text(findings_of(result, ""), language);
  return text + "\n";
}

}  // namespace giaingan::tool
