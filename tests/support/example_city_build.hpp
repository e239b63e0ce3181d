/// @file
/// The steps by which the synthetic city is built, in the order in which they run.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string_view>

#include "support/example_city.hpp"

namespace giaingan::example {

/// Bounded whole numbers from a seeded generator. `std::uniform_int_distribution` differs between libraries;
/// this doesn't. The order in which a compiler evaluates two draws of one argument list isn't fixed either:
/// no two draws stand in one expression unless the language orders them.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}

  /// 0 … bound - 1, all equally likely. @pre bound > 0
  std::int64_t below(std::int64_t bound);
  /// low … high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool one_in(std::int64_t count) { return below(count) == 0; }

 private:
  std::mt19937_64 engine_;
};

inline constexpr std::int64_t million = 1'000'000;

void add_projects(City& city, Draws& draws);
void add_plan_changes(City& city, Draws& draws);
void add_disbursements(City& city, Draws& draws);
void place_disbursement_cases(City& city);
void add_commitments(City& city, Draws& draws);
void add_requests(City& city, Draws& draws);
void place_cap_cases(City& city, Draws& draws);
void add_medium_term_requests(City& city);
void add_references(City& city);
void add_ledgers(City& city, Draws& draws);
void add_events(City& city, Draws& draws);
void add_revenues_and_metrics(City& city, Draws& draws);

/// Owners whose figures the cases fix to the đồng.
[[nodiscard]] bool is_staged(std::string_view owner);

using Chosen = std::function<bool(const Allocation&)>;
[[nodiscard]] Chosen owned_by(const City& city, std::string owner);
[[nodiscard]] std::int64_t plan_sum(const City& city, const Chosen& chosen, int month);
[[nodiscard]] std::int64_t disbursed_sum(const City& city, const Chosen& chosen, int month);
[[nodiscard]] inline bool everything(const Allocation&) {
  return true;
}
[[nodiscard]] inline bool this_years_capital(const Allocation& allocation) {
  return allocation.carried_from == 0;
}

/// Allocation by id. @throws std::logic_error if there is none
[[nodiscard]] Allocation& allocation_named(City& city, std::string_view id);

/// The most that an allocation may have disbursed at a month-end without ever standing above its plan.
[[nodiscard]] std::int64_t most_disbursed(const Allocation& allocation, int month);

/// A day as the files write it.
[[nodiscard]] std::string day(int of_year, int month, int of_month);

}  // namespace giaingan::example
