#include "dataset_tables.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "guard.hpp"

namespace giaingan::capi {
namespace {

Origin origin_of(const TableInput& table) {
  return {table.table(), {}};
}

// A reader a table: the columns first, their shape checked before the builder is touched.

void add_units(PortfolioBuilder& rows, TableInput& table) {
  const auto unit = table.texts("unit");
  const auto name = table.texts("name", Presence::optional);
  const auto kind = table.texts("kind");
  const auto parent = table.texts("parent", Presence::optional);
  table.check();
  rows.add_units({.unit = unit, .name = name, .kind = kind, .parent = parent}, origin_of(table));
}

void add_projects(PortfolioBuilder& rows, TableInput& table) {
  const auto optional = Presence::optional;
  const auto project = table.texts("project");
  const auto name = table.texts("name", optional);
  const auto group = table.texts("group", optional);
  const auto phase = table.texts("phase", optional);
  const auto priority = table.texts("priority", optional);
  const auto total_investment = table.optional_amounts("total_investment", optional);
  const auto funded_before = table.optional_amounts("funded_before", optional);
  const auto first_funded_year = table.optional_years("first_funded_year", optional);
  const auto medium_term_plan = table.optional_amounts("medium_term_plan", optional);
  const auto medium_term_used = table.optional_amounts("medium_term_used", optional);
  const auto approved_on = table.optional_dates("approved_on", optional);
  const auto started_on = table.optional_dates("started_on", optional);
  const auto completed_on = table.optional_dates("completed_on", optional);
  const auto settlement_submitted_on = table.optional_dates("settlement_submitted_on", optional);
  const auto settled_on = table.optional_dates("settled_on", optional);
  table.check();
  const auto text = [](const std::vector<std::string_view>& column, std::size_t row) {
    return column.empty() ? std::string() : std::string(column[row]);
  };
  const auto amount = [](const auto& column, std::size_t row) {
    return column.empty() || !column[row] ? std::nullopt : std::optional(Dong{*column[row]});
  };
  const auto given = [](const auto& column, std::size_t row) {
    return column.empty() ? std::decay_t<decltype(column[0])>() : column[row];
  };
  std::vector<Project> projects;
  projects.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    projects.push_back({.id = text(project, row),
                        .name = text(name, row),
                        .group = text(group, row),
                        .phase = text(phase, row),
                        .priority = text(priority, row),
                        .total_investment = amount(total_investment, row),
                        .funded_before = amount(funded_before, row).value_or(Dong{}),
                        .first_funded_year = given(first_funded_year, row),
                        .medium_term_plan = amount(medium_term_plan, row),
                        .medium_term_used = amount(medium_term_used, row).value_or(Dong{}),
                        .approved_on = given(approved_on, row),
                        .started_on = given(started_on, row),
                        .completed_on = given(completed_on, row),
                        .settlement_submitted_on = given(settlement_submitted_on, row),
                        .settled_on = given(settled_on, row)});
  }
  rows.add_projects(projects, origin_of(table));
}

void add_allocations(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto project = table.texts("project");
  const auto owner = table.texts("owner");
  const auto locality = table.texts("locality", Presence::optional);
  const auto source = table.texts("source", Presence::optional);
  const auto programme = table.texts("programme", Presence::optional);
  const auto carried = table.optional_years("carried_from", Presence::optional);
  const auto plan = table.amounts("plan");
  const auto assigned_by = table.texts("assigned_by", Presence::optional);
  table.check();
  std::vector<int> carried_from;
  carried_from.reserve(carried.size());
  for (const auto& year : carried)
    carried_from.push_back(year.value_or(0));
  rows.add_allocations({.allocation = allocation,
                        .project = project,
                        .owner = owner,
                        .locality = locality,
                        .source = source,
                        .programme = programme,
                        .carried_from = carried_from,
                        .plan = plan,
                        .assigned_by = assigned_by},
                       origin_of(table));
}

void add_plan_changes(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto date = table.dates("date");
  const auto change = table.amounts("change");
  const auto decision = table.texts("decision", Presence::optional);
  const auto assigned_by = table.texts("assigned_by", Presence::optional);
  table.check();
  rows.add_plan_changes({.allocation = allocation,
                         .date = date,
                         .change = change,
                         .decision = decision,
                         .assigned_by = assigned_by},
                        origin_of(table));
}

void add_disbursements(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto month = table.months("month");
  const auto disbursed = table.amounts("disbursed");
  const auto kind_text = table.texts("kind", Presence::optional);
  table.check();
  std::vector<DisbursementKind> kind;
  kind.reserve(kind_text.size());
  for (std::size_t row = 0; row < kind_text.size(); ++row) {
    const bool estimate = kind_text[row] == "estimate";
    if (!estimate && !kind_text[row].empty() && kind_text[row] != "actual") {
      table.wrong_value(row, "kind", "\"" + std::string(kind_text[row]) + "\" is not a kind",
                        "actual or estimate");
    }
    kind.push_back(estimate ? DisbursementKind::estimate : DisbursementKind::actual);
  }
  rows.add_disbursements({.allocation = allocation, .month = month, .disbursed = disbursed, .kind = kind},
                         origin_of(table));
}

void add_schedule(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto month = table.months("month");
  const auto scheduled = table.amounts("scheduled");
  table.check();
  rows.add_schedule({.allocation = allocation, .month = month, .amount = scheduled}, origin_of(table));
}

void add_commitments(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto month = table.months("month");
  const auto committed = table.amounts("committed");
  table.check();
  rows.add_commitments({.allocation = allocation, .month = month, .amount = committed}, origin_of(table));
}

void add_requests(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto round = table.texts("round");
  const auto requested = table.amounts("requested");
  const auto absorbable = table.amounts("absorbable");
  table.check();
  rows.add_requests(
      {.allocation = allocation, .round = round, .requested = requested, .absorbable = absorbable},
      origin_of(table));
}

void add_references(PortfolioBuilder& rows, TableInput& table) {
  const auto reference = table.texts("reference");
  const auto month = table.months("month");
  const auto basis = table.texts("basis");
  const auto plan = table.optional_amounts("plan", Presence::optional);
  const auto disbursed = table.optional_amounts("disbursed", Presence::optional);
  const auto percent = table.number_texts("percent", Presence::optional);
  table.check();
  const auto amount = [](const auto& column, std::size_t row) {
    return column.empty() || !column[row] ? std::nullopt : std::optional(Dong{*column[row]});
  };
  std::vector<Reference> references;
  references.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Reference each{.reference = std::string(reference[row]),
                   .month = month[row],
                   .basis = std::string(basis[row]),
                   .plan = amount(plan, row),
                   .disbursed = amount(disbursed, row)};
    if (!percent.empty() && !percent[row].empty()) {
      // The printed percentage is the number with a % sign behind it.
      each.percent = parse_ratio(percent[row] + "%");
      const auto point = percent[row].find('.');
      each.percent_decimals =
          point == std::string::npos ? 0 : static_cast<int>(percent[row].size() - point - 1);
      if (!each.percent)
        table.wrong_value(row, "percent", "is not an exact decimal", "a number such as 57.9");
    }
    references.push_back(std::move(each));
  }
  rows.add_references(references, origin_of(table));
}

void add_ledgers(PortfolioBuilder& rows, TableInput& table) {
  const auto allocation = table.texts("allocation");
  const auto month = table.months("month");
  const auto system = table.texts("system");
  const auto plan = table.amounts("plan");
  const auto disbursed = table.amounts("disbursed");
  table.check();
  rows.add_ledgers(
      {.allocation = allocation, .month = month, .system = system, .plan = plan, .disbursed = disbursed},
      origin_of(table));
}

void add_events(PortfolioBuilder& rows, TableInput& table) {
  const auto unit = table.texts("unit");
  const auto type = table.texts("type");
  const auto period = table.texts("period", Presence::optional);
  const auto date = table.dates("date");
  const auto amount = table.optional_amounts("amount", Presence::optional);
  const auto cause = table.texts("cause", Presence::optional);
  table.check();
  std::vector<EventRow> events;
  events.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    events.push_back(
        {.unit = unit[row],
         .type = type[row],
         .period = period.empty() ? std::string_view() : period[row],
         .date = date[row],
         .amount = amount.empty() || !amount[row] ? std::nullopt : std::optional(Dong{*amount[row]}),
         .cause = cause.empty() ? std::string_view() : cause[row]});
  }
  rows.add_events(events, origin_of(table));
}

void add_revenues(PortfolioBuilder& rows, TableInput& table) {
  const auto source = table.texts("source");
  const auto month = table.months("month");
  const auto estimated = table.amounts("estimated");
  const auto collected = table.amounts("collected");
  table.check();
  std::vector<Revenue> revenues;
  revenues.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    revenues.push_back({std::string(source[row]), month[row], Dong{estimated[row]}, Dong{collected[row]}});
  }
  rows.add_revenues(revenues, origin_of(table));
}

void add_metrics(PortfolioBuilder& rows, TableInput& table) {
  const auto unit = table.texts("unit");
  const auto metric = table.texts("metric");
  const auto value = table.number_texts("value", Presence::required);
  table.check();
  std::vector<MetricRow> metrics;
  metrics.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto exact = parse_ratio(value[row]);
    if (!exact) table.wrong_value(row, "value", "is not an exact number", "a number such as 12, 0.5 or 1/3");
    metrics.push_back({unit[row], metric[row], exact.value_or(Ratio{})});
  }
  rows.add_metrics(metrics, origin_of(table));
}

void add_earlier_runs(PortfolioBuilder& rows, TableInput& table) {
  const auto unit = table.texts("unit");
  const auto reference = table.texts("reference", Presence::optional);
  const auto month = table.earlier_months("month");
  table.check();
  std::vector<EarlierRunMonth> runs;
  runs.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    runs.push_back({std::string(unit[row]), reference.empty() ? std::string() : std::string(reference[row]),
                    month[row]});
  }
  rows.add_earlier_runs(runs, origin_of(table));
}

constexpr std::pair<std::string_view, AddTable> tables[] = {
    {"units", add_units},
    {"projects", add_projects},
    {"allocations", add_allocations},
    {"plan_changes", add_plan_changes},
    {"disbursements", add_disbursements},
    {"schedule", add_schedule},
    {"commitments", add_commitments},
    {"requests", add_requests},
    {"references", add_references},
    {"ledgers", add_ledgers},
    {"events", add_events},
    {"revenues", add_revenues},
    {"metrics", add_metrics},
    {"earlier_runs", add_earlier_runs},
};

}  // namespace

AddTable table_named(std::string_view name) {
  std::string known;
  for (const auto& [table, add] : tables) {
    if (table == name) return add;
    known += (known.empty() ? "" : ", ") + std::string(table);
  }
  throw InvalidArgument("there is no table \"" + std::string(name) + "\"; expected one of " + known);
}

}  // namespace giaingan::capi
