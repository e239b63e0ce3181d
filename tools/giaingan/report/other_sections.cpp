// Evaluation, duties, remarks, assumptions, and what the report was made of.
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "commands.hpp"
#include "moved_inputs.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "report/html_table.hpp"
#include "report/sections.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// How many subjects were rated into each class.
TextTable classes_table(const EvaluationPolicy& rubric, const EvaluationResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Xếp loại", "Class"), Align::left);
  table.column(say(language, "Tập thể", "Collectives"), Align::right);
  table.column(say(language, "Người đứng đầu", "Heads"), Align::right);
  const auto row = [&](const std::string& name, std::optional<std::size_t> rating) {
    std::size_t collectives = 0;
    std::size_t heads = 0;
    for (const SubjectRating& each : result.subjects) {
      if (each.criteria.empty() || each.rating != rating) continue;
      (each.subject == Subject::collective ? collectives : heads) += 1;
    }
    table.row({name, std::to_string(collectives), std::to_string(heads)});
  };
  for (std::size_t i = 0; i < rubric.classes.size(); ++i)
    row(say(language, rubric.classes[i].title), i);
  row(say(language, "không xếp loại", "not classed"), std::nullopt);
  return table;
}

Markup digests(const std::vector<NamedDigest>& parts) {
  Markup items;
  for (const NamedDigest& part : parts)
    items += element("li", text(part.name + ": ") + element("code", part.digest.text()));
  return element("ul", items);
}

Markup entry(const std::string& term, const Markup& is) {
  return element("dt", term) + element("dd", is);
}

Markup applied(const std::vector<AppliedResult>& results) {
  Markup items;
  for (const AppliedResult& each : results) {
    const std::string what = each.question.command + (each.question.round ? " " + *each.question.round : "");
    items += element("li", text(what + ": ") + element("code", each.digest.text()));
  }
  return element("ul", items);
}

}  // namespace

Markup evaluation_section(const ReportContents& contents, Reading reading) {
  if (!contents.evaluation) return {};
  const Language language = reading.language;
  const EvaluationResult& result = *contents.evaluation;
  Markup content =
      lines_below_title(evaluation_heading_text(contents.inputs, result, contents.as_of, language));
  content +=
      html_table(classes_table(*contents.inputs.policy->evaluation, result, language), reading.id("classes"),
                 say(language, "Số đơn vị theo mức xếp loại", "Units by class"));
  content += html_table(evaluation_table(contents.inputs, result, language), reading.id("evaluation"),
                        say(language, "Điểm và xếp loại", "Points and classes"));
  content += lines(evaluation_notes_text(contents.inputs, result, language));
  return section(reading, "s-evaluation",
                 say(language, "Đánh giá mức độ hoàn thành nhiệm vụ", "Completion evaluation"), content);
}

Markup duties_section(const ReportContents& contents, Reading reading) {
  if (!contents.assessment.obligations) return {};
  const Language language = reading.language;
  const TextTable duties = duties_table(contents.inputs, *contents.assessment.obligations, language);
  if (duties.empty()) return {};
  return section(reading, "s-duties", say(language, "Nghĩa vụ có thời hạn", "Obligations with deadlines"),
                 html_table(duties, reading.id("duties"),
                            say(language, "Số đơn vị theo từng hạn", "Units by deadline")) +
                     lines(defaulters_text(contents.inputs, *contents.assessment.obligations, language)));
}

Markup remarks_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  const Inputs& inputs = contents.inputs;
  std::string text = contradictions_text(inputs, contents.assessment, language) +
                     data_findings_text(inputs, contents.assessment, language) +
                     left_out_text(inputs, contents.assessment, language);
  if (contents.assessment.project_checks) {
    text += projects_text(inputs, *contents.assessment.project_checks, language);
  }
  text += unmatched_facts_text(inputs, contents.as_of, language);
  const Markup items = lines(text);
  return items.empty() ? items
                       : section(reading, "s-remarks", say(language, "Cần lưu ý", "To be noted"), items);
}

Markup assumptions_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  const Policy& policy = contents.inputs.policy;
  Markup items;
  for (const AssumptionNote& each : assumption_notes(policy)) {
    std::string places;
    for (const std::size_t number : each.assumptions) {
      const Assumption& assumption = policy->assumptions[number];
      places += (places.empty() ? "" : ", ") + assumption.pointer +
                (assumption.value.empty() ? "" : " = " + assumption.value);
    }
    items += element("li", text(say(language, each.note)) + text(" ") + element("code", places));
  }
  if (items.empty()) return {};
  return section(
      reading, "s-assumptions", say(language, "Giả định của chính sách", "Assumed by the policy"),
      note(say(language, "Văn bản để ngỏ; kết quả nào dựa vào đâu thì ghi số [giả định …] ở trên.",
               "The texts leave these open; results above name by [assumed …] what they rest on.")) +
          element("ol", {{"class", "assumed"}}, items));
}

Markup made_by_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  const Policy& policy = contents.inputs.policy;
  const Provenance& from = contents.inputs.portfolio->provenance;
  Markup entries = entry(say(language, "Chương trình", "Program"), text("giaingan " GIAINGAN_VERSION));
  entries += entry(say(language, "Ngày đánh giá", "As of"), text(contents.as_of.text()));
  if (policy->day)
    entries +=
        entry(say(language, "Chính sách của ngày", "Policy as it stands on"), text(policy->day->text()));
  entries += entry(say(language, "Văn bản chính sách (SHA-256)", "Policy documents (SHA-256)"),
                   digests(policy->sources));
  if (!from.files.empty()) {
    entries += entry(say(language, "Bộ dữ liệu (SHA-256)", "Dataset (SHA-256)"),
                     element("code", digest_of_all(from.files).text()) + digests(from.files));
  }
  if (!from.applied.empty())
    entries += entry(say(language, "Sau các kết quả (SHA-256)", "After the results (SHA-256)"),
                     applied(from.applied));
  return element("footer",
                 element("h2", {{"id", reading.id("s-made")}}, text(say(language, "Lập từ đâu", "Made of"))) +
                     element("dl", {{"class", "made"}}, entries));
}

}  // namespace giaingan::tool
