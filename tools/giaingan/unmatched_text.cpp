#include "giaingan/assessment/metric_findings.hpp"
#include "giaingan/assessment/unmatched_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

std::string reason(const UnmatchedFacts& facts, Language language) {
  switch (facts.code) {
    case UnmatchedCode::event_type:
      return say(language, "loại sự kiện ", "no section reads events of the type ") + quoted(facts.named) +
             say(language, " không mục nào của chính sách dùng", "");
    case UnmatchedCode::event_period:
      return say(language, "sự kiện ", "events ") + quoted(facts.by) +
             say(language, " của kỳ ", " of the period ") + quoted(facts.named) +
             say(language, ": kỳ này không có nghĩa vụ", ", for which nothing is owed");
    case UnmatchedCode::event_unit:
      return say(language, "sự kiện ", "events ") + quoted(facts.by) + say(language, " của đơn vị ", " of ") +
             quoted(facts.named) + say(language, ": đơn vị không có nghĩa vụ này", ", who doesn't owe it");
    case UnmatchedCode::event_project:
      return say(language, "sự kiện ", "events ") + quoted(facts.by) +
             (facts.named.empty()
                  ? say(language, " không nêu dự án (cột period)", " that name no project (column period)")
                  : say(language, " nêu dự án ", " of the project ") + quoted(facts.named) +
                        say(language, " không có trong projects.csv", ", which projects.csv hasn't"));
    case UnmatchedCode::event_before_year:
      return say(language, "sự kiện ", "events ") + quoted(facts.by) + say(language, " ngày ", " of ") +
             facts.named + say(language, ": trước năm ngân sách, không tính", ", before the budget year");
    case UnmatchedCode::ledger_system:
      return say(language, "hệ thống ", "the system ") + quoted(facts.named) +
             say(language, " không được đối chiếu", " is not compared");
    case UnmatchedCode::request_round:
      return say(language, "chính sách không có đợt ", "the policy has no round ") + quoted(facts.named);
    case UnmatchedCode::revenue_source:
      return say(language, "chính sách không có nguồn thu ", "the policy has no revenue source ") +
             quoted(facts.named);
    case UnmatchedCode::kind_of_no_unit:
      break;
  }
  return say(language, "không đơn vị nào thuộc loại ", "no unit is of the kind ") + quoted(facts.named) +
         say(language, ", mà ", ", which ") + quoted(facts.by) +
         say(language, " áp dụng cho loại này", " applies to");
}

/// What was probably meant, or the first of what would match.
std::string remedy(const UnmatchedFacts& facts, Language language) {
  if (!facts.meant.empty()) return say(language, "; có phải ", "; did you mean ") + quoted(facts.meant) + "?";
  if (facts.expected.empty()) return "";
  constexpr std::size_t shown = 6;
  std::string list;
  for (std::size_t i = 0; i < std::min(shown, facts.expected.size()); ++i)
    list += (i == 0 ? "" : ", ") + facts.expected[i];
  if (facts.expected.size() > shown) list += ", …";
  return say(language, "; dùng được: ", "; expected: ") + list;
}

std::string effect_text(MissingEffect effect, Language language) {
  switch (effect) {
    case MissingEffect::no_points:
      return say(language, "0 điểm", "no points");
    case MissingEffect::not_scored:
      return say(language, "không chấm, quy đổi phần còn lại", "not scored, the rest rescaled");
    case MissingEffect::not_rated:
      return say(language, "không xếp loại được", "nobody is rated");
    case MissingEffect::never_holds:
      return say(language, "không xét được, không áp dụng cho ai", "not decided, holds for nobody");
    case MissingEffect::decides_nothing:
      break;
  }
  return say(language, "không phân định được", "decides no tie");
}

std::string without_figures(const UnprovidedMetric& metric, Language language) {
  std::string text = say(language, "  ! metrics.csv: không đơn vị nào có số liệu ",
                         "  ! metrics.csv: no unit has a figure of ") +
                     quoted(say(language, metric.title)) + " (" + metric.metric + ")" +
                     say(language, ", thiếu ", ", ") + std::to_string(metric.units) +
                     say(language, " đơn vị", metric.units == 1 ? " unit lacks it" : " units lack it");
  for (const MetricReader& reader : metric.readers)
    text += "; " + quoted(say(language, reader.title)) + ": " + effect_text(reader.effect, language);
  return text + (metric.readers.empty()
                     ? say(language, "; không tiêu chí nào dùng, bỏ khỏi host_metrics\n",
                           "; nothing reads it: delete it from host_metrics\n")
                     : say(language, "; thêm dòng vào metrics.csv\n", "; add the rows to metrics.csv\n"));
}

/// What to do with rows of a metric that nothing reads.
std::string remedy_unused(const Inputs& inputs, const std::string& id, Language language) {
  if (is_engine_metric(id)) {
    return say(language,
               ": phần mềm tự tính chỉ tiêu này; xóa dòng, hoặc khai báo tên khác trong host_metrics\n",
               ": the engine computes it itself; delete the rows, or declare another id under "
               "host_metrics\n");
  }
  const auto& rubric = inputs.policy->evaluation;
  if (rubric && std::ranges::find(rubric->host_metrics, id, &HostMetric::id) != rubric->host_metrics.end()) {
    return say(
        language, ": có khai báo nhưng không tiêu chí, điều kiện nào đọc; xóa dòng, hoặc thêm tiêu chí\n",
        ": it is declared, but no criterion or condition reads it; delete the rows, or let one read it\n");
  }
  return say(language, "; sửa tên, xóa dòng, hoặc khai báo trong host_metrics\n",
             "; mend the name, delete the rows, or declare it under host_metrics\n");
}

/// Figures that nothing reads: one of the engine's own, one misspelt, or one that no section asks for.
std::string not_used(const Inputs& inputs, const std::string& id, Language language) {
  const auto rows = std::ranges::count(inputs.portfolio->metrics, id, &Metric::metric);
  return say(language, "  ! metrics.csv: chính sách không dùng ",
             "  ! metrics.csv: the policy does not use ") +
         quoted(id) + " (" + std::to_string(rows) + say(language, " dòng)", rows == 1 ? " row)" : " rows)") +
         remedy_unused(inputs, id, language);
}

}  // namespace

std::string unmatched_facts_text(const Inputs& inputs, Date as_of, Language language) {
  std::string text;
  for (const UnmatchedFacts& facts : unmatched_facts(inputs.policy, inputs.portfolio, as_of)) {
    text += "  ! " + facts.table + ".csv: " + reason(facts, language);
    if (!facts.first.empty()) {
      text += " (" + std::to_string(facts.count) +
              say(language, " dòng, dòng đầu: ", facts.count == 1 ? " row: " : " rows, the first: ") +
              facts.first + ")";
    }
    text += remedy(facts, language) + "\n";
  }
  return text.empty() ? text
                      : say(language, "Số liệu không khớp với chính sách nên không được dùng\n",
                            "What matches nothing in the policy, and is not used\n") +
                            text;
}

std::string metrics_text(const Inputs& inputs, const EvaluationResult& result, Language language) {
  std::string text;
  for (const UnprovidedMetric& metric : unprovided_metrics(*inputs.policy->evaluation, result))
    text += without_figures(metric, language);
  for (const std::string& id : unread_metrics(inputs.policy, inputs.portfolio))
    text += not_used(inputs, id, language);
  return text;
}

}  // namespace giaingan::tool
