// Judges a claimed division from the division alone: it knows no flow and no order of work, only what a
// division must satisfy. That a tier could not have got more is shown by the least cut, found by trying every
// set of pools (so: few pools). Whether the additions can be paid for, likewise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/division.hpp"

namespace oracle {

// What is wrong with the division; empty if nothing is. Bounds, rooms, donors' limits, conservation in every
// pool, the largest total of every tier, and the lexicographic choices of ratio_desc and worst_ratio_first.
std::vector<std::string> faults(const Instance& instance, const Division& division);

// The largest total that the open needs can get beside what is fixed; nothing if what is fixed can't be had.
std::optional<Integer> largest_total(const Instance& instance, const std::vector<Integer>& fixed,
                                     const std::vector<bool>& open);

// Whether releases can pay these additions exactly, and every room holds them.
bool possible(const Instance& instance, const std::vector<Integer>& additions);

}  // namespace oracle
