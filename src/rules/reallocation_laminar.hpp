/// @file
/// Fair shares where rooms within rooms are all that bounds the claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// A room of a family of which any two are disjoint or one holds the other.
struct LaminarRoom {
  static constexpr std::size_t outside = static_cast<std::size_t>(-1);

  std::int64_t limit = 0;
  std::size_t within = outside;  ///< the room that it stands in
};

/// The rooms' places, each before the one that it stands in.
[[nodiscard]] std::vector<std::size_t> outwards(std::span<const LaminarRoom> rooms);

struct LaminarClaim {
  std::int64_t weight = 1;  ///< above 0
  std::int64_t most = 0;
  std::size_t room = LaminarRoom::outside;  ///< the innermost
};

/// num/den with den > 0.
struct Level {
  std::int64_t num = 0;
  std::int64_t den = 1;
};

/// The fair amounts ÷ weight, one a claim: sorted ascending, they are lexicographically the largest that the
/// rooms allow. As the common level of all claims rises, a claim stops at its most, and with a room that
/// becomes full all its claims do; so each room's level follows from those within it, from the inside out.
/// @pre the weights of all claims, and what they ask at most, each add up to less than 2^63
[[nodiscard]] std::vector<Level> laminar_levels(std::span<const LaminarClaim> claims,
                                                std::span<const LaminarRoom> rooms);

}  // namespace giaingan::inline v1
