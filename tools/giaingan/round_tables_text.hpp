/// @file
/// The tables of a round as decisions print them, and its findings in words.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// How the round ended, in words.
[[nodiscard]] std::string outcome_name(RoundOutcome outcome, Language language);

/// The side of cuts: plan before, cut, plan after, and why not more. Rows of 0 that meet what the round asks
/// anyway are left out.
[[nodiscard]] std::string cuts_text(const Inputs& inputs, const Round& round,
                                    const ReallocationResult& result, Language language);

/// The side of additions, those who get nothing included.
[[nodiscard]] std::string additions_text(const Inputs& inputs, const Round& round,
                                         const ReallocationResult& result, Language language);

/// The totals of every pool that anything moved in, and of all of them.
[[nodiscard]] std::string pools_text(const Round& round, const ReallocationResult& result, Language language);

/// What was found about data and policy, a line a kind; empty if nothing was.
[[nodiscard]] std::string round_findings_text(const Inputs& inputs, const Round& round,
                                              const ReallocationResult& result, Language language);

}  // namespace giaingan::tool
