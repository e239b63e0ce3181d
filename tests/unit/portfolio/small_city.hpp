// A small city's year as columns, for the tests of the builder. Each test adds what it is about.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace small_city {

using namespace giaingan;

inline constexpr int year = 2024;
using Texts = std::vector<std::string_view>;

inline void add_units(PortfolioBuilder& builder) {
  const Texts unit{"city", "north", "south"};
  const Texts name{"Thành phố", "Ban A", "Ban B"};
  const Texts kind{"city", "owner", "owner"};
  const Texts parent{"", "city", "city"};
  builder.add_units({unit, name, kind, parent});
}

/// Allocations a1 (north) and a2 (south), each with the plan given.
inline void add_allocations(PortfolioBuilder& builder, std::int64_t plan1 = 1000, std::int64_t plan2 = 500) {
  const Texts id{"a1", "a2"};
  const Texts project{"p1", "p2"};
  const Texts owner{"north", "south"};
  const Texts locality{"ward 1", "ward 2"};
  const Texts source{"budget", "land"};
  const Texts programme{"", ""};
  const std::vector<int> carried{0, 2023};
  const std::vector<std::int64_t> plan{plan1, plan2};
  builder.add_allocations({.allocation = id,
                           .project = project,
                           .owner = owner,
                           .locality = locality,
                           .source = source,
                           .programme = programme,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
}

inline PortfolioBuilder base(std::int64_t plan1 = 1000, std::int64_t plan2 = 500, const Limits& limits = {}) {
  PortfolioBuilder builder(year, limits);
  add_units(builder);
  add_allocations(builder, plan1, plan2);
  return builder;
}

struct Change {
  std::string_view allocation;
  Date date;
  std::int64_t change;
  std::string_view assigned_by{};
};

inline void add_changes(PortfolioBuilder& builder, const std::vector<Change>& changes) {
  Texts allocation;
  Texts decision;
  Texts assigned_by;
  std::vector<Date> date;
  std::vector<std::int64_t> change;
  for (const Change& row : changes) {
    allocation.push_back(row.allocation);
    date.push_back(row.date);
    change.push_back(row.change);
    decision.push_back("d");
    assigned_by.push_back(row.assigned_by);
  }
  builder.add_plan_changes({allocation, date, change, decision, assigned_by});
}

struct Monthly {
  std::string_view allocation;
  int month;
  std::int64_t amount;
  DisbursementKind kind = DisbursementKind::actual;
};

inline void add_disbursements(PortfolioBuilder& builder, const std::vector<Monthly>& rows) {
  Texts allocation;
  std::vector<BudgetMonth> month;
  std::vector<std::int64_t> amount;
  std::vector<DisbursementKind> kind;
  for (const Monthly& row : rows) {
    allocation.push_back(row.allocation);
    month.push_back({row.month});
    amount.push_back(row.amount);
    kind.push_back(row.kind);
  }
  builder.add_disbursements({allocation, month, amount, kind});
}

inline Date day(int month, int day_of_month) {
  return *Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day_of_month));
}

/// `code file:row column` of every problem, in the order reported; empty if the portfolio can be built.
inline std::vector<std::string> problems(const std::function<void()>& load) {
  std::vector<std::string> found;
  try {
    load();
  } catch (const InvalidInput& invalid) {
    for (const Diagnostic& diagnostic : invalid.diagnostics()) {
      found.push_back(diagnostic.code + " " + diagnostic.place.file + ":" +
                      std::to_string(diagnostic.place.row) +
                      (diagnostic.place.column.empty() ? "" : " " + diagnostic.place.column));
    }
  }
  return found;
}

inline std::vector<std::string> problems_of(PortfolioBuilder builder) {
  return problems([&] { static_cast<void>(std::move(builder).build()); });
}

}  // namespace small_city
