#include "simulation_text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "simulated_figures.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::size_t units_listed = 20;

std::string figures_text(const SweepPlan& plan, const Policy& policy, const SideSummary& side,
                         Language language) {
  TextTable table;
  table.column(say(language, "Chỉ tiêu", "Figure"), Align::left);
  table.column(say(language, "Bình quân", "Mean"), Align::right);
  table.column(say(language, "Thấp nhất", "Least"), Align::right);
  for (const std::string& quantile : plan.quantile_texts)
    table.column(quantile, Align::right);
  table.column(say(language, "Cao nhất", "Greatest"), Align::right);
  for (std::size_t i = 0; i < side.columns.size(); ++i) {
    const OutcomeSummary& summary = side.figures[i];
    if (summary.least == 0 && summary.greatest == 0) continue;
    std::vector<Cell> cells{simulated_name(policy, side.columns[i], language),
                            decimal_in_words(summary.mean, language), amount(Dong{summary.least}, language)};
    for (const std::int64_t quantile : summary.quantiles)
      cells.emplace_back(amount(Dong{quantile}, language));
    cells.emplace_back(amount(Dong{summary.greatest}, language));
    table.row(std::move(cells));
  }
  return table.empty() ? say(language, "  không có gì khác 0\n", "  nothing but zeros\n") : table.text();
}

std::string units_text(const FinishedSweep& finished, Language language) {
  const auto& names = finished.sweep->side(0).units();
  const auto& first = finished.state->sides.front().flagged;
  const auto& last = finished.state->sides.back().flagged;
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](std::size_t i) { return first[i] == 0 && last[i] == 0; });
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return first[i] + last[i]; });
  if (order.empty()) return "";
  const bool two = finished.sweep->sides() == 2;
  const std::int64_t draws = finished.state->draws;
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "bị nêu, % số lượt", "flagged, % of draws"), Align::right);
  if (two) table.column(say(language, "theo chính sách kia", "by the other policy"), Align::right);
  for (const std::size_t& i : order) {
    if (&i - order.data() == static_cast<std::ptrdiff_t>(units_listed)) break;
    std::vector<Cell> cells{names[i], percent(Ratio{first[i], draws}, 2, language)};
    if (two) cells.emplace_back(percent(Ratio{last[i], draws}, 2, language));
    table.row(std::move(cells));
  }
  std::string text = "\n" + table.text();
  if (order.size() > units_listed)
    text += say(language, "  và ", "  and ") + std::to_string(order.size() - units_listed) +
            say(language, " đơn vị khác\n", " more\n");
  return text;
}

/// `(2) lang-son-city-2024, /below_average/combine = "all"`; without a number where there is one side only.
std::string side_name(const Sweep& sweep, std::size_t side) {
  const Scenario& scenario = sweep.side(side).scenario();
  std::string name = sweep.sides() == 1 ? "" : "(" + std::to_string(side + 1) + ") ";
  name += scenario.policy->id;
  for (const std::string& change : scenario.policy_changes)
    name += ", " + change;
  return name;
}

}  // namespace

std::string simulation_text(const SweepPlan& plan, std::span<const FinishedSweep> sweeps, Language language) {
  std::string text;
  for (const FinishedSweep& finished : sweeps) {
    const Sweep& sweep = *finished.sweep;
    const SweepSummary summary = summarize(finished, plan.quantiles);
    text += (text.empty() ? "" : "\n") + say(language, "Kịch bản ", "Scenario ") +
            sweep.side(0).scenario().id + ": " + std::to_string(finished.state->draws) +
            say(language, " lượt mô phỏng", " draws") + "\n";
    for (std::size_t i = 0; i < sweep.sides(); ++i) {
      const Policy& policy = sweep.side(i).scenario().policy;
      text += "\n" + side_name(sweep, i) + "\n" + figures_text(plan, policy, summary.sides[i], language);
    }
    if (summary.differences) {
      const Policy& policy = sweep.side(0).scenario().policy;
      text += "\n" + say(language, "(2) trừ (1), từng lượt\n", "(2) less (1), draw by draw\n") +
              figures_text(plan, policy, *summary.differences, language);
    }
    text += units_text(finished, language);
  }
  return text;
}

}  // namespace giaingan::tool
