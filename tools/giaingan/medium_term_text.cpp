#include "giaingan/assessment/explanation.hpp"

#include <cstddef>
#include <string>

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string cap_name(MediumTermCap cap, Language language) {
  switch (cap) {
    case MediumTermCap::requested:
      return say(language, "đủ nhu cầu đề nghị", "all that was requested");
    case MediumTermCap::absorbable:
      return say(language, "hết khả năng hấp thụ", "absorption reached");
    case MediumTermCap::total_investment:
      return say(language, "hết tổng mức đầu tư", "total investment reached");
    case MediumTermCap::supply:
      break;
  }
  return say(language, "hết nguồn điều chỉnh giảm", "no more supply");
}

/// A finding of the project checks by its name, an event by its title.
std::string ground_name(const MediumTermAdjustment& adjustment, const std::string& ground,
                        Language language) {
  for (const ProjectFindingCode code : project_finding_codes) {
    if (ground == project_finding_text(code)) return project_finding_name(code, language);
  }
  for (const DonorEvent& event : adjustment.donors.events) {
    if (ground == event.type) return say(language, event.title);
  }
  return ground;
}

std::string rejection_name(const MediumTermAdjustment& adjustment, const RejectedProject& rejected,
                           Language language) {
  switch (rejected.rejection) {
    case MediumTermRejection::donor:
      return say(language, "dự án thuộc diện điều chỉnh giảm", "the project itself must give");
    case MediumTermRejection::outside_medium_term_plan:
      return say(language, "dự án ngoài kế hoạch trung hạn", "the project is outside the medium-term plan");
    case MediumTermRejection::settled:
      return say(language, "dự án đã quyết toán", "the project is settled");
    case MediumTermRejection::barred:
      return ground_name(adjustment, rejected.reason, language);
    case MediumTermRejection::no_tier:
      break;
  }
  return say(language, "không thuộc thứ tự ưu tiên nào", "of no tier");
}

const std::string& id(const Inputs& inputs, Index project) {
  return inputs.portfolio->projects[static_cast<std::size_t>(project)].id;
}

/// The medium-term plans of one side before the adjustment, and what it changes. Loading keeps sums in int64.
struct PlanTotals {
  Dong before;
  Dong change;
  void add(Dong plan, Dong by) {
    before.value += plan.value;
    change.value += by.value;
  }
  [[nodiscard]] Dong after() const { return {before.value + change.value}; }
};

std::string donors_text(const Inputs& inputs, const MediumTermAdjustment& adjustment,
                        const MediumTermResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Giảm", "Cut"), Align::left);
  table.column(say(language, "Lý do", "Grounds"), Align::left);
  table.column(say(language, "Kế hoạch trung hạn", "Medium-term plan"), Align::right);
  table.column(say(language, "Đã bố trí", "Used"), Align::right);
  table.column(say(language, "Có thể giảm", "Release"), Align::right);
  table.column(say(language, "Số giảm", "Amount"), Align::right);
  table.column(say(language, "Sau điều chỉnh", "Plan after"), Align::right);
  table.column(say(language, "Vì sao không giảm thêm", "Why not more"), Align::left);
  PlanTotals totals;
  for (const MediumTermDonor& donor : result.donors) {
    totals.add(donor.figures.plan, Dong{-donor.cut.value});
    std::string grounds;
    for (const std::string& ground : donor.grounds)
      grounds += (grounds.empty() ? "" : "; ") + ground_name(adjustment, ground, language);
    table.row({project_name(inputs.portfolio, id(inputs, donor.project)), grounds,
               amount(donor.figures.plan, language), amount(donor.figures.used, language),
               amount(donor.release, language), amount(donor.cut, language),
               amount(Dong{donor.figures.plan.value - donor.cut.value}, language),
               donor.cut == donor.release ? say(language, "phần còn lại đã bố trí", "the rest is used")
                                          : say(language, "không ai cần thêm; dự án khác giảm trước",
                                                "nobody needs more; others come first")});
  }
  if (table.empty()) return say(language, "  Không có dự án phải giảm.\n", "  No project must give.\n");
  table.row({say(language, "Cộng", "Total"), "", amount(totals.before, language), "", "",
             amount(Dong{-totals.change.value}, language), amount(totals.after(), language), ""});
  return table.text();
}

std::string recipients_text(const Inputs& inputs, const MediumTermAdjustment& adjustment,
                            const MediumTermResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Tăng", "Addition"), Align::left);
  table.column(say(language, "Thứ tự ưu tiên", "Tier"), Align::left);
  table.column(say(language, "Kế hoạch trung hạn", "Medium-term plan"), Align::right);
  table.column(say(language, "Nhu cầu", "Need"), Align::right);
  table.column(say(language, "Số tăng", "Amount"), Align::right);
  table.column(say(language, "Sau điều chỉnh", "Plan after"), Align::right);
  table.column(say(language, "Vì sao không thêm", "Why not more"), Align::left);
  PlanTotals totals;
  for (const MediumTermRecipient& each : result.recipients) {
    totals.add(each.figures.plan, each.addition);
    table.row({project_name(inputs.portfolio, id(inputs, each.project)),
               say(language, adjustment.tiers[each.tier].title), amount(each.figures.plan, language),
               amount(each.need, language), amount(each.addition, language),
               amount(Dong{each.figures.plan.value + each.addition.value}, language),
               cap_name(each.stopped_by, language)});
  }
  if (table.empty()) return say(language, "  Không có dự án được nhận.\n", "  No project may receive.\n");
  table.row({say(language, "Cộng", "Total"), "", amount(totals.before, language), "",
             amount(totals.change, language), amount(totals.after(), language), ""});
  return table.text();
}

std::string rejected_text(const Inputs& inputs, const MediumTermAdjustment& adjustment,
                          const MediumTermResult& result, Language language) {
  if (result.rejected.empty()) return "";
  TextTable table;
  table.column(say(language, "Không xét", "Refused"), Align::left);
  table.column(say(language, "Lý do", "Reason"), Align::left);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  for (const RejectedProject& rejected : result.rejected) {
    std::string reason = rejection_name(adjustment, rejected, language);
    if (rejected.evidence && rejected.evidence->left) {
      reason += ": " + object_in_words(inputs.policy, *rejected.evidence, language) + ", " +
                comparison_in_words(inputs.policy, *rejected.evidence, language);
    }
    table.row({project_name(inputs.portfolio, id(inputs, rejected.project)), reason,
               clause(inputs.policy, rejected.citation, language)});
  }
  return table.text();
}

/// What the code says of its subject, which follows.
std::string finding_name(const std::string& code, Language language) {
  if (code == "nothing_to_give")
    return say(language, "không có vốn trung hạn nào có thể điều chỉnh giảm", "there is nothing to give");
  if (code == "nothing_wanted") return say(language, "không có nhu cầu nào được xét", "nothing is wanted");
  if (code == "no_project")
    return say(language, "kế hoạch vốn đề nghị không thuộc dự án nào",
               "the allocation that asks belongs to no project");
  if (code == "unknown_round")
    return say(language, "có đề nghị cho đợt không có trong chính sách",
               "requests name a round that the policy hasn't got");
  if (code == "event_without_project")
    return say(language, "sự kiện không nêu dự án, không giảm của ai",
               "an event names no project, and takes from nobody");
  if (code == "unknown_project")
    return say(language, "có lý do phải giảm nhưng dự án không có trong bộ số liệu",
               "grounds to give of a project that the dataset hasn't");
  if (code == "outside_medium_term_plan")
    return say(language, "có lý do phải giảm nhưng dự án ngoài kế hoạch trung hạn",
               "grounds to give of a project outside the medium-term plan");
  if (code == "unknown_event")
    return say(language, "không có sự kiện nào thuộc loại mà chính sách nêu",
               "no event has a type that the policy names");
  return say(language, "tổng số vượt giới hạn số nguyên 64 bit, để ngoài", "a sum leaves int64, left out");
}

/// The findings, a line for each code.
std::string findings_text(const MediumTermAdjustment& adjustment, const MediumTermResult& result,
                          Language language) {
  std::string text;
  std::string code;
  for (const MediumTermFinding& finding : result.findings) {
    if (finding.code != code) {
      text += (text.empty() ? "" : "\n") + say(language, "  Lưu ý: ", "  Note: ") +
              finding_name(finding.code, language);
    }
    if (finding.subject != adjustment.id) text += (finding.code == code ? "; " : ": ") + finding.subject;
    if (!finding.at.empty()) text += " (" + ground_name(adjustment, finding.at, language) + ")";
    code = finding.code;
  }
  return text.empty() ? "" : text + "\n";
}

}  // namespace

std::string medium_term_text(const Inputs& inputs, const MediumTermAdjustment& adjustment,
                             const MediumTermResult& result, Language language) {
  std::string text = say(language, "ĐIỀU CHỈNH KẾ HOẠCH TRUNG HẠN: ", "MEDIUM-TERM ADJUSTMENT: ") +
                     say(language, adjustment.title) + "\n  " +
                     say(language, "Số liệu đến ngày ", "Figures as of ") + day(result.as_of, language) +
                     say(language, "; áp dụng từ ngày ", "; in effect from ") +
                     day(adjustment.effective, language) + "\n  " + say(language, "Căn cứ: ", "By: ") +
                     clause(inputs.policy, adjustment.citation, language) + "\n";
  text += donors_text(inputs, adjustment, result, language) +
          recipients_text(inputs, adjustment, result, language);
  text += rejected_text(inputs, adjustment, result, language);
  text += say(language, "  Tổng số giảm ", "  Cut in all ") + amount(result.cut, language) +
          say(language, "; tăng ", "; added ") + amount(result.added, language) +
          say(language, "; để lại chưa phân bổ ", "; left unassigned ") + amount(result.returned, language) +
          "\n";
  text += findings_text(adjustment, result, language);
  text += say(language, "  Căn cứ số giảm: ", "  Cuts by: ") +
          clause(inputs.policy, cut_citation(adjustment), language) + "\n";
  for (const Tier& tier : adjustment.tiers) {
    text += say(language, "  Căn cứ số tăng cho ", "  Additions to ") + say(language, tier.title) + ": " +
            clause(inputs.policy, addition_citation(adjustment, tier), language) + "\n";
  }
  return text + "\n";
}

}  // namespace giaingan::tool
