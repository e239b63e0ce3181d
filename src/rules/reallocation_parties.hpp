/// @file
/// Who takes part in a round, and what that makes of the network.
#pragma once

#include "giaingan/rules/reallocation.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "figures/serving_order.hpp"
#include "rules/reallocation_division.hpp"
#include "rules/reallocation_figures.hpp"

namespace giaingan::inline v1 {

/// The pools of the allocations in scope.
struct Pools {
  std::vector<std::string> ids;
  std::vector<std::size_t> of_allocation;  ///< meaningful for those in scope
  std::vector<std::string> unknown;        ///< ids that an exchange names and no allocation in scope has
};

[[nodiscard]] Pools pools_of(const Facts& facts, const RoundFigures& figures, const Round& round);

/// What both sides of a round are found from.
struct RoundContext {
  const Portfolio& portfolio;
  const Round& round;
  RoundFigures figures;
  Pools pools;
  UnitSums donor_units;
  std::vector<bool> gives;  ///< one a donor unit: whether it is below the required ratio

  [[nodiscard]] bool is_donor(Index allocation) const {
    const Index unit = donor_units.of(allocation);
    return unit != none && gives[static_cast<std::size_t>(unit)];
  }
};

[[nodiscard]] RoundContext context_of(const Portfolio& portfolio, const Round& round);

/// Fills in the result's donors and findings, and the instance's releases.
/// @return for every release its place among the result's donor allocations
[[nodiscard]] std::vector<std::size_t> find_donors(const RoundContext& context, ReallocationResult& result,
                                                   Instance& instance);

/// The demand side as the network sees it.
struct Demand {
  std::vector<std::size_t> recipient;  ///< of every need: its place among the result's recipients
  std::vector<NetworkNode> rooms;      ///< what every room is
};

/// Fills in the result's recipients, rejected requests and findings, and the instance's needs and rooms.
[[nodiscard]] Demand find_recipients(const RoundContext& context, std::span<const BarredAllocation> barred,
                                     ReallocationResult& result, Instance& instance);

/// Finds what the round's conditions name and no allocation has.
void find_unknown_names(const Facts& facts, const Round& round, std::vector<ReallocationFinding>& findings);

/// Says of every cut and every addition why it isn't one step more, all others being as they are.
/// @param release_of of every release: its place among the result's donor allocations
void name_reasons(const Instance& instance, const Division& division,
                  const std::vector<std::size_t>& release_of, const Demand& demand,
                  ReallocationResult& result);

/// How the round ended. @pre the result holds its cuts and additions
[[nodiscard]] RoundOutcome outcome_of(const Instance& instance, const ReallocationResult& result);

/// What recipients' units must reach cites this, with all that it assumes.
[[nodiscard]] Citation criterion_citation(const Round& round);

/// Evidence that a unit does or doesn't reach the required ratio, short of which it gives.
[[nodiscard]] Evidence donor_evidence(const RoundContext& context, const std::string& unit,
                                      const Amounts& amounts);

/// Evidence that a unit does or doesn't reach what recipients must.
[[nodiscard]] Evidence recipient_evidence(const RoundContext& context, const std::string& unit,
                                          const Amounts& amounts, const AverageValue& criterion);

/// Sets the precedence of entries (releases or needs) that already stand in the order of cuts or of
/// ratio_desc, by the round's tie rule.
/// @param keys one an entry
template <class Entry>
void set_precedence(std::vector<Entry>& entries, const std::vector<ServingKey>& keys, RemainderTies ties) {
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return takes_before({keys[a], entries[a].amount}, {keys[b], entries[b].amount}, ties);
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    entries[order[i]].precedence = i;
}

}  // namespace giaingan::inline v1
