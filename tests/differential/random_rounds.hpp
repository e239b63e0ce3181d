// Random portfolios with a random reallocation round, as the oracle and as the library know it. Small amounts
// and few projects, so that caps bind, remainders tie and allocations compete. The same seed gives the same
// world on every platform.
#pragma once

#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <cstdint>

#include "oracle/reallocation.hpp"

namespace differential {

struct RoundWorld {
  oracle::Facts facts;
  oracle::Round oracle_round;
  giaingan::Round round;
};

RoundWorld random_round_world(std::uint64_t seed);

// By the library.
giaingan::ReallocationResult carry_out(const RoundWorld& world);

}  // namespace differential
