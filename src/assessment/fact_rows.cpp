#include "assessment/fact_rows.hpp"

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/rounding.hpp"

#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using Cells = std::vector<std::string>;

std::string text_of(const std::optional<Dong>& amount) {
  return amount ? std::to_string(amount->value) : "";
}
std::string text_of(const std::optional<Date>& date) {
  return date ? date->text() : "";
}
std::string text_of(Ratio ratio) {
  return ratio.den == 1 ? std::to_string(ratio.num)
                        : std::to_string(ratio.num) + "/" + std::to_string(ratio.den);
}

/// Writes the facts into tables.
class RowWriter {
 public:
  explicit RowWriter(const Facts& facts) : facts_(facts) {}

  std::vector<FactTable> tables() {
    units();
    projects();
    allocations();
    plan_changes();
    disbursements();
    monthly("schedule.csv", "scheduled", facts_.schedule ? &*facts_.schedule : nullptr);
    monthly("commitments.csv", "committed", &facts_.committed);
    requests();
    references();
    ledgers();
    events();
    others();
    return std::move(tables_);
  }

 private:
  FactTable& table(std::string_view file, std::vector<std::string_view> key,
                   std::vector<std::string_view> cells) {
    tables_.push_back({file, std::move(key), std::move(cells), {}});
    return tables_.back();
  }
  /// A row among others of its key.
  static void number(FactTable& table, Cells key, Cells cells) {
    key.emplace_back();
    std::size_t count = 0;
    do {
      key.back() = std::to_string(++count);
    } while (table.rows.contains(key));
    table.rows.emplace(std::move(key), std::move(cells));
  }
  [[nodiscard]] std::string name(Index index) const {
    return index == none ? "" : facts_.names[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] std::string unit(Index index) const {
    return index == none ? "" : facts_.units[static_cast<std::size_t>(index)].id;
  }
  [[nodiscard]] const std::string& allocation(Index index) const {
    return facts_.allocations[static_cast<std::size_t>(index)].id;
  }
  [[nodiscard]] std::string month(BudgetMonth month) const { return month_text(facts_.year, month); }

  void units() {
    FactTable& to = table("units.csv", {"unit"}, {"name", "kind", "parent"});
    for (const Unit& each : facts_.units)
      to.rows.emplace(Cells{each.id}, Cells{each.name, each.kind, unit(each.parent)});
  }
  void projects() {
    FactTable& to = table("projects.csv", {"project"},
                          {"name", "group", "phase", "priority", "total_investment", "funded_before",
                           "first_funded_year", "medium_term_plan", "medium_term_used", "approved_on",
                           "started_on", "completed_on", "settlement_submitted_on", "settled_on"});
    for (const Project& each : facts_.projects) {
      to.rows.emplace(Cells{each.id},
                      Cells{each.name, each.group, each.phase, each.priority, text_of(each.total_investment),
                            std::to_string(each.funded_before.value),
                            each.first_funded_year ? std::to_string(*each.first_funded_year) : "",
                            text_of(each.medium_term_plan), std::to_string(each.medium_term_used.value),
                            text_of(each.approved_on), text_of(each.started_on), text_of(each.completed_on),
                            text_of(each.settlement_submitted_on), text_of(each.settled_on)});
    }
  }
  void allocations() {
    FactTable& to =
        table("allocations.csv", {"allocation"},
              {"project", "owner", "locality", "source", "programme", "carried_from", "plan", "assigned_by"});
    for (const Allocation& each : facts_.allocations) {
      to.rows.emplace(
          Cells{each.id},
          Cells{each.project == none ? "" : facts_.projects[static_cast<std::size_t>(each.project)].id,
                unit(each.owner), name(each.locality), name(each.source), name(each.programme),
                each.carried_from == 0 ? "" : std::to_string(each.carried_from),
                std::to_string(each.plan.value), name(each.assigned_by)});
    }
  }
  void plan_changes() {
    FactTable& to = table("plan_changes.csv", {"allocation", "date", "decision", "assigned_by"}, {"change"});
    for (const PlanChange& each : facts_.plan_changes) {
      number(to, {allocation(each.allocation), each.date.text(), each.decision, name(each.assigned_by)},
             {std::to_string(each.change.value)});
    }
  }
  void disbursements() {
    FactTable& to = table("disbursements.csv", {"allocation", "month", "kind"}, {"disbursed"});
    each_row(facts_.disbursed, [&](Index at, BudgetMonth in, const std::string& amount) {
      to.rows.emplace(Cells{allocation(at), month(in), "actual"}, Cells{amount});
    });
    for (const Estimate& each : facts_.estimates) {
      to.rows.emplace(Cells{allocation(each.allocation), month(each.month), "estimate"},
                      Cells{std::to_string(each.disbursed.value)});
    }
  }
  template <class Row>
  void each_row(const MonthlyFigures& figures, Row row) const {
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      const auto at = static_cast<Index>(i);
      for (BudgetMonth in{1}; in.number <= months_in_budget_year; ++in.number) {
        if (figures.has_row(at, in)) row(at, in, std::to_string(figures.at(at, in).value));
      }
    }
  }
  void monthly(std::string_view file, std::string_view column, const MonthlyFigures* figures) {
    FactTable& to = table(file, {"allocation", "month"}, {column});
    if (figures == nullptr) return;
    each_row(*figures, [&](Index at, BudgetMonth in, const std::string& amount) {
      to.rows.emplace(Cells{allocation(at), month(in)}, Cells{amount});
    });
  }
  void requests() {
    FactTable& to = table("requests.csv", {"allocation", "round"}, {"requested", "absorbable"});
    for (const Request& each : facts_.requests) {
      to.rows.emplace(Cells{allocation(each.allocation), each.round},
                      Cells{std::to_string(each.requested.value), std::to_string(each.absorbable.value)});
    }
  }
  void references() {
    FactTable& to =
        table("references.csv", {"reference", "month", "basis"}, {"plan", "disbursed", "percent"});
    for (const Reference& each : facts_.references) {
      to.rows.emplace(
          Cells{each.reference, month(each.month), each.basis},
          Cells{text_of(each.plan), text_of(each.disbursed),
                each.percent ? percent_text(*each.percent, each.percent_decimals, Rounding::down) : ""});
    }
  }
  void ledgers() {
    FactTable& to = table("ledgers.csv", {"allocation", "month", "system"}, {"plan", "disbursed"});
    for (const LedgerEntry& each : facts_.ledger) {
      to.rows.emplace(Cells{allocation(each.allocation), month(each.month), each.system},
                      Cells{std::to_string(each.plan.value), std::to_string(each.disbursed.value)});
    }
  }
  void events() {
    FactTable& to = table("events.csv", {"unit", "type", "period"}, {"date", "amount", "cause"});
    for (const Event& each : facts_.events) {
      number(to, {unit(each.unit), each.type, each.period},
             {each.date.text(), text_of(each.amount), each.cause});
    }
  }
  void others() {
    FactTable& revenues = table("revenues.csv", {"source", "month"}, {"estimated", "collected"});
    for (const Revenue& each : facts_.revenues) {
      revenues.rows.emplace(
          Cells{each.source, month(each.month)},
          Cells{std::to_string(each.estimated.value), std::to_string(each.collected.value)});
    }
    FactTable& metrics = table("metrics.csv", {"unit", "metric"}, {"value"});
    for (const Metric& each : facts_.metrics)
      metrics.rows.emplace(Cells{unit(each.unit), each.metric}, Cells{text_of(each.value)});
    FactTable& runs = table("earlier_runs.csv", {"unit", "reference", "month"}, {});
    for (const EarlierRunMonth& each : facts_.earlier_runs)
      runs.rows.emplace(Cells{each.unit, each.reference, month(each.month)}, Cells{});
  }

  const Facts& facts_;
  std::vector<FactTable> tables_;
};

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}
std::optional<Dong> amount_or_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(Dong{number_of(text)});
}
std::optional<Date> date_or_empty(const std::string& text) {
  return text.empty() ? std::nullopt : Date::parse(text);
}

/// A column of a table, in the order of its rows. @param column counted from the first of the key
std::vector<std::string_view> column(const FactTable& table, std::size_t column) {
  std::vector<std::string_view> texts;
  texts.reserve(table.rows.size());
  const std::size_t keys = table.key.size();
  for (const auto& [key, cells] : table.rows)
    texts.push_back(column < keys ? std::string_view(key[column]) : std::string_view(cells[column - keys]));
  return texts;
}

std::vector<std::int64_t> amounts(const FactTable& table, std::size_t at) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view text : column(table, at))
    numbers.push_back(number_of(std::string(text)));
  return numbers;
}

std::vector<Date> dates(const FactTable& table, std::size_t at) {
  std::vector<Date> days;
  for (const std::string_view text : column(table, at))
    days.push_back(Date::parse(text).value_or(Date{}));
  return days;
}

/// Reads tables into a builder. Their texts are those that RowWriter wrote, so only a month can be wrong: one
/// of another year.
class RowReader {
 public:
  RowReader(std::span<const FactTable* const> tables, int year)
      : tables_(tables), year_(year), builder_(year) {}

  Portfolio portfolio() {
    for (const FactTable* table : tables_) {
      if (!table->rows.empty()) add(*table);
    }
    return std::move(builder_).build();
  }

 private:
  void add(const FactTable& table) {
    const Origin origin{std::string(table.file), {}};
    const auto texts = [&](std::size_t at) { return column(table, at); };
    if (table.file == "units.csv") {
      builder_.add_units({texts(0), texts(1), texts(2), texts(3)}, origin);
    } else if (table.file == "projects.csv") {
      builder_.add_projects(projects(table), origin);
    } else if (table.file == "allocations.csv") {
      add_allocations(table, origin);
    } else if (table.file == "plan_changes.csv") {
      builder_.add_plan_changes({texts(0), dates(table, 1), amounts(table, 4), texts(2), texts(3)}, origin);
    } else if (table.file == "disbursements.csv") {
      std::vector<DisbursementKind> kinds;
      for (const std::string_view kind : texts(2))
        kinds.push_back(kind == "actual" ? DisbursementKind::actual : DisbursementKind::estimate);
      builder_.add_disbursements({texts(0), months(table, 1), amounts(table, 3), kinds}, origin);
    } else if (table.file == "schedule.csv") {
      builder_.add_schedule({texts(0), months(table, 1), amounts(table, 2)}, origin);
    } else if (table.file == "commitments.csv") {
      builder_.add_commitments({texts(0), months(table, 1), amounts(table, 2)}, origin);
    } else if (table.file == "requests.csv") {
      builder_.add_requests({texts(0), texts(1), amounts(table, 2), amounts(table, 3)}, origin);
    } else if (table.file == "ledgers.csv") {
      builder_.add_ledgers({texts(0), months(table, 1), texts(2), amounts(table, 3), amounts(table, 4)},
                           origin);
    } else {
      add_rows(table, origin);
    }
  }

  void add_allocations(const FactTable& table, const Origin& origin) {
    std::vector<int> carried_from;
    for (const std::int64_t year : amounts(table, 6))
      carried_from.push_back(static_cast<int>(year));
    builder_.add_allocations({.allocation = column(table, 0),
                              .project = column(table, 1),
                              .owner = column(table, 2),
                              .locality = column(table, 3),
                              .source = column(table, 4),
                              .programme = column(table, 5),
                              .carried_from = carried_from,
                              .plan = amounts(table, 7),
                              .assigned_by = column(table, 8)},
                             origin);
  }

  static std::vector<Project> projects(const FactTable& table) {
    std::vector<Project> rows;
    for (const auto& [key, cells] : table.rows) {
      rows.push_back({.id = key[0],
                      .name = cells[0],
                      .group = cells[1],
                      .phase = cells[2],
                      .priority = cells[3],
                      .total_investment = amount_or_empty(cells[4]),
                      .funded_before = Dong{number_of(cells[5])},
                      .first_funded_year = {},
                      .medium_term_plan = amount_or_empty(cells[7]),
                      .medium_term_used = Dong{number_of(cells[8])},
                      .approved_on = date_or_empty(cells[9]),
                      .started_on = date_or_empty(cells[10]),
                      .completed_on = date_or_empty(cells[11]),
                      .settlement_submitted_on = date_or_empty(cells[12]),
                      .settled_on = date_or_empty(cells[13])});
      if (!cells[6].empty()) rows.back().first_funded_year = static_cast<int>(number_of(cells[6]));
    }
    return rows;
  }

  /// Tables that the builder takes row by row.
  void add_rows(const FactTable& table, const Origin& origin) {
    if (table.file == "references.csv") {
      std::vector<Reference> rows;
      rows.reserve(table.rows.size());
      for (const auto& [key, cells] : table.rows) {
        Reference row{
            key[0], month(table, key[1]), key[2], amount_or_empty(cells[0]), amount_or_empty(cells[1]), {}};
        if (const auto percent = parse_ratio(cells[2] + "%")) {
          row.percent = *percent;
          const auto point = cells[2].find('.');
          row.percent_decimals =
              point == std::string::npos ? 0 : static_cast<int>(cells[2].size() - point) - 1;
        }
        rows.push_back(std::move(row));
      }
      builder_.add_references(rows, origin);
    } else if (table.file == "events.csv") {
      std::vector<EventRow> rows;
      rows.reserve(table.rows.size());
      for (const auto& [key, cells] : table.rows) {
        rows.push_back({key[0], key[1], key[2], Date::parse(cells[0]).value_or(Date{}),
                        amount_or_empty(cells[1]), cells[2]});
      }
      builder_.add_events(rows, origin);
    } else if (table.file == "revenues.csv") {
      std::vector<Revenue> rows;
      rows.reserve(table.rows.size());
      for (const auto& [key, cells] : table.rows) {
        rows.push_back({key[0], month(table, key[1]), Dong{number_of(cells[0])}, Dong{number_of(cells[1])}});
      }
      builder_.add_revenues(rows, origin);
    } else if (table.file == "metrics.csv") {
      std::vector<MetricRow> rows;
      rows.reserve(table.rows.size());
      for (const auto& [key, cells] : table.rows)
        rows.push_back({key[0], key[1], parse_ratio(cells[0]).value_or(Ratio{})});
      builder_.add_metrics(rows, origin);
    } else {
      std::vector<EarlierRunMonth> rows;
      rows.reserve(table.rows.size());
      for (const auto& [key, cells] : table.rows) {
        const auto in = parse_earlier_month(year_, key[2]);
        if (!in) refuse(table, key[2]);
        rows.push_back({key[0], key[1], in.value_or(BudgetMonth{})});
      }
      builder_.add_earlier_runs(rows, origin);
    }
  }

  std::vector<BudgetMonth> months(const FactTable& table, std::size_t at) {
    std::vector<BudgetMonth> found;
    for (const std::string_view text : column(table, at))
      found.push_back(month(table, text));
    return found;
  }
  BudgetMonth month(const FactTable& table, std::string_view text) {
    const auto found = parse_budget_month(year_, text);
    if (!found) refuse(table, text);
    return found.value_or(BudgetMonth{});
  }
  void refuse(const FactTable& table, std::string_view month) {
    builder_.add_problem({.code = "dataset.wrong_month",
                          .place = Place{.file = std::string(table.file), .column = "month"},
                          .message = std::string(month) + " is not of the budget year",
                          .expected = "months of " + std::to_string(year_),
                          .remedy = "compare within one budget year"});
  }

  std::span<const FactTable* const> tables_;
  int year_;
  PortfolioBuilder builder_;
};

}  // namespace

std::vector<FactTable> fact_rows(const Portfolio& portfolio) {
  return RowWriter(*portfolio).tables();
}

Portfolio portfolio_of(std::span<const FactTable* const> tables, int budget_year) {
  return RowReader(tables, budget_year).portfolio();
}

}  // namespace giaingan::inline v1
