// An instance of a round's division as the library knows it. The division is an inner part of the room
// reallocation, hence the private header.
#pragma once

#include "oracle/division.hpp"
#include "oracle/draws.hpp"
#include "rules/reallocation_division.hpp"

namespace differential {

giaingan::Instance instance_of(const oracle::Instance& instance);

// Random precedences, each once, as the library wants them.
void order_precedences(oracle::Draws& draws, oracle::Instance& instance);

}  // namespace differential
