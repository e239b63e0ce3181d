// A round's division as a file of whole numbers, which ours and the peers all read; instance.py writes it:
//
//   POOLS DONORS RELEASES ROOMS NEEDS TIERS
//   a donor's limit                    DONORS times
//   donor pool amount                  RELEASES times, in the order of cuts
//   within limit                       ROOMS times; within -1: no room
//   pool room tier amount              NEEDS times, in the order of ratio_desc; room -1: none
#pragma once

#include "giaingan/policy/reallocation_policy.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "rules/reallocation_division.hpp"

namespace benchmark {

// Every tier is divided by `within`; what isn't taken stays. Throws std::runtime_error if the file is cut
// short.
giaingan::Instance read_instance(const std::string& path, giaingan::WithinTier within);

// One amount a line.
std::vector<std::int64_t> read_amounts(const std::string& path);
void write_amounts(const std::string& path, const std::vector<std::int64_t>& amounts);

// The sum of the amounts of every tier's needs.
std::vector<std::int64_t> totals_of_tiers(const giaingan::Instance& instance,
                                          const std::vector<std::int64_t>& additions);

// Prints {"seconds": …, "tiers": [...]}: of the processor, and what each tier got.
void print_outcome(double seconds, const std::vector<std::int64_t>& tiers);

}  // namespace benchmark
