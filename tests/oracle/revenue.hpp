// Plans of a source that is fed by revenue, from the facts (rules.md §8 and §12, "Revenue"). Cuts are a round
// in which only the source's own allocations give, and what gives is one tier after the other, the last
// first.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/division.hpp"
#include "oracle/facts.hpp"
#include "oracle/reallocation.hpp"

namespace oracle {

struct RevenueSource {
  std::string source;
  Date as_of;
  Round::Condition in_scope = [](const Allocation&, const Project&) { return true; };
  Round::Estimates estimates = Round::Estimates::ignored;
  enum class Expected { collected, estimate } expected = Expected::collected;
  std::string offset_unit;
  std::string offset_metric;
  std::string level = "owner";
  std::vector<Round::Condition> tiers;  // the highest priority first
  CutOrder cut_order = CutOrder::worst_ratio_first;
  Round::Tie tie = Round::Tie::id;
  std::int64_t step = 1;
  std::string ledger = "tabmis";
};

struct RevenueState {
  Integer plans;
  Integer offset;
  std::optional<Integer> shortfall;
  std::optional<Integer> uncovered;
  std::map<std::string, Integer> cuts;  // by allocation, without zeros
  std::vector<std::string> without_tier;
  std::optional<Integer> ceiling;
  std::optional<Integer> excess;
};

RevenueState revenue_state(const Facts& facts, const RevenueSource& source);

}  // namespace oracle
