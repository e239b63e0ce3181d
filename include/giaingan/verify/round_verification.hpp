/// @file
/// Checking a saved reallocation round without trusting the program that found it (§4.3 of the letter).
///
/// Everything that the document says is either worked out anew from the policy and the dataset, by code that
/// shares nothing with the rules, or, where the round had a choice (cuts and additions), proved to be what
/// the rules ask for: `docs/auditing.md` says what is proved by which theorem, and at what cost.
#pragma once

#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// Something in a saved round that can't stand.
struct RoundProblem {
  std::string code;      ///< stable: `verify.wrong_value`, `verify.unfair` …
  std::string pointer;   ///< where (JSON pointer, RFC 6901)
  std::string found;     ///< what stands there; empty: nothing does
  std::string required;  ///< what must stand there; empty: nothing may
  Text why;              ///< in Vietnamese and English
};

/// What was checked.
struct RoundVerification {
  std::string round;                   ///< its id; empty where the document names none of the policy
  std::vector<RoundProblem> problems;  ///< the first thousand, none: the round is as the rules ask
  std::int64_t problem_count = 0;      ///< all of them
  std::int64_t values = 0;             ///< how many values of the document were compared
  std::int64_t cuts = 0;               ///< plans reduced
  std::int64_t additions = 0;          ///< plans increased
  std::int64_t tiers = 0;
  Digest document;                       ///< of the bytes that were checked
  std::vector<PlanChange> plan_changes;  ///< of the round, to be applied; empty where there are problems
};

/// Checks the document that `giaingan reallocate --format json` printed, every member of it, against the
/// policy and the facts that the round saw. Pure; any number of threads. Throws only std::bad_alloc.
/// @param portfolio the facts as they stood for the round: with the earlier rounds applied that it saw
/// @param document JSON, UTF-8
[[nodiscard]] RoundVerification verify_round(const Policy& policy, const Portfolio& portfolio,
                                             std::string_view document);

/// One line a problem, in one of the languages: the pointer, what was found, what must be there, and why.
[[nodiscard]] Text problem_text(const RoundProblem& problem);

/// The problems as an error of an input: @throws InvalidInput if there are any
void require_verified(const RoundVerification& verification, const std::string& file);

/// The facts as they stand once the verified round has been decided.
/// @throws InvalidInput if a plan would fall below 0, since other decisions have overtaken the round, or a
/// sum leaves int64
[[nodiscard]] Portfolio with_verified_round(const Portfolio& portfolio, const RoundVerification& verification,
                                            const std::string& file);

}  // namespace giaingan::inline v1
