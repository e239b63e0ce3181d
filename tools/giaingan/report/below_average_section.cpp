#include <cstddef>
#include <string>
#include <vector>

#include "names.hpp"
#include "officer_notes.hpp"
#include "report/below_average_tables.hpp"
#include "report/charts.hpp"
#include "report/html_table.hpp"
#include "report/sections.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::size_t most_drawn = 40;

/// The unit's own curve, then those of what it is held against.
std::vector<Curve> curves_of(const ReportContents& contents, const BelowAverageUnit& unit,
                             Language language) {
  const BelowAverageResult& result = *contents.assessment.below_average;
  const std::size_t months = result.month ? static_cast<std::size_t>(result.month->number) : 0;
  std::vector<Curve> curves{{judged_name(contents.inputs.policy, unit, language), {}}};
  curves.front().at.resize(months);
  for (const JudgedMonth& each : months_of(unit)) {
    const auto ratio = each.amounts.ratio();
    if (ratio) curves.front().at[static_cast<std::size_t>(each.month.number - 1)] = Rational(*ratio);
  }
  for (const std::size_t reference : unit.held_against) {
    Curve curve{average_name(contents.inputs.policy, result.references[reference].id, language), {}};
    for (const AverageValue& value : result.references[reference].at)
      curve.at.push_back(value.value);
    curves.push_back(std::move(curve));
  }
  return curves;
}

/// The months of the runs that were long enough.
std::vector<bool> marked_months(const ReportContents& contents, const BelowAverageUnit& unit) {
  const BelowAverageResult& result = *contents.assessment.below_average;
  std::vector<bool> marked(result.month ? static_cast<std::size_t>(result.month->number) : 0, false);
  for (const BelowAverageRun& run : unit.runs) {
    if (run.length() < contents.inputs.policy->below_average->months.value) continue;
    for (const JudgedMonth& each : run.months)
      marked[static_cast<std::size_t>(each.month.number - 1)] = true;
  }
  return marked;
}

Markup unit_part(const ReportContents& contents, std::size_t index, Reading reading) {
  const Language language = reading.language;
  const BelowAverageResult& result = *contents.assessment.below_average;
  const BelowAverageUnit& unit = result.units[index];
  const std::string name = judged_name(contents.inputs.policy, unit, language);
  const std::string number = std::to_string(index + 1);
  const std::string months = std::to_string(contents.inputs.policy->below_average->months.value);
  const std::string standing =
      unit.flagged ? say(language, {"đang bị nêu, " + std::to_string(unit.current_run) + " tháng liên tiếp",
                                    "flagged now, " + std::to_string(unit.current_run) + " months in a row"})
                   : say(language, "đã từng đủ tháng, nay không còn", "was flagged earlier, not now");
  const DrawingText texts{
      reading.id("curve-" + number),
      say(language, "Tỷ lệ giải ngân theo tháng: ", "Disbursement ratio by month: ") + name,
      name + ": " + standing + ". " +
          say(language, "Số liệu từng tháng ở bảng bên cạnh.",
              "The months' figures are in the table beside.")};
  const std::string marks = say(language, {"tháng thuộc đợt dưới mức từ " + months + " tháng liên tiếp",
                                           "months of a run of at least " + months + " below"});
  const Markup chart =
      curve_chart(texts, curves_of(contents, unit, language), marked_months(contents, unit), marks);
  const Markup table = html_table(
      months_table(contents.inputs, result, unit, language), reading.id("months-" + number),
      name + say(language, " (đồng; ↓ thấp hơn, ✓ không thấp hơn)", " (VND; ↓ below, ✓ not below)"));
  return element("h3", name + " – " + standing) +
         element("div", {{"class", "pair"}}, element("div", chart) + table);
}

}  // namespace

Markup below_average_section(const ReportContents& contents, Reading reading) {
  if (!contents.assessment.below_average) return {};
  const Language language = reading.language;
  const BelowAverageResult& result = *contents.assessment.below_average;
  Markup content = lines_below_title(below_average_heading_text(contents.inputs, result, language));
  content += html_table(standings_table(contents.inputs, result, language), reading.id("standings"),
                        say(language, "Kết luận về từng đơn vị (đồng)", "Standing of each unit (VND)"));
  std::size_t listed = 0;
  for (std::size_t i = 0; i < result.units.size(); ++i) {
    if (was_ever_flagged(result.units[i]) && ++listed <= most_drawn)
      content += unit_part(contents, i, reading);
  }
  if (listed == 0)
    content += element("p", say(language, "Không có đơn vị nào bị nêu.", "No unit is flagged."));
  if (listed > most_drawn) {
    const std::string left = std::to_string(listed - most_drawn);
    content += note(say(
        language, {"Không vẽ " + left + " đơn vị còn lại; kết luận của các đơn vị này có trong bảng trên.",
                   "The remaining " + left + " units aren't drawn; the table above has their standing."}));
  }
  content += lines(review_text(contents.inputs, result, language));
  const std::string months = std::to_string(contents.inputs.policy->below_average->months.value);
  return section(reading, "s-below",
                 say(language, {"Dưới mức trung bình liên tiếp " + months + " tháng",
                                "Below the average " + months + " months in a row"}),
                 content);
}

}  // namespace giaingan::tool
