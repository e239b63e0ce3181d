#include "policy/rubric_table.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "policy/cover_report.hpp"
#include "policy/interval_cover.hpp"
#include "policy/metric_pieces.hpp"
#include "policy/sections.hpp"
#include "policy/table_cover.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t most_metrics = 10;
constexpr std::size_t most_rows = 500;
constexpr std::size_t most_intervals = 4'000;  // of all cells of a metric

void report_too_many(ObjectReader& reader, std::string_view key, std::size_t count, std::size_t most) {
  if (count > 0 && count <= most) return;
  reader.problem(key, "policy.table_size", "the table has " + std::to_string(count) + " " + std::string(key),
                 "from 1 to " + std::to_string(most), count == 0 ? "add them" : "split the table");
}

/// Beside listed values no bound has a meaning (days are gone by now).
void refuse_bounds(ObjectReader& reader) {
  for (const char* bound : {"from", "to"}) {
    if (!reader.has(bound)) continue;
    reader.allow(bound);
    reader.problem(bound, "policy.unknown_key", "a bound stands beside listed values",
                   "\"values\", or bounds, or a day as \"YYYY-MM-DD\"", "leave one of them out");
  }
}

/// What a row takes of one metric: values that are listed, or an interval.
std::vector<Interval> read_cell(ObjectReader& reader) {
  if (!reader.has("values")) {
    reader.allow("values");
    return {read_interval(reader)};
  }
  refuse_bounds(reader);
  std::vector<Interval> any_of;
  for (const Ratio& value : reader.ratios("values"))
    any_of.push_back({.from = value, .to = value, .includes = IncludedBounds::both});
  if (any_of.empty())
    reader.problem("values", "policy.empty_band", "no value is listed", "at least one", "list them");
  return any_of;
}

TableRow read_row(ObjectReader& reader, std::size_t number, const std::vector<std::string>& metrics) {
  TableRow row{.id = reader.text_or("id", std::to_string(number)),
               .cells = std::vector<std::vector<Interval>>(metrics.size()),
               .points = reader.ratio("points").value};
  for (const Node& item : reader.items("when")) {
    ObjectReader cell(reader.context(), item, reader.citation());
    const std::string metric = cell.text("metric");
    auto any_of = read_cell(cell);
    cell.finish();
    const auto found = std::ranges::find(metrics, metric);
    if (found == metrics.end()) {
      if (!metric.empty()) {
        cell.problem("metric", "policy.unknown_id", "\"" + metric + "\" is no metric of this table",
                     "one of the table's \"metrics\"", "add it there, or mend the id");
      }
      continue;
    }
    auto& place = row.cells[static_cast<std::size_t>(found - metrics.begin())];
    if (!place.empty()) {
      cell.problem("metric", "policy.duplicate_id", "the row names \"" + metric + "\" twice",
                   "every metric at most once", "join the two, or write another row of the same points");
    }
    place = std::move(any_of);
  }
  return row;
}

}  // namespace

Interval read_interval(ObjectReader& reader) {
  Interval interval;
  if (const auto from = reader.optional_ratio("from")) interval.from = from->value;
  if (const auto to = reader.optional_ratio("to")) interval.to = to->value;
  interval.includes = reader.choice<IncludedBounds>("includes",
                                                    {{"from", IncludedBounds::from},
                                                     {"to", IncludedBounds::to},
                                                     {"both", IncludedBounds::both},
                                                     {"neither", IncludedBounds::neither}},
                                                    IncludedBounds::from);
  if (is_empty(interval)) {
    reader.problem("", "policy.empty_band", "no number lies in this band", "from < to",
                   "mend the bounds, or delete the band");
  }
  return interval;
}

MetricDomain read_domain(ObjectReader& reader) {
  MetricDomain domain;
  const auto wrong = [&](std::string_view key, std::string message, std::string expected) {
    reader.problem(key, "policy.metric_domain", std::move(message), std::move(expected),
                   "mend what the metric can be");
  };
  if (reader.has("values")) {
    refuse_bounds(reader);
    domain.values = reader.ratios("values");
    std::ranges::sort(domain.values);
    if (domain.values.empty()) wrong("values", "the metric can have no value", "at least one value");
    if (std::ranges::adjacent_find(domain.values) != domain.values.end())
      wrong("values", "a value is listed twice", "every value once");
    return domain;
  }
  reader.allow("values");
  if (const auto from = reader.optional_ratio("from")) domain.from = from->value;
  if (const auto to = reader.optional_ratio("to")) domain.to = to->value;
  domain.whole = reader.flag_or("whole", false);
  if (AxisPieces(axis_of(domain), std::span<const Interval>()).count() == 0)
    wrong("", "the metric can have no value", "from <= to, and a whole number between them if \"whole\"");
  return domain;
}

TabledScore read_table(ReadingContext& context, const Node& node, const Citation& inherited,
                       const CheckMetric& check_metric) {
  ObjectReader reader(context, node, inherited);
  TabledScore table{.metrics = reader.texts("metrics"), .rows = {}};
  for (std::size_t i = 0; i < table.metrics.size(); ++i) {
    const std::string& metric = table.metrics[i];
    check_metric(reader, "metrics", metric);
    const auto end = table.metrics.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(table.metrics.begin(), end, metric) == end) continue;
    reader.problem("metrics", "policy.duplicate_id", "the metric \"" + metric + "\" stands twice",
                   "every metric once", "delete one");
  }
  for (const Node& item : reader.items("rows")) {
    ObjectReader row(context, item, reader.citation());
    TableRow read = read_row(row, table.rows.size(), table.metrics);
    row.finish();
    report_second(row, table.rows, read.id);
    table.rows.push_back(std::move(read));
  }
  reader.finish();
  report_too_many(reader, "metrics", table.metrics.size(), most_metrics);
  report_too_many(reader, "rows", table.rows.size(), most_rows);
  for (std::size_t i = 0; i < table.metrics.size(); ++i) {
    std::size_t intervals = 0;
    for (const TableRow& row : table.rows)
      intervals += row.cells[i].size();
    if (intervals <= most_intervals) continue;
    reader.problem("rows", "policy.table_size",
                   "the rows list " + std::to_string(intervals) + " values and intervals of \"" +
                       table.metrics[i] + "\"",
                   "at most " + std::to_string(most_intervals), "write intervals in place of values");
  }
  return table;
}

std::vector<CoverFault> table_faults(const EvaluationPolicy& policy, const Criterion& criterion,
                                     const TabledScore& table, const std::string& pointer) {
  const bool checked = !table.metrics.empty() && table.metrics.size() <= most_metrics &&
                       !table.rows.empty() && table.rows.size() <= most_rows;
  if (!checked) return {};  // reported already
  CoverSubject subject{
      .of = Cover::table, .criterion = criterion.id, .pointer = pointer, .axes = {}, .ids = {}, .rows = {}};
  std::vector<AxisDomain> axes;
  for (const std::string& metric : table.metrics) {
    subject.axes.push_back({metric, {}});
    axes.push_back(axis_of(Figure{metric, {}}, policy));
  }
  for (const TableRow& row : table.rows) {
    subject.ids.push_back(row.id);
    RowCells& cells = subject.rows.emplace_back(row.cells);
    for (std::vector<Interval>& any_of : cells) {
      for (Interval& interval : any_of)
        interval = as_compared(interval, policy);
    }
  }
  return faults_of(subject, axes);
}

}  // namespace giaingan::inline v1
