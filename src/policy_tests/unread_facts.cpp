#include "policy_tests/unread_facts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "input/text.hpp"
#include "policy_tests/fact_reading.hpp"

namespace giaingan::inline v1 {
namespace {

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

/// The columns that a dataset may leave empty. Those that aren't here are read wherever their table is: a row
/// must have them, or they say what it is (names, kinds of units, decisions). Those of events and of
/// disbursements are looked at row by row.
struct OptionalColumns {
  std::string_view table;
  std::vector<std::string_view> columns;
};

const std::vector<OptionalColumns>& optional_columns() {
  static const std::vector<OptionalColumns> all{
      {"units", {"parent"}},
      {"projects",
       {"group", "phase", "priority", "total_investment", "funded_before", "first_funded_year",
        "medium_term_plan", "medium_term_used", "approved_on", "started_on", "completed_on",
        "settlement_submitted_on", "settled_on"}},
      {"allocations", {"locality", "source", "programme", "carried_from", "assigned_by"}},
      {"plan_changes", {"assigned_by"}},
      {"earlier_runs", {"reference"}}};
  return all;
}

/// A column of a table whose values name what reads them.
struct NamingColumn {
  const char* table;
  const char* column;
  Names read;
  std::string_view excuse;  ///< a member of the result that lists what nothing reads; may be empty
};

Names keys_of(const std::map<std::string, Names, std::less<>>& map) {
  Names keys;
  for (const auto& each : map)
    keys.insert(each.first);
  return keys;
}

std::string_view text_of(const Json& row, std::string_view column) {
  const Json* field = row.find(column);
  return field == nullptr ? std::string_view() : std::string_view(field->text);
}

/// Looks for what isn't read among the facts of one case.
class Search {
 public:
  Search(const FactReading& reading, const TestCase& test, const std::string& test_file, int year)
      : reading_(reading),
        test_(test),
        test_file_(test_file),
        year_(year),
        asked_(std::string("the question ") + question_text(test.question->kind)) {}

  std::vector<Diagnostic> run() {
    for (const auto& [table, rows] : test_.given->members) {
      if (rows.items.empty()) continue;
      const auto read = reading_.tables.find(table);
      if (read == reading_.tables.end()) {
        report(pointer_to(test_.pointer + "/given", table),
               asked_ + " reads no " + table + " under this policy",
               "only facts that are read: " + listed(tables_read()), "delete the table");
        continue;
      }
      look_for_later_rows(table, rows, read->second);
    }
    look_for_unread_names();
    for (const OptionalColumns& each : optional_columns())
      look_for_unread_columns(each);
    look_at_events();
    look_at_estimates();
    return std::move(problems_);
  }

 private:
  void report(const std::string& pointer, std::string message, std::string expected, std::string remedy) {
    problems_.push_back(test_problem(test_file_, pointer, "policy_test.unread", std::move(message),
                                     std::move(expected), std::move(remedy)));
  }
  [[nodiscard]] std::string pointer(std::string_view table, std::size_t row, std::string_view column) const {
    return test_.pointer + "/given/" + std::string(table) + "/" + std::to_string(row) + "/" +
           std::string(column);
  }
  [[nodiscard]] bool expects(std::string_view member) const { return test_.expect->find(member) != nullptr; }
  [[nodiscard]] Names tables_read() const {
    Names names;
    for (const auto& each : reading_.tables)
      names.insert(each.first);
    return names;
  }
  /// The rows of a table that the question reads; none without.
  [[nodiscard]] const std::vector<Json>& rows_of(std::string_view table) const {
    static const std::vector<Json> none;
    const Json* rows = test_.given->find(table);
    return rows != nullptr && reading_.tables.contains(table) ? rows->items : none;
  }

  /// The last day of what a row is of: its date, or its month's end. Nothing for rows that have neither.
  [[nodiscard]] std::optional<Date> day_of(const Json& row, std::string_view column) const {
    if (column == "date") return Date::parse(text_of(row, column));
    const auto month = parse_budget_month(year_, text_of(row, column));
    return month ? std::optional(month_end(year_, *month)) : std::nullopt;
  }

  void look_for_later_rows(const std::string& table, const Json& rows, Date until) {
    for (std::size_t i = 0; i < rows.items.size(); ++i) {
      const Json& row = rows.items[i];
      const char* column = row.find("date") != nullptr ? "date" : "month";
      const auto day = day_of(row, column);
      if (!day || *day <= until || (table == "disbursements" && is_estimate(row))) continue;
      report(pointer(table, i, column),
             asked_ + " reads no " + table + " of " + std::string(text_of(row, column)) +
                 ": it looks at facts up to " + until.text() + ", and never ahead",
             std::string(column) == "date" ? "a day on or before " + until.text()
                                           : "a month that has ended by " + until.text(),
             "delete the row, or ask about a later day");
    }
  }

  void look_for_unread_names() {
    const NamingColumn columns[] = {{"metrics", "metric", reading_.metrics, "unread_metrics"},
                                    {"references", "reference", reading_.references, ""},
                                    {"requests", "round", reading_.requests, "findings"},
                                    {"events", "type", keys_of(reading_.events), "unmatched"},
                                    {"revenues", "source", reading_.revenues, "findings"},
                                    {"ledgers", "system", reading_.ledgers, "unmatched"}};
    for (const NamingColumn& each : columns) {
      if (!each.excuse.empty() && expects(each.excuse)) continue;
      const auto& rows = rows_of(each.table);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Json* name = rows[i].find(each.column);
        if (name == nullptr || each.read.contains(name->text)) continue;
        report(pointer(each.table, i, each.column),
               asked_ + " reads no " + each.table + " of the " + each.column + " " + in_quotes(name->text),
               "one of " + listed(each.read), "delete the row, or correct the name");
      }
    }
  }

  void look_for_unread_columns(const OptionalColumns& optional) {
    const auto found = reading_.columns.find(optional.table);
    const Names read = found == reading_.columns.end() ? Names() : found->second;
    const auto& rows = rows_of(optional.table);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const std::string_view column : optional.columns) {
        if (rows[i].find(column) == nullptr || read.contains(column)) continue;
        report(pointer(optional.table, i, column),
               asked_ + " reads no " + std::string(column) + " of " + std::string(optional.table) +
                   " under this policy",
               "of the columns that may be left out, only those that are read: " + listed(read),
               "delete the field, or ask what reads it");
      }
    }
  }

  void look_at_events() {
    const auto& rows = rows_of("events");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto read = reading_.events.find(text_of(rows[i], "type"));
      if (read == reading_.events.end()) continue;  // which has been said
      for (const std::string_view column : {"period", "amount", "cause"}) {
        if (rows[i].find(column) == nullptr || read->second.contains(column)) continue;
        report(pointer("events", i, column),
               asked_ + " reads no " + std::string(column) + " of an event of the type " +
                   in_quotes(read->first),
               "of the columns that may be left out, only those that are read: " + listed(read->second),
               "delete the field, or correct the type");
      }
    }
  }

  [[nodiscard]] static bool is_estimate(const Json& row) { return text_of(row, "kind") == "estimate"; }

  /// The first month up to `last`, from the estimate's own on, with an actual figure in the estimate's place.
  [[nodiscard]] std::optional<BudgetMonth> replaced_in(std::string_view allocation, BudgetMonth month,
                                                       BudgetMonth last) const {
    std::optional<BudgetMonth> first;
    for (const Json& row : rows_of("disbursements")) {
      if (is_estimate(row) || text_of(row, "allocation") != allocation) continue;
      const auto actual = parse_budget_month(year_, text_of(row, "month"));
      if (actual && *actual >= month && *actual <= last && (!first || *actual < *first)) first = actual;
    }
    return first;
  }

  void look_at_estimates() {
    if (expects("left_out")) return;  // where the result lists the estimates that don't count
    const auto& rows = rows_of("disbursements");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto month = parse_budget_month(year_, text_of(rows[i], "month"));
      if (is_estimate(rows[i]) && month)
        look_at_estimate(rows[i], *month, pointer("disbursements", i, "kind"));
    }
  }

  void look_at_estimate(const Json& row, BudgetMonth month, const std::string& at) {
    if (reading_.forecast_until && month <= *reading_.forecast_until) return;
    if (reading_.estimates_at.empty()) {
      report(at, asked_ + " reads no estimates: no basis that it reads counts them, nor does a forecast",
             "estimates only where a basis has \"estimates\": \"counted\"",
             "delete the row, or give it as an actual figure");
      return;
    }
    const BudgetMonth last = *std::ranges::max_element(reading_.estimates_at);
    std::optional<BudgetMonth> replaced;
    for (const BudgetMonth read_at : reading_.estimates_at) {
      if (month > read_at) continue;
      replaced = replaced_in(text_of(row, "allocation"), month, read_at);
      if (!replaced) return;
    }
    const std::string of_month = asked_ + " doesn't read the estimate of " + month_text(year_, month);
    if (replaced) {
      report(at, of_month + ": the actual figure of " + month_text(year_, *replaced) + " counts in its place",
             "an estimate for a month after the allocation's last actual figure", "delete the row");
    } else {
      report(at, of_month + ": it looks at facts up to " + month_text(year_, last) + ", and never ahead",
             "an estimate for a month up to " + month_text(year_, last),
             "delete the row, or ask about a later day");
    }
  }

  const FactReading& reading_;
  const TestCase& test_;
  const std::string& test_file_;
  int year_;
  std::string asked_;
  std::vector<Diagnostic> problems_;
};

}  // namespace

std::vector<Diagnostic> unread_facts(const Policy& policy, const TestCase& test,
                                     const std::string& test_file) {
  if (test.given == nullptr) return {};
  const auto reading = reading_of(policy, *test.question);
  return reading ? Search(*reading, test, test_file, policy->year).run() : std::vector<Diagnostic>();
}

}  // namespace giaingan::inline v1
