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

}  // namespace oracle
