#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "names.hpp"
#include "report/charts.hpp"
#include "report/drawing.hpp"
#include "report/html_table.hpp"
#include "report/sections.hpp"
#include "report/simulation_tables.hpp"
#include "simulated_figures.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::size_t most_units = 20;

Spread spread_of(const SimulatedFigure& figure, std::size_t group, const std::string& label,
                 Language language) {
  Spread spread{.label = label,
                .value = figure.mean ? decimal_in_words(*figure.mean, language) : "–",
                .group = group,
                .from = "",
                .to = "",
                .least = Rational(figure.least),
                .greatest = Rational(figure.greatest),
                .quantiles = {},
                .mean = figure.mean};
  for (const std::int64_t quantile : figure.quantiles)
    spread.quantiles.emplace_back(quantile);
  std::ranges::sort(spread.quantiles);
  return spread;
}

/// Figure by figure, by one policy and then by the other; what is 0 in every draw says nothing.
std::vector<Spread> spreads_of(const ReportContents& contents, const SimulatedScenario& scenario,
                               Language language) {
  std::vector<Spread> spreads;
  const auto& figures = scenario.sides.front().figures;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    std::int64_t least = figures[i].least;
    std::int64_t greatest = figures[i].greatest;
    for (const SimulatedSide& side : scenario.sides) {
      const auto same = std::ranges::find(side.figures, figures[i].id, &SimulatedFigure::id);
      if (same == side.figures.end()) continue;
      least = std::min(least, same->least);
      greatest = std::max(greatest, same->greatest);
    }
    for (std::size_t side = 0; side < scenario.sides.size(); ++side) {
      const auto& of_side = scenario.sides[side].figures;
      const auto same = std::ranges::find(of_side, figures[i].id, &SimulatedFigure::id);
      if (same == of_side.end() || (same->least == 0 && same->greatest == 0)) continue;
      const std::string mark = scenario.sides.size() > 1 ? std::to_string(side + 1) + " – " : "";
      spreads.push_back(
          spread_of(*same, i, mark + simulated_name(contents.inputs.policy, same->id, language), language));
      spreads.back().from = amount(Dong{least}, language);
      spreads.back().to = amount(Dong{greatest}, language);
    }
  }
  return spreads;
}

Markup spread_legend(const SimulatedScenario& scenario, Language language) {
  const auto& quantiles = scenario.sides.front().quantiles;
  Markup legend = legend_line(line_shape("whisker", "0", "6", "28", "6"),
                              say(language, "từ thấp nhất đến cao nhất", "from the least to the greatest"));
  if (quantiles.size() > 1)
    legend +=
        legend_line(box_shape("range", "0", "0", "28", "12"), quantiles.front() + " – " + quantiles.back());
  if (quantiles.size() > 3) {
    legend +=
        legend_line(box_shape("range inner", "0", "0", "28", "12"),
                    quantiles[quantiles.size() / 2 - 1] + " – " + quantiles[(quantiles.size() + 1) / 2]);
  }
  if (quantiles.size() % 2 == 1)
    legend += legend_line(line_shape("middle", "14", "0", "14", "12"), quantiles[quantiles.size() / 2]);
  return legend +
         legend_line(element("circle", {{"class", "mean"}, {"cx", "14"}, {"cy", "6"}, {"r", "3"}}, Markup()),
                     say(language, "bình quân (ghi bên phải)", "mean (written on the right)"));
}

Markup flagged_part(const ReportContents& contents, const SimulatedScenario& scenario, const std::string& key,
                    Reading reading) {
  const Language language = reading.language;
  const auto order = most_flagged_first(scenario);
  if (order.empty()) return {};
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < std::min(order.size(), most_units); ++i) {
    const SimulatedUnit& unit = scenario.sides.front().units[order[i]];
    const Ratio share{unit.flagged, scenario.draws};
    bars.push_back({.label = unit_name(contents.inputs.portfolio, unit.id),
                    .value = percent(share, 2, language),
                    .ratio = Rational(share)});
  }
  const std::string title =
      say(language,
          "Tỷ lệ số lượt mô phỏng mà đơn vị bị nêu: ", "Share of draws in which a unit is flagged: ") +
      scenario.id + (scenario.sides.size() > 1 ? " (1: " + scenario.sides.front().policy + ")" : "");
  const DrawingText texts{reading.id("flagged-" + key), title,
                          say(language, "Số liệu ở bảng ngay dưới.", "The figures are in the table below.")};
  return bar_chart(texts, bars, {}, "") + html_table(flagged_table(contents.inputs, scenario, language),
                                                     reading.id("shares-" + key),
                                                     say(language, "Đơn vị bị nêu", "Units flagged"));
}

Markup scenario_part(const ReportContents& contents, const SimulatedScenario& scenario, std::size_t number,
                     Reading reading) {
  const Language language = reading.language;
  const std::string key = std::to_string(number);
  const std::string draws = std::to_string(scenario.draws);
  Markup part = element("h3", say(language, "Kịch bản ", "Scenario ") + scenario.id);
  std::string lines_of =
      say(language, {draws + " lượt mô phỏng, số khởi tạo " + std::to_string(scenario.seed),
                     draws + " draws, seed " + std::to_string(scenario.seed)});
  for (std::size_t i = 0; i < scenario.sides.size(); ++i)
    lines_of += (i == 0 ? "; " : ", ") + (scenario.sides.size() > 1 ? std::to_string(i + 1) + ": " : "") +
                scenario.sides[i].policy;
  part += note(lines_of);
  part += note("SHA-256 " + scenario.sweep);
  if (scenario.sides.empty()) return part;
  const auto spreads = spreads_of(contents, scenario, language);
  if (!spreads.empty()) {
    const DrawingText texts{
        reading.id("spread-" + key),
        say(language, "Phân bố kết quả mô phỏng: ", "Distribution of simulated outcomes: ") + scenario.id,
        say(language, "Mỗi chỉ tiêu có thang riêng, từ thấp nhất đến cao nhất. Số liệu ở bảng ngay dưới.",
            "Each figure has a scale of its own, from its least to its greatest. The figures are in the "
            "table below.")};
    part += spread_chart(texts, spreads, spread_legend(scenario, language));
  }
  part += html_table(outcomes_table(contents.inputs, scenario, language), reading.id("outcomes-" + key),
                     say(language, "Kết quả qua mọi lượt", "Outcomes over all draws"));
  return part + flagged_part(contents, scenario, key, reading);
}

}  // namespace

Markup simulation_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  Markup content;
  if (contents.simulation.empty())
    content = note(say(language, "Không có kết quả mô phỏng (--simulation FILE để đưa vào).",
                       "No result of a simulation was given (--simulation FILE adds one)."));
  else
    content = note(
        say(language,
            "Số liệu lấy từ kết quả mô phỏng đã lưu, không tính lại; mô phỏng cho biết chính sách tác động "
            "thế nào nếu dự án diễn biến như kịch bản, không phải dự báo.",
            "Taken from a saved result, not computed again; a simulation says what a policy does if projects "
            "behave as the scenario says, and predicts nothing."));
  for (std::size_t i = 0; i < contents.simulation.size(); ++i)
    content += scenario_part(contents, contents.simulation[i], i + 1, reading);
  return section(reading, "s-simulation", say(language, "Mô phỏng", "Simulation"), content);
}

}  // namespace giaingan::tool
