/// @file
/// What tiers of a round may meet between them, found from their conditions alone.
#pragma once

#include "giaingan/policy/policy_check.hpp"
#include "giaingan/policy/reallocation_policy.hpp"

#include <string>
#include <vector>

#include "policy/object_reader.hpp"

namespace giaingan::inline v1 {

/// Reports every tier that no allocation can ever reach, with the tiers that shadow it.
/// @param pointers one a tier
void refuse_unreachable_tiers(ReadingContext& context, const std::vector<Tier>& tiers,
                              const std::vector<std::string>& pointers);

/// Adds tiers that overlap without one lying in the other, and rounds whose tiers leave allocations in none,
/// each with a witness. Tiers that an earlier round has too are looked at once.
void add_tier_findings(const ReallocationPolicy& policy, std::vector<PolicyFinding>& findings);

}  // namespace giaingan::inline v1
