/// @file
/// Unit tests for policies in C++: small cities row by row, and GoogleTest matchers for what a policy says of
/// them. Needs GoogleMock, which the library itself doesn't; whoever includes this links it.
#pragma once

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/reallocation.hpp"
#include "giaingan/simulation/year_simulation.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan::policy_testing {

// ---- Portfolios

/// A field of a row: a text, or a whole number.
struct Field {
  Field(std::string_view content) : text(content) {}    // NOLINT(google-explicit-constructor): rows read so
  Field(const char* content) : text(content) {}         // NOLINT(google-explicit-constructor): likewise
  Field(const std::string& content) : text(content) {}  // NOLINT(google-explicit-constructor): likewise
  Field(int number) : text(std::to_string(number)) {}   // NOLINT(google-explicit-constructor): likewise
  Field(std::int64_t number)
      : text(std::to_string(number)) {}  // NOLINT(google-explicit-constructor): likewise

  std::string text;
};

/// A row by its columns, as docs/dataset.md names them; what is left out is empty.
using Row = std::map<std::string, Field>;

/// Builds a portfolio from rows of the dataset's tables, read and checked as files are.
///
///     const Portfolio city = City(2024)
///                                .owner("slow").allocation("a", "slow", 1000)
///                                .disbursed("a", "2024-03", 100)
///                                .portfolio();
class City {
 public:
  /// @param year the budget year
  explicit City(int year) : year_(year) {
    columns_["units"] = columns_of("units");
    columns_["allocations"] = columns_of("allocations");
  }

  /// Adds a row to any table: `units`, `requests`, `events` … A table or column that no dataset has is a
  /// problem of portfolio().
  City& row(const std::string& table, const Row& fields) {
    std::vector<std::string>& columns = columns_.try_emplace(table, columns_of(table)).first->second;
    for (const auto& [column, field] : fields) {
      if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
    }
    rows_[table].push_back(fields);
    return *this;
  }

  City& unit(const std::string& id, const std::string& kind, const std::string& parent = "") {
    return row("units", {{"unit", id}, {"name", id}, {"kind", kind}, {"parent", parent}});
  }
  City& owner(const std::string& id) { return unit(id, "owner"); }
  /// @param plan đồng at the start of the year
  City& allocation(const std::string& id, const std::string& owner, std::int64_t plan, Row more = {}) {
    more.insert({{"allocation", id},
                 {"project", "project of " + id},
                 {"owner", owner},
                 {"source", "budget"},
                 {"plan", plan}});
    return row("allocations", more);
  }
  /// @param month `YYYY-MM`; cumulative đồng at its end
  City& disbursed(const std::string& allocation, const std::string& month, std::int64_t amount) {
    return row("disbursements", {{"allocation", allocation}, {"month", month}, {"disbursed", amount}});
  }
  /// @param change signed đồng, on the day `YYYY-MM-DD`
  City& plan_change(const std::string& allocation, const std::string& date, std::int64_t change) {
    return row("plan_changes",
               {{"allocation", allocation}, {"date", date}, {"change", change}, {"decision", "decision"}});
  }
  City& request(const std::string& allocation, const std::string& round, std::int64_t amount) {
    return row("requests",
               {{"allocation", allocation}, {"round", round}, {"requested", amount}, {"absorbable", amount}});
  }

  /// @throws InvalidInput with every problem of the rows, each with its table, line and column
  [[nodiscard]] Portfolio portfolio() const {
    DatasetTexts files;
    for (const auto& [table, columns] : columns_)
      files[table + ".csv"] = text_of(table, columns);
    return read_dataset(files, year_);
  }

 private:
  [[nodiscard]] std::string text_of(const std::string& table, const std::vector<std::string>& columns) const {
    std::string text;
    for (const std::string& column : columns)
      text += (text.empty() ? "" : ",") + column;
    text += "\n";
    const auto rows = rows_.find(table);
    if (rows == rows_.end()) return text;
    for (const Row& each : rows->second) {
      for (const std::string& column : columns) {
        const auto field = each.find(column);
        text += (&column == columns.data() ? "\"" : ",\"") +
                (field == each.end() ? std::string() : quoted(field->second.text)) + "\"";
      }
      text += "\n";
    }
    return text;
  }

  // The columns that a table must have; none of one that no dataset has.
  static std::vector<std::string> columns_of(const std::string& table) {
    static const std::map<std::string, std::vector<std::string>> known{
        {"units", {"unit", "name", "kind", "parent"}},
        {"allocations",
         {"allocation", "project", "owner", "locality", "source", "programme", "carried_from", "plan"}},
        {"projects",
         {"project", "name", "group", "phase", "total_investment", "funded_before", "first_funded_year",
          "medium_term_plan", "medium_term_used", "priority", "approved_on", "started_on", "completed_on",
          "settlement_submitted_on", "settled_on"}},
        {"plan_changes", {"allocation", "date", "change", "decision"}},
        {"disbursements", {"allocation", "month", "disbursed"}},
        {"schedule", {"allocation", "month", "scheduled"}},
        {"commitments", {"allocation", "month", "committed"}},
        {"requests", {"allocation", "round", "requested", "absorbable"}},
        {"references", {"reference", "month", "basis", "plan", "disbursed", "percent"}},
        {"ledgers", {"allocation", "month", "system", "plan", "disbursed"}},
        {"events", {"unit", "type", "period", "date", "amount", "cause"}},
        {"revenues", {"source", "month", "estimated", "collected"}},
        {"metrics", {"unit", "metric", "value"}},
        {"earlier_runs", {"unit", "reference", "month"}}};
    const auto columns = known.find(table);
    return columns == known.end() ? std::vector<std::string>() : columns->second;
  }

  static std::string quoted(const std::string& text) {
    std::string doubled;
    for (const char c : text)
      doubled += c == '"' ? std::string("\"\"") : std::string(1, c);
    return doubled;
  }

  int year_;
  std::map<std::string, std::vector<std::string>> columns_;
  std::map<std::string, std::vector<Row>> rows_;
};

// ---- What matchers read

/// The verdicts below the average of a year that was simulated, as of a month's end. @throws
/// std::out_of_range if the month wasn't simulated or the policy judges nobody
[[nodiscard]] inline const BelowAverageVerdicts& verdicts_of(const SimulatedYear& year, int month) {
  const auto& verdicts = year.months.at(static_cast<std::size_t>(month - 1)).below_average;
  if (!verdicts) throw std::out_of_range("the policy has no section below_average");
  return *verdicts;
}

/// The ids flagged under §4.2, each once.
[[nodiscard]] inline std::vector<std::string> flagged_units(const BelowAverageVerdicts& verdicts) {
  std::vector<std::string> flagged;
  for (const BelowAverageVerdict& unit : verdicts.units) {
    if (unit.flagged && std::ranges::find(flagged, unit.id) == flagged.end()) flagged.push_back(unit.id);
  }
  std::ranges::sort(flagged);
  return flagged;
}
[[nodiscard]] inline std::vector<std::string> flagged_units(const BelowAverageResult& result) {
  BelowAverageVerdicts verdicts;
  for (const BelowAverageUnit& unit : result.units) {
    auto& verdict = verdicts.units.emplace_back();
    verdict.id = unit.id;
    verdict.flagged = unit.flagged;
  }
  return flagged_units(verdicts);
}

/// đồng added to plans in all pools.
[[nodiscard]] inline std::int64_t moved_by(const ReallocationResult& round) {
  std::int64_t sum = 0;
  for (const PoolTotals& pool : round.pools)
    sum += pool.added.value;
  return sum;
}
[[nodiscard]] inline std::int64_t moved_by(const SimulatedYear& year) {
  std::int64_t sum = 0;
  for (const ReallocationResult& round : year.rounds)
    sum += moved_by(round);
  return sum;
}

/// Why a round doesn't conserve capital; nothing if it does: what its rows cut is what its pools cut, and in
/// every pool that is what is added and what is returned; its plan changes add up to what is returned.
[[nodiscard]] inline std::optional<std::string> not_conserved(const ReallocationResult& round) {
  std::int64_t cuts = 0;
  std::int64_t additions = 0;
  std::int64_t changes = 0;
  for (const Cut& cut : round.cuts)
    cuts += cut.amount.value;
  for (const Addition& addition : round.additions)
    additions += addition.amount.value;
  for (const PlanChange& change : round.plan_changes)
    changes += change.change.value;
  std::int64_t returned = 0;
  for (const PoolTotals& pool : round.pools) {
    if (pool.cut.value != pool.added.value + pool.returned.value)
      return "round " + round.round + ", pool " + pool.pool + ": " + std::to_string(pool.cut.value) +
             " cut, " + std::to_string(pool.added.value) + " added and " +
             std::to_string(pool.returned.value) + " returned";
    returned += pool.returned.value;
  }
  if (cuts != additions + returned)
    return "round " + round.round + ": " + std::to_string(cuts) + " cut of allocations, " +
           std::to_string(additions) + " added and " + std::to_string(returned) + " returned";
  if (changes != -returned)
    return "round " + round.round + ": plans change by " + std::to_string(changes) + ", and " +
           std::to_string(returned) + " are returned";
  return std::nullopt;
}
[[nodiscard]] inline std::optional<std::string> not_conserved(const SimulatedYear& year) {
  for (const ReallocationResult& round : year.rounds) {
    if (auto why = not_conserved(round)) return why;
  }
  return std::nullopt;
}

// ---- Matchers

/// Of a simulated year: the unit is flagged under §4.2 at the end of the month (1 … 13).
MATCHER_P2(Flags, unit, month,
           std::string(negation ? "doesn't flag " : "flags ") + unit + " in month " +
               ::testing::PrintToString(month)) {
  const auto flagged = flagged_units(verdicts_of(arg, month));
  *result_listener << "which flags " << ::testing::PrintToString(flagged);
  return std::ranges::find(flagged, std::string(unit)) != flagged.end();
}

/// Of verdicts or a result below the average: the unit is flagged.
MATCHER_P(FlagsUnit, unit, std::string(negation ? "doesn't flag " : "flags ") + unit) {
  const auto flagged = flagged_units(arg);
  *result_listener << "which flags " << ::testing::PrintToString(flagged);
  return std::ranges::find(flagged, std::string(unit)) != flagged.end();
}

/// Of a round or a simulated year: so many đồng are added to plans.
MATCHER_P(Moves, amount,
          std::string(negation ? "doesn't move " : "moves ") + ::testing::PrintToString(amount) + " đồng") {
  const std::int64_t moved = moved_by(arg);
  *result_listener << "which moves " << moved << " đồng";
  return moved == static_cast<std::int64_t>(amount);
}

/// Of a round: the allocation's plan is cut by so much; 0: not at all.
MATCHER_P2(Cuts, allocation, amount,
           std::string(negation ? "doesn't cut " : "cuts ") + allocation + " by " +
               ::testing::PrintToString(amount)) {
  const auto cut = std::ranges::find(arg.cuts, std::string(allocation), &Cut::allocation);
  const std::int64_t found = cut == arg.cuts.end() ? 0 : cut->amount.value;
  *result_listener << "which cuts it by " << found;
  return found == static_cast<std::int64_t>(amount);
}

/// Of a round: so much is added to the allocation's plan; 0: nothing.
MATCHER_P2(Adds, allocation, amount,
           std::string(negation ? "doesn't add " : "adds ") + ::testing::PrintToString(amount) + " to " +
               allocation) {
  const auto addition = std::ranges::find(arg.additions, std::string(allocation), &Addition::allocation);
  const std::int64_t found = addition == arg.additions.end() ? 0 : addition->amount.value;
  *result_listener << "which adds " << found;
  return found == static_cast<std::int64_t>(amount);
}

/// Of a round or a simulated year: no đồng is lost or made, in any pool.
MATCHER(Conserves, negation ? "doesn't conserve capital" : "conserves capital") {
  const auto why = not_conserved(arg);
  if (why) *result_listener << *why;
  return !why;
}

/// Of an evaluation or a simulated year: the collective's final class, by its id in the policy; an empty
/// text: not classed.
MATCHER_P3(Rates, policy, unit, rating,
           std::string(negation ? "doesn't rate " : "rates ") + unit + " as " + rating) {
  const EvaluationResult* evaluation = nullptr;
  if constexpr (requires { arg.evaluation; }) {
    evaluation = &arg.evaluation;
  } else {
    evaluation = &arg;
  }
  for (const SubjectRating& subject : evaluation->subjects) {
    if (subject.unit != unit || subject.subject != Subject::collective) continue;
    const std::string found = subject.rating ? policy->evaluation->classes[*subject.rating].id : "";
    *result_listener << "which rates it as \"" << found << "\"";
    return found == rating;
  }
  *result_listener << "which doesn't rate it";
  return false;
}

}  // namespace giaingan::policy_testing
