#include "giaingan/simulation/scenario_file.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "result_tables.hpp"

using namespace giaingan;
using namespace giaingan::capi;

namespace {

HostBehaviour host_of(giaingan_behaviour behaviour, void* context) {
  if (behaviour == nullptr) return {};
  return [=](const MonthAtHand& at_hand, std::span<std::int64_t> disbursed) {
    const std::int32_t status =
        behaviour(context, at_hand.month.number, static_cast<std::int64_t>(at_hand.draw.seed),
                  static_cast<std::int64_t>(at_hand.draw.number), static_cast<std::int64_t>(disbursed.size()),
                  at_hand.plan.data(), at_hand.before.data(), disbursed.data());
    if (status != 0)
      throw InvalidArgument("the behaviour returned " + std::to_string(status) + " in month " +
                            std::to_string(at_hand.month.number) + " of draw " +
                            std::to_string(at_hand.draw.number));
  };
}

/// One figure of one side, or of the differences.
struct FigureRow {
  std::int64_t scenario;
  std::int64_t side;
  std::string name;
  OutcomeSummary summary;
};

struct QuantileRow {
  std::int64_t figure;
  std::string quantile;
  std::int64_t value;
};

struct UnitRow {
  std::int64_t scenario;
  std::int64_t side;
  std::string unit;
  std::int64_t flagged;
};

struct RatedRow {
  std::int64_t scenario;
  std::int64_t side;
  std::string unit;
  std::string rated;
  std::int64_t draws;
};

void take_figures(const SideSummary& side, std::int64_t scenario, std::int64_t number,
                  std::vector<FigureRow>& to) {
  for (std::size_t i = 0; i < side.columns.size(); ++i)
    to.push_back({scenario, number, side.columns[i], side.figures[i]});
}

std::vector<FigureRow> figures_of(const SweepPlan& plan, const std::vector<SweepInMemory>& all) {
  std::vector<FigureRow> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const SweepSummary summary = summarize(all[i].finished(), plan.quantiles);
    for (std::size_t side = 0; side < summary.sides.size(); ++side)
      take_figures(summary.sides[side], static_cast<std::int64_t>(i), static_cast<std::int64_t>(side), rows);
    if (summary.differences) take_figures(*summary.differences, static_cast<std::int64_t>(i), 2, rows);
  }
  return rows;
}

std::vector<QuantileRow> quantiles_of(const SweepPlan& plan, const std::vector<FigureRow>& figures) {
  std::vector<QuantileRow> rows;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (std::size_t q = 0; q < figures[i].summary.quantiles.size(); ++q)
      rows.push_back({static_cast<std::int64_t>(i), plan.quantile_texts[q], figures[i].summary.quantiles[q]});
  }
  return rows;
}

std::vector<UnitRow> units_of(const std::vector<SweepInMemory>& all) {
  std::vector<UnitRow> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t side = 0; side < all[i].sweep.sides(); ++side) {
      const auto& units = all[i].sweep.side(side).units();
      for (std::size_t unit = 0; unit < units.size(); ++unit)
        rows.push_back({static_cast<std::int64_t>(i), static_cast<std::int64_t>(side), units[unit],
                        all[i].state.sides[side].flagged[unit]});
    }
  }
  return rows;
}

void take_rated(const SweepInMemory& one, std::size_t scenario, std::size_t number,
                std::vector<RatedRow>& to) {
  const YearSimulation& side = one.sweep.side(number);
  const auto& counts = one.state.sides[number].classes;
  if (counts.empty()) return;
  const auto& classes = side.scenario().policy->evaluation->classes;
  std::size_t next = 0;
  for (const std::string& unit : side.rated()) {
    for (std::size_t k = 0; k <= classes.size(); ++k)
      to.push_back({static_cast<std::int64_t>(scenario), static_cast<std::int64_t>(number), unit,
                    k < classes.size() ? classes[k].id : "", counts[next++]});
  }
}

std::vector<RatedRow> rated_of(const std::vector<SweepInMemory>& all) {
  std::vector<RatedRow> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t side = 0; side < all[i].sweep.sides(); ++side)
      take_rated(all[i], i, side, rows);
  }
  return rows;
}

void add_draws(ResultTables& result, const SweepInMemory& one) {
  TableOutput& table = result.tables.emplace_back("draws:" + one.sweep.side(0).scenario().id);
  const std::size_t width = one.sweep.width();
  ColumnOutput& draws = table.column("draw", GIAINGAN_INT64);
  for (std::int64_t i = 0; i < one.state.draws; ++i)
    draws.add(one.sweep.side(0).scenario().first_draw + i);
  std::size_t column = 0;
  for (std::size_t side = 0; side < one.sweep.sides(); ++side) {
    for (const std::string& name : one.sweep.side(side).columns()) {
      ColumnOutput& out = table.column((side == 0 ? "" : "against:") + name, GIAINGAN_INT64);
      for (std::size_t place = column; place < one.rows->all().size(); place += width)
        out.add(one.rows->all()[place]);
      ++column;
    }
  }
}

ResultTables tables_of(const SweepPlan& plan, const std::vector<SweepInMemory>& all) {
  ResultTables result;
  TableOutput& scenarios = result.table("scenarios");
  add_column(scenarios, "id", GIAINGAN_UTF8, all,
             [](const SweepInMemory& one) { return one.sweep.side(0).scenario().id; });
  add_column(scenarios, "draws", GIAINGAN_INT64, all,
             [](const SweepInMemory& one) { return one.state.draws; });
  add_column(scenarios, "first_draw", GIAINGAN_INT64, all,
             [](const SweepInMemory& one) { return one.sweep.side(0).scenario().first_draw; });
  const auto figure_rows = figures_of(plan, all);
  TableOutput& figures = result.table("figures");
  using Figure = const FigureRow&;
  add_column(figures, "scenario_row", GIAINGAN_INT64, figure_rows, [](Figure row) { return row.scenario; });
  add_column(figures, "side", GIAINGAN_INT64, figure_rows, [](Figure row) { return row.side; });
  add_column(figures, "figure", GIAINGAN_UTF8, figure_rows, [](Figure row) { return row.name; });
  add_column(figures, "least", GIAINGAN_INT64, figure_rows, [](Figure row) { return row.summary.least; });
  add_column(figures, "greatest", GIAINGAN_INT64, figure_rows,
             [](Figure row) { return row.summary.greatest; });
  add_exact_columns(figures, "mean_", figure_rows,
                    [](Figure row) { return std::optional(row.summary.mean); });
  const auto quantile_rows = quantiles_of(plan, figure_rows);
  TableOutput& quantiles = result.table("quantiles");
  using Quantile = const QuantileRow&;
  add_column(quantiles, "figure_row", GIAINGAN_INT64, quantile_rows, [](Quantile row) { return row.figure; });
  add_column(quantiles, "quantile", GIAINGAN_UTF8, quantile_rows, [](Quantile row) { return row.quantile; });
  add_column(quantiles, "value", GIAINGAN_INT64, quantile_rows, [](Quantile row) { return row.value; });
  const auto unit_rows = units_of(all);
  TableOutput& units = result.table("units");
  using Unit = const UnitRow&;
  add_column(units, "scenario_row", GIAINGAN_INT64, unit_rows, [](Unit row) { return row.scenario; });
  add_column(units, "side", GIAINGAN_INT64, unit_rows, [](Unit row) { return row.side; });
  add_column(units, "unit", GIAINGAN_UTF8, unit_rows, [](Unit row) { return row.unit; });
  add_column(units, "flagged", GIAINGAN_INT64, unit_rows, [](Unit row) { return row.flagged; });
  const auto rated_rows = rated_of(all);
  TableOutput& rated = result.table("rated");
  using Rated = const RatedRow&;
  add_column(rated, "scenario_row", GIAINGAN_INT64, rated_rows, [](Rated row) { return row.scenario; });
  add_column(rated, "side", GIAINGAN_INT64, rated_rows, [](Rated row) { return row.side; });
  add_column(rated, "unit", GIAINGAN_UTF8, rated_rows, [](Rated row) { return row.unit; });
  add_column(rated, "class", GIAINGAN_UTF8, rated_rows, [](Rated row) { return row.rated; });
  add_column(rated, "draws", GIAINGAN_INT64, rated_rows, [](Rated row) { return row.draws; });
  for (const SweepInMemory& one : all)
    add_draws(result, one);
  return result;
}

}  // namespace

giaingan_status giaingan_simulate(const char* policy, int64_t policy_size, const char* against,
                                  int64_t against_size, const giaingan_portfolio* portfolio,
                                  const char* scenarios, int64_t scenarios_size, giaingan_behaviour behaviour,
                                  void* context, int32_t threads, giaingan_result** result,
                                  giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const NamedDocument rules{text_of(policy, policy_size, "policy"), "policy"};
    std::optional<NamedDocument> others;
    if (against != nullptr) others = NamedDocument{text_of(against, against_size, "against"), "against"};
    require_open(required(portfolio, "portfolio").watch);
    const Watching watching(portfolio->watch.get());
    const SweepPlan plan = read_scenarios({text_of(scenarios, scenarios_size, "scenarios"), "scenarios"},
                                          rules, others, portfolio->value, host_of(behaviour, context));
    const std::vector<SweepInMemory> all = run_in_memory(plan, {.threads = threads});
    out = new_result(
        simulation_document(Policy::from_json(rules.text, rules.name), portfolio->value, plan, all),
        tables_of(plan, all));
  });
}
