/// @file
/// A round's document, every member of it, held against what the policy and the facts ask for.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/facts.hpp"
#include "giaingan/verify/round_verification.hpp"

#include "input/json.hpp"
#include "verify/barred_projects.hpp"

namespace giaingan::inline v1::verify {

/// Checks the document of one round of the policy.
[[nodiscard]] RoundVerification check_round(const PolicySections& policy, const Facts& facts,
                                            const Round& round, const Bars& bars, const Json& document);

}  // namespace giaingan::inline v1::verify
