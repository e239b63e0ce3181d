// Everything that a fast rule says of a world, compared with what the oracle says; differences fail the test.
#pragma once

#include "differential/random_world.hpp"

namespace differential {

void compare_disbursement(const oracle::World& world);
// With the evidence and without. Throws oracle::GaveUp.
void compare_below_average(const oracle::World& world);

}  // namespace differential
