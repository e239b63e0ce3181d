// What a reallocation round reads of every allocation on its day (rules.md §12, "Reallocation").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"
#include "oracle/reallocation.hpp"

namespace oracle {

// What is known of one allocation on the round's day: the plan of that day, the rest at the last month-end.
struct State {
  const Allocation* allocation = nullptr;
  Project project;
  Integer plan;
  Integer disbursed;
  Integer committed;
  std::optional<Integer> forecast;
  bool in_scope = false;
  std::string donor_unit;
  std::string recipient_unit;
};

struct Sums {
  Integer plan;
  Integer disbursed;
  Integer forecast;

  std::optional<Rational> ratio() const {
    if (plan == 0) return std::nullopt;
    return Rational(disbursed, plan);
  }
};

// The states of all allocations, by id.
std::vector<State> states_of(const Facts& facts, const Round& round);

}  // namespace oracle
