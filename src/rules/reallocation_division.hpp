/// @file
/// A reallocation round freed of its facts: who can release how much, who can take how much, and the division
/// that the policy names. All amounts are whole steps of the round.
///
///   source ─limit─▶ donor ─release─▶ pool ─need─▶ room ─limit─▶ room ─ … ─limit─▶ sink
///
/// A donor's own limit bounds its cuts over all pools. A release is one allocation's and goes into its pool;
/// a need is one allocation's and is fed from its pool. Rooms nest: the room under a project's medium-term
/// plan stands in the room under its total investment, and that in the capacity of the project's owner. So
/// every cap is the capacity of one arc, and the whole is a flow network; two rooms that overlapped without
/// one holding the other would not fit in.
#pragma once

#include "giaingan/policy/reallocation_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rules/reallocation_laminar.hpp"

namespace giaingan::inline v1 {

/// What a round divides.
struct Instance {
  using Room = LaminarRoom;
  static constexpr std::size_t outside = Room::outside;

  struct Release {
    std::size_t donor = 0;
    std::size_t pool = 0;
    std::int64_t amount = 0;
    std::size_t precedence = 0;  ///< among equal remainders: the lowest first, each once
  };
  struct Need {
    std::size_t pool = 0;
    std::size_t room = outside;  ///< the innermost that it fills
    std::size_t tier = 0;
    std::int64_t amount = 0;
    std::size_t precedence = 0;
  };

  std::size_t pools = 0;
  std::vector<std::int64_t> donor_limits;
  std::vector<Release> releases;  ///< in the order of cuts: the worst ratio first
  std::vector<Room> rooms;
  std::vector<Need> needs;  ///< in the order of ratio_desc: the highest ratio first
  std::vector<WithinTier> tiers;
  Unmatched unmatched = Unmatched::stay;
  CutOrder cut_order = CutOrder::worst_ratio_first;
};

/// The cut of the network that bounds what a tier can get.
struct TierProof {
  std::int64_t earlier = 0;   ///< additions of earlier tiers
  std::int64_t total = 0;     ///< additions of this one
  std::int64_t capacity = 0;  ///< of the cut: earlier + total
  std::vector<bool> donors;   ///< on the source's side
  std::vector<bool> pools;
  std::vector<bool> rooms;
};

/// The division.
struct Division {
  std::vector<std::int64_t> additions;  ///< one a need
  std::vector<std::int64_t> cuts;       ///< one a release
  std::vector<TierProof> proofs;        ///< one a tier
};

/// Divides as §4 and §12 of the rules say. @pre every amount and limit >= 0; a need is at most the limit of
/// every room that it fills
[[nodiscard]] Division divide(const Instance& instance);

}  // namespace giaingan::inline v1
