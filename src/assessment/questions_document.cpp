#include "giaingan/assessment/questions.hpp"

#include <string>

#include "assessment/document_parts.hpp"
#include "assessment/kept_fixed.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// The question as the command line asks it.
ResultQuestion question_of(const char* command, const Question& question) {
  ResultQuestion asked{.command = command,
                       .as_of = question.as_of,
                       .unit = question.unit,
                       .goal = goal_text(question.goal),
                       .by = question.by};
  if (!question.level.empty()) asked.level = question.level;
  return asked;
}

class AnswerWriter {
 public:
  AnswerWriter(JsonWriter& writer, const PolicySections& policy) : writer_(writer), parts_(writer, policy) {}

  void heading(const Policy& policy, const Portfolio& portfolio, const Question& question, const Goal& goal) {
    writer_.member("as_of", question.as_of.text()).member("unit", question.unit);
    parts_.heading(policy, portfolio);
    writer_.member("asked", goal_text(question.goal)).member("goal", goal_text(goal));
    if (!question.level.empty()) writer_.member("level", question.level);
  }

  void standing(const Standing& standing) {
    writer_.member("holds", standing.holds).member("verdict", standing.verdict);
  }

  void now(const Standing& now) {
    writer_.key("now").begin_object();
    standing(now);
    writer_.end_object();
  }

  void applied(const char* key, const std::optional<Applied>& applied) {
    writer_.key(key);
    if (!applied) {
      writer_.null();
      return;
    }
    writer_.begin_object().member("amount", applied->amount);
    standing(applied->standing);
    writer_.end_object();
  }

  void unmet(const std::vector<UnmetCondition>& unmet) {
    writer_.key("unmet").begin_array();
    for (const UnmetCondition& each : unmet) {
      writer_.begin_object();
      parts_.evidence("condition", each.evidence);
      parts_.exact("short_by", each.short_by);
      writer_.end_object();
    }
    writer_.end_array();
  }

  void text(const std::string& vi, const std::string& en) { parts_.text("text", {vi, en}); }
  void text_item(const Text& text) {
    writer_.begin_object().member("vi", text.vi).member("en", text.en).end_object();
  }
  DocumentParts& parts() { return parts_; }

 private:
  JsonWriter& writer_;
  DocumentParts parts_;
};

}  // namespace

std::vector<Text> kept_fixed(const WhatItTakes& answer) {
  std::vector<Text> fixed{
      {"kế hoạch vốn", "plans"},
      {"giải ngân của các đơn vị khác", "what other units disburse"},
      {"mức trung bình công bố từ nơi khác", "averages published elsewhere"},
      {"giải ngân thêm dùng cho các kế hoạch vốn được tính, lần lượt theo phần còn lại của từng kế hoạch",
       "the money is spent on the allocations that count, each up to what its plan still holds"},
  };
  if (answer.goal.kind == GoalKind::rating)
    fixed.push_back({"sự kiện, báo cáo, nghĩa vụ, tiến độ dự án và chỉ tiêu khác",
                     "events, reports, duties, projects' dates and other metrics"});
  if (answer.judged > answer.question.as_of)
    fixed.push_back({"chỉ dùng số liệu đã biết đến ngày " + answer.question.as_of.vietnamese_text() +
                         ", xét tại ngày " + answer.judged.vietnamese_text(),
                     "only what is known on " + answer.question.as_of.text() + " is used, looked at on " +
                         answer.judged.text()});
  return fixed;
}

std::string why_not_document(const Policy& policy, const Portfolio& portfolio, const WhyNot& answer) {
  JsonWriter writer;
  AnswerWriter parts(writer, *policy);
  begin_result(writer, policy, portfolio, question_of("why-not", answer.question));
  parts.heading(policy, portfolio, answer.question, answer.goal);
  parts.now(answer.now);
  parts.unmet(answer.unmet);
  parts.text(why_not_in_words(policy, portfolio, answer, Language::vi),
             why_not_in_words(policy, portfolio, answer, Language::en));
  writer.end_object();
  return writer.take();
}

std::string what_it_takes_document(const Policy& policy, const Portfolio& portfolio,
                                   const WhatItTakes& answer) {
  JsonWriter writer;
  AnswerWriter parts(writer, *policy);
  begin_result(writer, policy, portfolio, question_of("what-would-it-take", answer.question));
  parts.heading(policy, portfolio, answer.question, answer.goal);
  writer.key("by").value(month_end(policy->year, answer.month).text());
  parts.parts().month("month", answer.month);
  writer.member("judged_as_of", answer.judged.text());
  writer.member("status", takes_status_text(answer.status));
  if (answer.obstacle != Obstacle::nothing) writer.member("obstacle", obstacle_text(answer.obstacle));
  writer.member("addition", answer.addition).member("room", answer.room);
  writer.key("spent_on").begin_array();
  for (const SpentOn& spent : answer.spent) {
    writer.begin_object().member("allocation", spent.allocation).member("amount", spent.amount);
    writer.end_object();
  }
  writer.end_array();
  parts.now(answer.now);
  writer.key("confirmed").begin_object();
  parts.applied("applied", answer.applied);
  parts.applied("one_less", answer.one_less);
  writer.end_object();
  writer.member("proven_least", answer.proven_least).member("lost_again", answer.lost_again);
  parts.applied("best", answer.best);
  parts.unmet(answer.unmet);
  writer.key("kept_fixed").begin_array();
  for (const Text& each : kept_fixed(answer))
    parts.text_item(each);
  writer.end_array();
  parts.text(what_it_takes_in_words(policy, portfolio, answer, Language::vi),
             what_it_takes_in_words(policy, portfolio, answer, Language::en));
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
