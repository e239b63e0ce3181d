// Random instances of a reallocation round, small enough for caps to bind and remainders to tie.
#pragma once

#include <cstddef>
#include <cstdint>

#include "oracle/division.hpp"
#include "oracle/draws.hpp"

namespace oracle {

// One to three pools, a few donors, so many recipients, amounts of 0 … most, rooms of projects within an
// owner's.
Instance random_instance(Draws& draws, std::size_t recipients, std::int64_t most);

// Everything couples: two to eight pools, donors whose own limits bind over several of them, and recipients
// of several pools in rooms of projects, within wider rooms of the same projects, within their owners'. Two
// to four tiers and up to sixty recipients; no need is larger than a room that it fills.
Instance coupled_instance(Draws& draws);

// Small enough to try every division: up to four donors with up to six releases, three pools, five recipients
// in rooms of projects within an owner's, amounts of 0 … 6 steps, up to three tiers.
Instance small_instance(Draws& draws);

}  // namespace oracle
