// What is recorded of units: events and metrics.
#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {

void PortfolioBuilder::add_events(std::span<const EventRow> events, const Origin& origin) {
  Rows rows(*state_, Table::events, origin, {{"unit", events.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const EventRow& event = events[i];
    const Index unit = rows.unit(i, "unit", event.unit);
    bool good = rows.required(i, "type", event.type);
    good = rows.text(i, "period", event.period) && good;
    good = rows.word(i, "cause", event.cause, {"subjective", "objective"}) && good;
    if (!good || unit == none) continue;
    state_->events.push_back({{.unit = unit,
                               .type = std::string(event.type),
                               .period = std::string(event.period),
                               .date = event.date,
                               .amount = event.amount,
                               .cause = std::string(event.cause)},
                              rows.where(i)});
  }
}

void PortfolioBuilder::add_metrics(std::span<const MetricRow> metrics, const Origin& origin) {
  Rows rows(*state_, Table::metrics, origin, {{"unit", metrics.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MetricRow& metric = metrics[i];
    const Index unit = rows.unit(i, "unit", metric.unit);
    bool good = rows.required(i, "metric", metric.metric);
    if (metric.value.den <= 0) {
      rows.problem(i, "value", "dataset.bad_number", "the denominator isn't above 0", "an exact number",
                   "give the number with a denominator above 0");
      good = false;
    }
    if (good && unit != none)
      state_->metrics.push_back({{unit, std::string(metric.metric), metric.value}, rows.where(i)});
  }
}

void arrange_unit_records(Draft& draft, const Positions& positions, Facts& facts) {
  for (auto& row : draft.events)
    row.fact.unit = positions.units.place(row.fact.unit);
  for (auto& row : draft.metrics)
    row.fact.unit = positions.units.place(row.fact.unit);
  sort_rows(draft.events, [](const Event& a, const Event& b) {
    return std::tie(a.unit, a.type, a.period, a.date, a.amount, a.cause) <
           std::tie(b.unit, b.type, b.period, b.date, b.amount, b.cause);
  });
  const auto key = [](const Metric& metric) { return std::tie(metric.unit, metric.metric); };
  sort_rows(draft.metrics, [&](const Metric& a, const Metric& b) { return key(a) < key(b); });
  report_duplicates(
      draft, Table::metrics, "unit", draft.metrics, [&](const Row<Metric>& row) { return key(row.fact); },
      [&](const Row<Metric>& row) {
        return "the metric " + in_quotes(row.fact.metric) + " of unit " +
               in_quotes(facts.units[static_cast<std::size_t>(row.fact.unit)].id);
      });
  facts.events = facts_of(draft.events);
  facts.metrics = facts_of(draft.metrics);
}

}  // namespace giaingan::inline v1
