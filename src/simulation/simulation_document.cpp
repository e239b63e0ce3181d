// What sweeps came to, as documents.
#include "giaingan/simulation/scenario_file.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

void write_summary(JsonWriter& writer, const SweepPlan& plan, const OutcomeSummary& summary) {
  writer.begin_object().key("mean").begin_object();
  writer.key("num").digits(summary.mean.numerator_text());
  writer.key("den").digits(summary.mean.denominator_text());
  writer.end_object();
  writer.member("least", summary.least).key("quantiles").begin_object();
  for (std::size_t i = 0; i < summary.quantiles.size(); ++i)
    writer.member(plan.quantile_texts[i], summary.quantiles[i]);
  writer.end_object().member("greatest", summary.greatest).end_object();
}

void write_figures(JsonWriter& writer, const SweepPlan& plan, const SideSummary& side) {
  writer.begin_object();
  for (std::size_t i = 0; i < side.columns.size(); ++i) {
    writer.key(side.columns[i]);
    write_summary(writer, plan, side.figures[i]);
  }
  writer.end_object();
}

void write_units(JsonWriter& writer, const YearSimulation& side, const UnitCounts& counts) {
  writer.key("units").begin_array();
  for (std::size_t i = 0; i < side.units().size(); ++i)
    writer.begin_object().member("unit", side.units()[i]).member("flagged", counts.flagged[i]).end_object();
  writer.end_array();
  if (!side.scenario().policy->evaluation) return;
  const auto& classes = side.scenario().policy->evaluation->classes;
  writer.key("rated").begin_array();
  for (std::size_t i = 0; i < side.rated().size(); ++i) {
    writer.begin_object().member("unit", side.rated()[i]).key("classes").begin_object();
    const std::size_t first = i * (classes.size() + 1);
    for (std::size_t k = 0; k < classes.size(); ++k)
      writer.member(classes[k].id, counts.classes[first + k]);
    writer.member("", counts.classes[first + classes.size()]).end_object().end_object();
  }
  writer.end_array();
}

void write_sweep(JsonWriter& writer, const SweepPlan& plan, const FinishedSweep& finished) {
  const Sweep& sweep = *finished.sweep;
  const SweepSummary summary = summarize(finished, plan.quantiles);
  writer.begin_object().member("id", sweep.side(0).scenario().id).member("sweep", sweep.digest().text());
  writer.member("seed", static_cast<std::int64_t>(sweep.side(0).scenario().seed));
  writer.member("first_draw", sweep.side(0).scenario().first_draw);
  writer.member("draws", finished.state->draws);
  writer.key("sides").begin_array();
  for (std::size_t i = 0; i < sweep.sides(); ++i) {
    writer.begin_object().member("policy", sweep.side(i).scenario().policy->id).key("changed").begin_array();
    for (const std::string& change : sweep.side(i).scenario().policy_changes)
      writer.value(change);
    writer.end_array().key("figures");
    write_figures(writer, plan, summary.sides[i]);
    write_units(writer, sweep.side(i), finished.state->sides[i]);
    writer.end_object();
  }
  writer.end_array();
  if (summary.differences) {
    writer.key("differences");
    write_figures(writer, plan, *summary.differences);
  }
  writer.end_object();
}

}  // namespace

SweepSummary summarize(const FinishedSweep& finished, std::span<const Ratio> quantiles) {
  const Sweep& sweep = *finished.sweep;
  SweepSummary summary;
  std::vector<OutcomeColumn> columns;
  for (std::size_t i = 0; i < sweep.sides(); ++i) {
    summary.sides.push_back({sweep.side(i).columns(), {}});
    for (std::size_t k = 0; k < sweep.side(i).columns().size(); ++k)
      columns.push_back({sweep.first_column(i) + k});
  }
  if (sweep.sides() == 2) {
    summary.differences.emplace();
    const auto& first = sweep.side(0).columns();
    const auto& second = sweep.side(1).columns();
    for (std::size_t k = 0; k < first.size(); ++k) {
      const auto same = std::ranges::find(second, first[k]);
      if (same == second.end()) continue;
      summary.differences->columns.push_back(first[k]);
      columns.push_back({sweep.first_column(1) + static_cast<std::size_t>(same - second.begin()), k});
    }
  }
  auto sums = summarize(*finished.rows, columns, quantiles);
  auto next = std::make_move_iterator(sums.begin());
  const auto take = [&](SideSummary& side) {
    side.figures.assign(next, next + static_cast<std::ptrdiff_t>(side.columns.size()));
    next += static_cast<std::ptrdiff_t>(side.columns.size());
  };
  for (SideSummary& side : summary.sides)
    take(side);
  if (summary.differences) take(*summary.differences);
  return summary;
}

std::string simulation_document(const Policy& policy, const Portfolio& portfolio, const SweepPlan& plan,
                                std::span<const FinishedSweep> sweeps) {
  JsonWriter writer;
  begin_result(writer, policy, portfolio, plan.question).key("scenarios").begin_array();
  for (const FinishedSweep& finished : sweeps)
    write_sweep(writer, plan, finished);
  writer.end_array().end_object();
  return writer.take();
}

std::string simulation_document(const Policy& policy, const Portfolio& portfolio, const SweepPlan& plan,
                                std::span<const SweepInMemory> sweeps) {
  std::vector<FinishedSweep> finished;
  finished.reserve(sweeps.size());
  for (const SweepInMemory& each : sweeps)
    finished.push_back(each.finished());
  return simulation_document(policy, portfolio, plan, finished);
}

void write_rows(const FinishedSweep& finished, const std::function<void(std::string_view)>& sink) {
  const Sweep& sweep = *finished.sweep;
  std::string text = "draw";
  for (std::size_t i = 0; i < sweep.sides(); ++i) {
    for (const std::string& column : sweep.side(i).columns())
      text += (i == 0 ? "," : ",against:") + column;
  }
  text += '\n';
  std::int64_t draw = sweep.side(0).scenario().first_draw;
  const std::size_t width = finished.rows->width();
  finished.rows->visit([&](std::span<const std::int64_t> rows) {
    for (std::size_t first = 0; first < rows.size(); first += width) {
      text += std::to_string(draw++);
      for (const std::int64_t number : rows.subspan(first, width))
        text += "," + std::to_string(number);
      text += '\n';
    }
    sink(text);
    text.clear();
  });
  sink(text);
}

}  // namespace giaingan::inline v1
