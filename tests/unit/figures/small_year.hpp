// A small budget year 2024, row by row, for the tests of figures and rules.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace small_year {

using namespace giaingan;

inline constexpr int year = 2024;

inline Date day(int month, int day_of_month) {
  return *Date::from(year + (month - 1) / 12, static_cast<unsigned>((month - 1) % 12 + 1),
                     static_cast<unsigned>(day_of_month));
}
inline Date end_of(int month) {
  return month_end(year, {month});
}

/// The rows of a dataset. `owner` stands for a unit with one allocation of the same id.
struct Rows {
  struct UnitRow {
    std::string id;
    std::string kind = "owner";
    std::string parent{};
    std::string name{};
  };
  struct AllocationRow {
    std::string id;
    std::string owner;
    std::int64_t plan = 0;
    std::string source = "budget";
    std::string locality{};
    std::string programme{};
    int carried_from = 0;
    std::string project = "p";
    std::string assigned_by{};
  };
  struct Change {
    std::string allocation;
    Date date;
    std::int64_t change = 0;
    std::string assigned_by{};
  };
  struct Disbursed {
    std::string allocation;
    int month = 1;
    std::int64_t amount = 0;
    DisbursementKind kind = DisbursementKind::actual;
  };

  std::vector<UnitRow> units{};
  std::vector<AllocationRow> allocations{};
  std::vector<Project> projects{};
  std::vector<Change> changes{};
  std::vector<Disbursed> disbursed{};
  std::vector<Disbursed> scheduled{};
  std::vector<Reference> references{};
  std::vector<EventRow> events{};
  std::vector<EarlierRunMonth> earlier_runs{};

  /// An owner with one allocation, and what it has disbursed at the end of January, February …
  Rows& owner(const std::string& id, std::int64_t plan, const std::vector<std::int64_t>& by_month = {}) {
    units.push_back({id});
    allocations.push_back({id, id, plan});
    for (std::size_t i = 0; i < by_month.size(); ++i)
      disbursed.push_back({id, static_cast<int>(i) + 1, by_month[i]});
    return *this;
  }

  [[nodiscard]] Portfolio build() const;
};

namespace columns {

template <class Row>
std::vector<std::string_view> texts(const std::vector<Row>& rows, std::string Row::*member) {
  std::vector<std::string_view> column;
  for (const auto& row : rows)
    column.push_back(row.*member);
  return column;
}
template <class To, class Row, class From>
std::vector<To> values(const std::vector<Row>& rows, From Row::*member) {
  std::vector<To> column;
  for (const auto& row : rows)
    column.push_back(To{row.*member});
  return column;
}

}  // namespace columns

inline Portfolio Rows::build() const {
  using columns::texts;
  using columns::values;
  PortfolioBuilder builder(year);
  builder.add_units({texts(units, &UnitRow::id), texts(units, &UnitRow::name), texts(units, &UnitRow::kind),
                     texts(units, &UnitRow::parent)});
  if (!projects.empty()) builder.add_projects(projects);
  builder.add_allocations(
      {texts(allocations, &AllocationRow::id), texts(allocations, &AllocationRow::project),
       texts(allocations, &AllocationRow::owner), texts(allocations, &AllocationRow::locality),
       texts(allocations, &AllocationRow::source), texts(allocations, &AllocationRow::programme),
       values<int>(allocations, &AllocationRow::carried_from),
       values<std::int64_t>(allocations, &AllocationRow::plan),
       texts(allocations, &AllocationRow::assigned_by)});
  const std::vector<std::string_view> decisions(changes.size(), "QD");
  builder.add_plan_changes({texts(changes, &Change::allocation), values<Date>(changes, &Change::date),
                            values<std::int64_t>(changes, &Change::change), decisions,
                            texts(changes, &Change::assigned_by)});
  builder.add_disbursements({texts(disbursed, &Disbursed::allocation),
                             values<BudgetMonth>(disbursed, &Disbursed::month),
                             values<std::int64_t>(disbursed, &Disbursed::amount),
                             values<DisbursementKind>(disbursed, &Disbursed::kind)});
  if (!scheduled.empty()) {
    builder.add_schedule({texts(scheduled, &Disbursed::allocation),
                          values<BudgetMonth>(scheduled, &Disbursed::month),
                          values<std::int64_t>(scheduled, &Disbursed::amount)});
  }
  builder.add_references(references);
  builder.add_events(events);
  builder.add_earlier_runs(earlier_runs);
  return std::move(builder).build();
}

}  // namespace small_year
