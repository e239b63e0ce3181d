#include "round_tables_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "cells.hpp"
#include "names.hpp"
#include "officer_tables.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

const std::string& id_of(const Inputs& inputs, Index allocation) {
  return inputs.portfolio->allocations[static_cast<std::size_t>(allocation)].id;
}

/// Why a donor's allocation doesn't lose more; what its unit must lose is named in đồng.
std::string bound_name(CutBound bound, Dong limit_of_unit, Language language) {
  switch (bound) {
    case CutBound::exempt:
      return say(language, "được miễn giảm vốn", "exempt");
    case CutBound::no_forecast:
      return say(language, "không có dự báo", "no forecast");
    case CutBound::floor:
      return say(language, "phần còn lại đã giải ngân hoặc cam kết", "the rest is disbursed or committed");
    case CutBound::wanted:
      return say(language, "đủ số phải giảm", "all that is asked of it");
    case CutBound::donor_limit:
      return say(language, "đơn vị đã giảm đủ số phải giảm: ", "its unit has lost what it must: ") +
             amount(limit_of_unit, language);
    case CutBound::pool_needs_no_more:
      return say(language, "nguồn không còn ai nhận thêm", "nobody takes more of its pool");
    case CutBound::cut_order:
      break;
  }
  return say(language, "nguồn không còn ai nhận thêm; các kế hoạch khác giảm trước",
             "nobody takes more of its pool; others come first");
}

std::string cap_name(Cap cap, Language language) {
  switch (cap) {
    case Cap::requested:
      return say(language, "đủ nhu cầu đề nghị", "all that was requested");
    case Cap::absorbable:
      return say(language, "hết khả năng hấp thụ", "absorption reached");
    case Cap::total_investment:
      return say(language, "đã chạm tổng mức đầu tư", "total investment reached");
    case Cap::medium_term_plan:
      return say(language, "đã chạm kế hoạch trung hạn", "medium-term plan reached");
    case Cap::owner_capacity:
      return say(language, "hết năng lực chủ đầu tư", "owner's capacity reached");
    case Cap::supply:
      break;
  }
  return say(language, "hết nguồn cắt giảm", "no more supply");
}

/// Which cap, how much of it there is, and which tier has the rest of it.
std::string reason(const Round& round, const Recipient& recipient, Language language) {
  std::string text = cap_name(recipient.stopped_by, language);
  const auto cap = std::ranges::find(recipient.caps, recipient.stopped_by, &CapRoom::cap);
  if (cap != recipient.caps.end()) text += ": " + amount(cap->whole_steps, language);
  if (!recipient.taken_by) return text;
  return text + (*recipient.taken_by == recipient.tier
                     ? say(language, ", chia trong cùng thứ tự ưu tiên", ", shared within its tier")
                     : say(language, ", dành cho ", ", held by ") +
                           say(language, round.tiers[*recipient.taken_by].title));
}

/// Tier by tier; where the fastest come first, in the order in which they are served.
std::vector<const Recipient*> in_serving_order(const Round& round, const std::vector<Recipient>& recipients) {
  std::vector<const Recipient*> order;
  order.reserve(recipients.size());
  for (const Recipient& each : recipients)
    order.push_back(&each);
  const auto is_faster = [](const std::optional<Rational>& left, const std::optional<Rational>& right) {
    return left && (!right || *left > *right);
  };
  std::ranges::stable_sort(order, [&](const Recipient* a, const Recipient* b) {
    if (a->tier != b->tier) return a->tier < b->tier;
    if (round.tiers[a->tier].within != WithinTier::ratio_desc) return false;
    if (a->evidence.left != b->evidence.left) return is_faster(a->evidence.left, b->evidence.left);
    const auto own = [](const Recipient* each) {
      const auto ratio = each->amounts.ratio();
      return ratio ? std::optional(Rational(*ratio)) : std::nullopt;
    };
    return is_faster(own(a), own(b));
  });
  return order;
}

/// Whether a row of 0 says something: an allocation that meets the requirement by itself doesn't.
bool is_worth_a_row(const DonorAllocation& donor) {
  return donor.cut.value > 0 || donor.bound_by != CutBound::wanted;
}

/// Sums of three columns: the plans before, what changes, the plans after.
struct Totals {
  std::int64_t before = 0;
  std::int64_t change = 0;
  std::int64_t after = 0;
  void add(Dong plan, Dong amount, Dong left) {
    before += plan.value;
    change += amount.value;
    after += left.value;
  }
};

/// One finding's subject in words, with the project of an allocation.
std::string subject_name(const Inputs& inputs, const Round& round, const ReallocationFinding& finding,
                         Language language) {
  const auto& allocations = inputs.portfolio->allocations;
  const std::string& code = finding.code;
  if (code == "no_owner_capacity" || code == "negative_capacity" || code == "undefined_ratio")
    return unit_name(inputs.portfolio, finding.subject);
  if (code == "unknown_pool") return pool_name(round, finding.subject, language);
  if (code == "cap_below_disbursed") {
    return project_name(inputs.portfolio, finding.subject) + ": " +
           (finding.at == "total_investment" ? say(language, "tổng mức đầu tư", "total investment")
                                             : say(language, "kế hoạch trung hạn", "medium-term plan")) +
           say(language, " thiếu ", " short by ") + amount(finding.amount, language);
  }
  if (code == "unknown_name") return "\"" + finding.subject + "\" (" + finding.at + ")";
  if (code != "no_forecast" && code != "no_donor_unit" && code != "plan_changed_meanwhile")
    return finding.subject;
  const auto found = std::ranges::lower_bound(allocations, finding.subject, {}, &Allocation::id);
  std::string text = finding.subject;
  if (found != allocations.end() && found->id == finding.subject) {
    const std::string project =
        project_of_allocation(inputs.portfolio, static_cast<Index>(found - allocations.begin()));
    if (!project.empty()) text += " (" + project + ")";
  }
  if (!finding.date) return text;
  return text + ": " + finding.decision + say(language, " ngày ", " of ") + day(*finding.date, language) +
         ", " + amount(finding.amount, language);
}

std::string finding_name(const std::string& code, Language language) {
  const std::vector<std::pair<const char*, std::pair<const char*, const char*>>> names = {
      {"no_month", {"Chưa có cuối tháng nào trước ngày của đợt", "No month-end before the round's day"}},
      {"no_forecast", {"Không có dự báo nên không giảm", "Without a forecast, and so not cut"}},
      {"no_donor_unit", {"Không thuộc đơn vị nào ở cấp xét giảm", "Of no unit of the donors' level"}},
      {"undefined_ratio",
       {"Không có kế hoạch vốn nên không có tỷ lệ", "Without a plan, and so without a ratio"}},
      {"no_owner_capacity",
       {"Chủ đầu tư không có số liệu năng lực nên không bị giới hạn",
        "Owners without a capacity, and so not capped"}},
      {"unknown_metric",
       {"Không đơn vị nào có chỉ tiêu năng lực này nên không ai bị giới hạn",
        "No unit has this capacity metric, so nobody is capped"}},
      {"unknown_pool",
       {"Nguồn được phép điều hòa nhưng không kế hoạch vốn nào thuộc nguồn này",
        "Pools that may exchange but that no allocation is of"}},
      {"unknown_name",
       {"Điều kiện của đợt nêu tên mà không kế hoạch vốn nào có",
        "Named by the round's conditions, and no allocation has it"}},
      {"unknown_round",
       {"Đề nghị cho đợt không có trong chính sách nên không xét",
        "Requests for rounds that the policy hasn't got, and so not considered"}},
      {"cap_below_disbursed",
       {"Mức tối đa thấp hơn số đã giải ngân, cần kiểm tra số liệu",
        "Caps below what is disbursed already: check the figures"}},
      {"negative_capacity",
       {"Năng lực chủ đầu tư là số âm, tính là 0", "Capacities of owners below 0, taken as 0"}},
      {"plan_changed_meanwhile",
       {"Quyết định khác sau ngày của đợt đã giảm kế hoạch, số giảm của đợt không còn phù hợp",
        "Reduced by another decision after the round's day, so that the cut no longer fits"}}};
  for (const auto& [known, texts] : names) {
    if (code == known) return say(language, texts.first, texts.second);
  }
  return code;
}

}  // namespace

std::string outcome_name(RoundOutcome outcome, Language language) {
  switch (outcome) {
    case RoundOutcome::moved:
      return say(language, "điều chuyển được vốn", "capital moves");
    case RoundOutcome::returned:
      return say(language, "không ai nhận; vốn cắt giảm hoàn trả cấp trên",
                 "nobody takes it; what is cut goes back to the level above");
    case RoundOutcome::nothing_to_give:
      return say(language, "không có vốn để giảm", "nothing to give");
    case RoundOutcome::nothing_wanted:
      return say(language, "có vốn để giảm nhưng không ai đủ điều kiện cần thêm",
                 "something to give, but nobody eligible needs more");
    case RoundOutcome::nothing_can_meet:
      break;
  }
  return say(language, "có vốn để giảm và có nhu cầu, nhưng không cùng nguồn",
             "something to give and something needed, but in no pool both");
}

TextTable cuts_table(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                     Language language) {
  TextTable table;
  table.column(say(language, "Giảm", "Cut"), Align::left);
  table.column(say(language, "Dự án", "Project"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Tỷ lệ đơn vị", "Unit's ratio"), Align::right);
  table.column(say(language, "Kế hoạch trước", "Plan before"), Align::right);
  table.column(say(language, "Có thể giảm", "Release"), Align::right);
  table.column(say(language, "Số giảm", "Amount"), Align::right);
  table.column(say(language, "Kế hoạch sau", "Plan after"), Align::right);
  table.column(say(language, "Vì sao không giảm thêm", "Why not more"), Align::left);
  Totals totals;
  for (const DonorAllocation& each : result.donor_allocations) {
    if (!is_worth_a_row(each)) continue;
    const DonorUnit& donor = result.donors[each.donor];
    const Dong after{each.amounts.plan.value - each.cut.value};
    totals.add(each.amounts.plan, each.cut, after);
    table.row({id_of(inputs, each.allocation), project_of_allocation(inputs.portfolio, each.allocation),
               unit_name(inputs.portfolio, donor.unit),
               pool_name(round, result.pools[each.pool].pool, language),
               percent_cell(donor.amounts.ratio(), 2, language), amount_cell(each.amounts.plan, language),
               amount_cell(each.release, language), amount_cell(each.cut, language),
               amount_cell(after, language), bound_name(each.bound_by, donor.limit, language)});
  }
  if (table.empty()) return table;
  table.row({say(language, "Cộng", "Total"), "", "", "", "", amount_cell(Dong{totals.before}, language), "",
             amount_cell(Dong{totals.change}, language), amount_cell(Dong{totals.after}, language), ""});
  return table;
}

TextTable additions_table(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                          Language language) {
  TextTable table;
  table.column(say(language, "Tăng", "Addition"), Align::left);
  table.column(say(language, "Dự án", "Project"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Thứ tự ưu tiên", "Tier"), Align::left);
  table.column(say(language, "Tỷ lệ đơn vị", "Unit's ratio"), Align::right);
  table.column(say(language, "Nhu cầu", "Need"), Align::right);
  table.column(say(language, "Kế hoạch trước", "Plan before"), Align::right);
  table.column(say(language, "Số tăng", "Amount"), Align::right);
  table.column(say(language, "Kế hoạch sau", "Plan after"), Align::right);
  table.column(say(language, "Vì sao không thêm", "Why not more"), Align::left);
  Totals totals;
  for (const Recipient* served : in_serving_order(round, result.recipients)) {
    const Recipient& each = *served;
    const Dong after{each.amounts.plan.value + each.addition.value};
    totals.add(each.amounts.plan, each.addition, after);
    table.row(
        {id_of(inputs, each.allocation), project_of_allocation(inputs.portfolio, each.allocation),
         unit_name(inputs.portfolio, each.unit), pool_name(round, result.pools[each.pool].pool, language),
         say(language, round.tiers[each.tier].title), percent_cell(each.evidence.left, 2, language),
         amount_cell(each.need, language), amount_cell(each.amounts.plan, language),
         amount_cell(each.addition, language), amount_cell(after, language), reason(round, each, language)});
  }
  if (table.empty()) return table;
  table.row({say(language, "Cộng", "Total"), "", "", "", "", "", "",
             amount_cell(Dong{totals.before}, language), amount_cell(Dong{totals.change}, language),
             amount_cell(Dong{totals.after}, language), ""});
  return table;
}

TextTable pools_table(const Round& round, const ReallocationResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Giảm", "Cut"), Align::right);
  table.column(say(language, "Tăng", "Added"), Align::right);
  table.column(say(language, "Trả cấp trên", "Returned"), Align::right);
  PoolTotals all;
  for (const PoolTotals& pool : result.pools) {
    if (pool.cut.value == 0 && pool.added.value == 0) continue;
    all.cut.value += pool.cut.value;
    all.added.value += pool.added.value;
    all.returned.value += pool.returned.value;
    table.row({pool_name(round, pool.pool, language), amount_cell(pool.cut, language),
               amount_cell(pool.added, language), amount_cell(pool.returned, language)});
  }
  table.row({say(language, "Tổng cộng", "All pools"), amount_cell(all.cut, language),
             amount_cell(all.added, language), amount_cell(all.returned, language)});
  return table;
}

std::string cuts_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                      Language language) {
  const TextTable table = cuts_table(inputs, round, result, language);
  return table.empty() ? say(language, "  Không có khoản giảm.\n", "  No cuts.\n") : table.text();
}

std::string additions_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                           Language language) {
  const TextTable table = additions_table(inputs, round, result, language);
  return table.empty() ? say(language, "  Không có khoản tăng.\n", "  No additions.\n") : table.text();
}

std::string pools_text(const Round& round, const ReallocationResult& result, Language language) {
  return pools_table(round, result, language).text();
}

std::string round_findings_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                                Language language) {
  std::string text;
  std::string code;
  for (const ReallocationFinding& finding : result.findings) {
    if (finding.code == code) {
      text += "; ";
    } else {
      text += (text.empty() ? "  ! " : "\n  ! ") + finding_name(finding.code, language) + ": ";
    }
    code = finding.code;
    text += subject_name(inputs, round, finding, language);
  }
  return text.empty() ? "" : text + "\n";
}

}  // namespace giaingan::tool
