#include <algorithm>

#include "commands.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string cap_text(Cap cap, Language language) {
  switch (cap) {
    case Cap::requested:
      return say(language, "đủ nhu cầu đề nghị", "all that was requested");
    case Cap::absorbable:
      return say(language, "hết khả năng hấp thụ", "absorption reached");
    case Cap::total_investment:
      return say(language, "hết tổng mức đầu tư", "total investment reached");
    case Cap::medium_term_plan:
      return say(language, "hết kế hoạch trung hạn", "medium-term plan reached");
    case Cap::owner_capacity:
      return say(language, "hết năng lực chủ đầu tư", "owner's capacity reached");
    case Cap::supply:
      break;
  }
  return say(language, "hết nguồn cắt giảm", "no more supply");
}

std::string unit_name(const Portfolio& portfolio, const std::string& id) {
  const auto unit = std::ranges::lower_bound(portfolio->units, id, {}, &Unit::id);
  return unit != portfolio->units.end() && unit->id == id && !unit->name.empty() ? unit->name : id;
}

std::string donors_text(const Inputs& inputs, const ReallocationResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Giảm", "Cut"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Tỷ lệ đơn vị", "Unit's ratio"), Align::right);
  table.column(say(language, "Kế hoạch", "Plan"), Align::right);
  table.column(say(language, "Có thể giảm", "Release"), Align::right);
  table.column(say(language, "Số giảm", "Amount"), Align::right);
  for (const DonorAllocation& each : result.donor_allocations) {
    if (each.cut.value == 0) continue;
    const DonorUnit& donor = result.donors[each.donor];
    table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
               unit_name(inputs.portfolio, donor.unit), result.pools[each.pool].pool,
               percent(donor.amounts.ratio(), 2, language), amount(each.amounts.plan, language),
               amount(each.release, language), amount(each.cut, language)});
  }
  return table.empty() ? say(language, "  Không có khoản giảm.\n", "  No cuts.\n") : table.text();
}

std::string recipients_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                            Language language) {
  TextTable table;
  table.column(say(language, "Tăng", "Addition"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Thứ tự ưu tiên", "Tier"), Align::left);
  table.column(say(language, "Nhu cầu", "Need"), Align::right);
  table.column(say(language, "Số tăng", "Amount"), Align::right);
  table.column(say(language, "Vì sao không thêm", "Why not more"), Align::left);
  for (const Recipient& each : result.recipients) {
    if (each.addition.value == 0) continue;
    table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
               unit_name(inputs.portfolio, each.unit), result.pools[each.pool].pool,
               say(language, round.tiers[each.tier].title), amount(each.need, language),
               amount(each.addition, language), cap_text(each.stopped_by, language)});
  }
  return table.empty() ? say(language, "  Không có khoản tăng.\n", "  No additions.\n") : table.text();
}

std::string pools_text(const ReallocationResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Giảm", "Cut"), Align::right);
  table.column(say(language, "Tăng", "Added"), Align::right);
  table.column(say(language, "Trả cấp trên", "Returned"), Align::right);
  for (const PoolTotals& pool : result.pools) {
    if (pool.cut.value == 0 && pool.added.value == 0) continue;
    table.row({pool.pool, amount(pool.cut, language), amount(pool.added, language),
               amount(pool.returned, language)});
  }
  return table.empty() ? "" : table.text();
}

}  // namespace

std::string round_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                       Language language) {
  std::string text =
      say(language, "ĐIỀU CHỈNH, ĐIỀU HÒA VỐN: ", "REALLOCATION ROUND: ") + say(language, round.title) +
      "\n  " + say(language, "Báo cáo trước ngày ", "Reported before ") + day(round.report_before, language) +
      say(language, "; số liệu đến ngày ", "; figures as of ") + day(round.as_of, language) +
      say(language, "; tỷ lệ yêu cầu ", "; required ratio ") + comparison_text(round.comparison) + " " +
      percent(round.required_ratio.value, 2, language) +
      (round.required_ratio.citation.assumed ? say(language, " [giả định]", " [assumed]") : "") + "\n  " +
      say(language, "Căn cứ: ", "By: ") + citation_text(inputs.policy, round.citation, language) + "\n";
  const std::size_t refused = result.rejected.size();
  text += "  " + std::to_string(result.donors.size()) +
          say(language, " đơn vị chưa bảo đảm tỷ lệ; ", " units short of the ratio; ") +
          std::to_string(result.recipients.size()) +
          say(language, " kế hoạch vốn đủ điều kiện nhận; ", " allocations may receive; ") +
          std::to_string(refused) +
          say(language, " đề nghị không đủ điều kiện\n", " requests not considered\n");
  text += donors_text(inputs, result, language) + recipients_text(inputs, round, result, language);
  return text + pools_text(result, language) + "\n";
}

}  // namespace giaingan::tool
