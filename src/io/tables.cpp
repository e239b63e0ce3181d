#include "io/tables.hpp"

#include <array>
#include <utility>

#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

using Texts = std::vector<std::string_view>;
using Amounts = std::vector<std::int64_t>;
using Months = std::vector<BudgetMonth>;

// Makes room for the next part of a table.
template <class... Columns>
void clear(Columns&... columns) {
  (columns.clear(), ...);
}

// The numbers in the getters are the positions of the columns in the file's list.
constexpr std::array units_columns{ColumnSpec{"unit"}, ColumnSpec{"name"}, ColumnSpec{"kind"},
                                   ColumnSpec{"parent"}};
constexpr std::array projects_columns{ColumnSpec{"project"},
                                      ColumnSpec{"name"},
                                      ColumnSpec{"group"},
                                      ColumnSpec{"phase"},
                                      ColumnSpec{"total_investment"},
                                      ColumnSpec{"funded_before"},
                                      ColumnSpec{"first_funded_year"},
                                      ColumnSpec{"medium_term_plan"},
                                      ColumnSpec{"medium_term_used"},
                                      ColumnSpec{"priority"},
                                      ColumnSpec{"approved_on"},
                                      ColumnSpec{"started_on"},
                                      ColumnSpec{"completed_on"},
                                      ColumnSpec{"settlement_submitted_on"},
                                      ColumnSpec{"settled_on"}};
constexpr std::array allocations_columns{
    ColumnSpec{"allocation"},   ColumnSpec{"project"}, ColumnSpec{"owner"},
    ColumnSpec{"locality"},     ColumnSpec{"source"},  ColumnSpec{"programme"},
    ColumnSpec{"carried_from"}, ColumnSpec{"plan"},    ColumnSpec{"assigned_by", Presence::may_be_missing}};
constexpr std::array plan_changes_columns{ColumnSpec{"allocation"}, ColumnSpec{"date"}, ColumnSpec{"change"},
                                          ColumnSpec{"decision"},
                                          ColumnSpec{"assigned_by", Presence::may_be_missing}};
constexpr std::array disbursements_columns{ColumnSpec{"allocation"}, ColumnSpec{"month"},
                                           ColumnSpec{"disbursed"},
                                           ColumnSpec{"kind", Presence::may_be_missing}};
constexpr std::array requests_columns{ColumnSpec{"allocation"}, ColumnSpec{"round"}, ColumnSpec{"requested"},
                                      ColumnSpec{"absorbable"}};
constexpr std::array references_columns{ColumnSpec{"reference"}, ColumnSpec{"month"},
                                        ColumnSpec{"basis"},     ColumnSpec{"plan"},
                                        ColumnSpec{"disbursed"}, ColumnSpec{"percent"}};
constexpr std::array ledgers_columns{ColumnSpec{"allocation"}, ColumnSpec{"month"}, ColumnSpec{"system"},
                                     ColumnSpec{"plan"}, ColumnSpec{"disbursed"}};
constexpr std::array events_columns{ColumnSpec{"unit"}, ColumnSpec{"type"},   ColumnSpec{"period"},
                                    ColumnSpec{"date"}, ColumnSpec{"amount"}, ColumnSpec{"cause"}};
constexpr std::array revenues_columns{ColumnSpec{"source"}, ColumnSpec{"month"}, ColumnSpec{"estimated"},
                                      ColumnSpec{"collected"}};
constexpr std::array metrics_columns{ColumnSpec{"unit"}, ColumnSpec{"metric"}, ColumnSpec{"value"}};
constexpr std::array earlier_runs_columns{
    ColumnSpec{"unit"}, ColumnSpec{"reference", Presence::may_be_missing}, ColumnSpec{"month"}};
constexpr std::array schedule_columns{ColumnSpec{"allocation"}, ColumnSpec{"month"}, ColumnSpec{"scheduled"}};
constexpr std::array commitments_columns{ColumnSpec{"allocation"}, ColumnSpec{"month"},
                                         ColumnSpec{"committed"}};
//
// Units, projects and allocations keep a row with a problem, so that its id is known to the rows that name
// it. The other tables keep a row whose amounts alone are wrong, so that its ids and keys are checked too;
// the builder builds nothing once a problem is reported.

void read_units(const Reading& reading) {
  TableReader table(reading, "units.csv", units_columns);
  Origin origin{table.file(), {}};
  Texts unit;
  Texts name;
  Texts kind;
  Texts parent;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        unit.push_back(row.text(0));
        name.push_back(row.text(1));
        kind.push_back(row.text(2));
        parent.push_back(row.text(3));
      },
      [&] {
        reading.builder.add_units({unit, name, kind, parent}, origin);
        clear(origin.lines, unit, name, kind, parent);
      });
}

void read_projects(const Reading& reading) {
  TableReader table(reading, "projects.csv", projects_columns);
  Origin origin{table.file(), {}};
  std::vector<Project> projects;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        projects.push_back({.id = std::string(row.text(0)),
                            .name = std::string(row.text(1)),
                            .group = std::string(row.text(2)),
                            .phase = std::string(row.text(3)),
                            .priority = std::string(row.text(9)),
                            .total_investment = row.amount_or_empty(4),
                            .funded_before = row.amount_or_empty(5).value_or(Dong{0}),
                            .first_funded_year = row.year_or_empty(6),
                            .medium_term_plan = row.amount_or_empty(7),
                            .medium_term_used = row.amount_or_empty(8).value_or(Dong{0}),
                            .approved_on = row.date_or_empty(10),
                            .started_on = row.date_or_empty(11),
                            .completed_on = row.date_or_empty(12),
                            .settlement_submitted_on = row.date_or_empty(13),
                            .settled_on = row.date_or_empty(14)});
      },
      [&] {
        reading.builder.add_projects(projects, origin);
        clear(origin.lines, projects);
      });
}

void read_allocations(const Reading& reading) {
  TableReader table(reading, "allocations.csv", allocations_columns);
  Origin origin{table.file(), {}};
  std::array<Texts, 6> texts;
  std::vector<int> carried_from;
  Amounts plan;
  Texts assigned_by;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        for (std::size_t column = 0; column < texts.size(); ++column)
          texts[column].push_back(row.text(column));
        carried_from.push_back(row.year_or_empty(6).value_or(0));
        plan.push_back(row.amount(7));
        assigned_by.push_back(row.text(8));
      },
      [&] {
        reading.builder.add_allocations({.allocation = texts[0],
                                         .project = texts[1],
                                         .owner = texts[2],
                                         .locality = texts[3],
                                         .source = texts[4],
                                         .programme = texts[5],
                                         .carried_from = carried_from,
                                         .plan = plan,
                                         .assigned_by = assigned_by},
                                        origin);
        for (Texts& column : texts)
          column.clear();
        clear(origin.lines, carried_from, plan, assigned_by);
      });
}

void read_plan_changes(const Reading& reading) {
  TableReader table(reading, "plan_changes.csv", plan_changes_columns);
  Origin origin{table.file(), {}};
  Texts allocation;
  std::vector<Date> date;
  Amounts change;
  Texts decision;
  Texts assigned_by;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        allocation.push_back(row.text(0));
        date.push_back(row.date(1));
        change.push_back(row.amount(2));
        decision.push_back(row.text(3));
        assigned_by.push_back(row.text(4));
      },
      [&] {
        reading.builder.add_plan_changes({allocation, date, change, decision, assigned_by}, origin);
        clear(origin.lines, allocation, date, change, decision, assigned_by);
      });
}

void read_disbursements(const Reading& reading) {
  TableReader table(reading, "disbursements.csv", disbursements_columns);
  Origin origin{table.file(), {}};
  Texts allocation;
  Months month;
  Amounts disbursed;
  std::vector<DisbursementKind> kind;
  table.read(
      origin,
      [&](Record& row) {
        const BudgetMonth its_month = row.month(1);
        const DisbursementKind its_kind = row.kind(3);
        const bool has_key = row.good();
        const std::int64_t amount = row.amount(2);
        if (!has_key) return;
        origin.lines.push_back(row.line());
        allocation.push_back(row.text(0));
        month.push_back(its_month);
        disbursed.push_back(amount);
        kind.push_back(its_kind);
      },
      [&] {
        reading.builder.add_disbursements({allocation, month, disbursed, kind}, origin);
        clear(origin.lines, allocation, month, disbursed, kind);
      });
}

/// schedule.csv and commitments.csv differ in the name of a column and in where they go.
void read_monthly(const Reading& reading, std::string_view file, std::span<const ColumnSpec> columns,
                  void (PortfolioBuilder::*add)(const MonthlyColumns&, const Origin&)) {
  TableReader table(reading, std::string(file), columns);
  Origin origin{table.file(), {}};
  Texts allocation;
  Months month;
  Amounts amount;
  table.read(
      origin,
      [&](Record& row) {
        const BudgetMonth its_month = row.month(1);
        const bool has_key = row.good();
        const std::int64_t its_amount = row.amount(2);
        if (!has_key) return;
        origin.lines.push_back(row.line());
        allocation.push_back(row.text(0));
        month.push_back(its_month);
        amount.push_back(its_amount);
      },
      [&] {
        (reading.builder.*add)({allocation, month, amount}, origin);
        clear(origin.lines, allocation, month, amount);
      });
}

void read_schedule(const Reading& reading) {
  read_monthly(reading, "schedule.csv", schedule_columns, &PortfolioBuilder::add_schedule);
}

void read_commitments(const Reading& reading) {
  read_monthly(reading, "commitments.csv", commitments_columns, &PortfolioBuilder::add_commitments);
}

void read_requests(const Reading& reading) {
  TableReader table(reading, "requests.csv", requests_columns);
  Origin origin{table.file(), {}};
  Texts allocation;
  Texts round;
  Amounts requested;
  Amounts absorbable;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        allocation.push_back(row.text(0));
        round.push_back(row.text(1));
        requested.push_back(row.amount(2));
        absorbable.push_back(row.amount(3));
      },
      [&] {
        reading.builder.add_requests({allocation, round, requested, absorbable}, origin);
        clear(origin.lines, allocation, round, requested, absorbable);
      });
}

void read_references(const Reading& reading) {
  TableReader table(reading, "references.csv", references_columns);
  Origin origin{table.file(), {}};
  std::vector<Reference> references;
  table.read(
      origin,
      [&](Record& row) {
        Reference reference{.reference = std::string(row.text(0)),
                            .month = row.month(1),
                            .basis = std::string(row.text(2)),
                            .plan = row.amount_or_empty(3),
                            .disbursed = row.amount_or_empty(4),
                            .percent = {}};
        if (const auto percent = row.percent_or_empty(5)) {
          reference.percent = percent->value;
          reference.percent_decimals = percent->decimals;
        }
        if (!row.good()) return;
        origin.lines.push_back(row.line());
        references.push_back(std::move(reference));
      },
      [&] {
        reading.builder.add_references(references, origin);
        clear(origin.lines, references);
      });
}

void read_ledgers(const Reading& reading) {
  TableReader table(reading, "ledgers.csv", ledgers_columns);
  Origin origin{table.file(), {}};
  Texts allocation;
  Months month;
  Texts system;
  Amounts plan;
  Amounts disbursed;
  table.read(
      origin,
      [&](Record& row) {
        const BudgetMonth its_month = row.month(1);
        const bool has_key = row.good();
        const std::int64_t its_plan = row.amount(3);
        const std::int64_t its_disbursed = row.amount(4);
        if (!has_key) return;
        origin.lines.push_back(row.line());
        allocation.push_back(row.text(0));
        month.push_back(its_month);
        system.push_back(row.text(2));
        plan.push_back(its_plan);
        disbursed.push_back(its_disbursed);
      },
      [&] {
        reading.builder.add_ledgers({allocation, month, system, plan, disbursed}, origin);
        clear(origin.lines, allocation, month, system, plan, disbursed);
      });
}

void read_events(const Reading& reading) {
  TableReader table(reading, "events.csv", events_columns);
  Origin origin{table.file(), {}};
  std::vector<EventRow> events;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        events.push_back({.unit = row.text(0),
                          .type = row.text(1),
                          .period = row.text(2),
                          .date = row.date(3),
                          .amount = row.amount_or_empty(4),
                          .cause = row.text(5)});
      },
      [&] {
        reading.builder.add_events(events, origin);
        clear(origin.lines, events);
      });
}

void read_revenues(const Reading& reading) {
  TableReader table(reading, "revenues.csv", revenues_columns);
  Origin origin{table.file(), {}};
  std::vector<Revenue> revenues;
  table.read(
      origin,
      [&](Record& row) {
        const BudgetMonth month = row.month(1);
        const bool has_key = row.good();
        const Dong estimated{row.amount(2)};
        const Dong collected{row.amount(3)};
        if (!has_key) return;
        origin.lines.push_back(row.line());
        revenues.push_back({std::string(row.text(0)), month, estimated, collected});
      },
      [&] {
        reading.builder.add_revenues(revenues, origin);
        clear(origin.lines, revenues);
      });
}

void read_metrics(const Reading& reading) {
  TableReader table(reading, "metrics.csv", metrics_columns);
  Origin origin{table.file(), {}};
  std::vector<MetricRow> metrics;
  table.read(
      origin,
      [&](Record& row) {
        origin.lines.push_back(row.line());
        metrics.push_back({.unit = row.text(0), .metric = row.text(1), .value = row.decimal(2)});
      },
      [&] {
        reading.builder.add_metrics(metrics, origin);
        clear(origin.lines, metrics);
      });
}

void read_earlier_runs(const Reading& reading) {
  TableReader table(reading, "earlier_runs.csv", earlier_runs_columns);
  Origin origin{table.file(), {}};
  std::vector<EarlierRunMonth> runs;
  table.read(
      origin,
      [&](Record& row) {
        const BudgetMonth month = row.earlier_month(2);
        if (!row.good()) return;
        origin.lines.push_back(row.line());
        runs.push_back({std::string(row.text(0)), std::string(row.text(1)), month});
      },
      [&] {
        reading.builder.add_earlier_runs(runs, origin);
        clear(origin.lines, runs);
      });
}

}  // namespace

std::span<const DatasetFile> dataset_files() noexcept {
  static constexpr std::array<DatasetFile, 14> files = {
      {{"units.csv", read_units, units_columns, Presence::required},
       {"projects.csv", read_projects, projects_columns},
       {"allocations.csv", read_allocations, allocations_columns, Presence::required},
       {"plan_changes.csv", read_plan_changes, plan_changes_columns},
       {"disbursements.csv", read_disbursements, disbursements_columns},
       {"schedule.csv", read_schedule, schedule_columns},
       {"commitments.csv", read_commitments, commitments_columns},
       {"requests.csv", read_requests, requests_columns},
       {"references.csv", read_references, references_columns},
       {"ledgers.csv", read_ledgers, ledgers_columns},
       {"events.csv", read_events, events_columns},
       {"revenues.csv", read_revenues, revenues_columns},
       {"metrics.csv", read_metrics, metrics_columns},
       {"earlier_runs.csv", read_earlier_runs, earlier_runs_columns}}};
  return files;
}

}  // namespace giaingan::inline v1
