/// @file
/// Whether what a round moved is what §4 of the rules asks for: within every cap, as much as can be had tier
/// by tier, divided fairly, cut in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verify/comparison.hpp"
#include "verify/parties.hpp"

namespace giaingan::inline v1::verify {

/// What was moved, in steps.
struct Moved {
  std::vector<std::int64_t> cuts;       ///< one a release
  std::vector<std::int64_t> additions;  ///< one a taker
};

/// What follows from it, in steps.
struct Totals {
  std::vector<std::int64_t> cut_of_donor;
  std::vector<std::int64_t> cut_of_pool;
  std::vector<std::int64_t> added_in_pool;
  std::vector<std::int64_t> used_of_room;
  std::vector<std::int64_t> of_tier;
};

[[nodiscard]] Totals totals_of(const Parties& parties, const Round& round, const Moved& moved);

/// What a breach is about.
enum class Party { release, taker, donor, room, pool, tier };

/// Something that the round must not do.
struct Breach {
  Party party = Party::release;
  std::size_t which = 0;
  const char* code = "";
  std::string required;  ///< in đồng
  Why why;
};

/// Caps, floors, limits and conservation. Linear.
[[nodiscard]] std::vector<Breach> bounds_broken(const Parties& parties, const Round& round,
                                                const Moved& moved, const Totals& totals);

/// Which tier could have had more, who could have had more under the rules of its tier, and who must have
/// been cut before others. O(n log n), but for fair tiers and cuts that share rooms or limits over several
/// pools: there the real shares are found level by level. @pre no bound is broken
[[nodiscard]] std::vector<Breach> unfair(const Parties& parties, const Round& round, const Moved& moved);

/// A set of nodes of the network that holds the source and not the sink.
struct Side {
  std::vector<bool> donors;
  std::vector<bool> pools;
  std::vector<bool> rooms;
};

/// What can leave the set for the tiers up to this one, steps: the capacity of the cut less what earlier
/// tiers send back into it. Linear.
[[nodiscard]] Int128 capacity_of(const Parties& parties, const Moved& moved, std::size_t tier,
                                 const Side& side);

}  // namespace giaingan::inline v1::verify
