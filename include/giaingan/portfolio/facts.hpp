/// @file
/// The facts of one budget year, as columns that rules read.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/portfolio/provenance.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A position in one of the vectors of Facts; `none` where there is nothing.
using Index = std::int32_t;
inline constexpr Index none = -1;

/// A unit (đơn vị): owner, department, locality, city, province …
struct Unit {
  std::string id;
  std::string name;
  std::string kind;
  Index parent = none;  ///< among units
};

/// A project (dự án). Empty fields are empty here too: no total investment is no limit, no medium-term plan
/// means outside the medium-term plan.
struct Project {
  std::string id;
  std::string name;
  std::string group;  ///< national, A, B, C, or empty
  std::string phase;  ///< preparation, new_start, transitional, completed, or empty
  std::string priority;
  std::optional<Dong> total_investment;  ///< tổng mức đầu tư
  Dong funded_before;                    ///< lũy kế vốn đã bố trí
  std::optional<int> first_funded_year;
  std::optional<Dong> medium_term_plan;  ///< kế hoạch trung hạn
  Dong medium_term_used;
  std::optional<Date> approved_on;
  std::optional<Date> started_on;
  std::optional<Date> completed_on;
  std::optional<Date> settlement_submitted_on;
  std::optional<Date> settled_on;
};

/// An allocation (kế hoạch vốn): the plan of one project from one funding source in one year.
struct Allocation {
  std::string id;
  Index project = none;      ///< among projects
  Index owner = none;        ///< among units
  Index locality = none;     ///< among names
  Index source = none;       ///< among names
  Index programme = none;    ///< among names
  Index assigned_by = none;  ///< among names
  int carried_from = 0;  ///< the earlier year it is carried over from (vốn kéo dài); 0: current-year capital
  Dong plan;             ///< at the start of the year
};

/// A dated change of an allocation's plan.
struct PlanChange {
  Index allocation = none;
  Date date;
  Dong change;
  std::string decision;
  Index assigned_by = none;  ///< among names
};

/// A dated change of a project's medium-term plan. Facts hold none: with_medium_term_changes() applies them.
struct MediumTermChange {
  Index project = none;
  Date date;
  Dong change;
  std::string decision;
};

/// Cumulative figures of every allocation at the thirteen month-ends, carried forward over months without a
/// row; before the first row 0.
struct MonthlyFigures {
  // Both have a row an allocation, or none at all where no allocation has a figure.
  std::vector<std::array<std::int64_t, months_in_budget_year>> value;  ///< đồng
  std::vector<std::uint16_t> reported;                                 ///< bit m-1: month m has a row

  [[nodiscard]] Dong at(Index allocation, BudgetMonth month) const noexcept {
    if (value.empty()) return {0};
    return {value[static_cast<std::size_t>(allocation)][static_cast<std::size_t>(month.number - 1)]};
  }
  /// The months that have a row, bit m-1 for month m.
  [[nodiscard]] unsigned months_with_row(Index allocation) const noexcept {
    return reported.empty() ? 0U : reported[static_cast<std::size_t>(allocation)];
  }
  [[nodiscard]] bool has_row(Index allocation, BudgetMonth month) const noexcept {
    return (months_with_row(allocation) & (1U << (month.number - 1))) != 0;
  }
};

/// An estimated cumulative figure (ước).
struct Estimate {
  Index allocation = none;
  BudgetMonth month;
  Dong disbursed;
};

/// More capital wanted, and how much can still be absorbed this year; both on top of the present plan.
struct Request {
  Index allocation = none;
  std::string round;
  Dong requested;
  Dong absorbable;
};

/// An average published elsewhere: plan and disbursed, or only the percentage.
struct Reference {
  std::string reference;
  BudgetMonth month;
  std::string basis;
  std::optional<Dong> plan;
  std::optional<Dong> disbursed;
  std::optional<Ratio> percent;  ///< the number printed divided by 100: `57.9` is 579/1000
  int percent_decimals = 0;      ///< digits after the point as printed
};

/// An allocation's figures as another system holds them.
struct LedgerEntry {
  Index allocation = none;
  BudgetMonth month;
  std::string system;  ///< owner, treasury, tabmis
  Dong plan;
  Dong disbursed;
};

/// Something that happened to a unit.
struct Event {
  Index unit = none;
  std::string type;
  std::string period;
  Date date;
  std::optional<Dong> amount;
  std::string cause;  ///< subjective, objective or empty
};

/// A source fed by revenue, such as land-use fees (tiền sử dụng đất). Cumulative.
struct Revenue {
  std::string source;
  BudgetMonth month;
  Dong estimated;
  Dong collected;
};

/// A further figure of the host's own.
struct Metric {
  Index unit = none;
  std::string metric;
  Ratio value;
};

/// A month of the run below the average that a unit of some level ended the year before with (`unit` may be a
/// locality, a source or a pair too).
struct EarlierRunMonth {
  std::string unit;
  std::string reference;  ///< with a verdict for each reference: of which; else empty
  BudgetMonth month;      ///< at most 0, December of the year before
};

/// The facts of one budget year, checked. Every vector is sorted (units, projects and allocations by id in
/// UTF-8 byte order, the others by their key), so that nothing depends on the order of the input's rows.
///
/// Loading has made sure that these fit `int64`, over any set of allocations: the sum of the plans in effect
/// on one day; the same with some of the increases left out (a basis without supplements), or with plans and
/// changes of some assigners only; the sum of any cuts, and of any increases; the sum of one month's
/// disbursed amounts (an estimate taken for the actual figure or not), of its committed and of its scheduled
/// amounts. Adding one allocation's changes to its plan in the order kept here never leaves `int64` either.
struct Facts {
  int year = 0;
  std::vector<std::string> names;  ///< localities, sources, programmes and assigners, each once
  std::vector<Unit> units;
  std::vector<Project> projects;
  std::vector<Allocation> allocations;
  std::vector<PlanChange> plan_changes;  ///< by allocation, date, change, decision, assigned_by
  std::vector<std::size_t>
      first_plan_change;            ///< allocation → start in plan_changes; one more entry than allocations
  MonthlyFigures disbursed;         ///< actual figures only
  std::vector<Estimate> estimates;  ///< by allocation, month
  MonthlyFigures committed;         ///< accepted volume and contract sums, what is paid included
  std::optional<MonthlyFigures> schedule;     ///< the detailed monthly plan of §2.2, if the dataset has one
  std::vector<Request> requests;              ///< by allocation, round
  std::vector<Reference> references;          ///< by reference, month, basis
  std::vector<LedgerEntry> ledger;            ///< by allocation, month, system
  std::vector<Event> events;                  ///< by unit, type, period, date, amount, cause
  std::vector<Revenue> revenues;              ///< by source, month
  std::vector<Metric> metrics;                ///< by unit, metric
  std::vector<EarlierRunMonth> earlier_runs;  ///< by unit, reference, month
  Provenance provenance;                      ///< no fact: no rule reads it

  /// The dated changes of one allocation's plan, by date.
  [[nodiscard]] std::span<const PlanChange> changes_of(Index allocation) const noexcept {
    const auto first = first_plan_change[static_cast<std::size_t>(allocation)];
    const auto last = first_plan_change[static_cast<std::size_t>(allocation) + 1];
    return std::span(plan_changes).subspan(first, last - first);
  }
};

}  // namespace giaingan::inline v1
