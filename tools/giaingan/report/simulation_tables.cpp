#include "report/simulation_tables.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "cells.hpp"
#include "names.hpp"
#include "simulated_figures.hpp"

namespace giaingan::tool {
namespace {

void add_rows(TextTable& table, const Inputs& inputs, const SimulatedSide& side, const std::string& of,
              Language language) {
  for (const SimulatedFigure& figure : side.figures) {
    if (figure.least == 0 && figure.greatest == 0) continue;
    std::vector<Cell> cells{
        simulated_name(inputs.policy, figure.id, language), of,
        figure.mean ? number_cell(decimal_in_words(*figure.mean, language), Measure::points, *figure.mean, 2)
                    : Cell("–"),
        amount_cell(Dong{figure.least}, language)};
    for (const std::int64_t quantile : figure.quantiles)
      cells.push_back(amount_cell(Dong{quantile}, language));
    cells.push_back(amount_cell(Dong{figure.greatest}, language));
    table.row(std::move(cells));
  }
}

}  // namespace

TextTable outcomes_table(const Inputs& inputs, const SimulatedScenario& scenario, Language language) {
  TextTable table;
  table.column(say(language, "Chỉ tiêu", "Figure"), Align::left);
  table.column(say(language, "Chính sách", "Policy"), Align::left);
  table.column(say(language, "Bình quân", "Mean"), Align::right);
  table.column(say(language, "Thấp nhất", "Least"), Align::right);
  if (!scenario.sides.empty()) {
    for (const std::string& quantile : scenario.sides.front().quantiles)
      table.column(quantile, Align::right);
  }
  table.column(say(language, "Cao nhất", "Greatest"), Align::right);
  for (std::size_t i = 0; i < scenario.sides.size(); ++i) {
    const std::string number = scenario.sides.size() > 1 ? std::to_string(i + 1) + ": " : "";
    add_rows(table, inputs, scenario.sides[i], number + scenario.sides[i].policy, language);
  }
  if (scenario.differences)
    add_rows(table, inputs, *scenario.differences,
             say(language, "2 trừ 1, từng lượt", "2 less 1, draw by draw"), language);
  return table;
}

std::vector<std::size_t> most_flagged_first(const SimulatedScenario& scenario) {
  if (scenario.sides.empty()) return {};
  const auto& first = scenario.sides.front().units;
  const auto& last = scenario.sides.back().units;
  const auto both = [&](std::size_t i) { return std::pair(first[i].flagged, last[i].flagged); };
  std::vector<std::size_t> order(std::min(first.size(), last.size()));
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](std::size_t i) { return both(i) == std::pair(std::int64_t{0}, std::int64_t{0}); });
  std::ranges::stable_sort(order, std::ranges::greater(), both);
  return order;
}

TextTable flagged_table(const Inputs& inputs, const SimulatedScenario& scenario, Language language) {
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  for (std::size_t i = 0; i < scenario.sides.size(); ++i) {
    const std::string policy = std::to_string(i + 1) + ": " + scenario.sides[i].policy;
    table.column(say(language, {"Số lượt bị nêu, " + policy, "Draws flagged, " + policy}), Align::right);
    table.column(say(language, "Tỷ lệ số lượt", "Share of draws"), Align::right);
  }
  for (const std::size_t i : most_flagged_first(scenario)) {
    std::vector<Cell> cells{unit_name(inputs.portfolio, scenario.sides.front().units[i].id)};
    for (const SimulatedSide& side : scenario.sides) {
      cells.push_back(count_cell(side.units[i].flagged));
      cells.push_back(percent_cell(std::optional(Ratio{side.units[i].flagged, scenario.draws}), 2, language));
    }
    table.row(std::move(cells));
  }
  return table;
}

}  // namespace giaingan::tool
