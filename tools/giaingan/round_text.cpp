#include <algorithm>

#include "commands.hpp"
#include "names.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "round_tables_text.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// Why a request isn't considered.
std::string rejection_name(const RejectedRequest& request, Language language) {
  switch (request.rejection) {
    case Rejection::out_of_scope:
      return say(language, "ngoài phạm vi của đợt", "outside the scope of the round");
    case Rejection::no_unit:
      return say(language, "không thuộc đơn vị nào ở cấp xét", "belongs to no unit of the level");
    case Rejection::donor:
      return say(language, "đơn vị chưa bảo đảm tỷ lệ nên phải giảm vốn",
                 "its unit is short of the ratio and must give");
    case Rejection::undefined_ratio:
      return say(language, "đơn vị không có kế hoạch vốn nên không có tỷ lệ",
                 "its unit has no plan and so no ratio");
    case Rejection::short_of_criterion:
      return say(language, "tỷ lệ của đơn vị chưa đạt mức được nhận vốn",
                 "its unit's ratio is too low to receive");
    case Rejection::outside_medium_term_plan:
      return say(language, "dự án ngoài kế hoạch trung hạn", "the project is outside the medium-term plan");
    case Rejection::settled:
      return say(language, "dự án đã quyết toán", "the project is settled");
    case Rejection::cut_earlier:
      return say(language, "dự án đã bị giảm vốn ở đợt trước", "the project was cut in an earlier round");
    case Rejection::owners_share_project:
      return say(
          language,
          "dự án có nhiều chủ đầu tư, phần còn lại của dự án và năng lực một chủ đầu tư chồng lên nhau",
          "the project has several owners: its room and the capacity of one of them overlap");
    case Rejection::no_tier:
      return say(language, "không thuộc thứ tự ưu tiên nào", "of no tier");
    case Rejection::barred:
      break;
  }
  for (const ProjectFindingCode code : project_finding_codes) {
    if (request.reason == project_finding_text(code)) return project_finding_name(code, language);
  }
  return request.reason;
}

/// Which of the earlier rounds this one knows of: nothing is said of the first.
std::string earlier_rounds_text(const Inputs& inputs, const Round& round, Language language) {
  const std::vector<std::string> seen = earlier_rounds_seen(inputs.portfolio, round);
  std::string text;
  for (const std::string& id : round.earlier) {
    const bool known = std::ranges::find(seen, id) != seen.end();
    text += "  " + say(language, find_round(inputs.policy, id)->title) +
            (known ? say(language, ": đã tính các thay đổi kế hoạch của đợt này\n",
                         ": its plan changes are taken into account\n")
                   : say(language, ": KHÔNG có thay đổi kế hoạch nào của đợt này trong số liệu\n",
                         ": the data hold NO plan change of this round\n"));
  }
  return text;
}

/// What the tables above stand on.
std::string bases_text(const Inputs& inputs, const Round& round, Language language) {
  const auto line = [&](const char* vi, const char* en, const Citation& citation) {
    return say(language, vi, en) + clause(inputs.policy, citation, language) + "\n";
  };
  std::string text = line("  Căn cứ số giảm: ", "  Cuts by: ", cut_citation(round));
  text += line("  Căn cứ chia theo nguồn: ", "  Pools by: ", pool_citation(round));
  for (const Tier& tier : round.tiers) {
    text += say(language, "  Căn cứ số tăng cho ", "  Additions to ") + say(language, tier.title) + ": " +
            clause(inputs.policy, addition_citation(round, tier), language) + "\n";
  }
  return text;
}

}  // namespace

TextTable rejected_table(const Inputs& inputs, const ReallocationResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Không xét", "Refused"), Align::left);
  table.column(say(language, "Dự án", "Project"), Align::left);
  table.column(say(language, "Lý do", "Reason"), Align::left);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  for (const RejectedRequest& each : result.rejected) {
    std::string reason = rejection_name(each, language);
    if (each.evidence && each.evidence->left)
      reason += ": " + comparison_in_words(inputs.policy, *each.evidence, language);
    table.row({inputs.portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
               project_of_allocation(inputs.portfolio, each.allocation), reason,
               clause(inputs.policy, each.citation, language)});
  }
  return table;
}

std::string round_heading_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                               Language language) {
  std::string text =
      "  " + say(language, "Báo cáo trước ngày ", "Reported before ") + day(round.report_before, language) +
      say(language, "; số liệu đến ngày ", "; figures as of ") + day(round.as_of, language) +
      assumed_mark(inputs.policy, round.settings.deciding(round.citation, {"as_of"}), language) +
      say(language, "; tỷ lệ yêu cầu ", "; required ratio ") + comparison_text(round.comparison) + " " +
      percent(round.required_ratio.value, 2, language) +
      assumed_mark(inputs.policy, round.required_ratio.citation, language) + "\n  " +
      say(language, "Căn cứ: ", "By: ") + clause(inputs.policy, round.citation, language) + "\n";
  text += earlier_rounds_text(inputs, round, language);
  const std::size_t refused = result.rejected.size();
  text += "  " + std::to_string(result.donors.size()) +
          say(language, " đơn vị chưa bảo đảm tỷ lệ; ", " units short of the ratio; ") +
          std::to_string(result.recipients.size()) +
          say(language, " kế hoạch vốn đủ điều kiện nhận; ", " allocations may receive; ") +
          std::to_string(refused) +
          say(language, " đề nghị không đủ điều kiện\n",
              (refused == 1 ? " request not considered\n" : " requests not considered\n"));
  return text + "  " + say(language, "Kết quả: ", "Outcome: ") + outcome_name(result.outcome, language) +
         "\n";
}

std::string round_notes_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                             Language language) {
  return round_findings_text(inputs, round, result, language) + bases_text(inputs, round, language);
}

std::string round_text(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                       Language language) {
  return say(language, "ĐIỀU CHỈNH, ĐIỀU HÒA VỐN: ", "REALLOCATION ROUND: ") + say(language, round.title) +
         "\n" + round_heading_text(inputs, round, result, language) +
         cuts_text(inputs, round, result, language) + additions_text(inputs, round, result, language) +
         (result.rejected.empty() ? "" : rejected_table(inputs, result, language).text()) +
         pools_text(round, result, language) + round_notes_text(inputs, round, result, language) + "\n";
}

}  // namespace giaingan::tool
