#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/questions.hpp"

#include <algorithm>
#include <string>

#include "assessment/kept_fixed.hpp"

namespace giaingan::inline v1 {
namespace {

/// Answers of one policy and portfolio in one language.
class Words {
 public:
  Words(const Policy& policy, const Portfolio& portfolio, Language language)
      : policy_(policy), portfolio_(portfolio), language_(language) {}

  [[nodiscard]] std::string say(const char* vi, const char* en) const {
    return language_ == Language::vi ? vi : en;
  }
  [[nodiscard]] std::string say(const Text& text) const {
    return language_ == Language::vi ? text.vi : text.en;
  }

  [[nodiscard]] std::string dong(Dong amount) const {
    return grouped_text(amount, language_ == Language::vi ? '.' : ',') + say(" đồng", " VND");
  }

  [[nodiscard]] std::string day(Date date) const {
    return language_ == Language::vi ? date.vietnamese_text() : date.text();
  }

  [[nodiscard]] std::string unit(const std::string& id) const {
    const auto found = std::ranges::lower_bound(portfolio_->units, id, {}, &Unit::id);
    const bool named = found != portfolio_->units.end() && found->id == id && !found->name.empty();
    return named ? found->name + " (" + id + ")" : id;
  }

  [[nodiscard]] std::string class_title(const std::string& id) const {
    const auto& classes = policy_->evaluation->classes;
    const auto found = std::ranges::find(classes, id, &RatingClass::id);
    return found == classes.end() ? id : say(found->title);
  }

  /// `đạt mốc hết quý II`, `meet the milestone end of the second quarter`.
  [[nodiscard]] std::string goal(const Goal& goal) const {
    switch (goal.kind) {
      case GoalKind::milestone: {
        const auto& milestones = policy_->disbursement.milestones;
        const auto found = std::ranges::find(milestones, goal.id, &Milestone::id);
        return say("đạt mốc ", "meet the milestone ") + say(found->title) + " (" + day(found->by) + ")";
      }
      case GoalKind::not_below:
        return say("không thấp hơn mức trung bình", "not be below the average");
      case GoalKind::off_list:
        return say("không còn trong danh sách đề nghị kiểm điểm", "leave the review list");
      case GoalKind::flagged:
        return say("bị nêu do thấp hơn mức trung bình liên tiếp",
                   "be flagged for months in a row below the average");
      case GoalKind::rank:
      case GoalKind::rise:
        return say("đứng hạng ", "stand on rank ") + std::to_string(goal.rank) +
               say(" trở lên", " or better");
      case GoalKind::rating:
        break;
    }
    return (goal.subject == Subject::head ? say("người đứng đầu được xếp loại ", "have its head classed ")
                                          : say("được xếp loại ", "be classed ")) +
           class_title(goal.id) + say(" trở lên", " or better");
  }

  /// `đạt`, `missed`; a rank or class by its name.
  [[nodiscard]] std::string verdict(const Goal& goal, const Standing& standing) const {
    if (goal.kind == GoalKind::rank && standing.place) return say("hạng ", "rank ") + standing.verdict;
    if (goal.kind == GoalKind::rating && standing.place) return class_title(standing.verdict);
    struct Named {
      const char* code;
      const char* vi;
      const char* en;
    };
    static constexpr Named names[] = {
        {"met", "đạt", "met"},
        {"missed", "không đạt", "missed"},
        {"not_yet_due", "chưa đến hạn", "not due yet"},
        {"undefined", "không xác định", "undefined"},
        {"below", "thấp hơn mức trung bình", "below the average"},
        {"not_below", "không thấp hơn mức trung bình", "not below the average"},
        {"listed", "trong danh sách", "on the list"},
        {"not_listed", "ngoài danh sách", "not on the list"},
        {"flagged", "bị nêu", "flagged"},
        {"not_flagged", "không bị nêu", "not flagged"},
        {"unranked", "không xếp hạng", "unranked"},
        {"not_rated", "không xếp loại", "not classed"},
    };
    for (const Named& name : names) {
      if (standing.verdict == name.code) return say(name.vi, name.en);
    }
    return standing.verdict;
  }

  [[nodiscard]] std::string obstacle(Obstacle obstacle) const {
    switch (obstacle) {
      case Obstacle::nothing:
        return "";
      case Obstacle::does_not_apply:
        return say("mốc không áp dụng cho đơn vị", "the milestone doesn't apply to the unit");
      case Obstacle::no_plan:
        return say("đơn vị không có kế hoạch vốn, tỷ lệ không xác định",
                   "the unit has no plan there, so no ratio is defined");
      case Obstacle::nothing_counts:
        return say("không có kế hoạch vốn nào của đơn vị được tính ở đây",
                   "none of the unit's allocations counts there");
      case Obstacle::too_late:
        return say("tháng quyết định kết thúc trước khi giải ngân",
                   "the month that decides ends before the money would be disbursed");
      case Obstacle::violation:
        return say("có vi phạm trong năm, giải ngân bao nhiêu cũng không thay đổi",
                   "a violation stands, whatever is disbursed");
      case Obstacle::no_amount:
        return say("mức trung bình thay đổi đúng bằng phần giải ngân thêm",
                   "the average moves as far as whatever is disbursed");
      case Obstacle::not_rated:
        return say("thiếu số liệu nên không xếp loại được", "a metric is missing, so there is no rating");
      case Obstacle::points:
        return say("giải ngân bao nhiêu cũng không đủ điểm", "no amount gives enough points");
      case Obstacle::limited:
        break;
    }
    return say("bị giới hạn bởi điều kiện liệt, mức trần, tỷ lệ khống chế hoặc mức xếp loại của tập thể",
               "a veto, a cap, a quota or the collective's class stands against it");
  }

  [[nodiscard]] std::string conditions(const std::vector<UnmetCondition>& unmet) const {
    std::string text;
    for (const UnmetCondition& each : unmet)
      text += "  - " + explanation(policy_, each.evidence, language_) + "\n";
    return text;
  }

  [[nodiscard]] std::string month(BudgetMonth month) const {
    const std::string text = month_text(policy_->year, month);
    return language_ == Language::vi ? text.substr(5) + "/" + text.substr(0, 4) : text;
  }

 private:
  const Policy& policy_;
  const Portfolio& portfolio_;
  Language language_;
};

std::string first_line(const Words& words, const WhatItTakes& takes) {
  const std::string who = words.unit(takes.question.unit) + ": ";
  const std::string goal = words.goal(takes.goal);
  const std::string by = words.say(" đến hết tháng ", " by the end of ") + words.month(takes.month);
  switch (takes.status) {
    case TakesStatus::already:
      return who + words.say("đã ", "nothing more is needed to ") + goal + ".\n";
    case TakesStatus::reachable:
    case TakesStatus::beyond_plan:
      return who + words.say("để ", "to ") + goal +
             words.say(", cần giải ngân thêm ít nhất ", ", it takes at least ") +
             words.dong(*takes.addition) + words.say("", " more") + by + ".\n";
    case TakesStatus::not_reachable:
      break;
  }
  return who + words.say("không thể chỉ bằng giải ngân thêm", "can't, by disbursing more") + by +
         words.say(" mà ", " alone, ") + goal + ": " + words.obstacle(takes.obstacle) + ".\n";
}

std::string confirmation(const Words& words, const WhatItTakes& takes) {
  const auto one = [&](const Applied& applied) {
    return words.dong(applied.amount) + ": " + words.verdict(takes.goal, applied.standing);
  };
  return words.say("Đã kiểm tra bằng cách tính lại: ", "Checked by judging anew: ") + one(*takes.applied) +
         "; " + one(*takes.one_less) + ".\n";
}

}  // namespace

std::string what_it_takes_in_words(const Policy& policy, const Portfolio& portfolio, const WhatItTakes& takes,
                                   Language language) {
  const Words words(policy, portfolio, language);
  std::string text = first_line(words, takes);
  if (takes.status == TakesStatus::beyond_plan) {
    text += words.say("Vượt phần kế hoạch còn lại: ", "More than the plans still hold: ") +
            words.dong(takes.room) + ".\n";
  }
  if (takes.applied) text += confirmation(words, takes);
  if (!takes.proven_least) {
    text +=
        words.say("Chưa loại trừ hết các số tiền nhỏ hơn.\n", "Not every smaller amount was ruled out.\n");
  }
  if (takes.lost_again) {
    text += words.say("Lưu ý: kết luận lại mất đi từ ", "Note: the verdict is lost again from ") +
            words.dong(*takes.lost_again) + ".\n";
  }
  if (takes.best) {
    text += words.say("Tốt nhất có thể đạt: ", "The best that can be reached: ") +
            words.verdict(takes.goal, takes.best->standing) + " (+" + words.dong(takes.best->amount) + ").\n";
  }
  if (takes.spent.size() > 1 || takes.status == TakesStatus::beyond_plan) {
    text += words.say("Giải ngân trên: ", "Spent on: ");
    for (const SpentOn& spent : takes.spent)
      text +=
          (&spent == &takes.spent.front() ? "" : "; ") + spent.allocation + " " + words.dong(spent.amount);
    text += ".\n";
  }
  if (!takes.unmet.empty()) {
    text +=
        (takes.status == TakesStatus::not_reachable && takes.best
             ? words.say("Giải ngân bao nhiêu cũng còn chưa đạt:\n", "What fails whatever is disbursed:\n")
             : words.say("Hiện chưa đạt:\n", "What fails now:\n")) +
        words.conditions(takes.unmet);
  }
  if (takes.status == TakesStatus::already) return text;
  text += words.say("Giữ nguyên: ", "Kept as they are: ");
  const auto fixed = kept_fixed(takes);
  for (const Text& each : fixed)
    text += (&each == &fixed.front() ? "" : "; ") + words.say(each);
  return text + ".\n";
}

std::string why_not_in_words(const Policy& policy, const Portfolio& portfolio, const WhyNot& answer,
                             Language language) {
  const Words words(policy, portfolio, language);
  const std::string who = words.unit(answer.question.unit) + ", " + words.day(answer.question.as_of) + ": ";
  const std::string now = words.verdict(answer.goal, answer.now);
  if (answer.now.holds) {
    return who + now +
           words.say(". Kết luận được hỏi có hiệu lực; giaingan explain nêu căn cứ.\n",
                     ". The verdict asked about holds; giaingan explain tells why.\n");
  }
  const std::string text = who + now + ". " + words.say("Hỏi: ", "Asked: to ") + words.goal(answer.goal) +
                           words.say(". Chưa đạt:\n", ". What fails:\n");
  return text + words.conditions(answer.unmet);
}

}  // namespace giaingan::inline v1
