#include <cstddef>
#include <string>

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

/// A finding in words; those that the figures above say already are left to them.
std::string finding_name(const RevenueFinding& finding, Language language) {
  const std::string about = finding.subject.empty() ? "" : " (" + finding.subject + ")";
  const auto words = [&](const char* vi, const char* en) { return say(language, vi, en) + about; };
  if (finding.code == "no_revenue")
    return words("không có số thu nào đến ngày xét: chưa kết luận được",
                 "no revenue is on record by the day: nothing can be concluded");
  if (finding.code == "no_allocation")
    return words("không có kế hoạch vốn nào của nguồn này", "no allocation of this source");
  if (finding.code == "no_offset")
    return words("không có số liệu về khoản bù đắp, coi là 0", "the offset is not on record, 0 is taken");
  if (finding.code == "negative_offset")
    return words("số liệu về khoản bù đắp âm, coi là 0", "the offset is negative, 0 is taken");
  if (finding.code == "no_tier")
    return words("kế hoạch vốn không thuộc thứ tự ưu tiên nào, không cắt giảm",
                 "an allocation of no tier is not cut");
  if (finding.code == "no_unit")
    return words("kế hoạch vốn không thuộc đơn vị nào ở cấp xét",
                 "an allocation belongs to no unit of the level");
  if (finding.code == "no_ledger_row")
    return words("kế hoạch vốn chưa có dòng trong sổ đã nhập", "the ledger has no row of an allocation");
  if (finding.code == "ledger_beyond_int64")
    return words("tổng kế hoạch đã nhập vượt giới hạn số nguyên 64 bit",
                 "the plans entered add up beyond int64");
  return "";
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
  for (const RevenueAllocation& each : plans.allocations) {
    if (each.cut.value == 0) continue;
    table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
               project_of_allocation(inputs.portfolio, each.allocation),
               unit_name(inputs.portfolio, each.unit), say(language, source.tiers[*each.tier].title),
               amount(each.amounts.plan, language), amount(each.floor, language), amount(each.cut, language),
               bound_name(each.bound_by, language)});
  }
  return table.empty() ? say(language, "  Không có khoản giảm.\n", "  No cuts.\n") : table.text();
}

std::string ledger_text(const Inputs& inputs, const RevenueSource& source, const SourcePlans& plans,
                        Language language) {
  if (!plans.ledger) return "";
  const LedgerCeiling& ledger = *plans.ledger;
  std::string text = "  " + source.ledger + say(language, ": được nhập tối đa ", ": may hold at most ") +
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
    for (const RevenueFinding& finding : result.findings) {
      const std::string words = finding.source == source.source ? finding_name(finding, language) : "";
      if (!words.empty()) text += say(language, "  Lưu ý: ", "  Note: ") + words + "\n";
    }
  }
  return text + "\n";
}

}  // namespace giaingan::tool
