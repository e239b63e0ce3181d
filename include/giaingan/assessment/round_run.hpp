/// @file
/// A reallocation round of a policy, with what other rules bar from receiving (§4.3).
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The round of that id, or null.
[[nodiscard]] const Round* find_round(const Policy& policy, std::string_view id) noexcept;

/// The ids of the earlier rounds that the portfolio holds plan changes of, known on the round's day:
/// decisions that were entered, or proposals that `with_plan_changes` has applied. Of the others the round
/// knows nothing.
[[nodiscard]] std::vector<std::string> earlier_rounds_seen(const Portfolio& portfolio, const Round& round);

/// Allocations of projects with a finding of the policy's project checks as of the round's day: past their
/// funding time limit, or with any other finding that bars (§4 "past their funding time limit, with a listed
/// finding").
[[nodiscard]] std::vector<BarredAllocation> barred_by_project_checks(const Policy& policy,
                                                                     const Portfolio& portfolio,
                                                                     const Round& round);

/// The rounds that requests name and that are neither a round nor a medium-term adjustment of the policy.
[[nodiscard]] std::set<std::string> unknown_rounds(const Policy& policy, const Portfolio& portfolio);

/// The rounds of the policy whose plan changes the portfolio holds, in the policy's order: decided and
/// entered under the round's id, or applied as proposed (see with_round), which results that rest on them
/// must say.
[[nodiscard]] std::vector<std::string> applied_rounds(const Policy& policy, const Portfolio& portfolio);

/// Carries out one round with everything that the policy bars.
[[nodiscard]] ReallocationResult run_round(const Policy& policy, const Portfolio& portfolio,
                                           const Round& round);

/// The portfolio as it stands once the round's plan changes have been decided.
/// @param document round_document() of the result, whose digest the results after it name
/// @throws InvalidInput if a plan would fall below 0, since another decision has reduced it after the round's
/// as-of day, or a sum of changes leaves int64: names the round, the allocation and the decision
[[nodiscard]] Portfolio with_round(const Portfolio& portfolio, const Round& round,
                                   const ReallocationResult& result, std::string_view document);
/// The same for those who keep no documents: the provenance names no files any more.
[[nodiscard]] Portfolio with_round(const Portfolio& portfolio, const Round& round,
                                   const ReallocationResult& result);

/// The round as a JSON document, its last byte a line break.
[[nodiscard]] std::string round_document(const Policy& policy, const Portfolio& portfolio, const Round& round,
                                         const ReallocationResult& result);

}  // namespace giaingan::inline v1
