#include "oracle/round_states.hpp"

#include <algorithm>
#include <stdexcept>

#include "oracle/disbursement.hpp"

namespace oracle {
namespace {

// The last cumulative figure at or before the month; nothing if there is no row yet.
template <class Row, class Amount>
std::optional<Integer> carried(const std::vector<Row>& rows, const std::string& allocation, int month,
                               Amount amount) {
  std::optional<Integer> result;
  int latest = 0;
  for (const Row& row : rows) {
    if (row.allocation != allocation || row.month > month || row.month <= latest) continue;
    latest = row.month;
    result = Integer(amount(row));
  }
  return result;
}

Integer plan_on(const Facts& facts, const Allocation& allocation, Date day) {
  Integer plan = allocation.plan;
  for (const auto& change : facts.plan_changes) {
    if (change.allocation == allocation.id && change.date <= day) plan += change.change;
  }
  return plan;
}

std::vector<Disbursement> of_kind(const Facts& facts, Disbursement::Kind kind) {
  std::vector<Disbursement> rows;
  for (const auto& row : facts.disbursements) {
    if (row.kind == kind) rows.push_back(row);
  }
  return rows;
}

// Estimates count, if at all, for months after the last actual figure.
Integer disbursed_at(const Facts& facts, const Round& round, const Allocation& allocation, int month) {
  auto rows = of_kind(facts, Disbursement::Kind::actual);
  if (round.estimates == Round::Estimates::counted) {
    int last_actual = 0;
    for (const auto& row : rows) {
      if (row.allocation == allocation.id && row.month <= month)
        last_actual = std::max(last_actual, row.month);
    }
    for (const auto& row : of_kind(facts, Disbursement::Kind::estimate)) {
      if (row.month > last_actual) rows.push_back(row);
    }
  }
  return carried(rows, allocation.id, month, [](const auto& row) { return row.disbursed; }).value_or(0);
}

std::string unit_at(const Facts& facts, const Allocation& allocation, const std::string& level) {
  if (level == "allocation") return allocation.id;
  if (level == "owner") return allocation.owner;  // whether the units name it or not
  return unit_of(facts, allocation, level);
}

Project project_of(const Facts& facts, const Allocation& allocation) {
  for (const auto& project : facts.projects) {
    if (project.id == allocation.project) return project;
  }
  Project unknown;
  unknown.id = allocation.project;
  return unknown;
}

std::optional<Integer> forecast_of(const Facts& facts, const Round& round, const Allocation& allocation,
                                   int month) {
  if (month == 0) return std::nullopt;
  const Integer disbursed = disbursed_at(facts, round, allocation, month);
  const auto scheduled = [&](int at) {
    return carried(facts.schedule, allocation.id, at, [](const auto& row) { return row.scheduled; });
  };
  switch (round.forecast) {
    case Round::Forecast::linear:
      return floor(Rational(disbursed * round.forecast_month, month));
    case Round::Forecast::schedule:
      if (!scheduled(round.forecast_month)) return std::nullopt;
      return Integer(disbursed + *scheduled(round.forecast_month) - scheduled(month).value_or(0));
    case Round::Forecast::estimate:
      return carried(of_kind(facts, Disbursement::Kind::estimate), allocation.id, round.forecast_month,
                     [](const auto& row) { return row.disbursed; });
  }
  throw std::logic_error("a forecast of no kind");
}

}  // namespace

std::vector<State> states_of(const Facts& facts, const Round& round) {
  std::vector<State> states;
  const int month = month_of(facts.year, round.as_of);
  for (const Allocation& allocation : facts.allocations) {
    State state;
    state.allocation = &allocation;
    state.project = project_of(facts, allocation);
    state.plan = plan_on(facts, allocation, round.as_of);
    state.disbursed = disbursed_at(facts, round, allocation, month);
    state.committed = carried(facts.commitments, allocation.id, month, [](const auto& row) {
                        return row.committed;
                      }).value_or(0);
    state.forecast = forecast_of(facts, round, allocation, month);
    state.in_scope = round.in_scope(allocation, state.project);
    state.donor_unit = unit_at(facts, allocation, round.donor_level);
    state.recipient_unit = unit_at(facts, allocation, round.recipient_level);
    states.push_back(state);
  }
  std::sort(states.begin(), states.end(),
            [](const State& a, const State& b) { return a.allocation->id < b.allocation->id; });
  return states;
}

}  // namespace oracle
