#include "report/page.hpp"

#include <vector>

#include "moved_inputs.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/style.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

const char* code_of(Language language) {
  return language == Language::vi ? "vi" : "en";
}

struct Named {
  const char* name;
  Markup section;
  std::string heading;
};

Markup navigation(const std::vector<Named>& sections, Reading reading) {
  Markup items;
  for (const Named& each : sections) {
    if (each.section.empty()) continue;
    items += element("li", element("a", {{"href", "#" + reading.id(each.name)}}, text(each.heading)));
  }
  return element("nav", {{"aria-label", say(reading.language, "Các phần", "Sections")}},
                 element("ul", items));
}

Markup title_of(const ReportContents& contents, Language language) {
  const auto& month_of = contents.assessment.disbursement.month;
  std::string day_line = say(language, "Số liệu đến ngày ", "As of ") + day(contents.as_of, language);
  if (month_of) {
    day_line += say(language, " (hết tháng ", " (figures of the end of ") +
                month(contents.inputs.policy->year, *month_of, language) + ")";
  }
  return element("h1", say(language, contents.inputs.policy->title)) +
         element("p", day_line + say(language, "; đơn vị tính: đồng", "; amounts in VND"));
}

Markup body_in(const ReportContents& contents, Language language) {
  const Reading reading{language};
  const auto named = [&](const char* name, const Markup& part, const char* vi, const char* en) {
    return Named{name, part, say(language, vi, en)};
  };
  const std::vector<Named> sections = {
      named("s-ranking", ranking_section(contents, reading), "Xếp hạng", "Ranking"),
      named("s-below", below_average_section(contents, reading), "Dưới mức trung bình", "Below the average"),
      named("s-rounds", rounds_section(contents, reading), "Điều hòa vốn", "Reallocation"),
      named("s-evaluation", evaluation_section(contents, reading), "Đánh giá", "Evaluation"),
      named("s-duties", duties_section(contents, reading), "Nghĩa vụ", "Obligations"),
      named("s-simulation", simulation_section(contents, reading), "Mô phỏng", "Simulation"),
      named("s-remarks", remarks_section(contents, reading), "Cần lưu ý", "To be noted"),
      named("s-assumptions", assumptions_section(contents, reading), "Giả định", "Assumptions")};
  Markup content = title_of(contents, language) + lines(proposed_text(contents.inputs, language)) +
                   key_figures(contents, reading) + navigation(sections, reading);
  for (const Named& each : sections)
    content += each.section;
  content += made_by_section(contents, reading);
  const std::string kind = std::string("reading-") + code_of(language);
  return element("main", {{"class", kind}, {"lang", code_of(language)}}, content);
}

/// Which language is shown: two buttons of which one is on, without a script.
Markup choice(Language language, Language first) {
  Attributes attributes{{"class", "choice"},
                        {"type", "radio"},
                        {"name", "language"},
                        {"id", std::string("choose-") + code_of(language)}};
  if (language == first) attributes.emplace_back("checked", "checked");
  return void_element("input", attributes);
}

Markup choice_label(Language language, const char* reads) {
  return element("label", {{"for", std::string("choose-") + code_of(language)}, {"lang", code_of(language)}},
                 text(reads));
}

/// What is folded away stays so on paper, unless this is chosen: every allocation of every round fills half
/// the pages.
Markup print_label() {
  const auto in = [](Language language, const char* words) {
    const std::string code = code_of(language);
    return element("span", {{"class", "words-" + code}, {"lang", code}}, text(words));
  };
  return element("label", {{"for", "print-all"}},
                 in(Language::vi, "In cả phần thu gọn") + in(Language::en, "Print what is folded too"));
}

}  // namespace

std::string report_page(const ReportContents& contents, Language first) {
  const Markup head =
      void_element("meta", {{"charset", "utf-8"}}) +
      void_element("meta",
                   {{"http-equiv", "Content-Security-Policy"},
                    {"content",
                     "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"}}) +
      void_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
      void_element("meta", {{"name", "referrer"}, {"content", "no-referrer"}}) +
      element("title", say(first, contents.inputs.policy->title)) + style_element(style_sheet());
  const Markup choices =
      choice(Language::vi, first) + choice(Language::en, first) +
      void_element("input", {{"class", "choice"}, {"type", "checkbox"}, {"id", "print-all"}}) +
      element(
          "div", {{"class", "bar-of-choices"}},
          choice_label(Language::vi, "Tiếng Việt") + choice_label(Language::en, "English") + print_label());
  const Markup body = choices + body_in(contents, Language::vi) + body_in(contents, Language::en);
  return html_page({{"lang", code_of(first)}}, element("head", head) + element("body", body));
}

}  // namespace giaingan::tool
