#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "report/averages.hpp"
#include "report/charts.hpp"
#include "report/html_table.hpp"
#include "report/sections.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::size_t most_bars = 120;  // of more units, the first and the last half of it are drawn

Bar bar_of(const ReportContents& contents, const UnitDisbursement& unit,
           const std::vector<AverageLine>& lines, Language language) {
  const DisbursementPolicy& rule = contents.inputs.policy->disbursement;
  const auto ratio = unit.amounts.ratio();
  const std::string name = unit.name.empty() ? unit.id : unit.name;
  Bar bar{.label = (unit.rank ? std::to_string(*unit.rank) + ". " : "– ") + name,
          .value = percent(ratio, rule.decimals, language)};
  if (!ratio) return bar;
  bar.ratio = Rational(*ratio);
  bar.below = !lines.empty() && is_below(rule, *ratio, lines.front().value);
  return bar;
}

std::vector<Bar> bars_of(const ReportContents& contents, const std::vector<AverageLine>& lines,
                         Language language) {
  const auto& units = contents.assessment.disbursement.units;
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool is_drawn = units.size() <= most_bars || i < most_bars / 2 || units.size() - i <= most_bars / 2;
    if (is_drawn) bars.push_back(bar_of(contents, units[i], lines, language));
  }
  return bars;
}

std::string description(const std::vector<Bar>& bars, const std::vector<AverageLine>& lines,
                        Language language) {
  const auto below = std::to_string(std::ranges::count(bars, true, &Bar::below));
  const std::string count = std::to_string(bars.size());
  std::string text =
      say(language, {count + " thanh, từ tỷ lệ cao nhất. ", count + " bars, the highest ratio first. "});
  if (!lines.empty())
    text += say(language, {below + " thanh gạch chéo: thấp hơn " + lines.front().label + ". ",
                           below + " hatched bars: below " + lines.front().label + ". "});
  return text + say(language, "Số liệu ở bảng ngay dưới.", "The figures are in the table below.");
}

}  // namespace

Markup ranking_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  const auto lines_across = average_lines(contents, language);
  const auto bars = bars_of(contents, lines_across, language);
  const std::string title =
      say(language, "Tỷ lệ giải ngân của từng đơn vị đến ngày ", "Disbursement ratio of each unit as of ") +
      day(contents.as_of, language);
  const DrawingText texts{reading.id("ranking-chart"), title, description(bars, lines_across, language)};
  Markup content = lines_below_title(ranking_heading_text(contents.inputs, contents.assessment, language));
  content += bar_chart(
      texts, bars, lines_across,
      lines_across.empty() ? "" : say(language, "thấp hơn ", "below ") + lines_across.front().label);
  const std::size_t all = contents.assessment.disbursement.units.size();
  if (bars.size() < all) {
    const std::string left = std::to_string(all - bars.size());
    content += note(say(
        language, {"Biểu đồ chỉ vẽ các đơn vị đầu và cuối; " + left + " đơn vị ở giữa có trong bảng.",
                   "Only the first and last units are drawn; the " + left + " between are in the table."}));
  }
  content += html_table(ranking_table(contents.inputs, contents.assessment, language), reading.id("ranking"),
                        say(language, "Bảng xếp hạng (đồng)", "Ranking (VND)"), 1);
  content += lines(ranking_notes_text(contents.inputs, contents.assessment, language));
  return section(reading, "s-ranking",
                 say(language, "Xếp hạng tỷ lệ giải ngân", "Ranking by disbursement ratio"), content);
}

}  // namespace giaingan::tool
